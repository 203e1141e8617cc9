"""A policy being edited: one text, what it says, what is wrong with it; steps back and forth.

Forms and the text tab change the same text, so there is one truth and its comments stay.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from csplanner.domain import toml_text
from csplanner.domain.policy_reading import PolicyMistake
from csplanner.services.policy import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.domain.policy import TierPolicy
    from csplanner.domain.policy_reading import PolicyProblem
    from csplanner.domain.toml_text import Path

_STEPS = 200


class PolicyDraft(QObject):
    """The text under edit. Signals: `changed()`; `reshaped()` where tables came or went as well."""

    changed = Signal()
    reshaped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.base = self.text = ""
        self.document: dict[str, Any] = {}
        self.policy: TierPolicy | None = None
        self.problems: tuple[PolicyProblem, ...] = ()
        self.readable = True
        self._before: list[str] = []
        self._after: list[str] = []

    def start(self, base: str, text: str | None = None) -> None:
        """Edit from this text on, `base` being what is in force; earlier steps are forgotten."""
        self.base = _plain(base)
        self._before, self._after = [], []
        self._take(self.base if text is None else _plain(text))
        self.reshaped.emit()

    @property
    def dirty(self) -> bool:
        """Whether it differs from what is in force."""
        return self.text != self.base

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._after)

    def table(self, path: Path) -> dict[str, Any]:
        """Return what a table says, empty where it is absent."""
        return toml_text.table_at(self.document, path)

    def rows(self, parent: Path, name: str) -> list[dict[str, Any]]:
        """Return the tables of a list, none where it is no list of tables."""
        found = self.table(parent).get(name, [])
        return found if isinstance(found, list) and all(isinstance(r, dict) for r in found) else []

    def tiers(self) -> tuple[tuple[str, str], ...]:
        """Return id and name of the tiers as they are written, the highest first."""
        rows = [row for row in self.rows((), "tier") if row.get("id")]
        rows.sort(key=lambda row: -_number(row.get("min_arr")))
        return tuple((str(row["id"]), str(row.get("name", row["id"]))) for row in rows)

    def put(self, path: Path, values: Mapping[str, Any]) -> None:
        """Set keys of a table as one step; None takes a key away."""
        text = self.text
        for key, value in values.items():
            text = toml_text.put(text, path, key, value)
        self.say(text)

    def add(self, parent: Path, name: str, values: Mapping[str, Any]) -> None:
        """Add a table to a list."""
        self.say(toml_text.add_table(self.text, parent, name, values), reshaped=True)

    def remove(self, path: Path) -> None:
        """Take a table away with all that belongs to it."""
        self.say(toml_text.remove_table(self.text, path), reshaped=True)

    def move(self, path: Path, by: int) -> None:
        """Put a table of a list a place up or down."""
        self.say(toml_text.move_table(self.text, path, by), reshaped=True)

    def say(self, text: str, *, reshaped: bool = False) -> None:
        """Take another text as the draft, as one step."""
        text = _plain(text)
        if text == self.text:
            return
        self._before = [*self._before[-_STEPS:], self.text]
        self._after = []
        self._take(text)
        self._tell(reshaped=reshaped)

    def undo(self) -> None:
        """Take the last edit back."""
        if self._before:
            self._after.append(self.text)
            self._take(self._before.pop())
            self._tell(reshaped=True)

    def redo(self) -> None:
        """Do the edit again that was taken back."""
        if self._after:
            self._before.append(self.text)
            self._take(self._after.pop())
            self._tell(reshaped=True)

    def problem_of(self, path: Path, key: str) -> str:
        """Return what is wrong with a key of a table: the line, and what is allowed."""
        named = self.name_of(path)
        wanted = f"{named}.{key}" if named else key
        found = [problem for problem in self.problems if problem.key == wanted]
        return " ".join(f"Line {problem.line}: {problem.message}." for problem in found)

    def name_of(self, path: Path) -> str:
        """Return how problems name a table: "rule[3]", "health.curve[12]"."""
        if not path:
            return ""
        name = ".".join(step for step, _ in path)
        return f"{name}[{self._nth(path) + 1}]"

    def path_of(self, problem: PolicyProblem) -> Path:
        """Return the outermost table that a problem is in, () for the top."""
        name, _, number = problem.key.partition("[")
        first = name.partition(".")[0]
        rows = self.rows((), first)
        if not number or not rows:
            return ((first, None),) if number else ()
        nth = int(number.partition("]")[0]) - 1
        seen = -1
        for at in range(len(rows)):
            seen += len(self._inner(((first, at),), name.split(".")[1:]))
            if seen >= nth:
                return ((first, at),)
        return ((first, len(rows) - 1),)

    def _nth(self, path: Path) -> int:
        """Return how many tables of the same name stand before one, as they are read."""
        first, at = path[0]
        names = [step for step, _ in path[1:]]
        if at is None:
            return 0
        before = sum(len(self._inner(((first, other),), names)) for other in range(at))
        return before + (path[-1][1] or 0 if len(path) > 1 else 0)

    def _inner(self, path: Path, names: list[str]) -> list[object]:
        """Return the tables below one along a path of names, the table itself where it is empty."""
        found: list[object] = [self.table(path)]
        for name in names:
            below = [table.get(name) for table in found if isinstance(table, dict)]
            found = []
            for each in below:
                found.extend(each if isinstance(each, list) else [] if each is None else [each])
        return found

    def _take(self, text: str) -> None:
        self.text = text
        try:
            self.document, self.readable = tomllib.loads(text), True
        except tomllib.TOMLDecodeError:
            self.readable = False
        try:
            self.policy, self.problems = parse(text), ()
        except PolicyMistake as mistake:
            self.policy, self.problems = None, mistake.problems

    def _tell(self, *, reshaped: bool) -> None:
        if reshaped:
            self.reshaped.emit()
        self.changed.emit()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0

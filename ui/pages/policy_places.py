"""The parts of the policy editor behind one another; each is made when it is first gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from csplanner.services.policy import default_text
from csplanner.services.policy_changes import compare_policies
from ui.models.policy_parts import LISTS, PLAIN
from ui.widgets.nav_list import NavItem
from ui.widgets.policy_differences import PolicyDifferences
from ui.widgets.policy_sections import ListSection, PlainSection
from ui.widgets.policy_text import PolicyText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from csplanner.domain.policy_reading import PolicyProblem
    from csplanner.domain.records import PolicyVersion
    from ui.models.policy_draft import PolicyDraft
    from ui.widgets.policy_sections import Section

PLACES = (
    ("", "What is owed"),
    ("tiers", "Tiers"),
    ("rules", "Touch rules"),
    ("overlays", "Overlays"),
    ("general", "Windows"),
    ("", "What people carry"),
    ("capacity", "Capacity"),
    ("travel", "Travel"),
    ("weights", "Planner"),
    ("", "What is measured"),
    ("health", "Health profiles"),
    ("burden", "Burden"),
    ("drivers", "Drivers"),
    ("reasons", "Reasons for loss"),
    ("", "The draft"),
    ("differences", "Differences"),
    ("what_if", "What if"),
    ("text", "Text"),
)
# Where the first part of a problem's key is edited.
_HOMES = {"tier": "tiers", "rule": "rules", "capacity": "capacity", "travel": "travel"}
_HOMES |= {"weights": "weights", "health": "health", "burden": "burden", "drivers": "drivers"}
_HOMES |= {"reasons": "reasons", "TOML": "text", "format": "text"}


def home_of(draft: PolicyDraft, problem: PolicyProblem) -> str:
    """Return the part where a problem is mended."""
    if not draft.readable:
        return "text"
    place = _HOMES.get(problem.key.replace("[", ".").partition(".")[0], "general")
    path = draft.path_of(problem)
    if place == "rules" and path:
        row = draft.table(path)
        place = "overlays" if row.get("stages") or row.get("overlays") else "rules"
    return place


def nav_items(draft: PolicyDraft) -> list[NavItem]:
    """Return the parts, each with the number of things that are wrong in it."""
    homes = [home_of(draft, problem) for problem in draft.problems]
    found = []
    for key, words in PLACES:
        count = homes.count(key) if key else 0
        item = NavItem(key, words)
        if count:
            sign = "\N{WARNING SIGN}"
            item = NavItem(key, words, f"{count} {sign}", "risk", f"{count} wrong")
        found.append(item)
    return found


class PolicyPlaces(QStackedWidget):
    """Shows one part. Signals: `refused(error)` and `removed(words)`, as of the parts."""

    refused = Signal(object)
    removed = Signal(str)

    def __init__(self, draft: PolicyDraft, trying: QWidget) -> None:
        super().__init__()
        self.draft, self.trying = draft, trying
        self.sections: dict[str, Section] = {}
        self.versions: Sequence[PolicyVersion] = ()
        self.in_force = 0
        self._stale: set[str] = set()
        self.text = PolicyText()
        self.text.settled.connect(self._typed)
        self.differences = PolicyDifferences()
        self.differences.asked.connect(self.compare)
        for widget in (self.text, self.differences, trying):
            self.addWidget(widget)
        draft.reshaped.connect(self._reshaped)

    def show_place(self, key: str) -> None:
        """Show a part as the draft is now."""
        if key == "text":
            self.text.show_text(self.draft.text)
            self.setCurrentWidget(self.text)
        elif key == "differences":
            self.compare()
            self.setCurrentWidget(self.differences)
        elif key == "what_if":
            self.setCurrentWidget(self.trying)
        else:
            self.setCurrentWidget(self._section(key))

    def mark(self) -> None:
        """Mark what is wrong in the text."""
        self.text.show_problems({p.line: p.message for p in self.draft.problems})

    def compare(self) -> None:
        """List what differs between the two sides that are chosen."""
        sides = {"draft": self.draft.text}
        sides |= {f"v{version.number}": version.text for version in self.versions}
        sides["default"] = default_text()
        words = {"draft": "Draft", "default": "Default"}
        offered = [(key, words.get(key, key)) for key in sides]
        self.differences.offer(offered, self._named(self.in_force), "draft")
        if self.draft.readable:
            one, other = sides[self.differences.before.key], sides[self.differences.after.key]
            self.differences.show_changes(compare_policies(one, other))

    def compare_with(self, number: int) -> None:
        """Choose a version, 0 for the default, as the side that the draft is compared with."""
        self.compare()
        self.differences.after.choose("draft")
        self.differences.before.choose(self._named(number))

    def _named(self, number: int) -> str:
        return f"v{number}" if number else "default"

    def _section(self, key: str) -> Section:
        section = self.sections.get(key)
        if section is None:
            if key in LISTS:
                section = ListSection(self.draft, LISTS[key])
            else:
                section = PlainSection(self.draft, PLAIN[key])
            section.refused.connect(self.refused)
            section.removed.connect(self.removed)
            self.sections[key] = section
            self.addWidget(section)
        elif key in self._stale:
            section.rebuild()
        self._stale.discard(key)
        section.refresh()
        return section

    def _reshaped(self) -> None:
        self._stale = set(self.sections)

    def _typed(self, text: str) -> None:
        self.draft.say(text, reshaped=True)

"""Beside the policy editor: the draft, what is wrong with it, whom it moves, and the versions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from csplanner.services.policy_preview import accounts_by_tier
from ui import formats
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Pill
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label, named
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.policy import TierPolicy
    from csplanner.domain.records import PolicyVersion
    from csplanner.services.policy_preview import Standing
    from ui.models.policy_draft import PolicyDraft

_MOST = 6


class PolicyInspector(InspectorBody):
    """Signals: `problem(nth)` to go to one, `version(number)` to compare, 0 for the default."""

    problem = Signal(int)
    version = Signal(int)

    def __init__(self, draft: PolicyDraft) -> None:
        super().__init__("Policy")
        self._draft = draft
        self.state = Pill("As in force")

    def show_all(
        self,
        in_force: TierPolicy,
        standings: Sequence[Standing],
        versions: Sequence[PolicyVersion],
        number: int,
    ) -> None:
        """Show the draft beside the policy in force, the version `number` (0: the default)."""
        clear(self.column)
        self._head()
        self._problems()
        if self._draft.policy is not None:
            self._tiers(in_force, self._draft.policy, standings)
        self._versions(versions, number)
        self.column.addStretch(1)

    def _head(self) -> None:
        problems = len(self._draft.problems)
        if problems:
            words, kind = f"\N{WARNING SIGN} {formats.counted(problems, 'problem')}", "risk"
        elif self._draft.dirty:
            words, kind = "Changed, not saved", "watch"
        else:
            words, kind = "As in force", "good"
        self.state = Pill(words, kind)
        row = QHBoxLayout()
        row.addWidget(Label("Draft", "inspector_title"))
        row.addStretch(1)
        row.addWidget(self.state)
        self.column.addLayout(row)
        self.column.addSpacing(6)

    def _problems(self) -> None:
        for nth, problem in enumerate(self._draft.problems[:_MOST]):
            button = Button(f"Line {problem.line}", icon="arrow-right", small=True)
            named(button, f"Line {problem.line}: {problem.key} {problem.message}")
            button.clicked.connect(partial(self.problem.emit, nth))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(f"{problem.key}: {problem.message}", "note", "risk").wrapped(), 1)
            self.column.addLayout(row)
        left = len(self._draft.problems) - _MOST
        if left > 0:
            self.column.addWidget(Label(f"And {left} more.", "note", "text2"))
        if self._draft.problems:
            self.column.addSpacing(8)

    def _tiers(
        self, in_force: TierPolicy, draft: TierPolicy, standings: Sequence[Standing]
    ) -> None:
        self.column.addWidget(Label("Accounts by tier", "body", weight=600))
        before = accounts_by_tier(in_force, standings)
        after = accounts_by_tier(draft, standings)
        names = {band.id: band.name for band in (*in_force.bands, *draft.bands)}
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for row, tier in enumerate(dict.fromkeys((*after, *before))):
            one, other = before.get(tier, 0), after.get(tier, 0)
            told = formats.number(other)
            if one != other:
                told = f"{formats.number(one)} \N{RIGHTWARDS ARROW} {told}"
            ink = "text2" if one == other else "watch"
            grid.addWidget(Elided(names[tier], "table", "text2"), row, 0)
            label = Label(told, "table", ink, weight=500)
            grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignRight)
        self.column.addLayout(grid)
        self.column.addSpacing(10)

    def _versions(self, versions: Sequence[PolicyVersion], number: int) -> None:
        self.column.addWidget(Label("Versions", "body", weight=600))
        rows = [
            (v.number, f"v{v.number}", f"from {formats.day(v.effective)}", v.note) for v in versions
        ]
        rows.append((0, "Default", "as the program ships it", ""))
        for key, title, when, note in rows:
            button = Button(title, kind=Kind.QUIET, small=True)
            button.setToolTip("Show what differs from the draft")
            named(button, f"Compare {title} with the draft")
            button.clicked.connect(partial(self.version.emit, key))
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(button)
            row.addWidget(Elided(when, "table", "text2"), 1)
            if key == number:
                row.addWidget(Pill("In force", "good"))
            self.column.addLayout(row)
            if note:
                told = Label(note, "note", "text2").wrapped()
                told.setContentsMargins(10, 0, 0, 4)
                self.column.addWidget(told)

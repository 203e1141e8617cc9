"""The inspector of the annual plan: what is selected, why it stands where it stands, what to do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.domain.local_time import zone_name
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import State as MarkState
from csplanner.drawing.marks import shape_of
from ui import formats
from ui.local_times import own_time
from ui.models.plan_sentences import extra_words, parted, rule_words, told
from ui.widgets.buttons import Button, Kind, icon_button
from ui.widgets.cards import Pill, Stamp
from ui.widgets.engagement_words import stamp_of, state_words, type_words
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear
from ui.widgets.plan_inspector_parts import (
    FreeGrid,
    GapRow,
    Reason,
    facts_grid,
    section,
)
from ui.widgets.why_parts import add_gap, add_next_best, add_ruled_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.records import Engagement
    from csplanner.services.gap_insight import GapInsight
    from csplanner.services.touch_insight import TouchInsight, WeekVerdict

_ACTIONS = (
    ("lock", "Lock", "lock", "L"),
    ("move", "Move…", "move", "M"),
    ("swap", "Swap exec", "swap", "S"),
    ("brief", "Open brief", "briefs", "B"),
)
_PILLS = {"planned": "plain", "agreed": "accent", "done": "plain", "missed": "risk"}
MOST_GAPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the inspector says of an engagement without asking the planner."""

    engagement: Engagement
    account: str
    trip: str = ""
    ours: tuple[str, ...] = ()
    executives: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    owner_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A touch that was missed (with its engagement) or has no date: a head, and lines on why."""

    account: str
    head: str
    lines: tuple[str, ...]
    engagement: str = ""
    touch: str = ""


class PlanInspector(InspectorBody):
    """Shows one engagement, one account, or what can be selected. Signal: `asked(word)`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("About the selection")
        self._buttons: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (word, text, icon, key) in enumerate(_ACTIONS):
            button = Button(text, icon=icon, keys=key)
            button.setProperty("word", word)
            button.setMinimumWidth(132)
            button.clicked.connect(self._ask)
            grid.addWidget(button, place // 2, place % 2)
            self._buttons[word] = button
        self.foot.addLayout(grid)
        self.show_nothing()

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("word")))

    def _close(self) -> None:
        self.asked.emit("close")

    def _clear(self) -> None:
        clear(self.column)

    def _enable(self, words: frozenset[str], lock: str = "Lock") -> None:
        for word, button in self._buttons.items():
            button.setEnabled(word in words)
        self._buttons["lock"].setText(lock)
        self._buttons["lock"].setAccessibleName(lock)
        self._buttons["lock"].update()

    def show_nothing(self, words: str = "Select a glyph to see why it has its date.") -> None:
        """Say what can be selected."""
        self._clear()
        self._enable(frozenset())
        self.column.addWidget(Label(words, "body", "text2").wrapped())
        self.column.addStretch(1)

    def show_account(self, name: str, facts: list[tuple[str, str]]) -> None:
        """Show an account row."""
        self._clear()
        self._enable(frozenset({"brief"}))
        self.column.addWidget(Label(name, "inspector_title").wrapped())
        self.column.addWidget(facts_grid(facts))
        self.column.addStretch(1)

    def show_gaps(self, title: str, gaps: Sequence[Gap]) -> None:
        """Show what was missed or has no date; a click on one selects it."""
        self._clear()
        self._enable(frozenset())
        self.column.addWidget(Label(title, "inspector_title"))
        for gap in gaps[:MOST_GAPS]:
            row = GapRow(gap.head, gap.lines)
            word = f"gap {gap.touch}" if gap.touch else f"show {gap.account} {gap.engagement}"
            row.setProperty("word", word)
            row.clicked.connect(self._ask)
            self.column.addWidget(row)
        if len(gaps) > MOST_GAPS:
            rest = f"and {formats.number(len(gaps) - MOST_GAPS)} more"
            self.column.addWidget(Label(rest, "note", "text3"))
        self.column.addStretch(1)

    def show_gap(self, gap: GapInsight | None, *, listed: bool) -> None:
        """Explain a touch without a date; None while the planner is asked.

        `listed` offers the way back to the list that it was chosen from.
        """
        self._clear()
        self._enable(frozenset())
        if listed:
            back = Button("All without a date", icon="arrow-left", kind=Kind.QUIET, small=True)
            back.setProperty("word", "unplaced")
            back.clicked.connect(self._ask)
            row = QHBoxLayout()
            row.addWidget(back)
            row.addStretch(1)
            self.column.addLayout(row)
        if gap is None:
            self.column.addWidget(Label("Asking the planner…", "note", "text3"))
        else:
            self.column.addWidget(self._gap_head(gap))
            window = f"{formats.day(gap.first, gap.first)} to {formats.day(gap.last, gap.last)}"
            facts = [("Window", window), ("CSM", gap.owner or formats.NOTHING)]
            self.column.addWidget(facts_grid(facts))
            add_gap(self.column, gap.explained)
        self.column.addStretch(1)

    def _gap_head(self, gap: GapInsight) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        kind = type_words(gap.type)
        mark = glyph(shape_of(gap.type), MarkState.UNPLACED, 15)
        row.addWidget(Stamp(mark, f"{kind}, no date", 20))
        row.addWidget(Label(kind, "inspector_title"))
        row.addWidget(Pill("No date", "risk"))
        row.addStretch(1)
        close = icon_button("close", "Close the selection", keys="Esc")
        close.clicked.connect(self._close)
        row.addWidget(close)
        column.addLayout(row)
        column.addWidget(Elided(gap.account, "body"))
        return box

    def show_engagement(self, shown: Shown, insight: TouchInsight | None) -> None:
        """Show an engagement; `insight` is None while the planner is being asked."""
        self._clear()
        engagement = shown.engagement
        ahead = engagement.state.value in {"planned", "agreed"}
        words = {"brief"}
        if ahead:
            words |= {"lock", "move"}
            if shown.executives:
                words.add("swap")
        self._enable(frozenset(words), "Unlock" if engagement.locked else "Lock")
        self.column.addWidget(self._head(shown))
        self.column.addWidget(facts_grid(_facts(shown)))
        if insight is None:
            if ahead and engagement.touch:
                self.column.addWidget(Label("Asking the planner…", "note", "text3"))
        else:
            self._add_insight(insight)
        self.column.addStretch(1)

    def _head(self, shown: Shown) -> QWidget:
        engagement = shown.engagement
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        state = engagement.state.value
        kind, said = type_words(engagement.type.value), state_words(state)
        row.addWidget(Stamp(stamp_of(engagement.type.value, state, 15), f"{kind}, {said}", 20))
        row.addWidget(Label(kind, "inspector_title"))
        row.addWidget(Pill(said, _PILLS[state]))
        if engagement.locked:
            row.addWidget(Pill("Locked", "plain"))
        row.addStretch(1)
        close = icon_button("close", "Close the selection", keys="Esc")
        close.clicked.connect(self._close)
        row.addWidget(close)
        column.addLayout(row)
        column.addWidget(Elided(shown.account, "body"))
        return box

    def _add_insight(self, insight: TouchInsight) -> None:
        explained = insight.explained
        if explained is not None:
            box, column = section("Why this date")
            for sentence in explained.because:
                column.addWidget(Reason(*parted(sentence)))
            self.column.addWidget(box)
        if insight.free:
            day = insight.engagement.date
            box, column = section(f"Who was free, {formats.week(day)}")
            monday = day - dt.timedelta(days=day.weekday())
            column.addWidget(FreeGrid(insight.free, day, monday))
            self.column.addWidget(box)
        if explained is not None:
            weeks = [week for week in explained.ruled_out if week.rule != "locked"]
            inside = [v for v in insight.weeks.values() if v.rule != "window"]
            add_ruled_out(self.column, weeks, len(inside))
            add_next_best(self.column, explained.next_best, "costs more")


def _facts(shown: Shown) -> list[tuple[str, str]]:
    engagement = shown.engagement
    when = formats.weekday(engagement.date, engagement.date)
    if engagement.start is not None:
        start = dt.datetime.combine(engagement.date, engagement.start)
        end = start + dt.timedelta(minutes=engagement.minutes)
        clock = formats.clock(engagement.start), formats.clock(end.time())
        zone = zone_name(engagement.date, engagement.start, engagement.timezone)
        span = "\N{EN DASH}".join(clock)
        when += f", {span} {zone}".rstrip()
    else:
        when += f", {engagement.minutes} min"
    where = engagement.city or "At the customer"
    where = f"{where}, on site" if engagement.mode.value == "onsite" else "Remote"
    facts = [("When", f"{when} · {formats.week(engagement.date)}")]
    at = engagement.date, engagement.start, engagement.timezone
    own = own_time(*at, shown.owner_zone)
    if own:
        facts.append(("", f"{own} for the CSM"))
    facts.append(("Where", f"{where} · trip {shown.trip}" if shown.trip else where))
    if shown.executives:
        facts.append(("Executive", ", ".join(shown.executives)))
    if shown.ours:
        facts.append(("Ours", ", ".join(shown.ours)))
    if shown.contacts:
        facts.append(("Customer", ", ".join(shown.contacts)))
    if engagement.reason:
        facts.append(("Reason", engagement.reason))
    return facts


def verdict_words(verdict: WeekVerdict) -> tuple[str, str]:
    """Return (rule, cost) of a week in words; one of them is empty."""
    if verdict.day is None:
        return f"{rule_words(verdict.rule)}: {told(verdict.detail)}", ""
    return "", extra_words(verdict.extra)

"""What a shared screen shows of a customer: their next meeting, goals, promises, and their year.

All of it is read from CustomerFacts, as the customer's own pack is; nothing else reaches these
widgets.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csplanner.drawing.bars import GoalBar, draw_goal_bar
from csplanner.drawing.canvas import Box
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.timeline import AccountLine, LineMark, draw_account_line
from ui import formats
from ui.local_times import local_time
from ui.widgets.cards import Card, Stamp
from ui.widgets.chart_view import ChartView
from ui.widgets.engagement_words import spoken, stamp_of, state_words, type_words
from ui.widgets.labels import Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.customer_facts import (
        ActionFacts,
        CustomerFacts,
        GoalFacts,
        Promised,
        Visit,
        VisitMark,
    )

_GOALS, _LINES, _MEETINGS = 8, 8, 40


class StageColumns(QScrollArea):
    """Cards in two columns, made anew for each customer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(20, 16, 20, 20)
        self._row.setSpacing(14)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # Qt turns it on in setWidget

    def show_cards(self, columns: Sequence[tuple[int, Sequence[Card]]]) -> None:
        """Show columns, each as its share of the width and its cards from above."""
        clear(self._row)
        for share, cards in columns:
            column = QVBoxLayout()
            column.setSpacing(14)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._row.addLayout(column, share)


def overview_of(facts: CustomerFacts, today: dt.date) -> list[tuple[int, list[Card]]]:
    """Return the cards of the overview; a part without data has none."""
    left = [_meeting(facts.visit, today), _goals(facts.goals)]
    right = [
        _promised("What we promised", (*facts.commitments, *facts.promises)),
        _actions("Our next steps", facts.our_actions),
        _actions("Your next steps", facts.their_actions),
        _texts("What we learned", facts.learned),
    ]
    shown = [(3, [c for c in left if c]), (2, [c for c in right if c])]
    if not any(cards for _, cards in shown):
        nothing = Card("Nothing to show yet")
        words = "Plan a meeting, or mark goals, promises and actions customer-safe."
        nothing.body.addWidget(Label(words, "body", "text2").wrapped())
        return [(1, [nothing])]
    return [(share, cards) for share, cards in shown if cards]


def year_of(facts: CustomerFacts, today: dt.date) -> list[tuple[int, list[Card]]]:
    """Return the year of their meetings as a line and as a list."""
    card = Card(f"Our year together, {facts.year}", formats.counted(len(facts.marks), "meeting"))
    if not facts.marks:
        card.body.addWidget(Label("No meetings are planned yet.", "body", "text2"))
        return [(1, [card])]
    line = _line(facts, today)
    chart = ChartView(f"Meetings of {facts.year}", 78, 500)
    told = "; ".join(spoken(m.type, m.state, m.date) for m in facts.marks)
    chart.show_drawing(lambda canvas, box: draw_account_line(canvas, box, line), told)
    card.body.addWidget(chart)
    listed = Card("Meetings")
    for mark in facts.marks[:_MEETINGS]:
        listed.body.addLayout(_mark_row(mark, today))
    return [(1, [card, listed])]


def _line(facts: CustomerFacts, today: dt.date) -> AccountLine:
    marks = tuple(
        LineMark(on=m.date, shape=shape_of(m.type), state=mark_state(m.state), label=m.label)
        for m in facts.marks
    )
    first, last = dt.date(facts.year, 1, 1), dt.date(facts.year, 12, 31)
    return AccountLine(start=first, end=last, marks=marks, today=today)


def _mark_row(mark: VisitMark, today: dt.date) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 5, 0, 5)
    row.setSpacing(12)
    name = spoken(mark.type, mark.state, mark.date)
    row.addWidget(Stamp(stamp_of(mark.type, mark.state, 14.0), name, 20))
    day = Label(formats.weekday(mark.date, today), "body", weight=600)
    day.setFixedWidth(110)
    row.addWidget(day)
    row.addWidget(Label(type_words(mark.type), "body"), 1)
    row.addWidget(Label(state_words(mark.state), "body", "text2"))
    return row


def _meeting(visit: Visit | None, today: dt.date) -> Card | None:
    if visit is None:
        return None
    ahead = visit.date >= today
    card = Card("Our next meeting" if ahead else "Our last meeting", type_words(visit.type))
    card.body.addWidget(Label(formats.spoken_day(visit.date), "page_title"))
    card.body.addWidget(Label(_when_and_where(visit), "body", "text2").wrapped())
    for title, people in (("From your side", visit.theirs), ("From ours", visit.ours)):
        if people:
            named = " · ".join(f"{p.name}, {p.title}" if p.title else p.name for p in people)
            card.body.addSpacing(8)
            card.body.addWidget(Label(title, "label", "text2"))
            card.body.addWidget(Label(named, "body").wrapped())
    if visit.agenda:
        card.body.addSpacing(8)
        card.body.addWidget(Label("Agenda", "label", "text2"))
    for item in visit.agenda:
        minutes = "" if item.minutes is None else f"{item.minutes} min"
        card.body.addLayout(_pair(item.title, minutes))
    return card


def _when_and_where(visit: Visit) -> str:
    parts = [
        local_time(visit.date, visit.start, visit.timezone),
        f"{visit.minutes} minutes",
        (visit.city or "On site") if visit.onsite else "Remote",
    ]
    return " · ".join(part for part in parts if part)


def _goals(goals: Sequence[GoalFacts]) -> Card | None:
    if not goals:
        return None
    card = Card("What you set out to do", formats.counted(len(goals), "goal"))
    for goal in goals[:_GOALS]:
        card.body.addSpacing(4)
        card.body.addLayout(_pair(goal.text, goal.figure))
        if goal.now is not None:
            bar = GoalBar(now=goal.now, before=goal.before)
            chart = ChartView(f"Progress of {goal.text}", 24, 200)
            chart.show_drawing(
                lambda canvas, box, bar=bar: draw_goal_bar(  # type: ignore[misc]
                    canvas, Box(box.x, box.y, box.w, box.h), bar
                ),
                f"{formats.percent(goal.now)} of the goal",
            )
            card.body.addWidget(chart)
        if goal.note:
            card.body.addWidget(Label(goal.note, "table", "text2").wrapped())
    return card


def _promised(title: str, promised: Sequence[Promised]) -> Card | None:
    rows = [(p.text, _state(p.due, p.done_on, done=p.done)) for p in promised]
    return _rows(title, rows)


def _actions(title: str, actions: Sequence[ActionFacts]) -> Card | None:
    return _rows(title, [(a.text, _state(a.due, None, done=a.done)) for a in actions])


def _state(due: dt.date | None, done_on: dt.date | None, *, done: bool) -> str:
    if done:
        return f"Done {formats.day(done_on)}" if done_on else "Done"
    return f"Due {formats.day(due)}" if due else "Open"


def _texts(title: str, texts: Iterable[str]) -> Card | None:
    return _rows(title, [(text, "") for text in texts])


def _rows(title: str, rows: Sequence[tuple[str, str]]) -> Card | None:
    if not rows:
        return None
    more = len(rows) - _LINES
    card = Card(title, f"{more} more in the review pack" if more > 0 else "")
    for text, note in rows[:_LINES]:
        card.body.addLayout(_pair(text, note))
    return card


def _pair(text: str, note: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 3, 0, 3)
    row.setSpacing(12)
    row.addWidget(Label(text, "body").wrapped(), 1)
    if note:
        row.addWidget(Label(note, "table", "text2"), 0, Qt.AlignmentFlag.AlignTop)
    return row

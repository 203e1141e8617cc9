"""The cards of an account that are lists and figures: what was agreed, seen, promised, judged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from csplanner.charts.burden import draw_burden_change
from csplanner.charts.waterfall import draw_waterfall, waterfall_height
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health as Moon
from ui import formats
from ui.pages import account_series as series
from ui.pages.account_card import AccountCard, Row
from ui.widgets.cards import Stamp
from ui.widgets.chart_view import ChartView
from ui.widgets.icons import pixmap
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.health import DriverState
    from csplanner.domain.records import Commitment, Goal, RelationshipRating, Sighting, Signal
    from csplanner.services.account_view import AccountView

_DONE = {"done", "kept", "met", "closed", "fulfilled", "dropped"}
_SOON = 60
_MOST_ROWS = 6
_MOST_RATINGS = 4
_OWNER_WIDE, _DUE_WIDE = 92, 84
_BARS_HIGH = 52


class CommitmentsCard(AccountCard):
    """Terms outside the standard contract: what, clause, who, until when."""

    def __init__(self) -> None:
        super().__init__("Commitments", "non-standard contract terms", adds="Add a commitment")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List them by due date."""
        clear(self.inside)
        rows = view.commitments[:_MOST_ROWS]
        self.fill(there=bool(rows), otherwise="Nothing was agreed outside the standard contract.")
        for row in rows:
            made = _commitment_row(row, today, first=row is rows[0])
            made.pressed.connect(partial(self.edit_asked.emit, row))
            self.inside.addWidget(made)
        if len(view.commitments) > len(rows):
            more = len(view.commitments) - len(rows)
            self.inside.addWidget(Label(f"and {more} more", "note", "text2"))


class CompetitorsCard(AccountCard):
    """Who was seen, with what pitch, when."""

    def __init__(self) -> None:
        super().__init__("Competitors sighted", adds="Add a sighting")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List the newest first."""
        clear(self.inside)
        rows = view.sightings[:_MOST_ROWS]
        self.fill(there=bool(rows), otherwise="No competitor was seen here.")
        for row in rows:
            made = _sighting_row(row, today, first=row is rows[0])
            made.pressed.connect(partial(self.edit_asked.emit, row))
            self.inside.addWidget(made)


class BurdenCard(AccountCard):
    """Ticket points per 1,000 units of use against the account's first quarters."""

    def __init__(self) -> None:
        super().__init__("Reduction of burden")
        row = QHBoxLayout()
        row.setSpacing(16)
        self.figure = Label("", "figure")
        self.words = Label("", "note", "text2").wrapped()
        self.saved = Label("", "figure")
        self.saved_words = Label("", "note", "text2").wrapped()
        self.bars = ChartView("Burden by quarter against the baseline", _BARS_HIGH, 120)
        row.addLayout(_stacked(self.figure, self.words), 5)
        row.addWidget(self.bars, 6)
        row.addLayout(_stacked(self.saved, self.saved_words), 4)
        self.warning = Label("", "note", "watch").wrapped()
        self.before = Label("", "note", "text2").wrapped()
        self.inside.addLayout(row)
        self.inside.setSpacing(4)
        self.inside.addWidget(self.before)
        self.inside.addWidget(self.warning)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Say the change and what it is made of."""
        del today
        burden = view.facts.burden
        self.fill(
            there=burden.value is not None,
            otherwise="No burden yet: import tickets, and a measure of use beside them.",
        )
        if burden.value is None:
            return
        change = burden.change
        sign = "+" if change is not None and change > 0 else ""
        self.figure.setText(
            formats.number(burden.value, 1) if change is None else sign + formats.percent(change)
        )
        self.figure.set_ink("text" if change is None or change <= 0 else "watch")
        self.words.setText(series.burden_words(burden))
        self.setToolTip(series.burden_parts(burden))
        bars = series.burden_bars(burden)
        self.bars.setVisible(bars is not None)
        if bars is not None:
            self.bars.show_drawing(
                lambda canvas, box: draw_burden_change(canvas, box, bars),
                series.burden_parts(burden),
            )
        saved = burden.saved
        self.saved.setText("" if saved is None else f"{formats.number(saved.support_hours)} h")
        self.saved_words.setText("" if saved is None else series.saved_words(view, saved))
        before = series.candidate_words(burden)
        self.before.setText(before)
        self.before.setVisible(bool(before))
        warning = series.burden_warning(burden)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))


class ChangesCard(AccountCard):
    """By how many points each component moved the score since the newest review."""

    def __init__(self) -> None:
        super().__init__("What changed since the last review")
        self.chart = ChartView("Points by component since the last review", 140, 300)
        self.inside.addWidget(self.chart)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the steps."""
        told = series.changes(view.facts, today)
        self.fill(there=told is not None, otherwise="No review was held yet, or none with a score.")
        levers = view.facts.moves.levers
        best = levers[0] if levers else None
        self.note.setText(
            f"{best.driver} on target: +{best.points:.1f}, to {best.score:.0f}" if best else ""
        )
        if told is not None:
            self.chart.show_drawing(
                lambda canvas, box: draw_waterfall(canvas, box, told),
                series.changes_words(told),
                int(waterfall_height(told)) + 2,
            )


class RelationshipCard(AccountCard):
    """The CSM's own judgement with its reasons and quotes, beside the score."""

    def __init__(self) -> None:
        super().__init__("Relationship", "your own judgement, no part of the score", adds="Rate")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List ratings, the newest first, then what was heard, then the notes."""
        clear(self.inside)
        rows = view.ratings[::-1][:_MOST_RATINGS]
        notes = view.account.notes.strip()
        self.fill(there=bool(rows or notes), otherwise="Not rated yet. Press N, then R.")
        for row in rows:
            made = _rating_row(row, today, first=row is rows[0])
            made.pressed.connect(partial(self.edit_asked.emit, row))
            self.inside.addWidget(made)
        if notes:
            line = Row(f"Notes: {notes}", first=not rows)
            line.line.addWidget(Label(notes, "note", "text2").wrapped(), 1)
            line.pressed.connect(partial(self.edit_asked.emit, view.account))
            self.inside.addWidget(line)


class SignalsCard(AccountCard):
    """What was heard by listening, and never pitched."""

    def __init__(self) -> None:
        super().__init__("Signals", "heard, never pitched", adds="Add a signal")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List the newest first."""
        clear(self.inside)
        rows = view.signals[:_MOST_ROWS]
        self.fill(there=bool(rows), otherwise="Nothing heard yet. Press N, then G.")
        for row in rows:
            made = _signal_row(row, today, first=row is rows[0])
            made.pressed.connect(partial(self.edit_asked.emit, row))
            self.inside.addWidget(made)


class GoalsCard(AccountCard):
    """What the customer set out to do, in their words, with the driver that tells it."""

    def __init__(self) -> None:
        super().__init__("Goals", "in the customer's words", adds="Add a goal")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List them by due date."""
        clear(self.inside)
        rows = sorted(view.goals, key=lambda goal: (goal.due is None, goal.due, goal.text))
        self.fill(there=bool(rows), otherwise="No goals. Add what they set out to do: N, then O.")
        current = {d.name: d for d in view.facts.drivers}
        for row in rows[:_MOST_ROWS]:
            made = _goal_row(row, current.get(row.metric), today, first=row is rows[0])
            made.pressed.connect(partial(self.edit_asked.emit, row))
            self.inside.addWidget(made)
        if len(rows) > _MOST_ROWS:
            self.inside.addWidget(Label(f"and {len(rows) - _MOST_ROWS} more", "note", "text2"))


def _stacked(figure: Label, words: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(figure)
    column.addWidget(words)
    column.addStretch(1)
    return column


def _two_lines(head: str, below: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Elided(head, "table", weight=500))
    words.addWidget(Elided(below, "note", "text2"))
    return words


def _commitment_row(row: Commitment, today: dt.date, *, first: bool) -> Row:
    made = Row(f"Commitment {row.text}", first=first)
    line = made.line
    kept = row.status.lower() in _DONE
    late = row.due is not None and not kept and row.due < today
    soon = row.due is not None and not kept and (row.due - today).days <= _SOON
    band = Moon.HEALTHY if not soon else Moon.AT_RISK if late else Moon.WATCH
    line.addWidget(Stamp(moon(band), f"{row.status or 'open'}{', late' if late else ''}", 14))
    clause = f"§{row.clause.lstrip('§ ')} · " if row.clause else ""
    line.addLayout(_two_lines(row.text, f"{clause}{row.status or 'open'}"), 3)
    owner = Elided(row.functional_owner, "table", "text2")
    # An ignored width counts as none in the row, and the date would be laid over the owner.
    owner.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    owner.setFixedWidth(_OWNER_WIDE)
    line.addWidget(owner)
    ink = "risk" if late else "watch" if soon else "text2"
    due = formats.day(row.due) if row.due else "ongoing"
    when = Label(due, "table", ink, weight=600 if soon else 400)
    when.setFixedWidth(_DUE_WIDE)
    when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(when)
    return made


def _sighting_row(row: Sighting, today: dt.date, *, first: bool) -> Row:
    made = Row(f"Sighting of {row.competitor}", first=first)
    sign = Label()
    sign.setPixmap(pixmap("binoculars", "text3", 16, 2.0))
    sign.setFixedWidth(18)
    made.line.addWidget(sign)
    below = row.pitch if row.our_answer else f"{row.pitch} · no answer yet".strip(" ·")
    made.line.addLayout(_two_lines(row.competitor, below), 1)
    made.line.addWidget(Label(formats.day(row.date, today), "table", "text2"))
    return made


def _rating_row(row: RelationshipRating, today: dt.date, *, first: bool) -> Row:
    made = Row(f"Trust {row.rating} of 5 on {formats.day(row.date, today)}", first=first)
    figure = Label(f"{row.rating} of 5", "table", weight=600)
    figure.setFixedWidth(44)
    made.line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    quote = f"\N{LEFT DOUBLE QUOTATION MARK}{row.quote}\N{RIGHT DOUBLE QUOTATION MARK}"
    made.line.addLayout(_two_lines(row.reason, quote if row.quote else ""), 1)
    when = Label(formats.day(row.date, today), "table", "text2")
    made.line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _signal_row(row: Signal, today: dt.date, *, first: bool) -> Row:
    made = Row(f"Signal {row.text}", first=first)
    made.line.addLayout(_two_lines(row.text, row.source or "source not named"), 1)
    made.line.addWidget(Label(formats.day(row.date, today), "table", "text2"))
    return made


def _goal_row(goal: Goal, driver: DriverState | None, today: dt.date, *, first: bool) -> Row:
    made = Row(f"Goal {goal.text}", first=first)
    line = made.line
    now, unit = (driver.current, driver.unit) if driver else (goal.current, goal.unit)
    unit = goal.unit or unit
    safe = "may be shown to them" if goal.customer_safe else "internal"
    told = goal.metric or goal.note or "no driver named"
    line.addLayout(_two_lines(goal.text, f"{told} · {safe}"), 1)
    target = goal.target if goal.target is not None or driver is None else driver.target
    short = unit if unit == "%" else ""
    values = f"{formats.measure(now, short)} / {formats.measure(target, unit)}"
    due = formats.day(goal.due, today) if goal.due else ""
    line.addWidget(Label(f"{values}   {due}".strip(), "table", "text2"))
    return made

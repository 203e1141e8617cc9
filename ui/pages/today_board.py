"""The cards of the page Today, told a day and shown; rows are walked through from card to card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import formats
from ui.models import today_rows as rows
from ui.widgets.cards import Card
from ui.widgets.labels import Label
from ui.widgets.row_card import RowCard
from ui.widgets.two_weeks import TwoWeeks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from csplanner.domain.health import Health
    from csplanner.services.health_drops import HealthDrop
    from csplanner.services.today import TodayView, VisitRow

    Score = Callable[[str], Health | None]

_MOST_WINDOWS, _MOST_STEPS = 10, 14


class TodayBoard(QScrollArea):
    """All cards. Signals: `opened(key)` and `ticked(key)` of rows, `more(what)` of long cards."""

    opened = Signal(str)
    ticked = Signal(str)
    more = Signal(str)

    def __init__(self, score: Score) -> None:
        super().__init__()
        self._score = score
        self._view: TodayView | None = None
        self.visit = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Cards of today")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_cards()
        self._lay_out()

    def _make_cards(self) -> None:
        self.weeks_card = Card("Two weeks")
        self.weeks = TwoWeeks()
        self.weeks_card.body.addWidget(self.weeks)
        self.visits = RowCard("Next visits", "No visit that wants preparation is planned.")
        self.steps = RowCard(
            "Prepare", "No checklist: the next visits have no steps.", most=_MOST_STEPS
        )
        self.overdue = RowCard("Overdue", "No overdue items.")
        self.commitments = RowCard("Commitments due", "No commitment is due in four months.")
        self.windows = RowCard(
            "Decision windows", "No decision window is open or opens soon.", most=_MOST_WINDOWS
        )
        self.renewals = RowCard("Renewals", "No renewal within 120 days.")
        self.falls = RowCard("Health drops", "No account fell in 90 days.")
        self.left = (self.visits, self.overdue, self.commitments)
        self.right = (self.steps, self.windows, self.renewals, self.falls)
        for card in self.cards:
            card.opened.connect(self.opened)
            card.ticked.connect(self.ticked)
            card.stepped.connect(self._step)
            card.entered.connect(self._entered)
        for card, what in (
            (self.overdue, "overdue"),
            (self.commitments, "overdue"),
            (self.windows, "renewals"),
            (self.renewals, "renewals"),
        ):
            card.setProperty("more", what)
            card.more.connect(self._ask_more)

    @property
    def cards(self) -> tuple[RowCard, ...]:
        """The cards of rows, in the order in which one walks."""
        return (*self.left, *self.right)

    def _lay_out(self) -> None:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        self.clock = Label("", "table", "watch", weight=600).wrapped()
        self.clock.hide()
        column.addWidget(self.clock)
        column.addWidget(self.weeks_card)
        row = QHBoxLayout()
        row.setSpacing(12)
        for cards, share in ((self.left, 8), (self.right, 7)):
            side = QVBoxLayout()
            side.setSpacing(12)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            row.addLayout(side, share)
        column.addLayout(row)
        column.addStretch(1)
        self.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget

    def show_day(
        self, view: TodayView, drops: Sequence[HealthDrop], people: Mapping[str, str]
    ) -> None:
        """Show a day; `people` are what executives are called."""
        self._view = view
        today, score = view.today, self._score
        self.weeks.show_days(view.days, today)
        hours, capacity = formats.number(view.hours), formats.number(view.capacity)
        self.weeks_card.note.setText(f"{hours} of {capacity} h booked this week")
        self.visits.show_rows(
            [rows.visit_row(v, score(v.account_id), people, today) for v in view.visits],
            _trip_words(view),
        )
        self._show_steps()
        self.overdue.show_rows(
            [rows.due_row(due) for due in view.overdue]
            + [rows.trip_row(trip, today) for trip in view.trips],
            _overdue_words(view),
            "more overdue",
        )
        self.commitments.show_rows(
            [rows.commitment_row(due) for due in view.commitments],
            "non-standard contract terms",
            "more due",
        )
        self._show_decisions(view)
        self.falls.show_rows(
            [rows.drop_row(drop, today) for drop in drops], "three largest in 90 days"
        )

    def warn_of_clock(self, saved: dt.date | None, today: dt.date) -> None:
        """Say that the clock runs behind the file, since windows and overdue depend on it."""
        behind = saved is not None and saved > today
        self.clock.setVisible(behind)
        if saved is not None and behind:
            self.clock.setText(
                f"Check the date: it is {formats.day(today)} here, and this portfolio was saved on"
                f" {formats.day(saved)}. Windows and overdue depend on it."
            )

    def _show_decisions(self, view: TodayView) -> None:
        score = self._score
        running = [p for p in view.pilots if p.state.value in {"running", "overdue"}]
        self.windows.show_rows(
            [rows.pilot_row(p, score(p.account), view.today) for p in running]
            + [rows.window_row(r, score(r.account), view) for r in view.windows],
            f"of {formats.counted(view.accounts, 'account')}; the line is today",
            "more windows",
        )
        self.renewals.show_rows(
            [rows.renewal_row(renewal, view) for renewal in view.renewals],
            "countdown 120, 90, 60, 30 days",
            "more renewals",
        )

    def _show_steps(self) -> None:
        view = self._view
        if view is None:
            return
        visit = self._prepared(view)
        items = view.steps.get(visit.id, ()) if visit is not None else ()
        self.steps.title.setText("Prepare" if visit is None else rows.prepare_words(visit))
        done = sum(item.done for item in items)
        note = f"{done} of {len(items)}" if items else ""
        self.steps.show_rows([rows.step_row(item, view.today) for item in items], note)

    def _prepared(self, view: TodayView) -> VisitRow | None:
        """Return the visit whose checklist is shown: the one stood on, else the next unready."""
        chosen = next((v for v in view.visits if v.id == self.visit), None)
        unready = (v for v in view.visits if v.steps > v.ready)
        return chosen or next(unready, None) or (view.visits[0] if view.visits else None)

    @property
    def prepared(self) -> str:
        """The id of the visit whose checklist is shown, empty for none."""
        visit = self._prepared(self._view) if self._view is not None else None
        return visit.id if visit is not None else ""

    def stood_on(self) -> str:
        """Return the key of the row that has the focus, empty for none."""
        every = (row for card in self.cards for row in card.rows)
        return next((row.look.key for row in every if row.stood_on), "")

    def _step(self, way: int) -> None:
        """Go to the row before or after, over all cards."""
        every = [row for card in self.cards for row in card.rows]
        at = next((i for i, row in enumerate(every) if row.stood_on), None)
        if at is not None and 0 <= at + way < len(every):
            every[at + way].setFocus()

    def _entered(self, key: str) -> None:
        kind, _, ident = key.partition(":")
        if kind == "visit" and any(row.look.key == key for row in self.visits.rows):
            self.visit = ident
            self._show_steps()
        row = next((row for card in self.cards for row in card.rows if row.stood_on), None)
        if row is not None:
            self.ensureWidgetVisible(row)

    def _ask_more(self) -> None:
        self.more.emit(str(self.sender().property("more")))


def _trip_words(view: TodayView) -> str:
    if not view.visits:
        return ""
    days = (view.visits[0].date - view.today).days
    return "next one today" if days == 0 else f"next one in {formats.days(days)}"


def _overdue_words(view: TodayView) -> str:
    parts = [formats.counted(len(view.overdue), "late", "late")] if view.overdue else []
    if view.trips:
        parts.append(formats.counted(len(view.trips), "approval"))
    return ", ".join(parts)

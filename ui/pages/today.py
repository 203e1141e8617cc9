"""What to do now and what will hurt soon: two weeks, visits, overdue, decisions, health."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ui import formats
from ui.models import today_rows as rows
from ui.pages.base import Page
from ui.pages.today_actions import TodayActs, today_actions
from ui.widgets.cards import Card, EmptyState
from ui.widgets.drop_button import DropButton
from ui.widgets.row_card import RowCard
from ui.widgets.two_weeks import TwoWeeks

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.base.job import Job
    from csplanner.services.health_drops import HealthDrop
    from csplanner.services.today import Due, TodayView, VisitRow
    from csplanner.services.workspace import Changes, Workspace
    from ui.actions import Action

_EVERYONE = "Everyone"
_MOST_WINDOWS = 10


class TodayPage(Page):
    """The cards of a day; one walks through all of their rows with up and down."""

    name, title = "today", "Today"

    def build(self) -> None:
        """Make the cards, and what stands where no account is."""
        self.view: TodayView | None = None
        self.drops: tuple[HealthDrop, ...] = ()
        self.dues: dict[str, Due] = {}
        self.visit = ""
        self.acts = TodayActs(self)
        self._people: dict[str, str] = {}
        self._make_cards()
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No accounts yet",
            "Import a file of accounts, or add one by hand; then plan the year.",
            ("Import accounts", self.acts.go_import),
        )
        self._stack.addWidget(self._made_board())
        self._blank = QWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._blank)
        self.context.scores.changed.connect(self._show)
        self.context.workspace_changed.connect(self._forget)

    def _make_cards(self) -> None:
        self.weeks_card = Card("Two weeks")
        self.weeks = TwoWeeks()
        self.weeks.opened.connect(self._open_visit)
        self.weeks_card.body.addWidget(self.weeks)
        self.whose = DropButton(
            _EVERYONE, icon="user", choices=self._whose_choices, chosen=self.choose_owner
        )
        self.weeks_card.head.addWidget(self.whose)
        self.visits = RowCard("Next visits", "No visit that wants preparation is planned.")
        self.steps = RowCard("Prepare", "No checklist: the next visits have no steps.", most=14)
        self.overdue = RowCard("Overdue", "No overdue items.")
        self.commitments = RowCard("Commitments due", "No commitment is due in four months.")
        self.windows = RowCard(
            "Decision windows", "No decision window is open or opens soon.", most=_MOST_WINDOWS
        )
        self.renewals = RowCard("Renewals", "No renewal within 120 days.")
        self.falls = RowCard("Health drops", "No account fell in 90 days.")
        self.left = (self.visits, self.overdue, self.commitments)
        self.right = (self.steps, self.windows, self.renewals, self.falls)
        for card in (*self.left, *self.right):
            card.opened.connect(self.acts.open)
            card.ticked.connect(self.acts.tick)
            card.stepped.connect(self._step)
            card.entered.connect(self._entered)
        self.overdue.more.connect(self.acts.all_overdue)
        self.windows.more.connect(self.acts.all_renewals)
        self.renewals.more.connect(self.acts.all_renewals)
        self.commitments.more.connect(self.acts.all_overdue)

    def _made_board(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Cards of today")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
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
        scroll.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget
        self.board = scroll
        return scroll

    def open(self, **arguments: Any) -> None:
        """Take a visit to prepare (`visit=`)."""
        self.visit = arguments.get("visit", self.visit)

    def refresh(self, changes: Changes | None) -> None:
        """Read the day again; the first time off the page, so that the window comes at once."""
        del changes
        workspace, today, owner = self.workspace, self.context.today, self.owner
        self.title = formats.long_day(today)
        if self.view is None:
            self._stack.setCurrentWidget(self._blank)
            self.context.jobs.restart(
                lambda _job: _read(workspace, today, owner),
                self._take_first,
                "Reading the day",
                key="today.view",
            )
        else:
            self._take(*_read(workspace, today, owner))
        self._want_drops()
        self.header_changed.emit()

    def _take_first(self, read: tuple[TodayView, dict[str, str]]) -> None:
        self._take(*read)
        self.header_changed.emit()

    def _take(self, view: TodayView, people: dict[str, str]) -> None:
        self.view, self._people = view, people
        self.dues = {due.key: due for due in (*view.overdue, *view.commitments)}
        self._show()
        self.context.scores.want()

    @property
    def owner(self) -> str:
        """The id of the CSM whose day it is, empty for everyone's."""
        kept = str(self.context.memory.get("today_owner", ""))
        return kept if kept in {key for key, _ in self._owners()} else ""

    def _owners(self) -> tuple[tuple[str, str], ...]:
        from csplanner.services.today import owners

        return owners(self.workspace) if self.context.workspace is not None else ()

    def _whose_choices(self) -> list[tuple[str, str, bool]]:
        mine = self.owner
        known = [("", _EVERYONE), *self._owners()]
        return [(key, words, key == mine) for key, words in known]

    def choose_owner(self, owner: str) -> None:
        """Show one CSM's day, or everyone's."""
        self.context.memory.keep("today_owner", owner)
        self.drops = ()
        self.refresh(None)

    def _want_drops(self) -> None:
        workspace, today, owner = self.workspace, self.context.today, self.owner

        def work(_job: Job) -> tuple[HealthDrop, ...]:
            from csplanner.services.health_drops import health_drops

            return health_drops(workspace, today, owner)

        self.context.jobs.restart(work, self._take_drops, "Comparing health", key="today.drops")

    def _take_drops(self, drops: tuple[HealthDrop, ...]) -> None:
        self.drops = drops
        self._show()

    def _forget(self) -> None:
        self.view, self.drops = None, ()

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        self._stack.setCurrentIndex(0 if view.accounts else 1)
        self.whose.say(dict(self._owners()).get(self.owner, _EVERYONE))
        today, score = view.today, self.context.scores.get
        self.weeks.show_days(view.days, today)
        hours, capacity = formats.number(view.hours), formats.number(view.capacity)
        self.weeks_card.note.setText(f"{hours} of {capacity} h booked this week")
        self.visits.show_rows(
            [rows.visit_row(v, score(v.account_id), self._people, today) for v in view.visits],
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
        self._show_decisions()

    def _show_decisions(self) -> None:
        view, score = self.view, self.context.scores.get
        assert view is not None
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
        self.falls.show_rows(
            [rows.drop_row(drop, view.today) for drop in self.drops], "three largest in 90 days"
        )

    def _show_steps(self) -> None:
        view = self.view
        assert view is not None
        visit = self._prepared()
        items = view.steps.get(visit.id, ()) if visit is not None else ()
        self.steps.title.setText("Prepare" if visit is None else rows.prepare_words(visit))
        done = sum(item.done for item in items)
        note = f"{done} of {len(items)}" if items else ""
        self.steps.show_rows([rows.step_row(item, view.today) for item in items], note)

    def _prepared(self) -> VisitRow | None:
        """Return the visit whose checklist is shown: the one stood on, else the next unready."""
        assert self.view is not None
        visits = self.view.visits
        chosen = next((v for v in visits if v.id == self.visit), None)
        unready = (v for v in visits if v.steps > v.ready)
        return chosen or next(unready, None) or (visits[0] if visits else None)

    def _entered(self, key: str) -> None:
        kind, _, ident = key.partition(":")
        if kind == "visit" and any(row.look.key == key for row in self.visits.rows):
            self.visit = ident
            self._show_steps()
        self.board.ensureWidgetVisible(self.focusWidget() or self)

    def _step(self, way: int) -> None:
        """Go to the row before or after, over all cards."""
        every = [row for card in (*self.left, *self.right) for row in card.rows]
        at = next((i for i, row in enumerate(every) if row.stood_on), None)
        if at is not None and 0 <= at + way < len(every):
            every[at + way].setFocus()

    def _open_visit(self, visit: VisitRow) -> None:
        self.context.go("account", account_id=visit.account_id)

    def stood_on(self) -> str:
        """Return the key of the row that has the focus, empty for none."""
        every = (row for card in (*self.left, *self.right) for row in card.rows)
        return next((row.look.key for row in every if row.stood_on), "")

    def context_line(self) -> str:
        """Say the week and how much waits."""
        if self.view is None:
            return ""
        need = self.view.waiting
        told = "nothing is overdue" if not need else f"{formats.counted(need, 'thing')} overdue"
        asleep = f" · {formats.number(self.view.snoozed)} snoozed" if self.view.snoozed else ""
        return f"Week {self.view.today.isocalendar().week} · {told}{asleep}"

    def page_actions(self) -> tuple[Action, ...]:
        """Log, done, snooze, pack, and the run that waits."""
        return today_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Log, print, and review what the planner proposes."""
        return ("today.log", "today.briefs", "today.review")


def _read(workspace: Workspace, today: dt.date, owner: str) -> tuple[TodayView, dict[str, str]]:
    """Return the day, and what the executives in it are called."""
    from csplanner.services.today import names_of, today_view

    view = today_view(workspace, today, owner)
    wanted = {i for visit in view.visits for i in rows.executives_in(visit)}
    return view, names_of(workspace, wanted, executives=True)


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

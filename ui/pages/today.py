"""What to do now and what will hurt soon: two weeks, visits, overdue, decisions, health."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui import formats
from ui.jobs import ASIDE
from ui.models import today_rows as rows
from ui.pages.base import Page
from ui.pages.today_actions import TodayActs, today_actions
from ui.pages.today_board import TodayBoard
from ui.widgets.cards import EmptyState
from ui.widgets.drop_button import DropButton

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from csplanner.base.job import Job
    from csplanner.services.health_drops import HealthDrop
    from csplanner.services.today import Due, TodayView, VisitRow
    from csplanner.services.workspace import Changes, Workspace
    from ui.actions import Action

_AT_ONCE = 500  # accounts that are read within a frame or two
_EVERYONE = "Everyone"
_DROPS = "today.drops"


class TodayPage(Page):
    """The cards of a day; one walks through all of their rows with up and down."""

    name, title = "today", "Today"

    def build(self) -> None:
        """Make the cards, and what stands where no account is."""
        self.view: TodayView | None = None
        self.drops: tuple[HealthDrop, ...] = ()
        self.dues: dict[str, Due] = {}
        self.acts = TodayActs(self)
        self._people: dict[str, str] = {}
        self._compared = True
        self.board = TodayBoard(self.context.scores.get)
        self.whose = DropButton(
            _EVERYONE, icon="user", choices=self.whose_choices, chosen=self.choose_owner
        )
        self.board.weeks_card.head.addWidget(self.whose)
        self.board.opened.connect(self.acts.open)
        self.board.ticked.connect(self.acts.tick)
        self.board.more.connect(self.acts.more)
        self.board.weeks.opened.connect(self._open_visit)
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No accounts yet",
            "Import a file of accounts, or add one by hand; then plan the year.",
            ("Import accounts", self.acts.go_import),
        )
        self._blank = QWidget()
        for widget in (self.board, self._none, self._blank):
            self._stack.addWidget(widget)
        self.context.scores.changed.connect(self._show)
        self.context.workspace_changed.connect(self._forget)

    def open(self, **arguments: Any) -> None:
        """Take a visit to prepare (`visit=`)."""
        self.board.visit = arguments.get("visit", self.board.visit)

    def refresh(self, changes: Changes | None) -> None:
        """Read the day again; first and with many accounts off the page, so that nobody waits."""
        del changes
        workspace, today, owner = self.workspace, self.context.today, self.owner
        self.title = formats.long_day(today)
        if self.view is None:
            self._stack.setCurrentWidget(self._blank)
        if self.view is None or self.view.accounts > _AT_ONCE:
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

    def whose_choices(self) -> list[tuple[str, str, bool]]:
        """Return whose day can be shown, as (id, words, is on)."""
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

        def work(job: Job) -> tuple[HealthDrop, ...]:
            from csplanner.services.health_drops import health_drops

            return health_drops(workspace, today, owner, job=job)

        self._compared = False
        self.context.jobs.restart(
            work, self._take_drops, "Comparing health", key=_DROPS, lane=ASIDE
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the page that is opened not wait for a comparison that nobody looks at."""
        super().hideEvent(event)
        if not self._compared:
            self.context.jobs.cancel(_DROPS)

    def showEvent(self, event: QShowEvent) -> None:
        """Compare again what was given up."""
        super().showEvent(event)
        if not self._compared and self.view is not None and self.context.workspace is not None:
            self._want_drops()

    def _take_drops(self, drops: tuple[HealthDrop, ...]) -> None:
        self.drops, self._compared = drops, True
        self._show()

    def _forget(self) -> None:
        self.view, self.drops = None, ()

    def _show(self) -> None:
        if self.view is None:
            return
        self._stack.setCurrentIndex(0 if self.view.accounts else 1)
        self.whose.say(dict(self._owners()).get(self.owner, _EVERYONE))
        self.board.show_day(self.view, self.drops, self._people)
        newest = next(iter(self.workspace.history(limit=1)), None)
        saved = dt.datetime.fromisoformat(newest.at).date() if newest is not None else None
        self.board.warn_of_clock(saved, self.view.today)

    def _open_visit(self, visit: VisitRow) -> None:
        self.context.go("account", account_id=visit.account_id)

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

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement of the row that is stood on."""
        return self.acts.account_at_hand(), self.acts.engagement_at_hand()

    def buttons(self) -> tuple[str, ...]:
        """Log, print, and review what the planner proposes."""
        return ("today.log", "today.briefs", "today.review")


def _read(workspace: Workspace, today: dt.date, owner: str) -> tuple[TodayView, dict[str, str]]:
    """Return the day, and what the executives in it are called."""
    from csplanner.services.today import names_of, today_view

    view = today_view(workspace, today, owner)
    wanted = {i for visit in view.visits for i in rows.executives_in(visit)}
    return view, names_of(workspace, wanted, executives=True)

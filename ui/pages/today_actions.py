"""What can be done on the page Today: open, tick, log, done, snooze, and where the rest is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csplanner.base.errors import CsplannerError
from ui.actions import Action
from ui.pages.registry import entries
from ui.visit_acts import visit_actions

if TYPE_CHECKING:
    from ui.pages.today import TodayPage

_SLEEPS = ("visit", "promise", "action", "commitment", "checklist_item")


class TodayActs(QObject):
    """Does what rows and keys ask for."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context

    def open(self, key: str) -> None:
        """Open what a row stands for."""
        kind, _, ident = key.partition(":")
        if kind == "trip":
            self._go("trips", "plan", trip_id=ident)
            return
        account = self.account_of(key)
        if account:
            self._context.go("account", account_id=account)

    def account_of(self, key: str) -> str:
        """Return the account of a row, empty where there is none."""
        kind, _, ident = key.partition(":")
        if kind in {"window", "pilot", "renewal", "health"}:
            return ident
        due = self._page.dues.get(key)
        if due is not None:
            return due.account_id
        view = self._page.view
        visits = view.visits if view is not None else ()
        wanted = self._page.board.prepared if kind == "checklist_item" else ident
        return next((v.account_id for v in visits if v.id == wanted), "")

    def tick(self, key: str) -> None:
        """Tick the step of a row, or take the tick back."""
        from csplanner.services.today import tick

        try:
            tick(self._page.workspace, key.partition(":")[2])
        except CsplannerError as error:
            self._context.notify_error(error)

    def done(self) -> None:
        """Note that what is stood on was done."""
        from csplanner.services.today import finish

        key = self._page.board.stood_on()
        due = self._page.dues.get(key)
        if key.startswith("checklist_item:") and due is None:
            self.tick(key)
            return
        if due is None:
            return
        try:
            finish(self._page.workspace, due)
        except CsplannerError as error:
            self._context.notify_error(error)
        else:
            self._context.notify(f"Done: {due.title}", undo=True)

    def can_finish(self) -> bool:
        """Tell whether the row that is stood on can be done."""
        key = self._page.board.stood_on()
        return key in self._page.dues or key.startswith("checklist_item:")

    def snooze(self) -> None:
        """Ask until when what is stood on shall be kept away."""
        from ui.dialogs.snooze_form import SnoozeForm

        due = self._page.dues.get(self._page.board.stood_on())
        if due is not None and SnoozeForm(self._page, self._context, due.key, due.title).exec():
            self._page.refresh(None)

    def can_snooze(self) -> bool:
        """Tell whether the row that is stood on can be snoozed."""
        return self._page.board.stood_on() in self._page.dues

    def wake(self) -> None:
        """Show everything again that was snoozed."""
        from csplanner.services.snoozed import wake

        wake(self._page.workspace)
        self._page.refresh(None)

    def log(self) -> None:
        """Log a touch with the account of the row, or with one that is asked for."""
        from csplanner.domain.records import Account
        from ui.dialogs.log_form import LogForm

        workspace = self._page.workspace
        account = workspace.get(Account, self.account_at_hand())
        LogForm(self._page, self._context, account).open()

    def account_at_hand(self) -> str:
        """Return the account of the row or visit that has the focus, empty for none."""
        visit = self._page.board.weeks.current if self._page.board.weeks.hasFocus() else None
        return (
            visit.account_id if visit is not None else self.account_of(self._page.board.stood_on())
        )

    def engagement_at_hand(self) -> str:
        """Return the engagement of the row or visit that has the focus, empty for none."""
        weeks = self._page.board.weeks
        if weeks.hasFocus():
            return weeks.current.id if weeks.current is not None else ""
        kind, _, ident = self._page.board.stood_on().partition(":")
        if kind == "checklist_item":
            return self._page.board.prepared
        return ident if kind == "visit" else ""

    def go_import(self) -> None:
        """Go to the import."""
        self._context.go("import")

    def more(self, what: str) -> None:
        """Go to where all of something stands."""
        self._go("retention" if what == "renewals" else "coverage", "portfolio")

    def _go(self, page: str, otherwise: str, **arguments: str) -> None:
        there = any(entry.name == page for entry in entries())
        self._context.go(page if there else otherwise, **(arguments if there else {}))


def today_actions(page: TodayPage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    return (*_row_actions(page), *visit_actions(page), *_page_actions(page))


def _row_actions(page: TodayPage) -> tuple[Action, ...]:
    acts = page.acts

    def writable() -> bool:
        return page.context.workspace is not None and not page.workspace.read_only

    return (
        Action(
            name="today.log",
            text="Log",
            run=acts.log,
            keys="N;Ctrl+N",
            icon="plus",
            menu="Account",
            detail="A touch that was held, with the account of this row",
            on=writable,
        ),
        Action(
            name="today.done",
            text="Done",
            run=acts.done,
            keys="D",
            icon="check",
            menu="Account",
            detail="What this row stands for was done",
            on=lambda: writable() and acts.can_finish(),
        ),
        Action(
            name="today.snooze",
            text="Snooze…",
            run=acts.snooze,
            keys="Z",
            icon="bell",
            menu="Account",
            detail="Keep this row away until a day",
            on=lambda: writable() and acts.can_snooze(),
        ),
    )


def _page_actions(page: TodayPage) -> tuple[Action, ...]:
    return (
        Action(
            name="today.wake",
            text="Show what was snoozed",
            run=page.acts.wake,
            icon="eye",
            menu="View",
            on=lambda: page.view is not None and page.view.snoozed > 0,
        ),
        Action(
            name="today.briefs",
            text="Print pack",
            run=lambda: page.context.go("briefs"),
            icon="print",
            menu="Brief",
            detail="The briefs of the next visits",
        ),
        Action(
            name="today.review",
            text="Review run",
            run=lambda: page.context.go("review"),
            icon="runs",
            menu="Plan",
            detail="What the planner proposes",
        ),
    )

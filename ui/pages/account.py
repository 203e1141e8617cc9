"""One account: a band of facts, and cards for health, drivers, engagements and people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account, DriverReading
from ui import formats
from ui.dialogs.text_found import show_text
from ui.later import after_paint
from ui.pages import account_cards as cards
from ui.pages import account_lists as lists
from ui.pages.account_actions import actions_of
from ui.pages.account_band import AccountBand
from ui.pages.account_card import Row
from ui.pages.account_meeting import MeetingCard
from ui.pages.account_records import AccountRecords
from ui.pages.base import Page
from ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from csplanner.domain.health import Component, DriverState
    from csplanner.domain.records import Driver
    from csplanner.services.account_view import AccountView
    from csplanner.services.workspace import Changes
    from ui.actions import Action
    from ui.pages.account_card import AccountCard

_LEFT = (
    cards.HealthCard,
    cards.DriversCard,
    cards.EngagementsCard,
    lists.ChangesCard,
    lists.GoalsCard,
)
_RIGHT = (
    cards.StakeholdersCard,
    lists.CommitmentsCard,
    lists.CompetitorsCard,
    lists.BurdenCard,
    lists.RelationshipCard,
    lists.SignalsCard,
    MeetingCard,
)


class AccountPage(Page):
    """Everything needed to prepare or judge one account; J and K step through the list."""

    name, title = "account", "Account"

    def build(self) -> None:
        """Make the band, the cards and the empty state."""
        self._id = ""
        self._at: AccountCard | None = None
        self._among: tuple[str, ...] = ()
        self._view: AccountView | None = None
        self.records = AccountRecords(self, self.context, lambda: self._view)
        self.cards: list[AccountCard] = []
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No account chosen",
            "Choose one in the portfolio, or press Ctrl K and type a name.",
            ("Open the portfolio", partial(self.context.go, "portfolio")),
        )
        inside, self.band = QWidget(), AccountBand()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._scrolled(), 1)
        self._stack.addWidget(self._none)
        self._stack.addWidget(inside)

    def _scrolled(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Cards")
        self.board = scroll
        board = QWidget()
        row = QHBoxLayout(board)
        row.setContentsMargins(14, 12, 14, 14)
        row.setSpacing(12)
        for kinds, share in ((_LEFT, 19), (_RIGHT, 11)):
            side = QVBoxLayout()
            side.setSpacing(12)
            for kind in kinds:
                card = kind()
                card.edit_asked.connect(self.records.edit)
                card.add_asked.connect(partial(self._add, card))
                self._listen(card)
                self.cards.append(card)
                side.addWidget(card)
            side.addStretch(1)
            row.addLayout(side, share)
        scroll.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget
        self.setFocusProxy(scroll)
        return scroll

    def _listen(self, card: AccountCard) -> None:
        """Connect what only one kind of card asks for."""
        if isinstance(card, cards.HealthCard):
            card.rows_asked.connect(self.show_rows)
        elif isinstance(card, cards.DriversCard):
            card.history_asked.connect(self.show_history)
        elif isinstance(card, cards.StakeholdersCard):
            card.moved_to.connect(self.records.rate_contact)
        elif isinstance(card, cards.EngagementsCard):
            card.day_asked.connect(self._show_day)

    def _show_day(self, day: dt.date) -> None:
        self.context.go("calendar", day=day)

    def open(self, **arguments: Any) -> None:
        """Take the account (`account_id=`) and those it stands among (`among=`)."""
        self._id = arguments.get("account_id", self._id)
        self._among = arguments.get("among", self._among if self._id in self._among else ())
        if "found" in arguments:
            after_paint(self, partial(show_text, self, *arguments["found"]))

    def refresh(self, changes: Changes | None) -> None:
        """Read the account again."""
        del changes
        self._view = None
        if self._id:
            from csplanner.services.account_view import account_view

            try:
                self._view = account_view(self.workspace, self._id, self.context.today)
            except UserMistake:
                self._id = ""
        view = self._view
        self.title = view.account.name if view is not None else "Account"
        self._stack.setCurrentIndex(0 if view is None else 1)
        if view is not None:
            self.band.show_view(view, self.context.today)
            for card in self.cards:
                card.show_view(view, self.context.today)
        self.header_changed.emit()

    def crumb(self) -> tuple[str, str]:
        """Return to the list of accounts."""
        return "Portfolio", "portfolio"

    def context_line(self) -> str:
        """Say where in the list this account stands."""
        if self._view is None or self._id not in self.among():
            return ""
        place = self.among().index(self._id) + 1
        return f"{place} of {formats.number(len(self.among()))} · J and K step through accounts"

    def page_actions(self) -> tuple[Action, ...]:
        """Log, change, plan, brief, step, jump."""
        return actions_of(self)

    def writable(self) -> bool:
        """Whether something can be logged or changed."""
        workspace = self.context.workspace
        return self._view is not None and workspace is not None and not workspace.read_only

    @property
    def account_id(self) -> str:
        """The account that is shown, empty for none."""
        return self._id if self._view is not None else ""

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement that are shown."""
        visit = self._view.at_hand(self.context.today) if self._view is not None else None
        return self.account_id, visit.id if visit is not None else ""

    def buttons(self) -> tuple[str, ...]:
        """Log, plan, and the brief."""
        return ("account.log", "account.plan", "account.brief") if self._view else ()

    def among(self) -> tuple[str, ...]:
        """Return the ids of the list that it stands in."""
        if not self._among and self.context.workspace is not None:
            accounts = [a for a in self.workspace.all(Account) if not a.archived]
            self._among = tuple(a.id for a in sorted(accounts, key=lambda a: a.name.casefold()))
        return self._among

    def step(self, way: int) -> None:
        """Show the next account of the list, or the one before."""
        ids = self.among()
        if not ids:
            return
        at = (ids.index(self._id) + way) % len(ids) if self._id in ids else 0
        self._id = ids[at]
        self.refresh(None)

    def jump(self, card: AccountCard) -> None:
        """Show a card, with the focus in its first row."""
        self.board.ensureWidgetVisible(card)
        self._at = card
        rows = [row for row in card.findChildren(Row) if row.isVisible()]
        if rows:
            rows[0].setFocus()

    def show_rows(self, component: Component) -> None:
        """Show the records behind a component of health."""
        from csplanner.services.trace import trace_of
        from ui.dialogs.trace_list import TraceList

        if self.account_id:
            rows = trace_of(self.workspace, self.account_id, self.context.today)[component.name]
            TraceList(self, component, rows).open()

    def show_history(self, driver: Driver, state: DriverState) -> None:
        """Show what was read of a driver, with the way to change it."""
        from ui.dialogs.driver_history import DriverHistory

        readings = self.workspace.where(DriverReading, driver_id=driver.id)
        shown = DriverHistory(self, state, readings, self.context.today)
        shown.change_asked.connect(partial(self.records.edit, driver))
        shown.change_button.setEnabled(self.writable())
        shown.open()

    def show_rows_of(self, at: int) -> None:
        """Show the records behind a component by its place."""
        if self._view is not None:
            self.show_rows(self._view.facts.health.components[at])

    def _add(self, card: AccountCard) -> None:
        """Open the form for one more of what a card lists."""
        adding: dict[type, Callable[[], None]] = {
            cards.DriversCard: self.records.driver,
            cards.StakeholdersCard: self.records.contact,
            lists.CommitmentsCard: self.records.commitment,
            lists.CompetitorsCard: self.records.sighting,
            lists.RelationshipCard: self.records.rating,
            lists.SignalsCard: self.records.signal,
            lists.GoalsCard: self.records.goal,
            MeetingCard: self.records.closed,
        }
        adding[type(card)]()

    def change(self) -> None:
        """Change the row with the focus, or add to the card that was jumped to."""
        focus = self.focusWidget()
        if isinstance(focus, Row):
            focus.pressed.emit()
        elif self._at is not None and self._at.adds:
            self._add(self._at)

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
from csplanner.domain.records import Account
from ui import formats
from ui.actions import Action
from ui.pages import account_cards as cards
from ui.pages.account_band import AccountBand
from ui.pages.base import Page
from ui.pages.registry import entries
from ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from csplanner.services.account_view import AccountView
    from csplanner.services.workspace import Changes

_LEFT = (cards.HealthCard, cards.DriversCard, cards.EngagementsCard)
_RIGHT = (
    cards.StakeholdersCard,
    cards.CommitmentsCard,
    cards.CompetitorsCard,
    cards.BurdenCard,
)


class AccountPage(Page):
    """Everything needed to prepare or judge one account; J and K step through the list."""

    name, title = "account", "Account"

    def build(self) -> None:
        """Make the band, the cards and the empty state."""
        self._id = ""
        self._among: tuple[str, ...] = ()
        self._view: AccountView | None = None
        self.cards: list[cards.AccountCard] = []
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No account chosen",
            "Choose one in the portfolio, or press Ctrl K and type a name.",
            ("Open the portfolio", partial(self.context.go, "portfolio")),
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.band = AccountBand()
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
                self.cards.append(card)
                side.addWidget(card)
            side.addStretch(1)
            row.addLayout(side, share)
        scroll.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget
        self.setFocusProxy(scroll)
        return scroll

    def open(self, **arguments: Any) -> None:
        """Take the account (`account_id=`) and those it stands among (`among=`)."""
        self._id = arguments.get("account_id", self._id)
        self._among = arguments.get("among", self._among if self._id in self._among else ())

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
        if self._view is None or self._id not in self._list():
            return ""
        place = self._list().index(self._id) + 1
        return f"{place} of {formats.number(len(self._list()))} · J and K step through accounts"

    def page_actions(self) -> tuple[Action, ...]:
        """Log, plan, brief, step, rate."""
        return (
            Action(
                name="account.log",
                text="Log",
                run=self._log,
                keys="N;Ctrl+N",
                icon="plus",
                menu="Account",
                detail="A touch that was held: call, visit or note",
                on=lambda: self._view is not None and not self.workspace.read_only,
            ),
            Action(
                name="account.plan",
                text="Open in plan",
                run=lambda: self.context.go("plan", account_id=self._id),
                icon="plan",
                menu="Account",
                on=lambda: self._view is not None and _there("plan"),
            ),
            Action(
                name="account.brief",
                text="Open brief",
                run=lambda: self.context.go("briefs", account_id=self._id),
                keys="B",
                icon="briefs",
                menu="Brief",
                on=lambda: self._view is not None and _there("briefs"),
            ),
            *self._steps(),
        )

    def _steps(self) -> tuple[Action, ...]:
        def several() -> bool:
            return len(self._list()) > 1

        steps = [
            Action(
                name="account.next",
                text="Next account",
                run=partial(self._step, 1),
                keys="J",
                icon="chevron-down",
                menu="Account",
                on=several,
            ),
            Action(
                name="account.previous",
                text="Account before",
                run=partial(self._step, -1),
                keys="K",
                icon="chevron-up",
                menu="Account",
                on=several,
            ),
        ]
        jumps = [
            Action(
                name=f"account.card{number}",
                text=f"Card {card.title.text()}",
                run=partial(self._jump, card),
                keys=str(number),
            )
            for number, card in enumerate(self.cards, 1)
        ]
        return (*steps, *jumps)

    def buttons(self) -> tuple[str, ...]:
        """Log, plan, and the brief."""
        return ("account.log", "account.plan", "account.brief") if self._view else ()

    def _list(self) -> tuple[str, ...]:
        if not self._among and self.context.workspace is not None:
            accounts = [a for a in self.workspace.all(Account) if not a.archived]
            self._among = tuple(a.id for a in sorted(accounts, key=lambda a: a.name.casefold()))
        return self._among

    def _step(self, way: int) -> None:
        ids = self._list()
        if not ids:
            return
        at = (ids.index(self._id) + way) % len(ids) if self._id in ids else 0
        self._id = ids[at]
        self.refresh(None)

    def _jump(self, card: cards.AccountCard) -> None:
        self.board.ensureWidgetVisible(card)

    def _log(self) -> None:
        from ui.dialogs.log_form import LogForm

        if self._view is not None:
            LogForm(self, self.context, self._view.account).exec()


def _there(page: str) -> bool:
    return any(entry.name == page for entry in entries())

"""The chosen account beside the list: what it is worth, how it fares, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.domain.health import round_half_up
from csplanner.drawing.marks import Health as Moon
from ui import formats
from ui.pages.portfolio_columns import stage_words
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState, Pill, Stamp
from ui.widgets.engagement_words import spoken, stamp_of, state_words, type_words
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from csplanner.domain.health import Health
    from csplanner.services.views import EngagementRow, ListedAccount
    from ui.context import Context

_NEXT = 6
_REST_MS = 40


class PortfolioInspector(QWidget):
    """Shows one account, or says how to choose one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._account: ListedAccount | None = None
        self._rest = QTimer(self)
        self._rest.setObjectName("portfolio inspector")
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.refresh)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._body = InspectorBody("Chosen account")
        self._empty = EmptyState("Nothing chosen", "Choose an account in the list.")
        outer.addWidget(self._body)
        outer.addWidget(self._empty)
        self._open = Button("Open account", icon="portfolio", keys="Enter")
        self._open.clicked.connect(self._go)
        self._body.foot.addWidget(self._open)
        self.show_account(None)

    def show_account(self, account: ListedAccount | None) -> None:
        """Show this account, as soon as keys and pointer rest for a moment."""
        same = (account and account.row.id) == (self._account and self._account.row.id)
        self._account = account
        self._body.setVisible(account is not None)
        self._empty.setVisible(account is None)
        if not same:
            self._rest.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing while nobody looks."""
        super().hideEvent(event)
        if self._rest.isActive():
            self._rest.stop()
            self.refresh()

    def refresh(self) -> None:
        """Read and show again."""
        account, workspace = self._account, self._context.workspace
        column = self._body.column
        clear(column)
        if account is None or workspace is None:
            return
        from csplanner.services import views

        column.addWidget(Label(account.row.name, "inspector_title").wrapped())
        column.addLayout(self._pills(account))
        column.addSpacing(8)
        column.addLayout(self._facts(account))
        column.addSpacing(12)
        column.addWidget(Label("Next touches", "body", weight=600))
        rows = views.next_engagements(workspace, account.row.id, self._context.today, _NEXT)
        if not rows:
            column.addWidget(Label("Nothing planned.", "table", "text2"))
        for row in rows:
            column.addLayout(self._touch(row))
        self._parts(account)
        column.addStretch(1)

    def _pills(self, account: ListedAccount) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        health = self._context.scores.get(account.row.id)
        if health is not None:
            pill = Pill("")
            pill.set_health(Moon(health.band.value))
            row.addWidget(pill)
        row.addWidget(Pill(account.tier_name, "accent"))
        row.addWidget(Pill(stage_words(account.row.stage)))
        row.addStretch(1)
        return row

    def _facts(self, account: ListedAccount) -> QGridLayout:
        row, today = account.row, self._context.today
        place = ", ".join(part for part in (row.city, row.country) if part) or "Remote only"
        renewal = formats.day(row.renewal)
        if row.renewal is not None:
            renewal = f"{renewal}, {formats.distance(row.renewal, today)}"
        facts = (
            ("ARR", formats.exact_money(row.arr, row.currency or "USD")),
            ("Renewal", renewal),
            ("Owner", row.owner or "Nobody"),
            ("Place", place),
            ("Industry", row.industry or formats.NOTHING),
            ("Last touch", "Never" if row.last is None else formats.distance(row.last, today)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for index, (label, value) in enumerate(facts):
            grid.addWidget(Label(label, "table", "text2"), index, 0)
            grid.addWidget(Elided(value, "table", weight=500), index, 1)
        return grid

    def _touch(self, row: EngagementRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        name = spoken(row.type, row.state, row.date)
        line.addWidget(Stamp(stamp_of(row.type, row.state, locked=row.locked), name, 18))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(type_words(row.type), "table", weight=500))
        line.addLayout(words, 1)
        when = formats.weekday(row.date, self._context.today)
        line.addWidget(Label(f"{when} · {formats.week(row.date)}", "table", "text2"))
        line.itemAt(0).widget().setToolTip(state_words(row.state))  # type: ignore[union-attr]
        return line

    def _parts(self, account: ListedAccount) -> None:
        health = self._context.scores.get(account.row.id)
        if health is None or health.score is None:
            return
        column = self._body.column
        column.addSpacing(12)
        column.addWidget(Label(f"Health {round_half_up(health.score)}", "body", weight=600))
        column.addLayout(_components(health))

    def _go(self) -> None:
        if self._account is not None:
            self._context.go("account", account_id=self._account.row.id)


def _components(health: Health) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for index, part in enumerate(health.components):
        ink = "text" if part.counts else "text3"
        said = f"{part.contribution:.0f} of {part.share:.0f}" if part.counts else "no data"
        label = Label(part.name.value.capitalize(), "table", ink)
        label.setToolTip(part.basis)
        grid.addWidget(label, index, 0)
        grid.addWidget(Label(said, "table", "text2"), index, 1)
    return grid

"""The scrolled part of Retention: tiles, bridge, groups, reasons, renewals, pilots, the leak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csplanner.drawing.bridge import draw_bridge
from ui import formats
from ui.models import retention_rows as rows
from ui.models.row_table import RowTable
from ui.widgets.cards import Card, Segmented
from ui.widgets.chart_view import ChartView
from ui.widgets.labels import Label
from ui.widgets.leak_card import LeakCard
from ui.widgets.row_card import RowCard
from ui.widgets.table_view import TableView
from ui.widgets.tiles import Tiles

if TYPE_CHECKING:
    from csplanner.services.review_retention import Renewal, RetentionReview
    from ui.pages.retention import RetentionPage

_PERIODS = (("year", "Twelve months"), ("this", "This year"), ("last", "Last year"))
_GROUPS = (("tier", "Tier"), ("owner", "CSM"), ("cohort", "Cohort"), ("period", "Quarter"))
_TABLE_HIGH = 300
_MOST_LISTED = 8


class RetentionBoard(QScrollArea):
    """Shows a review. Signal: `opened(key)` of a row."""

    opened = Signal(str)

    def __init__(self, page: RetentionPage) -> None:
        super().__init__()
        self._page = page
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Retention")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.period = Segmented(_PERIODS, "Period")
        self.tiles = Tiles("Retention")
        self._make_cards()
        self._lay_out()

    def _make_cards(self) -> None:
        self.bridge = ChartView("Bridge of revenue", 230, 300)
        self.bridge_card = Card("From start to end")
        self.bridge_card.body.addWidget(self.bridge)
        self.group = Segmented(_GROUPS, "Rates by")
        self.group.chosen.connect(self._regroup)
        self.groups = RowCard("Rates", "Nobody paid at the start.", most=14)
        self.groups.head.addWidget(self.group)
        self.reasons = RowCard("Why it was lost", "Nothing was lost in the period.", most=10)
        self.pilots = RowCard("Pilots", "No account has a pilot.", most=10)
        self.leak = LeakCard()
        self.table: RowTable[Renewal] = RowTable(
            rows.renewal_columns(lambda: self._page.review), key=lambda r: r.account
        )
        self.view = TableView(self.table, "Renewals of the coming year")
        self.view.setObjectName("renewal_table")
        self.view.remember(self._page.context.memory, "renewals")
        self.view.setFixedHeight(_TABLE_HIGH)
        self.view.picked.connect(self._picked)
        self.renewals_card = Card("Renewals and decision windows")
        self.renewals_card.body.addWidget(self.view)
        self.no_renewals = Label("No renewal is due in the coming year.", "table", "text2")
        self.renewals_card.body.addWidget(self.no_renewals)
        for card in (self.groups, self.reasons, self.pilots):
            card.opened.connect(self.opened)
            card.stepped.connect(self._step)

    def _lay_out(self) -> None:
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.period)
        head.addStretch(1)
        self.listed = Label("", "note", "watch").wrapped()
        column.addLayout(head)
        column.addWidget(self.tiles)
        row = QHBoxLayout()
        row.setSpacing(12)
        for cards, share in (
            ((self.bridge_card, self.reasons), 7),
            ((self.groups, self.leak), 5),
        ):
            side = QVBoxLayout()
            side.setSpacing(12)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            row.addLayout(side, share)
        column.addLayout(row)
        column.addWidget(self.renewals_card)
        column.addWidget(self.pilots)
        column.addWidget(self.listed)
        column.addStretch(1)
        self.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget

    def show_review(self, review: RetentionReview) -> None:
        """Show the figures of a review."""
        self.tiles.show_tiles(rows.tiles(review))
        steps = rows.bridge(review)
        self.bridge.show_drawing(
            lambda canvas, box: draw_bridge(canvas, box, steps), rows.bridge_words(review)
        )
        self._show_groups(review)
        self.reasons.show_rows(
            [rows.reason_row(reason, review) for reason in review.reasons], _ours(review)
        )
        self.pilots.show_rows(
            [rows.pilot_row(pilot, review.as_of) for pilot in review.pilots], _converted(review)
        )
        self.table.set_rows(review.renewals)
        self.view.setVisible(bool(review.renewals))
        self.no_renewals.setVisible(not review.renewals)
        assumed = sum(renewal.assumed for renewal in review.renewals)
        note = formats.counted(len(review.renewals), "renewal")
        self.renewals_card.note.setText(
            f"{note}, {assumed} at an assumed date" if assumed else note
        )
        self.leak.show_review(review)
        self.listed.setText(_listed(review))
        self.listed.setVisible(bool(review.listed))

    def _show_groups(self, review: RetentionReview) -> None:
        shown = [row for row in review.rows if row.by == self.group.on]
        looks = [rows.group_row(row, review.currency) for row in shown]
        self.groups.show_rows(looks, "", "more groups")

    def _regroup(self, _by: str) -> None:
        if self._page.review is not None:
            self._show_groups(self._page.review)

    def _picked(self, renewal: Renewal) -> None:
        self.opened.emit(f"account:{renewal.account}")

    def _step(self, way: int) -> None:
        cards = (self.reasons, self.groups, self.pilots)
        every = [row for card in cards for row in card.rows]
        at = next((i for i, row in enumerate(every) if row.stood_on), None)
        if at is not None and 0 <= at + way < len(every):
            every[at + way].setFocus()
            self.ensureWidgetVisible(every[at + way])

    def focus_renewals(self) -> None:
        """Go to the table of renewals."""
        self.ensureWidgetVisible(self.renewals_card)
        self.view.setFocus()
        if self.table.rows and not self.view.currentIndex().isValid():
            self.view.stand_on(0)

    def focus_leak(self) -> None:
        """Go to the what-if."""
        self.ensureWidgetVisible(self.leak)
        self.leak.rate.setFocus()
        self.leak.rate.selectAll()


def _ours(review: RetentionReview) -> str:
    if not review.reasons:
        return ""
    ours = sum(
        (r.amount for r in review.reasons if r.influence == "could influence"), review.deal * 0
    )
    return f"{formats.money(ours, review.currency)} we could influence"


def _converted(review: RetentionReview) -> str:
    if not review.pilots:
        return ""
    if review.conversion is None:
        return "none is decided yet"
    return f"{formats.percent(review.conversion)} of those decided converted"


def _listed(review: RetentionReview) -> str:
    """Say which accounts are in no figure or need a look."""
    shown = [f"{name}: {why}" for _, name, why in review.listed]
    more = f"; and {formats.number(len(shown) - _MOST_LISTED)} more"
    tail = more if len(shown) > _MOST_LISTED else ""
    return f"To look at: {'; '.join(shown[:_MOST_LISTED])}{tail}." if shown else ""

"""The scrolled part of Coverage: tools, matrix, weeks, who waits, where time and travel go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csplanner.drawing.coverage import draw_legend
from ui import formats
from ui.models import coverage_rows as rows
from ui.widgets.capacity_view import CapacityView
from ui.widgets.chart_view import ChartView
from ui.widgets.coverage_matrix import MatrixView
from ui.widgets.labels import Elided, Label
from ui.widgets.row_card import RowCard

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.services.coverage_board import Board
    from csplanner.services.review_coverage import CoverageReview

_MOST = 8


class CoverageBoard(QScrollArea):
    """Shows a review. Signal: `opened(key)` of a row."""

    opened = Signal(str)

    def __init__(self, group: QWidget, years: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Coverage")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.head = Label("Required and placed", "body", weight=600)
        head.addWidget(self.head)
        self.legend = ChartView("Key of the bars", 24, 260)
        self.legend.show_drawing(_legend, "done, planned or confirmed, gap")
        head.addWidget(self.legend, 1)
        head.addWidget(years)
        head.addWidget(group)
        column.addLayout(head)
        self.matrix = MatrixView()
        column.addWidget(self.matrix)
        self.told = Label("", "table", "text2").wrapped()
        column.addWidget(self.told)
        column.addSpacing(4)
        below = QHBoxLayout()
        below.addWidget(Label("Capacity and executive load", "body", weight=600))
        self.note = Elided("dashed: hours of a week · hatched: away", "note", "text2")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self.note, 1)
        column.addLayout(below)
        self.capacity = CapacityView()
        column.addWidget(self.capacity)
        column.addSpacing(8)
        column.addLayout(self._cards())
        self.listed = Label("", "note", "watch").wrapped()
        column.addWidget(self.listed)
        column.addStretch(1)
        self.setWidget(board)
        board.setAutoFillBackground(False)  # Qt turns it on in setWidget

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.late = RowCard("Waiting too long", "Nobody waits longer than the policy wants.")
        self.short = RowCard("Attention", "Every account gets what its tier was promised.")
        for card in (self.late, self.short):
            card.opened.connect(self.opened)
            card.stepped.connect(self._step)
            side = QVBoxLayout()
            side.addWidget(card)
            side.addStretch(1)
            row.addLayout(side, 1)
        return row

    def show_review(self, review: CoverageReview, board: Board) -> None:
        """Show the counts of a review."""
        by = {"tier": "tier", "owner": "CSM", "city": "city", "person": "person"}[review.by]
        self.head.setText(f"Required and placed, by {by} and quarter")
        self.matrix.show_matrix(board.matrix)
        self.told.setText(_told(review))
        self.capacity.show_year(review.year, review.as_of, board.people, board.executives)
        self.late.show_rows(
            [rows.late_row(item, review) for item in review.late],
            f"{len(review.close)} too close" if review.close else "",
            "more wait",
        )
        short = sorted(
            (p for p in review.promises if p.short),
            key=lambda p: (-p.short, review.names[p.account].casefold()),
        )
        self.short.show_rows(
            [rows.short_row(item, review) for item in short], _spent(review), "more get less"
        )
        self.listed.setText(_listed(review))
        self.listed.setVisible(bool(review.listed))

    def _step(self, way: int) -> None:
        every = [row for card in (self.late, self.short) for row in card.rows]
        at = next((i for i, row in enumerate(every) if row.stood_on), None)
        if at is not None and 0 <= at + way < len(every):
            every[at + way].setFocus()


def _legend(canvas: Canvas, box: Box) -> None:
    draw_legend(canvas, box.x + box.w - 4, box.y + box.h / 2 + 4)


def _spent(review: CoverageReview) -> str:
    keep, win = review.attention.purposes
    parts = (
        f"keep {formats.number(keep.hours)} h, {formats.money(keep.cost, review.currency)} travel",
        f"win {formats.number(win.hours)} h, {formats.money(win.cost, review.currency)}",
    )
    return " · ".join(parts)


def _told(review: CoverageReview) -> str:
    """Say attainment beside elapsed time, reach, utilisation and the longest silence."""
    year = next(row for row in review.total if row.period == "year")
    attained = formats.percent(year.attainment)
    parts = [
        f"Attainment {attained} of what was due, at {formats.percent(year.elapsed)} of the year"
    ]
    if review.reach is not None:
        parts.append(f"reach {formats.percent(review.reach)}")
    csms = [person.load for person in review.people if person.role == "CSM"]
    has = sum(load.capacity for load in csms)
    if has:
        used = sum(load.hours for load in csms) / has
        parts.append(f"CSMs' hours used {formats.percent(used)}")
    silent = [s for s in review.silences if s.longest is not None]
    if silent:
        longest = max(silent, key=lambda s: (s.longest or 0, s.account))
        days = formats.days(longest.longest or 0)
        parts.append(f"longest silence {days}, {review.names[longest.account]}")
    return " · ".join(parts)


def _listed(review: CoverageReview) -> str:
    """Say which accounts are counted under an assumption, and which."""
    if not review.listed:
        return ""
    shown = [f"{review.names.get(account, account)}: {why}" for account, why in review.listed]
    more = f"; and {formats.number(len(shown) - _MOST)} more" if len(shown) > _MOST else ""
    return f"To look at: {'; '.join(shown[:_MOST])}{more}."

"""Rows of an import that need a decision: where, what, why, and the fix that is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health
from ui import formats
from ui.models.row_table import Column, RowTable
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground
from ui.widgets.labels import Label
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QRectF

    from csplanner.services.import_fixes import Decision
    from ui.models.import_flow import ImportFlow
    from ui.widgets.painter import PainterCanvas

_USE = 6


def _sign(canvas: PainterCanvas, box: QRectF, decision: Decision) -> None:
    mark = moon(Health.WATCH if decision.unsure else Health.AT_RISK)
    canvas.stamp(mark, box.center().x() + 3, box.center().y())


def _use(canvas: PainterCanvas, box: QRectF, decision: Decision) -> None:
    if decision.fix is None:
        return
    width, height = 38.0, 20.0
    left, top = box.left() + 6.5, box.center().y() - height / 2
    style = Style(fill="surface", stroke="border2")
    canvas.rect(Box(left, top, width, height), style, 6)
    words = type_style("table", "text", 500)
    canvas.text((left + width / 2, box.center().y() + 4), "Use", words, Align.CENTRE)


def _columns() -> tuple[Column[Decision], ...]:
    return (
        Column(
            title="",
            show=lambda _: "",
            width=30,
            paint=_sign,
            spoken=lambda d: "To confirm" if d.unsure else "Error",
        ),
        Column(title="Row", show=lambda d: formats.number(d.problem.row), width=56),
        Column(title="Column", show=lambda d: d.problem.column or formats.NOTHING, width=110),
        Column(
            title="Value",
            show=lambda d: d.problem.value or formats.NOTHING,
            width=130,
            strong=True,
            tip=lambda d: d.problem.value,
        ),
        Column(
            title="Problem",
            show=problem_words,
            width=350,
            ink=lambda _: "text2",
            tip=problem_words,
        ),
        Column(
            title="Proposed fix",
            show=lambda d: d.fix.words if d.fix else "Left out, unless mended",
            width=170,
            ink=lambda d: "text" if d.fix else "text3",
        ),
        Column(title="", show=lambda _: "", width=56, paint=_use, spoken=lambda _: "Use the fix"),
    )


def problem_words(decision: Decision) -> str:
    """Return what is wrong, as a sentence without advice for the command line."""
    words = decision.problem.message.replace(", or say decimal_mark in --map", "")
    return words[:1].upper() + words[1:]


class Decisions(Ground):
    """The rows to decide on, errors first; Enter, U or a click on Use takes the proposed fix."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__("surface", "t")
        self.flow = flow
        self.table: RowTable[Decision] = RowTable(_columns(), key=_key)
        self.view = TableView(self.table, "Rows that need a decision")
        self.view.setObjectName("import_decisions")
        self.view.clicked.connect(self._clicked)
        self.view.picked.connect(self._use)
        self.title = Label("Rows that need a decision", "body", weight=600)
        self.note = Label("", "table", "text2")
        self.all = Button("", small=True)
        self.all.clicked.connect(self.use_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        head.addWidget(self.all)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    @property
    def count(self) -> int:
        """How many rows there are to decide on."""
        return len(self.table.rows)

    def refresh(self) -> None:
        """Show what is to be decided now."""
        seen = self.flow.seen
        decisions = seen.decisions if seen else ()
        if decisions != self.table.rows:
            self.table.set_rows(decisions)
        rows = self.flow.preview.rows if self.flow.preview else 0
        unsure = sum(decision.unsure for decision in decisions)
        wrong = len(decisions) - unsure
        parts = [formats.counted(wrong, "error")] if wrong else []
        parts += [f"{formats.number(unsure)} to confirm"] if unsure else []
        self.note.setText(
            f"{formats.number(len({_row(d) for d in decisions}))} of "
            f"{formats.counted(rows, 'row')} · {', '.join(parts)}"
        )
        fixes = sum(decision.fix is not None for decision in decisions)
        self.all.setText(f"Use all {formats.number(fixes)}" if fixes > 1 else "Use the fix")
        self.all.setAccessibleName(self.all.text())
        self.all.updateGeometry()
        self.all.setVisible(bool(fixes))

    def use_current(self) -> None:
        """Use the fix of the chosen row."""
        chosen = self.view.selected() or self.table.shown[:1]
        self.flow.use(chosen)

    def use_all(self) -> None:
        """Use every fix that is proposed."""
        self.flow.use(self.table.rows)

    def _clicked(self, index: QModelIndex) -> None:
        decision = self.table.row_at(index.row())
        if index.column() == _USE and decision is not None:
            self.flow.use((decision,))

    def _use(self, decision: Decision) -> None:
        self.flow.use((decision,))


def _row(decision: Decision) -> tuple[str, str, int]:
    return (decision.problem.file, decision.problem.sheet, decision.problem.row)


def _key(decision: Decision) -> tuple[object, ...]:
    return (*_row(decision), decision.problem.column, decision.problem.message)

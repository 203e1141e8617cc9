"""Beside an import: the chosen column and its values, and what the import will do."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from csplanner.services.import_choices import (
    DATE_ORDERS,
    DECIMAL_MARKS,
    date_order_of,
    decimal_mark_of,
    with_date_order,
    with_decimal_mark,
    with_value,
)
from csplanner.services.import_words import field_words
from ui import formats
from ui.widgets.cards import Segmented
from ui.widgets.field_box import FieldBox
from ui.widgets.import_mapping_foot import MappingFoot
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.import_examine import ColumnSeen, ValueSeen
    from ui.models.import_flow import ImportFlow

_MOST = 12
_LOOKED = 20_000
_AS_IT_IS = "="


class ImportInspector(InspectorBody):
    """Tells of one column, and counts what would be done."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__("About the import")
        self.flow = flow
        self._about: ColumnSeen | None = None
        self.boxes: dict[str, FieldBox] = {}
        self.mapping = MappingFoot(flow)
        self.foot.addWidget(self.mapping)

    def show_column(self, column: ColumnSeen | None) -> None:
        """Tell of a column, or only of the import."""
        self._about = column
        self.refresh()

    def refresh(self) -> None:
        """Show again."""
        clear(self.column)
        self.boxes = {}
        if self._about is not None:
            self._column_part(self._about)
        else:
            self._words_part()
        self._after_part()
        self.column.addStretch(1)
        self.mapping.refresh()

    def _words_part(self) -> None:
        column = self.column
        column.addWidget(Label("What an import does", "inspector_title"))
        column.addWidget(
            Label(
                "Rows are matched with what is there by external id, then by what names a record, "
                "such as the domain or the exact name. What a file does not say stays as it is.",
                "table",
                "text2",
            ).wrapped()
        )

    def _column_part(self, seen: ColumnSeen) -> None:
        match, column = seen.match, self.column
        column.addWidget(Label(match.header or "(no header)", "inspector_title").wrapped())
        column.addWidget(Label(self._sentence(seen), "table", "text2").wrapped())
        if not self.flow.fixed and match.header:
            self._reading_part(seen)
        column.addSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Label("Values", "body", weight=600), 1)
        head.addWidget(Label("rows", "label", "text2"))
        column.addLayout(head)
        if seen.choices:
            self._value_rows(seen)
        else:
            self._plain_values(seen)

    def _sentence(self, seen: ColumnSeen) -> str:
        match = seen.match
        if not match.field:
            return "This column is not imported."
        words = field_words(self.flow.request.kind, match.field)
        sure = formats.percent(match.confidence)
        said = match.header in self.flow.request.mapping.columns
        how = "as you chose" if said else f"{sure} sure by its header and values"
        if self.flow.request.preset:
            how = how if said else "as files from there do"
        need = " Rows without it are rejected." if seen.required else ""
        reads = seen.read_as or "text"
        if "to match" in reads:
            return f"Fills {words}, {how}. {reads}: choose what each is read as.{need}"
        end = "" if reads.endswith("?") else "."
        return f"Fills {words}, {how}. Read as {reads}{end}{need}"

    def _reading_part(self, seen: ColumnSeen) -> None:
        if seen.asks == "date":
            choices, on = DATE_ORDERS, date_order_of(self.flow.request, seen.match.header)
        elif seen.asks == "money":
            choices, on = DECIMAL_MARKS, decimal_mark_of(self.flow.request, seen.match.header)
        else:
            return
        self.column.addSpacing(6)
        segmented = Segmented(choices, f"How {seen.match.header} is read", on)
        segmented.chosen.connect(partial(self._read, seen))
        self.column.addWidget(segmented)

    def _read(self, seen: ColumnSeen, key: str) -> None:
        change = with_date_order if seen.asks == "date" else with_decimal_mark
        self.flow.decide(change(self.flow.request, seen.match.header, key))

    def _value_rows(self, seen: ColumnSeen) -> None:
        grid = _grid()
        for row, value in enumerate(seen.values[:_MOST]):
            grid.addWidget(Elided(value.cell, "table", weight=500), row, 0)
            grid.addWidget(self._value_box(seen, value), row, 1)
            grid.addWidget(_count(value.rows), row, 2)
        self.column.addLayout(grid)
        self._rest(len(seen.values))

    def _value_box(self, seen: ColumnSeen, value: ValueSeen) -> QWidget:
        choices = [*seen.choices]
        if value.meaning not in dict(choices):
            choices.insert(0, (_AS_IT_IS, f"{value.cell} as it is"))
        box = FieldBox(choices, f"{value.cell} is read as", value.meaning or _AS_IT_IS)
        box.line = "border2" if value.meaning else "watchfill"
        box.setFixedWidth(146)
        box.setEnabled(not self.flow.fixed)
        box.chose.connect(partial(self._read_value, seen.match.field, value.cell))
        self.boxes[value.cell] = box
        return box

    def _read_value(self, field: str, cell: str, key: str) -> None:
        instead = None if key in {"", _AS_IT_IS, cell} else key
        self.flow.decide(with_value(self.flow.request, field, cell, instead))

    def _plain_values(self, seen: ColumnSeen) -> None:
        counts = self._counted(seen)
        grid = _grid()
        for row, (cell, rows) in enumerate(counts.most_common(_MOST)):
            grid.addWidget(Elided(cell, "table"), row, 0, 1, 2)
            grid.addWidget(_count(rows), row, 2)
        self.column.addLayout(grid)
        if not counts:
            self.column.addWidget(Label("Every cell is empty.", "table", "text2"))
        self._rest(len(counts))

    def _counted(self, seen: ColumnSeen) -> Counter[str]:
        preview, match = self.flow.preview, seen.match
        if preview is None:
            return Counter(match.samples)
        for table in preview.tables:
            if (table.file, table.sheet) == (match.file, match.sheet):
                cells = (" ".join(row[match.index].split()) for row in table.rows[:_LOOKED])
                return Counter(cell for cell in cells if cell)
        return Counter()

    def _rest(self, count: int) -> None:
        if count > _MOST:
            words = f"and {formats.number(count - _MOST)} more"
            self.column.addWidget(Label(words, "table", "text3"))

    def _after_part(self) -> None:
        preview = self.flow.preview
        if preview is None:
            return
        self.column.addSpacing(12)
        self.column.addWidget(
            Label("The import did" if self.flow.written else "After import", "body", weight=600)
        )
        told = self.flow.written or preview
        rows = (
            ("New", told.new),
            ("Changed", told.changed),
            ("Unchanged", told.unchanged),
            ("Rejected", told.rejected),
            ("Rows", told.rows),
        )
        grid = _grid()
        for row, (words, count) in enumerate(rows):
            grid.addWidget(Label(words, "table", "text2"), row, 0)
            ink = "risk" if words == "Rejected" and count else "text"
            grid.addWidget(_count(count, ink, 500), row, 2)
        self.column.addLayout(grid)
        self.column.addWidget(
            Label(
                "A copy of the portfolio is kept before the import. Undo takes it back.",
                "table",
                "text2",
            ).wrapped()
        )


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    return grid


def _count(count: int, ink: str = "text2", weight: int = 0) -> Label:
    label = Label(formats.number(count), "table", ink, weight=weight)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label

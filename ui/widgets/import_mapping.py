"""The second step of an import: how the file is read, and which column fills which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import formats
from ui.theme import colour, font, table_row
from ui.widgets.cards import Ground
from ui.widgets.field_box import FieldBox
from ui.widgets.icons import paint_icon
from ui.widgets.import_decisions import Decisions
from ui.widgets.import_file_line import FileLine, Questions
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QBoxLayout

    from csplanner.services.import_examine import ColumnSeen
    from ui.models.import_flow import ImportFlow

SURE = 0.75
_ROW, _FIELD, _CONFIDENCE, _ARROW = 33, 212, 98, 24
_BAR = 54
_DECISIONS, _HEAD = 210, 78


class Confidence(QWidget):
    """How sure a match is: a bar and a number, amber where it is not sure enough."""

    def __init__(self, share: float | None) -> None:
        super().__init__()
        self.setFixedSize(_CONFIDENCE, 20)
        self.say(share)

    def say(self, share: float | None) -> None:
        """Show a share of 0 to 1, or None for a column that is not used."""
        self._share = share
        self.setAccessibleName(f"Confidence {formats.percent(share)}" if share else "Not used")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bar and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        well = QRectF(0, self.height() / 2 - 2.5, _BAR, 5)
        painter.setBrush(colour("inset"))
        painter.drawRoundedRect(well, 2.5, 2.5)
        share = self._share
        unsure = share is not None and share < SURE
        if share is not None:
            painter.setBrush(colour("watchfill" if unsure else "goodfill"))
            painter.drawRoundedRect(QRectF(well.left(), well.top(), _BAR * share, 5), 2.5, 2.5)
        painter.setFont(font("table", 600 if unsure else 400))
        painter.setPen(colour("watch" if unsure else "text2" if share is None else "text"))
        box = QRectF(_BAR + 8, 0, self.width() - _BAR - 8, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, formats.percent(share))
        painter.end()


class Arrow(QWidget):
    """The arrow from a column to its field."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_ARROW, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the arrow."""
        painter = QPainter(self)
        paint_icon(painter, QPointF(0, 1), "arrow-right", "text3", 13)
        painter.end()


def lay(row: QBoxLayout, widgets: tuple[QWidget, ...]) -> None:
    """Put the six parts of a line of the mapping table into their columns."""
    row.setContentsMargins(16, 0, 8, 0)
    row.setSpacing(10)
    for widget, stretch in zip(widgets, (13, 13, 12, 0, 0, 14, 0), strict=True):
        row.addWidget(widget, stretch)


class MappingRow(Ground):
    """One column of the file. Signals: `chosen(row)`, `picked(row, field)`, `stepped(row, ±1)`."""

    chosen = Signal(object)
    picked = Signal(object, str)
    stepped = Signal(object, int)

    def __init__(self, column: ColumnSeen, fields: tuple[tuple[str, str], ...]) -> None:
        super().__init__("surface", "b")
        self.column = column
        self.selected = False
        self.setFixedHeight(_ROW)
        header = column.match.header or "(no header)"
        self.header = Elided(header, "table", weight=500)
        self.samples = [Elided("", "table", "text2") for _ in range(2)]
        self.box = FieldBox((("", "Do not import"), *fields), f"Field for column {header}")
        self.box.in_list = True
        self.box.setFixedWidth(_FIELD)
        self.box.chose.connect(self._pick)
        self.box.cleared.connect(self._unmap)
        self.box.focused.connect(self._choose)
        self.box.stepped.connect(self._step)
        self.reads = Elided("", "table", "text2")
        self.sure = Confidence(None)
        lay(
            QHBoxLayout(self),
            (self.header, *self.samples, Arrow(), self.box, self.reads, self.sure),
        )

    def say(self, column: ColumnSeen, *, clashing: bool, fixed: bool) -> None:
        """Show how the column is read now."""
        self.column = column
        match = column.match
        for label, sample in zip(self.samples, (*match.samples, "", "")[:2], strict=True):
            label.setText(sample or formats.NOTHING)
        self.box.turn_on(match.field)
        self.box.setEnabled(not fixed and bool(match.header))
        self.box.line = "riskfill" if clashing else "border2"
        open_ = bool(column.question) or "to match" in column.read_as
        self.reads.setText("two columns on one field" if clashing else column.read_as)
        self.reads.set_ink("risk" if clashing else "watch" if open_ else "text2")
        self.sure.say(match.confidence if match.field else None)
        self.header.set_ink("text" if match.field else "text2")
        self.setAccessibleName(
            f"{match.header}, {self.box.currentText()}, {self.reads.text()}".rstrip(", ")
        )
        self.box.update()

    def select(self, *, selected: bool) -> None:
        """Show that the inspector tells of this column."""
        self.selected = selected
        self.fill = "accentsoft" if selected else "surface"
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        super().mousePressEvent(event)
        self.box.setFocus()
        self.chosen.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the bar of the chosen row."""
        super().paintEvent(event)
        if self.selected:
            painter = QPainter(self)
            painter.fillRect(0, 0, 3, self.height() - 1, colour("accent"))
            painter.end()

    def _pick(self, field: str) -> None:
        self.picked.emit(self, field)

    def _unmap(self) -> None:
        if self.box.isEnabled():
            self.box.choose("")

    def _choose(self) -> None:
        self.chosen.emit(self)

    def _step(self, step: int) -> None:
        self.stepped.emit(self, step)


class MappingStep(QWidget):
    """File line, open questions, and the table of columns. Signal: `chose_column(ColumnSeen)`."""

    chose_column = Signal(object)

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__()
        self.flow = flow
        self.rows: list[MappingRow] = []
        self._made: tuple[object, ...] = ()
        self.line = FileLine(flow)
        self.questions = Questions(flow)
        self.trouble = Label("", "table", "risk", weight=500).wrapped()
        self.trouble.setObjectName("import_clash")
        self.trouble.setContentsMargins(16, 6, 16, 6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.line, self.questions, self.trouble, _head()):
            outer.addWidget(widget)
        inside = Ground("surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setAccessibleName("Columns of the file")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.area.setWidget(inside)
        outer.addWidget(self.area, 1)
        self.decisions = Decisions(flow)
        outer.addWidget(self.decisions)
        self.line.changed_file.connect(self.refresh)

    def refresh(self) -> None:
        """Show the columns of the chosen file."""
        self.line.refresh()
        self.questions.refresh()
        flow = self.flow
        columns = self.line.columns()
        self._make(columns)
        clashing = flow.clashing
        for row, column in zip(self.rows, columns, strict=True):
            match = column.match
            marked = (match.file, match.sheet, match.index) in clashing
            row.say(column, clashing=marked, fixed=flow.fixed)
        self.trouble.setText("" if flow.looking else flow.trouble)
        self.trouble.setVisible(bool(self.trouble.text()))
        self.decisions.refresh()
        self.decisions.setVisible(bool(self.decisions.count))
        self.decisions.setFixedHeight(min(_DECISIONS, _HEAD + table_row() * self.decisions.count))
        chosen = next((row for row in self.rows if row.selected), None)
        if chosen is None and self.rows:
            chosen = next((r for r in self.rows if _wants_eyes(r.column)), self.rows[0])
            chosen.select(selected=True)
        self.chose_column.emit(chosen.column if chosen else None)

    def row_of(self, header: str) -> MappingRow:
        """Return the row of a column; an unknown header is a KeyError."""
        for row in self.rows:
            if row.column.match.header == header:
                return row
        raise KeyError(header)

    def sizeHint(self) -> QSize:
        """Ask for the room of all rows."""
        return QSize(700, 120 + _ROW * len(self.rows))

    def _make(self, columns: tuple[ColumnSeen, ...]) -> None:
        """Make the rows anew where the file has other columns."""
        flow = self.flow
        places = tuple((c.match.file, c.match.sheet, c.match.header) for c in columns)
        made = (flow.request.kind, flow.request.preset, places)
        if made == self._made:
            return
        self._made = made
        clear(self._column)
        self.rows = []
        for column in columns:
            row = MappingRow(column, self._fields(column))
            row.chosen.connect(self._chosen)
            row.picked.connect(self._picked)
            row.stepped.connect(self._stepped)
            self.rows.append(row)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self.updateGeometry()

    def _fields(self, column: ColumnSeen) -> tuple[tuple[str, str], ...]:
        """Return the fields to choose from; a preset may fill one of another kind."""
        fields = self.flow.fields()
        name = column.match.field
        if not name or name in dict(fields):
            return fields
        return (*fields, (name, name.replace("_", " ").capitalize()))

    def _chosen(self, row: MappingRow) -> None:
        for other in self.rows:
            if other.selected != (other is row):
                other.select(selected=other is row)
        self.chose_column.emit(row.column)

    def _picked(self, row: MappingRow, field: str) -> None:
        self.flow.choose(row.column.match.header, field)

    def _stepped(self, row: MappingRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].box.setFocus()
            self.area.ensureWidgetVisible(self.rows[at])


def _wants_eyes(column: ColumnSeen) -> bool:
    unsure = bool(column.match.field) and column.match.confidence < SURE
    return bool(column.question) or unsure or "to match" in column.read_as


def _head() -> QWidget:
    head = Ground("surface", "b")
    head.setFixedHeight(28)
    words = ("Column in file", "First value", "Second value", "", "Field in csplanner")
    labels = [Label(text, "label", "text3") for text in (*words, "Read as", "Confidence")]
    labels[3].setFixedWidth(_ARROW)
    labels[4].setFixedWidth(_FIELD)
    labels[6].setFixedWidth(_CONFIDENCE)
    for label in labels:
        if label.maximumWidth() > 1000:
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    lay(QHBoxLayout(head), tuple(labels))
    return head

"""Above the mapping: how a file was read, each part of it changeable, and what has to be asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from csplanner.services.import_choices import (
    DATE_ORDERS,
    DECIMAL_MARKS,
    ENCODINGS,
    SEPARATORS,
    with_date_order,
    with_decimal_mark,
    with_reading,
)
from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground
from ui.widgets.drop_button import DropButton
from ui.widgets.icons import pixmap
from ui.widgets.labels import Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from csplanner.services.import_examine import ColumnSeen
    from csplanner.services.import_portfolio import FileRead, Layout
    from ui.models.import_flow import ImportFlow

_FOUND = "found"
_HEADER_ROWS = 8
_NAME = 240
_SHOWN = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with mark",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows 1252",
    "cp1250": "Windows 1250",
    "iso-8859-15": "ISO 8859-15",
    "mac-roman": "Mac Roman",
    "shift-jis": "Shift JIS",
}


def encoding_words(name: str) -> str:
    """Return an encoding as people know it."""
    return _SHOWN.get(name, name.upper())


class FileLine(Ground):
    """One file of the import and how it was read. Signal: `changed_file()` for another file."""

    changed_file = Signal()

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__("surface2", "b")
        self.flow = flow
        self.at = 0
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        self.name = Label("", "body", weight=600)
        self.files = DropButton("", icon="table", choices=self._files, chosen=self._file)
        self.count = Label("", "table", "text2")
        self.encoding = DropButton("", icon="", choices=self._encodings, chosen=self._encode)
        self.separator = DropButton("", icon="", choices=self._separators, chosen=self._separate)
        self.header = DropButton("", icon="", choices=self._header_rows, chosen=self._head)
        self.mapped = Label("", "table", "text2")
        self.mark = Label()
        self.change = Button("Change file", small=True)
        self.change.clicked.connect(self._back)
        row.addWidget(self.mark)
        row.addWidget(self.name)
        for widget in (self.files, self.count, self.encoding, self.separator, self.header):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.mapped)
        row.addWidget(self.change)

    def file(self) -> FileRead | None:
        """Return the file that is shown, None before it was read."""
        files = self._read()
        return files[min(self.at, len(files) - 1)] if files else None

    def columns(self) -> tuple[ColumnSeen, ...]:
        """Return the columns of the file that is shown."""
        file = self.file()
        if file is None:
            return ()
        place = (file.file, file.sheet)
        return tuple(c for c in self.flow.columns if (c.match.file, c.match.sheet) == place)

    def refresh(self) -> None:
        """Show how the file was read."""
        files, file = self._read(), self.file()
        self.setVisible(file is not None)
        if file is None:
            return
        many = len(files) > 1
        self.mark.setPixmap(pixmap("table", "text2", 16))
        self.mark.setVisible(not many)
        self.name.setVisible(not many)
        self.files.setVisible(many)
        name = f"{file.file}, {file.sheet}" if file.sheet else file.file
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME))
        self.name.setToolTip(name)
        self.files.say(name)
        self.files.setAccessibleName(f"File shown: {name}")
        rows = formats.counted(file.rows, "row")
        self.count.setText(f"{rows}, {formats.counted(file.columns, 'column')}")
        self._say(self.encoding, encoding_words(file.encoding), "Encoding")
        self.encoding.setVisible(bool(file.encoding))
        self._say(self.separator, (file.separator or "comma").capitalize(), "Separator")
        self.separator.setVisible(bool(file.separator))
        self._say(self.header, f"Header in row {file.header_row}", "Header row")
        columns = self.columns()
        used = sum(bool(column.match.field) for column in columns)
        self.mapped.setText(f"{used} of {len(columns)} mapped")

    @staticmethod
    def _say(button: DropButton, words: str, name: str) -> None:
        button.say(words)
        button.setAccessibleName(f"{name}: {words}")
        button.setToolTip(f"{name} of this file")

    def _read(self) -> tuple[FileRead, ...]:
        """Return the files whose columns are told; all of them where none is."""
        seen = self.flow.seen
        files = seen.files if seen else ()
        told = {(c.match.file, c.match.sheet) for c in self.flow.columns}
        return tuple(f for f in files if (f.file, f.sheet) in told) or files

    def _files(self) -> list[tuple[str, str, bool]]:
        return [
            (str(i), f"{f.file}, {f.sheet}" if f.sheet else f.file, i == self.at)
            for i, f in enumerate(self._read())
        ]

    def _file(self, key: str) -> None:
        self.at = int(key)
        self.changed_file.emit()

    def _shown(self) -> str:
        file = self.file()
        return file.file if file else ""

    def _layout(self) -> Layout:
        """Return what was said of how the shown file is read."""
        return self.flow.request.mapping.layout_of(self._shown())

    def _encodings(self) -> list[tuple[str, str, bool]]:
        said = self._layout().encoding
        found = [(_FOUND, "As found", not said)]
        return found + [(name, encoding_words(name), name == said) for name in ENCODINGS]

    def _encode(self, key: str) -> None:
        encoding = "" if key == _FOUND else key
        self.flow.decide(with_reading(self.flow.request, self._shown(), encoding=encoding))

    def _separators(self) -> list[tuple[str, str, bool]]:
        said = self._layout().separator
        found = [(_FOUND, "As found", not said)]
        return found + [(name, name.capitalize(), mark == said) for mark, name in SEPARATORS]

    def _separate(self, key: str) -> None:
        mark = next((mark for mark, name in SEPARATORS if name == key), "")
        self.flow.decide(with_reading(self.flow.request, self._shown(), separator=mark))

    def _header_rows(self) -> list[tuple[str, str, bool]]:
        said = self._layout().header_row
        rows = [(str(n), f"Row {n}", n == said) for n in range(1, _HEADER_ROWS + 1)]
        return [(_FOUND, "As found", not said), *rows, ("other", "Another row…", False)]

    def _head(self, key: str) -> None:
        row = 0 if key == _FOUND else int(key) if key.isdigit() else -1
        if row < 0:
            row, said = QInputDialog.getInt(self, "Header row", "Row of the header:", 1, 1)
            if not said:
                return
        self.flow.decide(with_reading(self.flow.request, self._shown(), header_row=row))

    def _back(self) -> None:
        self.flow.back()


class Questions(QWidget):
    """The questions that columns leave open, each with its two answers."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__()
        self.flow = flow
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.answers: dict[tuple[str, str], Button] = {}

    def refresh(self) -> None:
        """Show the open questions."""
        asked = {c.match.header: c for c in self.flow.columns if c.question}
        shown = tuple((header, column.question) for header, column in asked.items())
        if shown == self._shown:
            return
        self._shown = shown
        self.answers = {}
        clear(self._column)
        for column in asked.values():
            self._column.addWidget(self._band(column))
        self.setVisible(bool(asked))

    def _band(self, column: ColumnSeen) -> QWidget:
        band = Ground("watchsoft", "b")
        row = QHBoxLayout(band)
        row.setContentsMargins(16, 7, 12, 7)
        row.setSpacing(8)
        words = Label(column.question, "table", "watch", weight=500).wrapped()
        row.addWidget(words, 1)
        header = column.match.header
        choices = DATE_ORDERS if column.asks == "date" else DECIMAL_MARKS
        for key, text in choices[1:]:
            button = Button(text, small=True)
            button.setAccessibleName(f"{header}: {text}")
            button.clicked.connect(partial(self._answer, header, column.asks, key))
            self.answers[header, key] = button
            row.addWidget(button)
        band.setAccessibleName(column.question)
        return band

    def _answer(self, header: str, asks: str, key: str) -> None:
        change = with_date_order if asks == "date" else with_decimal_mark
        self.flow.decide(change(self.flow.request, header, key))

"""The first step of an import: what the files hold, where they come from, and the files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.domain.records import Account, Person
from csplanner.services.import_words import (
    CALENDAR,
    FOLDER,
    kinds_in_words,
    presets_in_words,
)
from ui import formats
from ui.theme import colour, current
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Segmented
from ui.widgets.field_box import FieldBox
from ui.widgets.icons import pixmap
from ui.widgets.labels import Elided, Label, named
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.models.import_flow import ImportFlow

_WIDE = 720
_FILES = "Tables and calendars (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xlsb *.ods *.ics)"
_KILO = 1024


class DropZone(QWidget):
    """Where files are dropped; lit while one hovers. Signal: `asked()` to choose files instead."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lit = False
        self.setAccessibleName("Drop a CSV or XLSX here")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 26, 24, 26)
        column.setSpacing(6)
        self.title = Label("Drop a CSV or XLSX here", "inspector_title")
        self.text = Label("", "table", "text2").wrapped()
        self.button = Button("Choose files…", icon="folder")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.clicked.connect(self.asked)
        self.say(folder=False, more=False)

    def say(self, *, folder: bool, more: bool) -> None:
        """Ask for files or for a folder, or for more files."""
        what = "an exported folder" if folder else "more files" if more else "a CSV or XLSX"
        self.title.setText(f"Drop {what} here")
        self.text.setText(
            "One file a kind of record, as csplanner exports them."
            if folder
            else "Also TSV, XLS, ODS and ICS. Nothing is written before the last step."
        )
        self.button.setText("Choose a folder…" if folder else "Choose files…")
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()
        self.setAccessibleName(self.title.text())

    def light(self, *, lit: bool) -> None:
        """Show that something may be dropped."""
        self.lit = lit
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(colour("accent" if self.lit else "border2"))
        pen.setWidthF(1.4)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colour("accentsoft" if self.lit else "surface2"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, current().radius.card, current().radius.card)
        painter.end()


class FileStep(QWidget):
    """Kind, source and files of an import."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__()
        self.flow = flow
        self.kind = FieldBox(kinds_in_words(), "What the files hold", "accounts")
        self.preset = FieldBox(presets_in_words(), "Where the files come from")
        self.owner = FieldBox((("", "Choose…"),), "Whose calendar")
        self.merge = Segmented(
            (("", "Into an empty portfolio"), ("merge", "Merge with this one")),
            "How the folder is read",
        )
        self.drop = DropZone()
        self.trouble = Label("", "body", "risk").wrapped()
        self.trouble.setObjectName("import_trouble")
        self._files = QVBoxLayout()
        self._shown: tuple[object, ...] = ()
        self._labels: dict[QWidget, Label] = {}
        self._lay_out()
        self.kind.chose.connect(flow.set_kind)
        self.preset.chose.connect(flow.set_preset)
        self.owner.chose.connect(self._own)
        self.merge.chosen.connect(self._merge)
        self.drop.asked.connect(self.ask_files)

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        middle = QWidget()
        middle.setMaximumWidth(_WIDE)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(2, 1)
        rows = (
            ("The files hold", self.kind),
            ("They come from", self.preset),
            ("Whose calendar", self.owner),
            ("The folder goes", self.merge),
        )
        for row, (words, widget) in enumerate(rows):
            label = Label(words, "body", "text2")
            label.setBuddy(widget)
            self._labels[widget] = label
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        for box in (self.kind, self.preset, self.owner):
            box.setMinimumWidth(240)
        column.addLayout(grid)
        column.addWidget(self.drop)
        column.addWidget(self.trouble)
        self._files.setSpacing(0)
        column.addLayout(self._files)
        column.addStretch(1)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)

    def refresh(self) -> None:
        """Show what is chosen."""
        flow = self.flow
        kind = flow.request.kind
        self.kind.fill(kinds_in_words(), kind)
        self.preset.fill(presets_in_words(), flow.request.preset)
        self._show(self.preset, shown=flow.has_columns)
        self._show(self.owner, shown=kind == CALENDAR)
        self._show(self.merge, shown=kind == FOLDER)
        if kind == CALENDAR:
            self._fill_owners()
        self.drop.say(folder=kind == FOLDER, more=bool(flow.request.files))
        self.trouble.setText(flow.trouble if flow.request.files and not flow.looking else "")
        self.trouble.setVisible(bool(self.trouble.text()))
        self._list_files()

    def ask_files(self) -> None:
        """Ask for files, or for the folder, and add them."""
        if self.flow.request.kind == FOLDER:
            chosen = QFileDialog.getExistingDirectory(self, "Import an exported folder")
            found = [chosen] if chosen else []
        else:
            found, _ = QFileDialog.getOpenFileNames(self, "Import files", "", _FILES)
        self.flow.add_files(Path(name) for name in found)

    def _show(self, widget: QWidget, *, shown: bool) -> None:
        widget.setVisible(shown)
        self._labels[widget].setVisible(shown)

    def _fill_owners(self) -> None:
        workspace = self.flow.context.workspace
        if workspace is None:
            return
        people = sorted(workspace.all(Person), key=lambda person: person.name)
        accounts = sorted(workspace.all(Account), key=lambda account: account.name)
        choices = [("", "Choose a person or an account")]
        choices += [(f"person {person.id}", person.name) for person in people]
        choices += [(f"account {account.id}", f"{account.name} (account)") for account in accounts]
        task = self.flow.task
        on = f"person {task.person}" if task.person else f"account {task.account}"
        self.owner.fill(choices, on if task.person or task.account else "")

    def _own(self, key: str) -> None:
        which, _, record_id = key.partition(" ")
        person = record_id if which == "person" else ""
        account = record_id if which == "account" else ""
        self.flow.set_task(replace(self.flow.task, person=person, account=account))

    def _merge(self, key: str) -> None:
        self.flow.set_task(replace(self.flow.task, merge=bool(key)))

    def _list_files(self) -> None:
        flow = self.flow
        read = {file.file: file for file in flow.seen.files} if flow.seen else {}
        shown = (flow.request.files, tuple(read.items()), flow.looking, current().name)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._files)
        for path in flow.request.files:
            seen = read.get(path.name)
            words = size_words(path)
            if seen is not None:
                rows = formats.counted(seen.rows, "row")
                words = f"{rows}, {formats.counted(seen.columns, 'column')} · {words}"
            elif flow.looking:
                words = f"Reading… · {words}"
            self._files.addWidget(self._row(path, words))

    def _row(self, path: Path, words: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(2, 4, 0, 4)
        line.setSpacing(8)
        mark = Label()
        mark.setPixmap(pixmap("table", "text2", 16))
        name = Elided(path.name, "body", weight=500)
        name.setToolTip(str(path))
        remove = icon_button("close", f"Leave {path.name} out")
        remove.clicked.connect(partial(self.flow.remove_file, path))
        line.addWidget(mark)
        line.addWidget(name, 1)
        line.addWidget(Label(words, "table", "text2"))
        line.addWidget(remove)
        named(row, f"{path.name}, {words}")
        return row

    def sizeHint(self) -> QSize:
        """Ask for the page's room."""
        return QSize(_WIDE, 480)


def size_words(path: Path) -> str:
    """Return the size of a file in words; nothing for a folder or a file that is gone."""
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        size = 0
    if not size:
        return "folder" if path.is_dir() else "cannot be found"
    if size < _KILO * _KILO:
        return f"{formats.number(max(1, size / _KILO))} kB"
    return f"{formats.number(size / _KILO / _KILO, 1)} MB"

"""The reference of the page Help: the keys of a page, and facts for who looks after the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.services.diagnostics import as_text, portfolio_facts, program_facts
from ui.models.row_table import Column, RowTable
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card, Ground
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Label
from ui.widgets.layouts import clear, scrolled
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.services.diagnostics import Facts
    from ui.actions import Action
    from ui.context import Context

_EVERYWHERE = ""
_WIDE = 680
_TOLD = (
    "Versions, sizes and counts: no name, no amount, no path. Copy them into a report of a fault."
)


class Keys(QWidget):
    """What each key does: everywhere, and on the pages that were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.page = _EVERYWHERE
        self._window: Any = None
        self.table: RowTable[Action] = RowTable(_COLUMNS, key=lambda action: action.name)
        self.view = TableView(self.table, "Keys")
        self.where = FieldBox((), "Keys of")
        self.where.chose.connect(self._chosen)
        tools = Ground("surface", "b")
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(Label("Keys of", "table", "text2"))
        row.addWidget(self.where)
        row.addStretch(1)
        note = "Single letters work while no text field has the focus."
        row.addWidget(Label(note, "table", "text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tools)
        column.addWidget(self.view, 1)

    def show_keys(self, window: Any) -> None:
        """List the keys of the chosen page and those that hold everywhere."""
        self._window = window
        pages = {name: page for name, page in window.pages.items() if page.page_actions()}
        offered = [(name, page.title) for name, page in pages.items()]
        self.where.fill([(_EVERYWHERE, "Every page"), *offered], self.page)
        self.page = self.where.key
        rows: tuple[Action, ...] = ()
        if self.page in pages:
            rows = pages[self.page].page_actions()
        self.table.set_rows(a for a in (*rows, *window.actions_table.of("")) if a.keys)

    def _chosen(self, key: str) -> None:
        self.page = key
        self.show_keys(self._window)


class Diagnostics(QWidget):
    """Facts in cards, and a button that copies them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._parts: tuple[tuple[str, Facts], ...] = ()
        self.copy = Button("Copy", icon="copy", kind=Kind.PRIMARY)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(12)
        scroll = scrolled(inside, "Diagnostics")
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 0)
        head.addWidget(Label(_TOLD, "body", "text2").wrapped(), 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        top = QWidget()
        top.setLayout(head)
        top.setMaximumWidth(_WIDE + 32)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        outer.addWidget(scroll, 1)
        self._connected = False

    def show_facts(self, window: Any, copy: Callable[[], None]) -> None:
        """Read the facts again."""
        if not self._connected:
            self._connected = True
            self.copy.clicked.connect(copy)
        workspace = self._context.workspace
        parts = [("Program", program_facts()), ("Window", _window_facts(window))]
        if workspace is not None:
            parts.append(("Portfolio", portfolio_facts(workspace)))
        report = window.crashes.report
        lines = tuple((f"{n}", line) for n, line in enumerate(report.splitlines(), 1))
        parts.append(("Last fault of this run", lines or (("None", "since the start"),)))
        self._parts = tuple(parts)
        clear(self._column)
        for title, facts in self._parts:
            card = Card(title)
            card.setMaximumWidth(_WIDE)
            grid = QGridLayout()
            grid.setColumnMinimumWidth(0, 170)
            grid.setColumnStretch(1, 1)
            grid.setVerticalSpacing(3)
            for row, (name, value) in enumerate(facts):
                grid.addWidget(Label(name, "table", "text2"), row, 0)
                grid.addWidget(Label(value, "table").selectable().wrapped(), row, 1)
            card.body.addLayout(grid)
            self._column.addWidget(card)
        self._column.addStretch(1)

    def text(self) -> str:
        """Return the facts as they are copied."""
        return as_text(self._parts)


def _window_facts(window: QWidget) -> Facts:
    screen = window.screen().size()
    return (
        ("Qt", PySide6.__version__),
        ("Platform", QGuiApplication.platformName()),
        ("Screen", f"{screen.width()} x {screen.height()}, {window.devicePixelRatioF():g} times"),
        ("Window", f"{window.width()} x {window.height()}"),
    )


def _keys(action: Action) -> str:
    return " or ".join(key.strip().replace("+", " ") for key in action.keys.split(";"))


def _text(action: Action) -> str:
    return action.text


def _detail(action: Action) -> str:
    return action.detail


_COLUMNS: tuple[Column[Action], ...] = (
    Column("Keys", _keys, width=190, strong=True),
    Column("What it does", _text, width=280),
    Column("More", _detail, width=320, ink=lambda _: "text2", tip=_detail),
)

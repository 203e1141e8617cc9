"""Proves that everything one can act on has a name and can be reached by keys, on every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QTableView,
    QWidget,
)

from ui import theme
from ui.pages.registry import entries
from ui.widgets.icons import icon_names, pixmap
from ui.widgets.labels import Elided
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex

    from tests.ui.drivers import WindowDriver
    from ui.pages.registry import PageEntry

_KINDS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
_CONTAINERS = (QScrollArea, QTabBar, QStackedWidget)
# What is left of 1600 x 900 at a scale of 200 %.
_SMALLEST = (800, 450)
_BARE = 3.0
_TEXT = 4.5
# Words on the grounds that they stand on.
_PAIRS = (
    ("text", "surface"),
    ("text2", "surface"),
    ("text3", "surface"),
    ("text2", "sidebar"),
    ("text3", "sidebar"),
    ("text", "accentsoft"),
    ("accentfg", "accent"),
    ("text2", "inset"),
    ("good", "goodsoft"),
    ("watch", "watchsoft"),
    ("risk", "risksoft"),
    ("text2", "surface2"),
    ("accenttext", "accentsoft"),
    ("risk", "sidebar"),
    ("watch", "sidebar"),
    ("text3", "surface2"),
    ("text3", "inset"),
    ("text2", "donesoft"),
    ("text", "watchsoft"),
    ("accenttext", "surface"),
    ("accenttext", "sidebar"),
    ("good", "surface"),
    ("watch", "surface"),
    ("risk", "surface"),
    ("good", "surface2"),
    ("watch", "surface2"),
    ("risk", "surface2"),
)
# Marks that carry a meaning, and the ring of the focus.
_MARKS = (
    ("goodfill", "surface"),
    ("watchfill", "surface"),
    ("riskfill", "surface"),
    ("done", "surface"),
    ("glyph", "surface"),
    ("glyph", "past"),
    ("glyph", "watchsoft"),
    ("accent", "surface"),
    ("c1", "surface"),
    ("c2", "surface"),
    ("c3", "surface"),
    ("c4", "surface"),
    ("c5", "surface"),
)


def _own(widget: QWidget) -> bool:
    """Tell a widget that the user acts on from a part that Qt makes inside another one."""
    parent = widget.parentWidget()
    inner = widget.objectName().startswith("qt_") or isinstance(
        parent, (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
    )
    return not inner and type(widget).__name__ not in {"QTableCornerButton", "QMenuBar"}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_a_page_can_be_used_without_eyes_or_pointer(driver: WindowDriver, entry: PageEntry) -> None:
    """All is named, Tab reaches all and comes back, cells can be read, no word is cut."""
    driver.go(entry.name)
    faults = [*_nameless(driver), *_deaf(driver), *_unreadable(driver), *_not_in_the_ring(driver)]
    for width, height in ((1440, 800), (1024, 640), (900, 500), _SMALLEST):
        for _ in range(3):  # the frame gives way step by step, as under a hand that drags
            driver.window.resize(width, height)
            driver.settle()
        faults += [f"cut at {width}: {words}" for words in _cut(driver)]
    if driver.window.width() > _SMALLEST[0] or driver.window.height() > _SMALLEST[1]:
        faults.append(f"no smaller than {driver.window.width()} x {driver.window.height()}")
    assert faults == []


@pytest.mark.parametrize("name", ["policy", "help"])
def test_every_part_of_a_page_can_be_used(driver: WindowDriver, name: str) -> None:
    """Pages with parts of their own keep it up in each of them."""
    driver.go(name)
    page: Any = driver.window.pages[name]
    faults = []
    for key in [item.key for item in page.nav.items if item.key]:
        page.nav.choose(key)
        driver.settle()
        found = [*_nameless(driver), *_deaf(driver), *_unreadable(driver)]
        found += [*_not_in_the_ring(driver), *_cut(driver)]
        faults += [f"{key}: {fault}" for fault in found]
    assert faults == []


def _nameless(driver: WindowDriver) -> Iterator[str]:
    """Find what one can act on that does not say what it is."""
    for widget in driver.shown(QWidget):
        if not _own(widget):
            continue
        if isinstance(widget, _KINDS):
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not (spoken and spoken.text(QAccessible.Text.Name).strip()):
                yield f"nameless: {type(widget).__name__} {widget.objectName()}"
        elif _takes_tab(widget) and not widget.accessibleName():
            yield f"nameless: {type(widget).__name__} {widget.objectName()}"


def _takes_tab(widget: QWidget) -> bool:
    """Tell a widget that Tab leads to."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _deaf(driver: WindowDriver) -> Iterator[str]:
    """Find buttons that a pointer can press and keys cannot reach."""
    for button in driver.shown(QAbstractButton):
        leads = not isinstance(button.parent(), StatusBar)  # some facts there lead nowhere
        if leads and _own(button) and button.isEnabled() and not _takes_tab(button):
            yield f"no focus: {button.accessibleName()}"


def _not_in_the_ring(driver: WindowDriver) -> Iterator[str]:
    """Go round by Tab from the sidebar, and find what was not met; the round must end."""
    driver.window.activateWindow()
    driver.window.sidebar.field.setFocus(Qt.FocusReason.TabFocusReason)
    begun = driver.window.focusWidget()
    reached: list[QWidget] = []
    for _ in range(800):
        driver.window.focusNextChild()
        now = driver.window.focusWidget()
        assert now is not None
        reached.append(now)
        if now is begun:
            break
    if driver.window.focusWidget() is not begun:
        yield f"a trap at {reached[-1].accessibleName()}"
    met = {id(widget) for widget in reached}
    for widget in driver.shown(QWidget):
        acts = _takes_tab(widget) and _own(widget) and widget.focusProxy() is None
        if acts and id(widget) not in met and not isinstance(widget, _CONTAINERS):
            yield f"not reached: {type(widget).__name__} {widget.accessibleName()}"


def _unreadable(driver: WindowDriver) -> Iterator[str]:
    """Find columns without a head, and rows and cells that say nothing in words."""
    for view in driver.shown(QTableView):
        model, name = view.model(), view.accessibleName()
        columns = range(model.columnCount())
        for column in columns:
            if not isinstance(model.headerData(column, Qt.Orientation.Horizontal), str):
                yield f"no head: {name}, column {column}"
        for row in range(min(20, model.rowCount())):
            cells = [_spoken(model.index(row, column)) for column in columns]
            if not all(isinstance(text, str) for text in cells):
                yield f"no words: {name}, row {row}"
            elif not any(text and text.strip() for text in cells):
                yield f"an empty row: {name}, row {row}"


def _spoken(cell: QModelIndex) -> str | None:
    """Return what a screen reader says of a cell."""
    text: str | None = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    return text if text is not None else cell.data(Qt.ItemDataRole.DisplayRole)


def _cut(driver: WindowDriver) -> Iterator[str]:
    """Find labels that neither show all their words, nor run on, nor end in an ellipsis."""
    for label in driver.shown(QLabel):
        if label.wordWrap() or isinstance(label, Elided) or not label.text():
            continue
        if label.width() + 1 < label.fontMetrics().horizontalAdvance(label.text()):
            yield label.text()


def test_words_can_be_read_on_their_grounds() -> None:
    """Every pair of text and ground has a contrast of 4.5 or more in both themes."""
    weak = {
        (name, *pair): round(theme.theme(name).contrast(*pair), 2)
        for name in ("light", "dark")
        for pair in _PAIRS
        if theme.theme(name).contrast(*pair) < _TEXT
    }
    assert weak == {}


def test_marks_and_the_ring_of_the_focus_can_be_seen() -> None:
    """Every mark that carries a meaning has a contrast of 3 or more in both themes."""
    weak = {
        (name, *pair): round(theme.theme(name).contrast(*pair), 2)
        for name in ("light", "dark")
        for pair in _MARKS
        if round(theme.theme(name).contrast(*pair), 1) < _BARE
    }
    assert weak == {}


def test_the_style_sheet_holds_no_colour_of_its_own(root: object) -> None:
    """The template names tokens only; filled in, nothing is left to fill."""
    template = (root / "resources/theme/window.qss").read_text(encoding="utf-8")  # type: ignore[operator]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", template) == []
    for name in ("light", "dark"):
        assert "$" not in theme.sheet(name)


def test_every_icon_that_is_named_ships_and_shows(driver: WindowDriver) -> None:
    """Icons of actions and pages exist, and are not empty pictures."""
    there = set(icon_names())
    wanted = {action.icon for action in driver.window.actions_table.all() if action.icon}
    wanted |= {entry.icon for entry in entries()}
    assert wanted - there == set()
    for name in wanted:
        image = pixmap(name, "text", 16).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


def test_to_leave_a_page_asks_nothing(driver: WindowDriver) -> None:
    """Going from page to page opens no dialog: `leave` gives back, and never asks."""
    asked: list[str] = []

    def shut() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            asked.append(dialog.windowTitle())
            dialog.reject()

    timer = QTimer(driver.window)
    timer.timeout.connect(shut)
    timer.start(20)
    for entry in entries():
        driver.go(entry.name)
    driver.go("today")
    timer.stop()
    assert asked == []

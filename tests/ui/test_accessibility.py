"""Proves that everything one can act on has a name and can be reached by keys, on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui import theme
from ui.pages.registry import entries
from ui.widgets.icons import icon_names, pixmap

if TYPE_CHECKING:
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
)


def _own(widget: QWidget) -> bool:
    """Tell a widget that the user acts on from a part that Qt makes inside another one."""
    parent = widget.parentWidget()
    inner = widget.objectName().startswith("qt_") or isinstance(
        parent, (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
    )
    return not inner and type(widget).__name__ not in {"QTableCornerButton", "QMenuBar"}


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_everything_to_act_on_is_named(driver: WindowDriver, entry: PageEntry) -> None:
    """Each button, field and list of a page and its frame says what it is."""
    driver.go(entry.name)
    nameless = []
    for widget in driver.shown(QWidget):
        if isinstance(widget, _KINDS) and _own(widget):
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not (spoken and spoken.text(QAccessible.Text.Name).strip()):
                nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_tab_goes_round_without_a_trap(driver: WindowDriver, entry: PageEntry) -> None:
    """Tab reaches more than one widget and comes back to where it began."""
    driver.go(entry.name)
    driver.window.activateWindow()
    driver.window.sidebar.field.setFocus(Qt.FocusReason.TabFocusReason)
    begun = driver.window.focusWidget()
    seen = 0
    for _ in range(400):
        driver.window.focusNextChild()
        seen += 1
        if driver.window.focusWidget() is begun:
            break
    assert driver.window.focusWidget() is begun
    assert seen > 3


def test_words_can_be_read_on_their_grounds() -> None:
    """Every pair of text and ground has a contrast of 4.5 or more in both themes."""
    weak = {
        (name, *pair): round(theme.theme(name).contrast(*pair), 2)
        for name in ("light", "dark")
        for pair in _PAIRS
        if theme.theme(name).contrast(*pair) < _TEXT
    }
    assert weak == {}


def test_the_style_sheet_holds_no_colour_of_its_own(root: object) -> None:
    """The template names tokens only; filled in, nothing is left to fill."""
    template = (root / "resources/theme/window.qss").read_text(encoding="utf-8")  # type: ignore[operator]
    assert "#" not in template.replace("QLineEdit#palette_field", "")
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

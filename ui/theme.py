"""The look of the window: palette, style sheet and fonts from the tokens, switchable while it runs.

Painters ask `current()` which theme is on, so that nothing has to be handed down; it is asked for
at every cell, and kept here because a property of the application takes a microsecond.
"""

from __future__ import annotations

from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from csplanner.base.resource import resource_folder, resource_text
from csplanner.drawing.canvas import type_style
from csplanner.drawing.tokens import theme
from ui.widgets.painter import make_font

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from csplanner.drawing.tokens import Theme

LIGHT, DARK = "light", "dark"
_DRESSED = "csplanner_dressed"
_on = [LIGHT]
_dense = ["normal"]
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface2",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "accentfg",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accentfg",
    QPalette.ColorRole.Link: "accenttext",
    QPalette.ColorRole.LinkVisited: "accenttext",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "inset",
    QPalette.ColorRole.Mid: "border2",
    QPalette.ColorRole.Dark: "text3",
    QPalette.ColorRole.Shadow: "shadow",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def current() -> Theme:
    """Return the theme that is on."""
    return theme(_on[0])


def colour(token: str) -> QColor:
    """Return a token's colour in the theme that is on."""
    return QColor(current().colour(token))


@cache
def kept_colour(look: str, token: str) -> QColor:
    """Return a colour of a theme by name, the same object each time: for reading only."""
    return QColor(theme(look).colour(token))


@cache
def font(role: str, weight: int = 0) -> QFont:
    """Return the font of a type role of the tokens; a weight other than 0 overrides its own."""
    return make_font(type_style(role, weight=weight))


def use(name: str) -> None:
    """Put a theme on: style, palette and style sheet of the whole application, at once.

    The one that is on already is left alone: Qt would dress every widget anew.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _on[0] = name
    if app.property(_DRESSED) == name and app.styleSheet() == sheet(name):
        return
    if app.property(_DRESSED) is None:
        app.setFont(font("body"))
    app.setProperty(_DRESSED, name)
    app.setPalette(_palette(name))
    app.setStyleSheet(sheet(name))


def use_density(name: str) -> None:
    """Make the rows of tables and lists comfortable, normal or compact from now on."""
    _dense[0] = name


def table_row() -> int:
    """Return the height of a table's row in the density that is on."""
    return int(getattr(current().size, f"table_{_dense[0]}"))


def row_extra() -> int:
    """Return by how much a list's row is higher than in the normal density."""
    return table_row() - current().size.table_normal


def system_theme() -> str:
    """Return the theme that the system asks for; light where it does not say."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


@cache
def _palette(name: str) -> QPalette:
    look = theme(name)
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(look.colour(token)))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.colour("text3")))
    return palette


@cache
def sheet(name: str) -> str:
    """Return the style sheet of a theme: the template with each token's colour and radius."""
    look = theme(name)
    text = resource_text("theme/window.qss")
    radii = {f"radius_{step}": str(getattr(look.radius, step)) for step in look.radius._fields}
    inks = "\n".join(f'QLabel[ink="{token}"] {{ color: {look.colour(token)}; }}' for token in INKS)
    folder = resource_folder("theme").as_posix()
    return Template(text).substitute({**look.colours, **radii, "inks": inks, "folder": folder})


# The colours that words may have; a label names one as its property `ink`.
INKS = ("text", "text2", "text3", "accenttext", "accentfg", "good", "watch", "risk", "done")

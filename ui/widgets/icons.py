"""Icons of resources/icons, tinted in a token's colour, kept per size, colour and pixel ratio."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from csplanner.base.resource import resource_text
from csplanner.drawing.tokens import theme
from ui.theme import current

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QIcon


@cache
def _source(name: str) -> str:
    return resource_text(f"icons/{name}.svg")


@cache
def _renderer(name: str, look: str, ink: str) -> QSvgRenderer:
    text = _source(name).replace("currentColor", theme(look).colour(ink))
    return QSvgRenderer(QByteArray(text.encode()))


@cache
def _pixmap(name: str, look: str, ink: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, look, ink).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def pixmap(name: str, ink: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon in a token's colour of the theme that is on; sizes in pixels at 100 %."""
    return _pixmap(name, current().name, ink, size, ratio)


def icon(name: str, ink: str = "text2", size: int = 16) -> QIcon:
    """Return an icon for menus and lists, sharp at one and two pixels a point."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, ink, size, ratio))
    return made


def paint_icon(painter: QPainter, at: QPointF, name: str, ink: str, size: int = 16) -> None:
    """Paint an icon with its left upper corner at a point."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(at, pixmap(name, ink, size, ratio))


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons that ship."""
    from importlib import resources

    folder = resources.files("resources").joinpath("icons")
    return tuple(sorted(file.name[:-4] for file in folder.iterdir() if file.name.endswith(".svg")))

"""Proves that each icon can be used: it parses, is square, takes its colour, shows something."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

ICONS = sorted((Path(__file__).resolve().parents[2] / "resources/icons").glob("*.svg"))
SEEN_IN_THE_DESIGN = {
    "today", "portfolio", "plan", "runs", "trips", "briefs", "coverage", "retention", "import",
    "policy", "history", "backup", "settings", "help", "search", "filter", "lock", "move", "swap",
    "export", "print", "plus", "close", "check", "chevron-down", "chevron-right", "warning",
    "offline", "saved", "shield", "clock", "user", "users", "layers", "calendar", "document", "eye",
    "undo", "redo", "sidebar", "play", "archive", "binoculars", "handshake", "receipt", "refresh",
    "link", "app",
}  # fmt: skip


def test_what_the_design_shows_is_there() -> None:
    """Every icon seen in the pictures has its file."""
    assert {path.stem for path in ICONS} >= SEEN_IN_THE_DESIGN


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_square_and_takes_its_colour(path: Path) -> None:
    """The view box is square; all but the program's mark are stroked in currentColor."""
    root = ET.parse(path).getroot()
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert width == height
    if path.stem != "app":
        assert width == 24
        assert root.attrib["stroke"] == "currentColor"
        assert "#" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_shows_something_inside_its_square(qapp: object, path: Path) -> None:
    """Rendered at 48 px an icon covers some pixels and none of them is cut at the border."""
    image = QIcon(str(path)).pixmap(QSize(48, 48)).toImage()
    side = image.width()
    covered = [
        (x, y) for x in range(side) for y in range(side) if image.pixelColor(x, y).alpha() > 40
    ]
    assert len(covered) > 15
    edges = [point for point in covered if 0 in point or side - 1 in point]
    assert edges == []

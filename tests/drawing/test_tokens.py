"""Proves that the look is readable and whole: contrast, palettes, type sizes, no stray colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from csplanner.drawing.canvas import type_style
from csplanner.drawing.tokens import THEMES, theme

if TYPE_CHECKING:
    from pathlib import Path

TEXT = ("text", "text2", "text3", "accenttext", "good", "watch", "risk")
PAIRS = (
    *((fore, "surface") for fore in TEXT),
    *((fore, ground) for fore in ("text", "text2", "text3") for ground in ("sidebar", "surface2")),
    *((fore, "inset") for fore in ("text", "text2", "text3")),
    *((fore, "window") for fore in ("text", "text2", "text3")),
    ("text2", "donesoft"),
    ("text", "accentsoft"),
    ("accenttext", "accentsoft"),
    ("accentfg", "accent"),
    ("good", "goodsoft"),
    ("watch", "watchsoft"),
    ("risk", "risksoft"),
    ("surface", "ink"),
    ("coverfg", "cover"),
    ("coversoft", "cover"),
)
MARKS = ("goodfill", "watchfill", "riskfill", "glyph", "done", "ink", "c1", "c3", "c4", "c5")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("fore", "ground"), PAIRS)
def test_text_can_be_read(name: str, fore: str, ground: str) -> None:
    """Each text colour has a contrast of 4.5 or more on each ground it stands on."""
    assert theme(name).contrast(fore, ground) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_can_be_seen(name: str, mark: str) -> None:
    """Marks that carry meaning have a contrast of 3 on the surface, to the design's rounding."""
    assert theme(name).contrast(mark, "surface") >= 2.95


def test_the_table_of_the_design_is_met() -> None:
    """The contrasts that the design states come out of the tokens."""
    light, dark = theme("light"), theme("dark")
    assert light.contrast("text2", "sidebar") == pytest.approx(6.76, abs=0.01)
    assert dark.contrast("accentfg", "accent") == pytest.approx(4.81, abs=0.01)
    assert dark.contrast("glyph", "watchsoft") == pytest.approx(5.26, abs=0.01)


def test_every_theme_knows_the_same_colours() -> None:
    """Light and dark hold the same tokens, and paper prints in the light ones."""
    assert theme("light").colours.keys() == theme("dark").colours.keys()
    assert theme("print").colours == theme("light").colours
    for name in THEMES:
        for value in theme(name).colours.values():
            assert re.fullmatch(r"#[0-9A-F]{6}", value)


def test_a_colour_is_asked_for_by_name() -> None:
    """A token gives its colour as hex and as floats; an unknown one is named in the error."""
    look = theme("light")
    assert look.colour("surface").endswith("FFFFFF")
    assert look.rgb("surface") == (1.0, 1.0, 1.0)
    with pytest.raises(KeyError, match="ghost"):
        look.colour("ghost")


def test_nothing_is_set_too_small() -> None:
    """No role is under 8 px, which is 6 pt on paper, and print text is 7.8 pt or more."""
    roles = theme().type
    assert min(role.size for role in roles.values()) >= 8
    assert min(roles[name].size for name in ("print_body", "print_note", "print_strong")) >= 10.4


def test_large_figures_use_the_title_font() -> None:
    """Only sizes of 20 px or more take proportional figures."""
    assert type_style("print_title").title
    assert not type_style("page_title").title
    assert type_style("table", "risk", 600).weight == 600


def test_style_sheets_hold_no_colour(root: Path) -> None:
    """Style sheets name tokens; the colours are filled in."""
    sheets = [*(root / "resources").rglob("*.qss"), *(root / "ui").rglob("*.qss")]
    found = [
        f"{path.name}: {match}"
        for path in sheets
        for match in re.findall(r"#[0-9a-fA-F]{6}\b|rgba?\(", path.read_text(encoding="utf-8"))
    ]
    assert found == []

"""Proves what the shipped fonts promise: size, licence, static outlines, figures of one width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.drawing.canvas import TextStyle
from csplanner.drawing.fonts import FONT_FILES, font_bytes, font_file
from csplanner.reports.canvas import font_runs, width_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.drawing.fonts import FontFile


@pytest.mark.parametrize("entry", FONT_FILES, ids=lambda entry: entry.file)
def test_a_font_is_small_and_static(entry: FontFile) -> None:
    """Each file is a TrueType font under a megabyte without variation tables."""
    data = font_bytes(entry.file)
    assert len(data) < 1_000_000
    assert data[:4] == b"\x00\x01\x00\x00"
    tables = {data[12 + 16 * i : 16 + 16 * i] for i in range(int.from_bytes(data[4:6]))}
    assert b"glyf" in tables
    assert b"fvar" not in tables


def test_the_licences_lie_beside_the_fonts(root: Path) -> None:
    """Both families come with the text of the Open Font License."""
    for name in ("OFL-Inter.txt", "OFL-NotoSans.txt"):
        assert "SIL OPEN FONT LICENSE" in (root / "resources/fonts" / name).read_text("utf-8")


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_figures_have_one_width(weight: int) -> None:
    """Digits line up in columns without any font feature, in every weight."""
    style = TextStyle(12, weight, tracking=0.0)
    assert len({round(width_of(digit, style), 4) for digit in "0123456789"}) == 1


def test_weights_differ_and_the_nearest_is_taken() -> None:
    """The three weights are three files; an unknown weight takes its neighbour."""
    files = {font_file("Inter Tabular", weight).file for weight in (400, 500, 600)}
    assert len(files) == 3
    assert font_file("Inter Tabular", 700).weight == 600


def test_letters_that_inter_lacks_fall_back() -> None:
    """A letter that only Noto has is set in Noto, and the rest stays as it was."""
    runs = font_runs("Ağr ꞗ", "InterTabular-Regular")
    assert runs[0] == ("Ağr ", "InterTabular-Regular")
    assert runs[1] == ("ꞗ", "NotoSans-Regular")

"""Proves how blocks flow onto pages: nothing is lost, nothing splits that must stay whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.drawing.canvas import type_style
from csplanner.reports.blocks import Cell, Heading, Picture, Row, Space, Words
from csplanner.reports.canvas import width_of
from csplanner.reports.flow import flowed
from csplanner.reports.stacks import Columns, Stack, Table
from csplanner.reports.text import clean, elided, wrapped

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.flow import Placed

BODY = type_style("print_body")


def nothing(canvas: Canvas, box: Box) -> None:
    """Paint nothing."""


def picture(size: float, *, keep: bool = False) -> Picture:
    """Return a block that cannot be cut."""
    return Picture(size=size, paint=nothing, keep=keep)


def row(text: str) -> Row:
    """Return a table row of one cell."""
    return Row(cells=(Cell(text, 0.0, 1.0, BODY),))


def texts_of(block: Block) -> list[str]:
    """Return the texts of a block and of all blocks in it."""
    if isinstance(block, Words):
        return [block.text]
    if isinstance(block, Row):
        return [cell.text for cell in block.cells]
    parts = getattr(block, "rows", None) or getattr(block, "blocks", ())
    return [text for part in parts for text in texts_of(part)]


def words_on(pages: list[list[Placed]]) -> str:
    """Return all words that stand on pages, in order."""
    texts = [text for page in pages for item in page for text in texts_of(item.block)]
    return " ".join(" ".join(texts).split())


def test_a_picture_that_does_not_fit_goes_to_the_next_page() -> None:
    """A chart never splits: it begins a page of its own where the rest is too low."""
    pages = flowed([picture(60), picture(50)], 400, 100, 100)
    assert [[item.y for item in page] for page in pages] == [[0.0], [0.0]]


def test_a_head_stays_with_what_follows() -> None:
    """A heading never stands alone at the foot of a page."""
    pages = flowed([picture(60), Heading(text="Head"), picture(40)], 400, 100, 100)
    assert [len(page) for page in pages] == [1, 2]
    assert isinstance(pages[1][0].block, Heading)


def test_free_height_is_dropped_at_the_top_of_a_page() -> None:
    """Space between blocks does not push the first block of a page down."""
    pages = flowed([picture(90), Space(size=20), picture(90)], 400, 100, 100)
    assert pages[1][0].y == 0.0


def test_a_table_says_its_head_on_every_page_and_splits_between_rows() -> None:
    """All rows come once and in order, each page begins with the head, no row is cut."""
    table = Table(head=row("Head"), rows=tuple(row(f"row {i}") for i in range(30)))
    pages = flowed([table], 400, 200, 200)
    assert len(pages) > 2
    assert words_on(pages) == " ".join(f"row {i}" for i in range(30))
    assert all(isinstance(page[0].block, Table) for page in pages)
    assert all(item.y + item.height <= 200.01 for page in pages for item in page)


def test_columns_go_on_side_by_side() -> None:
    """Two columns of which one is too long continue on the next page in their columns."""
    left = Stack(blocks=tuple(row(f"left {i}") for i in range(20)))
    right = Stack(blocks=(row("right"),))
    pages = flowed([Columns(stacks=(left, right))], 400, 200, 200)
    assert len(pages) > 1
    assert all(isinstance(item.block, Columns) for page in pages for item in page)


def test_a_row_taller_than_a_page_is_cut_between_lines_and_loses_nothing() -> None:
    """The one case in which a row splits: it would not fit any page."""
    text = " ".join(f"word{i}" for i in range(600))
    pages = flowed([Table(head=row("Head"), rows=(row(text),))], 300, 200, 200)
    assert len(pages) > 2
    assert words_on(pages) == text


@given(
    st.lists(st.text(alphabet="abc dé\n", min_size=0, max_size=400), min_size=1, max_size=12),
    st.floats(60, 600),
)
def test_texts_flow_without_loss(texts: list[str], width: float) -> None:
    """Whatever texts flow into whatever width, every letter is printed, in order, on the sheet."""
    blocks = [Words(text=text, style=BODY, line=15) for text in texts]
    pages = flowed(blocks, width, 150, 200)
    flown = "".join(words_on(pages).split())
    assert flown == "".join("".join(clean(text) for text in texts).split())
    for i, page in enumerate(pages):
        assert all(item.y + item.height <= (150.01 if i == 0 else 200.01) for item in page)


@given(st.text(max_size=200), st.floats(20, 300))
def test_lines_fit_their_width(text: str, width: float) -> None:
    """No wrapped line is wider than asked, unless it is a single letter; nor an elided one."""
    assert all(
        width_of(line, BODY) <= width or len(line) == 1 for line in wrapped(text, BODY, width)
    )
    short = elided(text, BODY, width)
    assert width_of(short, BODY) <= width or len(short) <= 1


@pytest.mark.parametrize("odd", ["a\x00b", "a\tb", "a\r\nb", "\ud800", ""])
def test_control_characters_do_not_reach_the_paper(odd: str) -> None:
    """Bytes that no font has are taken out before they are set."""
    assert not set(clean(odd)) & {"\x00", "\t", "\r", "\ud800"}

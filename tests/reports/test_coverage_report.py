"""The coverage report: empty, usual and overfull papers; what is in them is what was told."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pypdfium2
import pytest

from csplanner.base.job import Job
from csplanner.drawing.coverage import Matrix, MatrixCell, MatrixRow, PersonLine
from csplanner.drawing.grid_values import LoadRow
from csplanner.reports.coverage_report import Column, CoveragePaper, Listed, coverage_report
from csplanner.reports.parts import Fact


def _paper(groups: int, people: int, gaps: int) -> CoveragePaper:
    cell = MatrixCell(share="50%", counts="1 of 2", words="1 done, 1 missed", done=0.5, gap=0.5)
    rows = tuple(
        MatrixRow(key=f"g{n}", name=f"Group {n}", note="2 accounts", promise="", cells=(cell,) * 5)
        for n in range(groups)
    )
    load = LoadRow(key="p", name="A. Person", hours=(10.0,) * 52, capacity=36.0)
    columns = (Column("Account", 0.3), Column("Detail", 1.0))
    listed = Listed(
        title="Gaps",
        note="each with its reason",
        columns=columns,
        rows=tuple((f"Customer {n}", "No day is free. " * 8) for n in range(gaps)),
        none="No gap.",
    )
    return CoveragePaper(
        organisation="Ours",
        team="Central",
        year=2027,
        as_of=dt.date(2027, 5, 12),
        policy="Policy 2027 v3",
        headline="Half is placed",
        facts=(Fact("Planned", "2", "touches"),),
        matrix=Matrix(heads=("Tier", "Q1", "Q2", "Q3", "Q4", "2027"), rows=rows),
        people=(PersonLine(load=load, note="", share="20%", peak="10 h", over=False),) * people,
        executives=(),
        gaps=(listed,),
        attention=(listed,),
        spent=(Fact("Kept", "99%", "of the cost"),),
        method=("How it is counted, in a sentence.",),
    )


@pytest.mark.parametrize(("groups", "people", "gaps"), [(0, 0, 0), (4, 4, 7), (60, 40, 300)])
def test_every_row_is_printed_once(groups: int, people: int, gaps: int) -> None:
    """Nothing is lost between pages, whatever the size; the tag is on every page."""
    content, pages = coverage_report(_paper(groups, people, gaps), Job())
    document = pypdfium2.PdfDocument(BytesIO(content))
    assert len(document) == pages
    words = [page.get_textpage().get_text_range() for page in document]
    text = "\n".join(words)
    assert all("Internal" in page for page in words)
    assert [text.count(f"Group {n}\r") for n in range(groups)] == [1] * groups
    assert text.count("A. Person") == people
    for number in range(gaps):
        assert text.count(f"Customer {number} ") == 2
    assert ("No gap." in text) is (gaps == 0)

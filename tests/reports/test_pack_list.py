"""The list in front of a pack: any number of visits, any length of names, the head said again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from csplanner.base.job import Job
from csplanner.reports.internal import internal_document
from csplanner.reports.layout import bound
from csplanner.reports.pack_list import PackVisit, pack_list
from csplanner.services.pdf_text import page_texts
from tests.reports.papers import full_internal

VISIT = PackVisit(
    part=1,
    date=dt.date(2027, 6, 9),
    start=dt.time(10),
    type="executive_qbr",
    state="agreed",
    account="Ardenmoor Freight",
    city="Chicago",
    who=("R. Havelstone", "I. Sollander"),
)


def texts(visits: list[PackVisit]) -> tuple[str, ...]:
    """Return the texts of the list's pages, the briefs behind it left out."""
    brief = internal_document(full_internal(), "ceo", "A4")
    listed = pack_list("T-10 Chicago", "7-11 June 2027", visits, [brief] * len(visits))
    content, _ = bound((listed, brief), Job())
    return page_texts(content)


def test_a_line_says_day_place_and_people() -> None:
    """What one needs in the taxi: when, whom, where, with whom."""
    said = texts([VISIT])[0]
    for words in ("Wed 9 Jun", "10:00", "Ardenmoor Freight", "Chicago", "R. Havelstone"):
        assert words in said
    assert "1 brief in visiting order" in said


def test_a_remote_visit_without_a_time_says_so() -> None:
    """No city and no hour are invented."""
    said = texts([replace(VISIT, city="", start=None)])[0]
    assert "remote" in said
    assert "10:00" not in said


def test_many_long_lines_go_on_under_their_head() -> None:
    """Forty visits with many guests: every account is there, the head stands on each page."""
    many = [
        replace(VISIT, account=f"Customer {n:02d} {'long ' * 30}", who=("A very long name",) * 9)
        for n in range(40)
    ]
    pages = [text for text in texts(many) if "Who comes" in text]
    assert len(pages) > 1
    for number in range(40):
        assert f"Customer {number:02d}" in " ".join(pages)

"""The travel request on paper: full, empty and overfull trips all lay out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from csplanner.base.job import Job
from csplanner.domain.trip_sheet import CostLine, Leg, Limit, Stop, Traveller, TripSheet, TripVisit
from csplanner.reports.layout import rendered
from csplanner.reports.trip_request import trip_document
from csplanner.services.pdf_text import page_texts

DAY = dt.date(2027, 6, 8)


LINE = CostLine(
    id="c1",
    category="air",
    traveller="I. Sollander",
    amount=Decimal("1046.50"),
    currency="USD",
    note="3 legs",
)
LEG = Leg(
    id="l1",
    mode="air",
    origin="Minneapolis",
    destination="Chicago",
    departs=dt.datetime(2027, 6, 7, 7, 40),  # noqa: DTZ001 - local to its place
    departs_zone="America/Chicago",
    arrives=None,
    arrives_zone="",
    reference="",
)
TRAVELLER = Traveller(
    id="p",
    name="I. Sollander",
    title="CSM",
    home="Minneapolis",
    days=1,
    cost=LINE.amount,
)


def visit(number: int, account: str = "Ardenmoor Freight") -> TripVisit:
    """Return a visit of the trip's first city."""
    return TripVisit(
        id=f"v{number}",
        touch=f"A{number}:QBR:2027-Q2:1",
        account_id=f"a{number}",
        account=account,
        tier="Strategic",
        arr=Decimal(1_000_000),
        type="qbr",
        state="agreed",
        date=DAY,
        start=dt.time(9),
        minutes=90,
        timezone="America/Chicago",
        city="Chicago",
        who=("I. Sollander",),
    )


def sheet(visits: int = 2) -> TripSheet:
    """Return a trip to Chicago."""
    return TripSheet(
        id="T-10",
        name="t",
        year=2027,
        start=DAY,
        end=DAY,
        purpose="keep",
        state="approved",
        decided_by="H. Brandiss",
        decided_on=dt.date(2027, 5, 10),
        reason="",
        currency="USD",
        base="USD",
        organisation="Kestrane",
        as_of=dt.date(2027, 5, 12),
        travellers=(TRAVELLER,),
        homes=(),
        stops=(Stop(city="Chicago", visits=visits, first=DAY, last=DAY),),
        visits=tuple(visit(n) for n in range(visits)),
        costs=(LINE,),
        unconverted=(),
        alone=Decimal(2093),
        legs=(LEG,),
        limits=(Limit(name="Whole trip", limit=Decimal(900), actual=LINE.amount),),
        problems=(),
        nearby=(),
    )


def said(trip: TripSheet, paper: str = "A4") -> str:
    """Return all words of the request."""
    content, _ = rendered(trip_document(trip, None, paper), Job())
    return " ".join(" ".join(page_texts(content)).split())


def test_a_full_request_says_what_it_saves_and_who_decided() -> None:
    """The headline is reckoned; the broken limit and the decision are told."""
    words = said(sheet())
    assert "2 visits in one trip save $1,046" in words
    assert "over by 146.50" in words
    assert "approved by H. Brandiss on 10 May 2027" in words
    assert "1,046.50" in words


def test_a_trip_without_visits_says_so() -> None:
    """Nothing is invented for an empty trip."""
    words = said(replace(sheet(0), costs=(), limits=(), legs=(), alone=None))
    assert "No visit belongs to this trip any more." in words
    assert "no data" in words
    assert "no limits are set" in words


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_many_visits_go_on_over_pages_with_their_head(paper: str) -> None:
    """Sixty visits: each is printed, the table's head is said again on the next page."""
    trip = replace(sheet(), visits=tuple(visit(n, f"Customer {n:02d}") for n in range(60)))
    content, pages = rendered(trip_document(trip, None, paper), Job())
    texts = page_texts(content)
    assert pages == len(texts) > 1
    for number in range(60):
        assert f"Customer {number:02d}" in " ".join(texts)
    assert sum("Account" in text for text in texts) > 1


def test_money_without_a_rate_is_named() -> None:
    """A cost that cannot be added stands under the table."""
    strange = replace(sheet().costs[0], currency="JPY", amount=Decimal(9000))
    assert "no rate for JPY: Air 9,000 JPY" in said(replace(sheet(), unconverted=(strange,)))

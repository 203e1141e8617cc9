"""Proves the paper of an invitation, laid out from the customer's facts and the call alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from csplanner.domain.customer_facts import CustomerFacts, Visit
from csplanner.reports import invitation as paper

VISIT = Visit(
    type="qbr", date=dt.date(2027, 6, 9), start=dt.time(22, 30), minutes=120,
    timezone="Asia/Kolkata", onsite=True, city="Pune",
)  # fmt: skip
FACTS = CustomerFacts(
    organisation="Kestrane", account="Boreth Grid", as_of=dt.date(2027, 5, 12),
    data_to=None, quarter=2, year=2027, visit=VISIT,
)  # fmt: skip
CALL = paper.Call(
    uid="u@csplanner", sequence=3, stamp=dt.datetime(2027, 5, 12, tzinfo=dt.UTC),
    organiser=paper.Guest(name="I. Sollander", email="is@kestrane.example"),
    guests=(paper.Guest(name="M. Tarrisk", email="mt@boreth.example"),),
)  # fmt: skip


def event(call: paper.Call, visit: Visit = VISIT) -> tuple[str, Any]:
    """Return the method of a calendar file and its one event."""
    file: Any = Calendar.from_ical(paper.calendar(FACTS, visit, call))
    return str(file["method"]), next(iter(file.walk("VEVENT")))


def test_a_visit_over_midnight_ends_on_the_next_day() -> None:
    """The end is counted, not put together from day and hour."""
    _, made = event(CALL)
    assert made["dtend"].dt.date() == dt.date(2027, 6, 10)
    assert paper.when(VISIT).endswith("22:30\N{EN DASH}00:30 IST")


@pytest.mark.parametrize(
    ("call", "method", "status"),
    [
        (CALL, "REQUEST", "TENTATIVE"),
        (replace(CALL, agreed=True), "REQUEST", "CONFIRMED"),
        (replace(CALL, off=True), "CANCEL", "CANCELLED"),
        (replace(CALL, organiser=None), "PUBLISH", "TENTATIVE"),
        (replace(CALL, guests=()), "PUBLISH", "TENTATIVE"),
    ],
)
def test_method_and_status_go_together(call: paper.Call, method: str, status: str) -> None:
    """Asked, confirmed, cancelled; without addresses it can only be published."""
    found, made = event(call)
    assert (found, str(made["status"]), int(made["sequence"])) == (method, status, 3)


def test_an_unknown_zone_leaves_the_time_as_it_is() -> None:
    """A zone that is no zone is not invented: the time floats, and the letter names none."""
    visit = replace(VISIT, timezone="Nowhere/Atall")
    _, made = event(CALL, visit)
    assert made["dtstart"].dt == dt.datetime(2027, 6, 9, 22, 30)  # noqa: DTZ001 - it floats
    assert paper.letter(FACTS, visit, CALL).count("22:30") == 1

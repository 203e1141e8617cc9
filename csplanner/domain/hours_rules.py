"""Hard rules of the time of day, for entries that have a start."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from csplanner.domain.breach import Breach
from csplanner.domain.hours import common_span, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Entry


def hours_faults(ledger: Ledger, entry: Entry) -> Iterator[tuple[str, str]]:
    """Find whether the entry lies outside the hours that both sides work."""
    span = span_of(ledger, entry)
    if span is None:
        return
    room = common_span(ledger, entry)
    if room is None or span[0] < room[0] or span[1] > room[1]:
        minutes = ledger.touches[entry.touch].meeting
        detail = f"{minutes} minutes from {entry.start:%H:%M} on {entry.date} are not working hours"
        yield "hours", f"{detail} of both sides"


def overlap_breaches(ledger: Ledger, person: str, day: date) -> Iterator[Breach]:
    """Find pairs of the person's entries of a day that take place at the same time."""
    entries = [
        (entry, span)
        for entry in ledger.by_day[person, day].values()
        if (span := span_of(ledger, entry)) is not None
    ]
    for (one, first), (other, second) in combinations(entries, 2):
        if first[0] < second[1] and second[0] < first[1]:
            yield Breach(
                rule="overlap",
                touches=(one.touch, other.touch),
                detail=f"{person} would be in two meetings at once on {day}",
                day=day,
                who=person,
                fixed=one.touch in ledger.fixed and other.touch in ledger.fixed,
            )

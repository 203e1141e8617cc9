"""Which packs there are to print: quarters with reviews, trips ahead, our people with visits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from csplanner.base.errors import UserMistake
from csplanner.domain.days import span
from csplanner.domain.records import Engagement, Person, Trip
from csplanner.services.brief_visit import QBR_LIKE
from csplanner.services.make_pack import PRINTED, is_visit, of_person, of_quarter, of_trip
from csplanner.services.trip_sheets import trip_id

if TYPE_CHECKING:
    from csplanner.services.make_pack import PackChoice
    from csplanner.services.workspace import Reader

_AHEAD = dt.timedelta(days=540)


class PackOffer(NamedTuple):
    """A pack to choose: its key, and its name in words with how many visits."""

    key: str
    name: str


def pack_offers(reader: Reader, today: dt.date, also: str = "") -> tuple[PackOffer, ...]:
    """Return the quarters from this one on, trips that are not over, then our people by name.

    `also` is the key of a trip that is offered though it is over.
    """
    first = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    visits = [
        e
        for e in reader.all(Engagement)
        if e.state in PRINTED and first <= e.date <= today + _AHEAD
    ]
    quarters: dict[str, int] = {}
    for visit in sorted(visits, key=lambda e: e.date):
        if visit.type in QBR_LIKE:
            key = f"{visit.date.year}Q{(visit.date.month + 2) // 3}"
            quarters[key] = quarters.get(key, 0) + 1
    ahead = {p for e in visits if e.date >= today and is_visit(e) for p in e.participants}
    trips = sorted(
        (t for t in reader.all(Trip) if t.end >= today or f"trip:{t.id}" == also),
        key=lambda t: (t.start, t.id),
    )
    people = sorted((p for p in reader.all(Person) if p.id in ahead), key=lambda p: p.name)
    return (
        *(
            PackOffer(f"quarter:{key}", f"Reviews of {key[4:]} {key[:4]} ({count})")
            for key, count in quarters.items()
        ),
        *(
            PackOffer(
                f"trip:{trip.id}",
                f"Trip {trip_id(trip)} {' and '.join(trip.cities or (trip.city,))}, "
                f"{span(trip.start, trip.end)}",
            )
            for trip in trips
        ),
        *(PackOffer(f"person:{person.id}", f"Visits of {person.name}") for person in people),
    )


def pack_chosen(reader: Reader, key: str, first: dt.date, last: dt.date) -> PackChoice:
    """Return the visits of an offer; the days count for a person only."""
    kind, _, name = key.partition(":")
    if kind == "quarter":
        return of_quarter(reader, name)
    if kind == "trip" and (trip := reader.get(Trip, name)) is not None:
        return of_trip(reader, trip)
    if kind == "person" and (person := reader.get(Person, name)) is not None:
        return of_person(reader, person, first, last)
    raise UserMistake("That pack is not to be had any more.", "Choose another one.")

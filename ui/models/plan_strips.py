"""The strips over and under the rows of the year grid: trip lane, load of CSMs, executive rota."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from csplanner.domain.place import city_code
from csplanner.drawing.grid_values import (
    DaySpan,
    GridTrip,
    LoadRow,
    RotaRow,
    RotaSlot,
    Ruler,
)
from ui import formats

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.services.plan_facts import PersonRow, PersonYear, TripYear, YearFacts

_LETTER, _EDGE = 6.0, 9.0
_OVERLAP = 3.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lane:
    """One code of the trip lane with the item of the last row that its line reaches (or -1)."""

    trip: GridTrip
    last: int
    trips: tuple[TripYear, ...]


def lanes(
    trips: Iterable[TripYear], week_width: float, places: Mapping[str, int]
) -> tuple[Lane, ...]:
    """Return the codes of the trips; more in one week than fit become their number."""
    ends = [-1e9, -1e9]
    found: list[Lane] = []
    by_week = groupby(sorted(trips, key=lambda t: t.start), lambda t: t.start.isocalendar()[:2])
    for (_, week), members in by_week:
        found += _week_lanes(tuple(members), week * week_width, ends, places)
    return tuple(found)


def _week_lanes(
    members: tuple[TripYear, ...], x: float, ends: list[float], places: Mapping[str, int]
) -> list[Lane]:
    single = [(code_of(trip), (trip,)) for trip in members]
    fits = len(members) <= 2 and all(
        x - _width(single[i][0]) / 2 >= ends[lane] - _OVERLAP
        for i, lane in enumerate(_free(ends, x, len(members)))
    )
    labels = single if fits or len(members) == 1 else [(str(len(members)), members)]
    found = []
    for (code, trips), lane in zip(labels, _free(ends, x, len(labels)), strict=True):
        ends[lane] = x + _width(code) / 2
        last = max((places.get(key, -1) for trip in trips for key in trip.accounts), default=-1)
        key = " ".join(trip.id for trip in trips)
        value = GridTrip(key=key, code=code, on=trips[0].start, lane=lane)
        found.append(Lane(trip=value, last=last, trips=trips))
    return found


def _free(ends: Sequence[float], x: float, count: int) -> tuple[int, ...]:
    if count == 2:
        return 0, 1
    narrow = x - (_EDGE + 3 * _LETTER) / 2
    return (0,) if narrow >= ends[0] - _OVERLAP or ends[0] <= ends[1] else (1,)


def _width(code: str) -> float:
    return _EDGE + _LETTER * len(code)


def code_of(trip: TripYear) -> str:
    """Return the code of a trip's city, with a plus for a second city."""
    others = [city for city in trip.cities if city != trip.city]
    return city_code(trip.city) + ("+" if others else "")


def load_rows(facts: YearFacts, most: int) -> tuple[LoadRow, ...]:
    """Return the load strip; of more people than there is room for, the busiest."""
    people = sorted(facts.loads, key=lambda person: (-person.weeks_over, -person.utilisation))
    return tuple(_load_row(person) for person in people[:most])


def _load_row(person: PersonYear) -> LoadRow:
    over = person.weeks_over
    return LoadRow(
        key=person.id,
        name=person.name,
        hours=person.hours,
        capacity=person.capacity,
        share=formats.percent(person.utilisation),
        over=f"{over} wk over" if over else "within",
        over_weeks=over,
        away=person.away,
    )


def rota_row(facts: YearFacts) -> RotaRow:
    """Return the executive rota."""
    letters = {person.id: letter_of(person) for person in facts.people}
    slots = tuple(
        RotaSlot(week=week, letters="".join(sorted(letters[who] for who in people)))
        for week, people in facts.rota
    )
    count = sum(len(people) for _, people in facts.rota)
    return RotaRow(note=formats.counted(count, "slot"), slots=slots)


def letter_of(person: PersonRow) -> str:
    """Return one letter for an executive: the middle one of CTO, CPO, COO, CEO; else the name's."""
    title = person.title
    if not title.isupper():
        title = "".join(word[0] for word in title.split()).upper()
    if len(title) == 3 and title[0] == "C" and title[-1] == "O":
        return title[1]
    return "E" if person.role == "CEO" else formats.initials(person.name)[:1]


def ruler(facts: YearFacts, holidays: Iterable[dt.date] = ()) -> Ruler:
    """Return the holidays and the company's own closed days."""
    return Ruler(
        holidays=tuple(day for day in holidays if day.year == facts.year),
        company=tuple(DaySpan(start=c.start, end=c.end, label=c.reason) for c in facts.company),
    )

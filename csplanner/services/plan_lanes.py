"""What stands over the rows of the year grid: trip lane, holidays, the company's closed days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.place import city_code
from csplanner.drawing.grid_values import DaySpan, GridTrip, Ruler

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.services.plan_facts import TripYear, YearFacts

_LETTER, _EDGE = 6.0, 9.0
_OVERLAP = 4.0


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
    weeks: dict[int, list[TripYear]] = {}
    for trip in sorted(trips, key=lambda trip: (trip.start, trip.number)):
        weeks.setdefault((trip.start.toordinal() - 1) // 7, []).append(trip)
    ends = [-1e9, -1e9]
    found: list[Lane] = []
    for week, members in weeks.items():
        labels = _labels(members)
        x = week * week_width
        if len(labels) == 2 and (week + 1 in weeks or not all(_fits(ends, x, labels))):
            labels = [(str(len(members)), tuple(members))]
        for i, (code, trips_of_code) in enumerate(labels):
            lane = i if len(labels) == 2 else _lane(ends, x, code)
            ends[lane] = x + _width(code) / 2
            found.append(_made(code, trips_of_code, lane, places))
    return tuple(found)


def _labels(members: Sequence[TripYear]) -> list[tuple[str, tuple[TripYear, ...]]]:
    """Return the codes of a week's trips, one a city; three cities and more are counted."""
    codes: dict[str, list[TripYear]] = {}
    for trip in members:
        codes.setdefault(code_of(trip), []).append(trip)
    if len(codes) > 2:
        return [(str(len(members)), tuple(members))]
    return [(code, tuple(trips)) for code, trips in codes.items()]


def _fits(
    ends: Sequence[float], x: float, labels: Iterable[tuple[str, tuple[TripYear, ...]]]
) -> list[bool]:
    return [x - _width(code) / 2 >= ends[i] - _OVERLAP for i, (code, _) in enumerate(labels)]


def _lane(ends: Sequence[float], x: float, code: str) -> int:
    left = x - _width(code) / 2
    return 0 if left >= ends[0] - _OVERLAP or ends[0] <= ends[1] else 1


def _made(code: str, trips: tuple[TripYear, ...], lane: int, places: Mapping[str, int]) -> Lane:
    last = max((places.get(key, -1) for trip in trips for key in trip.accounts), default=-1)
    value = GridTrip(
        key=" ".join(trip.id for trip in trips), code=code, on=trips[0].start, lane=lane
    )
    return Lane(trip=value, last=last, trips=trips)


def _width(code: str) -> float:
    return _EDGE + _LETTER * len(code)


def code_of(trip: TripYear) -> str:
    """Return the code of a trip's city, with a plus for a second city."""
    others = [city for city in trip.cities if city != trip.city]
    return city_code(trip.city) + ("+" if others else "")


def ruler(facts: YearFacts, holidays: Iterable[dt.date] = ()) -> Ruler:
    """Return the holidays and the company's own closed days."""
    return Ruler(
        holidays=tuple(day for day in holidays if day.year == facts.year),
        company=tuple(DaySpan(start=c.start, end=c.end, label=c.reason) for c in facts.company),
    )

"""Rows that tighten the relaxation: what every plan keeps and a fraction of a touch does not."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations_with_replacement, pairwise, product
from typing import TYPE_CHECKING

from csplanner.planning.gap_cuts import add_gaps, certain_order
from csplanner.planning.linear import INFINITE

if TYPE_CHECKING:
    from csplanner.planning.relaxation import Place, Relaxation

    Trip = tuple[int, int, int]
    Load = tuple[int, list[tuple[int, int]]]

ANY_NUMBER = 10**6


def add_cuts(relaxed: Relaxation) -> None:
    """Add every kind of cut to a relaxation."""
    done = set()
    for trip, places in relaxed.aboard.items():
        if relaxed.trips[trip] not in done:
            done.add(relaxed.trips[trip])
            _add_trip(relaxed, trip, places)
            _add_accounts(relaxed, trip, places)
    _add_rounded(relaxed)
    add_gaps(relaxed)
    _add_turns(relaxed)
    away = _add_travel(relaxed)
    _add_loads(relaxed, away)


def _most_with(relaxed: Relaxation, partner: int, minutes: int) -> int:
    """Count how many visits of so many minutes somebody's week can hold."""
    arrays = relaxed.problem.arrays
    most = 5 * arrays["onsite_per_day"][partner]
    return min(most, arrays["minutes_per_week"][partner] // minutes) if minutes else most


def _add_trip(relaxed: Relaxation, trip: Trip, places: list[Place]) -> None:
    """Let visits need the trip, and it carry no more than the week of whoever is at them."""
    arrays = relaxed.problem.arrays
    column = relaxed.trips[trip]
    kinds: dict[int, list[int]] = defaultdict(list)
    company: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        kinds[place.kind].append(place.column)
        for partner in {trip[0], *relaxed.base_of(relaxed.touch_of(place))}:
            company[partner].append(place)
    for kind, columns in kinds.items():
        t = relaxed.kinds[kind].touches[0]
        partners = {trip[0], *relaxed.base_of(t)}
        minutes = arrays["touch_minutes"][t]
        most = min(_most_with(relaxed, partner, minutes) for partner in partners)
        most = min(most, relaxed.kinds[kind].count)
        terms = [(each, 1) for each in columns]
        relaxed.rows.row([*terms, (column, -most)], -INFINITE, 0)
    for partner, together in company.items():
        room = arrays["minutes_per_week"][partner]
        _add_room(relaxed, [(p.column, _minutes(relaxed, p)) for p in together], column, room)
        most = 5 * arrays["onsite_per_day"][partner]
        _add_room(relaxed, [(p.column, 1) for p in together], column, most)


def _minutes(relaxed: Relaxation, place: Place) -> int:
    return relaxed.problem.arrays["touch_minutes"][relaxed.touch_of(place)]


def _add_room(relaxed: Relaxation, terms: list[tuple[int, int]], trip: int, room: int) -> None:
    if relaxed.rows.most(terms) > room:
        relaxed.rows.row([*terms, (trip, -room)], -INFINITE, 0)


def _add_accounts(relaxed: Relaxation, trip: Trip, places: list[Place]) -> None:
    """Let an account have no more visits in a week than its gap allows, each on a trip.

    By rotation an executive comes to at most every other of them.
    """
    arrays = relaxed.problem.arrays
    accounts: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        if relaxed.kinds[place.kind].count == 1:
            accounts[arrays["touch_account"][relaxed.touch_of(place)]].append(place)
    for account, row in accounts.items():
        turning = all(trip[0] == arrays["option_executive"][place.option] for place in row)
        gap = arrays["account_gap"][account]
        span = max(place.last for place in row) - min(place.first for place in row)
        most = 1 + span // gap if gap > 1 else ANY_NUMBER
        most = (most + 1) // 2 if turning else most
        if len({place.kind for place in row}) > most:
            terms = [(place.column, 1) for place in row]
            relaxed.rows.row([*terms, (relaxed.trips[trip], -most)], -INFINITE, 0)


def _add_rounded(relaxed: Relaxation) -> None:
    """Round up the trips that the visits of a stretch of quarters need at least."""
    arrays = relaxed.problem.arrays
    groups: dict[Trip, list[Trip]] = defaultdict(list)
    for number, kind in enumerate(relaxed.kinds):
        t = kind.touches[0]
        metro = relaxed.metro_of(t)
        found = {arrays["piece_quarter"][piece] for piece, _ in kind.spots}
        if arrays["touch_onsite"][t]:
            for person, partner in product(relaxed.base_of(t), repeat=2):
                if arrays["home"][person] not in (-1, metro):
                    groups[person, partner, metro].append((number, min(found), max(found)))
    quarters = quarters_of_weeks(relaxed)
    trips: dict[tuple[int, int], list[tuple[set[int], int]]] = defaultdict(list)
    for (person, week, metro), trip in relaxed.trips.items():
        trips[person, metro].append((quarters[week], trip))
    for (person, partner, metro), kinds in groups.items():
        for stretch in combinations_with_replacement(range(4), 2):
            _round_up(relaxed, (partner, kinds), trips[person, metro], stretch)


def _round_up(
    relaxed: Relaxation,
    visits: tuple[int, list[Trip]],
    trips: list[tuple[set[int], int]],
    stretch: tuple[int, int],
) -> None:
    arrays, (partner, kinds) = relaxed.problem.arrays, visits
    inside = [kind for kind, first, last in kinds if stretch[0] <= first and last <= stretch[1]]
    if not inside:
        return
    shortest = min(arrays["touch_minutes"][relaxed.kinds[kind].touches[0]] for kind in inside)
    most = _most_with(relaxed, partner, shortest)
    count = sum(relaxed.kinds[kind].count for kind in inside)
    rest = count % most if most else 0
    if not rest:
        return
    serving = [
        (trip, rest)
        for quarters, trip in trips
        if any(stretch[0] <= quarter <= stretch[1] for quarter in quarters)
    ]
    left = [(relaxed.left[kind], 1) for kind in inside]
    relaxed.rows.row([*serving, *left], rest * (count // most + 1), INFINITE)


def quarters_of_weeks(relaxed: Relaxation) -> dict[int, set[int]]:
    """List the quarters that each week has days in."""
    arrays = relaxed.problem.arrays
    found: dict[int, set[int]] = defaultdict(set)
    for piece, week in enumerate(arrays["piece_week"]):
        found[week].add(arrays["piece_quarter"][piece])
    return found


def _add_turns(relaxed: Relaxation) -> None:
    """Keep executives from coming twice running where the order of the visits is certain."""
    arrays = relaxed.problem.arrays
    for account, last in enumerate(arrays["account_last"]):
        order = certain_order(relaxed, account)
        turns = [_by_executive(relaxed, kind) for kind in order]
        if turns and last >= 0 and last in turns[0]:
            relaxed.rows.row(turns[0][last], -INFINITE, 0)
        for one, other in pairwise(turns):
            for executive in sorted(one.keys() | other.keys()):
                terms = [*one.get(executive, ()), *other.get(executive, ())]
                relaxed.rows.row(terms, -INFINITE, 1)


def _by_executive(relaxed: Relaxation, kind: int) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place in relaxed.places[kind]:
        executive = relaxed.problem.arrays["option_executive"][place.option]
        if executive >= 0:
            found[executive].append((place.column, 1))
    return found


def _add_travel(relaxed: Relaxation) -> dict[tuple[int, int], int]:
    """Let nobody travel in more weeks of a quarter than allowed, by weeks inside a quarter.

    Gives the column of each week of travel.
    """
    arrays, quarters = relaxed.problem.arrays, quarters_of_weeks(relaxed)
    away: dict[tuple[int, int], int] = {}
    for (person, week, _), trip in relaxed.trips.items():
        if (person, week) not in away:
            away[person, week] = relaxed.rows.column(0, 1)
        relaxed.rows.row([(trip, 1), (away[person, week], -1)], -INFINITE, 0)
    paid = {(person, week) for person, week, _ in relaxed.paid}
    weeks: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (person, week), column in away.items():
        if len(quarters[week]) == 1 and (person, week) not in paid:
            weeks[person, min(quarters[week])].append((column, 1))
    for (person, quarter), terms in weeks.items():
        gone = sum(who == person and quarters[week] == {quarter} for who, week in paid)
        limit = arrays["travel_weeks_per_quarter"][person]
        relaxed.at_most(terms, max(0, limit - gone))
    return away


def _add_loads(relaxed: Relaxation, away: dict[tuple[int, int], int]) -> None:
    """Let visits weigh on the level of a week as if the whole trip, not a part, were made.

    With f the floor, y a trip and v the minutes of its visits, over >= v - f y: without the trip
    there are no visits, and with it there is one floor, not one for every piece of it.
    """
    trips: dict[tuple[int, int], list[Load]] = defaultdict(list)
    for (person, week, metro), places in relaxed.aboard.items():
        if (person, week) in relaxed.over:
            loads = [(place.column, _minutes(relaxed, place)) for place in places]
            trips[person, week].append((relaxed.trips[person, week, metro], loads))
    for key, row in trips.items():
        _add_load(relaxed, key, [(trip, loads) for trip, loads in row])
        if len(row) > 1:
            _add_whole_load(relaxed, key, away[key], row)


def _add_load(relaxed: Relaxation, key: tuple[int, int], row: list[Load]) -> None:
    floor, parts = relaxed.floor_of(*key), []
    for trip, loads in row:
        most = relaxed.rows.most(loads) - floor
        if floor > 0 and most > 0:
            parts.append((relaxed.rows.column(0, most), 1))
            relaxed.rows.row([*loads, (trip, -floor), (parts[-1][0], -1)], -INFINITE, 0)
    if parts:
        relaxed.rows.row([*parts, (relaxed.over[key], -1)], -INFINITE, 0)


def _add_whole_load(
    relaxed: Relaxation, key: tuple[int, int], travels: int, row: list[Load]
) -> None:
    """Add the same for all trips of a week together, which have one floor between them."""
    floor = relaxed.floor_of(*key)
    terms = [term for _, loads in row for term in loads]
    if floor > 0 and relaxed.rows.most(terms) > floor:
        over = relaxed.over[key]
        relaxed.rows.row([*terms, (travels, -floor), (over, -1)], -INFINITE, 0)
        trips = [(trip, -1) for trip, _ in row]
        relaxed.rows.row([(travels, 1), *trips], -INFINITE, 0)

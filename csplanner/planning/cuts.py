"""Rows that tighten the relaxation: what every plan keeps and a fraction of a touch does not."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations_with_replacement, pairwise, product
from typing import TYPE_CHECKING

from csplanner.planning.linear import INFINITE

if TYPE_CHECKING:
    from csplanner.planning.relaxation import Relaxation


def add_cuts(relaxed: Relaxation, *, spacing: bool) -> None:
    """Add every kind of cut to a relaxation; that of spacing, which is slow, if asked for."""
    _add_accounts(relaxed)
    _add_trips(relaxed)
    _add_rounded(relaxed)
    if spacing:
        _add_spacing(relaxed)
    _add_turns(relaxed)
    _add_travel(relaxed)


def _add_accounts(relaxed: Relaxation) -> None:
    """Let an account have no more touches in a week than its gap allows, each on a trip.

    By rotation an executive comes to at most every other of them.
    """
    arrays = relaxed.problem.arrays
    turning = {*arrays["option_executive"]} - {*arrays["base"]}
    for (account, person, week), terms in relaxed.visits.items():
        metro = arrays["account_metro"][account]
        trip = relaxed.trips.get((person, week, metro), -1)
        most = relaxed.most_of(account, week, 1)
        most = (most + 1) // 2 if person in turning else most
        if trip >= 0 and most < len(terms):
            relaxed.rows.row([*terms, (trip, -float(most))], -INFINITE, 0.0)
    for (account, week), terms in relaxed.weeks.items():
        most = relaxed.most_of(account, week, 0)
        if len(terms) > most:
            relaxed.rows.row(terms, -INFINITE, float(most))


def _add_trips(relaxed: Relaxation) -> None:
    """Let a trip carry no more than the week of anybody who is at all of its visits."""
    arrays = relaxed.problem.arrays
    for (person, partner, week, metro), terms in relaxed.cargo.items():
        trip = relaxed.trips[person, week, metro]
        room = float(arrays["minutes_per_week"][partner])
        if room < sum(minutes for _, minutes in terms):
            relaxed.rows.row([*terms, (trip, -room)], -INFINITE, 0.0)
        most = 5.0 * arrays["onsite_per_day"][partner]
        if most < len(terms):
            visits = [(column, 1.0) for column, _ in terms]
            relaxed.rows.row([*visits, (trip, -most)], -INFINITE, 0.0)


def _add_rounded(relaxed: Relaxation) -> None:
    """Round up the trips that the visits of a stretch of quarters need at least."""
    arrays = relaxed.problem.arrays
    groups: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for t, onsite in enumerate(arrays["touch_onsite"]):
        metro = arrays["account_metro"][arrays["touch_account"][t]]
        if onsite and relaxed.left[t] >= 0:
            for person, partner in product(relaxed.base_of(t), repeat=2):
                if arrays["home"][person] not in (-1, metro):
                    groups[person, partner, metro].append(t)
    for who, touches in groups.items():
        for stretch in combinations_with_replacement(range(4), 2):
            _round_up(relaxed, who, touches, stretch)


def _round_up(
    relaxed: Relaxation, who: tuple[int, int, int], touches: list[int], stretch: tuple[int, int]
) -> None:
    arrays = relaxed.problem.arrays
    person, partner, metro = who
    quarter = [arrays["piece_quarter"][piece] for piece in arrays["day_piece"]]
    inside = [
        t
        for t in touches
        if stretch[0] <= quarter[arrays["touch_first"][t]]
        and quarter[arrays["touch_last"][t]] <= stretch[1]
    ]
    if not inside:
        return
    shortest = min(arrays["touch_minutes"][t] for t in inside)
    most = min(
        arrays["minutes_per_week"][partner] // shortest, 5 * arrays["onsite_per_day"][partner]
    )
    rest = len(inside) % most if most else 0
    if not rest or len(inside) <= most:
        return
    weeks = {
        arrays["piece_week"][piece]
        for piece, number in enumerate(arrays["piece_quarter"])
        if stretch[0] <= number <= stretch[1]
    }
    trips = [
        (trip, 1.0)
        for (traveller, week, place), trip in relaxed.trips.items()
        if (traveller, place) == (person, metro) and week in weeks
    ]
    left = [(relaxed.left[t], 1.0 / rest) for t in inside]
    relaxed.rows.row([*trips, *left], float(len(inside) // most + 1), INFINITE)


def _add_spacing(relaxed: Relaxation) -> None:
    """Price gaps between neighbours of a series whose windows lie apart, by whole pieces."""
    arrays = relaxed.problem.arrays
    for s in range(len(arrays["series_target"])):
        if not arrays["series_target"][s] or arrays["past_at"][s] < arrays["past_at"][s + 1]:
            continue
        rows = sorted(
            arrays["series"][arrays["series_at"][s] : arrays["series_at"][s + 1]],
            key=arrays["touch_first"].__getitem__,
        )
        if any(
            arrays["touch_last"][one] >= arrays["touch_first"][other]
            for one, other in pairwise(rows)
        ):
            continue
        for one, other in pairwise(rows):
            if relaxed.left[one] >= 0 and relaxed.left[other] >= 0:
                _add_gap(relaxed, s, one, other)


def _add_gap(relaxed: Relaxation, s: int, one: int, other: int) -> None:
    arrays, rows = relaxed.problem.arrays, relaxed.rows
    target, tolerance = arrays["series_target"][s], arrays["series_tolerance"][s]
    cost = float(arrays["series_daily"][s])
    u, v = relaxed.left[one], relaxed.left[other]
    if not relaxed.spans[one] or not relaxed.spans[other]:
        return
    far = max(first for _, first, _ in relaxed.spans[other])
    over = rows.column(cost)
    free = max(0.0, far - target - tolerance)
    terms = [(column, float(first)) for column, first, _ in relaxed.spans[other]]
    terms += [(column, -float(last)) for column, _, last in relaxed.spans[one]]
    rows.row([*terms, (u, -free), (over, -1.0)], -INFINITE, float(target + tolerance))
    under = rows.column(cost)
    late = max(first for _, first, _ in relaxed.spans[one])
    near = min(last for _, _, last in relaxed.spans[other])
    least = target - tolerance
    terms = [(column, float(first)) for column, first, _ in relaxed.spans[one]]
    terms += [(column, -float(last)) for column, _, last in relaxed.spans[other]]
    terms += [(v, -float(least + late)), (u, -max(0.0, float(least - near)))]
    rows.row([*terms, (under, -1.0)], -INFINITE, -float(least))


def _add_turns(relaxed: Relaxation) -> None:
    """Keep executives from coming twice running where the order of the visits is certain."""
    executives = sorted({executive for _, executive in relaxed.turns})
    for account, last in enumerate(relaxed.problem.arrays["account_last"]):
        rows = _certain_order(relaxed, account)
        if rows and last >= 0 and relaxed.turns.get((rows[0], last)):
            relaxed.rows.row(relaxed.turns[rows[0], last], -INFINITE, 0.0)
        for (one, other), executive in product(pairwise(rows), executives):
            terms = [
                *relaxed.turns.get((one, executive), ()),
                *relaxed.turns.get((other, executive), ()),
            ]
            if terms:
                relaxed.rows.row(terms, -INFINITE, 1.0)


def _certain_order(relaxed: Relaxation, account: int) -> list[int]:
    """List the account's executive touches if windows leave them one order, else nothing."""
    arrays = relaxed.problem.arrays
    starts, visits, held = arrays["visit_at"], arrays["visit"], arrays["held_at"]
    rows = sorted(
        visits[starts[account] : starts[account + 1]], key=arrays["touch_first"].__getitem__
    )
    overlap = any(
        arrays["touch_last"][one] >= arrays["touch_first"][other] for one, other in pairwise(rows)
    )
    fixed = any(arrays["touch_fixed"][t] >= 0 for t in rows)
    return [] if overlap or fixed or held[account + 1] > held[account] else rows


def _add_travel(relaxed: Relaxation) -> None:
    """Let nobody travel in more weeks of a quarter than allowed, by weeks inside a quarter."""
    arrays = relaxed.problem.arrays
    quarters: dict[int, set[int]] = defaultdict(set)
    for piece, week in enumerate(arrays["piece_week"]):
        quarters[week].add(arrays["piece_quarter"][piece])
    away: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for (person, week, _), trip in relaxed.trips.items():
        if len(quarters[week]) == 1:
            weeks = away[person, min(quarters[week])]
            if week not in weeks:
                weeks[week] = relaxed.rows.column(0.0, 1.0)
            relaxed.rows.row([(trip, 1.0), (weeks[week], -1.0)], -INFINITE, 0.0)
    for (person, _), weeks in away.items():
        limit = arrays["travel_weeks_per_quarter"][person]
        if len(weeks) > limit:
            terms = [(column, 1.0) for column in weeks.values()]
            relaxed.rows.row(terms, -INFINITE, float(limit))

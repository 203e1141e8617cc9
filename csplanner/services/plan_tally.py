"""One pass over the touches of a year: counts by quarter, minutes by week, trips, executives."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.store.reads_plan import TouchRow, UnplacedRow

PLACED, REQUIRED, DONE = 0, 4, 8
_PLACED_STATES = frozenset({"planned", "agreed", "done"})


class _Day(NamedTuple):
    week: int
    quarter: int


@dataclass(slots=True)
class Tally:
    """What the pass adds up.

    `counts` by account: 12 numbers, placed, required and done of the four quarters. `visited` are
    accounts that get more than remote check-ins. `minutes` by participants (JSON) and week from 0;
    `onsite` executives by week from 1; `missed` holds touch, account and quarter.
    """

    counts: dict[str, list[int]] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    minutes: dict[str, list[int]] = field(default_factory=dict)
    onsite: dict[int, dict[str, None]] = field(default_factory=dict)
    trips: dict[str, set[str]] = field(default_factory=dict)
    missed: list[tuple[str, str, int]] = field(default_factory=list)


def bounds(year: int) -> tuple[dt.date, dt.date]:
    """Return the first Monday and the last Sunday of an ISO year."""
    start = dt.date.fromisocalendar(year, 1, 1)
    return start, dt.date.fromisocalendar(year + 1, 1, 1) - dt.timedelta(days=1)


def _days(year: int) -> dict[str, _Day]:
    first, last = bounds(year)
    found = {}
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        quarter = (day.month - 1) // 3 if day.year == year else -1
        found[day.isoformat()] = _Day(number // 7, quarter)
    return found


def tallied(
    touches: Iterable[TouchRow],
    year: int,
    preparation: Mapping[str, int],
    travellers: frozenset[str],
) -> Tally:
    """Add up the touches of a year; `preparation` is minutes by rule, `travellers` executives."""
    tally, days = Tally(), _days(year)
    weeks = len(days) // 7
    visited, by_people = tally.visited, tally.minutes
    for date, account, state, kind, mode, touch, minutes, people, trip in touches:
        week, quarter = days[date]
        onsite = mode == "onsite"
        if touch and quarter >= 0:
            _count(tally, account, state, touch, quarter)
        if onsite or kind != "check_in":
            visited.add(account)
        if state == "missed":
            continue
        row = by_people.get(people)
        if row is None:
            row = by_people[people] = [0] * weeks
        row[week] += minutes + (preparation.get(_rule_of(touch), 0) if touch else 0)
        if onsite:
            _travel(tally, week + 1, account, people_in(people) & travellers, trip)
    return tally


def _rule_of(touch: str) -> str:
    parts = touch.split(":", 2)
    return parts[1] if len(parts) == 3 else ""


def _travel(
    tally: Tally, week: int, account: str, executives: frozenset[str], trip: str | None
) -> None:
    if trip:
        tally.trips.setdefault(trip, set()).add(account)
    if executives:
        tally.onsite.setdefault(week, {}).update(dict.fromkeys(sorted(executives)))


def _count(tally: Tally, account: str, state: str, touch: str, quarter: int) -> None:
    counts = tally.counts.get(account)
    if counts is None:
        counts = tally.counts[account] = [0] * 12
    if state in _PLACED_STATES:
        counts[PLACED + quarter] += 1
        counts[REQUIRED + quarter] += 1
        counts[DONE + quarter] += state == "done"
    else:
        tally.missed.append((touch, account, quarter))


_PARSED: dict[str, frozenset[str]] = {}


def people_in(text: str) -> frozenset[str]:
    """Return the ids in a JSON list of participants; each text is read once."""
    found = _PARSED.get(text)
    if found is None:
        if len(_PARSED) > 50_000:
            _PARSED.clear()
        found = _PARSED[text] = frozenset(json.loads(text))
    return found


def count_open_misses(tally: Tally, touches: Iterable[TouchRow]) -> tuple[str, ...]:
    """Count missed touches that no other date makes up for as required, and name them."""
    names = {touch for touch, _, _ in tally.missed}
    made_up = {row[5] for row in touches if row[5] in names and row[2] in _PLACED_STATES}
    still_open = [item for item in tally.missed if item[0] not in made_up]
    for _, account, quarter in still_open:
        tally.counts[account][REQUIRED + quarter] += 1
    return tuple(touch for touch, _, _ in still_open)


def count_unplaced(tally: Tally, unplaced: Iterable[UnplacedRow], year: int) -> None:
    """Count what has no date as required in the quarter in which its window ends."""
    for row in unplaced:
        last = row.window_to or dt.date(year, 12, 31)
        quarter = (last.month - 1) // 3 if last.year == year else 3
        tally.counts.setdefault(row.account_id, [0] * 12)[REQUIRED + quarter] += 1


def dates_of(
    touches: Iterable[TouchRow], accounts: Iterable[str]
) -> dict[str, tuple[dt.date, ...]]:
    """Return the days of some accounts' engagements."""
    found: dict[str, list[dt.date]] = {account: [] for account in accounts}
    for row in touches:
        days = found.get(row[1])
        if days is not None:
            days.append(dt.date.fromisoformat(row[0]))
    return {account: tuple(days) for account, days in found.items()}

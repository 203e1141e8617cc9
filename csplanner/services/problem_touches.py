"""Which engagements bind the planner and how, and the touches that it is told outright."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.demand import anniversary
from csplanner.domain.engagement import State
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.scenario import PastTouch, StatedTouch
from csplanner.domain.team import Role
from csplanner.services.problem_policy import is_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csplanner.domain.account import Account
    from csplanner.domain.engagement import Engagement
    from csplanner.domain.policy import TierPolicy, TouchRule

SINCE_DAYS = 400
OWN_RULE = "OWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedEngagements:
    """Engagements by how they bind: fixed, movable, held before, and asked for by nobody."""

    locked: tuple[Entry, ...]
    baseline: tuple[Entry, ...]
    history: tuple[PastTouch, ...]
    stated: tuple[StatedTouch, ...]


def touch_year(touch: str) -> int | None:
    """Return the year whose period a touch id names, None for one that runs from an anchor.

    An anchor's date says nothing: before a renewal in January a touch lies in the year before.
    """
    found = re.search(r":(\d{4})-(?:Y|H\d|Q\d|M\d\d):", touch)
    return int(found[1]) if found else None


def sort_engagements(
    engagements: Iterable[Engagement],
    span: tuple[int, dt.date],
    account_ids: Mapping[str, str],
    person_ids: Mapping[str, str],
) -> SortedEngagements:
    """Sort a portfolio's engagements by the year and day in `span`; missed ones are gone.

    What is done, agreed or locked stays, and so does what lies before the day: it may have been
    held, and nobody said so yet.

    What nobody's rule asked for, and what was held before the year, still takes people's time and
    counts for gaps, spacing and rotation.
    """
    year, today = span
    locked: dict[str, Entry] = {}
    baseline: dict[str, Entry] = {}
    history: list[PastTouch] = []
    stated: list[StatedTouch] = []
    since, start = dt.date(year, 1, 1) - dt.timedelta(days=SINCE_DAYS), dt.date(year, 1, 1)
    for item in sorted(engagements, key=lambda e: (e.date, e.id)):
        who = tuple(person_ids[p] for p in item.participants if p in person_ids)
        account = account_ids[item.account_id]
        if item.state in {State.MISSED, State.WAIVED}:
            continue
        if item.date.year == year:
            touch = item.touch or own_touch(account, item)
            entry = Entry(touch=TouchId(touch), date=item.date, participants=who)
            if not item.touch:
                stated.append(_stated_own(item, touch, account))
            (locked if _is_fixed(item, today) else baseline)[touch] = entry
        elif item.state is State.DONE and since <= item.date < start:
            past = PastTouch(account=account, rule=item.rule, date=item.date, participants=who)
            history.append(past)
    return SortedEngagements(
        locked=tuple(locked.values()),
        baseline=tuple(entry for touch, entry in baseline.items() if touch not in locked),
        history=tuple(history),
        stated=tuple(stated),
    )


def own_touch(account: str, item: Engagement) -> str:
    """Return the touch id of an engagement that no rule asks for."""
    return f"{account}:{OWN_RULE}:{item.date:%Y-%m-%d}:{item.id[-4:]}"


def _is_fixed(item: Engagement, today: dt.date) -> bool:
    settled = item.state in {State.DONE, State.AGREED} or item.date < today
    return item.locked or settled or not item.touch


def _stated_own(item: Engagement, touch: str, account: str) -> StatedTouch:
    return StatedTouch(
        touch=TouchId(touch),
        account=account,
        first=item.date,
        last=item.date,
        mode="onsite" if item.mode.value == "onsite" else "remote",
        roles=(Role.CSM.value,),
        minutes=item.minutes,
    )


def stated_touches(
    accounts: Iterable[Account], policy: TierPolicy, year: int, ids: Mapping[str, str]
) -> Iterator[StatedTouch]:
    """Yield the touches of rules whose anchor or stage the planner does not know itself."""
    rules = [rule for rule in policy.rules if is_stated(rule)]
    for account in accounts:
        band = policy.band_of(account.arr, account.tier_override).id
        for rule in rules:
            if band in rule.bands and (not rule.stages or account.stage in rule.stages):
                yield from _anchored(account, rule, year, (ids[account.id], policy.anchor_min_days))


def _anchored(
    account: Account, rule: TouchRule, year: int, named: tuple[str, int]
) -> Iterator[StatedTouch]:
    account_id, least_days = named
    for anchor in anchors_of(account, rule.anchor, year):
        first = anchor + dt.timedelta(days=rule.from_days)
        last = anchor + dt.timedelta(days=rule.to_days)
        least = min(least_days, (last - first).days + 1)
        first, last = max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31))
        if (last - first).days + 1 >= least:
            yield StatedTouch(
                touch=TouchId(f"{account_id}:{rule.id}:{anchor:%Y-%m-%d}:1"),
                account=account_id,
                first=first,
                last=last,
                mode=rule.mode,
                roles=rule.roles,
                minutes=rule.minutes + rule.prepare_minutes,
            )


def anchors_of(account: Account, anchor: str, year: int) -> tuple[dt.date, ...]:
    """Return the days that an anchor falls on: a renewal at its anniversaries in Y and Y+1."""
    if anchor == "contract_start":
        return (account.contract_start,) if account.contract_start else ()
    if anchor == "pilot_end":
        return (account.pilot_end,) if account.pilot_end else ()
    if account.renewal_date is None:
        return ()
    return tuple(anniversary(account.renewal_date, y) for y in (year, year + 1))

"""Which engagements bind the planner and how, and the touches that it is told outright."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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
    """Engagements by how they bind: fixed, movable, held before, and asked for by nobody.

    `elsewhere` are touches around New Year that another year's calendar holds.
    """

    locked: tuple[Entry, ...]
    baseline: tuple[Entry, ...]
    history: tuple[PastTouch, ...]
    stated: tuple[StatedTouch, ...]
    elsewhere: frozenset[TouchId] = frozenset()


def touch_year(touch: str) -> int | None:
    """Return the year whose period a touch id names, None for one that runs from an anchor.

    An anchor's date says nothing: before a renewal in January a touch lies in the year before.
    """
    found = re.search(r":(\d{4})-(?:Y|H\d|Q\d|M\d\d):", touch)
    return int(found[1]) if found else None


def sort_engagements(
    engagements: Iterable[Engagement],
    span: tuple[int, dt.date],
    ids: tuple[Mapping[str, str], Mapping[str, str]],
    zones: Mapping[str, str],
) -> SortedEngagements:
    """Sort a portfolio's engagements by the year and day in `span`; missed ones are gone.

    `ids` are those of accounts and of people in the scenario, `zones` those of accounts. What is
    done, agreed or locked stays, and what lies before the day: it may have been held. What nobody's
    rule asked for takes people's time, too; what lies before the year counts for gaps and rotation.
    """
    year, today = span
    account_ids, person_ids = ids
    locked: dict[str, Entry] = {}
    baseline: dict[str, Entry] = {}
    history: list[PastTouch] = []
    stated: list[StatedTouch] = []
    start = dt.date(year, 1, 1)
    standing = [e for e in engagements if e.state not in {State.MISSED, State.WAIVED}]
    for item in sorted(standing, key=lambda e: (e.date, e.id)):
        who = tuple(person_ids[p] for p in item.participants if p in person_ids)
        account = account_ids[item.account_id]
        if item.date.year == year:
            touch = item.touch or own_touch(account, item)
            at = local_start(item, zones.get(item.account_id, ""))
            entry = Entry(touch=TouchId(touch), date=item.date, participants=who, start=at)
            if not item.touch:
                stated.append(_stated_own(item, touch, account))
            (locked if _is_fixed(item, today) else baseline)[touch] = entry
        elif 0 < (start - item.date).days <= SINCE_DAYS:
            past = PastTouch(account=account, rule=item.rule, date=item.date, participants=who)
            history.append(past)
    return SortedEngagements(
        locked=tuple(locked.values()),
        baseline=tuple(entry for touch, entry in baseline.items() if touch not in locked),
        history=tuple(history),
        stated=tuple(stated),
        elsewhere=_elsewhere(standing, year) - locked.keys(),
    )


def _elsewhere(standing: Iterable[Engagement], year: int) -> frozenset[TouchId]:
    """Return the touches that run from an anchor and are dated in another year."""
    return frozenset(
        TouchId(item.touch)
        for item in standing
        if item.touch and item.date.year != year and touch_year(item.touch) is None
    )


def owners_of(
    engagements: Iterable[Engagement], year: int, ids: Mapping[str, str]
) -> dict[str, str]:
    """Return the account of each touch of the year: an id of another program does not tell it."""
    return {
        item.touch or own_touch(ids[item.account_id], item): ids[item.account_id]
        for item in engagements
        if item.date.year == year
    }


def local_start(item: Engagement, zone: str) -> dt.time | None:
    """Return when an engagement starts in its account's zone, None where no hour is known."""
    if item.start is None or not zone or item.timezone in {"", zone}:
        return item.start
    try:
        there = dt.datetime.combine(item.date, item.start, ZoneInfo(item.timezone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return item.start
    here = there.astimezone(ZoneInfo(zone))
    return here.time() if here.date() == item.date else None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedSince:
    """What rules that run from the last touch are read with: bands and ids are by account."""

    policy: TierPolicy
    year: int
    today: dt.date
    bands: Mapping[str, str]
    ids: Mapping[str, str]


def stated_touches(
    accounts: Iterable[Account], owed: OwedSince, engagements: Iterable[Engagement]
) -> Iterator[StatedTouch]:
    """Yield the touches of rules whose interval runs from the last qualifying touch.

    Anybody's engagement qualifies that was held, of any type or of those that the rule names.
    """
    rules = [rule for rule in owed.policy.rules if is_stated(rule)]
    if not rules:
        return
    held: dict[str, list[Engagement]] = {}
    for item in engagements:
        if item.state is State.DONE:
            held.setdefault(item.account_id, []).append(item)
    for account in accounts:
        for rule in rules:
            if owed.bands[account.id] in rule.bands and _is_under(account, rule):
                yield from _since_last(account, rule, owed, held.get(account.id, ()))


def _is_under(account: Account, rule: TouchRule) -> bool:
    return not rule.overlays or account.stage in rule.overlays


def _since_last(
    account: Account, rule: TouchRule, owed: OwedSince, held: Iterable[Engagement]
) -> Iterator[StatedTouch]:
    """Yield one window after the other through the year, each from the middle of the one before.

    A window that is over moves to today; touches of the year that were held keep their numbers.
    """
    done = list(held)
    start, end = dt.date(owed.year, 1, 1), dt.date(owed.year, 12, 31)
    days = [e.date for e in done if not rule.qualifies or e.type.value in rule.qualifies]
    last = max(days, default=account.contract_start or start)
    number = sum(e.rule == rule.id and e.date.year == owed.year for e in done)
    wide = dt.timedelta(days=rule.to_days - rule.from_days)
    while True:
        first = last + dt.timedelta(days=rule.from_days)
        if first + wide < owed.today:
            first = owed.today
        closes = first + wide
        last = first + wide / 2
        if first > end:
            return
        if closes < start:
            continue
        number += 1
        yield StatedTouch(
            touch=TouchId(f"{owed.ids[account.id]}:{rule.id}:{owed.year}-Y:{number}"),
            account=owed.ids[account.id],
            first=max(first, start),
            last=min(closes, end),
            mode=rule.mode,
            roles=rule.roles,
            minutes=rule.minutes + rule.prepare_minutes,
            meeting_minutes=rule.minutes,
        )

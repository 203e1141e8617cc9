"""What was held, missed and already agreed: the told visits, and the rest as the policy asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import State
from csplanner.services.sample.diary import Diary
from csplanner.services.sample.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.records import Account
    from csplanner.services.problem import Problem
    from csplanner.services.sample.frame import Frame

OWN = "own_"
KICKOFF = "kickoff"
_REVIEWS = frozenset({"qbr", "executive_qbr"})
_SETTLED = dt.timedelta(days=4)
_AFTER_START = dt.timedelta(days=20)
_MISSED_SHARE = 0.025
_REASONS = ("Customer cancelled", "Storm, flight called off", "CSM was ill", "No date found")
# Weeks into the quarter in which each city is visited.
_CITY_WEEKS = {
    "Denver": 5,
    "Boston": 6,
    "Chicago": 7,
    "London": 8,
    "Zürich": 8,
    "New York City": 9,
    "Toronto": 10,
    "Houston": 11,
}
_CITY_DAYS = {"Zürich": 4}
# Which executive of the rotation comes to a city, counted by quarters.
_ROTATION = ("CO", "CP", "CT")
_CITY_TURNS = {"Denver": 2, "Chicago": 2, "Houston": 2, "Boston": 1, "Toronto": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A touch with what became of it; `guest` is the key of the executive who came or comes."""

    account: str
    type: str
    date: dt.date
    state: State
    touch: Touch | None = None
    time: dt.time | None = None
    guest: str = ""
    onsite: bool = False
    locked: bool = False
    reason: str = ""


@dataclass(slots=True)
class _Told:
    """The told visits that no touch has claimed yet."""

    left: list[Held] = field(default_factory=list)

    def claim(self, touch: Touch, kind: str) -> Held | None:
        """Take the first told visit of an account and type out that lies in a touch's window."""
        same = _REVIEWS if kind in _REVIEWS else {kind}
        for item in self.left:
            fits = item.account == touch.account and item.type in same
            if fits and touch.first <= item.date <= touch.last:
                self.left.remove(item)
                return item
        return None


def told_visits(frame: Frame) -> list[Held]:
    """Give the told visits by date; those to come only if still to come."""
    found = [
        Held(
            account=row["account"],
            type=row["type"],
            date=frame.week(int(row["week"]), int(row["day"])),
            state=State(row["state"]),
            time=dt.time.fromisoformat(row["time"]),
            guest=row["guest"],
            onsite=bool(row["onsite"]),
            locked=bool(row["locked"]),
            reason=row["reason"],
        )
        for row in rows("touches")
    ]
    ahead = {State.AGREED, State.PLANNED}
    return sorted(
        (item for item in found if item.state not in ahead or item.date >= frame.today),
        key=lambda item: (item.date, item.account),
    )


def past(frame: Frame, problems: Sequence[Problem], known: Mapping[str, Account]) -> list[Held]:
    """Write the years of the problems, oldest first, into one list by date."""
    told = _Told(told_visits(frame))
    diary = Diary()
    found: list[Held] = []
    for problem in problems:
        diary.open_at(problem)
        # A window around New Year asks in both years; what the first one holds is done.
        settled = {item.touch.id for item in found if item.touch is not None}
        touches = [touch for touch in touches_of(problem.scenario) if touch.id not in settled]
        open_touches: list[Touch] = []
        for touch in touches:
            kind = _type(problem, touch)
            claimed = told.claim(touch, kind)
            if claimed is None or not _possible(diary, touch, claimed):
                open_touches.append(touch)
                continue
            diary.take(touch, claimed.date)
            found.append(_claimed(claimed, touch, kind))
        own = [item for item in told.left if item.date.year == problem.year]
        found += _own(own, diary)
        shares = _shares(touches)
        for touch in open_touches:
            start = known[touch.account].contract_start
            held = _generated(frame, diary, (problem, touch), (shares[touch.id], start))
            found += [held] if held else []
    return _rotated(sorted(found, key=lambda item: (item.date, item.account)), diary)


def _rotated(found: list[Held], diary: Diary) -> list[Held]:
    """Send another executive where the same would come to an account twice running."""
    last: dict[str, str] = {}
    for number, item in enumerate(found):
        if item.guest in _ROTATION:
            ids = _person_ids()
            others = [g for g in _ROTATION if g != last.get(item.account)]
            guest = item.guest
            if guest not in others or diary.is_away(ids[guest], item.date):
                there = [g for g in others if not diary.is_away(ids[g], item.date)]
                guest = (there or others)[0]
            last[item.account] = guest
            found[number] = replace(item, guest=guest)
    return found


def _person_ids() -> dict[str, str]:
    return {row["key"]: row["name"].split()[-1].lower() for row in rows("people")}


def _possible(diary: Diary, touch: Touch, item: Held) -> bool:
    """Tell whether a told visit keeps the rules; a missed one need not."""
    if item.state is State.MISSED:
        return True
    guest = _person_ids().get(item.guest)
    if guest is not None and diary.is_away(guest, item.date):
        return False
    return diary.is_free(touch, item.date)


def _claimed(item: Held, touch: Touch, kind: str) -> Held:
    return Held(
        account=item.account,
        type=kind,
        date=item.date,
        state=item.state,
        touch=touch,
        time=item.time,
        guest=item.guest if "EXEC" in touch.roles else "",
        onsite=item.onsite or touch.mode == "onsite",
        locked=item.locked,
        reason=item.reason,
    )


def _own(items: list[Held], diary: Diary) -> Iterator[Held]:
    """Yield told visits that nobody's rule asked for, where the day is open."""
    for item in items:
        if item.type.startswith(OWN) and diary.is_open(item.account, item.date):
            diary.take_day(item.account, item.date)
            yield Held(
                account=item.account,
                type=item.type.removeprefix(OWN),
                date=item.date,
                state=item.state,
                time=item.time,
                reason=item.reason,
            )


def _type(problem: Problem, touch: Touch) -> str:
    rule = problem.policy.policy.rule(problem.rule_of(touch.id))
    return rule.type if rule else "other"


def _shares(touches: Sequence[Touch]) -> dict[str, float]:
    """Say where in its window each touch belongs, so that those of one window lie apart."""
    counts = Counter((t.account, t.rule, t.period) for t in touches)
    return {t.id: (t.seq - 0.5) / counts[t.account, t.rule, t.period] for t in touches}


def _generated(
    frame: Frame,
    diary: Diary,
    asked: tuple[Problem, Touch],
    bounds: tuple[float, dt.date | None],
) -> Held | None:
    """Hold a touch near the day where it belongs, if that day has passed."""
    problem, touch = asked
    share, start = bounds
    kind = _type(problem, touch)
    chance = frame.chance(touch.id)
    place = problem.account_places.get(touch.account)
    city = place.name if place and touch.mode == "onsite" else ""
    if kind in _REVIEWS and city:
        target = _city_day(touch, city, chance.randrange(3))
    else:
        share += chance.uniform(-0.12, 0.12) if share != 0.5 else chance.uniform(-0.25, 0.25)
        target = touch.first + dt.timedelta(days=round(share * (touch.last - touch.first).days))
    latest = frame.story_today - _SETTLED
    if touch.last < frame.planned_from:
        latest = touch.last
    begun = start + (_AFTER_START if kind != KICKOFF else dt.timedelta(0)) if start else target
    if target > latest or target < begun:
        return None
    day = diary.nearest(touch, target, latest)
    if day is None:
        return None
    diary.take(touch, day)
    missed = chance.random() < _MISSED_SHARE and day.year < frame.today.year
    return Held(
        account=touch.account,
        type=kind,
        date=day,
        state=_state(frame, day, missed=missed),
        touch=touch,
        guest=guest_of(city, day) if "EXEC" in touch.roles else "",
        onsite=touch.mode == "onsite",
        reason=chance.choice(_REASONS) if missed else "",
    )


def _state(frame: Frame, day: dt.date, *, missed: bool) -> State:
    if day >= frame.today:
        return State.AGREED
    return State.MISSED if missed else State.DONE


def _city_day(touch: Touch, city: str, spread: int) -> dt.date:
    monday = touch.first - dt.timedelta(days=touch.first.weekday())
    weekday = _CITY_DAYS.get(city, 1 + spread)
    return monday + dt.timedelta(weeks=_CITY_WEEKS.get(city, 7), days=weekday)


def guest_of(city: str, day: dt.date) -> str:
    """Name the executive whose turn it is to go to a city in a quarter."""
    quarter = day.year * 4 + (day.month - 1) // 3
    return _ROTATION[(quarter + _CITY_TURNS.get(city, 0)) % len(_ROTATION)]

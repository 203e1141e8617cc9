"""Which tickets came when: Ardenmoor's by week as told, the others' towards their load."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.burden_policy import STANDARD_BURDEN, Tone
from csplanner.services.sample.measures import RECENT
from csplanner.services.sample.tables import tables
from csplanner.services.sample.tickets import Case, author_of, tone_of, type_of, workday

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from csplanner.domain.account import Account, Contact
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.levels import Level

STORY = "ardenmoor"
_BASE_MONTHS = 12
_MONTHS = 24
_SEVERITIES = ("low", "medium", "high")
# The step that a thread told in a tone from 0 to 3 comes out as, and the smallest ticket there is.
_STEPS = (Tone.CALM, Tone.NEUTRAL, Tone.FRUSTRATED, Tone.ANGRY)
_SMALLEST = 0.9
_TRIES = 12
# How many tickets a week Ardenmoor had, and what came on top when the baseline was taken.
_USUAL, _ON_TOP, _WEEKS_TO_BASELINE = 5.0, 3.8, 79
_CALM, _SOUR = 70, 72
_TOLD_WEEKS = 13
_EDI, _OUTAGE_TYPE = "Integration fault", "Outage or data loss"
_EDI_SEVERITY = ("medium", "medium", "high", "urgent")
_EDI_LEAD, _EDI_BY_LEAD = "S. Ulverton", 18
_OUTAGE_DAY = dt.date(2027, 4, 2)
_STILL_OPEN = 6
_ERRORS_BEGIN, _FAULTY_SHARE = dt.date(2026, 12, 9), 0.45


def all_cases(
    frame: Frame,
    known: Mapping[str, Account],
    levels: Mapping[str, Level],
    contacts: Mapping[str, tuple[Contact, ...]],
) -> dict[str, list[Case]]:
    """Give the cases of every account."""
    found: dict[str, list[Case]] = {}
    for key, account in known.items():
        chance = frame.chance("cases", key)
        if key == STORY:
            found[key] = _earlier(frame, contacts[key], chance) + _told(frame, chance)
        else:
            since = account.contract_start or dt.date.min
            found[key] = _towards(frame, (levels[key], since), contacts[key], chance)
    return found


def _towards(
    frame: Frame, aim: tuple[Level, dt.date], people: tuple[Contact, ...], chance: Random
) -> list[Case]:
    """Draw the months before by the usual number, the recent ones so that the load is as aimed."""
    level, since = aim
    now = frame.story_today
    recent_start = _month_start(now, RECENT - 1)
    cases: list[Case] = []
    for back in range(_MONTHS, RECENT - 1, -1):
        first = _month_start(now, back)
        if first < since:
            continue
        number = int(level.tickets) + (chance.random() < level.tickets % 1)
        length = (_month_start(now, back - 1) - first).days
        for _ in range(number):
            day = workday(first + dt.timedelta(days=chance.randrange(2, length)))
            severity = chance.choices(_SEVERITIES, (3, 5, 2))[0]
            cases.append(_case(day, severity, (level, people, chance)))
    days = (now - recent_start).days + 1
    missing = _aimed_points(cases, level, (recent_start, days, since))
    while missing >= _SMALLEST / 2:
        day = workday(recent_start + dt.timedelta(days=chance.randrange(2, days)))
        case = _fitting(day, missing, (level, people, chance))
        missing -= _points(case)
        cases.append(case)
    return cases


def _fitting(
    day: dt.date, missing: float, drawn: tuple[Level, tuple[Contact, ...], Random]
) -> Case:
    """Draw a case that weighs no more than is missing; after some tries the smallest there is."""
    for _ in range(_TRIES):
        case = _case(day, drawn[2].choices(_SEVERITIES, (3, 5, 2))[0], drawn)
        if _points(case) <= missing + _SMALLEST / 2:
            return case
    return replace(_case(day, "low", drawn), type="How-to", tone=1)


def _points(case: Case) -> float:
    return STANDARD_BURDEN.points(case.type, case.severity, _STEPS[case.tone])


def _aimed_points(cases: list[Case], level: Level, span: tuple[dt.date, int, dt.date]) -> float:
    start, days, since = span
    base_start = _month_start(start, _BASE_MONTHS)
    base = sum(_points(c) for c in cases if c.opened >= base_start)
    expected = base / (start - base_start).days * days
    ratio = level.use_ratio if since < start - dt.timedelta(days=120) else 1.0
    return level.load_ratio * (expected + 1) * ratio - 1


def _case(day: dt.date, severity: str, drawn: tuple[Level, tuple[Contact, ...], Random]) -> Case:
    level, people, chance = drawn
    return Case(
        opened=day,
        type=type_of(chance),
        tone=tone_of(level.sentiment, chance),
        author=author_of(people, chance),
        severity=severity,
    )


def _month_start(day: dt.date, back: int) -> dt.date:
    number = day.year * 12 + day.month - 1 - back
    return dt.date(number // 12, number % 12 + 1, 1)


def _earlier(frame: Frame, people: tuple[Contact, ...], chance: Random) -> list[Case]:
    """Ardenmoor before the last thirteen weeks: many and sour at first, fewer and calmer later."""
    told = tables("tickets")["weeks"][STORY]
    first_told = frame.week(1)
    cases: list[Case] = []
    for back in range(1, 85):
        share = min(1.0, back / _WEEKS_TO_BASELINE)
        number = int(_USUAL + _ON_TOP * share**1.2 + chance.random())
        for _ in range(number):
            day = first_told - dt.timedelta(days=7 * back - chance.randrange(5))
            cases.append(_common(frame, day, people, (chance, _CALM - _SOUR * share)))
    for week, number in enumerate(told[:-_TOLD_WEEKS], start=1):
        cases += [
            _common(frame, frame.week(week, chance.randrange(4)), people, (chance, _CALM))
            for _ in range(number)
        ]
    return cases


def _common(
    frame: Frame, day: dt.date, people: tuple[Contact, ...], mood: tuple[Random, float]
) -> Case:
    """Make one of Ardenmoor's usual tickets; from December on most are faults of the connector."""
    chance, sentiment = mood
    faulty = day >= frame.day(_ERRORS_BEGIN) and chance.random() < _FAULTY_SHARE
    return Case(
        opened=day,
        type=_EDI if faulty else type_of(chance),
        tone=tone_of(40 if faulty else sentiment, chance),
        author=_EDI_LEAD if faulty else author_of(people, chance),
        severity="high" if faulty else "",
    )


def _told(frame: Frame, chance: Random) -> list[Case]:
    """Ardenmoor's last thirteen weeks: numbers by week, and by type and tone, as told."""
    table = tables("tickets")
    weeks = table["weeks"][STORY]
    days = [
        frame.week(number, chance.randrange(5 if number < len(weeks) else 3))
        for number in range(len(weeks) - _TOLD_WEEKS + 1, len(weeks) + 1)
        for _ in range(weeks[number - 1])
    ]
    kinds = [
        (kind, tone)
        for kind, numbers in table["matrix"].items()
        for tone, number in enumerate(numbers)
        for _ in range(number)
    ]
    chance.shuffle(kinds)
    cases = [_open(frame, item, days, kinds) for item in table["open"]]
    cases += _outages(frame, days, kinds)
    rest = zip(sorted(days), kinds, strict=True)
    still_open = len(days) - _STILL_OPEN
    by_lead = _EDI_BY_LEAD - sum(case.author == _EDI_LEAD for case in cases)
    for number, (day, (kind, tone)) in enumerate(rest):
        lead = kind == _EDI and by_lead > 0
        by_lead -= lead
        author = _EDI_LEAD if lead else chance.choice(("K. Vandry", "J. Osmere", "P. Ingersby"))
        cases.append(
            Case(
                opened=day,
                type=kind,
                tone=tone,
                author=author,
                severity=_EDI_SEVERITY[tone] if kind == _EDI else "",
                open_line="Support: in work." if number >= still_open else None,
            )
        )
    return cases


def _open(
    frame: Frame, item: Mapping[str, str | int], days: list[dt.date], kinds: list[tuple[str, int]]
) -> Case:
    """Take a ticket that is told by name out of the numbers."""
    opened = frame.story_today - dt.timedelta(days=int(item["days"]))
    days.remove(min(days, key=lambda day: abs((day - opened).days)))
    kinds.remove((str(item["type"]), int(item["tone"])))
    edi = item["type"] == _EDI
    return Case(
        opened=opened,
        type=str(item["type"]),
        tone=int(item["tone"]),
        author=_EDI_LEAD if edi else "K. Vandry",
        severity=str(item["severity"]),
        subject=str(item["subject"]),
        open_line=str(item["last"]),
    )


def _outages(frame: Frame, days: list[dt.date], kinds: list[tuple[str, int]]) -> list[Case]:
    """Take the outages of one Friday out of the numbers."""
    opened = frame.day(_OUTAGE_DAY)
    outages = [kind for kind in kinds if kind[0] == _OUTAGE_TYPE]
    found = []
    for kind in outages:
        days.remove(min(days, key=lambda day: abs((day - opened).days)))
        kinds.remove(kind)
        case = Case(opened=opened, type=kind[0], tone=kind[1], author="K. Vandry")
        found.append(case)
    return found

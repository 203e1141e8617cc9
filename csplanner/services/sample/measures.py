"""Two years of monthly measures and of surveys, generated towards each account's level."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.ids import MeasureId, SurveyId
from csplanner.domain.records import Measure, Survey
from csplanner.services.sample.tables import rows, split, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from csplanner.domain.account import Account, Contact
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.levels import Level

RECENT = 3
ACTIVE_USERS, LICENCE_USE, UPTIME, RESPONSE_TIME = (
    "Users active weekly",
    "Licence use",
    "Uptime",
    "Response time",
)
_OUTAGE = dt.date(2027, 4, 2)
_WAVES = (62, 244, 426, 608)
_WEEK = 7


def use_metrics() -> dict[str, str]:
    """Name what each account does with the product, by its first module."""
    modules = {row["key"]: split(row["modules"])[0] for row in rows("accounts")}
    return {key: tables("drivers")[module]["use"] for key, module in modules.items()}


def measures(
    frame: Frame, known: Mapping[str, Account], levels: Mapping[str, Level]
) -> Iterator[Measure]:
    """Yield the measures of each account for the full months since its contract began."""
    metrics = use_metrics()
    for key, account in known.items():
        chance = frame.chance("measures", key)
        ends = [e for e in frame.month_ends() if e > (account.contract_start or e)]
        for number, end in enumerate(ends):
            back = len(ends) - number
            for metric, value, unit, safe in _month(levels[key], back, chance, metrics[key]):
                yield Measure(
                    id=frame.id(MeasureId),
                    account_id=account.id,
                    metric=metric,
                    date=end,
                    value=value,
                    unit=unit,
                    customer_safe=safe,
                )
            yield _uptime(frame, account, end, chance)


def _month(
    level: Level, back: int, chance: Random, metric: str
) -> Iterator[tuple[str, float, str, bool]]:
    """Yield (metric, value, unit, customer-safe) of the month that lies `back` months ago."""
    share = _share(level.use_ratio, back)
    use, users = (level.use * share, level.users * share)
    yield (
        metric,
        round(use * chance.uniform(0.985, 1.015)),
        metric.split(maxsplit=1)[0].lower(),
        True,
    )
    yield ACTIVE_USERS, round(users * chance.uniform(0.985, 1.015)), "users", True
    drift = -level.trend * min(back - 1, 5) / 5
    licence = 100 * level.licence_share + (drift if back > 1 else 0) * 0.6
    yield LICENCE_USE, round(min(99.0, licence + chance.uniform(-1, 1)), 1), "%", False
    slow = 300 + (100 - level.support) * 1.5
    yield RESPONSE_TIME, round(slow * chance.uniform(0.93, 1.07)), "ms", True


def _share(ratio: float, back: int) -> float:
    """Give use `back` months ago as a share of today's: the twelve months before average 1/ratio.

    Use moves over the months 4 to 7 ago, not in one step, and rose slowly before.
    """
    before = (12 / ratio - 1.5) / 10.5
    moved = min(max(back - RECENT, 0), 4) / 4
    slope = 1 - 0.004 * (back - 9) if back > RECENT else 1.0
    return (1 + (before - 1) * moved) * slope


def _uptime(frame: Frame, account: Account, end: dt.date, chance: Random) -> Measure:
    outage = frame.day(_OUTAGE)
    struck = account.external_id == "ardenmoor" and (end.year, end.month) == (
        outage.year,
        outage.month,
    )
    return Measure(
        id=frame.id(MeasureId),
        account_id=account.id,
        metric=UPTIME,
        date=end,
        value=99.91 if struck else round(chance.uniform(99.952, 99.995), 3),
        unit="%",
        customer_safe=True,
    )


def surveys(
    frame: Frame,
    known: Mapping[str, Account],
    levels: Mapping[str, Level],
    contacts: Mapping[str, tuple[Contact, ...]],
) -> Iterator[Survey]:
    """Yield answers to NPS each half year, and to CSAT now and then, with their comments."""
    for key, account in known.items():
        if key == "ardenmoor":
            yield from _told(frame, account)
            continue
        chance = frame.chance("surveys", key)
        people = contacts[key]
        asked = 1 if "digital" in account.segment else min(3, len(people))
        for wave, days in enumerate(_WAVES):
            day = frame.story_today - dt.timedelta(days=days + chance.randrange(-10, 10))
            if day <= (account.contract_start or day):
                continue
            aim = levels[key].sentiment - levels[key].trend * min(wave, 1)
            for who, score in zip(people, _scores(aim, asked, chance), strict=False):
                yield _nps(frame, account, day, (score, who.name, chance))
            if wave < 2 and chance.random() < 0.7:
                yield _csat(frame, account, day + dt.timedelta(days=_WEEK * 3), (aim, chance))


def _scores(aim: float, count: int, chance: Random) -> list[int]:
    """Find whole scores from 0 to 10 whose mean comes nearest to `aim` of 100."""
    total = round(aim / 10 * count)
    spread = [total // count] * count
    for number in range(total % count):
        spread[number] += 1
    if count > 1 and spread[-1] > 1 and spread[0] < 10 and chance.random() < 0.6:
        spread[0] += 1
        spread[-1] -= 1
    return [min(10, max(0, score)) for score in spread]


def _nps(frame: Frame, account: Account, day: dt.date, said: tuple[int, str, Random]) -> Survey:
    score, name, chance = said
    pool = "promoter" if score >= 9 else "passive" if score >= 7 else "detractor"
    return Survey(
        id=frame.id(SurveyId),
        account_id=account.id,
        date=day,
        kind="nps",
        score=score,
        comment=chance.choice(tables("voices")["nps"][pool]),
        contact=name,
        customer_safe=score >= 9,
    )


def _csat(frame: Frame, account: Account, day: dt.date, said: tuple[float, Random]) -> Survey:
    aim, chance = said
    score = min(5, max(1, round(1 + aim / 25 + chance.uniform(-0.4, 0.4))))
    pool = "good" if score >= 4 else "middling" if score == 3 else "poor"
    return Survey(
        id=frame.id(SurveyId),
        account_id=account.id,
        date=day,
        kind="csat",
        score=score,
        comment=chance.choice(tables("voices")["csat"][pool]),
    )


def _told(frame: Frame, account: Account) -> Iterator[Survey]:
    for item in tables("ardenmoor")["survey"]:
        yield Survey(
            id=frame.id(SurveyId),
            account_id=account.id,
            date=frame.day(item["date"]),
            kind=item["kind"],
            score=item["score"],
            comment=item["comment"],
            contact=item["contact"],
            customer_safe=item.get("safe", False),
        )

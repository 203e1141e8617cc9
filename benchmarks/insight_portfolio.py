"""Builds the portfolio that insight is timed on: 60 months of measures, threads with their tones.

All of it is seeded and dated round 12 May 2027. Rows are written as the store keeps them, past the
journal, since what is timed is reading them; the tones are made up, as if kept by earlier days.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from itertools import islice
from typing import TYPE_CHECKING, Any

from benchmarks.plan_portfolio import TODAY, build
from csplanner.domain.demand import touches_of
from csplanner.domain.records import (
    Account,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Measure,
    Survey,
    Ticket,
)
from csplanner.insight.sentiment import SCORER
from csplanner.services.problem import problem_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from csplanner.services import workspace as files
    from csplanner.services.problem import Problem
    from csplanner.store.database import Database

    Row = dict[str, Any]

ACCOUNTS, MONTHS, TICKETS = 5_000, 60, 200_000
METRICS = (
    *("loads", "active users", "logins", "reports run", "orders", "api calls", "exports"),
    *("Seats in use, % of licence use", "errors", "response time"),
)
_TYPES = ("question", "bug", "integration", "outage", "how-to", "login", "billing")
_SEVERITIES = ("low", "normal", "high", "urgent")
_ROLES = ("user", "champion", "economic buyer", "blocker")
_AT_ONCE = 50_000
_STAMP = "2027-05-12T00:00:00+00:00"


def filled(file: Path, accounts: int = ACCOUNTS, tickets: int = TICKETS) -> files.Workspace:
    """Make a portfolio with measures, tickets, surveys, drivers and contacts of every account."""
    workspace = build(file, accounts, touches=0)
    rng = random.Random(11)
    ids: list[str] = [account.id for account in workspace.all(Account)]
    problem = problem_for(workspace, TODAY.year, TODAY)
    database = workspace.database
    with database.transaction():
        _written(database, Engagement, _engagements(rng, problem))
        _written(database, Measure, _measures(rng, ids))
        _written(database, Survey, _surveys(rng, ids))
        _written(database, Contact, _contacts(rng, ids))
        _written(database, Driver, _drivers(rng, ids))
        _written(database, DriverReading, _readings(rng, ids))
        _written(database, Ticket, _tickets(rng, ids, tickets))
        _tones(database, rng, tickets)
    return workspace


def _engagements(rng: random.Random, problem: Problem) -> Iterator[Row]:
    """Yield what nineteen of twenty touches owed in the year and the year before became."""
    for touch in touches_of(problem.scenario):
        account = problem.accounts[touch.account]
        day = touch.first + (touch.last - touch.first) * rng.random()
        if rng.random() < 0.05 or account.owner_id is None:
            continue
        held = day < TODAY
        rule = problem.policy.policy.rule(touch.rule)
        for back in (0, 1):
            yield {
                "id": f"e{back}{touch.id}",
                "touch": touch.id if not back else "",
                "account_id": account.id,
                "type": rule.type if rule else "other",
                "state": "done" if held or back else "planned",
                "date": (day - dt.timedelta(days=365 * back)).isoformat(),
                "start": None,
                "minutes": touch.meeting or touch.minutes,
                "timezone": "",
                "mode": touch.mode,
                "city": account.city if touch.mode == "onsite" else "",
                "participants": json.dumps([account.owner_id]),
                "contacts": json.dumps([f"c{account.id[-14:]}0"]),
                "rule": touch.rule,
                "window_from": None,
                "window_to": None,
                "locked": 0,
                "purpose": "keep",
                "agenda": "[]",
                "notes": "",
                "outcome": "",
                "reason": "",
                "explanation": "",
                "trip_id": None,
            }


def month_day(back: int, day: int) -> str:
    """Return a day of the month so many months before today's, as stored."""
    index = TODAY.year * 12 + TODAY.month - 1 - back
    return dt.date(index // 12, index % 12 + 1, day).isoformat()


def _measures(rng: random.Random, ids: list[str]) -> Iterator[Row]:
    """Yield a reading of each metric and month, month by month as imports bring them."""
    levels = {
        (account, metric): (rng.uniform(20, 4000), rng.uniform(-0.02, 0.02))
        for account in ids
        for metric in METRICS
    }
    for back in reversed(range(MONTHS)):
        day = month_day(back, 5)
        for at, ((account, metric), (level, drift)) in enumerate(levels.items()):
            share = metric.endswith("licence use")
            value = abs(level * (1 + drift * (MONTHS - back)) * rng.uniform(0.9, 1.1))
            yield {
                "id": f"m{back:03}{at:07}",
                "account_id": account,
                "metric": metric,
                "date": day,
                "value": round(min(value / 50, 100.0) if share else value, 3),
                "unit": "%" if share else "",
                "customer_safe": 0,
            }


def _surveys(rng: random.Random, ids: list[str]) -> Iterator[Row]:
    for account in ids:
        for number in range(6):
            kind = rng.choice(("nps", "csat"))
            yield {
                "id": f"s{account[-14:]}{number:02}",
                "account_id": account,
                "date": month_day(number * 2, rng.randint(1, 12)),
                "kind": kind,
                "score": float(rng.randint(0, 10) if kind == "nps" else rng.randint(1, 5)),
                "comment": "",
                "contact": "",
                "customer_safe": 0,
            }


def _contacts(rng: random.Random, ids: list[str]) -> Iterator[Row]:
    for account in ids:
        for number in range(3):
            yield {
                "id": f"c{account[-14:]}{number}",
                "account_id": account,
                "name": f"P. Contact{number}",
                "title": "",
                "role": rng.choice(_ROLES),
                "email": "",
                "phone": "",
                "influence": rng.randint(1, 5),
                "attitude": rng.randint(1, 5),
                "touch_interval_days": rng.choice((30, 60, 90, None)),
                "last_touch": month_day(rng.randint(0, 6), rng.randint(1, 12)),
                "notes": "",
                "available_weekdays": None,
                "away_from": None,
                "away_to": None,
            }


def _drivers(rng: random.Random, ids: list[str]) -> Iterator[Row]:
    for account in ids:
        for number in range(4):
            yield {
                "id": f"d{account[-14:]}{number}",
                "account_id": account,
                "name": f"Driver {number}",
                "unit": "%",
                "direction": "lower" if number == 3 else "higher",
                "baseline": 40.0,
                "target": 80.0,
                "current": rng.uniform(30, 90),
                "weight": float(rng.randint(0, 3)),
                "owner": "",
                "customer_safe": 0,
            }


def _readings(rng: random.Random, ids: list[str]) -> Iterator[Row]:
    for account in ids:
        for number in range(4):
            for back in range(12):
                yield {
                    "id": f"r{account[-14:]}{number}{back:02}",
                    "driver_id": f"d{account[-14:]}{number}",
                    "date": month_day(back, 3),
                    "value": rng.uniform(30, 95),
                }


def _tickets(rng: random.Random, ids: list[str], count: int) -> Iterator[Row]:
    for number in range(count):
        day = month_day(rng.randrange(36), rng.randint(1, 12))
        yield {
            "id": f"t{number:08}",
            "account_id": rng.choice(ids),
            "opened": day,
            "closed": day,
            "type": rng.choice(_TYPES),
            "severity": rng.choice(_SEVERITIES),
            "subject": "It does not work",
            "text": f"[{day}] Customer: the export stopped again. " * 4,
            "satisfaction": float(rng.randint(1, 5)) if rng.random() < 0.2 else None,
            "hours": round(rng.uniform(0.1, 6), 1),
        }


def _tones(database: Database, rng: random.Random, count: int) -> None:
    from csplanner.store.tables import ticket_tone

    rows = (
        {
            "ticket_id": f"t{number:08}",
            "scorer": SCORER,
            "language": "en",
            "start": 0.0,
            "end": 0.0,
            "slope": 0.0,
            "mean": round(rng.uniform(-0.9, 0.9), 3),
        }
        for number in range(count)
    )
    for piece in _pieces(rows):
        database.insert(ticket_tone, piece)


def _written(database: Database, kind: Any, rows: Iterable[Row]) -> None:
    from csplanner.store.tables import TABLES

    stamp = {"external_id": "", "created": _STAMP, "changed": _STAMP}
    for piece in _pieces(row | stamp for row in rows):
        database.insert(TABLES[kind], piece)


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while piece := list(islice(left, _AT_ONCE)):
        yield piece

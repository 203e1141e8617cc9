"""Hard rules of one person's days, weeks, months, quarters and year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from csplanner.domain.breach import Breach
from csplanner.domain.hours_rules import overlap_breaches
from csplanner.domain.plan_days import monday_of, quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Entry


def person_breaches(ledger: Ledger, person: str, only: Entry | None = None) -> Iterator[Breach]:
    """Find every limit of the person that is passed, or only those that concern one entry."""
    if only is None:
        days = sorted({entry.date for entry in ledger.by_person[person].values()})
        weeks = sorted({monday_of(day) for day in days})
    else:
        days, weeks = [only.date], [monday_of(only.date)]
    for day in days:
        yield from breaches_of_day(ledger, person, day)
    for week in weeks:
        yield from breaches_of_week(ledger, person, week)
    yield from breaches_of_visits(ledger, person, only)


def breaches_of_day(ledger: Ledger, person: str, day: date) -> Iterator[Breach]:
    """Find the limits of one day that are passed."""
    yield from _day_breaches(ledger, person, day)
    yield from overlap_breaches(ledger, person, day)


def breaches_of_week(ledger: Ledger, person: str, week: date) -> Iterator[Breach]:
    """Find the limit of one week, by its Monday, if it is passed."""
    yield from _week_breaches(ledger, person, week)


def breaches_of_visits(ledger: Ledger, person: str, only: Entry | None = None) -> Iterator[Breach]:
    """Find the limits on visits and travel that are passed, or those that concern one entry."""
    if only is not None and not ledger.is_onsite(only):
        return
    quarters = (1, 2, 3, 4) if only is None else (quarter_of(only.date),)
    visits = ledger.visits_of(person, quarters)
    yield from _visit_breaches(ledger, person, visits, only)
    if only is None or ledger.is_away(person, only):
        away = [entry for entry in visits if ledger.is_away(person, entry)]
        yield from _travel_breaches(ledger, person, away, only)


def _breach(
    ledger: Ledger, rule: str, person: str, entries: Iterable[Entry], detail: str
) -> Breach:
    involved = sorted(entries, key=lambda entry: entry.date)
    return Breach(
        rule=rule,
        touches=tuple(entry.touch for entry in involved),
        detail=detail,
        day=involved[0].date,
        who=person,
        fixed=all(entry.touch in ledger.fixed for entry in involved),
    )


def _day_breaches(ledger: Ledger, person: str, day: date) -> Iterator[Breach]:
    cap = ledger.people[person].cap
    entries = list(ledger.by_day[person, day].values())
    visits = [entry for entry in entries if ledger.is_onsite(entry)]
    remote = [entry for entry in entries if not ledger.is_onsite(entry)]
    metros = sorted({str(ledger.metro_of(entry)) for entry in visits})
    if len(metros) > 1:
        detail = f"{person} would be in {' and '.join(metros)} on {day}"
        yield _breach(ledger, "two_metros", person, visits, detail)
    if len(visits) > cap.onsite_per_day:
        detail = f"{person} has {len(visits)} of {cap.onsite_per_day} visits on {day}"
        yield _breach(ledger, "onsite_per_day", person, visits, detail)
    if visits and len(remote) > cap.remote_on_onsite_day:
        allowed = cap.remote_on_onsite_day
        detail = f"{person} has {len(remote)} of {allowed} remote touches beside visits on {day}"
        yield _breach(ledger, "remote_on_onsite_day", person, entries, detail)
    if not visits and len(remote) > cap.remote_per_day:
        detail = f"{person} has {len(remote)} of {cap.remote_per_day} remote touches on {day}"
        yield _breach(ledger, "remote_per_day", person, remote, detail)


def _week_breaches(ledger: Ledger, person: str, week: date) -> Iterator[Breach]:
    entries = ledger.by_week[person, week].values()
    minutes = sum(ledger.touches[entry.touch].minutes for entry in entries)
    cap = ledger.people[person].cap.minutes_per_week
    if minutes > cap:
        detail = f"{person} has {minutes} of {cap} minutes in the week of {week}"
        yield _breach(ledger, "minutes_per_week", person, entries, detail)


def _visit_breaches(
    ledger: Ledger, person: str, visits: list[Entry], only: Entry | None
) -> Iterator[Breach]:
    cap = ledger.people[person].cap
    limits = (
        ("visits_per_month", cap.visits_per_month),
        ("visits_per_quarter", cap.visits_per_quarter),
        ("visits_per_year", cap.visits_per_year),
    )
    for rule, limit in limits:
        if limit is None:
            continue
        groups: dict[str, list[Entry]] = defaultdict(list)
        concerned = ledger.visits_of(person) if rule == "visits_per_year" else visits
        for entry in concerned:
            groups[_period(rule, entry.date)].append(entry)
        for period, group in groups.items():
            if len(group) > limit and (only is None or only in group):
                detail = f"{person} has {len(group)} of {limit} visits in {period}"
                yield _breach(ledger, rule, person, group, detail)


def _period(rule: str, day: date) -> str:
    if rule == "visits_per_month":
        return f"month {day.month}"
    return f"quarter {quarter_of(day)}" if rule == "visits_per_quarter" else f"year {day.year}"


def _travel_breaches(
    ledger: Ledger, person: str, away: list[Entry], only: Entry | None
) -> Iterator[Breach]:
    limit = ledger.people[person].cap.travel_weeks_per_quarter
    quarters: dict[int, list[Entry]] = defaultdict(list)
    for entry in away:
        quarters[quarter_of(entry.date)].append(entry)
    for quarter, group in sorted(quarters.items()):
        weeks = {monday_of(entry.date) for entry in group}
        if len(weeks) > limit and (only is None or only in group):
            detail = f"{person} travels in {len(weeks)} of {limit} weeks in quarter {quarter}"
            yield _breach(ledger, "travel_weeks_per_quarter", person, group, detail)

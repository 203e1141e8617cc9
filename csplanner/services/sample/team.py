"""Our side of the sample: who we are, our people, their days away, the policy and the rates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.documents import Audience
from csplanner.domain.ids import (
    BlackoutId,
    ExchangeRateId,
    OrganisationId,
    PersonId,
    PolicyVersionId,
    RateId,
    SectionTemplateId,
    TimeOffId,
)
from csplanner.domain.records import (
    Blackout,
    ExchangeRate,
    Organisation,
    Person,
    PolicyVersion,
    Rate,
    SectionTemplate,
    TimeOff,
)
from csplanner.domain.team import Role
from csplanner.domain.trip import CostCategory
from csplanner.services.policy import default_text
from csplanner.services.sample.tables import rows, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplanner.domain.record import Record
    from csplanner.services.sample.frame import Frame

POLICY_NUMBER = 3
_YEAR = dt.timedelta(weeks=52)


def organisation(frame: Frame) -> Organisation:
    """Make us."""
    return Organisation(
        id=frame.id(OrganisationId), name="Kestrane", team="Central & Atlantic", is_sample=True
    )


def team(frame: Frame) -> dict[str, Person]:
    """Make our people by their key; deputies and managers are set in a second look."""
    table = rows("people")
    ids = {row["key"]: frame.id(PersonId) for row in table}
    return {row["key"]: _person(row, ids) for row in table}


def _person(row: Mapping[str, str], ids: Mapping[str, PersonId]) -> Person:
    surname = row["name"].split()[-1].lower()
    limits = ("travel_weeks_per_quarter", "visits_per_month", "visits_per_quarter")
    travel, month, quarter = (int(row[name]) if row[name] else None for name in limits)
    return Person(
        id=ids[row["key"]],
        external_id=surname,
        name=row["name"],
        role=Role(row["role"]),
        title=row["title"],
        email=f"{row['name'][0].lower()}.{surname}@kestrane.example",
        home_city=row["city"],
        country=row["country"],
        timezone=row["timezone"],
        weekly_hours=Decimal(row["weekly_hours"]) if row["weekly_hours"] else None,
        travel_weeks_per_quarter=travel,
        visits_per_month=month,
        visits_per_quarter=quarter,
        visits_per_year=int(row["visits_per_year"]) if row["visits_per_year"] else None,
        deputy_id=ids.get(row["deputy"]),
        reports_to_id=ids.get(row["reports_to"]),
    )


def days_away(frame: Frame, people: Mapping[str, Person]) -> Iterator[TimeOff]:
    """Yield the leave of last year, this year and the next."""
    for item in tables("calendar")["away"]:
        for turn in (-_YEAR, dt.timedelta(0), _YEAR):
            yield TimeOff(
                id=frame.id(TimeOffId),
                person_id=people[item["person"]].id,
                start=frame.day(item["from"]) + turn,
                end=frame.day(item["to"]) + turn,
                reason=item["reason"],
            )


def company_blackouts(frame: Frame) -> Iterator[Blackout]:
    """Yield the company's closed days: the year's end, and three days in January."""
    for year in range(frame.today.year - 2, frame.today.year + 2):
        kickoff = dt.date.fromisocalendar(year, 2, 1)
        yield Blackout(
            id=frame.id(BlackoutId),
            start=kickoff,
            end=kickoff + dt.timedelta(days=2),
            reason="Company kick-off",
        )
        yield Blackout(
            id=frame.id(BlackoutId),
            start=dt.date(year, 12, 24),
            end=dt.date(year + 1, 1, 1),
            reason="Closed between the years",
        )


def papers(frame: Frame) -> Iterator[Record]:
    """Yield the policy's versions, the section templates, the rates and the exchange rates."""
    notes = {1: "First policy.", 2: "Value reviews before the decision window.", 3: "In force."}
    for number, note in notes.items():
        yield PolicyVersion(
            id=frame.id(PolicyVersionId),
            number=number,
            effective=dt.date(frame.today.year - POLICY_NUMBER + number, 1, 1),
            text=default_text(),
            note=note,
        )
    for item in tables("papers")["template"]:
        yield SectionTemplate(
            id=frame.id(SectionTemplateId),
            name=item["name"],
            tier=item.get("tier", ""),
            audience=Audience(item["audience"]),
            sections=tuple(item["sections"]),
        )
    for item in tables("papers")["rate"]:
        yield Rate(
            id=frame.id(RateId),
            category=CostCategory(item["category"]),
            city=item.get("city", ""),
            from_km=item.get("from_km"),
            to_km=item.get("to_km"),
            amount=Decimal(item["amount"]),
            currency="USD",
        )
    for item in tables("papers")["exchange"]:
        yield ExchangeRate(
            id=frame.id(ExchangeRateId),
            currency=item["currency"],
            date=dt.date(frame.today.year - item["years_back"], 1, 1),
            rate=Decimal(item["rate"]),
        )

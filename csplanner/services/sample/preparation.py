"""Preparation of the next visits: checklists, printed briefs, and the trips with their approval."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.domain.documents import Audience
from csplanner.domain.engagement import State
from csplanner.domain.ids import BriefVersionId, ChecklistItemId, TripCostId, TripLegId
from csplanner.domain.records import (
    BriefVersion,
    ChecklistItem,
    Engagement,
    Trip,
    TripCost,
    TripLeg,
)
from csplanner.domain.trip import CostCategory, TripState
from csplanner.services.sample.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplanner.domain.record import Record
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.visits import Cast
    from csplanner.services.workspace import Reader

STORY = "ardenmoor"
APPROVER = "H. Brandiss"
_ASKED_DAYS, _APPROVED_DAYS = 50, 20
_STEPS_BEFORE = 28


def checklists(frame: Frame, cast: Cast, reader: Reader) -> Iterator[ChecklistItem]:
    """Yield the checklists of the next visits; those told by name only where they take place."""
    by_day = {
        (e.account_id, e.date): e
        for state in (State.PLANNED, State.AGREED)
        for e in reader.where(Engagement, state=state)
    }
    story = tables("visits")
    review = by_day.get((cast.accounts[STORY].id, frame.day("2027-06-09")))
    for item in story["step"] if review else ():
        assert review is not None
        yield _step(frame, review, item["text"], (item["owner"], frame.day(item["due"])), item)
    for told in story["prepared"]:
        visit = by_day.get((cast.accounts[told["account"]].id, frame.day(told["date"])))
        if visit is not None:
            yield from _steps(frame, cast, visit, told)


def _steps(
    frame: Frame, cast: Cast, visit: Engagement, told: Mapping[str, Any]
) -> Iterator[ChecklistItem]:
    owner_id = cast.accounts[told["account"]].owner_id
    owner = next(p.name for p in cast.people.values() if p.id == owner_id)
    texts = tables("visits")["steps"][: told["of"]]
    for number, text in enumerate(texts):
        done = number < told["done"]
        due = visit.date - dt.timedelta(days=_STEPS_BEFORE - 2 * number)
        if done:
            due = min(due, frame.story_today)
        yield _step(frame, visit, text, (owner, due), {"done": done})


def _step(
    frame: Frame,
    visit: Engagement,
    text: str,
    who: tuple[str, dt.date],
    item: Mapping[str, Any],
) -> ChecklistItem:
    return ChecklistItem(
        id=frame.id(ChecklistItemId),
        engagement_id=visit.id,
        text=text,
        owner=who[0],
        due=who[1],
        done=item["done"],
    )


def printed(frame: Frame, cast: Cast, reader: Reader) -> Iterator[BriefVersion]:
    """Yield the briefs of Ardenmoor Freight that were written to files."""
    account = cast.accounts[STORY]
    visits = {e.date: e.id for e in reader.where(Engagement, account_id=account.id)}
    for item in tables("visits")["brief"]:
        named = f"{item['audience']} {item['date']}"
        yield BriefVersion(
            id=frame.id(BriefVersionId),
            account_id=account.id,
            engagement_id=visits.get(frame.day(item["visit"])),
            audience=Audience(item["audience"]),
            date=frame.day(item["date"]),
            pages=item["pages"],
            digest=hashlib.sha256(named.encode()).hexdigest(),
        )


def trips(frame: Frame, cast: Cast, reader: Reader) -> tuple[list[Record], list[TripCost]]:
    """Give approvals, the told trip's costs and legs; and the cost lines that these replace."""
    told = tables("visits")["trip"]
    review_day = frame.day(told["visit"])
    story = {
        e.trip_id
        for e in reader.where(Engagement, account_id=cast.accounts[STORY].id)
        if e.date == review_day
    }
    found: list[Record] = []
    replaced: list[TripCost] = []
    for trip in sorted(reader.where(Trip, year=frame.today.year), key=lambda t: t.number):
        if trip.id in story:
            found += [_asked(frame, trip, told), *_costs(frame, trip, cast), *_legs(frame, trip)]
            replaced += reader.where(TripCost, trip_id=trip.id)
        else:
            found.append(_judged(frame, trip))
    return found, replaced


def _asked(frame: Frame, trip: Trip, told: Mapping[str, Any]) -> Trip:
    first = frame.day(tables("visits")["trip"]["leg"][0]["departs"].date())
    return replace(
        trip,
        start=min(first, trip.start),
        state=TripState.ASKED,
        notes=told["notes"],
    )


def _judged(frame: Frame, trip: Trip) -> Trip:
    """Say where a trip's approval stands, by how far off it is."""
    days = (trip.start - frame.story_today).days
    if days > _ASKED_DAYS:
        return trip
    if days > _APPROVED_DAYS:
        return replace(trip, state=TripState.ASKED)
    decided = min(trip.start - dt.timedelta(days=_APPROVED_DAYS), frame.story_today)
    return replace(trip, state=TripState.APPROVED, decided_by=APPROVER, decided_on=decided)


def _costs(frame: Frame, trip: Trip, cast: Cast) -> Iterator[TripCost]:
    told = tables("visits")["trip"]
    for item in told["cost"]:
        yield TripCost(
            id=frame.id(TripCostId),
            trip_id=trip.id,
            category=CostCategory(item["category"]),
            person_id=cast.people[told["traveller"]].id,
            amount=Decimal(item["amount"]),
            currency="USD",
            note=item["note"],
        )


def _legs(frame: Frame, trip: Trip) -> Iterator[TripLeg]:
    for item in tables("visits")["trip"]["leg"]:
        yield TripLeg(
            id=frame.id(TripLegId),
            trip_id=trip.id,
            mode=item["mode"],
            origin=item["origin"],
            destination=item["destination"],
            departs=item["departs"] + frame.shift,
            departs_zone=item["departs_zone"],
            arrives=item["arrives"] + frame.shift,
            arrives_zone=item["arrives_zone"],
            reference=item["reference"],
        )

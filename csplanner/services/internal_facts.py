"""Fills InternalFacts for one account and visit from the whole portfolio."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.days import weekday_day
from csplanner.domain.demand import anniversary
from csplanner.domain.engagement import State
from csplanner.domain.internal_facts import (
    Event,
    InternalFacts,
    InTheRoom,
    OwedFacts,
    TouchMark,
    TripFacts,
)
from csplanner.domain.records import (
    Account,
    Contact,
    Engagement,
    Promise,
    RelationshipRating,
    Risk,
    Trip,
    TripCost,
    TripLeg,
)
from csplanner.services.brief_matters import matters_of
from csplanner.services.brief_visit import agenda_of, visit_facts, visits_of
from csplanner.services.customer_facts import US, mark_labels, quarter_of
from csplanner.services.policy import policy_in_force
from csplanner.services.score import insight_of
from csplanner.services.workspace import organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader

_PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}
_TOUCHES = {
    "qbr": ("QBR", "QBRs"),
    "executive_qbr": ("executive QBR", "executive QBRs"),
    "ceo_visit": ("CEO visit", "CEO visits"),
    "training": ("training", "trainings"),
    "check_in": ("check-in", "check-ins"),
}
_EVENT_DAYS, _EVENT_WORDS = 366, 44
_CHAMPION = "champion"


def internal_facts(
    reader: Reader, account: Account, engagement: Engagement | None, as_of: dt.date
) -> InternalFacts:
    """Return everything that the internal brief says."""
    about, in_force = engagement.date if engagement else as_of, policy_in_force(reader, as_of)
    insight = insight_of(reader, account.id, as_of, _quarter_start(as_of) - dt.timedelta(days=1))
    visits, renewal = visits_of(reader, account.id), _next_renewal(account, as_of)
    us, bands = organisation(reader), {band.id: band for band in in_force.policy.bands}
    promises, promised_on = _promises(reader, account.id, visits, as_of)
    return InternalFacts(
        organisation=us.name if us else US,
        account=account.name,
        as_of=as_of,
        quarter=quarter_of(about),
        year=about.year,
        policy=in_force.name,
        tier=bands[insight.tier].name,
        stage=account.stage,
        arr=account.arr,
        currency=account.currency or (us.base_currency if us else ""),
        renewal=renewal,
        window=_window(account, renewal, in_force.policy),
        relationship=account.relationship,
        relationship_reason=_reason(reader, account.id, as_of),
        visit=None if engagement is None else visit_facts(reader, account, engagement),
        history=insight.history,
        drivers=insight.drivers,
        burden=insight.burden,
        burden_before=insight.burden_before,
        moves=insight.moves,
        matters=matters_of(reader, account.id, f"{about.year}Q{quarter_of(about)}", insight),
        events=_events(reader, account.id, as_of),
        marks=_marks(reader, visits, about.year),
        owed=_owed(in_force.policy, insight.tier),
        room=_room(reader, engagement, visits, as_of),
        agenda=() if engagement is None else agenda_of(engagement),
        promises=promises,
        promised_on=promised_on,
        trip=_trip(reader, engagement),
    )


def _quarter_start(day: dt.date) -> dt.date:
    return day.replace(month=3 * quarter_of(day) - 2, day=1)


def _next_renewal(account: Account, as_of: dt.date) -> dt.date | None:
    if account.renewal_date is None or account.renewal_date >= as_of:
        return account.renewal_date
    this_year = anniversary(account.renewal_date, as_of.year)
    return this_year if this_year >= as_of else anniversary(account.renewal_date, as_of.year + 1)


def _window(
    account: Account, renewal: dt.date | None, policy: TierPolicy
) -> tuple[dt.date, dt.date] | None:
    if renewal is None:
        return None
    lead = account.decision_lead_days or policy.decision_days
    opens = lead + policy.window_opens_days - policy.decision_days
    return renewal - dt.timedelta(days=opens), renewal - dt.timedelta(days=lead)


def _reason(reader: Reader, account_id: str, as_of: dt.date) -> str:
    ratings = [
        r for r in reader.where(RelationshipRating, account_id=account_id) if r.date <= as_of
    ]
    return max(ratings, key=lambda r: r.date).reason if ratings else ""


def _owed(policy: TierPolicy, band: str) -> str:
    """Say what the tier asks for in a year, reviews first."""
    counts: dict[str, int] = {}
    for rule in policy.rules:
        if rule.kind == "period" and band in rule.bands and not rule.overlays:
            counts[rule.type] = counts.get(rule.type, 0) + rule.count * _PER_YEAR[rule.period]
    words = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in _TOUCHES.items()
        if kind in counts
    ]
    return "tier asks for " + ", ".join(words) if words else ""


def _events(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Event, ...]:
    since = as_of - dt.timedelta(days=_EVENT_DAYS)
    found = [
        Event(date=risk.made, text=_short(risk.text))
        for risk in reader.where(Risk, account_id=account_id)
        if risk.made is not None and since <= risk.made <= as_of
    ]
    return tuple(sorted(found, key=lambda e: e.date)[-2:])


def _short(text: str) -> str:
    """Cut a text at a word so that it fits beside the line of a chart."""
    if len(text) <= _EVENT_WORDS:
        return text.rstrip(".")
    return text[:_EVENT_WORDS].rsplit(" ", 1)[0].rstrip(",;:.") + "\N{HORIZONTAL ELLIPSIS}"


def _marks(reader: Reader, visits: Iterable[Engagement], year: int) -> tuple[TouchMark, ...]:
    shown = [e for e in visits if e.date.year == year and e.state is not State.WAIVED]
    labels = mark_labels(reader, (e for e in shown if e.state is not State.MISSED))
    return tuple(
        TouchMark(
            date=e.date,
            type=e.type.value,
            state=e.state.value,
            locked=e.locked,
            label=labels.get(e.id, ""),
        )
        for e in shown
    )


def _room(
    reader: Reader, engagement: Engagement | None, visits: Sequence[Engagement], as_of: dt.date
) -> tuple[InTheRoom, ...]:
    if engagement is None:
        return ()
    place = {contact: i for i, contact in enumerate(engagement.contacts)}
    people = sorted(reader.many(Contact, engagement.contacts), key=lambda c: place[c.id])
    found = []
    for contact in people:
        days = [e.date for e in visits if e.state is State.DONE and contact.id in e.contacts]
        days += [contact.last_touch] if contact.last_touch else []
        last = max((day for day in days if day <= as_of), default=None)
        found.append(
            InTheRoom(
                name=contact.name,
                title=contact.title or contact.role,
                champion=_CHAMPION in contact.role.lower(),
                attitude=contact.attitude,
                days_since=None if last is None else (as_of - last).days,
                know=contact.notes,
            )
        )
    return tuple(found)


def _promises(
    reader: Reader, account_id: str, visits: Sequence[Engagement], as_of: dt.date
) -> tuple[tuple[OwedFacts, ...], dt.date | None]:
    """Return what was promised at the newest visit where anything was, and its day."""
    held: dict[str, dt.date] = {e.id: e.date for e in visits if e.date <= as_of}
    dated = [
        (held.get(p.engagement_id or "") or p.made, p)
        for p in reader.where(Promise, account_id=account_id)
    ]
    newest = max((day for day, _ in dated if day is not None and day <= as_of), default=None)
    found = [
        OwedFacts(
            text=p.text,
            done=p.closed is not None or p.status in {"done", "kept", "closed"},
            due=p.due,
            closed=p.closed,
        )
        for day, p in dated
        if newest is not None and day == newest
    ]
    return tuple(found), newest


def _trip(reader: Reader, engagement: Engagement | None) -> TripFacts | None:
    trip = reader.get(Trip, engagement.trip_id) if engagement and engagement.trip_id else None
    if trip is None or engagement is None:
        return None
    visits = sorted(
        reader.where(Engagement, trip_id=trip.id), key=lambda e: (e.date, e.start or dt.time())
    )
    costs = reader.where(TripCost, trip_id=trip.id)
    currencies = {cost.currency for cost in costs}
    legs = sorted(
        reader.where(TripLeg, trip_id=trip.id), key=lambda leg: (str(leg.departs), leg.id)
    )
    return TripFacts(
        number=trip.number,
        cities=trip.cities or (trip.city,),
        start=trip.start,
        end=trip.end,
        visits=len(visits),
        state=trip.state.value,
        cost=sum((c.amount for c in costs), Decimal(0)) if len(currencies) == 1 else None,
        currency=next(iter(currencies), "") or trip.currency,
        legs=tuple(_leg(leg) for leg in legs),
        next_stop=_next_stop(reader, engagement, visits),
    )


def _leg(leg: TripLeg) -> str:
    when = f"{weekday_day(leg.departs)} {leg.departs:%H:%M}" if leg.departs else ""
    route = f"{leg.origin} to {leg.destination}".strip()
    return ", ".join(part for part in (route, when) if part)


def _next_stop(reader: Reader, engagement: Engagement, visits: Sequence[Engagement]) -> str:
    ids = [e.id for e in visits]
    at = ids.index(engagement.id) if engagement.id in ids else len(ids)
    if at + 1 >= len(visits):
        return ""
    following = visits[at + 1]
    account = reader.get(Account, following.account_id)
    start = f" {following.start:%H:%M}" if following.start else ""
    return f"{account.name}, {weekday_day(following.date)}{start}" if account else ""

"""Everything that the page of one account shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.driver_set import sets_for
from csplanner.domain.engagement import State
from csplanner.domain.records import (
    Account,
    Commitment,
    Contact,
    Driver,
    Goal,
    Person,
    RelationshipRating,
    Sighting,
    Signal,
    Trip,
)
from csplanner.services.brief_visit import visits_of
from csplanner.services.internal_facts import internal_facts
from csplanner.services.policy import base_currency, policy_in_force
from csplanner.services.team_view import closed_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.driver_set import DriverSet
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.records import Blackout, Engagement
    from csplanner.services.workspace import Reader

_CHAMPION = "champion"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOnMap:
    """One of theirs: influence and attitude 1 to 5, days since anyone of ours met them."""

    contact: Contact
    name: str
    title: str
    champion: bool
    influence: int | None
    attitude: int | None
    days_since: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One account as of a day; engagements and ratings by date, commitments by due date.

    `driver_sets` are those of the policy that fit its industry and stage, `owner_zone` is the time
    zone of its CSM, '' where their record names none.
    """

    account: Account
    facts: InternalFacts
    owner: str
    owner_zone: str
    executive: str
    engagements: tuple[Engagement, ...]
    contacts: tuple[ContactOnMap, ...]
    commitments: tuple[Commitment, ...]
    sightings: tuple[Sighting, ...]
    ratings: tuple[RelationshipRating, ...]
    goals: tuple[Goal, ...]
    drivers: tuple[Driver, ...]
    signals: tuple[Signal, ...]
    driver_sets: tuple[DriverSet, ...]
    base_currency: str
    trip_of: dict[str, int]
    closed: tuple[Blackout, ...] = ()

    def last(self, today: dt.date) -> Engagement | None:
        """Return the newest engagement that was held."""
        held = [e for e in self.engagements if e.state is State.DONE and e.date <= today]
        return held[-1] if held else None

    def next(self, today: dt.date, *, onsite: bool = False) -> Engagement | None:
        """Return the next engagement to come, or the next one that somebody travels to."""
        ahead = (
            e
            for e in self.engagements
            if e.state in {State.PLANNED, State.AGREED} and e.date >= today
        )
        return next((e for e in ahead if not onsite or e.mode.value == "onsite"), None)

    def at_hand(self, today: dt.date) -> Engagement | None:
        """Return the oldest engagement that nobody said how it went, else the next one."""
        open_ones = (
            e
            for e in self.engagements
            if e.state in {State.PLANNED, State.AGREED} and e.date < today
        )
        return next(open_ones, None) or self.next(today)


def account_view(reader: Reader, account_id: str, today: dt.date) -> AccountView:
    """Return the page of an account; raises UserMistake if it is gone."""
    account = reader.get(Account, account_id)
    if account is None:
        raise UserMistake("This account is not in the portfolio any more.", "Choose another one.")
    visits = visits_of(reader, account_id)
    wanted = [found for found in (account.owner_id, account.executive_sponsor_id) if found]
    people = {person.id: person for person in reader.many(Person, wanted)}
    owner, executive = (
        people.get(i) if i else None for i in (account.owner_id, account.executive_sponsor_id)
    )
    return AccountView(
        account=account,
        facts=internal_facts(reader, account, None, today),
        owner=owner.name if owner else "",
        owner_zone=owner.timezone if owner else "",
        executive=(executive.title or executive.name) if executive else "",
        engagements=visits,
        contacts=_contacts(reader, account_id, visits, today),
        commitments=_commitments(reader, account_id),
        sightings=_sightings(reader, account_id, today),
        ratings=_ratings(reader, account_id, today),
        goals=tuple(reader.where(Goal, account_id=account_id)),
        drivers=tuple(reader.where(Driver, account_id=account_id)),
        signals=_signals(reader, account_id, today),
        base_currency=base_currency(reader),
        driver_sets=sets_for(
            policy_in_force(reader, today).policy.driver_sets, account.industry, account.stage
        ),
        trip_of=_trips(reader, visits, today),
        closed=closed_days(reader, account.id, today),
    )


def _contacts(
    reader: Reader, account_id: str, visits: Sequence[Engagement], today: dt.date
) -> tuple[ContactOnMap, ...]:
    met: dict[str, dt.date] = {}
    for visit in visits:
        if visit.state is State.DONE and visit.date <= today:
            met.update(dict.fromkeys(visit.contacts, visit.date))
    found = []
    for contact in reader.where(Contact, account_id=account_id):
        days = [day for day in (met.get(contact.id), contact.last_touch) if day and day <= today]
        found.append(
            ContactOnMap(
                contact=contact,
                name=contact.name,
                title=contact.title or contact.role,
                champion=_CHAMPION in contact.role.lower(),
                influence=contact.influence,
                attitude=contact.attitude,
                days_since=(today - max(days)).days if days else None,
            )
        )
    return tuple(sorted(found, key=lambda c: (-(c.influence or 0), c.name)))


def _commitments(reader: Reader, account_id: str) -> tuple[Commitment, ...]:
    found = reader.where(Commitment, account_id=account_id)
    return tuple(sorted(found, key=lambda c: (c.due is None, c.due, c.clause)))


def _sightings(reader: Reader, account_id: str, today: dt.date) -> tuple[Sighting, ...]:
    found = [s for s in reader.where(Sighting, account_id=account_id) if s.date <= today]
    return tuple(sorted(found, key=lambda s: s.date, reverse=True))


def _ratings(reader: Reader, account_id: str, today: dt.date) -> tuple[RelationshipRating, ...]:
    found = [r for r in reader.where(RelationshipRating, account_id=account_id) if r.date <= today]
    return tuple(sorted(found, key=lambda r: r.date))


def _signals(reader: Reader, account_id: str, today: dt.date) -> tuple[Signal, ...]:
    found = [s for s in reader.where(Signal, account_id=account_id) if s.date <= today]
    return tuple(sorted(found, key=lambda s: s.date, reverse=True))


def _trips(reader: Reader, visits: Sequence[Engagement], today: dt.date) -> dict[str, int]:
    ids = {visit.trip_id for visit in visits if visit.trip_id and visit.date >= today}
    return {trip.id: trip.number for trip in reader.many(Trip, ids)}

"""From the portfolio to the planning problem of a year, and back from its ids to records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.account import Stage
from csplanner.domain.demand import touches_of
from csplanner.domain.plan import TouchId
from csplanner.domain.policy import arr_in_base, unconvertible
from csplanner.domain.records import (
    Account,
    Blackout,
    Contact,
    Engagement,
    Person,
    TimeOff,
    Waiver,
)
from csplanner.domain.scenario import WORKING_WEEK, Metro, PlannedAccount, Scenario, StatedTouch
from csplanner.domain.scenario import Person as PlannedPerson
from csplanner.domain.team import Role
from csplanner.services.availability import (
    days_between,
    holiday_key,
    hours_in,
    our_hours,
    planned_contacts,
    public_holidays,
    region_code,
)
from csplanner.services.overlays import overlays_of
from csplanner.services.places import places
from csplanner.services.policy import policy_for_year, rates_on
from csplanner.services.problem_policy import caps_of, planner_policy, planner_weights
from csplanner.services.problem_touches import (
    OwedSince,
    owners_of,
    sort_engagements,
    stated_touches,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.domain.place import Place
    from csplanner.domain.policy import TierPolicy
    from csplanner.domain.scenario import Hours, Overlay
    from csplanner.services.policy import PolicyInForce
    from csplanner.services.workspace import Reader

PLANNED_ROLES = (Role.CSM, Role.AE, Role.EXEC, Role.CEO)
NOBODY = "nobody"
STRAY_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A scenario with what its ids stand for; `listed` names accounts that need a look, and why."""

    scenario: Scenario
    year: int
    today: dt.date
    policy: PolicyInForce
    accounts: Mapping[str, Account]
    people: Mapping[str, Person]
    account_places: Mapping[str, Place]
    home_places: Mapping[str, Place]
    names: Mapping[str, str]
    listed: tuple[tuple[str, str], ...]
    owners: Mapping[str, str] = field(default_factory=dict)

    def account_of(self, touch: str) -> str:
        """Return the account's id in the scenario of a touch id, which may be another program's."""
        return self.owners.get(touch) or touch.split(":", 1)[0]

    def is_owed(self, touch: str) -> bool:
        """Tell whether a rule in force asks for a touch; else it only stands on the calendar."""
        return self.policy.policy.rule(self.rule_of(touch)) is not None

    def rule_of(self, touch: str) -> str:
        """Return the rule's id of a touch id, '' where it has none."""
        parts = touch.split(":")
        return parts[1] if len(parts) > 2 else ""


def scenario_id(record: Account | Person) -> str:
    """Return how a record is named in scenarios and touch ids: its external id, else its id."""
    outside = record.external_id
    return outside if outside and ":" not in outside else record.id


def problem_for(
    reader: Reader,
    year: int,
    today: dt.date,
    policy: PolicyInForce | None = None,
    calendar: Sequence[Engagement] | None = None,
    job: Job | None = None,
) -> Problem:
    """Return the planning problem of a year as the portfolio stands.

    `calendar` are all engagements, where the caller has read them already. Raises Cancelled soon
    after the job is asked to stop.
    """
    job = job or Job()
    in_force = policy or policy_for_year(reader, year, today)
    # By the ids that scenarios show: another file of the same records gives the same plan.
    ours = sorted(reader.all(Person), key=scenario_id)
    theirs = sorted(reader.all(Account), key=scenario_id)
    people: dict[str, Person] = {p.id: p for p in ours if p.role in PLANNED_ROLES}
    accounts: dict[str, Account] = {a.id: a for a in theirs if plannable(a)}
    job.check()
    found = reader.all(Engagement) if calendar is None else calendar
    job.check()
    calendar = [e for e in found if e.account_id in accounts]
    builder = _Builder(reader, (year, today), in_force, accounts, people, calendar)
    return builder.problem(job)


def plannable(account: Account) -> bool:
    """Tell whether an account takes part in plans: not archived, not churned."""
    return not account.archived and account.stage != Stage.CHURNED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What is gathered for all accounts at once, by the portfolio's ids."""

    shut: Mapping[str, set[dt.date]]
    overlays: Mapping[str, tuple[Overlay, ...]]
    contacts: Mapping[str, list[Contact]]


class _Builder:
    """Gathers the parts of one problem; ids of the portfolio in, ids of the scenario out."""

    def __init__(
        self,
        reader: Reader,
        days: tuple[int, dt.date],
        in_force: PolicyInForce,
        accounts: dict[str, Account],
        people: dict[str, Person],
        calendar: list[Engagement],
    ) -> None:
        self.reader, self.calendar = reader, calendar
        self.year, self.today = days
        self.in_force, self.accounts, self.people = in_force, accounts, people
        self.rates = rates_on(reader, self.today)
        self.hours = our_hours(reader)
        self.job = Job()
        self.listed: list[tuple[str, str]] = []
        self.account_places = {i: p for i, a in accounts.items() if (p := self._place(a))}
        self.home_places = {
            i: place
            for i, person in people.items()
            if (place := places().city(person.home_city, person.country))
        }

    @property
    def policy(self) -> TierPolicy:
        return self.in_force.policy

    def problem(self, job: Job) -> Problem:
        """Put the scenario together."""
        self.job = job
        account_ids = {i: scenario_id(a) for i, a in self.accounts.items()}
        person_ids = {i: scenario_id(p) for i, p in self.people.items()}
        owners = owners_of(self.calendar, self.year, account_ids)
        return Problem(
            scenario=_with_strays(self._scenario(account_ids, person_ids), owners),
            owners=owners,
            year=self.year,
            today=self.today,
            policy=self.in_force,
            accounts={account_ids[i]: a for i, a in self.accounts.items()},
            people={person_ids[i]: p for i, p in self.people.items()},
            account_places={account_ids[i]: p for i, p in self.account_places.items()},
            home_places={person_ids[i]: p for i, p in self.home_places.items()},
            names=_names((self.accounts, account_ids), (self.people, person_ids)),
            listed=tuple(self.listed),
        )

    def _scenario(self, account_ids: dict[str, str], person_ids: dict[str, str]) -> Scenario:
        zones = {i: hours.zone for i in self.accounts if (hours := self._hours_of(i)) is not None}
        sorted_ = sort_engagements(
            self.calendar, (self.year, self.today), (account_ids, person_ids), zones
        )
        start = dt.date(self.year, 1, 1)
        stated = self._stated(account_ids)
        closed, shut = self._blackouts()
        waivers = self.reader.all(Waiver)
        about = _About(
            shut=shut,
            overlays=overlays_of(
                self.reader, self.accounts.values(), self.policy, (self.year, self.today)
            ),
            contacts=self._contacts(),
        )
        return Scenario(
            name=f"portfolio {self.year}",
            year=self.year,
            metros=_metros((*self.account_places.values(), *self.home_places.values())),
            holidays=self._holidays(),
            people=tuple(self._person(p, person_ids) for p in self.people.values()),
            accounts=tuple(
                self._account(a, account_ids, person_ids, about) for a in self.accounts.values()
            ),
            policy=planner_policy(self.policy),
            weights=planner_weights(self.policy),
            locked=sorted_.locked,
            baseline=sorted_.baseline,
            not_before=self.today if self.today > start else None,
            history=sorted_.history,
            touches=stated + sorted_.stated,
            closed=frozenset(closed),
            waived=frozenset(TouchId(w.touch) for w in waivers if w.holds(self.today)),
            elsewhere=sorted_.elsewhere,
        )

    def _place(self, account: Account) -> Place | None:
        place = places().city(account.city, account.country) if account.city else None
        if place is not None:
            return place
        capital = places().capital(account.country) if account.country else None
        if capital is None:
            self.listed.append((account.id, "no country: planned as remote only"))
        elif account.city:
            self.listed.append(
                (account.id, f"{account.city} is not in the table: planned at {capital.name}")
            )
        else:
            self.listed.append((account.id, f"no city: planned at {capital.name}"))
        return capital

    def _calendar_of(self, record: Account | Person, place: Place | None) -> str:
        """Return the key of a record's public holidays, '' where its country is not known."""
        country = place.country if place else places().country(record.country)
        return holiday_key(country, record.region) if country else ""

    def _holidays(self) -> dict[str, frozenset[dt.date]]:
        keys = {self._calendar_of(a, self.account_places.get(a.id)) for a in self.accounts.values()}
        keys |= {self._calendar_of(p, self.home_places.get(p.id)) for p in self.people.values()}
        return {key: public_holidays(key, self.year) for key in sorted(keys - {""})}

    def _hours_of(self, account_id: str) -> Hours | None:
        place = self.account_places.get(account_id)
        zone = self.accounts[account_id].timezone or (place.timezone if place else "")
        return hours_in(zone) if zone else None

    def _contacts(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        for contact in self.reader.all(Contact):
            found.setdefault(contact.account_id, []).append(contact)
        return found

    def _stated(self, account_ids: dict[str, str]) -> tuple[StatedTouch, ...]:
        bands: dict[str, str] = {
            a.id: self.policy.band_of(arr_in_base(a, self.rates), a.tier_override).id
            for a in self.accounts.values()
        }
        owed = OwedSince(
            policy=self.policy,
            year=self.year,
            today=self.today,
            bands=bands,
            ids=dict(account_ids.items()),
        )
        return tuple(stated_touches(self.accounts.values(), owed, self.calendar))

    def _blackouts(self) -> tuple[set[dt.date], dict[str, set[dt.date]]]:
        closed: set[dt.date] = set()
        shut: dict[str, set[dt.date]] = {}
        for blackout in self.reader.all(Blackout):
            days = days_between(blackout.start, blackout.end, self.year)
            if blackout.account_id is None:
                closed.update(days)
            else:
                shut.setdefault(blackout.account_id, set()).update(days)
        return closed, shut

    def _person(self, person: Person, ids: dict[str, str]) -> PlannedPerson:
        home = self.home_places.get(person.id)
        away: set[dt.date] = set()
        for off in self.reader.where(TimeOff, person_id=person.id):
            away.update(days_between(off.start, off.end, self.year))
        return PlannedPerson(
            id=ids[person.id],
            role=person.role.value,
            cap=caps_of(person, self.policy),
            metro=home.id if home else None,
            country=self._calendar_of(person, home) or None,
            blackout=frozenset(away),
            deputy=ids.get(person.deputy_id or ""),
            working_weekdays=(
                WORKING_WEEK if person.working_weekdays is None else person.working_weekdays
            ),
            hours=hours_in(person.timezone or (home.timezone if home else ""), self.hours),
        )

    def _account(
        self,
        account: Account,
        account_ids: dict[str, str],
        ids: dict[str, str],
        about: _About,
    ) -> PlannedAccount:
        self.job.check()
        place = self.account_places.get(account.id)
        if unconvertible(account, self.rates):
            self.listed.append((account.id, f"no rate for {account.currency}: lowest tier"))
        country = place.country if place else ""
        if account.region and country and not region_code(country, account.region):
            told = f"{account.region} is no region of {country}: the country's holidays hold"
            self.listed.append((account.id, told))
        return PlannedAccount(
            id=account_ids[account.id],
            arr=arr_in_base(account, self.rates) or Decimal(0),
            tier=_override(account, self.policy),
            owner=ids.get(account.owner_id or "", NOBODY),
            ae=ids.get(account.account_executive_id or ""),
            metro=place.id if place else None,
            country=self._calendar_of(account, place) or None,
            renewal=account.renewal_date,
            pilot_end=account.pilot_end,
            starts=account.contract_start,
            exec_pool=_pool(account, self.people, ids),
            preferred_weekdays=tuple(sorted(set(account.preferred_weekdays))),
            blackout=frozenset(about.shut.get(account.id, ())),
            contacts=planned_contacts(about.contacts.get(account.id, ()), self.year),
            overlays=about.overlays[account.id],
            hours=self._hours_of(account.id),
        )


def _metros(found: Iterable[Place]) -> tuple[Metro, ...]:
    return tuple(
        Metro(id=i, lat=p.latitude, lon=p.longitude, country=p.country)
        for i, p in sorted({place.id: place for place in found}.items())
    )


def _override(account: Account, policy: TierPolicy) -> str | None:
    known = {band.id for band in policy.bands}
    return account.tier_override if account.tier_override in known else None


def _pool(
    account: Account, people: Mapping[str, Person], ids: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the account's own pool, or all key executives; its sponsor stands first."""
    executives = [p.id for p in people.values() if p.role is Role.EXEC]
    pool = [i for i in (account.executive_pool or executives) if i in ids]
    sponsor = account.executive_sponsor_id
    if sponsor in pool:
        pool = [sponsor, *(i for i in pool if i != sponsor)]
    return tuple(ids[i] for i in pool)


def _called(person: Person) -> str:
    """Return what sentences call somebody: executives by their title, the rest by name."""
    titled = person.role in {Role.EXEC, Role.CEO}
    return person.title or person.name if titled else person.name


def _names(
    accounts: tuple[Mapping[str, Account], Mapping[str, str]],
    people: tuple[Mapping[str, Person], Mapping[str, str]],
) -> dict[str, str]:
    names = {people[1][i]: _called(person) for i, person in people[0].items()}
    return names | {accounts[1][i]: account.name for i, account in accounts[0].items()}


def _with_strays(scenario: Scenario, owners: Mapping[str, str]) -> Scenario:
    """State outright what is fixed on the calendar and no rule asks for any more."""
    asked = {touch.id for touch in touches_of(scenario)}
    strays = [entry for entry in scenario.locked if entry.touch not in asked]
    stated = tuple(
        StatedTouch(
            touch=entry.touch,
            account=owners[entry.touch],
            first=entry.date,
            last=entry.date,
            mode="remote",
            roles=(Role.CSM.value,),
            minutes=STRAY_MINUTES,
        )
        for entry in strays
    )
    return replace(
        scenario,
        touches=scenario.touches + stated,
        baseline=tuple(entry for entry in scenario.baseline if entry.touch in asked),
    )

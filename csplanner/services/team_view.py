"""Our people as a page lists them, and what must hold of what is typed about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account, Blackout, Contact, Person, TimeOff
from csplanner.importing.checks import fault_of
from csplanner.services.availability import region_code
from csplanner.services.places import places

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.ids import AccountId
    from csplanner.services.workspace import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """One of ours: `deputy` and `reports_to` are names, `off` their leave that has not ended."""

    person: Person
    deputy: str
    reports_to: str
    off: tuple[TimeOff, ...]
    accounts: int


def team_rows(reader: Reader, today: dt.date) -> tuple[TeamRow, ...]:
    """Return all of ours, by role and name."""
    people = reader.all(Person)
    names: dict[str, str] = {person.id: person.name for person in people}
    owned: dict[str, int] = {}
    for account in reader.all(Account):
        for who in {account.owner_id, account.account_executive_id}:
            if who is not None and not account.archived:
                owned[who] = owned.get(who, 0) + 1
    off: dict[str, list[TimeOff]] = {}
    for each in sorted(reader.all(TimeOff), key=lambda each: (each.start, each.end)):
        if each.end >= today:
            off.setdefault(each.person_id, []).append(each)
    order = ("CSM", "AE", "EXEC", "CEO", "MANAGER", "OTHER")
    ranked = sorted(people, key=lambda p: (order.index(p.role.value), p.name.casefold(), p.id))
    return tuple(
        TeamRow(
            person=person,
            deputy=names.get(person.deputy_id or "", ""),
            reports_to=names.get(person.reports_to_id or "", ""),
            off=tuple(off.get(person.id, ())),
            accounts=owned.get(person.id, 0),
        )
        for person in ranked
    )


def closed_days(reader: Reader, account: AccountId | None, today: dt.date) -> tuple[Blackout, ...]:
    """Return blackouts that have not ended, by day: of a customer, or of the company (None)."""
    found = reader.where(Blackout, account_id=account)
    return tuple(sorted((b for b in found if b.end >= today), key=lambda b: (b.start, b.end)))


def checked_person(person: Person) -> Person:
    """Return a person as it is kept: country and region by code; raises UserMistake in words."""
    if not person.name.strip():
        raise UserMistake("The person has no name.", "Type one.")
    country = places().country(person.country) if person.country else ""
    if person.country and not country:
        raise UserMistake(f"There is no country {person.country!r}.", "Write it as US or Germany.")
    region = checked_region(country, person.region)
    if person.deputy_id == person.id:
        raise UserMistake("Nobody can be their own deputy.", "Choose somebody else.")
    if person.reports_to_id == person.id:
        raise UserMistake("Nobody reports to themselves.", "Choose somebody else.")
    if person.working_weekdays == ():
        raise UserMistake("Nobody works on no day.", "Tick at least one day.")
    _must_hold(person)
    return replace(person, name=person.name.strip(), country=country, region=region)


def checked_region(country: str, region: str | None) -> str | None:
    """Return the code of a region with holidays of its own, None for none; raises UserMistake."""
    named = (region or "").strip()
    code = region_code(country, named)
    if named and not code:
        where = f" in {country}" if country else ""
        raise UserMistake(
            f"{named!r} is no region with holidays of its own{where}.",
            "Name the country, and a state or province by name or code, such as MA or Bavaria.",
        )
    return code or None


def checked_days(record: TimeOff | Blackout | Contact) -> None:
    """Raise UserMistake where a span ends before it begins, or nobody can ever be met."""
    if isinstance(record, Contact) and record.available_weekdays == ():
        raise UserMistake("They can be met on no day.", "Tick at least one day.")
    _must_hold(record)


def _must_hold(record: Person | TimeOff | Blackout | Contact) -> None:
    fault = fault_of(record)
    if fault is not None:
        column, value, expected = fault
        raise UserMistake(
            f"{column.replace('_', ' ').capitalize()} {value}: {expected}.", "Change it."
        )

"""Finds what a user names: an account, a person, a touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from csplanner.base.errors import UserMistake
from csplanner.domain.place import folded
from csplanner.domain.records import Account, Contact, Engagement, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.domain.record import Record
    from csplanner.services.workspace import Reader

R = TypeVar("R", bound="Record")
_SHOWN = 20


def account_named(reader: Reader, named: str) -> Account:
    """Return an account by id, external id or name; case and accents do not matter."""
    found = _named(reader.all(Account), named, lambda a: (a.id, a.external_id), lambda a: (a.name,))
    return _one(found, named, "account", lambda a: f"{a.name} ({a.external_id or a.id})")


def person_named(reader: Reader, named: str) -> Person:
    """Return one of our people by id, external id, e-mail or name."""
    people = reader.all(Person)
    found = _named(people, named, lambda p: (p.id, p.external_id), lambda p: (p.name, p.email))
    return _one(found, named, "person", lambda p: f"{p.name} ({p.external_id or p.id})")


def account_or_contact_named(reader: Reader, named: str) -> Account | Contact:
    """Return an account, else one of the customers' people, by id, external id or name."""
    accounts = reader.all(Account)
    owners = {account.id: account.name for account in accounts}
    found: list[Account | Contact] = [
        *_named(accounts, named, lambda a: (a.id, a.external_id), lambda a: (a.name,)),
        *_named(
            reader.all(Contact), named, lambda c: (c.id, c.external_id), lambda c: (c.name, c.email)
        ),
    ]

    def told(item: Account | Contact) -> str:
        where = f" of {owners[item.account_id]}" if isinstance(item, Contact) else ""
        return f"{item.name}{where} ({item.external_id or item.id})"

    exact = [item for item in found if named in {item.id, item.external_id}]
    return _one(exact or found, named, "account or contact", told)


def engagement_named(reader: Reader, touch: str) -> Engagement:
    """Return the engagement of a touch id, the live one before a missed one, or by its own id."""
    found = [*reader.where(Engagement, touch=touch), *reader.many(Engagement, [touch])]
    if not found:
        raise UserMistake(
            f"No engagement on the calendar has the touch id {touch!r}.",
            "List touch ids with: csplanner plan YEAR --dry-run --json, or csplanner coverage.",
        )
    return min(found, key=lambda e: (e.state.value in {"missed", "waived"}, e.date))


def _named(
    records: tuple[R, ...],
    named: str,
    keys: Callable[[R], tuple[str, ...]],
    names: Callable[[R], tuple[str, ...]],
) -> list[R]:
    wanted = folded(named)
    by_key = [record for record in records if named and named in keys(record)]
    if by_key or not wanted:
        return by_key
    return [record for record in records if wanted in map(folded, names(record))]


def _one(found: list[R], named: str, kind: str, told: Callable[[R], str]) -> R:
    if not found:
        raise UserMistake(f"There is no {kind} {named!r}.", f"Name the {kind} by id or full name.")
    if len(found) > 1:
        listed = ", ".join(told(record) for record in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        kinds = f"{kind.replace(' or ', 's or ')}s"
        raise UserMistake(
            f"{named!r} names {len(found)} {kinds}: {listed}{more}.", "Use the id in brackets."
        )
    return found[0]

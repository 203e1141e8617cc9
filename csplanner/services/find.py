"""Finds what a user names: an account, a person, a touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from csplanner.base.errors import UserMistake
from csplanner.domain.place import folded
from csplanner.domain.records import Account, Contact, Engagement, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.services.workspace import Reader

R = TypeVar("R", Account, Contact, Person)
_SHOWN = 5


def account_named(reader: Reader, named: str) -> Account:
    """Return an account by id, external id or name; case and accents do not matter."""
    found = _named(reader.all(Account), named, lambda a: (a.id, a.external_id), lambda a: a.name)
    return _one(found, named, "account", lambda a: f"{a.name} ({a.external_id or a.id})")


def person_named(reader: Reader, named: str) -> Person:
    """Return one of our people by id, external id, e-mail or name."""
    people = reader.all(Person)
    found = _named(people, named, lambda p: (p.id, p.external_id, p.email), lambda p: p.name)
    return _one(found, named, "person", lambda p: f"{p.name} ({p.external_id or p.id})")


def account_or_contact_named(reader: Reader, named: str) -> Account | Contact:
    """Return an account, else one of the customers' people, by id, external id or name."""
    keys = folded(named)
    accounts = reader.all(Account)
    if any(named in {a.id, a.external_id} or folded(a.name) == keys for a in accounts):
        return account_named(reader, named)
    contacts = reader.all(Contact)
    found = _named(contacts, named, lambda c: (c.id, c.external_id, c.email), lambda c: c.name)
    return _one(found, named, "account or contact", lambda c: f"{c.name} ({c.external_id or c.id})")


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
    name: Callable[[R], str],
) -> list[R]:
    by_key = [record for record in records if named and named in keys(record)]
    return by_key or [record for record in records if folded(name(record)) == folded(named)]


def _one(found: list[R], named: str, kind: str, told: Callable[[R], str]) -> R:
    if not found:
        raise UserMistake(f"There is no {kind} {named!r}.", f"Name the {kind} by id or full name.")
    if len(found) > 1:
        listed = ", ".join(told(record) for record in found[:_SHOWN])
        raise UserMistake(f"{named!r} names {len(found)} {kind}s: {listed}.", "Use the id.")
    return found[0]

"""Presets that only know headers: the exports of Salesforce and HubSpot."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.team import Role
from csplanner.importing.directory import Directory
from csplanner.importing.entries import Entry
from csplanner.importing.kinds import KINDS
from csplanner.importing.reading import Harvest, first_headers, must_know
from csplanner.importing.texts import Misread, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.importing.reading import Reading
    from csplanner.importing.tables import Table

SALESFORCE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "accounts": {
        "external_id": ("id", "account id"),
        "name": ("name", "account name"),
        "domain": ("website",),
        "arr": ("arr c", "arr"),
        "currency": ("currency iso code", "account currency"),
        "industry": ("industry",),
        "owner": ("owner name", "account owner"),
        "city": ("billing city", "shipping city"),
        "country": ("billing country code", "billing country", "shipping country"),
        "latitude": ("billing latitude",),
        "longitude": ("billing longitude",),
    },
    "contacts": {
        "external_id": ("id", "contact id"),
        "account": ("account id", "account name"),
        "name": ("name", "full name", "contact name"),
        "title": ("title",),
        "email": ("email",),
        "phone": ("phone", "mobile phone", "mobile"),
        "last_touch": ("last activity date", "last activity"),
    },
    "people": {
        "external_id": ("id", "user id"),
        "name": ("name", "full name"),
        "role": ("title",),
        "email": ("email",),
        "home_city": ("city",),
        "country": ("country code", "country"),
        "timezone": ("time zone sid key",),
        "reports_to": ("manager id", "manager name"),
    },
    "tickets": {
        "external_id": ("id", "case number"),
        "account": ("account id", "account name"),
        "opened": ("created date", "date time opened", "opened date"),
        "closed": ("closed date", "date time closed"),
        "type": ("type",),
        "severity": ("priority",),
        "subject": ("subject",),
        "text": ("description",),
    },
}

HUBSPOT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "accounts": {
        "external_id": ("record id", "company id"),
        "name": ("company name", "name"),
        "domain": ("company domain name", "domain", "website url"),
        "arr": ("annual recurring revenue", "arr"),
        "currency": ("currency",),
        "industry": ("industry",),
        "owner": ("company owner", "owner"),
        "city": ("city",),
        "country": ("country region", "country"),
    },
    "contacts": {
        "external_id": ("record id", "record id contact", "contact id"),
        "account": (
            "associated company ids primary",
            "primary associated company id",
            "associated company ids",
            "associated company primary",
            "associated company",
            "company name",
        ),
        "name": ("name", "full name"),
        "title": ("job title",),
        "role": ("buying role",),
        "email": ("email",),
        "phone": ("phone number", "mobile phone number"),
        "last_touch": ("last contacted", "last activity date"),
    },
    "tickets": {
        "external_id": ("ticket id", "record id"),
        "account": (
            "associated company ids primary",
            "associated company ids",
            "associated company primary",
            "associated company",
        ),
        "opened": ("create date",),
        "closed": ("close date",),
        "type": ("category",),
        "severity": ("priority",),
        "subject": ("ticket name",),
        "text": ("ticket description",),
    },
}

_TURNOVER = "annual revenue"


def prepared(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Join first and last names to one column where a table has no full name."""
    return tuple(_with_names(table) for table in tables)


def _with_names(table: Table) -> Table:
    headers = [words_of(header) for header in table.header]
    if "last name" not in headers or {"name", "full name"} & set(headers):
        return table
    last = headers.index("last name")
    first = headers.index("first name") if "first name" in headers else last
    rows = tuple(
        [*row, " ".join(dict.fromkeys(p for p in (row[first].strip(), row[last].strip()) if p))]
        for row in table.rows
    )
    return dataclasses.replace(table, header=(*table.header, "Name"), rows=rows)


def harvest_salesforce(reading: Reading) -> Harvest:
    """Read an export of Salesforce: `AnnualRevenue` is the customer's turnover, never ARR."""
    return _harvest(reading, SALESFORCE, "salesforce")


def harvest_hubspot(reading: Reading) -> Harvest:
    """Read an export of HubSpot: 'Annual Revenue' is the customer's turnover, never ARR."""
    return _harvest(reading, HUBSPOT, "hubspot")


def _harvest(
    reading: Reading, spec: Mapping[str, Mapping[str, tuple[str, ...]]], preset: str
) -> Harvest:
    wanted = spec.get(reading.kind.name)
    if wanted is None:
        raise UserMistake(
            f"Preset {preset} does not know {reading.kind.name}.",
            f"It knows: {', '.join(spec)}. Import the file without a preset to match its headers.",
        )
    harvest = Harvest()
    for place, table in enumerate(reading.tables):
        before = len(harvest.columns)
        entries = reading.read(place, reading.kind, harvest, first_headers(table, wanted))
        must_know(reading.kind, harvest.columns[before:], table)
        harvest.entries += _without_deleted(reading, place, entries, harvest)
        _note_left_out(table, harvest)
    if reading.kind.name == "accounts":
        harvest.entries += owners_along(reading, harvest.entries, harvest)
    return harvest


def _without_deleted(
    reading: Reading, place: int, entries: list[Entry], harvest: Harvest
) -> list[Entry]:
    """Leave out rows that the other program marks as deleted."""
    table = reading.tables[place]
    headers = [words_of(header) for header in table.header]
    if "is deleted" not in headers:
        return entries
    column = headers.index("is deleted")
    gone = {
        (place, number)
        for number, row in zip(table.numbers, table.rows, strict=True)
        if row[column].strip().casefold() in {"true", "1", "yes"}
    }
    if gone:
        harvest.notices.append(
            f"{table.file}: {len(gone)} rows are marked as deleted and were left out."
        )
    return [entry for entry in entries if not gone.intersection(entry.rows)]


def _note_left_out(table: Table, harvest: Harvest) -> None:
    headers = {words_of(header) for header in table.header}
    if _TURNOVER in headers:
        harvest.notices.append(
            f"{table.file}: annual revenue is the customer's turnover, not ARR; it was left out."
        )
    if "owner id" in headers and not headers & {"owner name", "account owner"}:
        harvest.notices.append(
            f"{table.file}: owners are given by id only and were left out; add a column Owner.Name."
        )


def owners_along(reading: Reading, entries: list[Entry], harvest: Harvest) -> list[Entry]:
    """Make people of owners whom nobody has imported yet, as CSMs."""
    known = Directory("people", reading.existing.get("people", ()))
    new: dict[str, Entry] = {}
    for entry in entries:
        owner = entry.values.get("owner")
        if not isinstance(owner, str) or fold(owner) in new:
            continue
        try:
            known.find(owner)
        except Misread as misread:
            if "use an id" in str(misread):
                continue
            values = {"name": owner} | ({"email": owner} if "@" in owner else {})
            new[fold(owner)] = Entry(
                kind=KINDS["people"], values=values, rows=(), initial={"role": Role.CSM}
            )
    if new:
        harvest.notices.append(f"{len(new)} owners become people with the role CSM.")
    return list(new.values())

"""The tables of a portfolio: one a record, its columns derived from the record's own fields.

Money and other decimals are whole ten-thousandths, so that SQL sums are exact; dates, times and
instants are ISO text; lists are JSON text. References are checked at commit.
"""

from __future__ import annotations

import types
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import (
    DDL,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    event,
)

from csplanner.domain import records as r
from csplanner.store.search_tables import MAKE_SEARCH

if TYPE_CHECKING:
    from csplanner.domain.record import Record

metadata = MetaData()

_NAMES: dict[type[Record], str] = {
    r.Organisation: "organisation",
    r.ExchangeRate: "exchange_rate",
    r.PolicyVersion: "policy_version",
    r.SectionTemplate: "section_template",
    r.Rate: "rate",
    r.Person: "person",
    r.TimeOff: "time_off",
    r.Account: "account",
    r.Blackout: "blackout",
    r.RelationshipRating: "relationship_rating",
    r.Subscription: "subscription",
    r.Contact: "contact",
    r.RevenueEvent: "revenue_event",
    r.PlanRun: "plan_run",
    r.UnplacedTouch: "unplaced_touch",
    r.Trip: "trip",
    r.TripCost: "trip_cost",
    r.TripLeg: "trip_leg",
    r.Engagement: "engagement",
    r.ChecklistItem: "checklist_item",
    r.Waiver: "waiver",
    r.Measure: "measure",
    r.Survey: "survey",
    r.Ticket: "ticket",
    r.Driver: "driver",
    r.DriverReading: "driver_reading",
    r.Goal: "goal",
    r.Commitment: "commitment",
    r.Promise: "promise",
    r.Action: "action",
    r.Risk: "risk",
    r.Sighting: "sighting",
    r.ProductRequest: "product_request",
    r.Signal: "signal",
    r.Trend: "trend",
    r.Suggestion: "suggestion",
    r.BriefText: "brief_text",
    r.BriefVersion: "brief_version",
}
# What pages and insight look rows up by, beside references (which all have an index).
_INDEXES: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    r.Account: (("external_id",), ("name",)),
    r.Person: (("external_id",),),
    # The last holds all that a year's counts, hours and trips are summed from: no row is read.
    r.Engagement: (
        ("account_id", "state", "date"),  # last and next touch of the list of accounts
        ("touch",),
        (
            *("date", "account_id", "state", "type", "mode"),
            *("touch", "minutes", "participants", "trip_id"),
        ),
    ),
    # Months of use are summed from this alone, in whatever order an import wrote the rows.
    r.Measure: (("account_id", "metric", "date", "value", "unit"),),
    r.Ticket: (("account_id", "opened"), ("opened",)),
    r.DriverReading: (("driver_id", "date"),),
    r.Subscription: (("external_id",),),
    r.UnplacedTouch: (("touch",),),
}
_COLUMN_TYPES: dict[Any, type[Integer | Float[float] | String]] = {
    bool: Integer,
    int: Integer,
    float: Float,
    Decimal: Integer,
}


def bare(hint: Any) -> tuple[Any, bool]:
    """Return the type without None, and whether None is allowed."""
    if get_origin(hint) in {Union, types.UnionType}:
        rest = [arg for arg in get_args(hint) if arg is not type(None)]
        return rest[0], True
    return hint, False


def _hints(record: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


_HINTS: dict[type[Record], dict[str, Any]] = {record: _hints(record) for record in r.RECORDS}


def hints_of(record: type[Record]) -> dict[str, Any]:
    """Return the types of a record's fields by name, in the order of the fields."""
    return _HINTS[record]


def name_of(record: type[Record]) -> str:
    """Return the name of a record's table."""
    return _NAMES[record]


_REFERS = {hints_of(record)["id"]: name for record, name in _NAMES.items()}


def _column(name: str, hint: Any) -> Column[Any]:
    plain, optional = bare(hint)
    kind = _COLUMN_TYPES.get(plain, String)
    if name == "id":
        return Column(name, String, primary_key=True)
    if plain in _REFERS:
        key = ForeignKey(f"{_REFERS[plain]}.id", deferrable=True, initially="DEFERRED")
        return Column(name, String, key, nullable=optional)
    return Column(name, kind, nullable=optional)


def _table(record: type[Record]) -> Table:
    name = _NAMES[record]
    table = Table(name, metadata, *(_column(n, h) for n, h in hints_of(record).items()))
    indexed = {columns[0] for columns in _INDEXES.get(record, ())}
    for column in table.columns:
        if column.foreign_keys and column.name not in indexed:
            Index(f"ix_{name}_{column.name}", column)
    for columns in _INDEXES.get(record, ()):
        Index(f"ix_{name}_{'_'.join(columns)}", *(table.c[c] for c in columns))
    return table


TABLES: dict[type[Record], Table] = {record: _table(record) for record in r.RECORDS}
RECORD_OF: dict[str, type[Record]] = {name: record for record, name in _NAMES.items()}

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("label", String, nullable=False),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("device", String, nullable=False),
    Column("state", String, nullable=False),
    Column("kinds", String, nullable=False),
    Column("rows", Integer, nullable=False),
    sqlite_autoincrement=True,
)
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", Integer, ForeignKey("change.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("row_id", String, nullable=False, index=True),
    Column("before", String),
    Column("after", String),
)

# What was computed from a ticket's text and is kept, because it takes long; it is no record.
ticket_tone = Table(
    "ticket_tone",
    metadata,
    Column(
        "ticket_id",
        String,
        ForeignKey("ticket.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        primary_key=True,
    ),
    Column("scorer", String, nullable=False),
    Column("language", String, nullable=False),
    Column("start", Float),
    Column("end", Float),
    Column("slope", Float),
    Column("mean", Float),
)
# Whoever changes a text, undo among them: its tone is no longer its tone.
TONE_TRIGGER = (
    "CREATE TRIGGER ticket_told_anew AFTER UPDATE OF text ON ticket WHEN old.text IS NOT new.text"
    " BEGIN DELETE FROM ticket_tone WHERE ticket_id = new.id; END"
)
# What is being typed and not kept yet; it is no record, and nobody's history.
draft = Table(
    "draft",
    metadata,
    Column("key", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("account_id", String),
    Column("text", String, nullable=False),
    Column("at", String, nullable=False),
)
for _statement in (TONE_TRIGGER, *MAKE_SEARCH):
    event.listen(metadata, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]


def is_list(hint: Any) -> bool:
    """Tell whether a field is stored as a JSON list."""
    return get_origin(bare(hint)[0]) is tuple


def is_decimal(hint: Any) -> bool:
    """Tell whether a field is stored as whole ten-thousandths."""
    return bare(hint)[0] is Decimal


def is_enum(hint: Any) -> bool:
    """Tell whether a field is one of a fixed set of words."""
    plain = bare(hint)[0]
    return isinstance(plain, type) and issubclass(plain, StrEnum)

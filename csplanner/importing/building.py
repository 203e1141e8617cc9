"""Making the record that an entry leads to: a new one, or the existing one with what was said."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from csplanner.domain.account import RevenueEvent
from csplanner.importing.checks import fault_of
from csplanner.importing.entries import CLEAR
from csplanner.importing.fields import Reads
from csplanner.importing.matching import is_made

if TYPE_CHECKING:
    from csplanner.base.ids import IdMaker
    from csplanner.domain.record import Record
    from csplanner.importing.entries import Problems, RowKey
    from csplanner.importing.fields import Kind
    from csplanner.importing.matching import Item


class Verdict(StrEnum):
    """What becomes of a field in which an existing record differs from what is read."""

    TAKE = "take"
    KEEP = "keep"
    CONFLICT = "conflict"


class Merge(Protocol):
    """Judges fields when two portfolios are merged; knows what was changed here."""

    def judge(self, record: Record, attribute: str, theirs: Any) -> Verdict:
        """Judge a field whose value here differs from `theirs`."""
        ...

    def was_removed(self, external_id: str) -> bool:
        """Tell whether a record was here and was deleted."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field that both sides changed; the value here is kept."""

    row: RowKey
    kind: str
    name: str
    column: str
    ours: Any
    theirs: Any
    record_id: str = ""
    attribute: str = ""


@dataclass(slots=True, kw_only=True)
class Building:
    """What all kinds of an import are built with.

    `base_currency` fills in where an amount names none. With `merge`, fields that differ are judged
    and not overwritten; `conflicts` and `removed` (kind and external id) then tell what was left as
    it is here. `clears` says whether values may be CLEAR.
    """

    problems: Problems
    make_id: IdMaker
    base_currency: str = ""
    merge: Merge | None = None
    clears: bool = False
    removed: set[tuple[str, str]] = field(default_factory=set)
    conflicts: list[Conflict] = field(default_factory=list)


class Builder:
    """Builds the records of one kind."""

    def __init__(self, kind: Kind, building: Building) -> None:
        self.kind = kind
        self.building = building
        self._own = frozenset(column.attribute for column in kind.own)
        self._required = tuple((c.attribute, c.name) for c in kind.required)
        self._money = tuple(c.attribute for c in kind.fields if c.reads is Reads.MONEY)
        self._has_currency = "currency" in kind.by_name
        self._defaults = {f.name: f.default for f in dataclasses.fields(kind.record)}

    def build(self, item: Item) -> Record | None:
        """Make the record of an item, still without references to its own kind.

        None, with a problem noted, where it cannot be; None without one for what shall not be.
        """
        values = item.values
        if self._own:
            values = {name: value for name, value in values.items() if name not in self._own}
        if item.record is not None:
            record: Record | None = self._edited(item, item.record, values)
        else:
            record = self._new(item, values)
        if record is None:
            return None
        record = self._completed(record, item)
        fault = fault_of(record)
        if fault is not None:
            column, value, expected = fault
            problems = self.building.problems
            written = problems.cell(item.entry.rows[0], column) if item.entry.rows else ""
            problems.add(item.entry.rows, expected, column, written or value)
            return None
        return record

    def _new(self, item: Item, values: dict[str, Any]) -> Record | None:
        if item.entry.only_existing:
            return None
        merge = self.building.merge
        if merge is not None and merge.was_removed(item.external_id):
            self.building.removed.add((self.kind.name, item.external_id))
            return None
        filled = values
        if item.entry.initial or self.building.clears:
            filled = {self.kind.by_name[n].attribute: v for n, v in item.entry.initial.items()}
            filled |= {name: value for name, value in values.items() if value is not CLEAR}
        for attribute, name in self._required:
            if attribute not in filled:
                word = self.kind.name.replace("_", " ")
                message = f"new {word} need a value in {name}"
                self.building.problems.add(item.entry.rows, message, name)
                return None
        own_id = item.external_id if is_made(item.external_id) else self.building.make_id()
        return self.kind.record(id=own_id, external_id=item.external_id or own_id, **filled)

    def _edited(self, item: Item, record: Record, values: dict[str, Any]) -> Record:
        """Return the existing record with what the item says of it."""
        if self.building.merge is not None:
            values = self._judged(item, record, self.building.merge)
        changes = {}
        for name, value in values.items():
            wanted = self._defaults[name] if value is CLEAR else value
            if wanted is not dataclasses.MISSING and getattr(record, name) != wanted:
                changes[name] = wanted
        external = item.external_id
        given = record.external_id and not is_made(record.external_id)
        if external and not given and external not in {record.external_id, record.id}:
            changes["external_id"] = external
        return dataclasses.replace(record, **changes) if changes else record

    def _judged(self, item: Item, record: Record, merge: Merge) -> dict[str, Any]:
        """Leave out the fields that a merge keeps as they are, noting conflicts."""
        kept: dict[str, Any] = {}
        for name, theirs in item.values.items():
            ours = getattr(record, name)
            if name in self._own or ours == theirs:
                continue
            verdict = merge.judge(record, name, theirs)
            if verdict is Verdict.TAKE:
                kept[name] = theirs
            elif verdict is Verdict.CONFLICT:
                self._note_conflict(item, name, (ours, theirs))
        return kept

    def _note_conflict(self, item: Item, attribute: str, values: tuple[Any, Any]) -> None:
        column = next(f.name for f in self.kind.fields if f.attribute == attribute)
        self.building.conflicts.append(
            Conflict(
                row=item.entry.rows[0],
                kind=self.kind.name,
                name=str(getattr(item.record, "name", item.external_id)),
                column=column,
                ours=values[0],
                theirs=values[1],
                record_id=item.record.id if item.record is not None else "",
                attribute=attribute,
            )
        )

    def _completed(self, record: Record, item: Item) -> Record:
        """Set a currency where a new amount names none, and the sign of a revenue event."""
        if isinstance(record, RevenueEvent) and record.amount < 0 and fault_of(record) is None:
            record = dataclasses.replace(record, amount=-record.amount)
        base = self.building.base_currency
        if not base or not self._has_currency or record.currency:  # type: ignore[attr-defined]
            return record
        said = any(item.values.get(name) and getattr(record, name) for name in self._money)
        return dataclasses.replace(record, currency=base) if said else record  # type: ignore[call-arg]

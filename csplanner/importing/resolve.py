"""From entries to records: references looked up, records matched, real changes told apart."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from csplanner.domain.account import RevenueEvent
from csplanner.importing.checks import fault_of
from csplanner.importing.directory import Directory, reference_of
from csplanner.importing.entries import CLEAR
from csplanner.importing.fields import Reads
from csplanner.importing.kinds import KINDS
from csplanner.importing.matching import Item, Matcher, is_made
from csplanner.importing.texts import Misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.base.ids import IdMaker
    from csplanner.domain.record import Record
    from csplanner.importing.entries import Entry, Problems, RowKey
    from csplanner.importing.fields import Field, Kind

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
_RANK = {UNCHANGED: 0, CHANGED: 1, NEW: 2}
_ACCOUNT_BOUND = frozenset({"contacts", "drivers"})


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


@dataclass(slots=True, kw_only=True)
class Resolver:
    """Turns entries into records to write.

    `base_currency` fills in where an amount names none. With `by_id`, only accounts and people are
    matched by anything but ids. With `merge`, fields that differ are judged and not overwritten.
    """

    existing: Mapping[str, tuple[Record, ...]]
    problems: Problems
    make_id: IdMaker
    base_currency: str = ""
    by_id: bool = False
    merge: Merge | None = None
    removed: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    writes: list[Record] = field(default_factory=list)
    fates: dict[RowKey, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    _directories: dict[str, Directory] = field(default_factory=dict)

    def resolve(self, entries: Iterable[Entry]) -> None:
        """Resolve all entries, kind by kind, so that references find what came before."""
        by_kind: dict[str, list[Entry]] = {}
        for entry in entries:
            by_kind.setdefault(entry.kind.name, []).append(entry)
        for name in KINDS:
            if name in by_kind:
                self._kind(KINDS[name], by_kind[name])

    def _directory(self, kind: str) -> Directory:
        if kind not in self._directories:
            self._directories[kind] = Directory(kind, self.existing.get(kind, ()))
        return self._directories[kind]

    def _kind(self, kind: Kind, entries: list[Entry]) -> None:
        items = [item for entry in entries if (item := self._item(kind, entry)) is not None]
        existing = self.existing.get(kind.name, ())
        matcher = Matcher(kind, existing, self.problems, by_id=self.by_id)
        self.notices += matcher.match(items)
        made: list[tuple[Item, Record]] = []
        for item in items:
            if item.twin is None and not item.dropped:
                record = self._record(kind, item)
                if record is not None:
                    made.append((item, record))
        made = self._with_own_references(kind, made)
        directory = self._directory(kind.name)
        for item, record in made:
            self._accept(item, record)
            directory.add(record)
            if item.external_id:
                directory.alias(item.external_id, record.id)
        self._settle_twins(kind, items)

    def _item(self, kind: Kind, entry: Entry) -> Item | None:
        """Look up the references of an entry to kinds above its own; None if one is unknown."""
        values: dict[str, Any] = {}
        account = ""
        for column in kind.fields:
            value = found = entry.values.get(column.name)
            if value is None:
                continue
            if column.target and column.target != kind.name and value is not CLEAR:
                bound = account if column.target in _ACCOUNT_BOUND else ""
                found = self._reference(entry, column, value, bound)
                if found is None:
                    return None
                account = found if column.target == "accounts" else account
            values[column.attribute] = found
        external = values.pop("external_id", "")
        return Item(entry=entry, values=values, external_id="" if external is CLEAR else external)

    def _reference(self, entry: Entry, column: Field, value: Any, account: str) -> Any:
        try:
            return reference_of(self._directory(column.target), value, account)
        except Misread as misread:
            if not entry.only_existing:
                text = ";".join(value) if isinstance(value, tuple) else value
                self.problems.add(entry.rows, str(misread), column.name, text)
            return None

    def _record(self, kind: Kind, item: Item) -> Record | None:
        """Make the record that an item leads to, still without references to its own kind."""
        own = {f.attribute for f in kind.fields if f.target == kind.name}
        values = {name: value for name, value in item.values.items() if name not in own}
        if item.record is not None:
            record: Record | None = _edited(item, self._judged(kind, item, values))
        else:
            record = self._new(kind, item, values)
        if record is None:
            return None
        record = self._completed(record)
        fault = fault_of(record)
        if fault is not None:
            self.problems.add(item.entry.rows, fault[2], fault[0], fault[1])
            return None
        return record

    def _judged(self, kind: Kind, item: Item, values: dict[str, Any]) -> dict[str, Any]:
        """Leave out the fields that a merge keeps as they are, noting conflicts."""
        if self.merge is None or item.record is None:
            return values
        kept = dict(values)
        for name, theirs in values.items():
            ours = getattr(item.record, name)
            if ours == theirs:
                continue
            verdict = self.merge.judge(item.record, name, theirs)
            if verdict is not Verdict.TAKE:
                del kept[name]
            if verdict is Verdict.CONFLICT:
                column = next(f.name for f in kind.fields if f.attribute == name)
                self._note_conflict(kind, item, column, (ours, theirs))
        return kept

    def _note_conflict(self, kind: Kind, item: Item, column: str, values: tuple[Any, Any]) -> None:
        self.conflicts.append(
            Conflict(
                row=item.entry.rows[0],
                kind=kind.name,
                name=str(getattr(item.record, "name", item.external_id)),
                column=column,
                ours=values[0],
                theirs=values[1],
            )
        )

    def _new(self, kind: Kind, item: Item, values: dict[str, Any]) -> Record | None:
        if item.entry.only_existing:
            return None
        if self.merge is not None and self.merge.was_removed(item.external_id):
            self.removed += 1
            return None
        initial = {kind.by_name[name].attribute: v for name, v in item.entry.initial.items()}
        filled = initial | {name: value for name, value in values.items() if value is not CLEAR}
        for column in kind.fields:
            if column.required and column.attribute not in filled:
                word = kind.name.replace("_", " ")
                self.problems.add(
                    item.entry.rows, f"new {word} need a value in {column.name}", column.name
                )
                return None
        new_id = item.external_id if is_made(item.external_id) else self.make_id()
        return kind.record(id=new_id, external_id=item.external_id or new_id, **filled)

    def _completed(self, record: Record) -> Record:
        """Set a currency where an amount names none, and the sign of a revenue event."""
        if isinstance(record, RevenueEvent) and record.amount < 0 and fault_of(record) is None:
            record = dataclasses.replace(record, amount=-record.amount)
        if self.base_currency and getattr(record, "currency", None) == "" and _has_money(record):
            record = dataclasses.replace(record, currency=self.base_currency)  # type: ignore[call-arg]
        return record

    def _with_own_references(
        self, kind: Kind, made: list[tuple[Item, Record]]
    ) -> list[tuple[Item, Record]]:
        """Fill in references to the same kind; a row that names a rejected one is rejected, too."""
        own = [column for column in kind.fields if column.target == kind.name]
        if not own or not any(c.attribute in item.values for c in own for item, _ in made):
            return made
        while True:
            records = [record for _, record in made]
            directory = Directory(kind.name, (*self.existing.get(kind.name, ()), *records))
            filled = [(item, self._own(item, record, own, directory)) for item, record in made]
            good = [(item, record) for item, record in filled if record is not None]
            if len(good) == len(made):
                return good
            kept = {id(item) for item, _ in good}
            made = [(item, record) for item, record in made if id(item) in kept]

    def _own(
        self, item: Item, record: Record, own: list[Field], directory: Directory
    ) -> Record | None:
        changes: dict[str, Any] = {}
        for column in own:
            value = item.values.get(column.attribute)
            if value is None:
                continue
            try:
                changes[column.attribute] = (
                    None if value is CLEAR else reference_of(directory, value)
                )
            except Misread as misread:
                self.problems.add(item.entry.rows, str(misread), column.name, str(value))
                return None
        return dataclasses.replace(record, **changes) if changes else record

    def _accept(self, item: Item, record: Record) -> None:
        edited = UNCHANGED if record == item.record else CHANGED
        fate = NEW if item.record is None else edited
        if fate != UNCHANGED:
            self.writes.append(record)
        for row in item.entry.rows:
            if _RANK[fate] >= _RANK[self.fates.get(row, UNCHANGED)]:
                self.fates[row] = fate

    def _settle_twins(self, kind: Kind, items: list[Item]) -> None:
        """Reject a second row on the same record that says something else."""
        for item in items:
            if item.twin is None:
                continue
            first = item.twin.values
            lost = self.problems.rejected.issuperset(item.twin.entry.rows)
            if not lost and all(first.get(name) == value for name, value in item.values.items()):
                continue
            place, number = item.twin.entry.rows[0] if item.twin.entry.rows else (0, 0)
            table = self.problems.tables[place]
            self.problems.add(
                item.entry.rows,
                f"names the same of the {kind.name.replace('_', ' ')} as row {number} of "
                f"{table.file}, with other values: keep one of them",
                "external_id" if item.external_id else "",
                item.external_id,
            )


def _edited(item: Item, values: dict[str, Any]) -> Record:
    """Return the existing record with what the item says of it."""
    record = item.record
    assert record is not None
    changes = {}
    for name, value in values.items():
        wanted = _default(type(record), name) if value is CLEAR else value
        if wanted is not dataclasses.MISSING and getattr(record, name) != wanted:
            changes[name] = wanted
    given = record.external_id and not is_made(record.external_id)
    if item.external_id and not given and item.external_id not in {record.external_id, record.id}:
        changes["external_id"] = item.external_id
    return dataclasses.replace(record, **changes) if changes else record


def _default(record: type[Record], name: str) -> Any:
    """Return a field's default, or MISSING where a record cannot be without it."""
    return _DEFAULTS[record.__name__][name]


def _has_money(record: Record) -> bool:
    return any(getattr(record, name) for name in _MONEY[type(record).__name__])


_DEFAULTS = {
    kind.record.__name__: {f.name: f.default for f in dataclasses.fields(kind.record)}
    for kind in KINDS.values()
}
_MONEY = {
    kind.record.__name__: tuple(f.attribute for f in kind.fields if f.reads is Reads.MONEY)
    for kind in KINDS.values()
}

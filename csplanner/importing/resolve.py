"""From entries to records: references looked up, records matched, real changes told apart."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from csplanner.importing.building import Builder
from csplanner.importing.directory import Directory, reference_of
from csplanner.importing.entries import CLEAR
from csplanner.importing.kinds import KINDS
from csplanner.importing.matching import Item, Matcher
from csplanner.importing.texts import Misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.domain.record import Record
    from csplanner.importing.building import Building
    from csplanner.importing.entries import Entry, Problems, RowKey
    from csplanner.importing.fields import Field, Kind

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
_RANK = {UNCHANGED: 0, CHANGED: 1, NEW: 2}
_ACCOUNT_BOUND = frozenset({"contacts", "drivers", "engagements"})
# Two colleagues may well stand in for each other; nobody can be the boss of their boss.
_RANKS = ("reports_to_id",)


@dataclass(slots=True, kw_only=True)
class Resolver:
    """Turns entries into records to write.

    With `by_id`, only accounts and people are matched by anything but ids.
    """

    existing: Mapping[str, tuple[Record, ...]]
    building: Building
    by_id: bool = False
    writes: list[Record] = field(default_factory=list)
    fates: dict[RowKey, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    _directories: dict[str, Directory] = field(default_factory=dict)

    @property
    def problems(self) -> Problems:
        """What was rejected, and why."""
        return self.building.problems

    def resolve(self, entries: Iterable[Entry]) -> None:
        """Resolve all entries, kind by kind, so that references find what came before."""
        by_kind: dict[str, list[Entry]] = {}
        for entry in entries:
            by_kind.setdefault(entry.kind.name, []).append(entry)
        for name in KINDS:
            if name in by_kind:
                own = by_kind.pop(name)
                self._kind(KINDS[name], own, more=bool(by_kind))

    def _directory(self, kind: str) -> Directory:
        found = self._directories.get(kind)
        if found is None:
            found = self._directories[kind] = Directory(kind, self.existing.get(kind, ()))
        return found

    def _enter(self, kind: Kind, made: list[tuple[Item, Record]]) -> None:
        """Let later kinds find these records, also by the external id that a file gave them."""
        directory = self._directory(kind.name)
        for item, record in made:
            directory.add(record)
            if item.external_id:
                directory.alias(item.external_id, record.id)

    def _kind(self, kind: Kind, entries: list[Entry], *, more: bool) -> None:
        items = [item for entry in entries if (item := self._item(kind, entry)) is not None]
        existing = self.existing.get(kind.name, ())
        matcher = Matcher(kind, existing, self.problems, by_id=self.by_id)
        self.notices += matcher.match(items)
        made: list[tuple[Item, Record]] = []
        builder = Builder(kind, self.building)
        for item in items:
            if item.twin is None and not item.dropped:
                record = builder.build(item)
                if record is not None:
                    made.append((item, record))
        made = self._with_own_references(kind, made)
        for item, record in made:
            self._accept(item, record)
        if more:
            self._enter(kind, made)
        self._settle_twins(kind, items)

    def _item(self, kind: Kind, entry: Entry) -> Item | None:
        """Look up the references of an entry to kinds above its own; None if one is unknown."""
        values: dict[str, Any] = dict(entry.values)
        for name, attribute in kind.renamed:
            if name in values:
                values[attribute] = values.pop(name)
        account = ""
        for column in kind.references:
            value = found = values.pop(column.name, None)
            if value is None:
                continue
            target = column.target
            if target != kind.name and value is not CLEAR:
                bound = account if target in _ACCOUNT_BOUND else ""
                found = self._reference(entry, column, value, bound)
                if found is None:
                    return None
                account = found if target == "accounts" else account
            values[column.attribute] = found
        external = values.pop("external_id", "")
        return Item(entry=entry, values=values, external_id="" if external is CLEAR else external)

    def _reference(self, entry: Entry, column: Field, value: Any, account: str) -> Any:
        try:
            return reference_of(self._directory(column.target), value, account)
        except Misread as misread:
            if self._went_with(entry, column, value):
                return None
            if not entry.only_existing:
                text = ";".join(value) if isinstance(value, tuple) else value
                self.problems.add(entry.rows, str(misread), column.name, text)
            return None

    def _went_with(self, entry: Entry, column: Field, value: Any) -> bool:
        """Tell whether a row belongs to a record that was deleted here, and so is deleted, too."""
        removed = self.building.removed
        if not column.required or (column.target, value) not in removed:
            return False
        removed.add((entry.kind.name, str(entry.values.get("external_id", entry.rows))))
        return True

    def _with_own_references(
        self, kind: Kind, made: list[tuple[Item, Record]]
    ) -> list[tuple[Item, Record]]:
        """Fill in references to the same kind; a row that names a rejected one is rejected, too."""
        own = kind.own
        if not own or not any(c.attribute in item.values for c in own for item, _ in made):
            return made
        existing = self.existing.get(kind.name, ())
        while True:
            directory = Directory(kind.name, (*existing, *(record for _, record in made)))
            filled = [(item, self._own(item, record, own, directory)) for item, record in made]
            good = [(item, record) for item, record in filled if record is not None]
            if len(good) == len(made):
                good = self._without_circles(existing, good, own)
            if len(good) == len(made):
                return good
            kept = {id(item) for item, _ in good}
            made = [(item, record) for item, record in made if id(item) in kept]

    def _without_circles(
        self, existing: tuple[Record, ...], made: list[tuple[Item, Record]], own: tuple[Field, ...]
    ) -> list[tuple[Item, Record]]:
        """Reject rows that name their own record, or that close a circle of ranks."""
        people = {r.id: r for r in (*existing, *(record for _, record in made))}
        good = []
        for item, record in made:
            faults = [(c, f) for c in own if (f := _circle(record, c, people))]
            if not faults:
                good.append((item, record))
                continue
            column, fault = faults[0]
            said = str(item.values.get(column.attribute, ""))
            self.problems.add(item.entry.rows, fault, column.name, said)
        return good

    def _own(
        self, item: Item, record: Record, own: tuple[Field, ...], directory: Directory
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
            if not lost and item.entry.rows:
                self.problems.rivals.setdefault((place, number), item.entry.rows[0][1])
            self.problems.add(
                item.entry.rows,
                f"names the same of the {kind.name.replace('_', ' ')} as row {number} of "
                f"{table.file}, with other values: keep one of them",
                "external_id" if item.external_id else "",
                item.external_id,
            )


def _circle(record: Record, column: Field, records: Mapping[str, Record]) -> str:
    """Say what is wrong with a reference to the same kind; nothing if it may stand."""
    named = getattr(record, column.attribute)
    if named == record.id:
        return "expected somebody else than the person of the row"
    if column.attribute not in _RANKS:
        return ""
    passed = {record.id}
    while named is not None and named not in passed:
        passed.add(named)
        named = getattr(records.get(named), column.attribute, None)
    return "expected nobody who reports to this person" if named == record.id else ""

"""What the year grid shows, as drawing values: items in order, rows made when they come in view.

Thousands of accounts cost nothing until they are looked at: the marks of a run of rows are read by
one statement, the first time that one of them is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from csplanner.services.plan_rows import GridWords, RowMaker
from csplanner.services.plan_view import account_marks
from ui import formats

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from csplanner.drawing.grid_values import GridGroup, GridRow, MoreRow
    from csplanner.services.plan_facts import AccountYear, TripYear, YearFacts
    from csplanner.services.plan_rows import HealthCell
    from csplanner.services.plan_view import MarkRow, PlanGroup
    from csplanner.services.workspace import Reader

    HealthOf = Callable[[Sequence[str]], Mapping[str, HealthCell]]

CHUNK = 48
WORDS = GridWords(
    money=formats.money,
    number=formats.number,
    day=lambda day: formats.day(day, day),
    initials=formats.initials,
)


class Kind(Enum):
    """What an item of the grid is."""

    GROUP = "group"
    ROW = "row"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Item:
    """One row of the grid, top to bottom, with the value that belongs to its kind."""

    kind: Kind
    key: str
    account: AccountYear | None = None
    group: GridGroup | None = None
    more: MoreRow | None = None


class RowStore:
    """The rows of a year's accounts, made from the file as they are asked for, and then kept."""

    def __init__(self, reader: Reader, facts: YearFacts, health: HealthOf | None = None) -> None:
        self.facts = facts
        self._maker = RowMaker(facts=facts, words=WORDS)
        self._reader = reader
        self._health = health
        self._rows: dict[str, GridRow] = {}
        self._marks: dict[str, tuple[MarkRow, ...]] = {}

    def has(self, account: str) -> bool:
        """Tell whether an account's row is made."""
        return account in self._rows

    def row(self, account: str) -> GridRow:
        """Return the row of an account that was loaded."""
        return self._rows[account]

    def marks(self, account: str) -> tuple[MarkRow, ...]:
        """Return the engagements of an account that was loaded, by date."""
        return self._marks[account]

    def load(self, accounts: Sequence[AccountYear]) -> None:
        """Make the rows of some accounts by one statement each for marks and closed days."""
        ids = [account.id for account in accounts]
        read = account_marks(self._reader, self.facts.year, ids)
        healths = self._health(ids) if self._health is not None else {}
        for account in accounts:
            marks, closed = read[account.id]
            self._marks[account.id] = marks
            health = healths.get(account.id)
            self._rows[account.id] = self._maker.row(account, marks, closed, health)


class PlanGrid:
    """The content of a year grid: `items`, and the values of each as they are asked for."""

    def __init__(
        self,
        store: RowStore,
        groups: Iterable[PlanGroup],
        *,
        shut: frozenset[str] = frozenset(),
        unfolded: frozenset[str] = frozenset(),
    ) -> None:
        self.facts = store.facts
        self.items = tuple(_items(store.facts, groups, shut, unfolded))
        self.places = {item.key: i for i, item in enumerate(self.items) if item.kind is Kind.ROW}
        self._store = store

    def row(self, index: int) -> GridRow:
        """Return the drawing values of the account row at an index."""
        key = self.items[index].key
        if not self._store.has(key):
            self._load(index)
        return self._store.row(key)

    def marks(self, index: int) -> tuple[MarkRow, ...]:
        """Return the engagements of the account row at an index, by date."""
        self.row(index)
        return self._store.marks(self.items[index].key)

    def mark(self, account: str, key: str) -> MarkRow | None:
        """Return an engagement by its account and id."""
        index = self.places.get(account)
        if index is None:
            return None
        return next((mark for mark in self.marks(index) if mark.id == key), None)

    def marks_of(self, trips: Iterable[TripYear]) -> tuple[tuple[str, str, dt.date], ...]:
        """Return (account, engagement, date) of the visits of some trips whose rows are open."""
        return tuple(
            (account, mark.id, mark.date)
            for trip in trips
            for account in sorted(trip.accounts)
            if account in self.places
            for mark in self.marks(self.places[account])
            if mark.trip_id == trip.id
        )

    def _load(self, index: int) -> None:
        start = index - index % CHUNK
        self._store.load(
            [
                item.account
                for item in self.items[start : start + CHUNK]
                if item.account is not None and not self._store.has(item.key)
            ]
        )


def _items(
    facts: YearFacts,
    groups: Iterable[PlanGroup],
    shut: frozenset[str],
    unfolded: frozenset[str],
) -> Iterable[Item]:
    maker = RowMaker(facts=facts, words=WORDS)
    for group in groups:
        is_open = group.key not in shut
        yield Item(kind=Kind.GROUP, key=group.key, group=maker.group(group, is_open=is_open))
        if not is_open:
            continue
        for account in group.accounts:
            yield Item(kind=Kind.ROW, key=account.id, account=account)
        if group.folded:
            more_open = group.key in unfolded
            yield Item(kind=Kind.MORE, key=group.key, more=maker.more(group, is_open=more_open))
            for account in group.folded if more_open else ():
                yield Item(kind=Kind.ROW, key=account.id, account=account)

"""What the year grid shows, as drawing values: items in order, rows made when they come in view.

Thousands of accounts cost nothing until they are looked at: the marks of a run of rows are read by
one statement, the first time that one of them is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from csplanner.drawing.grid_values import DaySpan, GridGroup, GridMark, GridRow, MoreRow
from csplanner.drawing.grid_values import QuarterCount as Quarter
from csplanner.drawing.marks import Health
from csplanner.services.plan_view import account_marks, decision_windows, renewal_in
from ui import formats
from ui.widgets.engagement_words import mark_state, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from csplanner.services.plan_facts import AccountYear, YearFacts
    from csplanner.services.plan_view import BlackoutRow, MarkRow, PlanGroup
    from csplanner.services.workspace import Reader

    HealthOf = Callable[[Sequence[str]], Mapping[str, "HealthCell"]]

CHUNK = 48


class Kind(Enum):
    """What an item of the grid is."""

    GROUP = "group"
    ROW = "row"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HealthCell:
    """Health as a row shows it: band, score as text, twelve months of scores."""

    band: Health
    score: str
    spark: tuple[float | None, ...] = ()


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
            self._rows[account.id] = _row(self.facts, account, marks, closed, health)


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
    for group in groups:
        is_open = group.key not in shut
        yield Item(kind=Kind.GROUP, key=group.key, group=_group(facts, group, is_open=is_open))
        if not is_open:
            continue
        for account in group.accounts:
            yield Item(kind=Kind.ROW, key=account.id, account=account)
        if group.folded:
            more_open = group.key in unfolded
            yield Item(kind=Kind.MORE, key=group.key, more=_more(facts, group, is_open=more_open))
            for account in group.folded if more_open else ():
                yield Item(kind=Kind.ROW, key=account.id, account=account)


def _group(facts: YearFacts, group: PlanGroup, *, is_open: bool) -> GridGroup:
    bound = ""
    if group.least is not None:
        bound = f"≥ {_short(group.least, facts.currency)} · "
    elif group.below is not None:
        bound = f"< {_short(group.below, facts.currency)} · "
    return GridGroup(
        key=group.key,
        name=group.name,
        note=f"{bound}{formats.number(group.count)}",
        arr=formats.money(group.arr, facts.currency),
        quarters=tuple(
            Quarter(placed=q.placed, required=q.required, done=q.done) for q in group.quarters
        ),
        open=is_open,
    )


def _short(amount: Decimal, currency: str) -> str:
    """Return a threshold: whole millions without their hundredths, as in "$1M"."""
    millions = amount / 1_000_000
    if millions >= 1 and millions == millions.to_integral_value():
        return f"{formats.money(millions, currency)}M"
    return formats.money(amount, currency)


def _more(facts: YearFacts, group: PlanGroup, *, is_open: bool) -> MoreRow:
    days = {day for account in group.folded for day in facts.touches.get(account.id, ())}
    total = sum((account.arr_base or 0 for account in group.folded), start=group.arr * 0)
    return MoreRow(
        key=group.key,
        words=f"{formats.number(len(group.folded))} more, digital",
        arr=formats.money(total, facts.currency),
        touches=tuple(sorted(days)),
        open=is_open,
    )


def _row(
    facts: YearFacts,
    account: AccountYear,
    marks: Iterable[MarkRow],
    closed: Iterable[BlackoutRow],
    health: HealthCell | None,
) -> GridRow:
    return GridRow(
        key=account.id,
        owner=formats.initials(account.owner) if account.owner else "",
        name=account.name,
        arr=formats.money(account.arr, account.currency or facts.currency),
        health=health.band if health else Health.NO_DATA,
        score=health.score if health else "",
        spark=health.spark if health else (),
        marks=tuple(map(_mark, marks)),
        windows=tuple(DaySpan(start=a, end=b) for a, b in decision_windows(facts, account)),
        blackouts=tuple(DaySpan(start=c.start, end=c.end, label=c.reason) for c in closed),
        renewal=renewal_in(account, facts.year),
    )


def _mark(mark: MarkRow) -> GridMark:
    return GridMark(
        key=mark.id,
        on=mark.date,
        shape=shape_of(mark.type),
        state=mark_state(mark.state),
        locked=mark.locked,
        trip=mark.trip_id is not None,
        label=mark.city or formats.day(mark.date, mark.date),
    )

"""The annual plan as the year grid draws it: account rows, group rows, folded rows.

The same for the window and the wall planner; only the words differ (`GridWords`), since the window
speaks the user's language and paper is English everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.drawing.grid_values import DaySpan, GridGroup, GridMark, GridRow, MoreRow
from csplanner.drawing.grid_values import QuarterCount as Quarter
from csplanner.drawing.marks import Health, mark_state, shape_of
from csplanner.services.plan_view import decision_windows, renewal_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from csplanner.services.plan_facts import AccountYear, YearFacts
    from csplanner.services.plan_view import BlackoutRow, MarkRow, PlanGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWords:
    """How amounts, numbers, days and owners are said in the grid."""

    money: Callable[[Decimal | None, str], str]
    number: Callable[[int], str]
    day: Callable[[dt.date], str]
    initials: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HealthCell:
    """Health as a row shows it: band, score as text, twelve months of scores."""

    band: Health
    score: str
    spark: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMaker:
    """Makes the rows of a year in the words of one place."""

    facts: YearFacts
    words: GridWords

    def group(self, group: PlanGroup, *, is_open: bool = True) -> GridGroup:
        """Return a group row with its threshold, count, revenue and quarters."""
        facts, words = self.facts, self.words
        bound = ""
        if group.least is not None:
            bound = f"≥ {self._threshold(group.least)} · "
        elif group.below is not None:
            bound = f"< {self._threshold(group.below)} · "
        return GridGroup(
            key=group.key,
            name=group.name,
            note=f"{bound}{words.number(group.count)}",
            arr=words.money(group.arr, facts.currency),
            quarters=tuple(
                Quarter(placed=q.placed, required=q.required, done=q.done) for q in group.quarters
            ),
            open=is_open,
        )

    def _threshold(self, amount: Decimal) -> str:
        """Return a threshold: whole millions without their hundredths, as in "$1M"."""
        millions = amount / 1_000_000
        if millions >= 1 and millions == millions.to_integral_value():
            return f"{self.words.money(millions, self.facts.currency)}M"
        return self.words.money(amount, self.facts.currency)

    def more(self, group: PlanGroup, *, is_open: bool = False) -> MoreRow:
        """Return the folded row of a group's digital accounts."""
        facts, words = self.facts, self.words
        days = {day for account in group.folded for day in facts.touches.get(account.id, ())}
        nothing = Decimal(0)
        total = sum((account.arr_base or nothing for account in group.folded), nothing)
        return MoreRow(
            key=group.key,
            words=f"{words.number(len(group.folded))} more, digital",
            arr=words.money(total, facts.currency),
            touches=tuple(sorted(days)),
            open=is_open,
        )

    def row(
        self,
        account: AccountYear,
        marks: Iterable[MarkRow],
        closed: Iterable[BlackoutRow],
        health: HealthCell | None,
    ) -> GridRow:
        """Return the row of an account."""
        facts, words = self.facts, self.words
        return GridRow(
            key=account.id,
            owner=words.initials(account.owner) if account.owner else "",
            name=account.name,
            arr=words.money(account.arr, account.currency or facts.currency),
            health=health.band if health else Health.NO_DATA,
            score=health.score if health else "",
            spark=health.spark if health else (),
            marks=tuple(map(self._mark, marks)),
            windows=tuple(DaySpan(start=a, end=b) for a, b in decision_windows(facts, account)),
            blackouts=tuple(DaySpan(start=c.start, end=c.end, label=c.reason) for c in closed),
            renewal=renewal_in(account, facts.year),
        )

    def _mark(self, mark: MarkRow) -> GridMark:
        return GridMark(
            key=mark.id,
            on=mark.date,
            shape=shape_of(mark.type),
            state=mark_state(mark.state),
            locked=mark.locked,
            trip=mark.trip_id is not None,
            label=mark.city or self.words.day(mark.date),
        )

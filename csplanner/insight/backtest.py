"""A changed profile against the one in force, on what was lost in the past (docs/backtest.md).

Pure: two scorers, the losses and the days to check in; nothing here reads a portfolio.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from csplanner.domain.health_facts import month_index, month_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from csplanner.domain.health import Health

    Scorer = Callable[[str, dt.date], Health]

HORIZON_DAYS = 180
LEAST_CASES = 30
_SURE = 1.96  # standard errors of a 95 % interval
_EVEN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Revenue that went: whose, when, and whether all of it (churn) or a part (contraction)."""

    account: str
    date: dt.date
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one profile put an account so many days before its loss.

    `rank` is the share of accounts that stood worse at the month's end before, 0 the very worst;
    `lead` the days since it was at risk without a break until the loss. None: no score.
    """

    score: float | None
    flagged: bool
    rank: float | None
    lead: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One loss with where the old and the new profile stood before it."""

    loss: Loss
    day: dt.date
    old: Standing
    new: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How one profile did: `flags` are checkpoints at risk, `true_flags` those before a loss.

    `rank` is the mean of the cases' ranks; 0.5 is what a profile that knows nothing reaches.
    """

    scored: int
    flagged: int
    flags: int
    true_flags: int
    lead: float | None
    rank: float | None

    @property
    def recall(self) -> float | None:
        """Share of the scored losses that were at risk in time."""
        return self.flagged / self.scored if self.scored else None

    @property
    def precision(self) -> float | None:
        """Share of the checkpoints at risk that a loss followed within the horizon."""
        return self.true_flags / self.flags if self.flags else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """Both profiles, every case worst first by the new one, and what may be concluded.

    `base_rate` is the share of all checkpoints that a loss followed; `gain` is how much lower the
    new profile ranks the lost, as (mean, low, high) of a 95 % interval.
    """

    days_before: int
    cases: tuple[Case, ...]
    old: Measured
    new: Measured
    checkpoints: int
    base_rate: float | None
    gain: tuple[float, float, float] | None
    verdict: tuple[str, ...]


def month_ends(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the last days of the months from one day to another."""
    found = (
        month_start(month + 1) - dt.timedelta(days=1)
        for month in range(month_index(first), month_index(last) + 1)
    )
    return tuple(day for day in found if first <= day <= last)


def backtest(
    starts: Mapping[str, dt.date | None],
    losses: Sequence[Loss],
    scorers: tuple[Scorer, Scorer],
    span: tuple[dt.date, dt.date],
    days_before: int = 90,
) -> Backtest:
    """Compare two profiles over a span; `starts` are the accounts with their first day as one.

    A loss counts whose day before lies in the span; checkpoints are the month ends in it at which
    the account was one and from which the whole horizon is known.
    """
    grid = month_ends(*span)
    tables = tuple(_Table(starts, grid, scorer) for scorer in scorers)
    cases = _cases(starts, losses, tables, (span[0], days_before))
    known = [day for day in grid if day + dt.timedelta(days=HORIZON_DAYS) <= span[1]]
    followed = _followed(losses, known)
    old, new = (
        _measured([getattr(case, which) for case in cases], table, known, followed)
        for which, table in zip(("old", "new"), tables, strict=True)
    )
    checked = [
        (a, day) for a in starts for day in known if any(table.score(a, day) is not None
                                                         for table in tables)
    ]  # fmt: skip
    rate = sum(point in followed for point in checked) / len(checked) if checked else None
    gain = _gain(cases)
    cases.sort(key=lambda case: (case.new.rank is None, case.new.rank or 0.0, case.loss.date))
    return Backtest(
        days_before=days_before,
        cases=tuple(cases),
        old=old,
        new=new,
        checkpoints=len(checked),
        base_rate=rate,
        gain=gain,
        verdict=_verdict(cases, gain),
    )


def _cases(
    starts: Mapping[str, dt.date | None],
    losses: Sequence[Loss],
    tables: tuple[_Table, ...],
    since: tuple[dt.date, int],
) -> list[Case]:
    """Return the losses whose day before is not before the span, with both standings."""
    first, days_before = since
    before = dt.timedelta(days=days_before)
    told = [loss for loss in losses if loss.date - before >= first and loss.account in starts]
    return [
        Case(
            loss=loss,
            day=loss.date - before,
            old=tables[0].standing(loss, loss.date - before),
            new=tables[1].standing(loss, loss.date - before),
        )
        for loss in sorted(told, key=lambda item: (item.date, item.account))
    ]


class _Table:
    """The scores of one profile at every checkpoint."""

    def __init__(
        self, starts: Mapping[str, dt.date | None], grid: tuple[dt.date, ...], scorer: Scorer
    ) -> None:
        self._grid, self._scorer = grid, scorer
        self._found: dict[str, list[tuple[float | None, bool]]] = {}
        for account, start in starts.items():
            self._found[account] = [
                self._judged(account, day) if start is None or start <= day else (None, False)
                for day in grid
            ]
        self._sorted = [
            sorted(s for row in self._found.values() if (s := row[i][0]) is not None)
            for i in range(len(grid))
        ]

    def _judged(self, account: str, day: dt.date) -> tuple[float | None, bool]:
        found = self._scorer(account, day)
        return found.score, found.score is not None and found.band.value == "at_risk"

    def score(self, account: str, day: dt.date) -> float | None:
        return self._found[account][self._grid.index(day)][0]

    def flagged(self, account: str, day: dt.date) -> bool:
        return self._found[account][self._grid.index(day)][1]

    def standing(self, loss: Loss, day: dt.date) -> Standing:
        score, flagged = self._judged(loss.account, day)
        at = bisect_right(self._grid, day) - 1
        return Standing(
            score=score,
            flagged=flagged,
            rank=self._rank(loss.account, at) if at >= 0 else None,
            lead=self._lead(loss),
        )

    def _rank(self, account: str, at: int) -> float | None:
        score, everyone = self._found[account][at][0], self._sorted[at]
        if score is None or len(everyone) < 2:
            return None
        worse = sum(other < score for other in everyone)
        alike = sum(other == score for other in everyone) - 1
        return (worse + alike / 2) / (len(everyone) - 1)

    def _lead(self, loss: Loss) -> int | None:
        at = bisect_right(self._grid, loss.date) - 1
        first: dt.date | None = None
        while at >= 0 and self._found[loss.account][at][1]:
            first = self._grid[at]
            at -= 1
        return None if first is None else (loss.date - first).days


def _followed(losses: Iterable[Loss], days: Sequence[dt.date]) -> set[tuple[str, dt.date]]:
    """Return the checkpoints that a loss of the account follows within the horizon."""
    return {
        (loss.account, day)
        for loss in losses
        for day in days
        if 0 < (loss.date - day).days <= HORIZON_DAYS
    }


def _measured(
    standings: Sequence[Standing],
    table: _Table,
    known: Sequence[dt.date],
    followed: set[tuple[str, dt.date]],
) -> Measured:
    flags = [
        (account, day)
        for account in table._found  # noqa: SLF001 - the table's own measure
        for day in known
        if table.flagged(account, day)
    ]
    leads = [s.lead for s in standings if s.lead is not None]
    ranks = [s.rank for s in standings if s.rank is not None]
    return Measured(
        scored=sum(s.score is not None for s in standings),
        flagged=sum(s.flagged for s in standings),
        flags=len(flags),
        true_flags=sum(point in followed for point in flags),
        lead=median(leads) if leads else None,
        rank=sum(ranks) / len(ranks) if ranks else None,
    )


def _gain(cases: Sequence[Case]) -> tuple[float, float, float] | None:
    """Return how much lower the new profile ranks the lost: mean and 95 % interval."""
    apart = [
        case.old.rank - case.new.rank
        for case in cases
        if case.old.rank is not None and case.new.rank is not None
    ]
    return _interval(apart)


def _interval(values: Sequence[float]) -> tuple[float, float, float] | None:
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    spread = (sum((v - mean) ** 2 for v in values) / (len(values) - 1)) ** 0.5
    error = _SURE * spread / len(values) ** 0.5
    return mean, mean - error, mean + error


def _verdict(cases: Sequence[Case], gain: tuple[float, float, float] | None) -> tuple[str, ...]:
    """Say in sentences what the data can carry, and what not."""
    said = []
    for name, which in (("old", "old"), ("new", "new")):
        ranks = [r for case in cases if (r := getattr(case, which).rank) is not None]
        said.append(_of_one(name, ranks))
    if gain is None:
        said.append("The two cannot be compared: too few losses have a rank under both.")
    elif gain[1] <= 0 <= gain[2]:
        said.append(
            "No difference can be told between the two: the interval of what the new profile gains"
            f" ({gain[1]:+.1%} to {gain[2]:+.1%} in rank) holds zero."
        )
    else:
        better = "lower, which is better" if gain[0] > 0 else "higher, which is worse"
        said.append(f"The new profile ranks what was lost {abs(gain[0]):.1%} {better}.")
    return tuple(said)


def _of_one(name: str, ranks: Sequence[float]) -> str:
    found = _interval(ranks)
    if found is None or len(ranks) < LEAST_CASES:
        return (
            f"The {name} profile: {len(ranks)} losses have a rank, under {LEAST_CASES}; the data"
            " cannot carry a conclusion."
        )
    mean, low, high = found
    if low <= _EVEN <= high:
        return (
            f"The {name} profile: the lost stood at {mean:.1%} of the ranking ({low:.1%} to"
            f" {high:.1%}), no lower than chance, 50%: on this data it tells nothing."
        )
    side = "lower" if mean < _EVEN else "higher"
    verdict = "it tells something" if mean < _EVEN else "it points the wrong way"
    return (
        f"The {name} profile: the lost stood at {mean:.1%} of the ranking ({low:.1%} to"
        f" {high:.1%}), {side} than chance, 50%: {verdict}."
    )

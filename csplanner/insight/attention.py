"""Where time and travel go: kept customers against won ones, each account against what it pays.

Pure (docs/coverage.md): engagements and trips in, hours and costs out. Costs are in the base
currency; what has no rate is counted apart by who calls.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NOTHING = Decimal(0)
PURPOSES = ("keep", "win")


class Effort(NamedTuple):
    """One engagement: whose, what for, person-minutes with preparation, on site, its trip."""

    account: str
    purpose: str
    minutes: int
    onsite: bool
    trip: str


class Journey(NamedTuple):
    """One trip: what for where no engagement says it, what it costs, person-days away."""

    id: str
    purpose: str
    cost: Decimal
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one purpose or one account takes: hours, visits, trips, days away, cost of travel."""

    key: str
    hours: float = 0.0
    visits: int = 0
    trips: int = 0
    days: float = 0.0
    cost: Decimal = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Shares by purpose (keep, win) and by account."""

    purposes: tuple[Share, ...]
    accounts: tuple[Share, ...]

    @property
    def kept(self) -> float | None:
        """The share of travel's cost that keeps customers, None while nothing is spent."""
        total = sum((share.cost for share in self.purposes), NOTHING)
        return float(self.purposes[0].cost / total) if total else None


def attention(efforts: Sequence[Effort], journeys: Iterable[Journey]) -> Attention:
    """Return the shares; a trip's cost and days are divided evenly over its engagements.

    A trip without an engagement counts under its own purpose and for no account.
    """
    purposes: dict[str, _Sum] = {name: _Sum() for name in PURPOSES}
    accounts: dict[str, _Sum] = defaultdict(_Sum)
    members: dict[str, list[Effort]] = defaultdict(list)
    for effort in efforts:
        for total in (purposes[effort.purpose], accounts[effort.account]):
            total.minutes += effort.minutes
            total.visits += effort.onsite
        if effort.trip:
            members[effort.trip].append(effort)
    for journey in journeys:
        _divide(journey, members.get(journey.id, []), purposes, accounts)
    return Attention(
        purposes=tuple(total.share(name) for name, total in purposes.items()),
        accounts=tuple(total.share(name) for name, total in accounts.items()),
    )


class _Sum:
    def __init__(self) -> None:
        self.minutes, self.visits = 0, 0
        self.trips: set[str] = set()
        self.days, self.cost = 0.0, NOTHING

    def travel(self, journey: Journey, parts: int) -> None:
        self.trips.add(journey.id)
        self.days += journey.days / parts
        self.cost += journey.cost / parts

    def share(self, key: str) -> Share:
        return Share(
            key=key,
            hours=self.minutes / 60,
            visits=self.visits,
            trips=len(self.trips),
            days=self.days,
            cost=self.cost,
        )


def _divide(
    journey: Journey,
    members: Sequence[Effort],
    purposes: Mapping[str, _Sum],
    accounts: Mapping[str, _Sum],
) -> None:
    for effort in members:
        purposes[effort.purpose].travel(journey, len(members))
        accounts[effort.account].travel(journey, len(members))
    if not members:
        purposes[journey.purpose].travel(journey, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the policy promises an account in the year, and what of it is done or has a date."""

    account: str
    promised: int
    given: int

    @property
    def short(self) -> int:
        """How many of the promised touches it does not get."""
        return max(0, self.promised - self.given)


def promises(states: Iterable[tuple[str, str]]) -> tuple[Promise, ...]:
    """Return what is promised and given from (account, state of an owed touch), by account."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for account, state in states:
        if state == "waived":
            continue
        counts[account][0] += 1
        counts[account][1] += state in {"done", "scheduled"}
    return tuple(
        Promise(account=account, promised=promised, given=given)
        for account, (promised, given) in counts.items()
    )

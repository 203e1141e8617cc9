"""How each account fares: the five component values that its raw data is generated towards."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from csplanner.services.sample.tables import rows

# Shifts of usage, outcomes, support, contact, sentiment that leave a score as it is.
_LEANINGS = (
    (4, -4, -1, 0, 0),
    (-4, 4, 1, 0, 0),
    (2, -2, 4, -6, 0),
    (-2, 0, 0, 8, -6),
    (0, 2, -4, 2, 0),
)
_USE_PER_THOUSAND = 25
_USERS_PER_THOUSAND = 3
_TREND_MONTHS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Component values from 0 to 100, sizes, and by how many points health moved since December.

    `use` is units a month, `tickets` a usual month's number.
    """

    use: float
    users: int
    tickets: float
    usage: float
    outcomes: float
    support: float
    contact: float
    sentiment: float
    trend: float

    @property
    def reach(self) -> float:
        """Share of stakeholders met in time that gives the contact value after a fresh touch."""
        return min(1.0, max(0.0, self.contact / 50 - 1))

    @property
    def use_ratio(self) -> float:
        """Use of the last three months over the twelve before that gives the usage value."""
        return _inverse(self.usage, ((0, 0.25), (25, 0.5), (60, 0.8), (80, 1.0), (100, 1.25)))

    @property
    def licence_share(self) -> float:
        """Share of seats in use that gives the usage value."""
        return 0.2 + 0.6 * self.usage / 100

    @property
    def attainment(self) -> float:
        """Mean attainment of drivers that gives the outcomes value."""
        return 0.5 + self.outcomes / 200

    @property
    def load_ratio(self) -> float:
        """Ticket load over its baseline that gives the support value."""
        return _inverse(self.support, ((0, 3.0), (20, 2.0), (45, 1.5), (75, 1.0), (100, 0.5)))


def _inverse(value: float, points: tuple[tuple[float, float], ...]) -> float:
    for (low, at_low), (high, at_high) in itertools.pairwise(points):
        if value <= high:
            return at_low + (at_high - at_low) * (value - low) / (high - low)
    return points[-1][1]


def levels() -> dict[str, Level]:
    """Give the level of each account: as tabled, else from its score and size."""
    given = {row["account"]: row for row in rows("levels")}
    found: dict[str, Level] = {}
    for number, row in enumerate(rows("accounts")):
        table = given.get(row["key"], {})
        arr, score = int(row["arr"]), float(row["health"])
        parts = ("usage", "outcomes", "support", "contact", "sentiment")
        leaning = _LEANINGS[number % len(_LEANINGS)]
        values = {
            name: float(table.get(name) or min(98.0, score + shift))
            for name, shift in zip(parts, leaning, strict=True)
        }
        found[row["key"]] = Level(
            use=float(table.get("use") or arr * _USE_PER_THOUSAND),
            users=int(table.get("users") or max(3, arr // _USERS_PER_THOUSAND)),
            tickets=float(table.get("tickets") or 0.4),
            trend=float(row["trend"]),
            **values,
        )
    return found

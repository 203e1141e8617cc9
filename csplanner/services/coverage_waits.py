"""Who waits too long and who is met too often, read from the calendar."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.demand import min_gap_of
from csplanner.domain.engagement import State
from csplanner.insight.cadence import (
    Held,
    Wanted,
    cadence,
    silence,
    too_close,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.domain.policy import TierPolicy
    from csplanner.domain.records import Engagement
    from csplanner.insight.cadence import (
        Cadence,
        Silence,
        TooClose,
    )
    from csplanner.services.problem import Problem

_DEAD = (State.MISSED, State.WAIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Cadences whose longest gap is passed, neighbours that stand too close, silences."""

    late: tuple[Cadence, ...]
    close: tuple[TooClose, ...]
    silences: tuple[Silence, ...]


def waits_of(problem: Problem, engagements: Sequence[Engagement], as_of: dt.date) -> Waits:
    """Return the waits of every account in plans, the most urgent first."""
    held: dict[str, list[Held]] = defaultdict(list)
    for item in engagements:
        if item.state in _DEAD or (item.state is not State.DONE and item.date < as_of):
            continue
        held[item.account_id].append(Held(item.date, item.type, item.rule))
    start = dt.date(problem.year, 1, 1)
    wanted = wanted_by_band(problem.policy.policy)
    late: list[Cadence] = []
    close: list[TooClose] = []
    silences: list[Silence] = []
    for planned in problem.scenario.accounts:
        account = problem.accounts[planned.id]
        touches = held.get(account.id, [])
        band = problem.policy.policy.band_of(planned.arr, account.tier_override).id
        found = (cadence(account.id, w, touches, as_of, planned.starts) for w in wanted[band])
        late += (item for item in found if item.is_late)
        least = min_gap_of(problem.scenario.policy, planned)
        ahead = [item.day for item in touches if item.day.year == problem.year]
        close += (c for c in too_close(account.id, ahead, least) if c.second >= as_of)
        past = [item.day for item in touches if item.day <= as_of]
        silences.append(silence(account.id, past, start, as_of))
    return Waits(
        late=tuple(sorted(late, key=lambda c: (-(c.urgency or 0), c.account, c.rule))),
        close=tuple(sorted(close, key=lambda c: (c.second, c.account))),
        silences=tuple(silences),
    )


def wanted_by_band(policy: TierPolicy) -> Mapping[str, tuple[Wanted, ...]]:
    """Return the cadences that each band is promised: the longest gap, or aim and tolerance."""
    found: dict[str, list[Wanted]] = {band.id: [] for band in policy.bands}
    for rule in policy.rules:
        usual = rule.target_gap_days + rule.tol_days if rule.target_gap_days else 0
        most = rule.max_gap_days or usual
        if rule.kind == "period" and most:
            for band in rule.bands:
                found[band].append(Wanted(rule=rule.id, type=rule.type, most=most))
    return {band: tuple(items) for band, items in found.items()}

"""Health, drivers and burden of accounts: joins the portfolio's facts with insight.

`score_accounts` is made for all accounts at once, `health_history` for one account's page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.domain.health import NO_MOVES, AccountScore, Health, Moves
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account
from csplanner.insight.burden import burden
from csplanner.insight.candidates import candidates
from csplanner.insight.drivers import driver_states
from csplanner.insight.health import health
from csplanner.insight.levers import latest_review, levers, steps_between
from csplanner.services.policy import policy_in_force, rates_on
from csplanner.services.score_facts import BACK_DAYS, Reach, facts_of, wanted_gap
from csplanner.services.tones import keep_tones
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from csplanner.domain.health import Burden, DriverState
    from csplanner.domain.health_facts import HealthFacts
    from csplanner.domain.health_profile import Profile
    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader

    Visits = tuple[tuple[dt.date, str], ...]

__all__ = [
    "AccountScore",
    "Health",
    "Insight",
    "health_history",
    "insight_of",
    "judged_by",
    "score_accounts",
]


# Behind the first month of a history lie the fifteen that it is judged by, and some air.
BEHIND, DAYS_OF_MONTH = 17, 31
# Facts of so many accounts are held at once: 3 million measures fit into no small memory.
AT_ONCE = 250


def score_accounts(
    reader: Reader,
    as_of: dt.date,
    ids: Collection[str] | None = None,
    job: Job | None = None,
) -> tuple[AccountScore, ...]:
    """Return the score of each account (of these ids, else of all not archived), by name."""
    accounts, job = _accounts(reader, ids), job or Job()
    # Threads without a tone are read first: thousands of them after an import take their time.
    keep_tones(reader, as_of, ids, job.part(0.0, 0.5))
    found: list[AccountScore] = []
    for start in range(0, len(accounts), AT_ONCE):
        job.step(0.5 + start / len(accounts) / 2, f"Scoring {len(accounts):,} accounts")
        found += _scored(reader, accounts[start : start + AT_ONCE], as_of)
    return tuple(found)


def _scored(reader: Reader, accounts: Sequence[Account], as_of: dt.date) -> Iterator[AccountScore]:
    """Yield the scores of some accounts, whose facts are let go of with the last one."""
    ids = [a.id for a in accounts]
    judged, visits = _judged(reader, accounts, as_of, ids), visits_held(reader, as_of, ids)
    for a in accounts:
        yield AccountScore(
            id=a.id,
            external_id=a.external_id,
            name=a.name,
            tier=judged.tiers[a.id],
            health=health(judged.facts[a.id], as_of, judged.profile(a)),
            relationship=a.relationship,
            drivers=driver_states(judged.facts[a.id].drivers, as_of),
            burden=_burden(judged, a.id, as_of, visits.get(a.id, ())),
        )


def health_history(
    reader: Reader, account_id: str, as_of: dt.date, months: int = 12
) -> tuple[Health, ...]:
    """Return an account's health at the ends of the last months and on `as_of`, oldest first.

    It is recomputed from the facts dated up to each day, never stored.
    """
    return insight_of(reader, account_id, as_of, as_of, months).history


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """All that is computed of one account for its page and its brief."""

    tier: str
    history: tuple[Health, ...]
    drivers: tuple[DriverState, ...]
    burden: Burden
    burden_before: Burden
    moves: Moves = NO_MOVES


def insight_of(
    reader: Reader, account_id: str, as_of: dt.date, before: dt.date, months: int = 12
) -> Insight:
    """Return health by month, drivers, and burden on `as_of` and on an earlier day.

    The whole history is judged by the policy and tier of `as_of`, so that what moves is the facts.
    """
    accounts = _accounts(reader, [account_id])
    judged = _judged(reader, accounts, as_of, [account_id], months=months)
    facts, profile = judged.facts[account_id], judged.profile(accounts[0])
    history = tuple(health(facts, day, profile) for day in history_days(as_of, months))
    visits = visits_held(reader, as_of, [account_id]).get(account_id, ())
    review = latest_review(visits, as_of)
    then = None if review is None else health(facts, review, profile)
    return Insight(
        tier=judged.tiers[account_id],
        history=history,
        drivers=driver_states(facts.drivers, as_of),
        burden=_burden(judged, account_id, as_of, visits),
        burden_before=burden(facts, before, judged.policy.burden),
        moves=Moves(
            review=review,
            steps=() if then is None else steps_between(then, history[-1]),
            levers=levers(facts, history[-1], profile),
        ),
    )


def judged_by(reader: Reader, accounts: Sequence[Account], as_of: dt.date) -> Judged:
    """Return what some accounts are judged by on a day, with all of their touches."""
    return _judged(reader, accounts, as_of, [a.id for a in accounts], months=1)


def visits_held(
    reader: Reader, as_of: dt.date, ids: Collection[str] | None
) -> dict[str, tuple[tuple[dt.date, str], ...]]:
    """Return (day, type) of the engagements held up to a day, by account, oldest first."""
    found: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    for account, day, kind in reads.visits_held(reader.database, as_of, ids):
        found[account].append((dt.date.fromisoformat(day), kind))
    return {account: tuple(visits) for account, visits in found.items()}


def _burden(judged: Judged, account_id: str, as_of: dt.date, visits: Visits) -> Burden:
    found = burden(judged.facts[account_id], as_of, judged.policy.burden)
    return replace(found, candidates=candidates(found, visits))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What some accounts are judged by: policy, tiers, facts."""

    policy: TierPolicy
    tiers: dict[str, str]
    facts: dict[str, HealthFacts]

    def profile(self, account: Account) -> Profile:
        """Return the health profile of an account."""
        return self.policy.profile(self.tiers[account.id], account.stage)


def _judged(
    reader: Reader,
    accounts: Iterable[Account],
    as_of: dt.date,
    ids: Collection[str] | None,
    *,
    months: int = 0,
) -> Judged:
    """Read what accounts are judged by; `months` of history ask for so much more of the past."""
    policy, rates = policy_in_force(reader, as_of).policy, rates_on(reader, as_of)
    tiers: dict[str, str] = {
        a.id: policy.band_of(arr_in_base(a, rates), a.tier_override).id for a in accounts
    }
    gap_of = {tier: wanted_gap(policy, tier) for tier in set(tiers.values())}
    gaps = {account: gap_of[tier] for account, tier in tiers.items()}
    reach = Reach(history=months > 0, back_days=max(BACK_DAYS, DAYS_OF_MONTH * (months + BEHIND)))
    facts = facts_of(reader, as_of, gaps, ids, policy=policy.burden, reach=reach)
    return Judged(policy=policy, tiers=tiers, facts=facts)


def shared_drivers(reader: Reader, account_id: str, as_of: dt.date) -> tuple[DriverState, ...]:
    """Return the drivers of an account that are marked customer-safe, as they stand on a day."""
    judged = _judged(reader, _accounts(reader, [account_id]), as_of, [account_id])
    drivers = judged.facts[account_id].drivers
    return driver_states(tuple(d for d in drivers if d.customer_safe), as_of)


def history_days(as_of: dt.date, months: int) -> tuple[dt.date, ...]:
    """Return the last days of the months before `as_of`, then `as_of`; `months` of them."""
    last = month_index(as_of)
    ends = (month_start(m + 1) - dt.timedelta(days=1) for m in range(last - months + 1, last))
    return (*ends, as_of)


def _accounts(reader: Reader, ids: Collection[str] | None) -> list[Account]:
    if ids is None:
        found = [a for a in reader.all(Account) if not a.archived]
    else:
        found = list(reader.many(Account, set(ids)))
        if len(found) < len(set(ids)):
            raise UserMistake("An account to score is not in the portfolio.", "Check its id.")
    return sorted(found, key=lambda a: (a.name.casefold(), a.id))

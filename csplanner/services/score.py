"""Health, drivers and burden of accounts: joins the portfolio's facts with insight.

`score_accounts` is made for all accounts at once, `health_history` for one account's page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.domain.health import AccountScore, Health
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account
from csplanner.insight.burden import burden
from csplanner.insight.drivers import driver_states
from csplanner.insight.health import health
from csplanner.services.policy import policy_in_force, rates_on
from csplanner.services.score_facts import facts_of, wanted_gap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from csplanner.domain.health import Burden, DriverState
    from csplanner.domain.health_facts import HealthFacts
    from csplanner.services.workspace import Reader

__all__ = [
    "AccountScore",
    "Health",
    "Insight",
    "burdens_of",
    "health_history",
    "insight_of",
    "score_accounts",
    "score_json",
]


def score_accounts(
    reader: Reader, as_of: dt.date, ids: Collection[str] | None = None
) -> tuple[AccountScore, ...]:
    """Return the score of each account (of these ids, else of all not archived), by name."""
    accounts = _accounts(reader, ids)
    tiers = _tiers(reader, accounts, as_of)
    facts = _facts(reader, as_of, tiers, None if ids is None else [a.id for a in accounts])
    return tuple(
        AccountScore(
            id=a.id,
            external_id=a.external_id,
            name=a.name,
            tier=tiers[a.id],
            health=health(facts[a.id], as_of),
            relationship=a.relationship,
            drivers=driver_states(facts[a.id].drivers, as_of),
            burden=burden(facts[a.id], as_of),
        )
        for a in accounts
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


def insight_of(
    reader: Reader, account_id: str, as_of: dt.date, before: dt.date, months: int = 12
) -> Insight:
    """Return health by month, drivers, and burden on `as_of` and on an earlier day."""
    accounts = _accounts(reader, [account_id])
    tiers = _tiers(reader, accounts, as_of)
    facts = _facts(reader, as_of, tiers, [account_id], history=True)[account_id]
    return Insight(
        tier=tiers[accounts[0].id],
        history=tuple(health(facts, day) for day in history_days(as_of, months)),
        drivers=driver_states(facts.drivers, as_of),
        burden=burden(facts, as_of),
        burden_before=burden(facts, before),
    )


def burdens_of(reader: Reader, account_id: str, days: Iterable[dt.date]) -> tuple[Burden, ...]:
    """Return the burden of an account as it stood on each of some days, oldest first."""
    ends = tuple(days)
    tiers = _tiers(reader, _accounts(reader, [account_id]), ends[-1])
    facts = _facts(reader, ends[-1], tiers, [account_id], history=True)[account_id]
    return tuple(burden(facts, day) for day in ends)


def history_days(as_of: dt.date, months: int) -> tuple[dt.date, ...]:
    """Return the last days of the months before `as_of`, then `as_of`; `months` of them."""
    last = month_index(as_of)
    ends = (month_start(m + 1) - dt.timedelta(days=1) for m in range(last - months + 1, last))
    return (*ends, as_of)


def score_json(scores: Iterable[AccountScore], as_of: dt.date) -> dict[str, Any]:
    """Return the answer of the verb `score` as contract.md names its keys."""
    return {"as_of": as_of.isoformat(), "accounts": [_account_json(s) for s in scores]}


def _accounts(reader: Reader, ids: Collection[str] | None) -> list[Account]:
    if ids is None:
        found = [a for a in reader.all(Account) if not a.archived]
    else:
        found = list(reader.many(Account, set(ids)))
        if len(found) < len(set(ids)):
            raise UserMistake("An account to score is not in the portfolio.", "Check its id.")
    return sorted(found, key=lambda a: (a.name.casefold(), a.id))


def _tiers(reader: Reader, accounts: Iterable[Account], as_of: dt.date) -> dict[str, str]:
    policy, rates = policy_in_force(reader, as_of).policy, rates_on(reader, as_of)
    return {a.id: policy.band_of(arr_in_base(a, rates), a.tier_override).id for a in accounts}


def _facts(
    reader: Reader,
    as_of: dt.date,
    tiers: dict[str, str],
    ids: Collection[str] | None,
    *,
    history: bool = False,
) -> dict[str, HealthFacts]:
    policy = policy_in_force(reader, as_of).policy
    gap_of = {tier: wanted_gap(policy, tier) for tier in set(tiers.values())}
    gaps = {account: gap_of[tier] for account, tier in tiers.items()}
    return facts_of(reader, as_of, gaps, ids, history=history)


def _account_json(score: AccountScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "external_id": score.external_id,
        "name": score.name,
        "tier": score.tier,
        "health": _health_json(score.health),
        "relationship": score.relationship,
        "drivers": [_driver_json(driver) for driver in score.drivers],
        "burden": _burden_json(score.burden),
    }


def _health_json(found: Health) -> dict[str, Any]:
    return {
        "score": found.score,
        "band": found.band.value,
        "components": [
            {
                "name": c.name.value,
                "weight": c.weight,
                "share": _rounded(c.share),
                "value": _rounded(c.value),
                "contribution": c.contribution,
                "as_of": c.as_of.isoformat() if c.as_of else None,
                "missing": c.missing,
                "stale": c.stale,
                "basis": c.basis,
            }
            for c in found.components
        ],
    }


def _driver_json(driver: DriverState) -> dict[str, Any]:
    return {
        "name": driver.name,
        "unit": driver.unit,
        "direction": "lower" if driver.lower_is_better else "higher",
        "baseline": driver.baseline,
        "target": driver.target,
        "current": driver.current,
        "weight": driver.weight,
        "attainment": _rounded(driver.attainment),
        "attainment_before": _rounded(driver.before),
        "as_of": driver.as_of.isoformat() if driver.as_of else None,
        "band": driver.band.value,
    }


def _burden_json(found: Burden) -> dict[str, Any]:
    return {
        "value": _rounded(found.value),
        "baseline": _rounded(found.baseline),
        "change": _rounded(found.change),
        "parts": {name: _rounded(value) for name, value in found.parts},
        "silence": found.silence,
        "use_metric": found.use_metric,
        "as_of": found.as_of.isoformat() if found.as_of else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

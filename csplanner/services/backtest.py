"""Back-test of a changed policy: how health would have stood before what was lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.domain.kinds import RevenueKind
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account, RevenueEvent
from csplanner.insight.backtest import Backtest, Loss, backtest
from csplanner.insight.health import health
from csplanner.services.policy import policy_in_force, rates_on
from csplanner.services.score_facts import Reach, facts_of, wanted_gap
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.base.job import Job
    from csplanner.domain.health import Health
    from csplanner.domain.health_profile import Profile
    from csplanner.domain.policy import TierPolicy
    from csplanner.insight.backtest import Case, Measured, Scorer, Standing
    from csplanner.services.workspace import Reader

__all__ = ["Backtest", "backtest_json", "run_backtest"]

WHOLE_HISTORY = 40_000  # days back: further than any record
_LOST = (RevenueKind.CHURN.value, RevenueKind.CONTRACTION.value)


def run_backtest(
    reader: Reader, changed: TierPolicy, today: dt.date, days_before: int, job: Job
) -> Backtest:
    """Compare a changed policy with the one in force over the whole past of the portfolio.

    Raises UserMistake when nothing was ever lost. Nothing is written.
    """
    losses = [
        Loss(account=event.account_id, date=event.date, kind=str(event.kind))
        for event in reader.all(RevenueEvent)
        if event.kind in _LOST and event.date <= today
    ]
    if not losses:
        raise UserMistake(
            "No churn and no contraction is on record, so nothing can be tested.",
            "Import revenue events first.",
        )
    accounts = reader.all(Account)
    begun = reads.first_evidence(reader.database)
    if begun is None:
        raise UserMistake("No measure, ticket or survey is on record.", "Import them first.")
    job.step(0.1, "Reading the past")
    now = policy_in_force(reader, today).policy
    scorers = tuple(_scorer(reader, policy, accounts, today, job) for policy in (now, changed))
    job.step(0.3, f"Judging {len(accounts):,} accounts month by month")
    starts: dict[str, dt.date | None] = {account.id: account.contract_start for account in accounts}
    return backtest(starts, losses, (scorers[0], scorers[1]), (begun, today), days_before)


def _scorer(
    reader: Reader, policy: TierPolicy, accounts: tuple[Account, ...], today: dt.date, job: Job
) -> Scorer:
    """Return what judges an account on a day by a policy; tier and stage are those of today."""
    rates = rates_on(reader, today)
    tiers: dict[str, str] = {
        a.id: policy.band_of(arr_in_base(a, rates), a.tier_override).id for a in accounts
    }
    gaps = {account: wanted_gap(policy, tier) for account, tier in tiers.items()}
    reach = Reach(history=True, back_days=WHOLE_HISTORY)
    facts = facts_of(reader, today, gaps, policy=policy.burden, reach=reach)
    profiles: dict[str, Profile] = {a.id: policy.profile(tiers[a.id], a.stage) for a in accounts}

    def score(account: str, day: dt.date) -> Health:
        job.check()
        # A driver's value without a reading has no date: it was not known then.
        known = facts[account]
        dated = tuple(d for d in known.drivers if d.readings)
        if len(dated) < len(known.drivers):
            known = facts[account] = replace(known, drivers=dated)
        return health(known, day, profiles[account])

    return score


def backtest_json(found: Backtest, names: dict[str, str]) -> dict[str, Any]:
    """Return the answer of `policy backtest`."""
    return {
        "days_before": found.days_before,
        "checkpoints": found.checkpoints,
        "base_rate": _rounded(found.base_rate),
        "old": _measured(found.old),
        "new": _measured(found.new),
        "gain": None if found.gain is None else [_rounded(value) for value in found.gain],
        "verdict": list(found.verdict),
        "cases": [_case(case, names) for case in found.cases],
    }


def _measured(one: Measured) -> dict[str, Any]:
    return {
        "scored": one.scored,
        "flagged": one.flagged,
        "recall": _rounded(one.recall),
        "precision": _rounded(one.precision),
        "flags": one.flags,
        "true_flags": one.true_flags,
        "lead_days": one.lead,
        "rank": _rounded(one.rank),
    }


def _case(case: Case, names: dict[str, str]) -> dict[str, Any]:
    return {
        "account": names.get(case.loss.account, case.loss.account),
        "lost": case.loss.date.isoformat(),
        "kind": case.loss.kind,
        "day": case.day.isoformat(),
        "old": _standing(case.old),
        "new": _standing(case.new),
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "score": one.score,
        "at_risk": one.flagged,
        "rank": _rounded(one.rank),
        "lead_days": one.lead,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

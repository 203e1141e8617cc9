"""The answer of the verb `score` as contract.md names its keys, with more beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from csplanner.domain.health import AccountScore, Burden, Candidate, DriverState, Health


def score_json(scores: Iterable[AccountScore], as_of: dt.date) -> dict[str, Any]:
    """Return the answer of the verb `score` as contract.md names its keys."""
    return {"as_of": as_of.isoformat(), "accounts": [_account_json(s) for s in scores]}


def history_json(history: Iterable[Health]) -> list[dict[str, Any]]:
    """Return healths by month, each with its day, for `score --history`."""
    return [{"as_of": one.as_of.isoformat(), **_health_json(one)} for one in history]


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
        "profile": found.profile,
        "known": found.known,
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
        "reaches": driver.reaches.isoformat() if driver.reaches else None,
    }


def _burden_json(found: Burden) -> dict[str, Any]:
    saved = found.saved
    return {
        "value": _rounded(found.value),
        "baseline": _rounded(found.baseline),
        "change": _rounded(found.change),
        "parts": {name: _rounded(value) for name, value in found.parts},
        "silence": found.silence,
        "thin": found.thin,
        "use_metric": found.use_metric,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "saved": None
        if saved is None
        else {
            "support_hours": _rounded(saved.support_hours),
            "support_money": _rounded(saved.support_money),
            "customer_hours": _rounded(saved.customer_hours),
            "customer_money": _rounded(saved.customer_money),
        },
        "candidates": [_candidate(drop) for drop in found.candidates],
        "quarters": [
            {
                "from": period.start.isoformat(),
                "to": period.end.isoformat(),
                "tickets": period.tickets,
                "points": _rounded(period.points),
                "hours": _rounded(period.hours),
                "use": _rounded(period.use),
                "value": _rounded(period.value),
            }
            for period in found.quarters
        ],
    }


def _candidate(drop: Candidate) -> dict[str, Any]:
    return {
        "from": drop.start.isoformat(),
        "to": drop.end.isoformat(),
        "change": _rounded(drop.change),
        "held": [{"date": day.isoformat(), "type": kind} for day, kind in drop.held],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

"""The tier policy in the planner's words: bands, rules, weights, and what a person can carry."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, cast

from csplanner.domain.scenario import Caps, Policy, Rule, Tier, Weights

if TYPE_CHECKING:
    from csplanner.domain.policy import TierPolicy, TouchRule
    from csplanner.domain.scenario import Anchor, Period
    from csplanner.domain.team import Person


def is_stated(rule: TouchRule) -> bool:
    """Tell whether a rule's touches are stated outright: they run from the last one held."""
    return rule.kind == "anchor" and rule.anchor == "last_touch"


def planner_policy(policy: TierPolicy) -> Policy:
    """Return bands and rules as the planner reads them; minutes include preparation."""
    tiers = tuple(
        Tier(
            id=band.id,
            min_arr=band.min_arr,
            min_gap_days=band.min_gap_days,
            uncovered_cost=band.uncovered_cost,
        )
        for band in policy.bands
    )
    rules = tuple(_rule(rule) for rule in policy.rules if not is_stated(rule))
    return Policy(
        tiers=tiers,
        rules=rules,
        pilot_min_gap_days=policy.pilot_min_gap_days,
        anchor_min_days=policy.anchor_min_days,
    )


def _rule(rule: TouchRule) -> Rule:
    return Rule(
        id=rule.id,
        tiers=rule.bands,
        kind=rule.kind,
        mode=rule.mode,
        roles=rule.roles,
        minutes=rule.minutes + rule.prepare_minutes,
        period=cast("Period", rule.period),
        count=rule.count,
        anchor=cast("Anchor", rule.anchor),
        from_days=rule.from_days,
        to_days=rule.to_days,
        target_gap_days=rule.target_gap_days,
        tol_days=rule.tol_days,
        max_gap_days=rule.max_gap_days,
        preferred_months=rule.preferred_months,
        overlays=rule.overlays,
        meeting_minutes=rule.minutes if rule.prepare_minutes else None,
    )


def planner_weights(policy: TierPolicy) -> Weights:
    """Return the weights of the objective."""
    names = {field.name for field in fields(Weights)}
    return Weights(**{k: float(v) for k, v in policy.weights.items() if k in names})


def caps_of(person: Person, policy: TierPolicy) -> Caps:
    """Return what a person can carry: their own record, else what the policy says of the role."""
    usual = policy.capacity[person.role.value]
    hours = usual.weekly_hours if person.weekly_hours is None else person.weekly_hours
    travel = person.travel_weeks_per_quarter
    return Caps(
        remote_per_day=usual.remote_per_day,
        onsite_per_day=usual.onsite_per_day,
        remote_on_onsite_day=usual.remote_on_onsite_day,
        minutes_per_week=int(hours * 60),
        travel_weeks_per_quarter=usual.travel_weeks_per_quarter if travel is None else travel,
        visits_per_month=person.visits_per_month,
        visits_per_quarter=person.visits_per_quarter,
        visits_per_year=person.visits_per_year,
    )

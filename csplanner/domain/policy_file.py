"""Reads the tier policy from TOML; every problem names the key, the line, what is allowed."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from csplanner.domain.checklist_file import read_checklists
from csplanner.domain.kinds import EngagementType, Stage
from csplanner.domain.loss_reasons import DEFAULT_COULD, DEFAULT_COULD_NOT, LossReasons
from csplanner.domain.policy import (
    ANCHORS,
    OVERLAYS,
    PERIODS,
    POLICY_FORMAT,
    ROLES,
    Band,
    Capacity,
    TierPolicy,
    TouchRule,
    TravelLimits,
)
from csplanner.domain.policy_reading import PolicyMistake, PolicyProblem, Reading, Table
from csplanner.domain.profile_file import read_burden, read_driver_sets, read_profiles

WEIGHTS = {
    "trip_fixed": "30",
    "trip_per_km": "0.05",
    "spacing_per_day": "1",
    "level_per_hour": "10",
    "level_factor": "1.25",
    "weekday": "2",
    "exec_balance": "20",
    "exec_balance_band": "1",
    "change_date": "15",
    "change_people": "10",
}


def parse_policy(text: str) -> TierPolicy:
    """Return the policy of a text; raises PolicyMistake naming all that is wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        line = int(match[1]) if match else 1
        raise PolicyMistake((PolicyProblem(key="TOML", line=line, message=str(error)),)) from error
    reading = Reading(text)
    policy = _policy(reading, document)
    if reading.problems:
        raise PolicyMistake(tuple(reading.problems))
    return policy


def _policy(reading: Reading, document: dict[str, Any]) -> TierPolicy:
    top = Table(reading, "", 0, document)
    top.word("format", (POLICY_FORMAT,))
    bands = _bands(reading, top)
    rules = _rules(reading, top, tuple(band.id for band in bands))
    weights = Table(reading, "weights", 0, document.get("weights", {}))
    top.has("weights")
    policy = TierPolicy(
        name=top.text("name", "Policy"),
        bands=bands,
        rules=rules,
        capacity=_capacity(reading, document),
        weights={key: weights.number(key, default) for key, default in WEIGHTS.items()},
        pilot_min_gap_days=top.whole("pilot_min_gap_days", 0, 60, 3),
        anchor_min_days=top.whole("anchor_min_days", 1, 60, 10),
        window_opens_days=top.whole("window_opens_days", 1, 720, 180),
        decision_days=top.whole("decision_days", 0, 720, 90),
        travel=_travel(reading, document),
        rules_by_id={rule.id: rule for rule in rules},
        loss_reasons=_loss_reasons(reading, document),
        health=read_profiles(reading, top, tuple(band.id for band in bands)),
        burden=read_burden(reading, top),
        driver_sets=read_driver_sets(reading, top),
        checklists=read_checklists(reading, top),
    )
    weights.finish()
    top.know("weights", "capacity", "reasons", "travel")
    top.finish()
    return policy


def _bands(reading: Reading, top: Table) -> tuple[Band, ...]:
    bands = []
    for nth, values in enumerate(top.tables("tier")):
        table = Table(reading, "tier", nth, values)
        band_id = table.text("id")
        bands.append(
            Band(
                id=band_id,
                name=table.text("name", band_id.capitalize() or "Tier"),
                min_arr=table.number("min_arr"),
                min_gap_days=table.whole("min_gap_days", 0, 120),
                uncovered_cost=table.whole("uncovered_cost", 0, 1_000_000),
            )
        )
        table.finish()
    if not bands:
        reading.wrong("", 0, "tier", "is missing; write at least one [[tier]]")
        return (Band(id="all", name="All", min_arr=Decimal(0), min_gap_days=0, uncovered_cost=0),)
    for nth, band in enumerate(bands):
        if band.id in {other.id for other in bands[:nth]}:
            reading.wrong("tier", nth, "id", f"{band.id!r} is there twice; each tier has its own")
        if band.min_arr in {other.min_arr for other in bands[:nth]}:
            reading.wrong("tier", nth, "min_arr", "another tier starts there; thresholds differ")
    return tuple(sorted(bands, key=lambda band: -band.min_arr))


def _rules(reading: Reading, top: Table, bands: tuple[str, ...]) -> tuple[TouchRule, ...]:
    rules: list[TouchRule] = []
    origins: list[int] = []
    grown = -1
    for nth, values in enumerate(top.tables("rule")):
        table = Table(reading, "rule", nth, values)
        lowest = table.word("from", bands, bands[-1])
        highest = table.word("to", bands, bands[0])
        reach = bands[bands.index(highest) : bands.index(lowest) + 1]
        if not reach:
            table.wrong("to", f"{highest!r} lies below {lowest!r}; it names the highest tier")
        steps = [(lowest, _rule(table, reach))]
        for step in table.tables("grows"):
            grown += 1
            inner = Table(reading, "rule.grows", grown, {**values, **step})
            steps.append(_grown(inner, bands, reach))
        rules.extend(_cut(steps, bands, reach))
        origins.extend([nth] * (len(rules) - len(origins)))
        table.finish()
    for nth, rule in enumerate(rules):
        if rule.id in {other.id for other in rules[:nth]}:
            message = f"{rule.id!r} is there twice; each rule has its own"
            reading.wrong("rule", origins[nth], "id", message)
    return tuple(rules)


def _grown(table: Table, bands: tuple[str, ...], reach: tuple[str, ...]) -> tuple[str, TouchRule]:
    start = table.word("from", bands)
    rule = _rule(table, reach)
    table.know("to", "grows")  # they belong to the rule that grows
    table.finish()
    return start, rule


def _cut(
    steps: list[tuple[str, TouchRule]], bands: tuple[str, ...], reach: tuple[str, ...]
) -> list[TouchRule]:
    """Give each step the bands from its own start up to the start of the next."""
    from dataclasses import replace  # noqa: PLC0415 - shadows nothing here

    cut = []
    steps = sorted(steps, key=lambda step: -bands.index(step[0]))
    for nth, (start, rule) in enumerate(steps):
        ceiling = bands.index(steps[nth + 1][0]) if nth + 1 < len(steps) else -1
        mine = tuple(b for b in reach if ceiling < bands.index(b) <= bands.index(start))
        if mine:
            cut.append(replace(rule, bands=mine))
    return cut


def _rule(table: Table, reach: tuple[str, ...]) -> TouchRule:
    kind = "anchor" if table.has("anchor") else "period"
    first = table.whole("from_days", -720, 720) if kind == "anchor" else 0
    last = table.whole("to_days", -720, 720) if kind == "anchor" else 0
    if last < first:
        table.wrong(
            "to_days", f"{last} lies before from_days {first}; the window must not be empty"
        )
    stages = table.words("stages", tuple(stage.value for stage in Stage), [])
    overlays = table.words("overlays", OVERLAYS, [])
    kinds = tuple(each.value for each in EngagementType)
    anchor = table.word("anchor", ANCHORS) if kind == "anchor" else "renewal"
    qualifies = table.words("qualifies", kinds, [])
    if qualifies and anchor != "last_touch":
        table.wrong("qualifies", "goes with the anchor last_touch only")
    if anchor == "last_touch" and first < 1:
        table.wrong("from_days", f"{first} is not allowed; it counts from the last touch, from 1")
    longest = table.whole("max_gap_days", 1, 720) if table.has("max_gap_days") else None
    return TouchRule(
        id=table.text("id"),
        type=table.word("type", kinds),
        bands=reach,
        kind="anchor" if kind == "anchor" else "period",
        mode="onsite" if table.word("mode", ("remote", "onsite")) == "onsite" else "remote",
        roles=table.words("roles", ROLES, None),
        minutes=table.whole("minutes", 5, 960),
        prepare_minutes=table.whole("prepare_minutes", 0, 2400, 0),
        period=table.word("period", PERIODS) if kind == "period" else "year",
        count=table.whole("count", 1, 60, 1) if kind == "period" else 1,
        anchor=anchor,
        from_days=first,
        to_days=last,
        target_gap_days=table.whole("target_gap_days", 0, 720, 0),
        tol_days=table.whole("tol_days", 0, 360, 0),
        max_gap_days=longest,
        preferred_months=table.months("preferred_months"),
        overlays=(*stages, *overlays),
        qualifies=qualifies,
    )


def _loss_reasons(reading: Reading, document: dict[str, Any]) -> LossReasons:
    values = document.get("reasons", {})
    if not isinstance(values, dict):
        reading.wrong("", 0, "reasons", "write [reasons] with could and could_not")
        return LossReasons()
    table = Table(reading, "reasons", 0, values)
    found = LossReasons(
        could=table.phrases("could", DEFAULT_COULD),
        could_not=table.phrases("could_not", DEFAULT_COULD_NOT),
    )
    for word in sorted(set(found.could) & set(found.could_not)):
        table.wrong("could_not", f"{word!r} stands in both lists; a reason is in one of them")
    table.finish()
    return found


def _capacity(reading: Reading, document: dict[str, Any]) -> dict[str, Capacity]:
    found: dict[str, Capacity] = {}
    tables = document.get("capacity", {})
    for role in tables.keys() - set(ROLES):
        reading.wrong("", 0, "capacity", f"{role!r} is unknown; allowed: {', '.join(ROLES)}")
    for role in ROLES:
        if not isinstance(tables.get(role), dict):
            reading.wrong("", 0, "capacity", f"[capacity.{role}] is missing; each role needs one")
            continue
        table = Table(reading, f"capacity.{role}", 0, tables[role])
        found[role] = Capacity(
            remote_per_day=table.whole("remote_per_day", 0, 20),
            onsite_per_day=table.whole("onsite_per_day", 0, 20),
            remote_on_onsite_day=table.whole("remote_on_onsite_day", 0, 20),
            weekly_hours=table.number("weekly_hours"),
            travel_weeks_per_quarter=table.whole("travel_weeks_per_quarter", 0, 14),
        )
        table.finish()
    return found


def _travel(reading: Reading, document: dict[str, Any]) -> TravelLimits:
    table = Table(reading, "travel", 0, document.get("travel", {}))
    limits = TravelLimits(
        trip=table.number("trip_limit", "0"),
        night=table.number("night_limit", "0"),
        day=table.number("day_limit", "0"),
        ask_days=table.whole("ask_days", 0, 365, 0),
        transit_minutes=table.whole("transit_minutes", 0, 600, 30),
    )
    table.finish()
    return limits

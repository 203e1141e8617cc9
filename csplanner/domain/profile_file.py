"""Reads health profiles, the weights of burden and sets of drivers from the policy's TOML."""

from __future__ import annotations

from typing import Any

from csplanner.domain.burden_policy import STANDARD_BURDEN, BurdenPolicy, Tone
from csplanner.domain.curve import Curve, CurveKind, Side
from csplanner.domain.driver_set import DriverSet, SetDriver
from csplanner.domain.health import Part
from csplanner.domain.health_profile import CURVES, LIMITS, WEIGHTS, MetricCurve, Profile
from csplanner.domain.kinds import Stage
from csplanner.domain.policy_reading import Reading, Table

# How the parts are written as keys.
KEYS = {part: part.name.lower() for part in Part}
_STAGES = tuple(stage.value for stage in Stage)
_ROOM = 0.001


def read_profiles(reading: Reading, top: Table, tiers: tuple[str, ...]) -> tuple[Profile, ...]:
    """Return the [[health]] profiles in their order; none is the standard one for all."""
    found: list[Profile] = []
    for nth, values in enumerate(top.tables("health")):
        table = Table(reading, "health", nth, values)
        profile = _profile(reading, table, tiers)
        if profile.id in {other.id for other in found}:
            table.wrong("id", f"{profile.id!r} is there twice; each profile has its own")
        found.append(profile)
        table.finish()
    if found and (found[-1].tiers or found[-1].stages):
        message = "the last profile must fit every account; leave tiers and stages out"
        reading.wrong("health", len(found) - 1, "id", message)
    return tuple(found) or (Profile(),)


def _profile(reading: Reading, table: Table, tiers: tuple[str, ...]) -> Profile:
    healthy, watch = table.real("healthy", 1, 100, 75), table.real("watch", 0, 99, 55)
    if watch >= healthy:
        table.wrong("watch", f"{watch:g} is not under healthy, {healthy:g}; it must be")
    return Profile(
        id=table.text("id"),
        tiers=table.words("tiers", tiers, []),
        stages=table.words("stages", _STAGES, []),
        healthy=healthy,
        watch=watch,
        weights=_weights(reading, table.inner("weights")),
        limits=_limits(reading, table.inner("limits")),
        curves=_curves(reading, table),
        metrics=_metrics(reading, table),
    )


def _weights(reading: Reading, values: dict[str, Any] | None) -> dict[Part, float]:
    if values is None:
        return dict(WEIGHTS)
    nth = reading.next_of("health.weights")
    table = Table(reading, "health.weights", nth, values)
    found = {part: table.real(key, 0, 100) for part, key in KEYS.items()}
    total = sum(found.values())
    if abs(total - 100) > _ROOM and all(key in values for key in KEYS.values()):
        table.wrong("usage", f"the weights sum to {total:g}; they must sum to 100")
    table.finish()
    return found


def _limits(reading: Reading, values: dict[str, Any] | None) -> dict[Part, int]:
    if values is None:
        return dict(LIMITS)
    table = Table(reading, "health.limits", reading.next_of("health.limits"), values)
    found = dict(LIMITS)
    for part, key in KEYS.items():
        if key in values:
            found[part] = table.whole(key, 1, 3650)
    table.know(*KEYS.values())
    table.finish()
    return found


def _curves(reading: Reading, table: Table) -> dict[str, Curve]:
    found = dict(CURVES)
    for values in table.tables("curve"):
        inner = Table(reading, "health.curve", reading.next_of("health.curve"), values)
        of = inner.word("of", tuple(CURVES))
        found[of] = _curve(inner)
        inner.finish()
    return found


def _metrics(reading: Reading, table: Table) -> tuple[MetricCurve, ...]:
    found = []
    for values in table.tables("metric"):
        inner = Table(reading, "health.metric", reading.next_of("health.metric"), values)
        found.append(MetricCurve(name=inner.line("name"), curve=_curve(inner)))
        inner.finish()
    return tuple(found)


def _curve(table: Table) -> Curve:
    kind = CurveKind(table.word("kind", tuple(kind.value for kind in CurveKind)))
    if kind is CurveKind.TARGET:
        tolerance = table.real("tolerance", 0, 1e12, 0)
        reach = table.real("reach", 0, 1e12)
        if reach <= tolerance:
            table.wrong("reach", f"{reach:g} is not beyond the tolerance, {tolerance:g}")
        return Curve(
            kind=kind,
            target=table.real("target", -1e12, 1e12),
            tolerance=tolerance,
            reach=reach,
            side=Side(table.word("side", tuple(s.value for s in Side), "both")),
        )
    points = table.pairs("points")
    if any(not 0 <= height <= 100 for _, height in points):
        table.wrong("points", "a value lies outside 0 to 100; the second of each pair is the value")
    return Curve(kind=kind, points=points or ((0.0, 0.0),))


def read_burden(reading: Reading, top: Table) -> BurdenPolicy:
    """Return the weights of [burden]; what is absent is as in the policy that ships."""
    standard = STANDARD_BURDEN
    table = Table(reading, "burden", 0, top.inner("burden") or {})
    calm = table.real("calm", -1, 1, standard.calm)
    frustrated = table.real("frustrated", -1, 1, standard.frustrated)
    angry = table.real("angry", -1, 1, standard.angry)
    if not angry < frustrated < calm:
        table.wrong("frustrated", "the tones must rise: angry under frustrated under calm")
    found = BurdenPolicy(
        types=_named(reading, table, "types", dict(standard.types)),
        severities=_named(reading, table, "severities", dict(standard.severities)),
        tones=_tones(reading, table),
        other_type=table.real("other_type", 0, 1000, standard.other_type),
        other_severity=table.real("other_severity", 0, 1000, standard.other_severity),
        calm=calm,
        frustrated=frustrated,
        angry=angry,
        baseline_quarters=table.whole("baseline_quarters", 1, 8, standard.baseline_quarters),
        customer_hour=table.real("customer_hour", 0, 1e6, standard.customer_hour),
        support_hour=table.real("support_hour", 0, 1e6, standard.support_hour),
        hours_per_point=table.real("hours_per_point", 0, 1000, standard.hours_per_point),
        silence_tickets=table.real("silence_tickets", 0, 1, standard.silence_tickets),
        silence_use=table.real("silence_use", 0, 1, standard.silence_use),
    )
    table.finish()
    return found


def _named(
    reading: Reading, table: Table, key: str, standard: dict[str, float]
) -> dict[str, float]:
    values = table.inner(key)
    if values is None:
        return standard
    inner = Table(reading, f"burden.{key}", 0, values)
    return {word.lower(): inner.real(word, 0, 1000) for word in inner.keys()}  # noqa: SIM118


def _tones(reading: Reading, table: Table) -> dict[Tone, float]:
    values, standard = table.inner("tones") or {}, STANDARD_BURDEN.tones
    inner = Table(reading, "burden.tones", 0, values)
    found = {tone: inner.real(tone.value, 0, 1000, standard[tone]) for tone in Tone}
    inner.finish()
    return found


def read_driver_sets(reading: Reading, top: Table) -> tuple[DriverSet, ...]:
    """Return the [[drivers]] sets in their order."""
    found: list[DriverSet] = []
    for nth, values in enumerate(top.tables("drivers")):
        table = Table(reading, "drivers", nth, values)
        found.append(
            DriverSet(
                id=table.text("id"),
                industries=table.lines("industries"),
                stages=table.words("stages", _STAGES, []),
                drivers=tuple(_set_drivers(reading, table)),
            )
        )
        table.finish()
    return tuple(found)


def _set_drivers(reading: Reading, table: Table) -> list[SetDriver]:
    found = []
    for values in table.tables("driver"):
        inner = Table(reading, "drivers.driver", reading.next_of("drivers.driver"), values)
        found.append(
            SetDriver(
                name=inner.line("name"),
                unit=inner.line("unit") if inner.has("unit") else "",
                lower_is_better=inner.truth("lower"),
                target=inner.real("target", 0, 1e12) if inner.has("target") else None,
                weight=inner.real("weight", 0, 1000, 1),
                customer_safe=inner.truth("customer_safe"),
            )
        )
        inner.know("unit", "target")
        inner.finish()
    if not found:
        table.wrong("driver", "is missing; write at least one [[drivers.driver]]")
    return found

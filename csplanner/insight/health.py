"""Health: the weighted mean of five components; docs/health.md holds the definitions.

Pure: facts and a day in, a Health out. A component without data is missing, one whose newest fact
is older than its limit is stale; the weight of both is spread over the others.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.domain.amounts import digits
from csplanner.domain.health import Component, Health, Part, band_of
from csplanner.domain.health_facts import month_index, month_start
from csplanner.domain.health_profile import STANDARD
from csplanner.insight.burden import load_of, newest_day
from csplanner.insight.drivers import attained
from csplanner.insight.usage import levels

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.domain.health_facts import ContactFacts, HealthFacts
    from csplanner.domain.health_profile import Profile

ANSWER_DAYS = 180
TONE_MONTHS = 6


def health(facts: HealthFacts, as_of: dt.date, profile: Profile = STANDARD) -> Health:
    """Return the health on a day by a profile, by facts dated up to then."""
    found = [_aged(_JUDGES[part](facts, as_of, profile), part, profile, as_of) for part in Part]
    return _summed(found, as_of, profile)


def _aged(judged: _Judged, part: Part, profile: Profile, as_of: dt.date) -> Component:
    weight, limit = profile.weights[part], profile.limits.get(part)
    if judged.value is None:
        return Component(name=part, weight=weight, missing=True, basis=judged.basis)
    old = limit is not None and judged.newest is not None and (as_of - judged.newest).days > limit
    return Component(
        name=part, weight=weight, value=judged.value, as_of=judged.newest, stale=old,
        basis=judged.basis,
    )  # fmt: skip


def _summed(found: list[Component], as_of: dt.date, profile: Profile) -> Health:
    """Spread the weights and add up; points are tenths, cut so that they sum to the score."""
    total = sum(c.weight for c in found if c.counts)
    whole = Health(
        as_of=as_of,
        score=None,
        band=band_of(None),
        components=tuple(found),
        profile=profile.id,
        healthy=profile.healthy,
        watch=profile.watch,
    )
    if not total:
        return whole
    shares = [100 * c.weight / total if c.counts else 0.0 for c in found]
    raw = [s * (c.value or 0.0) / 100 for s, c in zip(shares, found, strict=True)]
    tenths = round(sum(raw) * 10)
    cut = _tenths(raw, tenths)
    components = tuple(
        replace(c, share=share, contribution=points / 10)
        for c, share, points in zip(found, shares, cut, strict=True)
    )
    score = tenths / 10
    band = band_of(score, profile.healthy, profile.watch)
    return replace(whole, score=score, band=band, components=components)


def _tenths(raw: list[float], total: int) -> list[int]:
    floors = [int(value * 10) for value in raw]
    order = sorted(range(len(raw)), key=lambda i: floors[i] - raw[i] * 10)
    for i in order[: max(0, total - sum(floors))]:
        floors[i] += 1
    return floors


@dataclass(frozen=True, slots=True)
class _Judged:
    """A component's value from 0 to 100 with its newest fact, before its age is judged."""

    value: float | None
    newest: dt.date | None
    basis: str


def _usage(facts: HealthFacts, as_of: dt.date, profile: Profile) -> _Judged:
    found = levels(facts.usage, as_of, profile)
    scored = [(level, level.score(profile)) for level in found]
    values = [score for _, score in scored if score is not None]
    if not found:
        return _Judged(None, None, "No measure of use.")
    if not values:
        return _Judged(None, None, "Less than three readings before the last three months.")
    newest = max(level.newest for level, score in scored if score is not None)
    words = "; ".join(
        f"{level.metric} {digits(level.recent)}"
        + ("" if level.base is None else f" after {digits(level.base)}")
        for level, score in scored
        if score is not None
    )
    return _Judged(sum(values) / len(values), newest, f"Last three months: {words}.")


def _outcomes(facts: HealthFacts, as_of: dt.date, profile: Profile) -> _Judged:
    known = attained(facts.drivers, as_of)
    weight = sum(one.driver.weight for one in known)
    if not weight:
        return _Judged(None, None, "No driver with a target and a value.")
    total = sum(one.driver.weight * profile.value("attainment", one.share) for one in known)
    newest = max((one.read for one in known if one.read is not None), default=None)
    reached = sum(one.share >= 1 for one in known)
    return _Judged(total / weight, newest, f"{reached} of {len(known)} drivers on target.")


def _support(facts: HealthFacts, as_of: dt.date, profile: Profile) -> _Judged:
    load = load_of(facts, as_of)
    if load is None:
        return _Judged(None, None, "No tickets, or less than 60 days of them before.")
    per_use = " per unit of use" if load.use_ratio is not None else ""
    tickets = f"{load.tickets} ticket{'' if load.tickets == 1 else 's'}"
    words = f"{tickets} in {load.days} days; load{per_use} {load.ratio:.2f} x usual."
    return _Judged(profile.value("ticket_load", load.ratio), load.until, words)


def _contact(facts: HealthFacts, as_of: dt.date, profile: Profile) -> _Judged:
    values, words = [], []
    last = max((day for day in facts.touches if day <= as_of), default=None)
    if last is not None:
        days = (as_of - last).days
        values.append(profile.value("cadence", days / facts.gap_days))
        words.append(f"last touch {days} days ago, at most {facts.gap_days} wanted")
    reach = _reach(facts.contacts, as_of)
    if reach is not None:
        values.append(reach)
        words.append(f"{reach:.0f}% of stakeholders, by influence, within their interval")
    if not values:
        return _Judged(None, None, "No touch held and no contact on record.")
    value = sum(values) / len(values)
    silence = champion_silence(facts.contacts, as_of)
    kept = 100.0 if silence is None else profile.value("champion", silence)
    if kept < 100:
        value *= kept / 100
        words.append(f"no champion met in {silence:.1f} x their interval: cut to {kept:.0f}%")
    newest = max((d for c in facts.contacts for d in c.touched if d <= as_of), default=last)
    return _Judged(value, _later(newest, last), _sentence("; ".join(words)))


def champion_silence(contacts: tuple[ContactFacts, ...], as_of: dt.date) -> float | None:
    """Return how long no champion was met, in their own intervals; None if none ever was."""
    found = [
        (as_of - max(days)).days / c.interval_days
        for c in contacts
        if c.champion and (days := [day for day in c.touched if day <= as_of])
    ]
    return min(found, default=None)


def _reach(contacts: tuple[ContactFacts, ...], as_of: dt.date) -> float | None:
    """Return the share of contacts touched in time, weighted by influence; None if none was."""
    if not any(day <= as_of for c in contacts for day in c.touched):
        return None
    total = sum(c.influence for c in contacts)
    inside = sum(
        c.influence
        for c in contacts
        if any(0 <= (as_of - day).days <= c.interval_days for day in c.touched)
    )
    return 100 * inside / total


def _sentiment(facts: HealthFacts, as_of: dt.date, profile: Profile) -> _Judged:
    known = [a for a in facts.answers if a.date <= as_of]
    means: dict[str, tuple[float, int]] = {}
    newest = max((a.date for a in known), default=None)
    if newest is not None:
        recent = [a for a in known if (newest - a.date).days <= ANSWER_DAYS]
        for kind in sorted({a.kind for a in recent}):
            curve = "nps" if kind == "nps" else "csat"
            values = [min(max(profile.value(curve, a.value), 0.0), 100.0)
                      for a in recent if a.kind == kind]  # fmt: skip
            means[kind] = sum(values) / len(values), len(values)
    tone, until = _tone(facts, as_of)
    if tone is not None:
        means["tone of threads"] = profile.value("tone", tone[0]), tone[1]
    if not means:
        return _Judged(None, None, "No survey, no rated ticket and no thread that can be read.")
    parts = ", ".join(f"{kind} {value:.0f} of {count}" for kind, (value, count) in means.items())
    value = sum(value for value, _ in means.values()) / len(means)
    return _Judged(value, _later(newest, until), f"{ANSWER_DAYS} days: {parts}.")


def _tone(facts: HealthFacts, as_of: dt.date) -> tuple[tuple[float, int] | None, dt.date | None]:
    """Return mean and number of the tones of the last six months of tickets, and their age."""
    until = newest_day(facts, as_of)
    if until is None:
        return None, None
    last = month_index(until)
    mine = [m for m in facts.tickets if last - TONE_MONTHS < m.month <= last and m.toned]
    count = sum(m.toned for m in mine)
    if not count:
        return None, None
    newest = month_start(max(m.month for m in mine) + 1) - dt.timedelta(days=1)
    return (sum(m.tone for m in mine) / count, count), min(newest, until)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    if one is None or other is None:
        return one or other
    return max(one, other)


_JUDGES: dict[Part, Callable[[HealthFacts, dt.date, Profile], _Judged]] = {
    Part.USAGE: _usage,
    Part.OUTCOMES: _outcomes,
    Part.SUPPORT: _support,
    Part.CONTACT: _contact,
    Part.SENTIMENT: _sentiment,
}

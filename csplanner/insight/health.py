"""Health: the weighted mean of five components; docs/health.md holds the definitions.

Pure: facts and a day in, a Health out. A component without data is missing, one whose newest fact
is older than its limit is stale; the weight of both is spread over the others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.domain.amounts import digits
from csplanner.domain.health import Component, Health, Part, band_of
from csplanner.insight.burden import load_of
from csplanner.insight.curves import ATTAINMENT, TICKET_LOAD, URGENCY, on_curve
from csplanner.insight.drivers import driver_states
from csplanner.insight.usage import levels

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from csplanner.domain.health_facts import ContactFacts, HealthFacts

ANSWER_DAYS = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How health is weighed: points of 100 a component, and the age in days at which it is stale.

    Contact has no limit of age: an old touch is what it measures.
    """

    weights: tuple[tuple[Part, float], ...] = (
        (Part.USAGE, 30.0),
        (Part.OUTCOMES, 25.0),
        (Part.SUPPORT, 20.0),
        (Part.CONTACT, 15.0),
        (Part.SENTIMENT, 10.0),
    )
    limits: tuple[tuple[Part, int], ...] = (
        (Part.USAGE, 60),
        (Part.OUTCOMES, 60),
        (Part.SUPPORT, 60),
        (Part.SENTIMENT, 180),
    )


STANDARD = Profile()


def health(facts: HealthFacts, as_of: dt.date, profile: Profile = STANDARD) -> Health:
    """Return the health on a day, by facts dated up to then."""
    limits = dict(profile.limits)
    found = [
        _aged(_JUDGES[part](facts, as_of), part, weight, limits.get(part), as_of)
        for part, weight in profile.weights
    ]
    return _summed(found, as_of)


def _aged(
    judged: _Judged, part: Part, weight: float, limit: int | None, as_of: dt.date
) -> Component:
    if judged.value is None:
        return Component(name=part, weight=weight, missing=True, basis=judged.basis)
    old = limit is not None and judged.newest is not None and (as_of - judged.newest).days > limit
    return Component(
        name=part, weight=weight, value=judged.value, as_of=judged.newest, stale=old,
        basis=judged.basis,
    )  # fmt: skip


def _summed(found: list[Component], as_of: dt.date) -> Health:
    """Spread the weights and add up; points are tenths, cut so that they sum to the score."""
    total = sum(c.weight for c in found if c.counts)
    if not total:
        return Health(as_of=as_of, score=None, band=band_of(None), components=tuple(found))
    shares = [100 * c.weight / total if c.counts else 0.0 for c in found]
    raw = [s * (c.value or 0.0) / 100 for s, c in zip(shares, found, strict=True)]
    tenths = round(sum(raw) * 10)
    cut = _tenths(raw, tenths)
    components = tuple(
        replace(c, share=share, contribution=points / 10)
        for c, share, points in zip(found, shares, cut, strict=True)
    )
    score = tenths / 10
    return Health(as_of=as_of, score=score, band=band_of(score), components=components)


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


def _usage(facts: HealthFacts, as_of: dt.date) -> _Judged:
    found = levels(facts.usage, as_of)
    scored = [(level, level.score) for level in found]
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


def _outcomes(facts: HealthFacts, as_of: dt.date) -> _Judged:
    known = [s for s in driver_states(facts.drivers, as_of) if s.attainment is not None]
    weight = sum(max(0.0, s.weight) for s in known)
    if not weight:
        return _Judged(None, None, "No driver with a target and a value.")
    total = sum(max(0.0, s.weight) * on_curve(s.attainment or 0.0, ATTAINMENT) for s in known)
    newest = max((s.as_of for s in known if s.as_of is not None), default=None)
    reached = sum((s.attainment or 0.0) >= 1 for s in known)
    return _Judged(total / weight, newest, f"{reached} of {len(known)} drivers on target.")


def _support(facts: HealthFacts, as_of: dt.date) -> _Judged:
    load = load_of(facts, as_of)
    if load is None:
        return _Judged(None, None, "No tickets, or less than 60 days of them before.")
    per_use = " per unit of use" if load.use_ratio is not None else ""
    tickets = f"{load.tickets} ticket{'' if load.tickets == 1 else 's'}"
    words = f"{tickets} in {load.days} days; load{per_use} {load.ratio:.2f} x usual."
    return _Judged(on_curve(load.ratio, TICKET_LOAD), load.until, words)


def _contact(facts: HealthFacts, as_of: dt.date) -> _Judged:
    values, words = [], []
    last = max((day for day in facts.touches if day <= as_of), default=None)
    if last is not None:
        days = (as_of - last).days
        values.append(on_curve(days / facts.gap_days, URGENCY))
        words.append(f"last touch {days} days ago, at most {facts.gap_days} wanted")
    reach = _reach(facts.contacts, as_of)
    if reach is not None:
        values.append(reach)
        words.append(f"{reach:.0f}% of stakeholders, by influence, within their interval")
    if not values:
        return _Judged(None, None, "No touch held and no contact on record.")
    newest = max((d for c in facts.contacts for d in c.touched if d <= as_of), default=last)
    sentence = "; ".join(words)
    return _Judged(sum(values) / len(values), _later(newest, last), _sentence(sentence))


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


def _sentiment(facts: HealthFacts, as_of: dt.date) -> _Judged:
    known = [a for a in facts.answers if a.date <= as_of]
    if not known:
        return _Judged(None, None, "No survey and no rated ticket.")
    newest = max(a.date for a in known)
    recent = [a for a in known if (newest - a.date).days <= ANSWER_DAYS]
    kinds = sorted({a.kind for a in recent})
    means = []
    for kind in kinds:
        values = [a.value for a in recent if a.kind == kind]
        means.append(sum(values) / len(values))
    answers = f"{len(recent)} answer{'' if len(recent) == 1 else 's'}"
    words = f"{answers} in {ANSWER_DAYS} days: {', '.join(kinds)}."
    return _Judged(sum(means) / len(means), newest, words)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _later(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    if one is None or other is None:
        return one or other
    return max(one, other)


_JUDGES: dict[Part, Callable[[HealthFacts, dt.date], _Judged]] = {
    Part.USAGE: _usage,
    Part.OUTCOMES: _outcomes,
    Part.SUPPORT: _support,
    Part.CONTACT: _contact,
    Part.SENTIMENT: _sentiment,
}

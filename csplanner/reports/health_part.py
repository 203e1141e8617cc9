"""Health on paper: the chart's series in whole points, and the sentence that heads the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.charts.health import draw_health
from csplanner.charts.series import Component, HealthSeries, Note
from csplanner.domain.days import MONTHS, full_day, short_day
from csplanner.domain.health import round_half_up, whole_points
from csplanner.reports.blocks import Picture
from csplanner.reports.text import ELLIPSIS
from csplanner.reports.words import counted, spoken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.health import Health
    from csplanner.domain.internal_facts import Event, InternalFacts
    from csplanner.drawing.canvas import Box, Canvas

HALF_A_YEAR = 6
NOTE_LETTERS = 46


class Points(NamedTuple):
    """A health in whole points: the score, and each component's, which sum to it."""

    score: int | None
    parts: tuple[int, ...]
    shares: tuple[int, ...]


def points_of(health: Health) -> Points:
    """Return a health as it is printed."""
    if health.score is None:
        return Points(None, (0,) * len(health.components), (0,) * len(health.components))
    score = round_half_up(health.score)
    return Points(
        score,
        whole_points(tuple(c.contribution for c in health.components), score),
        whole_points(tuple(c.share for c in health.components), 100),
    )


def compared(history: Sequence[Health]) -> Health | None:
    """Return the health to compare with: the end of last year, else of half a year ago."""
    now = history[-1].as_of
    for past in reversed(history[:-3]):
        if past.as_of.year < now.year and past.score is not None:
            return past
    if len(history) > HALF_A_YEAR and history[-1 - HALF_A_YEAR].score is not None:
        return history[-1 - HALF_A_YEAR]
    return next((past for past in history[:-1] if past.score is not None), None)


def change_of(facts: InternalFacts) -> int | None:
    """Return the change of the score since the compared month."""
    past = compared(facts.history)
    then, now = points_of(past).score if past else None, points_of(facts.health).score
    return None if then is None or now is None else now - then


def since(facts: InternalFacts) -> str:
    """Return the name of the compared month, empty where there is none."""
    past = compared(facts.history)
    return MONTHS[past.as_of.month - 1] if past else ""


def headline(facts: InternalFacts) -> str:
    """Return what the health did, in one or two sentences made of its numbers."""
    now = points_of(facts.health)
    if now.score is None:
        return "There is no score: no component has data that is young enough."
    past = compared(facts.history)
    then = points_of(past) if past else None
    if then is None or then.score is None:
        return f"The score is {now.score}. No earlier month has enough data to compare with."
    change, month = now.score - then.score, since(facts)
    if change == 0:
        return f"The score stands at {now.score}, as in {month}."
    verb = "rose" if change > 0 else "fell"
    first = f"The score {verb} from {then.score} to {now.score} since {month}."
    moved = [a - b for a, b in zip(now.parts, then.parts, strict=True)]
    most = max(moved) if change > 0 else min(moved)
    name = facts.health.components[moved.index(most)].name.value.capitalize()
    if abs(most) >= abs(change):
        return f"{first} {name} moved it most, by {counted(abs(most), 'point')}."
    rest = f"{spoken(abs(most))} of the {spoken(abs(change))} points"
    return f"{first} {name} explains {rest}."


def chart(facts: InternalFacts, height: float, strip: float) -> Picture:
    """Return the health chart as a block."""
    series = series_of(facts)

    def paint(canvas: Canvas, box: Box) -> None:
        draw_health(canvas, box, series, strip=strip)

    return Picture(size=height, paint=paint)


def series_of(facts: InternalFacts) -> HealthSeries:
    """Return the chart's values: scores by month, components in points, changes since then."""
    history = facts.history
    points = [points_of(health) for health in history]
    past = compared(history)
    then = points_of(past) if past else None
    months = tuple(health.as_of.replace(day=1) for health in history)
    return HealthSeries(
        months=months,
        score=tuple(None if p.score is None else float(p.score) for p in points),
        components=tuple(
            _component(facts, i, points, then) for i in range(len(facts.health.components))
        ),
        notes=tuple(n for n in (_note(event, facts) for event in facts.events) if n is not None),
        healthy=facts.health.healthy,
        risk=facts.health.watch,
    )


def _component(
    facts: InternalFacts, at: int, points: Sequence[Points], then: Points | None
) -> Component:
    now = facts.health.components[at]
    values: list[float | None] = []
    for health, point in zip(facts.history, points, strict=True):
        component = health.components[at]
        values.append(float(point.parts[at]) if component.counts and point.score else None)
    if now.stale and now.value is not None:
        values = [
            None if c is None or h.components[at].value is None else c
            for c, h in zip(_as_points(facts, at), facts.history, strict=True)
        ]
    share = points[-1].shares[at]
    change = None
    if then is not None and then.score is not None and now.counts and then.shares[at]:
        change = float(points[-1].parts[at] - then.parts[at])
    return Component(
        name=now.name.value.capitalize(),
        maximum=float(share or now.weight),
        values=tuple(values),
        change=change,
        stale=now.stale,
    )


def _as_points(facts: InternalFacts, at: int) -> list[float | None]:
    weight = facts.health.components[at].weight
    return [
        None if h.components[at].value is None else weight * (h.components[at].value or 0) / 100
        for h in facts.history
    ]


def _note(event: Event, facts: InternalFacts) -> Note | None:
    ends = [health.as_of for health in facts.history]
    if event.date < ends[0]:
        return None
    for i in range(1, len(ends)):
        if event.date <= ends[i]:
            span = (ends[i] - ends[i - 1]).days or 1
            at = i - 1 + (event.date - ends[i - 1]).days / span
            return Note(at=at, words=f"{_cut(event.text)}, {short_day(event.date)}")
    return None


def _cut(text: str) -> str:
    """Return a text that fits beside the line of the chart, cut at a word."""
    if len(text) <= NOTE_LETTERS:
        return text
    return text[:NOTE_LETTERS].rsplit(" ", 1)[0] + ELLIPSIS


def method(facts: InternalFacts) -> tuple[str, ...]:
    """Return how the score was made: weights, what is missing or old, and the age of each part."""
    weights = ", ".join(f"{c.name.value} {c.weight:g}" for c in facts.health.components)
    bands = f"Healthy from {facts.health.healthy:g}, at risk under {facts.health.watch:g}."
    sentences = [f"Weights: {weights} (profile {facts.health.profile}). {bands}"]
    missing = [c.name.value for c in facts.health.missing]
    if missing:
        spread = " Their weight is spread over the others in proportion."
        alone = facts.health.score is None
        sentences.append(f"No data: {', '.join(missing)}.{'' if alone else spread}")
    stale = [c.name.value for c in facts.health.stale]
    if stale:
        sentences.append(f"Too old to count, drawn dashed: {', '.join(stale)}.")
    known = [c for c in facts.health.components if not c.missing]
    sentences += [_aged(c.name.value, c.basis, c.as_of) for c in known]
    return tuple(sentences)


def _aged(name: str, basis: str, as_of: dt.date | None) -> str:
    age = f"Newest data {full_day(as_of)}." if as_of else "Age of data unknown."
    return f"{name.capitalize()}: {basis} {age}"

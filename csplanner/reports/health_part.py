"""Health on paper: the chart's series in whole points, and the sentence that heads the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.health import draw_health
from csplanner.charts.health_series import health_series
from csplanner.domain.days import MONTHS, full_day
from csplanner.domain.health_points import compared, points_of
from csplanner.reports.blocks import Picture
from csplanner.reports.words import counted, spoken

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.drawing.canvas import Box, Canvas


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
    series = health_series(facts.history, facts.events)

    def paint(canvas: Canvas, box: Box) -> None:
        draw_health(canvas, box, series, strip=strip)

    return Picture(size=height, paint=paint)


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

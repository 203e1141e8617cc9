"""The series of the health chart in whole points, the same in the window and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.series import Component, HealthSeries, Note
from csplanner.domain.days import short_day
from csplanner.domain.health_points import compared, points_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.health import Health
    from csplanner.domain.health_points import Points
    from csplanner.domain.internal_facts import Event

NOTE_LETTERS = 46
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def health_series(history: Sequence[Health], events: Sequence[Event] = ()) -> HealthSeries:
    """Return the chart's values: scores by month, components in points, changes since then."""
    points = [points_of(health) for health in history]
    past = compared(history)
    then = points_of(past) if past else None
    months = tuple(health.as_of.replace(day=1) for health in history)
    return HealthSeries(
        months=months,
        score=tuple(None if p.score is None else float(p.score) for p in points),
        components=tuple(
            _component(history, i, points, then) for i in range(len(history[-1].components))
        ),
        notes=tuple(n for n in (_note(event, history) for event in events) if n is not None),
        healthy=history[-1].healthy,
        risk=history[-1].watch,
    )


def _component(
    history: Sequence[Health], at: int, points: Sequence[Points], then: Points | None
) -> Component:
    now = history[-1].components[at]
    values: list[float | None] = []
    for health, point in zip(history, points, strict=True):
        component = health.components[at]
        values.append(float(point.parts[at]) if component.counts and point.score else None)
    if now.stale and now.value is not None:
        values = [
            None if c is None or h.components[at].value is None else c
            for c, h in zip(_as_points(history, at), history, strict=True)
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


def _as_points(history: Sequence[Health], at: int) -> list[float | None]:
    weight = history[-1].components[at].weight
    return [
        None if h.components[at].value is None else weight * (h.components[at].value or 0) / 100
        for h in history
    ]


def _note(event: Event, history: Sequence[Health]) -> Note | None:
    ends = [health.as_of for health in history]
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

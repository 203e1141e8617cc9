"""The health chart says the same whole points in the window and on paper, and they sum."""

from __future__ import annotations

import datetime as dt

from csplanner.charts.health_series import health_series
from csplanner.domain.health import Component, Health, Part, band_of
from csplanner.domain.health_points import compared, points_of
from csplanner.domain.internal_facts import Event

ENDS = [dt.date(2026, month, 28) for month in (6, 7, 8, 9, 10, 11, 12)] + [
    dt.date(2027, month, 28) for month in (1, 2, 3, 4, 5)
]


def made(day: dt.date, tenths: tuple[int, ...], stale: Part | None = None) -> Health:
    """Return a health whose components earn so many tenths of a point."""
    components = tuple(
        Component(
            name=part,
            weight=20.0,
            share=20.0,
            value=tenth / 2,
            contribution=0.0 if part is stale else tenth / 10,
            stale=part is stale,
        )
        for part, tenth in zip(Part, tenths, strict=True)
    )
    score = sum(c.contribution for c in components)
    return Health(as_of=day, score=score, band=band_of(score), components=components)


def test_points_sum_and_changes_are_against_the_end_of_last_year() -> None:
    """Whole points sum to the printed score; December is the month compared with."""
    history = [made(day, (154, 154, 154, 154, 153)) for day in ENDS[:-1]]
    history.append(made(ENDS[-1], (126, 154, 154, 154, 153)))
    series = health_series(history)
    assert compared(history) is history[6]
    now = points_of(history[-1])
    assert sum(now.parts) == now.score == series.score[-1] == 74
    assert [c.values[-1] for c in series.components] == [float(part) for part in now.parts]
    changes = [c.change for c in series.components]
    assert sum(change or 0 for change in changes) == 74 - 77


def test_a_stale_component_is_marked_and_has_no_change() -> None:
    """It is drawn dashed with what it was last worth, and told no change."""
    history = [made(day, (100, 100, 100, 100, 100)) for day in ENDS[:-1]]
    history.append(made(ENDS[-1], (100, 100, 100, 100, 100), Part.USAGE))
    usage = health_series(history).components[0]
    assert (usage.stale, usage.change) == (True, None)
    assert usage.values[-1] == 10.0


def test_an_event_stands_between_its_months() -> None:
    """Nine December lies a third of the way from the end of November to that of December."""
    history = [made(day, (100,) * 5) for day in ENDS]
    note = health_series(history, [Event(date=dt.date(2026, 12, 8), text="Errors begin")]).notes[0]
    assert note.at == 5 + 10 / 30
    assert note.words.startswith("Errors begin, ")

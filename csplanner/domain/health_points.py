"""Health in whole points, in the window as on paper, and the month it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from csplanner.domain.health import Health, round_half_up, whole_points

HALF_A_YEAR = 6


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

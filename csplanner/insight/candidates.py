"""What came before burden fell: trainings and reviews as candidates, never as causes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.domain.health import Candidate

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.health import Burden, BurdenPeriod

DROP = 0.1
KINDS = ("training", "qbr", "executive_qbr", "value_review", "ceo_visit")


def candidates(burden: Burden, visits: tuple[tuple[dt.date, str], ...]) -> tuple[Candidate, ...]:
    """Return the drops of burden with what was held in that period or the one before, newest first.

    `visits` are (day, type) of engagements held. A drop is a period at least a tenth under the one
    before it; one before which nothing was held is told as well, with nothing in it.
    """
    periods = [*burden.quarters, *([burden.now] if burden.now else [])]
    found = []
    for before, after in pairwise(periods):
        change = _change(before, after)
        if change is not None and change <= -DROP:
            held = tuple(
                (day, kind)
                for day, kind in visits
                if kind in KINDS and before.start <= day <= after.end
            )
            found.append(Candidate(start=after.start, end=after.end, change=change, held=held))
    return tuple(reversed(found))


def _change(before: BurdenPeriod, after: BurdenPeriod) -> float | None:
    apart = (after.start - before.end).days
    if not before.value or after.value is None or before.start >= after.start or apart > 1:
        return None
    return after.value / before.value - 1

"""Curves from a raw figure to 0-100, and the weights that turn tickets into load."""

from __future__ import annotations

from itertools import pairwise

Points = tuple[tuple[float, float], ...]

# Level of use of the last three months / the account's own twelve months before them.
USE_TREND: Points = ((0.25, 0.0), (0.5, 25.0), (0.8, 60.0), (1.0, 80.0), (1.25, 100.0))
# Share of licences or seats in use.
LICENCE_USE: Points = ((0.2, 0.0), (0.8, 100.0))
# Attainment of a driver: current / target, turned round where lower is better.
ATTAINMENT: Points = ((0.5, 0.0), (1.0, 100.0))
# Weighted tickets per unit of use / the account's own twelve months before.
TICKET_LOAD: Points = ((0.5, 100.0), (1.0, 75.0), (1.5, 45.0), (2.0, 20.0), (3.0, 0.0))
# Days since the last touch / the longest wanted gap.
URGENCY: Points = ((0.75, 100.0), (1.0, 75.0), (2.0, 0.0))

_SEVERITY = (
    (("urgent", "critical", "blocker", "sev1", "p1"), 4.0),
    (("high", "major", "sev2", "p2"), 2.0),
    (("low", "minor", "trivial", "sev4", "p4"), 0.5),
)


def on_curve(value: float, points: Points) -> float:
    """Return the height of a broken line at `value`, flat beyond its ends."""
    if value <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return points[-1][1]


def severity_weight(severity: str) -> float:
    """Return how much a ticket counts: urgent 4, high 2, medium or unknown 1, low 0.5."""
    word = severity.strip().lower().replace(" ", "").replace("-", "")
    for words, weight in _SEVERITY:
        if word in words:
            return weight
    return 1.0

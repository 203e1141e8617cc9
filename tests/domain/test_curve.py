"""Curves: lines, steps, targets with a tolerance, and values that never leave 0 to 100."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.curve import Curve, CurveKind, Side, line

WIDE = st.floats(-1e9, 1e9)
HEIGHTS = st.floats(0, 100)


def test_a_line_runs_straight_between_its_points_and_is_flat_beyond() -> None:
    """Half way between two points is half way between their values."""
    curve = line((0, 20), (10, 60))
    assert [curve.value(x) for x in (-5, 0, 5, 10, 99)] == [20, 20, 40, 60, 60]


def test_steps_hold_their_value_until_the_next_figure() -> None:
    """At a figure the new value begins; under the first one the first value holds."""
    curve = Curve(kind=CurveKind.STEPS, points=((0, 10), (5, 50), (8, 100)))
    assert [curve.value(x) for x in (-1, 0, 4.99, 5, 7.9, 8, 80)] == [10, 10, 10, 50, 50, 100, 100]


def test_a_target_is_full_within_its_tolerance_and_nothing_beyond_its_reach() -> None:
    """Between tolerance and reach the value falls in a straight line, on both sides."""
    curve = Curve(kind=CurveKind.TARGET, target=50, tolerance=2, reach=12)
    assert [curve.value(x) for x in (50, 52, 48, 57, 43, 62, 20)] == [100, 100, 100, 50, 50, 0, 0]


@pytest.mark.parametrize(("side", "low", "high"), [(Side.BELOW, 0, 100), (Side.ABOVE, 100, 0)])
def test_a_side_that_does_not_count_is_full(side: Side, low: float, high: float) -> None:
    """More than a target may be as good as the target."""
    curve = Curve(kind=CurveKind.TARGET, target=1, reach=0.5, side=side)
    assert (curve.value(0.1), curve.value(3)) == (low, high)


@given(
    st.sampled_from(CurveKind),
    st.lists(st.tuples(WIDE, HEIGHTS), min_size=1, max_size=6, unique_by=lambda p: p[0]),
    st.tuples(WIDE, st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from(Side)),
    WIDE,
)
def test_no_curve_leaves_0_to_100(
    kind: CurveKind,
    points: list[tuple[float, float]],
    aim: tuple[float, float, float, Side],
    raw: float,
) -> None:
    """Whatever the figure, a value lies in 0 to 100."""
    target, tolerance, room, side = aim
    curve = Curve(
        kind=kind,
        points=tuple(sorted(points)),
        target=target,
        tolerance=tolerance,
        reach=tolerance + room,
        side=side,
    )
    assert -1e-9 <= curve.value(raw) <= 100 + 1e-9

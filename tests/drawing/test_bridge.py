"""The bridge of revenue: bars join, the scale holds all of them, words keep their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csplanner.drawing.bridge import Step, draw_bridge, span_of
from csplanner.drawing.canvas import Box
from tests.drawing.recording import Recording

BOX = Box(0, 0, 600, 220)


def _steps(start: float, up: float, down: float) -> tuple[Step, ...]:
    return (
        Step(name="Start", kind="total", amount=start, told="s", note="37 customers"),
        Step(name="Expansion", kind="gain", amount=up, told="e"),
        Step(name="Churn", kind="loss", amount=down, told="c"),
        Step(name="End", kind="total", amount=start + up - down, told="x"),
    )


def test_each_bar_begins_where_the_one_before_ended() -> None:
    """100, up 30, down 50, 80."""
    assert span_of(_steps(100, 30, 50)) == (
        (0.0, 100.0),
        (100.0, 130.0),
        (130.0, 80.0),
        (0.0, 80.0),
    )


def test_amounts_carry_their_sign() -> None:
    """Gains a plus, losses a minus, totals and nothing none."""
    canvas = Recording()
    draw_bridge(canvas, BOX, _steps(100, 30, 0))
    assert [word for word in canvas.said() if word[-1:] in tuple("secx") and len(word) < 3] == [
        "s", "+e", "c", "x",
    ]  # fmt: skip


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 100))
def test_every_bar_stays_in_its_room(start: int, up: int, share: int) -> None:
    """Whatever the amounts, between the figures above and the names below."""
    canvas = Recording()
    draw_bridge(canvas, BOX, _steps(start, up, (start + up) * share / 100))
    for box, style in canvas.boxes:
        assert style.fill is not None
        assert box.y >= 19
        assert box.y + box.h <= BOX.h - 32


def test_nothing_draws_nothing() -> None:
    """No steps, no strokes."""
    canvas = Recording()
    draw_bridge(canvas, BOX, ())
    assert canvas.said() == []


def test_a_bridge_without_steps_shows_its_totals_in_full() -> None:
    """Nothing won, nothing lost: the scale begins at zero and the totals fill it."""
    canvas = Recording()
    draw_bridge(canvas, BOX, _steps(100, 0, 0))
    assert max(box.h for box, _ in canvas.boxes) > 150

"""The waterfall: each bar begins where the one before ended, and the words say the points."""

from __future__ import annotations

from csplanner.charts.series import Waterfall
from csplanner.charts.waterfall import draw_waterfall, waterfall_height
from csplanner.drawing.canvas import Box
from tests.drawing.recording import Recording

TOLD = Waterfall(
    before_label="Review 24 Feb",
    before=84.0,
    steps=(("Usage", 2.0), ("Support load", -10.0), ("Sentiment", None)),
    now_label="Today",
    now=76.0,
)


def test_bars_hang_together_and_numbers_are_said() -> None:
    """A rise and a fall overlap where they meet; what was left out is said, not drawn as zero."""
    canvas = Recording()
    draw_waterfall(canvas, Box(0, 0, 500, waterfall_height(TOLD)), TOLD)
    words = [told for told, _, _, _ in canvas.words]
    for said in ("84", "+2.0", "\N{MINUS SIGN}10.0", "left out", "76", "Review 24 Feb", "Today"):
        assert said in words
    rise, fall = (box for box, _ in canvas.boxes)
    assert rise.x + rise.w == fall.x + fall.w
    assert fall.w > 4 * rise.w

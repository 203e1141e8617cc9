"""Draw the account line, the cover ruler, the stakeholder map and the small bars on one sheet.

Run it with a folder: `QT_QPA_PLATFORM=offscreen python -m tests.drawing.parts_sheet OUT`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from csplanner.drawing.bars import (
    GoalBar,
    WindowTrack,
    draw_goal_bar,
    draw_shares,
    draw_window_track,
)
from csplanner.drawing.canvas import Box, Style
from csplanner.drawing.grid_values import DaySpan
from csplanner.drawing.marks import Shape, State
from csplanner.drawing.sparkline import draw_sparkline
from csplanner.drawing.stakeholders import Person, Stance, draw_stakeholders
from csplanner.drawing.timeline import (
    AccountLine,
    CoverRuler,
    LineMark,
    draw_account_line,
    draw_cover_ruler,
)
from csplanner.drawing.tokens import theme
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas

WIDTH, HEIGHT = 740, 620
_C, _X, _T = Shape.CHECK_IN, Shape.EXECUTIVE_QBR, Shape.TRAINING
_DONE, _NEXT = State.DONE, State.PLANNED
MARKS = tuple(
    LineMark(
        on=date(2027, m, d), shape=shape, state=state, label=label, locked=label == "CEO visit, Sep"
    )
    for m, d, shape, state, label in (
        (1, 20, _C, _DONE, ""),
        (2, 10, _C, _DONE, ""),
        (2, 24, _X, _DONE, "24 Feb · CPO"),
        (3, 24, _C, _DONE, ""),
        (4, 21, _T, _DONE, ""),
        (5, 4, _C, _DONE, ""),
        (5, 19, _C, State.CONFIRMED, ""),
        (6, 9, _X, _NEXT, "9 Jun · CTO"),
        (6, 30, _C, _NEXT, ""),
        (7, 14, Shape.VALUE_REVIEW, _NEXT, ""),
        (8, 4, _C, _NEXT, ""),
        (8, 18, _T, _NEXT, ""),
        (9, 1, _C, _NEXT, ""),
        (9, 15, Shape.CEO_VISIT, _NEXT, "CEO visit, Sep"),
        (10, 20, _C, _NEXT, ""),
        (11, 17, _X, _NEXT, ""),
    )
)
WINDOW = DaySpan(start=date(2027, 7, 4), end=date(2027, 10, 2), label="Window 4 Jul to 2 Oct")
LINE = AccountLine(
    start=date(2027, 1, 1),
    end=date(2027, 12, 31),
    marks=MARKS,
    today=date(2027, 5, 12),
    windows=(WINDOW,),
)
PEOPLE = (
    Person(name="M. Tarrisk", role="COO", stance=0.86, influence=0.87, sign=Stance.CHAMPION),
    Person(name="A. Quellin", role="CIO", stance=0.51, influence=0.85),
    Person(name="L. Ferrant", role="CFO · 141 d", stance=0.40, influence=0.66, stale=True),
    Person(name="J. Osmere", role="VP", stance=0.925, influence=0.54, sign=Stance.CHAMPION),
    Person(
        name="K. Vandry",
        role="Head",
        stance=0.75,
        influence=0.31,
        sign=Stance.SUPPORTIVE,
    ),
    Person(name="P. Ingersby", role="Procurement", stance=0.35, influence=0.40),
    Person(name="S. Ulverton", role="EDI lead", stance=0.14, influence=0.14, sign=Stance.DETRACTOR),
)
RULER = CoverRuler(
    year=2027,
    marks=tuple(mark for mark in MARKS if mark.shape is not _C),
    focus=date(2027, 6, 9),
    focus_label="9 June",
)


def draw_parts(canvas: Canvas) -> None:
    """Paint all parts in a box of WIDTH x HEIGHT."""
    canvas.rect(Box(0, 0, WIDTH, HEIGHT), Style("surface"))
    draw_account_line(canvas, Box(20, 14, 689, 76), LINE)
    canvas.rect(Box(0, 100, WIDTH, 110), Style("cover"))
    draw_cover_ruler(canvas, Box(20, 106, 689, 84), RULER)
    draw_stakeholders(canvas, Box(20, 224, 420, 210), PEOPLE)
    for i, (now, before) in enumerate(((0.916, 0.84), (0.79, 0.89), (1.11, 1.0))):
        draw_goal_bar(
            canvas, Box(20, 450 + 30 * i, 230, 20), GoalBar(now=now, before=before, behind=i == 1)
        )
    draw_shares(
        canvas, Box(280, 456, 200, 6), ((0.4, "b1"), (0.45, "accentline"), (0.1, "riskfill"))
    )
    track = WindowTrack(start=0.0, end=0.45, today=0.2, renewal=0.85)
    draw_window_track(canvas, Box(280, 480, 150, 16), track)
    draw_sparkline(canvas, Box(280, 510, 60, 12), (1, 2, 2, 3, None, 3, 4, 4, 5), end=True)


def main(folder: Path) -> None:
    """Write parts-light.png and parts-dark.png."""
    app = QGuiApplication.instance() or QGuiApplication([])
    for name in ("light", "dark"):
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(image)
        draw_parts(PainterCanvas(painter, theme(name)))
        painter.end()
        image.save(str(folder / f"parts-{name}.png"))
    app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

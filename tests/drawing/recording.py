"""A canvas that writes down what was drawn, for tests that ask what is where, not which pixel."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align
from csplanner.drawing.tokens import theme
from csplanner.reports.canvas import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplanner.drawing.canvas import Box, Path, Point, Segment, Stamp, Style, TextStyle
    from csplanner.drawing.tokens import Theme


@dataclass
class Recording:
    """Keeps the words, boxes, lines, paths and stamps that were asked for, in order."""

    theme: Theme = field(default_factory=theme)
    words: list[tuple[str, float, float, float]] = field(default_factory=list)
    boxes: list[tuple[Box, Style]] = field(default_factory=list)
    strokes: list[tuple[Segment, Style]] = field(default_factory=list)
    areas: list[tuple[tuple[Point, ...], Style]] = field(default_factory=list)
    discs: list[tuple[float, float, float, Style]] = field(default_factory=list)
    paths: list[tuple[Path, Style, float, float]] = field(default_factory=list)
    clips: list[Box] = field(default_factory=list)
    shifts: list[tuple[float, float, float]] = field(default_factory=list)
    stamps: list[tuple[Stamp, float, float]] = field(default_factory=list)

    def path(self, path: Path, style: Style, x: float = 0.0, y: float = 0.0) -> None:
        """Note a path and its place."""
        self.paths.append((path, style, x, y))

    def lines(self, segments: Sequence[Segment], style: Style) -> None:
        """Note each line."""
        self.strokes += [(segment, style) for segment in segments]

    def polyline(self, points: Sequence[Point], style: Style) -> None:
        """Note a line through points."""
        self.areas.append((tuple(points), style))

    def rect(self, box: Box, style: Style, radius: float = 0.0) -> None:
        """Note a box; a negative one would be a mistake of the drawing."""
        assert min(box.w, box.h, radius) >= 0
        self.boxes.append((box, style))

    def disc(self, x: float, y: float, radius: float, style: Style) -> None:
        """Note a circle."""
        self.discs.append((x, y, radius, style))

    def text(self, at: Point, words: str, style: TextStyle, align: Align = Align.LEFT) -> None:
        """Note words with their left end, right end and baseline."""
        w = self.text_width(words, style)
        left = at[0] - align.value * w
        self.words.append((words, left, left + w, at[1]))

    def text_width(self, words: str, style: TextStyle) -> float:
        """Measure with the shipped fonts."""
        return width_of(words, style)

    @contextmanager
    def clip(self, box: Box) -> Iterator[None]:
        """Note the clip; nothing is left out."""
        self.clips.append(box)
        yield

    @contextmanager
    def shift(self, x: float, y: float, turn: float = 0.0) -> Iterator[None]:
        """Note the move; what is drawn in it is noted round its own origin."""
        self.shifts.append((x, y, turn))
        yield

    def stamp(self, stamp: Stamp, x: float, y: float) -> None:
        """Note a stamp."""
        self.stamps.append((stamp, x, y))

    def said(self) -> list[str]:
        """Return the words drawn, in order."""
        return [words for words, _, _, _ in self.words]

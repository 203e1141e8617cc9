"""Blocks made of blocks: stacks, columns side by side, tables whose head repeats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Box
from csplanner.reports.blocks import Row, Space, draw_block
from csplanner.reports.tags import grouped

if TYPE_CHECKING:
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Blocks one under the other, kept on one page where they fit one."""

    blocks: tuple[Block, ...]
    keep: bool = False

    def height(self, width: float) -> float:
        """Return the sum of heights."""
        return sum(block.height(width) for block in self.blocks)

    def least(self, width: float) -> float:
        """Return the whole height: a stack begins where it fits."""
        return self.height(width)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint the blocks from the top; rows one after the other are a table."""
        y = box.y
        for kind, blocks in groupby(self.blocks, lambda block: isinstance(block, Row)):
            with grouped(canvas, "Table" if kind else "Div"):
                for block in blocks:
                    high = block.height(box.w)
                    draw_block(canvas, block, Box(box.x, y, box.w, high))
                    y += high

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Cut between two blocks, or inside the one that crosses the edge."""
        y, kept = 0.0, 0
        for block in self.blocks:
            high = block.height(width)
            if y + high > room + 0.01:
                break
            y, kept = y + high, kept + 1
        while 0 < kept < len(self.blocks) and self.blocks[kept - 1].keep:
            kept -= 1
        if kept == len(self.blocks):
            return None
        crossing = self.blocks[kept]
        whole = kept > 0 and isinstance(crossing, Row)
        inner = None if whole else crossing.split(width, room - y)
        if inner is not None:
            before, after = (*self.blocks[:kept], inner[0]), (inner[1], *self.blocks[kept + 1 :])
        elif kept:
            before, after = self.blocks[:kept], self.blocks[kept:]
        else:
            return None
        return replace(self, blocks=before), replace(self, blocks=_trimmed(after))


def _trimmed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return blocks[1:] if len(blocks) > 1 and isinstance(blocks[0], Space) else blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Stacks side by side in equal widths."""

    stacks: tuple[Stack, ...]
    gap: float = 24.0
    keep: bool = False

    def column(self, width: float) -> float:
        """Return the width of one column."""
        return (width - self.gap * (len(self.stacks) - 1)) / len(self.stacks)

    def height(self, width: float) -> float:
        """Return the height of the tallest column."""
        return max(stack.height(self.column(width)) for stack in self.stacks)

    def least(self, width: float) -> float:
        """Return the whole height: columns begin where they fit."""
        return self.height(width)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint the columns from the left."""
        wide = self.column(box.w)
        for i, stack in enumerate(self.stacks):
            x = box.x + i * (wide + self.gap)
            stack.draw(canvas, Box(x, box.y, wide, stack.height(wide)))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Cut each column that is too tall; the rests go on side by side."""
        wide = self.column(width)
        first, rest = [], []
        for stack in self.stacks:
            if stack.height(wide) <= room:
                first.append(stack)
                rest.append(Stack(blocks=()))
                continue
            cut = stack.split(wide, room)
            if cut is None:
                return None
            assert isinstance(cut[0], Stack)
            assert isinstance(cut[1], Stack)
            first.append(cut[0])
            rest.append(cut[1])
        return replace(self, stacks=tuple(first)), replace(self, stacks=tuple(rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a head that is said again on each page."""

    head: Row
    rows: tuple[Block, ...]
    keep: bool = False

    def height(self, width: float) -> float:
        """Return the height of head and rows."""
        return self.head.height(width) + sum(row.height(width) for row in self.rows)

    def least(self, width: float) -> float:
        """Return the height of the head and the first row."""
        return self.head.height(width) + sum(row.least(width) for row in self.rows[:1])

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint head and rows."""
        high = self.head.height(box.w)
        with grouped(canvas, "Table"):
            self.head.draw_cells(canvas, Box(box.x, box.y, box.w, high), "TH")
            under = Box(box.x, box.y + high, box.w, box.h - high)
            Stack(blocks=self.rows).draw(canvas, under)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Cut between two rows; a row is cut only where it is taller than any page."""
        cut = Stack(blocks=self.rows).split(width, room - self.head.height(width))
        if cut is None:
            return None
        first, rest = cut
        assert isinstance(first, Stack)
        assert isinstance(rest, Stack)
        if len(first.blocks) > 1 and len(first.blocks) + len(rest.blocks) > len(self.rows):
            kept = len(first.blocks) - 1
            return replace(self, rows=self.rows[:kept]), replace(self, rows=self.rows[kept:])
        return replace(self, rows=first.blocks), replace(self, rows=rest.blocks)

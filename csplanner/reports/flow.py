"""Puts blocks onto pages from the top: what does not fit goes on, on the next page."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.reports.blocks import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.reports.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block at a distance under the top of a page's body."""

    block: Block
    y: float
    height: float


def flowed(blocks: Sequence[Block], width: float, first: float, other: float) -> list[list[Placed]]:
    """Return pages of placed blocks; `first` and `other` are the heights of the bodies."""
    flow = _Flow(width, first, other)
    queue = deque(blocks)
    while queue:
        block = queue.popleft()
        rest = flow.take(block, _followers(block, queue))
        if rest is not None:
            queue.appendleft(rest)
    return flow.pages


def _followers(block: Block, queue: deque[Block]) -> list[Block]:
    """Return the blocks that must begin on the page of this one."""
    found: list[Block] = []
    last = block
    for following in queue:
        if not last.keep:
            break
        found.append(following)
        last = following
    return found


class _Flow:
    """The pages so far and where the next block would stand."""

    def __init__(self, width: float, first: float, other: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._width, self._room, self._other = width, first, other
        self._y = 0.0

    def take(self, block: Block, followers: list[Block]) -> Block | None:
        """Place a block; returns what of it is still to be placed."""
        fits, begun = self._fits(block, followers), bool(self.pages[-1])
        if isinstance(block, Space) and not (fits and begun):
            return None
        if not fits and begun:
            self._turn()
            return block
        high = block.height(self._width)
        parts = None
        if self._y + high > self._room + 0.01:
            parts = block.split(self._width, self._room - self._y)
            if parts is None and begun:
                self._turn()
                return block
        if parts is None:
            self._place(block, high)
            return None
        self._place(parts[0], parts[0].height(self._width))
        self._turn()
        return parts[1]

    def _fits(self, block: Block, followers: list[Block]) -> bool:
        """Tell whether the block can begin here together with what it must stand with."""
        first = block.height(self._width) if followers else block.least(self._width)
        need = first + sum(b.least(self._width) for b in followers)
        return self._y + need <= self._room + 0.01 or (not self.pages[-1] and bool(followers))

    def _place(self, block: Block, high: float) -> None:
        self.pages[-1].append(Placed(block=block, y=self._y, height=high))
        self._y += high

    def _turn(self) -> None:
        self.pages.append([])
        self._y, self._room = 0.0, self._other

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Rotation: who came to an account's executive touches before and after a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.planning.board import Board
from csplanner.planning.tables import zeros

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from csplanner.planning.tables import Numbers


class Turns(Board):
    """A board that knows whose turn it is; touches that are out count as nobody."""

    def __init__(self, numbers: Mapping[str, int], arrays: Mapping[str, array[int]]) -> None:
        super().__init__(numbers, arrays)
        near = numbers["near"]
        self.turn_day: Numbers = zeros(near + 1)
        self.turn_who: Numbers = zeros(near + 1)
        self.turn_past: Numbers = zeros(near + 1)
        self.turn_count: int = 0
        self.turn_place: int = 0
        self.prior: int = -1
        self.following: int = -1

    def _gather_turns(self, a: int, t: int) -> None:
        """List who came to the account's executive touches but t, by day."""
        self.turn_count = 0
        self.turn_place = 0
        for i in range(self.held_at[a], self.held_at[a + 1]):
            self._add_turn(self.held_day[i], self.held_who[i], 1)
        for i in range(self.visit_at[a], self.visit_at[a + 1]):
            u = self.visit[i]
            if u != t and self.at[u] >= 0:
                self._add_turn(self.at[u], self.option_executive[self.who[u]], 0)

    def _add_turn(self, d: int, who: int, past: int) -> None:
        i = self.turn_count
        while i > 0 and self.turn_day[i - 1] > d:
            self.turn_day[i] = self.turn_day[i - 1]
            self.turn_who[i] = self.turn_who[i - 1]
            self.turn_past[i] = self.turn_past[i - 1]
            i -= 1
        self.turn_day[i] = d
        self.turn_who[i] = who
        self.turn_past[i] = past
        self.turn_count += 1

    def _look_around(self, t: int, d: int) -> None:
        """Note which executives come before and after day d; asked for rising days."""
        self.prior = -1
        self.following = -1
        if not self.touch_executive[t]:
            return
        while self.turn_place < self.turn_count and self.turn_day[self.turn_place] < d:
            self.turn_place += 1
        if self.turn_place > 0:
            self.prior = self.turn_who[self.turn_place - 1]
        else:
            self.prior = self.account_last[self.touch_account[t]]
        if self.turn_place < self.turn_count:
            self.following = self.turn_who[self.turn_place]

    def _may_turn(self, t: int, d: int, o: int) -> int:
        """Tell whether option o's executive may come between those before and after day d."""
        self._gather_turns(self.touch_account[t], t)
        self._look_around(t, d)
        return 0 if self.option_executive[o] in (self.prior, self.following) else 1

    def _rotates(self, a: int) -> int:
        """Tell whether no executive comes to the account twice running."""
        self._gather_turns(a, -1)
        last = self.account_last[a]
        past = 1
        for i in range(self.turn_count):
            if last >= 0 and self.turn_who[i] == last and not (past and self.turn_past[i]):
                return 0
            last = self.turn_who[i]
            past = self.turn_past[i]
        return 1

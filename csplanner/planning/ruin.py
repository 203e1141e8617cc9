# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Ruin: take touches out of the plan that hang together, so that they may go back better.

Neighbourhoods: an owner's days, an owner's or an account executive's visits to a metro, the
executives' visits to a metro, an account, a whole trip whose week is then closed, and the visits
to a metro that one week shall gather.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.planning.tables import flat, zeros

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from csplanner.planning.kernel import State
    from csplanner.planning.tables import Numbers

MOST_OUT = 40


class Taken:
    """The touches that are out, where they were, and those that go with one of them.

    `groups` give for each touch the touches related to it (groups.py).
    """

    def __init__(self, state: State, groups: Mapping[str, array[int]]) -> None:
        self.state: State = state
        self.picks: Numbers = flat(groups["picks"])
        self.picks_count: int = len(groups["picks"])
        self.can_move: Numbers = flat(groups["can_move"])
        self.owner_of: Numbers = flat(groups["owner_of"])
        self.owner_at: Numbers = flat(groups["owner_at"])
        self.owner: Numbers = flat(groups["owner"])
        self.account_at: Numbers = flat(groups["account_at"])
        self.account: Numbers = flat(groups["account"])
        self.place_of: Numbers = flat(groups["place_of"])
        self.place_at: Numbers = flat(groups["place_at"])
        self.place: Numbers = flat(groups["place"])
        self.host_of: Numbers = flat(groups["host_of"])
        self.host_at: Numbers = flat(groups["host_at"])
        self.host: Numbers = flat(groups["host"])
        self.city_of: Numbers = flat(groups["city_of"])
        self.city_at: Numbers = flat(groups["city_at"])
        self.city: Numbers = flat(groups["city"])
        self.out: Numbers = zeros(MOST_OUT + 1)
        self.out_day: Numbers = zeros(MOST_OUT + 1)
        self.out_who: Numbers = zeros(MOST_OUT + 1)
        self.is_out: Numbers = zeros(state.touches)
        self.out_count: int = 0
        self.centre: int = 0
        self.reach: int = 0
        self.gather: int = -1
        self.in_turn: int = 0
        self.lost: Numbers = zeros(state.touches)
        self.is_lost: Numbers = zeros(state.touches)
        self.lost_count: int = 0
        for t in range(state.touches):
            self._note_lost(t)

    def _pull(self, t: int) -> None:
        """Take a touch out, once, and remember where it was."""
        if self.is_out[t] or not self.can_move[t] or self.out_count >= MOST_OUT:
            return
        i = self.out_count
        self.out[i] = t
        self.out_day[i] = self.state.at[t]
        self.out_who[i] = self.state.who[t]
        self.is_out[t] = 1
        self.out_count += 1
        if self.state.at[t] >= 0:
            self.state.take(t)

    def _pick(self) -> int:
        """Choose the touch to begin with: any, or now and then one that has no date."""
        state = self.state
        if self.lost_count and state.roll(8) == 0:
            i = state.roll(self.lost_count)
            t = self.lost[i]
            if state.at[t] < 0:
                return t
            self.lost_count -= 1
            self.lost[i] = self.lost[self.lost_count]
            self.is_lost[t] = 0
        return self.picks[state.roll(self.picks_count)]

    def _note_lost(self, t: int) -> None:
        """List a touch that may move and has no date; `_pick` strikes it off when it has one."""
        if self.state.at[t] < 0 and self.can_move[t] and not self.is_lost[t]:
            self.lost[self.lost_count] = t
            self.is_lost[t] = 1
            self.lost_count += 1

    def _is_near(self, u: int) -> int:
        d = self.state.at[u]
        if d < 0:
            return (
                1
                if self.state.touch_first[u] <= self.centre + self.reach
                and self.state.touch_last[u] >= self.centre - self.reach
                else 0
            )
        return 1 if -self.reach <= d - self.centre <= self.reach else 0

    def _pull_near(self, g: int, most: int) -> None:
        first = self.owner_at[g]
        count = self.owner_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.owner[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _pull_place(self, g: int, most: int) -> None:
        first = self.place_at[g]
        count = self.place_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.place[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _pull_host(self, g: int, most: int) -> None:
        first = self.host_at[g]
        count = self.host_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.host[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)

    def _pull_city(self, g: int, most: int) -> None:
        first = self.city_at[g]
        count = self.city_at[g + 1] - first
        offset = self.state.roll(count)
        for i in range(count):
            u = self.city[first + (offset + i) % count]
            if self.out_count < most and self._is_near(u):
                self._pull(u)


class Ruin(Taken):
    """The neighbourhoods."""

    def _ruin_turns(self, a: int) -> None:
        """Take all executive touches of an account out, to go back one after the other."""
        state = self.state
        for i in range(state.visit_at[a], state.visit_at[a + 1]):
            self._pull(state.visit[i])

    def _ruin(self) -> None:
        state = self.state
        t = self._pick()
        self.centre = state.at[t]
        if self.centre < 0:
            self.centre = state.touch_first[t] + state.roll(
                state.touch_last[t] - state.touch_first[t] + 1
            )
        self._pull(t)
        if state.touch_executive[t] and self._ruin_executives(t):
            return
        kind = state.roll(16)
        most = 2 + state.roll(10)
        if state.touch_onsite[t] and kind < 10:
            self._ruin_visits(t, kind, most)
        elif kind < 12:
            self.reach = 5
            g = self.owner_of[t]
            self._pull_near(g, most)
        else:
            self._ruin_account(t, most)

    def _ruin_executives(self, t: int) -> int:
        """Half of the time, take out what a new turn of executives at t's account may change."""
        state = self.state
        way = state.roll(6)
        if way > 2 or (way and not state.touch_onsite[t]):
            return 0
        self.in_turn = 1
        self._ruin_turns(state.touch_account[t])
        if way == 1 and self.out_day[0] >= 0:
            self._ruin_shut(t)
        elif way == 2:
            self._ruin_open(t)
        return 1

    def _ruin_shut(self, t: int) -> None:
        """Close the trip of t's executive, so that all accounts on it find others, or weeks."""
        state = self.state
        who = state.option_executive[self.out_who[0]]
        if who < 0:
            return
        week = state.piece_week[state.day_piece[self.out_day[0]]]
        metro = state.account_metro[state.touch_account[t]]
        state.shut = (who * state.weeks + week) * state.metros + metro
        g = self.city_of[t]
        for i in range(self.city_at[g], self.city_at[g + 1]):
            u = self.city[i]
            d = state.at[u]
            if (
                d >= 0
                and state.piece_week[state.day_piece[d]] == week
                and state.option_executive[state.who[u]] == who
            ):
                self._ruin_turns(state.touch_account[u])

    def _ruin_open(self, t: int) -> None:
        """Offer a trip of one of t's executives for nothing, so that accounts may gather on it."""
        state = self.state
        o = state.option_at[t] + state.roll(state.option_at[t + 1] - state.option_at[t])
        who = state.option_executive[o]
        if who < 0:
            return
        d = state.touch_first[t] + state.roll(state.touch_last[t] - state.touch_first[t] + 1)
        g = self.city_of[t]
        first = self.city_at[g]
        count = self.city_at[g + 1] - first
        near = state.at[self.city[first + state.roll(count)]]
        if state.touch_first[t] <= near <= state.touch_last[t] and state.roll(2):
            d = near
        metro = state.account_metro[state.touch_account[t]]
        state.gift = state.piece_week[state.day_piece[d]] * state.metros + metro
        state.gift_who = who
        most = 8 + state.roll(24)
        offset = state.roll(count)
        for i in range(count):
            u = self.city[first + (offset + i) % count]
            if self.out_count < most and self._may_come(u, d, who):
                self._ruin_turns(state.touch_account[u])

    def _may_come(self, u: int, d: int, who: int) -> int:
        """Tell whether touch u may lie near day d and have that executive."""
        if self.state.touch_first[u] > d + 3 or self.state.touch_last[u] < d - 3:
            return 0
        for o in range(self.state.option_at[u], self.state.option_at[u + 1]):
            if self.state.option_executive[o] == who:
                return 1
        return 0

    def _ruin_visits(self, t: int, kind: int, most: int) -> None:
        """Take visits out around t: of its owner, of its account executive, or of its metro."""
        width = self.state.roll(3)
        self.reach = 7 if width == 0 else 46 if width == 1 else 400
        if kind < 4:
            self._pull_place(self.place_of[t], most)
        elif kind < 5:
            self._ruin_trip(t)
        elif kind < 7:
            self._ruin_gather(t)
        elif kind < 8 or not self.state.touch_executive[t]:
            self._pull_host(self.host_of[t], most)
        else:
            self._pull_city(self.city_of[t], most)

    def _ruin_gather(self, t: int) -> None:
        """Take visits of t's place out, to gather in one week all of them that it takes."""
        state = self.state
        choice = state.roll(4)
        d = state.touch_first[t] if choice == 0 else state.touch_last[t]
        if choice > 1:
            d = state.touch_first[t] + state.roll(state.touch_last[t] - state.touch_first[t] + 1)
        self.gather = state.piece_week[state.day_piece[d]]
        self.centre = d
        self.reach = 30 + 30 * state.roll(3)
        self._pull_place(self.place_of[t], 24)
        self.reach = 9
        a = state.touch_account[t]
        for i in range(self.account_at[a], self.account_at[a + 1]):
            if state.at[self.account[i]] >= 0 and self._is_near(self.account[i]):
                self._pull(self.account[i])

    def _ruin_trip(self, t: int) -> None:
        """Take a whole trip out and keep its week closed, so that other trips must take it in."""
        if self.out_day[0] < 0:
            return
        week = self.state.piece_week[self.state.day_piece[self.out_day[0]]]
        self.state.banned = week
        self.reach = 4
        g = self.place_of[t]
        for i in range(self.place_at[g], self.place_at[g + 1]):
            u = self.place[i]
            d = self.state.at[u]
            if d >= 0 and self.state.piece_week[self.state.day_piece[d]] == week:
                self._pull(u)

    def _ruin_account(self, t: int, most: int) -> None:
        a = self.state.touch_account[t]
        first = self.account_at[a]
        count = self.account_at[a + 1] - first
        offset = self.state.roll(count)
        for i in range(min(count, most)):
            self._pull(self.account[first + (offset + i) % count])

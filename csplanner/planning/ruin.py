# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""Ruin: take touches out of the plan that hang together, so that they may go back better.

Neighbourhoods: an owner's days, an owner's or an account executive's visits to a metro, the
executives' visits to a metro, an account, a whole trip whose week is then closed, and the visits
to a metro that one week shall gather.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.planning.tables import shared, zeros

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from csplanner.planning.kernel import State
    from csplanner.planning.tables import Numbers

MOST_OUT = 40
NEIGHBOURHOODS = (
    "an owner's days",
    "an account",
    "turns of an account",
    "a shut trip",
    "an open trip",
    "an owner's visits to a metro",
    "a trip's week closed",
    "a week that gathers",
    "an account executive's visits to a metro",
    "executives' visits to a metro",
)


class Taken:
    """The touches that are out, where they were, and those that go with one of them.

    `groups` give for each touch the touches related to it (groups.py). `tried` counts how often
    each of the NEIGHBOURHOODS was taken.
    """

    def __init__(self, state: State, groups: Mapping[str, array[int]]) -> None:
        self.state: State = state
        self.picks: Numbers = shared(groups["picks"])
        self.picks_count: int = len(groups["picks"])
        self.can_move: Numbers = shared(groups["can_move"])
        self.owner_of: Numbers = shared(groups["owner_of"])
        self.owner_at: Numbers = shared(groups["owner_at"])
        self.owner: Numbers = shared(groups["owner"])
        self.account_at: Numbers = shared(groups["account_at"])
        self.account: Numbers = shared(groups["account"])
        self.place_of: Numbers = shared(groups["place_of"])
        self.place_at: Numbers = shared(groups["place_at"])
        self.place: Numbers = shared(groups["place"])
        self.host_of: Numbers = shared(groups["host_of"])
        self.host_at: Numbers = shared(groups["host_at"])
        self.host: Numbers = shared(groups["host"])
        self.city_of: Numbers = shared(groups["city_of"])
        self.city_at: Numbers = shared(groups["city_at"])
        self.city: Numbers = shared(groups["city"])
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
        self.tried: Numbers = zeros(len(NEIGHBOURHOODS))
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
        if self.lost_count and self.state.roll(8) == 0:
            i = self.state.roll(self.lost_count)
            t = self.lost[i]
            if self.state.at[t] < 0:
                return t
            self.lost_count -= 1
            self.lost[i] = self.lost[self.lost_count]
            self.is_lost[t] = 0
        return self.picks[self.state.roll(self.picks_count)]

    def _note_lost(self, t: int) -> None:
        """List a touch that may move and has no date; `_pick` strikes it off when it has one."""
        if self.state.at[t] < 0 and self.can_move[t] and not self.is_lost[t]:
            self.lost[self.lost_count] = t
            self.is_lost[t] = 1
            self.lost_count += 1

    def _roll_day(self, t: int) -> int:
        """Draw a day of t's window."""
        first = self.state.touch_first[t]
        return first + self.state.roll(self.state.touch_last[t] - first + 1)

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
        for i in range(self.state.visit_at[a], self.state.visit_at[a + 1]):
            self._pull(self.state.visit[i])

    def _ruin(self) -> None:
        t = self._pick()
        self.centre = self.state.at[t]
        if self.centre < 0:
            self.centre = self._roll_day(t)
        self._pull(t)
        if self.state.touch_executive[t] and self._ruin_executives(t):
            return
        kind = self.state.roll(16)
        most = 2 + self.state.roll(10)
        if self.state.touch_onsite[t] and kind < 10:
            self._ruin_visits(t, kind, most)
        elif kind < 12:
            self.tried[0] += 1
            self.reach = 5
            g = self.owner_of[t]
            self._pull_near(g, most)
        else:
            self.tried[1] += 1
            self._ruin_account(t, most)

    def _ruin_executives(self, t: int) -> int:
        """Half of the time, take out what a new turn of executives at t's account may change."""
        way = self.state.roll(6)
        if way > 2 or (way and not self.state.touch_onsite[t]):
            return 0
        self.in_turn = 1
        self._ruin_turns(self.state.touch_account[t])
        if way == 1 and self.out_day[0] >= 0:
            self.tried[3] += 1
            self._ruin_shut(t)
        elif way == 2:
            self.tried[4] += 1
            self._ruin_open(t)
        else:
            self.tried[2] += 1
        return 1

    def _ruin_shut(self, t: int) -> None:
        """Close the trip of t's executive, so that all accounts on it find others, or weeks."""
        who = self.state.option_executive[self.out_who[0]]
        if who < 0:
            return
        week = self.state.piece_week[self.state.day_piece[self.out_day[0]]]
        metro = self.state.account_metro[self.state.touch_account[t]]
        self.state.shut = self.state.trip_number(who, metro, week)
        g = self.city_of[t]
        for i in range(self.city_at[g], self.city_at[g + 1]):
            u = self.city[i]
            d = self.state.at[u]
            if (
                d >= 0
                and self.state.piece_week[self.state.day_piece[d]] == week
                and self.state.option_executive[self.state.who[u]] == who
            ):
                self._ruin_turns(self.state.touch_account[u])

    def _ruin_open(self, t: int) -> None:
        """Offer a trip of one of t's executives for nothing, so that accounts may gather on it."""
        o = self.state.option_at[t] + self.state.roll(
            self.state.option_at[t + 1] - self.state.option_at[t]
        )
        who = self.state.option_executive[o]
        if who < 0:
            return
        d = self._roll_day(t)
        g = self.city_of[t]
        first = self.city_at[g]
        count = self.city_at[g + 1] - first
        near = self.state.at[self.city[first + self.state.roll(count)]]
        if self.state.touch_first[t] <= near <= self.state.touch_last[t] and self.state.roll(2):
            d = near
        metro = self.state.account_metro[self.state.touch_account[t]]
        self.state.gift = self.state.piece_week[self.state.day_piece[d]] * self.state.metros + metro
        self.state.gift_who = who
        most = 8 + self.state.roll(24)
        offset = self.state.roll(count)
        for i in range(count):
            u = self.city[first + (offset + i) % count]
            if self.out_count < most and self._may_come(u, d, who):
                self._ruin_turns(self.state.touch_account[u])

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
            self.tried[5] += 1
            self._pull_place(self.place_of[t], most)
        elif kind < 5:
            self.tried[6] += 1
            self._ruin_trip(t)
        elif kind < 7:
            self.tried[7] += 1
            self._ruin_gather(t)
        elif kind < 8 or not self.state.touch_executive[t]:
            self.tried[8] += 1
            self._pull_host(self.host_of[t], most)
        else:
            self.tried[9] += 1
            self._pull_city(self.city_of[t], most)

    def _ruin_gather(self, t: int) -> None:
        """Take visits of t's place out, to gather in one week all of them that it takes."""
        choice = self.state.roll(4)
        d = self.state.touch_first[t] if choice == 0 else self.state.touch_last[t]
        if choice > 1:
            d = self._roll_day(t)
        self.gather = self.state.piece_week[self.state.day_piece[d]]
        self.centre = d
        self.reach = 30 + 30 * self.state.roll(3)
        self._pull_place(self.place_of[t], 24)
        self.reach = 9
        a = self.state.touch_account[t]
        for i in range(self.account_at[a], self.account_at[a + 1]):
            if self.state.at[self.account[i]] >= 0 and self._is_near(self.account[i]):
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

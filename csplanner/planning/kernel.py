# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: infer_types=True, annotation_typing=False
"""The kernel's eye: where a touch may be, given all the others, and where it costs least.

`scan` never answers with a place that breaks a hard rule.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplanner.planning.tables import flat
from csplanner.planning.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.planning.tables import Numbers

NONE = 1 << 60
LOW = (1 << 32) - 1


class State(Turns):
    """A board that finds places; after `scan`, `found_day` and `found_option` are the cheapest."""

    def __init__(self, numbers: Mapping[str, int], arrays: Mapping[str, array[int]]) -> None:
        super().__init__(numbers, arrays)
        options = numbers["options"]
        self.option_fixed: Numbers = flat(array("q", bytes(8 * (options + 1))))
        self.option_piece: Numbers = flat(array("q", bytes(8 * (options + 1))))
        self.cheapest: int = 0
        self.least: int = 0
        self.found_day: int = -1
        self.found_option: int = -1
        self.blink: int = 0
        self.banned: int = -1
        self.only: int = -1
        self.shut: int = -1
        self.gift: int = -1
        self.gift_who: int = -1
        self.dice: int = 1

    def scan(self, t: int) -> int:
        """Find the cheapest place of a touch that is out of the plan; its cost, or NONE."""
        self._prepare(t)
        best = NONE
        piece = -1
        base = NONE
        a = self.touch_account[t] * self.days
        for k in range(self.alone_at[t], self.alone_at[t + 1]):
            d = self.alone[k]
            if self.blocked[a + d]:
                continue
            if self.day_piece[d] != piece:
                piece = self.day_piece[d]
                base = NONE
                if self._is_asked(self.piece_week[piece]):
                    base = self._piece_cost(t, piece, best + self.slack)
            if base == NONE or base - self.slack >= best:
                continue
            cost = base + self.alone_cost[k] + self._spacing(t, d)
            if cost < best and self._is_free(t, d):
                best = self._choose(t, d, cost, best)
        return best

    def _is_asked(self, week: int) -> int:
        """Tell whether the search lets places of the week count: not banned, or the only one."""
        return 1 if week != self.banned and self.only in (-1, week) else 0

    def fits(self, t: int, d: int, o: int) -> int:
        """Tell whether touch t may be on day d with option o, whoever came before and after."""
        if d < self.touch_first[t] or d > self.touch_last[t] or not self._is_open(t, d):
            return 0
        if self.blocked[self.touch_account[t] * self.days + d]:
            return 0
        self._prepare(t)
        if self._piece_cost(t, self.day_piece[d], NONE) == NONE:
            return 0
        if self.option_piece[o - self.option_at[t]] >= NONE or not self._is_free(t, d):
            return 0
        self.prior = -1
        self.following = -1
        return self._is_open_to(t, d, o)

    def _prepare(self, t: int) -> None:
        self.found_day = -1
        self._gather_near(t)
        self.turn_count = 0
        if self.touch_executive[t]:
            self._gather_turns(self.touch_account[t], t)
        first = self.option_at[t]
        self.least = NONE
        for o in range(first, self.option_at[t + 1]):
            cost = self.option_cost[o]
            x = -1
            if self.touch_executive[t] and self.option_executive[o] >= 0:
                x = self.person_executive[self.option_executive[o]]
            if x >= 0:
                cost += self._unbalance(self.load[x] + 1, self.load_total)
                cost -= self._unbalance(self.load[x], self.load_total)
            self.option_fixed[o - first] = cost
            self.least = min(self.least, cost)

    def _piece_cost(self, t: int, piece: int, most: int) -> int:
        """Price the people's week for t, with the cheapest option.

        NONE if a limit forbids it, or if those who always come cost `most` already.
        """
        base = 0
        for i in range(self.base_at[t], self.base_at[t + 1]):
            cost = self._person_cost(self.base[i], t, piece)
            if cost == NONE:
                return NONE
            base += cost
        if base + self.least >= most:
            return NONE
        self.cheapest = NONE
        first = self.option_at[t]
        for o in range(first, self.option_at[t + 1]):
            whole = self.option_fixed[o - first]
            for i in range(self.extra_at[o], self.extra_at[o + 1]):
                cost = self._person_cost(self.extra[i], t, piece)
                whole = NONE if NONE in (cost, whole) else whole + cost
            self.option_piece[o - first] = whole
            self.cheapest = min(self.cheapest, whole)
        return NONE if self.cheapest == NONE else base + self.cheapest

    def _person_cost(self, p: int, t: int, piece: int) -> int:
        week = p * self.weeks + self.piece_week[piece]
        after = self.week_minutes[week] + self.touch_minutes[t]
        if after > self.minutes_per_week[p]:
            return NONE
        cost = 0
        over = after - self.level_floor[week]
        if over > 0:
            cost = self.level_cost * min(over, self.touch_minutes[t])
        if self.touch_onsite[t]:
            trip = self._trip_price(p, t, piece)
            return NONE if trip == NONE else cost + trip
        return cost

    def _trip_price(self, p: int, t: int, piece: int) -> int:
        quarter = p * 4 + self.piece_quarter[piece]
        if self._is_used_up(p, quarter, p * 12 + self.piece_month[piece]):
            return NONE
        metro = self.account_metro[self.touch_account[t]]
        if self.home[p] < 0 or self.home[p] == metro:
            return 0
        is_full = self.travel_weeks[quarter] >= self.travel_weeks_per_quarter[p]
        if is_full and self.away[p * self.spans + self.piece_span[piece]] == 0:
            return NONE
        trip = (p * self.weeks + self.piece_week[piece]) * self.metros + metro
        if trip == self.shut:
            return NONE
        if self._is_given(p, self.piece_week[piece] * self.metros + metro):
            return 0
        return self._next_visit(self.trip_cost[p * self.metros + metro], self.trips[trip])

    def _is_given(self, p: int, place: int) -> int:
        """Tell whether the search gives the trip for nothing: to one executive and all others."""
        if self.gift != place:
            return 0
        return 1 if p == self.gift_who or self.person_executive[p] < 0 else 0

    def _is_free(self, t: int, d: int) -> int:
        for i in range(self.base_at[t], self.base_at[t + 1]):
            if not self._has_room(self.base[i], t, d):
                return 0
        return 1

    def _has_room(self, p: int, t: int, d: int) -> int:
        """Tell whether the person's day takes the touch."""
        day = p * self.days + d
        visits = self.onsite_count[day]
        remote = self.remote_count[day]
        if not self.touch_onsite[t]:
            most = self.remote_on_onsite_day[p] if visits else self.remote_per_day[p]
            return 1 if remote < most else 0
        if visits >= self.onsite_per_day[p] or remote > self.remote_on_onsite_day[p]:
            return 0
        if visits and self.metro_on[day] != self.account_metro[self.touch_account[t]]:
            return 0
        return 1

    def _choose(self, t: int, d: int, cost: int, best: int) -> int:
        """Take the cheapest option on day d if it beats the best so far."""
        first = self.option_at[t]
        self._look_around(t, d)
        for o in range(first, self.option_at[t + 1]):
            if self.option_piece[o - first] == NONE:
                continue
            whole = cost - self.cheapest + self.option_piece[o - first]
            if whole < best and self._is_open_to(t, d, o) and not self._blinks():
                best = whole
                self.found_day = d
                self.found_option = o
        return best

    def _is_open_to(self, t: int, d: int, o: int) -> int:
        """Tell whether the people of option o that not every option has can come on day d."""
        who = self.option_executive[o]
        if self.touch_executive[t] and who >= 0 and who in (self.prior, self.following):
            return 0
        for i in range(self.extra_at[o], self.extra_at[o + 1]):
            p = self.extra[i]
            if not self.there[p * self.days + d] or not self._has_room(p, t, d):
                return 0
        return 1

    def _blinks(self) -> int:
        """Overlook a place now and then, while the search asks for it."""
        return 1 if self.blink and self.roll(self.blink) == 0 else 0

    def roll(self, sides: int) -> int:
        """Draw a whole number below `sides` (xorshift on 32 bits)."""
        x = self.dice
        x ^= (x << 13) & LOW
        x ^= x >> 17
        x ^= (x << 5) & LOW
        self.dice = x
        return (x * sides) >> 32

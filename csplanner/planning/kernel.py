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


class Rooms(Turns):
    """A board that knows whether a day takes a touch and a person another visit."""

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
        self.peeking: int = 0
        self.banned: int = -1
        self.only: int = -1
        self.shut: int = -1
        self.gift: int = -1
        self.gift_who: int = -1
        self.dice: int = 1

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

    def _rewind(self) -> None:
        """Let days be asked for from the first on again."""
        self.near_place = 0
        self.turn_place = 0

    def _is_asked(self, week: int) -> int:
        """Tell whether the search lets places of the week count: not banned, or the only one."""
        return 1 if week != self.banned and self.only in (-1, week) else 0

    def _may_travel(self, p: int, t: int, piece: int) -> int:
        """Tell whether one more visit keeps to the person's visits and weeks of travel."""
        quarter = p * 4 + self.piece_quarter[piece]
        month = p * 12 + self.piece_month[piece]
        if self.year_visits[p] >= self.visits_per_year[p]:
            return 0
        if self.quarter_visits[quarter] >= self.visits_per_quarter[p]:
            return 0
        if self.month_visits[month] >= self.visits_per_month[p]:
            return 0
        if self.home[p] < 0 or self.home[p] == self.account_metro[self.touch_account[t]]:
            return 1
        if self.travel_weeks[quarter] < self.travel_weeks_per_quarter[p]:
            return 1
        return 1 if self.away[p * self.spans + self.piece_span[piece]] else 0

    def _is_given(self, p: int, place: int) -> int:
        """Tell whether the search gives the trip for nothing: to one executive and all others."""
        if self.gift != place:
            return 0
        return 1 if p == self.gift_who or self.person_executive[p] < 0 else 0

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

    def _is_free(self, t: int, d: int) -> int:
        for i in range(self.base_at[t], self.base_at[t + 1]):
            if not self._has_room(self.base[i], t, d):
                return 0
        return 1

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


class State(Rooms):
    """A board that finds places; after `scan`, `found_day` and `found_option` are the cheapest."""

    def put(self, t: int, d: int, o: int) -> None:
        """Give touch t the day d and the people of option o."""
        self._put(t, d, o)

    def take(self, t: int) -> None:
        """Take touch t out of the plan."""
        self._take(t)

    def total(self) -> int:
        """Give the cost of the whole plan, units."""
        return self._total()

    def guided(self) -> int:
        """Give the cost that the search follows (board.py)."""
        return self._guided()

    def turns(self, t: int, d: int, o: int) -> int:
        """Tell whether option o's executive may come between those before and after day d."""
        return self._may_turn(t, d, o)

    def rotates(self, a: int) -> int:
        """Tell whether no executive comes to the account twice running."""
        return self._rotates(a)

    def trip_number(self, p: int, metro: int, week: int) -> int:
        """Give a trip's number, as `_trip_number` does, so that it compiles into its callers."""
        return (p * self.metros + metro) * self.weeks + week

    def scan(self, t: int) -> int:
        """Find the cheapest place of a touch that is out of the plan; its cost, or NONE."""
        return self.scan_from(t, -1)

    def scan_from(self, t: int, hint: int) -> int:
        """Find the cheapest place as `scan` does, faster where day `hint` is about as cheap."""
        self._prepare(t)
        most = self._ceiling(t, hint) if hint >= 0 else NONE
        best = self._look(t, most)
        if best == NONE and most != NONE:  # the place by the hint was overlooked: see `_blinks`
            self._rewind()
            best = self._look(t, NONE)
        return best

    def _ceiling(self, t: int, hint: int) -> int:
        """Give a cost just above the cheapest place on day `hint`; NONE if there is none."""
        self.peeking = 1
        most = NONE
        piece = self.day_piece[hint]
        if self._is_asked(self.piece_week[piece]):
            base = self._piece_cost(t, piece, NONE)
            if base != NONE and not self.blocked[self.touch_account[t] * self.days + hint]:
                cost = base + self._day_cost(t, hint) + self._spacing(t, hint)
                if self._is_free(t, hint):
                    most = self._choose(t, hint, cost, NONE)
        self.peeking = 0
        self.found_day = -1
        self._rewind()
        return most if most == NONE else most + 1

    def _look(self, t: int, best: int) -> int:
        """Go through the days of a touch for what costs less than `best`; NONE if nothing does."""
        least = self.least - self.slack
        a = self.touch_account[t] * self.days
        for n in range(self.stretch_at[t], self.stretch_at[t + 1]):
            piece = self.stretch[n]
            if not self._is_asked(self.piece_week[piece]):
                continue
            base = self._piece_cost(t, piece, best + self.slack)
            if base == NONE:
                continue
            for k in range(self.stretch_end[n], self.stretch_end[n + 1]):
                d = self.alone[k]
                if self.blocked[a + d]:
                    continue
                cost = base + self.alone_cost[k] + self._spacing(t, d)
                if cost < best and self._is_free(t, d):
                    best = self._choose(t, d, cost, best)
            if best <= least:
                break
        return best if self.found_day >= 0 else NONE

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

    def _piece_cost(self, t: int, piece: int, most: int) -> int:
        """Price the people's week for t, with the cheapest option.

        NONE if a limit forbids it, or if it costs `most` or more.
        """
        base = self.least
        for i in range(self.base_at[t], self.base_at[t + 1]):
            cost = self._person_cost(self.base[i], t, piece, most - base)
            if cost == NONE:
                return NONE
            base += cost
        base -= self.least
        self.cheapest = NONE
        first = self.option_at[t]
        for o in range(first, self.option_at[t + 1]):
            whole = self.option_fixed[o - first]
            for i in range(self.extra_at[o], self.extra_at[o + 1]):
                if whole < NONE:
                    cost = self._person_cost(self.extra[i], t, piece, most - base - whole)
                    whole = NONE if cost == NONE else whole + cost
            self.option_piece[o - first] = whole
            self.cheapest = min(self.cheapest, whole)
        return NONE if self.cheapest == NONE else base + self.cheapest

    def _person_cost(self, p: int, t: int, piece: int, most: int) -> int:
        """Price one person's week for t: NONE if a limit forbids it, or from `most` on."""
        cost = self._trip_price(p, t, piece) if self.touch_onsite[t] else 0
        if cost == NONE or cost >= most:
            return NONE
        week = p * self.weeks + self.piece_week[piece]
        after = self.week_minutes[week] + self.touch_minutes[t]
        if after > self.minutes_per_week[p]:
            return NONE
        if self.touch_onsite[t] and not self._may_travel(p, t, piece):
            return NONE
        over = after - self.level_floor[week]
        if over > 0:
            cost += self.level_cost * min(over, self.touch_minutes[t])
        return cost

    def _trip_price(self, p: int, t: int, piece: int) -> int:
        """Price the trip of a person, whatever their limits; NONE where it is shut."""
        metro = self.account_metro[self.touch_account[t]]
        if self.home[p] < 0 or self.home[p] == metro:
            return 0
        trip = self.trip_number(p, metro, self.piece_week[piece])
        if trip == self.shut:
            return NONE
        if self.gift >= 0 and self._is_given(p, self.piece_week[piece] * self.metros + metro):
            return 0
        visits = self.trips[trip]
        price = self.trip_cost[p * self.metros + metro]
        cost = 0 if visits else price
        if self.bend and visits < self.owed_count:
            cost += (price * self.owed_step[visits] >> 8) * self.bend >> 10
        return cost

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

    def _blinks(self) -> int:
        """Overlook a place now and then, while the search asks for it."""
        return 1 if self.blink and not self.peeking and self.roll(self.blink) == 0 else 0

    def roll(self, sides: int) -> int:
        """Draw a whole number below `sides` (xorshift on 32 bits)."""
        x = self.dice
        x ^= (x << 13) & LOW
        x ^= x >> 17
        x ^= (x << 5) & LOW
        self.dice = x
        return (x * sides) >> 32

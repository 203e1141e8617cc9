"""Every place a touch could take in a plan: the rules against it and what it would add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from csplanner.domain.plan import Entry
from csplanner.domain.rules import breaches_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from csplanner.domain.breach import Breach
    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger
    from csplanner.domain.marginal import Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A date and people for a touch: the rules against it, and what it adds by term.

    `terms` are empty where a rule forbids the place.
    """

    entry: Entry
    breaches: tuple[Breach, ...]
    terms: Mapping[str, Fraction]

    @property
    def points(self) -> Fraction:
        """What the place adds to the cost of the plan."""
        return sum(self.terms.values(), Fraction(0))


def places_of(ledger: Ledger, touch: Touch, prices: Prices) -> list[Place]:
    """Judge and price every weekday of the touch's window with all who may hold it.

    The ledger must not hold the touch.
    """
    found = []
    for day in weekdays(touch.first, touch.last):
        for people in ledger.attendances(touch):
            entry = Entry(touch=touch.id, date=day, participants=people)
            breaches = breaches_in(ledger, entry)
            terms = {} if breaches else prices.of(entry)
            found.append(Place(entry=entry, breaches=breaches, terms=terms))
    return found


def weekdays(first: date, last: date) -> Iterator[date]:
    """Go from Monday to Friday through a stretch of days, both ends included."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() <= 4:
            yield day

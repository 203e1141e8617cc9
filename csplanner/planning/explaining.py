"""Why a touch has its date: from the judge's rules and the objective's own terms, day by day."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.breach import RULES
from csplanner.domain.ledger import Ledger
from csplanner.domain.marginal import Prices
from csplanner.domain.plan import Explanation, NextBest, RuledOutWeek
from csplanner.domain.plan_days import monday_of
from csplanner.planning.because import because
from csplanner.planning.options import places_of
from csplanner.planning.relaxing import relaxation
from csplanner.planning.settle import plain
from csplanner.planning.unplaced import OPEN, why_unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplanner.domain.plan import Entry, Plan, TouchId
    from csplanner.domain.scenario import Scenario
    from csplanner.planning.options import Place

NEXT_BEST = 3


def explain(scenario: Scenario, plan: Plan, touch: TouchId) -> Explanation:
    """Say why the touch has its date, what rules out the other weeks, and what else would do.

    For a touch without a date, the reason that holds with the rest of the plan as it is, and the
    smallest change that would place it. Raises UserMistake for a touch that the scenario does not
    ask for.
    """
    ledger = Ledger(scenario, plan.scheduled)
    asked = ledger.touches.get(touch)
    if asked is None:
        raise UserMistake(
            f'The year {scenario.year} asks for no touch "{touch}".',
            "Take a touch id from the plan's scheduled or unscheduled list.",
        )
    entry = ledger.take(touch)
    prices = Prices(ledger)
    places = places_of(ledger, asked, prices)
    allowed = sorted(
        (place for place in places if not place.breaches),
        key=lambda place: (place.points, place.entry.date, place.entry.participants),
    )
    reason, terms = "", {}
    said: tuple[str, ...] = ()
    if entry is None:
        reason, detail = why_unplaced(ledger, asked, allowed)
        said = (f"{reason}: {detail}",)
    else:
        said, terms = because(ledger, asked, entry, allowed), prices.of(entry)
    return Explanation(
        touch=touch,
        date=entry.date if entry is not None else None,
        because=said,
        ruled_out=tuple(_ruled_out(places)),
        next_best=tuple(_next_best(allowed, terms, entry)),
        relax=relaxation(ledger, asked) if reason not in {"", OPEN} else None,
        reason=reason,
    )


def _ruled_out(places: Sequence[Place]) -> Iterator[RuledOutWeek]:
    """Name for each week without an allowed place the rule that forbids most of its places.

    Of rules that forbid as many, that which stands first among RULES: the calendar before the plan.
    """
    ranks = {rule: place for place, rule in enumerate(RULES)}
    for week, group in groupby(places, key=lambda place: monday_of(place.entry.date)):
        rows = list(group)
        if any(not place.breaches for place in rows):
            continue
        rules = Counter(rule for place in rows for rule in {each.rule for each in place.breaches})
        rule = max(rules, key=lambda name: (rules[name], -ranks[name]))
        detail = next(each.detail for row in rows for each in row.breaches if each.rule == rule)
        yield RuledOutWeek(week=week, rule=rule, detail=detail)


def _next_best(
    allowed: Sequence[Place], present: Mapping[str, Fraction], entry: Entry | None
) -> Iterator[NextBest]:
    """Give the cheapest other dates, each with its cheapest people and its extra cost by term."""
    seen = {entry.date} if entry is not None else set()
    for place in allowed:
        if place.entry.date in seen:
            continue
        seen.add(place.entry.date)
        names = [*place.terms, *(name for name in present if name not in place.terms)]
        none = Fraction(0)
        extra = {name: place.terms.get(name, none) - present.get(name, none) for name in names}
        yield NextBest(
            date=place.entry.date,
            participants=place.entry.participants,
            extra={name: plain(value) for name, value in extra.items() if value},
        )
        if len(seen) == NEXT_BEST + (entry is not None):
            return

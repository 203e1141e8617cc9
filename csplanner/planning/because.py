"""Sentences for why a touch is where it is: window, spacing, rotation, trips, people, cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.attendance import executive_among
from csplanner.domain.cost import trip_points
from csplanner.domain.marginal import Prices
from csplanner.domain.plan_days import monday_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Entry
    from csplanner.planning.options import Place


def because(
    ledger: Ledger, touch: Touch, entry: Entry, open_places: Sequence[Place]
) -> tuple[str, ...]:
    """Say what speaks for the entry; the ledger must not hold the touch."""
    prices = Prices(ledger)
    return (
        *_window(ledger, touch, entry, open_places),
        *_spacing(touch, entry, prices),
        *_rotation(ledger, touch, entry),
        *_trips(ledger, entry, prices),
        *_preferences(ledger, touch, entry),
        *_price(entry, open_places, prices),
    )


def _window(
    ledger: Ledger, touch: Touch, entry: Entry, open_places: Sequence[Place]
) -> Iterator[str]:
    fixed = ledger.fixed.get(touch.id)
    if fixed is not None:
        yield f"it is fixed on {fixed.date}"
        return
    asker = f"rule {touch.rule} asks for it" if touch.rule else "it is asked for outright"
    slack = (touch.last - entry.date).days
    yield f"{asker} from {touch.first} to {touch.last}; {slack} days are left in the window"
    days = len({place.entry.date for place in open_places})
    who = ", ".join(entry.participants)
    yield f"{who} are free; {days} dates of the window break no rule"


def _spacing(touch: Touch, entry: Entry, prices: Prices) -> Iterator[str]:
    if not touch.target_gap_days:
        return
    before, after = prices.around(entry)
    parts = []
    if before is not None:
        parts.append(f"{(entry.date - before).days} days after {before}")
    if after is not None:
        parts.append(f"{(after - entry.date).days} days before {after}")
    if parts:
        target = f"target {touch.target_gap_days}, give or take {touch.tol_days}"
        yield f"it is {' and '.join(parts)} ({target})"


def _rotation(ledger: Ledger, touch: Touch, entry: Entry) -> Iterator[str]:
    account = ledger.accounts[touch.account]
    if "EXEC" not in touch.roles:
        return
    who = executive_among(entry.participants, account, ledger.people)
    turns = ledger.executives(touch.account)
    before = [turn for turn in turns if turn[0] < entry.date]
    after = [turn for turn in turns if turn[0] > entry.date]
    last = before[-1][1] if before else account.last_exec
    parts = [f"{last} came before"] if last is not None else []
    parts += [f"{after[0][1]} comes next"] if after else []
    yield f"{who} comes in rotation" + (f": {', '.join(parts)}" if parts else "")


def _trips(ledger: Ledger, entry: Entry, prices: Prices) -> Iterator[str]:
    alone = prices.trips(entry)
    metro = ledger.metro_of(entry)
    week = monday_of(entry.date)
    for who in entry.participants:
        if not ledger.is_away(who, entry):
            continue
        mates = prices.trip_mates(who, entry)
        if mates:
            saved = _trip_price(ledger, who, metro)
            yield (
                f"{who} is in {metro} in the week of {week} for {len(mates)} other "
                f"visit{'s' if len(mates) > 1 else ''}: sharing the trip saves {saved} points"
            )
        else:
            yield f"{who} makes the trip to {metro} for it: {alone[who]} points"


def _trip_price(ledger: Ledger, who: str, metro: str | None) -> int:
    home = ledger.people[who].metro
    assert home is not None
    assert metro is not None
    return trip_points(ledger.scenario.weights, ledger.metros[home], ledger.metros[metro])


def _preferences(ledger: Ledger, touch: Touch, entry: Entry) -> Iterator[str]:
    wanted = ledger.accounts[touch.account].preferred_weekdays
    if wanted:
        is_wanted = "a preferred" if entry.date.weekday() in wanted else "not a preferred"
        yield f"{entry.date:%A} is {is_wanted} weekday of {touch.account}"


def _price(entry: Entry, open_places: Sequence[Place], prices: Prices) -> Iterator[str]:
    if not open_places:
        return
    mine = sum(prices.of(entry).values())
    cheaper = [place for place in open_places if place.points < mine]
    if not cheaper:
        yield "no other date that breaks no rule costs less with the rest of the plan as it is"
    else:
        yield f"{len(cheaper)} places would cost less with the rest of the plan as it is"

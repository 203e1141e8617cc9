"""What the year grid says of its parts: to a screen reader, and in tooltips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import formats
from ui.models.plan_sentences import short_titles
from ui.widgets.engagement_words import state_words, type_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.services.plan_facts import PersonRow, TripYear, YearFacts
    from csplanner.services.plan_view import MarkRow
    from ui.models.plan_grid import Item


def executives_of(mark: MarkRow, people: Mapping[str, PersonRow]) -> tuple[str, ...]:
    """Return how the executives of an engagement are called: their titles, else their names."""
    found = [people[who] for who in mark.participants if who in people]
    return tuple(short_titles(p.title) or p.name for p in found if p.role in {"EXEC", "CEO"})


def mark_words(mark: MarkRow, name: str, people: Mapping[str, PersonRow]) -> str:
    """Return an engagement in words: type, account, state, date, place, who comes along."""
    parts = [type_words(mark.type), name, state_words(mark.state).lower()]
    if mark.locked:
        parts.append("locked")
    parts.append(formats.weekday(mark.date, mark.date))
    if mark.mode == "onsite":
        parts.append(mark.city or "on site")
    else:
        parts.append("remote")
    executives = executives_of(mark, people)
    if executives:
        parts.append("with the " + " and the ".join(executives))
    return ", ".join(parts)


def item_words(item: Item, facts: YearFacts) -> str:
    """Return a row of the grid in words."""
    if item.group is not None:
        state = "open" if item.group.open else "shut"
        counts = "; ".join(
            f"Q{i}: {q.placed} of {q.required} placed"
            for i, q in enumerate(item.group.quarters, start=1)
            if q.required
        )
        return f"{item.group.name}, {item.group.note}, {state}. {counts}".strip()
    if item.more is not None:
        return f"{item.more.words}, {'open' if item.more.open else 'shut'}"
    account = item.account
    assert account is not None
    money = formats.money(account.arr, account.currency or facts.currency)
    placed, required = sum(account.counts[:4]), sum(account.counts[4:8])
    return f"{account.name}, {money}, {account.owner or 'no CSM'}, {placed} of {required} placed"


def trip_words(trips: tuple[TripYear, ...]) -> str:
    """Return the trips behind one code of the trip lane, a line each."""
    return "\n".join(
        f"T-{trip.number} {trip.city}, {formats.day(trip.start, trip.start)} to "
        f"{formats.day(trip.end, trip.end)}, {formats.counted(len(trip.accounts), 'account')}"
        for trip in trips
    )

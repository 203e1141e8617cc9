"""The customer pack as slides: the same parts, from the same facts, for a shared screen.

It sees `CustomerFacts` and no record, as `customer.py` does. Parts without data are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.amounts import amount
from csplanner.domain.days import QUARTERS, full_day, spoken_day
from csplanner.reports.customer_goals import goals_headline
from csplanner.reports.customer_pages import (
    measures_headline,
    outcomes_headline,
    service_headline,
)
from csplanner.reports.customer_words import (
    commitments_headline,
    learned_headline,
    next_headline,
    suggestions_headline,
    trends_headline,
)
from csplanner.reports.slides import HIGH, LEFT, TOP, WIDE, Deck, Series
from csplanner.reports.words import counted, is_review, percent, quarter_words, visit_name, when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.domain.customer_facts import CustomerFacts, Idea, MeasureLine, Promised

    Part = Callable[[Deck, CustomerFacts], None]

_BODY = HIGH - TOP - 0.8
_MEASURES, _RESULTS, _DRIVERS = 4, 3, 8


def customer_slides(
    facts: CustomerFacts, keys: Sequence[str] | None = None
) -> tuple[bytes, int, tuple[str, ...]]:
    """Return the deck's bytes, its number of slides and the parts in it, in their order."""
    quarter = quarter_words(facts.quarter, facts.year)
    deck = Deck(
        title=", ".join((facts.account, _kind(facts).lower(), quarter)),
        author=facts.organisation,
        footer=f"Prepared for {facts.account} by {facts.organisation}. "
        f"Data to {full_day(facts.data_to or facts.as_of)}.",
        as_of=facts.as_of,
    )
    shown = []
    for key in keys if keys is not None else _PARTS:
        if key not in _PARTS:
            continue
        title, part = _PARTS[key]
        before = deck.count
        part(deck, facts)
        if deck.count > before:
            shown.append(title)
    return deck.saved(), deck.count, tuple(shown)


def _kind(facts: CustomerFacts) -> str:
    if facts.visit is None or is_review(facts.visit.type):
        return "Quarterly business review"
    return visit_name(facts.visit.type)


def _cover(deck: Deck, facts: CustomerFacts) -> None:
    second = f"{QUARTERS[facts.quarter - 1]} quarter {facts.year}"
    under = ""
    if facts.visit is not None:
        place = f", {facts.visit.city}" if facts.visit.onsite and facts.visit.city else ""
        under = when(facts.visit) + place
    deck.cover((facts.account, second), under, f"{facts.organisation}   {_kind(facts)}")
    visit = facts.visit
    if visit is None or not (visit.agenda or visit.theirs or visit.ours):
        return
    rows = [(item.title, f"{item.minutes} min" if item.minutes else "") for item in visit.agenda]
    if rows:
        total = sum(item.minutes or 0 for item in visit.agenda)
        message = f"{counted(len(rows), 'item')}" + (f" in {total} minutes" if total else "")
        deck.table("Agenda", message, ("Item", "Time"), rows, (0.85, 0.15))
    people = [
        (person.name, person.title, side)
        for side, attending in ((facts.account, visit.theirs), (facts.organisation, visit.ours))
        for person in attending
    ]
    if people:
        message = f"{counted(len(people), 'person', 'people')} in the room"
        deck.table("Who is here", message, ("Name", "Title", "From"), people, (0.35, 0.4, 0.25))


def _goals(deck: Deck, facts: CustomerFacts) -> None:
    if not (facts.goals or facts.objective):
        return
    message = goals_headline(facts)
    rows = [
        (goal.text, goal.figure, percent(goal.now) if goal.now is not None else "", goal.note)
        for goal in facts.goals
    ]
    if facts.objective:
        rows.insert(0, (facts.objective, "", "", "what this review is for"))
    if rows:
        names = ("Goal", "Now", "Of target", "Note")
        deck.table("What you set out to do", message, names, rows, (0.4, 0.15, 0.12, 0.33))


def _outcomes(deck: Deck, facts: CustomerFacts) -> None:
    known = [d for d in facts.drivers if d.now is not None]
    if not (facts.results or known):
        return
    message = outcomes_headline(facts)
    for i in range(0, len(facts.results), _RESULTS):
        slide = deck.page("Outcomes this quarter", message)
        wide = (WIDE - 2 * LEFT) / _RESULTS
        for at, result in enumerate(facts.results[i : i + _RESULTS]):
            x = LEFT + at * wide
            deck.say(slide, result.figure, (x, 2.4, wide - 0.3, 1.0), 44, "accent", bold=True)
            deck.say(slide, result.text, (x, 3.5, wide - 0.3, 2.5), 18)
    for i in range(0, len(known), _DRIVERS):
        some = known[i : i + _DRIVERS]
        slide = deck.page("Outcomes this quarter", message)
        series = (
            Series("now, of target", tuple(d.now for d in some)),
            Series("90 days ago", tuple(d.before for d in some)),
        )
        place = (LEFT, TOP, WIDE - 2 * LEFT, _BODY)
        deck.bars(slide, [f"{d.name} ({d.actual} of {d.target})" for d in some], series, place)


def _adoption(deck: Deck, facts: CustomerFacts) -> None:
    shown = [m for m in facts.measures if m.use]
    if shown:
        _measures(deck, "Adoption", measures_headline(shown), shown)


def _measures(deck: Deck, head: str, message: str, shown: Sequence[MeasureLine]) -> None:
    for i in range(0, len(shown), _MEASURES):
        slide = deck.page(head, message)
        some = shown[i : i + _MEASURES]
        wide = (WIDE - 2 * LEFT) / min(2, len(some))
        high = _BODY / (1 if len(some) <= 2 else 2)
        for at, measure in enumerate(some):
            x, y = LEFT + at % 2 * wide, TOP + at // 2 * high
            words = f"{measure.name}: {amount(measure.now, measure.unit)}"
            deck.say(slide, words, (x, y, wide - 0.3, 0.4), 14, bold=True)
            series = (Series(measure.name, measure.values),)
            place = (x, y + 0.4, wide - 0.3, high - 0.5)
            deck.lines(slide, measure.labels, series, place)


def _service(deck: Deck, facts: CustomerFacts) -> None:
    shown = [m for m in facts.measures if not m.use]
    service = facts.service
    if service is None and not shown:
        return
    message = service_headline(service) if service is not None else measures_headline(shown)
    if service is not None and service.months:
        slide = deck.page("Service to you", message)
        series = (
            Series("opened", tuple(float(opened) for _, opened, _ in service.months)),
            Series("closed", tuple(float(closed) for _, _, closed in service.months)),
        )
        place = (LEFT, TOP, WIDE - 2 * LEFT, _BODY)
        labels = [name for name, _, _ in service.months]
        deck.bars(slide, labels, series, place, number="0", flat=False)
    if shown:
        _measures(deck, "Service to you", message, shown)


def _learned(deck: Deck, facts: CustomerFacts) -> None:
    quotes = [f"“{voice.comment}”  {full_day(voice.date)}" for voice in facts.voices]
    groups = (("Worked", facts.learned), ("We got wrong", facts.wrong), ("You told us", quotes))
    rows = [(name, text) for name, texts in groups for text in texts]
    if rows:
        deck.table("What we learned", learned_headline(facts), ("", "What"), rows, (0.17, 0.83))


def _commitments(deck: Deck, facts: CustomerFacts) -> None:
    rows = [
        *(("In our contract", *_promised(item)) for item in facts.commitments),
        *(("We promised", *_promised(item)) for item in facts.promises),
        *(
            (f"Next: {side}", a.text, "done" if a.done else "open", _day(a.due))
            for side, actions in (
                (facts.organisation, facts.our_actions),
                (facts.account, facts.their_actions),
            )
            for a in actions
        ),
    ]
    if rows:
        names = ("Where", "What", "State", "Due")
        message = commitments_headline(facts)
        deck.table("Commitments both ways", message, names, rows, (0.24, 0.5, 0.1, 0.16))


def _promised(item: Promised) -> tuple[str, str, str]:
    when_done = item.done_on if item.done else item.due
    return item.text, "done" if item.done else "open", _day(when_done)


def _day(day: object) -> str:
    return full_day(day) if day is not None else ""  # type: ignore[arg-type]


def _trends(deck: Deck, facts: CustomerFacts) -> None:
    if facts.trends:
        deck.bullets("Industry trends", trends_headline(facts), facts.trends)


def _suggestions(deck: Deck, facts: CustomerFacts) -> None:
    rows = [
        *(("Suggestion", *_idea(idea)) for idea in facts.suggestions),
        *(("You asked for", *_idea(idea)) for idea in facts.requests),
    ]
    if rows:
        message = suggestions_headline(facts)
        names = ("", "What", "State", "When")
        deck.table("Suggestions for improvement", message, names, rows, (0.15, 0.57, 0.14, 0.14))


def _idea(idea: Idea) -> tuple[str, str, str]:
    return idea.text, idea.state, idea.quarter or _day(idea.date)


def _next(deck: Deck, facts: CustomerFacts) -> None:
    ahead = [m for m in facts.marks if m.date > facts.as_of and m.state in {"planned", "agreed"}]
    if facts.visit is not None:
        ahead = [m for m in ahead if m.date != facts.visit.date]
    if ahead:
        rows = [
            (spoken_day(m.date), visit_name(m.type), "agreed" if m.state == "agreed" else "planned")
            for m in ahead
        ]
        names = ("Day", "What", "State")
        deck.table("Next dates", next_headline(facts), names, rows, (0.4, 0.4, 0.2))


_PARTS: dict[str, tuple[str, Part]] = {
    "cover": ("Title and agenda", _cover),
    "goals": ("What you set out to do", _goals),
    "outcomes": ("Outcomes this quarter", _outcomes),
    "adoption": ("Adoption", _adoption),
    "service": ("Service to you", _service),
    "learned": ("What we learned", _learned),
    "commitments": ("Commitments both ways", _commitments),
    "trends": ("Industry trends", _trends),
    "suggestions": ("Suggestions for improvement", _suggestions),
    "next": ("Next quarter and next date", _next),
}

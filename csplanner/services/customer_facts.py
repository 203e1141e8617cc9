"""Fills CustomerFacts: what is safe by kind, and records marked customer-safe. Nothing else.

This is the only door to the customer pack; product.md ('The two packs') is its list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.customer_facts import (
    ActionFacts,
    CustomerFacts,
    Result,
    VisitMark,
)
from csplanner.domain.days import month, short_day
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.promise import Side
from csplanner.domain.records import Action, BriefText, Person
from csplanner.domain.team import Role
from csplanner.services import customer_parts as parts
from csplanner.services.brief_goals import goals_of
from csplanner.services.brief_visit import QBR_LIKE, initials, visit_facts, visits_of
from csplanner.services.score import shared_drivers
from csplanner.services.workspace import organisation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from csplanner.domain.records import Account, Engagement
    from csplanner.services.workspace import Reader

US = "Our team"
_SHOWN_STATES = (State.PLANNED, State.AGREED, State.DONE)


def quarter_of(day: dt.date) -> int:
    """Return the calendar quarter of a day."""
    return (day.month + 2) // 3


def customer_facts(
    reader: Reader, account: Account, engagement: Engagement | None, as_of: dt.date
) -> CustomerFacts:
    """Return everything that may be printed for this customer."""
    about = engagement.date if engagement else as_of
    quarter = f"{about.year}Q{quarter_of(about)}"
    visits = visits_of(reader, account.id)
    last = last_review(visits, as_of, engagement)
    us = organisation(reader)
    return CustomerFacts(
        organisation=us.name if us else US,
        account=account.name,
        as_of=as_of,
        data_to=as_of,
        quarter=quarter_of(about),
        year=about.year,
        visit=None if engagement is None else visit_facts(reader, account, engagement),
        last_review=last,
        marks=_marks(reader, visits, about.year),
        results=tuple(
            Result(figure=text.figure, text=text.text)
            for text in safe_texts(reader, account.id, quarter, "outcome")
        ),
        goals=goals_of(reader, account.id, as_of, last),
        our_actions=_actions(reader, account.id, Side.OURS),
        their_actions=_actions(reader, account.id, Side.THEIRS),
        wrong=tuple(text.text for text in safe_texts(reader, account.id, quarter, "wrong")),
        objective=" ".join(t.text for t in safe_texts(reader, account.id, quarter, "objective")),
        drivers=parts.driver_lines(shared_drivers(reader, account.id, as_of)),
        measures=parts.measure_lines(reader, account.id, as_of),
        service=parts.service_facts(reader, account.id, as_of),
        learned=tuple(t.text for t in safe_texts(reader, account.id, quarter, "learned")),
        voices=parts.voices_of(reader, account.id, as_of),
        commitments=parts.commitments_of(reader, account.id),
        promises=parts.promises_of(reader, account.id, as_of),
        trends=parts.trends_of(reader, account, quarter),
        suggestions=parts.suggestions_of(reader, account.id, quarter),
        requests=parts.requests_of(reader, account.id, as_of),
    )


def safe_texts(reader: Reader, account_id: str, quarter: str, part: str) -> tuple[BriefText, ...]:
    """Return the written texts of one part that are marked customer-safe."""
    found = reader.where(BriefText, account_id=account_id, quarter=quarter, part=part)
    return tuple(text for text in found if text.customer_safe and text.text.strip())


def last_review(
    visits: Iterable[Engagement], as_of: dt.date, besides: Engagement | None = None
) -> dt.date | None:
    """Return the day of the newest review that was held, other than the visit itself."""
    days = [
        e.date
        for e in visits
        if e.type in QBR_LIKE and e.state is State.DONE and e.date <= as_of and e != besides
    ]
    return max(days, default=None)


def _marks(reader: Reader, visits: Iterable[Engagement], year: int) -> tuple[VisitMark, ...]:
    """Return the visits of a year; value reviews stay out, they tell of the renewal."""
    shown = [
        e
        for e in visits
        if e.date.year == year
        and e.state in _SHOWN_STATES
        and e.type is not EngagementType.VALUE_REVIEW
    ]
    labels = mark_labels(reader, shown)
    return tuple(
        VisitMark(date=e.date, type=e.type.value, state=e.state.value, label=labels.get(e.id, ""))
        for e in shown
    )


def mark_labels(reader: Reader, engagements: Iterable[Engagement]) -> Mapping[str, str]:
    """Return the words over the reviews of a year line: date, and which executive comes."""
    reviews = [e for e in engagements if e.type in QBR_LIKE]
    people = {p.id: p for p in reader.many(Person, {p for e in reviews for p in e.participants})}
    labels: dict[str, str] = {}
    for review in reviews:
        day = short_day(review.date)
        if review.type is EngagementType.CEO_VISIT:
            labels[review.id] = f"CEO visit, {month(review.date)}"
            continue
        guests = [people[p] for p in review.participants if p in people]
        named = [initials(p.title or p.name) for p in guests if p.role in {Role.EXEC, Role.CEO}]
        labels[review.id] = " · ".join([day, *named[:1]])
    return labels


def _actions(reader: Reader, account_id: str, side: Side) -> tuple[ActionFacts, ...]:
    found = [
        a
        for a in reader.where(Action, account_id=account_id, side=side)
        if a.customer_safe and a.closed is None and a.status not in {"done", "closed"}
    ]
    found.sort(key=lambda a: (a.due is None, a.due, a.id))
    return tuple(ActionFacts(text=a.text, due=a.due) for a in found)

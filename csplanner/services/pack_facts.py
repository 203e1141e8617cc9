"""Fills PackFacts: what the further parts of the internal pack say of one account and visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.engagement import State
from csplanner.domain.pack_facts import GoalState, PackFacts, Stakeholder, WrittenText
from csplanner.domain.records import (
    Action,
    BriefText,
    ChecklistItem,
    Contact,
    Goal,
    Person,
    RelationshipRating,
)
from csplanner.services.brief_goals import goal_states
from csplanner.services.brief_visit import visits_of
from csplanner.services.customer_facts import last_review
from csplanner.services.pack_commercial import commercial_facts
from csplanner.services.pack_coverage import coverage_facts
from csplanner.services.pack_registers import (
    clauses_of,
    owed_of,
    promises_of,
    requests_of,
    risks_of,
    sightings_of,
    signals_of,
)
from csplanner.services.pack_support import support_facts
from csplanner.services.pack_trip import trip_sheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.pack_facts import Owed
    from csplanner.domain.records import Account, Engagement
    from csplanner.services.workspace import Reader

DEFAULT_INTERVAL = 90


def pack_facts(
    reader: Reader, account: Account, engagement: Engagement | None, as_of: dt.date, quarter: str
) -> PackFacts:
    """Return what the parts of the internal pack say; texts are those of `quarter`, as 2027Q2."""
    visits = visits_of(reader, account.id)
    owner, executive, sponsor = (
        _name(reader, person)
        for person in (
            account.owner_id,
            account.account_executive_id,
            account.executive_sponsor_id,
        )
    )
    return PackFacts(
        owner=owner,
        executive=executive,
        sponsor=sponsor,
        industry=account.industry,
        place=", ".join(part for part in (account.city, account.country) if part),
        texts=texts_of(reader, account.id, quarter),
        people=_people(reader, account.id, engagement, visits, as_of),
        ratings=_ratings(reader, account.id, as_of),
        support=support_facts(reader, account.id, as_of),
        goals=_goals(reader, account.id, as_of, last_review(visits, as_of, engagement)),
        commercial=commercial_facts(reader, account, as_of),
        clauses=clauses_of(reader, account.id),
        promises=promises_of(reader, account.id, as_of),
        actions=_actions(reader, account.id, as_of),
        risks=risks_of(reader, account.id, as_of),
        sightings=sightings_of(reader, account.id, as_of),
        requests=requests_of(reader, account.id, as_of),
        signals=signals_of(reader, account.id, as_of),
        coverage=coverage_facts(reader, account, visits, as_of),
        steps=_steps(reader, engagement),
        trip=trip_sheet(reader, engagement),
        purpose=_purpose(engagement),
        notes=engagement.notes if engagement else "",
    )


def texts_of(reader: Reader, account_id: str, quarter: str) -> tuple[WrittenText, ...]:
    """Return the texts that were written for a quarter."""
    found = reader.where(BriefText, account_id=account_id, quarter=quarter)
    return tuple(
        WrittenText(part=t.part, text=t.text.strip(), figure=t.figure, written=t.written)
        for t in found
    )


def _name(reader: Reader, person_id: str | None) -> str:
    person = reader.get(Person, person_id) if person_id else None
    return person.name if person else ""


def _purpose(engagement: Engagement | None) -> str:
    return engagement.outcome if engagement and engagement.state is State.DONE else ""


def _people(
    reader: Reader,
    account_id: str,
    engagement: Engagement | None,
    visits: Sequence[Engagement],
    as_of: dt.date,
) -> tuple[Stakeholder, ...]:
    met: dict[str, dt.date] = {}
    for visit in visits:
        if visit.state is State.DONE and visit.date <= as_of:
            met.update(dict.fromkeys(visit.contacts, visit.date))
    steps = _next_steps(reader, account_id)
    room = set(engagement.contacts) if engagement else set()
    found = []
    for contact in reader.where(Contact, account_id=account_id):
        days = [day for day in (met.get(contact.id), contact.last_touch) if day and day <= as_of]
        found.append(
            Stakeholder(
                name=contact.name,
                title=contact.title or contact.role,
                role=contact.role,
                influence=contact.influence,
                attitude=contact.attitude,
                days_since=(as_of - max(days)).days if days else None,
                interval=contact.touch_interval_days or DEFAULT_INTERVAL,
                know=contact.notes,
                next_step=steps.get(contact.name, ""),
                in_room=contact.id in room,
            )
        )
    return tuple(sorted(found, key=lambda c: (not c.in_room, -(c.influence or 0), c.name)))


def _next_steps(reader: Reader, account_id: str) -> dict[str, str]:
    """Return the open internal action that begins with a contact's name: "A. Quellin: send it"."""
    found: dict[str, str] = {}
    for action in reader.where(Action, account_id=account_id):
        name, colon, step = action.text.partition(": ")
        if colon and action.closed is None and not action.customer_safe:
            found.setdefault(name, step)
    return found


def _actions(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Owed, ...]:
    """Return the actions but the next steps with people, which stand beside their names."""
    names = {contact.name for contact in reader.where(Contact, account_id=account_id)}
    found = owed_of(reader, Action, account_id, as_of)
    return tuple(a for a in found if a.text.partition(": ")[0] not in names)


def _ratings(
    reader: Reader, account_id: str, as_of: dt.date
) -> tuple[tuple[dt.date, int, str, str], ...]:
    found = [
        (r.date, r.rating, r.reason, r.quote)
        for r in reader.where(RelationshipRating, account_id=account_id)
        if r.date <= as_of
    ]
    return tuple(sorted(found, reverse=True))


def _goals(
    reader: Reader, account_id: str, as_of: dt.date, compared: dt.date | None
) -> tuple[GoalState, ...]:
    goals = sorted(
        reader.where(Goal, account_id=account_id),
        key=lambda g: (g.agreed is None, g.agreed, g.id),
    )
    states = goal_states(reader, goals, as_of, compared)
    return tuple(
        GoalState(
            text=state.text,
            figure=state.figure,
            note=state.note,
            now=state.now,
            before=state.before,
            due=goal.due,
            shared=goal.customer_safe,
        )
        for goal, state in zip(goals, states, strict=True)
    )


def _steps(
    reader: Reader, engagement: Engagement | None
) -> tuple[tuple[str, str, dt.date | None, bool], ...]:
    if engagement is None:
        return ()
    found = sorted(
        reader.where(ChecklistItem, engagement_id=engagement.id),
        key=lambda step: (step.done, step.due is None, step.due, step.id),
    )
    return tuple((step.text, step.owner, step.due, step.done) for step in found)

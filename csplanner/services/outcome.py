"""What came of a visit, kept in one step: who came, what was said and promised, signals, next date.

And what did not take place: missed with a reason, and made up on another day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.ids import EngagementId, PromiseId, SignalId
from csplanner.domain.promise import Side
from csplanner.domain.records import Account, Contact, Engagement, Promise, Signal
from csplanner.services.adjust_calendar import label
from csplanner.services.find import engagement_named

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.ids import ContactId, PersonId
    from csplanner.domain.record import Record
    from csplanner.services.workspace import Reader, Workspace

_AHEAD = (State.PLANNED, State.AGREED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One promise that was made: whose it is, by whom, by when; shared only if marked."""

    text: str
    side: Side = Side.OURS
    owner: str = ""
    due: dt.date | None = None
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a visit; `next_on` is the day agreed for the visit `next_id`, or for a new one.

    `came` and `met` are who of ours and of theirs were there.
    """

    held_on: dt.date
    came: tuple[PersonId, ...] = ()
    met: tuple[ContactId, ...] = ()
    said: str = ""
    promises: tuple[Given, ...] = ()
    signals: tuple[str, ...] = ()
    next_on: dt.date | None = None
    next_id: str = ""
    next_type: EngagementType = EngagementType.CHECK_IN


def capture(workspace: Workspace, touch: str, outcome: Outcome) -> Engagement:
    """Keep the outcome of a visit as one undo step; not before the day on which it was held."""
    engagement = engagement_named(workspace, touch)
    today = workspace.clock.today()
    if outcome.held_on > today:
        raise UserMistake(
            f"{outcome.held_on} lies ahead; an outcome is kept once the visit was held.",
            "Set the day on which it was held.",
        )
    if outcome.next_on is not None and outcome.next_on < today:
        raise UserMistake(f"The next date {outcome.next_on} has passed.", "Choose a day to come.")
    held = replace(
        engagement,
        state=State.DONE,
        date=outcome.held_on,
        participants=outcome.came,
        contacts=outcome.met,
        outcome=outcome.said or engagement.outcome,
    )
    account = workspace.get(Account, engagement.account_id)
    name = account.name if account is not None else "?"
    records: list[Record] = [held, *_met(workspace, outcome), *_made(held, outcome)]
    following = _next(workspace, held, outcome)
    if following is not None:
        records.append(following)
    with workspace.change(f"Outcome of {label(engagement)} of {name}") as work:
        work.put(*records)
    return held


def _met(reader: Reader, outcome: Outcome) -> list[Contact]:
    """Return the contacts who came, met on that day unless somebody met them later."""
    return [
        replace(contact, last_touch=outcome.held_on)
        for contact in reader.many(Contact, outcome.met)
        if contact.last_touch is None or contact.last_touch < outcome.held_on
    ]


def _made(held: Engagement, outcome: Outcome) -> list[Record]:
    promises: list[Record] = [
        Promise(
            id=PromiseId(new_id()),
            account_id=held.account_id,
            engagement_id=held.id,
            text=given.text.strip(),
            owner=given.owner,
            side=given.side,
            made=outcome.held_on,
            due=given.due,
            customer_safe=given.customer_safe,
        )
        for given in outcome.promises
        if given.text.strip()
    ]
    source = f"{label(held)} {outcome.held_on.isoformat()}"
    return promises + [
        Signal(
            id=SignalId(new_id()),
            account_id=held.account_id,
            date=outcome.held_on,
            text=text.strip(),
            source=source[:1].upper() + source[1:],
        )
        for text in outcome.signals
        if text.strip()
    ]


def _next(workspace: Workspace, held: Engagement, outcome: Outcome) -> Engagement | None:
    """Return the next visit, agreed on its day: one that is planned already, or a new one."""
    if outcome.next_on is None:
        return None
    planned = workspace.get(Engagement, outcome.next_id) if outcome.next_id else None
    if planned is not None and planned.state in _AHEAD:
        return replace(planned, date=outcome.next_on, state=State.AGREED, locked=True)
    return Engagement(
        id=EngagementId(new_id()),
        account_id=held.account_id,
        type=outcome.next_type,
        state=State.AGREED,
        date=outcome.next_on,
        minutes=held.minutes,
        timezone=held.timezone,
        participants=outcome.came,
        contacts=outcome.met,
        locked=True,
    )


def next_of(reader: Reader, engagement: Engagement) -> Engagement | None:
    """Return the next visit of the same customer that is still ahead of this one."""
    ahead = [
        e
        for e in reader.where(Engagement, account_id=engagement.account_id)
        if e.state in _AHEAD and e.date > engagement.date and e.id != engagement.id
    ]
    return min(ahead, key=lambda e: (e.date, e.id), default=None)


def missed(
    workspace: Workspace, touch: str, reason: str, again: dt.date | None = None
) -> Engagement:
    """Note that a visit was not held and why, and make it up on another day if one is given.

    The one that makes it up bears the touch id, so that it counts for what was owed; both are one
    undo step. Returns the missed one.
    """
    engagement = engagement_named(workspace, touch)
    if engagement.state in {State.DONE, State.WAIVED}:
        raise UserMistake(f"This engagement is {engagement.state.value}; it cannot be missed.")
    if again is not None and again < workspace.clock.today():
        raise UserMistake(f"{again} has passed.", "Choose a day to come, or leave it open.")
    gone = replace(engagement, state=State.MISSED, reason=reason.strip() or engagement.reason)
    account = workspace.get(Account, engagement.account_id)
    name = account.name if account is not None else "?"
    records: list[Record] = [gone]
    if again is not None:
        records.append(
            replace(
                engagement,
                id=EngagementId(new_id()),
                external_id="",
                state=State.PLANNED,
                date=again,
                locked=True,
                reason="",
                outcome="",
                explanation="",
                trip_id=None,
                asked=None,
            )
        )
    words = f"Miss {label(engagement)} of {name}"
    with workspace.change(words + (f", made up {again:%d %b}" if again else "")) as work:
        work.put(*records)
    return gone

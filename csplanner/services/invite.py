"""Asking a customer for a visit: the letter and the calendar file, and that it was asked.

A visit is planned, then asked for, then agreed; `asked` on the engagement is the day it was asked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.paths import safe_name, write_atomically
from csplanner.domain.engagement import State
from csplanner.domain.records import Account, Contact, Person
from csplanner.services.adjust_calendar import label
from csplanner.services.facts import customer_facts
from csplanner.services.find import engagement_named

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.customer_facts import CustomerFacts
    from csplanner.domain.records import Engagement
    from csplanner.reports.invitation import Call, Guest
    from csplanner.services.workspace import Workspace

_OFF = (State.MISSED, State.WAIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What is sent: subject, letter, calendar file with its name; who has no address, by name."""

    engagement: Engagement
    subject: str
    letter: str
    calendar: bytes
    file_name: str
    without_address: tuple[str, ...] = ()


def invitation(workspace: Workspace, touch: str) -> Invitation:
    """Return the invitation to a visit as it stands; raises UserMistake where it would leak."""
    from csplanner.reports import invitation as paper

    engagement = engagement_named(workspace, touch)
    account = workspace.get(Account, engagement.account_id)
    assert account is not None
    if engagement.state is State.DONE:
        raise UserMistake(
            "This engagement was held already.", "Choose one that lies ahead, or plan the next."
        )
    facts = customer_facts(workspace, account, engagement, workspace.clock.today())
    assert facts.visit is not None
    call, lacking = _call(workspace, account, engagement)
    made = Invitation(
        engagement=engagement,
        subject=paper.subject(facts, facts.visit),
        letter=paper.letter(facts, facts.visit, call),
        calendar=paper.calendar(facts, facts.visit, call),
        file_name=safe_name(f"{account.name} {engagement.date.isoformat()}.ics"),
        without_address=lacking,
    )
    _refuse_leaks(workspace, account, facts, made)
    return made


def write_invitation(workspace: Workspace, touch: str, out: Path) -> Invitation:
    """Write the calendar file of an invitation, and note that it was asked."""
    if out.suffix.lower() != ".ics":
        raise UserMistake(f"{out.name}: an invitation is a calendar file.", "End it with .ics.")
    invitation(workspace, touch)  # a leak is told before anything is noted
    ask(workspace, touch)
    made = invitation(workspace, touch)
    write_atomically(out, made.calendar)
    return made


def ask(workspace: Workspace, touch: str) -> Engagement:
    """Note that the customer was asked for a planned visit today, and keep its date.

    A second time changes nothing; a visit that is moved has to be asked for again.
    """
    engagement = engagement_named(workspace, touch)
    if engagement.state is not State.PLANNED or engagement.asked is not None:
        return engagement
    account = workspace.get(Account, engagement.account_id)
    asked = replace(engagement, asked=workspace.clock.today(), locked=True)
    name = account.name if account is not None else "?"
    with workspace.change(f"Ask for {label(engagement)} of {name}") as work:
        work.put(asked)
    return asked


def uid_for_customer(engagement: Engagement) -> str:
    """Return the UID of a visit in customers' calendars.

    It derives from the touch id and does not say it: rules are named in it, which are internal. A
    missed one leaves the touch to the one that makes it up, as in our own calendars.
    """
    own = engagement.state is State.MISSED or not engagement.touch
    name = engagement.id if own else engagement.touch
    return f"{hashlib.sha256(name.encode()).hexdigest()[:32]}@csplanner"


def _call(
    workspace: Workspace, account: Account, engagement: Engagement
) -> tuple[Call, tuple[str, ...]]:
    from csplanner.reports.invitation import Call, Guest

    people = {p.id: p for p in workspace.many(Person, engagement.participants)}
    owner = workspace.get(Person, account.owner_id) if account.owner_id else None
    organiser = owner or next((p for p in people.values() if p.email), None)
    contacts = workspace.many(Contact, engagement.contacts)
    wanted: list[Contact | Person] = [*contacts]
    wanted += (p for p in people.values() if organiser is None or p.id != organiser.id)
    guests = tuple(Guest(name=w.name, email=w.email.strip()) for w in wanted if w.email.strip())
    call = Call(
        uid=uid_for_customer(engagement),
        sequence=workspace.times_changed("engagement").get(engagement.id, 0),
        stamp=dt.datetime.combine(workspace.clock.today(), dt.time(), dt.UTC),
        organiser=_guest(organiser),
        guests=guests,
        agreed=engagement.state is State.AGREED,
        off=engagement.state in _OFF,
    )
    return call, tuple(w.name for w in wanted if not w.email.strip())


def _guest(person: Person | None) -> Guest | None:
    from csplanner.reports.invitation import Guest

    if person is None or not person.email.strip():
        return None
    return Guest(name=person.name, email=person.email.strip())


def _refuse_leaks(
    workspace: Workspace, account: Account, facts: CustomerFacts, made: Invitation
) -> None:
    """Search the letter for our secrets, as packs are: an agenda is typed by hand."""
    from csplanner.services.gate import leaks_in
    from csplanner.services.pdf_text import Place

    places = (
        Place(0, "the invitation", f"{made.subject}\n{made.letter}"),
        Place(0, "the file name", made.file_name),
    )
    leaks = leaks_in(workspace, account, facts, places)
    if leaks:
        named = ", ".join(dict.fromkeys(leak.field for leak in leaks))
        raise UserMistake(
            f"The invitation would hold internal values: {named}.",
            "Take them out of the agenda of the engagement.",
        )

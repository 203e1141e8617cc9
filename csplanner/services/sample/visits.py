"""From what was held or agreed to engagements with people, times, agendas and notes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.domain.engagement import EngagementType, Mode, Purpose, State
from csplanner.domain.ids import EngagementId
from csplanner.domain.records import Engagement
from csplanner.domain.team import Role
from csplanner.services.brief_visit import initials
from csplanner.services.sample.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from csplanner.domain.ids import ContactId, PersonId
    from csplanner.domain.records import Account, Contact, Person
    from csplanner.services.problem import Problem
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.past import Held

STORY = "ardenmoor"
_ROOM = {"qbr": 3, "executive_qbr": 4, "ceo_visit": 2, "value_review": 2, "kickoff": 2}
_OWN_MINUTES = 45
_HOURS = (9, 10, 11, 13, 14, 15)
_ONSITE_HOURS = (10, 14)
_GUESTS = (Role.EXEC, Role.CEO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody who may take part: our people by key, accounts and their people by key."""

    people: Mapping[str, Person]
    accounts: Mapping[str, Account]
    contacts: Mapping[str, tuple[Contact, ...]]


def held_engagements(
    frame: Frame, cast: Cast, held: Sequence[Held], problem: Problem
) -> Iterator[Engagement]:
    """Yield the engagements of what was held, missed or agreed."""
    for item in held:
        bare = _bare(frame, cast, item, problem)
        yield dressed(frame, cast, item.account, bare)


def _bare(frame: Frame, cast: Cast, item: Held, problem: Problem) -> Engagement:
    account, touch = cast.accounts[item.account], item.touch
    rule = problem.policy.policy.rule(problem.rule_of(touch.id)) if touch else None
    return Engagement(
        id=frame.id(EngagementId),
        touch=touch.id if touch else "",
        account_id=account.id,
        type=EngagementType(item.type),
        state=item.state,
        date=item.date,
        start=item.time,
        minutes=rule.minutes if rule else _OWN_MINUTES,
        timezone=account.timezone,
        mode=Mode.ONSITE if item.onsite else Mode.REMOTE,
        city=account.city if item.onsite else "",
        participants=_participants(cast, account, item),
        rule=touch.rule if touch else "",
        window_from=touch.first if touch else None,
        window_to=touch.last if touch else None,
        locked=item.locked,
        purpose=Purpose.WIN if account.pilot_end else Purpose.KEEP,
        reason=item.reason,
    )


def _participants(cast: Cast, account: Account, item: Held) -> tuple[PersonId, ...]:
    fillers = {
        "AE": account.account_executive_id,
        "CSM": account.owner_id,
        "EXEC": cast.people[item.guest].id if item.guest else None,
        "CEO": cast.people["CE"].id,
    }
    roles = item.touch.roles if item.touch else ("CSM",)
    return tuple(person for role in roles if (person := fillers[role]) is not None)


def dressed(frame: Frame, cast: Cast, key: str, bare: Engagement) -> Engagement:
    """Give an engagement its hour, the customer's people, agenda, notes and outcome."""
    account, chance = cast.accounts[key], frame.chance("visit", key, bare.date.isoformat())
    told = _told(frame, key, bare)
    theirs = _theirs(cast.contacts[key], bare, told)
    names = {c.id: c.name for c in cast.contacts[key]}
    words = {
        "who": names[theirs[0]] if theirs else "their team",
        "owner": _name(cast, account.owner_id),
        "exec": _guest_title(cast, bare),
    }
    voices, kind = tables("voices"), bare.type.value
    done = bare.state is State.DONE
    hours = _ONSITE_HOURS if bare.mode is Mode.ONSITE else _HOURS
    note = told.get("notes", "")
    outcome = told.get("outcome", "")
    if done:
        note = note or _said(voices["notes"][kind], chance).format(**words)
        outcome = outcome or _said(voices["outcomes"][kind], chance)
    return replace(
        bare,
        start=bare.start or dt.time(chance.choice(hours)),
        contacts=theirs,
        agenda=told.get("agenda", "") or _fitted(voices["agendas"][kind], bare.minutes, words),
        notes=note or told.get("purpose", "") or voices["purposes"][kind],
        outcome=outcome,
    )


def _fitted(agenda: str, minutes: int, words: Mapping[str, str]) -> str:
    """Stretch the minutes of an agenda to the length of the visit, in steps of five."""
    items = [line.split(" ", 1) for line in agenda.splitlines()]
    total = sum(int(length) for length, _ in items)
    left, lines = minutes, []
    for number, (length, title) in enumerate(items):
        share = max(5, 5 * round(int(length) * minutes / total / 5))
        share = left if number == len(items) - 1 else share
        left -= share
        lines.append(f"{share} {title}".format(**words))
    return "\n".join(lines)


def _said(pool: Sequence[str], chance: Random) -> str:
    return chance.choice(pool)


def _told(frame: Frame, key: str, bare: Engagement) -> Mapping[str, Any]:
    if key != STORY:
        return {}
    visits = tables(STORY)["visit"]
    return next((v for v in visits if frame.day(v["date"]) == bare.date), {})


def _theirs(
    people: tuple[Contact, ...], bare: Engagement, told: Mapping[str, Any]
) -> tuple[ContactId, ...]:
    """Choose who of theirs takes part; nobody whose last touch on record is older."""
    if told.get("contacts"):
        by_name = {c.name: c.id for c in people}
        return tuple(by_name[name] for name in told["contacts"])
    if bare.state is State.MISSED:
        return ()
    known = people
    if bare.state is State.DONE:
        known = tuple(c for c in people if c.last_touch and c.last_touch >= bare.date)
    return tuple(c.id for c in known[: _ROOM.get(bare.type.value, 1)])


def _name(cast: Cast, person_id: str | None) -> str:
    return next((p.name for p in cast.people.values() if p.id == person_id), "CSM")


def _guest_title(cast: Cast, bare: Engagement) -> str:
    guests = [p for p in cast.people.values() if p.id in bare.participants]
    return next((initials(p.title) for p in guests if p.role in _GUESTS), "Executive")

"""Which visit a brief is for, and what is printed of it for both sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.customer_facts import AgendaItem, Attendee, Visit
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.internal_facts import LedItem
from csplanner.domain.records import Contact, Engagement, Person
from csplanner.domain.team import Role
from csplanner.services.find import engagement_named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.records import Account
    from csplanner.services.workspace import Reader

QBR_LIKE = (EngagementType.QBR, EngagementType.EXECUTIVE_QBR, EngagementType.CEO_VISIT)
AHEAD = (State.PLANNED, State.AGREED)
_ITEM = re.compile(r"^\s*(?:(\d{1,3})\s*(?:min\b)?[\s:]*)?(.*?)\s*(?:\|\s*(.*?)\s*)?$")
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A visit that a brief can be made for, as a list offers it."""

    engagement: Engagement
    is_next: bool


def choose_visit(
    reader: Reader,
    account: Account,
    as_of: dt.date,
    *,
    touch: str | None = None,
    date: dt.date | None = None,
) -> Engagement | None:
    """Return the visit of a touch id or a date, else the next QBR-like one, else the last done."""
    if touch:
        found = engagement_named(reader, touch)
        if found.account_id != account.id:
            raise UserMistake(f"The touch {touch!r} is not one of {account.name}.")
        return found
    visits = visits_of(reader, account.id)
    if date is not None:
        return _on(visits, account, date)
    ahead = [e for e in visits if e.type in QBR_LIKE and e.state in AHEAD and e.date >= as_of]
    done = [e for e in visits if e.state is State.DONE and e.date <= as_of]
    return min(ahead, key=_when) if ahead else max(done, key=_when, default=None)


def offered_visits(
    reader: Reader, account: Account, as_of: dt.date, count: int = _SHOWN
) -> tuple[Engagement, ...]:
    """Return the visits that a builder offers: the next ones, then the last ones held."""
    visits = visits_of(reader, account.id)
    ahead = sorted((e for e in visits if e.state in AHEAD and e.date >= as_of), key=_when)
    done = sorted((e for e in visits if e.state is State.DONE), key=_when, reverse=True)
    return (*ahead[:count], *done[: count // 2])


def visits_of(reader: Reader, account_id: str) -> tuple[Engagement, ...]:
    """Return all engagements of an account by date."""
    return tuple(sorted(reader.where(Engagement, account_id=account_id), key=_when))


def _when(engagement: Engagement) -> tuple[dt.date, str, str]:
    start = engagement.start.isoformat() if engagement.start else ""
    return engagement.date, start, engagement.id


def _on(visits: Sequence[Engagement], account: Account, date: dt.date) -> Engagement:
    there = [e for e in visits if e.date == date]
    if not there:
        near = sorted(visits, key=lambda e: abs((e.date - date).days))[:_SHOWN]
        days = ", ".join(sorted(e.date.isoformat() for e in near)) or "none"
        raise UserMistake(
            f"{account.name} has no engagement on {date.isoformat()}.", f"Nearest: {days}."
        )
    return min(there, key=lambda e: (e.state in {State.MISSED, State.WAIVED}, _when(e)))


def agenda_of(engagement: Engagement) -> tuple[LedItem, ...]:
    """Read an agenda: a line an item, "25 Progress against your goals | I. Sollander"."""
    items = []
    for line in engagement.agenda.splitlines():
        match = _ITEM.match(line)
        if match and match[2]:
            minutes = int(match[1]) if match[1] else None
            items.append(LedItem(title=match[2], minutes=minutes, lead=match[3] or ""))
    return tuple(items)


def visit_facts(reader: Reader, account: Account, engagement: Engagement) -> Visit:
    """Return what both packs may say of a visit."""
    contacts = _in_order(reader.many(Contact, engagement.contacts), engagement.contacts)
    people = _in_order(reader.many(Person, engagement.participants), engagement.participants)
    return Visit(
        type=engagement.type.value,
        date=engagement.date,
        start=engagement.start,
        minutes=engagement.minutes,
        timezone=engagement.timezone or account.timezone,
        onsite=engagement.mode is Mode.ONSITE,
        city=engagement.city or (account.city if engagement.mode is Mode.ONSITE else ""),
        agenda=tuple(
            AgendaItem(title=item.title, minutes=item.minutes) for item in agenda_of(engagement)
        ),
        theirs=tuple(Attendee(name=c.name, title=c.title) for c in contacts),
        ours=tuple(
            Attendee(name=p.name, title=_our_title(p, account))
            for p in sorted(people, key=lambda p: _RANK.get(p.role, 9))
        ),
    )


def _in_order(found: Sequence[Contact | Person], ids: Sequence[str]) -> list:  # type: ignore[type-arg]
    place = {record_id: i for i, record_id in enumerate(ids)}
    return sorted(found, key=lambda record: place[record.id])


_RANK = {Role.CEO: 0, Role.EXEC: 1, Role.MANAGER: 2, Role.AE: 3, Role.CSM: 4}
_TITLES = {
    Role.CEO: "chief executive",
    Role.EXEC: "executive",
    Role.AE: "account executive",
    Role.CSM: "customer success",
    Role.MANAGER: "customer success",
}


def _our_title(person: Person, account: Account) -> str:
    if person.id == account.executive_sponsor_id:
        return "executive sponsor" if person.title == person.name else person.title
    return person.title or _TITLES.get(person.role, "")


def initials(title: str) -> str:
    """Return the usual short form of a title: Chief Technology Officer is CTO."""
    words = [word for word in re.split(r"[\s-]+", title) if word[:1].isalpha()]
    if len(words) == 1:
        return words[0]
    return "".join(word[0].upper() for word in words if word.lower() not in {"of", "and", "the"})

"""Support tickets of two years with the texts of their threads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.domain.ids import TicketId
from csplanner.domain.records import Ticket
from csplanner.services.sample.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from csplanner.domain.records import Account, Contact
    from csplanner.services.sample.frame import Frame

DAYS = 24 * 30 + 10
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_SATISFACTION = (5, 4, 3, 1)
_ANSWERED = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What one ticket is about, before it is told; `tone` runs from 0, calm, to 3, angry.

    `open_line` is our last word on one that is still open, None for one that was closed.
    """

    opened: dt.date
    type: str
    tone: int
    author: str
    severity: str = ""
    subject: str = ""
    open_line: str | None = None


class Teller:
    """Tells tickets: turns a case into a thread, without saying the same twice in a row."""

    def __init__(self, frame: Frame, account: Account) -> None:
        self._frame = frame
        self._account = account
        self._chance = frame.chance("tickets", account.external_id)
        self._types = {item["name"]: item for item in tables("tickets")["type"]}
        sites = tables("tickets")["sites"]
        self._sites = sites.get(account.external_id, sites["other"])
        self._said: dict[tuple[str, ...], str] = {}

    def tell(self, case: Case) -> Ticket:
        """Make the ticket of a case."""
        kind, chance = self._types[case.type], self._chance
        words = {
            "site": chance.choice(self._sites),
            "hour": chance.randint(6, 15),
            "number": chance.randint(12, 180),
            "weekday": chance.choice(WEEKDAYS),
        }
        subject = case.subject or self._pick(kind["subjects"], case.type, "subject")
        closed = None if case.open_line is not None else self._closed(case, kind)
        return Ticket(
            id=self._frame.id(TicketId),
            account_id=self._account.id,
            opened=case.opened,
            closed=closed,
            type=case.type,
            severity=case.severity or chance.choice(kind["severity"]),
            subject=subject.format(**words),
            text=self._thread(case, kind, closed).format(**words),
            satisfaction=self._satisfaction(case, closed),
            hours=round(kind["hours"] * chance.lognormvariate(0, 0.35), 1),
        )

    def _closed(self, case: Case, kind: Mapping[str, Any]) -> dt.date:
        days = self._chance.randint(0, 2 + int(kind["hours"]) // 2)
        return min(case.opened + dt.timedelta(days=days), self._frame.story_today)

    def _satisfaction(self, case: Case, closed: dt.date | None) -> float | None:
        if closed is None or self._chance.random() > _ANSWERED:
            return None
        return float(max(1, _SATISFACTION[case.tone] - (self._chance.random() < 0.25)))

    def _thread(self, case: Case, kind: Mapping[str, Any], closed: dt.date | None) -> str:
        tones = tables("tickets")["tone"]
        last = closed or self._frame.story_today
        between = case.opened + (last - case.opened) / 2
        opening = self._pick(tones["open"][case.tone], "open", str(case.tone))
        problem = self._pick(kind["problem"], case.type, "problem")
        said = [
            (case.opened, case.author, f"{opening} {problem}"),
            (case.opened, "Kestrane Support", self._pick(kind["reply"], case.type, "reply")),
            (between, case.author, self._pick(tones["follow"][case.tone], "f", str(case.tone))),
        ]
        final = case.open_line
        if closed is not None:
            final = self._pick(kind["close"], case.type, "close")
        if final:
            said.append((last, "Kestrane Support", final))
        return "\n\n".join(f"[{day}] {who}: {text}" for day, who, text in said)

    def _pick(self, pool: list[str], *place: str) -> str:
        fresh = [text for text in pool if text != self._said.get(place)] or pool
        self._said[place] = self._chance.choice(fresh)
        return self._said[place]


def tone_of(sentiment: float, chance: Random) -> int:
    """Draw a tone: the lower the sentiment, the more often frustrated or angry."""
    angry = max(0.01, 0.14 - sentiment / 700)
    frustrated = max(0.06, 0.55 - sentiment / 180)
    drawn = chance.random()
    if drawn < angry:
        return 3
    if drawn < angry + frustrated:
        return 2
    return 1 if drawn < 0.5 + (angry + frustrated) / 2 else 0


def type_of(chance: Random) -> str:
    """Draw a type by its usual share."""
    kinds = tables("tickets")["type"]
    shares = [kind["share"] for kind in kinds]
    return str(chance.choices([kind["name"] for kind in kinds], shares)[0])


def author_of(people: tuple[Contact, ...], chance: Random) -> str:
    """Choose who writes: rarely the first of the list."""
    return chance.choice(people[1:] or people).name


def workday(day: dt.date) -> dt.date:
    """Move a weekend's ticket to the Friday before."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def all_tickets(
    frame: Frame, known: Mapping[str, Account], cases: Mapping[str, list[Case]]
) -> Iterator[Ticket]:
    """Yield the tickets of every account, oldest first within each."""
    for key, account in known.items():
        teller = Teller(frame, account)
        for case in sorted(cases[key], key=lambda c: (c.opened, c.type, c.subject)):
            yield teller.tell(case)

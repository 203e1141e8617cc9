"""The invitation to a visit, for the customer: a letter in plain text, and a calendar file.

Both are laid out from `CustomerFacts` alone, as the customer's pack is; `Call` adds what mail and
calendars need: addresses, the UID and how often the visit has changed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, Timezone, vCalAddress

from csplanner.domain.days import spoken_day
from csplanner.domain.local_time import zone_name, zone_of
from csplanner.reports.calendar_files import PRODUCT
from csplanner.reports.words import clock_span, visit_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.customer_facts import Attendee, CustomerFacts, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who is invited: name and e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What mail and calendars need beside the facts.

    `uid` never changes; `sequence` counts the changes of the visit. `agreed` tells a confirmation
    from a question, `off` a visit that will not take place.
    """

    uid: str
    sequence: int
    stamp: dt.datetime
    organiser: Guest | None = None
    guests: tuple[Guest, ...] = ()
    agreed: bool = False
    off: bool = False


def subject(facts: CustomerFacts, visit: Visit) -> str:
    """Return the subject of the letter, and the title in calendars."""
    return f"{visit_name(visit.type)}: {facts.account} and {facts.organisation}"


def letter(facts: CustomerFacts, visit: Visit, call: Call) -> str:
    """Return the letter; its last lines name who sends it."""
    name = visit_name(visit.type)
    opening = f"We would like to meet you for the following: {name}."
    closing = "Does this suit you? If another day is better, please name two that are."
    if call.off:
        opening = f"This meeting does not take place as planned: {name}."
        closing = "We will come back to you with another day."
    elif call.agreed:
        opening = f"This confirms our meeting: {name}."
        closing = "If anything changes on your side, please tell us."
    parts = [
        "Hello,",
        opening,
        "\n".join(_facts(visit)),
        "\n".join(_agenda(visit)),
        closing,
        "\n".join(["Kind regards", *_sender(facts, call)]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def when(visit: Visit) -> str:
    """Return "Wednesday 9 June 2027, 10:00-11:30 CDT", or that the time is open."""
    span = clock_span(visit)
    if visit.start is None:
        return f"{spoken_day(visit.date)}, time to be agreed"
    zone = zone_name(visit.date, visit.start, visit.timezone)
    return f"{spoken_day(visit.date)}, {span} {zone}".rstrip()


def where(visit: Visit) -> str:
    """Return the city of a visit on site, or that it is remote."""
    if not visit.onsite:
        return "Remote"
    return f"{visit.city}, on site" if visit.city else "On site"


def _facts(visit: Visit) -> list[str]:
    lines = [f"When: {when(visit)}", f"Where: {where(visit)}"]
    for words, people in (("From your side", visit.theirs), ("From ours", visit.ours)):
        if people:
            lines.append(f"{words}: {'; '.join(map(_attendee, people))}")
    return lines


def _attendee(person: Attendee) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name


def _agenda(visit: Visit) -> list[str]:
    if not visit.agenda:
        return []
    items = [
        f"- {item.title}" + ("" if item.minutes is None else f" ({item.minutes} min)")
        for item in visit.agenda
    ]
    return ["Agenda", *items]


def _sender(facts: CustomerFacts, call: Call) -> Sequence[str]:
    who = [call.organiser.name] if call.organiser is not None else []
    return [*who, facts.organisation]


def calendar(facts: CustomerFacts, visit: Visit, call: Call) -> bytes:
    """Return the calendar file: a request, a cancellation, or to keep where addresses lack."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", _method(call))
    if visit.start is not None and zone_of(visit.timezone) is not None:
        year = visit.date.year
        made.add_component(
            Timezone.from_tzid(
                visit.timezone, first_date=dt.date(year, 1, 1), last_date=dt.date(year + 1, 1, 1)
            )
        )
    made.add_component(_event(facts, visit, call))
    return bytes(made.to_ical())


def _method(call: Call) -> str:
    """RFC 5546 wants an organiser and somebody to ask in a REQUEST and a CANCEL."""
    if call.organiser is None or not call.guests:
        return "PUBLISH"
    return "CANCEL" if call.off else "REQUEST"


def _event(facts: CustomerFacts, visit: Visit, call: Call) -> Event:
    event = Event()
    event.add("uid", call.uid)
    event.add("dtstamp", call.stamp)
    event.add("sequence", call.sequence)
    event.add("summary", subject(facts, visit))
    if visit.start is None:
        event.add("dtstart", visit.date)
        event.add("dtend", visit.date + dt.timedelta(days=1))
    else:
        start = dt.datetime.combine(visit.date, visit.start, zone_of(visit.timezone))
        event.add("dtstart", start)
        event.add("dtend", start + dt.timedelta(minutes=visit.minutes))
    event.add("location", where(visit))
    event.add("status", "CANCELLED" if call.off else "CONFIRMED" if call.agreed else "TENTATIVE")
    event.add("transp", "TRANSPARENT" if visit.start is None else "OPAQUE")
    agenda = "\n".join(_agenda(visit))
    if agenda:
        event.add("description", agenda)
    if call.organiser is not None:
        event.add("organizer", _address(call.organiser))
    for guest in call.guests:
        address = _address(guest)
        address.params["rsvp"] = "TRUE"
        address.params["partstat"] = "NEEDS-ACTION"
        event.add("attendee", address)
    return event


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    address.params["cn"] = guest.name
    return address

"""Proves invitations: what the customer reads, what their calendar gets, and that it was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.ids import AccountId, ContactId, EngagementId, OrganisationId, PersonId
from csplanner.domain.records import Account, Contact, Engagement, Organisation, Person
from csplanner.domain.team import Role
from csplanner.services import adjust_calendar, invite
from csplanner.services import workspace as ws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


TODAY = dt.date(2027, 5, 12)
RULE = "a1:DECISION-WINDOW:2027-Q2:1"
CSM = Person(id=PersonId("p1"), name="I. Sollander", role=Role.CSM, email="is@kestrane.example")
CTO = Person(id=PersonId("p2"), name="A. Wexcombe", role=Role.EXEC,
             title="Chief Technology Officer", email="aw@kestrane.example")  # fmt: skip
ACCOUNT = Account(id=AccountId("a1"), name="Boreth Grid", owner_id=CSM.id, notes="They are stingy")
THEIRS = Contact(id=ContactId("c1"), account_id=ACCOUNT.id, name="M. Tarrisk", title="COO",
                 email="mt@boreth.example", notes="Dislikes long meetings")  # fmt: skip
NO_MAIL = Contact(id=ContactId("c2"), account_id=ACCOUNT.id, name="J. Osmere")
VISIT = Engagement(
    id=EngagementId("e1"), touch=RULE, account_id=ACCOUNT.id, type=EngagementType.EXECUTIVE_QBR,
    date=dt.date(2027, 6, 9), start=dt.time(10), minutes=90, timezone="America/Chicago",
    mode=Mode.ONSITE, city="Chicago", participants=(CSM.id, CTO.id),
    contacts=(THEIRS.id, NO_MAIL.id), agenda="10 Welcome\n20 Your goals | I. Sollander",
    notes="Mind the pricing row", rule="DECISION-WINDOW",
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Return a portfolio with one planned visit."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        us = Organisation(id=OrganisationId("o1"), name="Kestrane")
        other = Account(id=AccountId("a2"), name="Calyxa Health")
        with made.change("Fill") as work:
            work.put(us, CSM, CTO, ACCOUNT, other, THEIRS, NO_MAIL, VISIT)
        yield made


def event_of(made: invite.Invitation) -> tuple[Any, Any]:
    """Return the calendar file and its one event."""
    file = Calendar.from_ical(made.calendar)
    return file, next(iter(file.walk("VEVENT")))


def test_the_letter_says_when_where_who_and_what(workspace: ws.Workspace) -> None:
    """All that the customer needs stands in it, in the time of their place."""
    letter = invite.invitation(workspace, RULE).letter
    assert "Wednesday 9 June 2027, 10:00\N{EN DASH}11:30 CDT" in letter
    assert "Chicago, on site" in letter
    assert "M. Tarrisk, COO; J. Osmere" in letter
    assert "A. Wexcombe, Chief Technology Officer" in letter
    assert "- Your goals (20 min)" in letter
    assert "Does this suit you?" in letter
    assert letter.rstrip().endswith("I. Sollander\nKestrane")


def test_nothing_internal_is_in_letter_or_file(workspace: ws.Workspace) -> None:
    """Notes, rules and touch ids stay here; the rule would tell of the decision window."""
    made = invite.invitation(workspace, RULE)
    file = made.calendar.decode()
    for secret in ("stingy", "pricing", "Dislikes", "DECISION", "a1:", "| I."):
        assert secret not in made.letter + file + made.file_name + made.subject


def test_the_file_is_a_request_with_zone_and_addresses(workspace: ws.Workspace) -> None:
    """Calendars ask the guests; the organiser is not a guest; who lacks an address is told."""
    made = invite.invitation(workspace, RULE)
    file, event = event_of(made)
    assert (str(file["method"]), str(event["status"])) == ("REQUEST", "TENTATIVE")
    assert [str(zone["tzid"]) for zone in file.walk("VTIMEZONE")] == ["America/Chicago"]
    assert event["dtstart"].dt.utcoffset() == dt.timedelta(hours=-5)
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(minutes=90)
    assert str(event["organizer"]) == "mailto:is@kestrane.example"
    guests = {str(guest) for guest in event["attendee"]}
    assert guests == {"mailto:mt@boreth.example", "mailto:aw@kestrane.example"}
    assert made.without_address == ("J. Osmere",)


def test_asking_is_noted_once_and_keeps_the_date(workspace: ws.Workspace, tmp_path: Path) -> None:
    """Planned, asked, agreed: the day is kept, the planner leaves it, and asking again is quiet."""
    out = tmp_path / "i.ics"
    invite.write_invitation(workspace, RULE, out)
    first = out.read_bytes()
    asked = workspace.get(Engagement, VISIT.id)
    assert asked is not None
    assert (asked.state, asked.asked, asked.locked) == (State.PLANNED, TODAY, True)
    invite.write_invitation(workspace, RULE, out)
    assert out.read_bytes() == first, "the same visit gives the same bytes"
    assert adjust_calendar.agree(workspace, RULE).asked == TODAY
    _, event = event_of(invite.invitation(workspace, RULE))
    assert str(event["status"]) == "CONFIRMED"
    assert "This confirms" in invite.invitation(workspace, RULE).letter


def test_a_move_keeps_the_uid_and_raises_the_sequence(workspace: ws.Workspace) -> None:
    """Calendars replace the entry instead of doubling it; the new day has to be asked for."""
    invite.ask(workspace, RULE)
    _, before = event_of(invite.invitation(workspace, RULE))
    adjust_calendar.move(workspace, RULE, dt.date(2027, 6, 10), force=True)
    made = invite.invitation(workspace, RULE)
    _, after = event_of(made)
    assert str(after["uid"]) == str(before["uid"])
    assert int(after["sequence"]) > int(before["sequence"])
    assert made.engagement.asked is None


def test_a_visit_that_falls_out_is_cancelled(workspace: ws.Workspace) -> None:
    """What was missed is taken out of their calendar; what was held is not asked for."""
    adjust_calendar.miss(workspace, RULE)
    file, event = event_of(invite.invitation(workspace, VISIT.id))
    assert (str(file["method"]), str(event["status"])) == ("CANCEL", "CANCELLED")
    assert "does not take place" in invite.invitation(workspace, VISIT.id).letter
    with workspace.change("Hold") as work:
        work.put(replace(VISIT, state=State.DONE))
    with pytest.raises(UserMistake, match="held already"):
        invite.invitation(workspace, RULE)


def test_without_time_or_addresses_it_is_kept_simple(workspace: ws.Workspace) -> None:
    """A day is a day, and a file without addresses is published, which calendars only show."""
    bare = replace(VISIT, start=None, contacts=(), participants=(), mode=Mode.REMOTE)
    with workspace.change("Bare") as work:
        work.put(bare, replace(CSM, email=""))
    made = invite.invitation(workspace, RULE)
    file, event = event_of(made)
    assert str(file["method"]) == "PUBLISH"
    assert event["dtstart"].dt == dt.date(2027, 6, 9)
    assert "time to be agreed" in made.letter
    assert "Where: Remote" in made.letter


def test_a_leak_in_the_agenda_stops_it(workspace: ws.Workspace, tmp_path: Path) -> None:
    """Another customer's name that was typed into an agenda is found before anything is noted."""
    with workspace.change("Slip") as work:
        work.put(replace(VISIT, agenda="10 As with Calyxa Health"))
    with pytest.raises(UserMistake, match="internal values"):
        invite.write_invitation(workspace, RULE, tmp_path / "i.ics")
    kept = workspace.get(Engagement, VISIT.id)
    assert kept is not None
    assert kept.asked is None
    assert not (tmp_path / "i.ics").exists()

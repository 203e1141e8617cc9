"""Our people as listed, and what is refused of what is typed about them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, BlackoutId, ContactId, TimeOffId
from csplanner.domain.records import Account, Blackout, Contact, Person, TimeOff
from csplanner.services.problem import problem_for
from csplanner.services.team_view import checked_days, checked_person, closed_days, team_rows
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    """Return a team of a few people."""
    with make_team(tmp_path) as portfolio:
        yield portfolio


def _csm(team: Portfolio) -> Person:
    return next(p for p in team.all(Person) if p.external_id == "C1")


def _off(person: Person, start: dt.date, end: dt.date) -> TimeOff:
    return TimeOff(id=TimeOffId(new_id()), person_id=person.id, start=start, end=end)


def test_rows_tell_deputies_accounts_and_leave_ahead(team: Portfolio) -> None:
    """By role and name; leave that has ended is left out."""
    csm, other = (p for p in team.all(Person) if p.external_id in {"C1", "C2"})
    old = _off(csm, TODAY - dt.timedelta(days=9), TODAY - dt.timedelta(days=1))
    now = _off(csm, TODAY - dt.timedelta(days=2), TODAY)
    with team.change("Set up") as work:
        work.put(replace(csm, deputy_id=other.id), old, now)
    rows = team_rows(team, TODAY)
    assert [row.person.role.value for row in rows][:2] == ["CSM", "CSM"]
    row = next(row for row in rows if row.person.id == csm.id)
    assert row.deputy == other.name
    assert [off.id for off in row.off] == [now.id]
    owned = [a for a in team.all(Account) if csm.id in {a.owner_id, a.account_executive_id}]
    assert row.accounts == len(owned) > 0


def test_closed_days_are_of_one_customer_or_of_the_company(team: Portfolio) -> None:
    """Each list holds its own, by day."""
    account = team.all(Account)[0]
    days = [
        Blackout(id=BlackoutId(new_id()), account_id=a, start=day, end=day)
        for a in (account.id, None)
        for day in (TODAY + dt.timedelta(days=5), TODAY + dt.timedelta(days=1))
    ]
    with team.change("Closed") as work:
        work.put(*days)
    assert [b.id for b in closed_days(team, account.id, TODAY)] == [days[1].id, days[0].id]
    assert [b.id for b in closed_days(team, None, TODAY)] == [days[3].id, days[2].id]


def test_what_is_typed_is_kept_by_code_and_reaches_the_plan(team: Portfolio) -> None:
    """Country and region by name become codes; a part-time week and holidays bind the planner."""
    person = replace(
        _csm(team), country="United States", region="Massachusetts", working_weekdays=(0, 1, 2)
    )
    kept = checked_person(person)
    assert (kept.country, kept.region) == ("US", "MA")
    with team.change("Person") as work:
        work.put(kept)
    planned = {p.id: p for p in problem_for(team, 2027, TODAY).scenario.people}["C1"]
    assert planned.country == "US-MA"
    assert planned.working_weekdays == (0, 1, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "  "}, "no name"),
        ({"country": "Atlantis"}, "no country 'Atlantis'"),
        ({"region": "Mordor"}, "'Mordor' is no region"),
        ({"working_weekdays": ()}, "works on no day"),
        ({"visits_per_month": -1}, "Visits per month -1"),
        ({"weekly_hours": 200}, "Weekly hours 200"),
        ({"email": "nobody"}, "Email nobody"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    team: Portfolio, change: dict[str, Any], said: str
) -> None:
    """Each mistake names what is wrong."""
    with pytest.raises(UserMistake, match=said):
        checked_person(replace(_csm(team), **change))


def test_nobody_stands_in_for_themselves(team: Portfolio) -> None:
    """Neither as a deputy nor as a boss."""
    csm = _csm(team)
    with pytest.raises(UserMistake, match="own deputy"):
        checked_person(replace(csm, deputy_id=csm.id))
    with pytest.raises(UserMistake, match="reports to themselves"):
        checked_person(replace(csm, reports_to_id=csm.id))


def test_spans_end_after_they_begin(team: Portfolio) -> None:
    """Leave, and a contact's absence; a contact who can be met on no day is refused, too."""
    with pytest.raises(UserMistake, match="expected a day on or after"):
        checked_days(_off(_csm(team), TODAY, TODAY - dt.timedelta(days=1)))
    contact = Contact(id=ContactId(new_id()), account_id=AccountId("a"), name="Kim")
    checked_days(contact)
    with pytest.raises(UserMistake, match="no day"):
        checked_days(replace(contact, available_weekdays=()))
    with pytest.raises(UserMistake):
        checked_days(replace(contact, away_from=TODAY, away_to=TODAY - dt.timedelta(days=1)))

"""Proves what must hold of one record: every impossible value is rejected, with what was asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.account import Account
from csplanner.domain.engagement import PlanRun
from csplanner.importing.checks import fault_of, is_zone
from csplanner.importing.kinds import KINDS
from tests.importing.desk import TODAY

if TYPE_CHECKING:
    from tests.importing.desk import Desk

# Kind, header, a row that is wrong in one thing: column, value, a piece of what is expected.
_WRONG = [
    ("people", "name,role,weekly_hours", "Ana,CSM,-4", "weekly_hours", "-4", "from 0 to 168"),
    ("people", "name,role,weekly_hours", "Ana,CSM,169", "weekly_hours", "169", "from 0 to 168"),
    (
        "people",
        "name,role,travel_weeks_per_quarter",
        "Ana,CSM,15",
        "travel_weeks_per_quarter",
        "15",
        "from 0 to 14",
    ),
    (
        "people",
        "name,role,visits_per_month",
        "Ana,CSM,-1",
        "visits_per_month",
        "-1",
        "from 0 to 31",
    ),
    (
        "people",
        "name,role,visits_per_quarter",
        "Ana,CSM,93",
        "visits_per_quarter",
        "93",
        "from 0 to 92",
    ),
    (
        "people",
        "name,role,visits_per_year",
        "Ana,CSM,400",
        "visits_per_year",
        "400",
        "from 0 to 366",
    ),
    ("people", "name,role,timezone", "Ana,CSM,Mars/Base", "timezone", "Mars/Base", "time zone"),
    ("people", "name,role,timezone", "Ana,CSM,../x", "timezone", "../x", "time zone"),
    ("people", "name,role,email", "Ana,CSM,ana at home", "email", "ana at home", "e-mail"),
    ("people", "name,role,country", "Ana,CSM,Atlantis", "country", "Atlantis", "a country"),
    ("people", "name,role,deputy", "Ana,CSM,Ana", "deputy", "Ana", "somebody else"),
    ("people", "name,role,reports_to", "Ana,CSM,Ana", "reports_to", "Ana", "somebody else"),
    ("accounts", "name,arr", "Oak,-5", "arr", "-5", "0 or more"),
    ("accounts", "name,currency", "Oak,XXX", "currency", "XXX", "currency code"),
    ("accounts", "name,pilot_value", "Oak,-5", "pilot_value", "-5", "0 or more"),
    ("accounts", "name,latitude,longitude", "Oak,91,0", "latitude", "91", "from -90 to 90"),
    ("accounts", "name,latitude,longitude", "Oak,0,-181", "longitude", "-181", "-180 to 180"),
    ("accounts", "name,latitude", "Oak,10", "longitude", "", "or neither"),
    ("accounts", "name,timezone", "Oak,Europe/Nowhere", "timezone", "Europe/Nowhere", "time zone"),
    ("accounts", "name,domain", "Oak,n/a", "domain", "n/a", "web domain"),
    ("accounts", "name,relationship", "Oak,6", "relationship", "6", "from 1 to 5"),
    ("accounts", "name,decision_lead_days", "Oak,-1", "decision_lead_days", "-1", "0 to 730"),
    (
        "accounts",
        "name,contract_start,contract_end",
        "Oak,2027-05-12,2027-05-11",
        "contract_end",
        "2027-05-11",
        "on or after 2027-05-12",
    ),
    (
        "accounts",
        "name,contract_start,renewal_date",
        "Oak,2027-05-12,2026-05-12",
        "renewal_date",
        "2026-05-12",
        "on or after 2027-05-12",
    ),
    (
        "accounts",
        "name,renewal_date",
        "Oak,9999-12-31",
        "renewal_date",
        "9999-12-31",
        "between 1900 and 2200",
    ),
    ("contacts", "account,name,influence", "Elm,Bo,0", "influence", "0", "from 1 to 5"),
    ("contacts", "account,name,attitude", "Elm,Bo,9", "attitude", "9", "from 1 to 5"),
    ("contacts", "account,name,email", "Elm,Bo,bo@", "email", "bo@", "e-mail"),
    (
        "contacts",
        "account,name,touch_interval_days",
        "Elm,Bo,0",
        "touch_interval_days",
        "0",
        "from 1 to 3660",
    ),
    (
        "contacts",
        "account,name,away_from,away_to",
        "Elm,Bo,2027-05-12,2027-05-11",
        "away_to",
        "2027-05-11",
        "on or after",
    ),
    (
        "subscriptions",
        "account,start,end",
        "Elm,2027-05-12,2027-05-01",
        "end",
        "2027-05-01",
        "on or after",
    ),
    ("subscriptions", "account,start,seats", "Elm,2027-05-12,-1", "seats", "-1", "0 or more"),
    ("subscriptions", "account,start,arr", "Elm,2027-05-12,-1", "arr", "-1", "0 or more"),
    (
        "revenue",
        "account,date,kind,amount",
        "Elm,2027-05-12,new,-5",
        "amount",
        "-5",
        "0 or more",
    ),
    (
        "surveys",
        "account,date,kind,score",
        "Elm,2027-05-12,nps,11",
        "score",
        "11",
        "from 0 to 10 for NPS",
    ),
    (
        "surveys",
        "account,date,kind,score",
        "Elm,2027-05-12,CSAT,0",
        "score",
        "0",
        "from 1 to 5 for CSAT",
    ),
    (
        "tickets",
        "account,opened,closed",
        "Elm,2027-05-12,2027-05-11",
        "closed",
        "2027-05-11",
        "on or after",
    ),
    ("tickets", "account,opened,hours", "Elm,2027-05-12,-1", "hours", "-1", "0 or more hours"),
    (
        "tickets",
        "account,opened,satisfaction",
        "Elm,2027-05-12,7",
        "satisfaction",
        "7",
        "from 1 to 5",
    ),
    (
        "engagements",
        "account,type,date,minutes",
        "Elm,qbr,2027-05-12,0",
        "minutes",
        "0",
        "from 1 to",
    ),
    (
        "engagements",
        "account,type,date,timezone",
        "Elm,qbr,2027-05-12,CET+9:00x",
        "timezone",
        "CET+9:00x",
        "time zone",
    ),
    ("commitments", "account,text,cost", "Elm,Free,-1", "cost", "-1", "0 or more"),
    ("drivers", "account,name,weight", "Elm,Use,-1", "weight", "-1", "0 or more"),
    (
        "goals",
        "account,text,agreed,due",
        "Elm,Grow,2027-05-12,2027-01-01",
        "due",
        "2027-01-01",
        "on or after",
    ),
    (
        "promises",
        "account,text,made,closed",
        "Elm,Call,2027-05-12,2027-01-01",
        "closed",
        "2027-01-01",
        "on or after",
    ),
    ("risks", "account,text,made,due", "Elm,Loss,2027-05-12,2027-01-01", "due", "2027-01-01", "on"),
    ("timeoff", "person,from,to", "Cy,2027-05-12,2027-05-01", "to", "2027-05-01", "on or after"),
    ("blackouts", "from,to", "2027-05-12,2027-05-01", "to", "2027-05-01", "on or after"),
    (
        "trips",
        "number,year,city,start,end",
        "1,2027,Oslo,2027-05-12,2027-05-01",
        "end",
        "2027-05-01",
        "on or after",
    ),
    (
        "trips",
        "number,year,city,start,end",
        "1,27,Oslo,2027-05-12,2027-05-12",
        "year",
        "27",
        "from 1990 to 2200",
    ),
    ("rates", "category,amount", "air,-1", "amount", "-1", "0 or more"),
    ("rates", "category,amount,from_km,to_km", "air,1,500,500", "to_km", "500", "more than 500"),
    ("exchange_rates", "currency,date,rate", "EUR,2027-01-01,0", "rate", "0", "more than 0"),
    (
        "organisation",
        "name,fiscal_year_start_month",
        "Us,13",
        "fiscal_year_start_month",
        "13",
        "from 1 to 12",
    ),
    ("organisation", "name,day_starts,day_ends", "Us,17:00,09:00", "day_ends", "09:00", "after"),
    (
        "plan_runs",
        "number,year,date,terms",
        "1,2027,2027-01-01,[1]",
        "terms",
        "[1]",
        "object of numbers",
    ),
    ("plan_runs", "number,year,date,effort", "1,2027,2027-01-01,max", "effort", "max", "one of"),
    ("policies", "number,effective,text", "1,2027-01-01,none", "text", "none", "a tier policy"),
]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Return a desk with an account and a person to refer to."""
    desk.take_text("accounts", "external_id,name\nE,Elm\n")
    desk.take_text("people", "external_id,name,role\nC,Cy,CSM\n")
    return desk


@pytest.mark.parametrize("wrong", _WRONG, ids=lambda wrong: f"{wrong[0]}-{wrong[3]}-{wrong[4]}")
def test_an_impossible_value_is_rejected_with_what_was_expected(
    filled: Desk, wrong: tuple[str, ...]
) -> None:
    """The row is left out; column, value and the range stand in the one problem."""
    kind, header, row, column, value, expected = wrong
    before = len(filled.all(kind))
    told = filled.take_text(kind, f"{header}\n{row}\n")
    assert (told.new, told.rejected) == (0, 1), told.problems
    problem = told.problems[0]
    assert (problem.row, problem.column, problem.value) == (2, column, value)
    assert expected in problem.message
    assert len(filled.all(kind)) == before


def test_nobody_is_the_boss_of_their_boss(desk: Desk) -> None:
    """A circle of ranks rejects its rows, also one that runs over people who are there."""
    header = "external_id,name,role,deputy,reports_to\n"
    told = desk.take_text("people", f"{header}A,Ana,CSM,,B\nB,Bo,CSM,,C\nC,Cy,CSM,,A\nD,Di,CSM,,\n")
    assert {p.row for p in told.problems} == {2, 3, 4}
    assert all("reports to this person" in p.message for p in told.problems[:1])
    assert [person.name for person in desk.all("people")] == ["Di"]
    desk.take_text("people", f"{header}E,Ed,CSM,,D\n")
    told = desk.take_text("people", f"{header}D,Di,CSM,,Ed\n")
    assert (told.rejected, told.problems[0].column) == (1, "reports_to")


def test_two_colleagues_may_stand_in_for_each_other(desk: Desk) -> None:
    """A deputy is not followed further, so a pair is no circle."""
    told = desk.take_text("people", "name,role,deputy\nAna,CSM,Bo\nBo,CSM,Ana\n")
    assert (told.new, told.rejected) == (2, 0)


def test_a_contact_of_another_account_is_refused(filled: Desk) -> None:
    """Whoever sits in a meeting is of its account, by name and by id."""
    filled.take_text("accounts", "external_id,name\nO,Oak\n")
    filled.take_text("contacts", "external_id,account,name\nX1,O,Ola\n")
    told = filled.take_text("engagements", "account,type,date,contacts\nE,qbr,2027-05-12,X1\n")
    assert told.rejected == 1
    assert "another account" in told.problems[0].message


def test_legs_are_judged_in_the_zones_of_their_places() -> None:
    """Landing 'before' the start is right when flying west; not within one zone."""
    leg = KINDS["trip_legs"].record
    times = {"departs": _at(10), "arrives": _at(9)}
    west = {"departs_zone": "Europe/London", "arrives_zone": "America/New_York"}
    assert fault_of(leg(id="l", trip_id="t", **times, **west)) is None
    fault = fault_of(leg(id="l", trip_id="t", **times))
    assert fault is not None
    assert fault[0] == "arrives"


def _at(hour: int) -> dt.datetime:
    return dt.datetime(2027, 5, 12, hour)  # noqa: DTZ001 - local to its place


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_every_place_on_earth_passes(latitude: float, longitude: float) -> None:
    """Ranges include both their ends."""
    account = Account(
        id="a",
        name="A",
        latitude=latitude,
        longitude=longitude,
        contract_start=TODAY,
        contract_end=TODAY,
        timezone="Europe/Berlin",
        domain="ardenmoor.example",
    )
    assert fault_of(account) is None


def test_sound_records_pass() -> None:
    """What nobody said is not held against a record."""
    assert fault_of(Account(id="a", name="A")) is None
    assert fault_of(PlanRun(id="r", number=1, year=2027, date=TODAY)) is None
    assert is_zone("")
    assert not is_zone("/etc/passwd")

"""Proves scenario and plan files: read back as written, and every mistake named by its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.base.errors import Trouble, UserMistake
from csplanner.planning.plan_file import plan_text, read_plan
from csplanner.planning.reading import Node
from csplanner.planning.scenario_file import read_scenario, scenario_of
from csplanner.planning.scenario_text import scenario_text
from tests.planning.random_teams import random_team
from tests.planning.small import solved, team

if TYPE_CHECKING:
    from pathlib import Path


def parsed() -> dict[str, Any]:
    """Give the usual team as a parsed file."""
    found: dict[str, Any] = json.loads(scenario_text(team()))
    return found


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6))
def test_a_scenario_reads_back_as_it_was_written(seed: int) -> None:
    """Every key, the optional ones too, survives the file."""
    scenario = random_team(seed)
    assert scenario_of(Node(json.loads(scenario_text(scenario)), "")) == scenario


def test_a_plan_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """Entries, reasons and meta survive the file."""
    plan = solved(team()).plan
    path = tmp_path / "plan.json"
    path.write_text(plan_text(plan), encoding="utf-8")
    assert read_plan(path) == plan


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("format",), "csplan-instance/9", 'format: "csplan-instance/9"'),
        (("year",), "2027", 'year: "2027" is not a whole number'),
        (("accounts", 1, "renewal"), "2027-13-01", 'accounts[1].renewal: "2027-13-01"'),
        (("accounts", 0, "owner"), "nobody", 'accounts[0].owner: "nobody" is not among people'),
        (("accounts", 0, "arr"), True, "accounts[0].arr: true is not a number"),
        (("accounts", 2, "exec_pool"), ["exec9"], 'accounts[2].exec_pool[0]: "exec9"'),
        (("accounts", 2, "metro"), "XXX", 'accounts[2].metro: "XXX" is not among metros'),
        (("people", 0, "cap", "onsite_per_day"), -1, "people[0].cap.onsite_per_day: -1"),
        (("people", 3, "blackout"), ["2027-02-30"], 'people[3].blackout[0]: "2027-02-30"'),
        (("people", 1, "id"), "csm", 'people[1]: "csm" is there twice'),
        (("policy", "rules", 0, "mode"), "by post", 'policy.rules[0].mode: "by post"'),
        (("policy", "rules", 0, "roles"), [], "policy.rules[0].roles: []"),
        (("policy", "rules", 1, "tiers"), ["gold"], 'policy.rules[1].tiers[0]: "gold"'),
        (("policy", "tiers"), [], "policy.tiers: []"),
        (("weights", "trip_fixed"), None, "weights.trip_fixed is missing"),
        (("holidays", "GB"), "2027-01-01", 'holidays.GB: "2027-01-01" is not a list'),
        (("locked",), [{"touch": "X", "date": "2027-01-04", "participants": []}], "locked[0]"),
        (("metros", 0, "lat"), 91, "metros[0].lat: 91"),
        (
            ("accounts", 0, "hours"),
            {"zone": "Mars/Base", "from": "09:00", "to": "17:00"},
            'accounts[0].hours.zone: "Mars/Base" is not the IANA name',
        ),
        (
            ("people", 0, "hours"),
            {"zone": "Europe/Paris", "from": "17:00", "to": "09:00"},
            "people[0].hours",
        ),
        (("people", 0, "hours"), {"zone": "UTC", "from": "9", "to": "17:00"}, "HH:MM"),
        (("accounts", 0, "contacts"), [{"id": "c", "away": ["x"]}], "contacts[0].away[0]"),
        (("accounts", 0, "overlays"), ["pilot"], "accounts[0].overlays[0]"),
        (("policy", "rules", 0, "meeting_minutes"), 500, "meeting_minutes: 500"),
        (("not_before",), 5, "not_before: 5 is not a date"),
        (("history",), [{"account": "Z", "date": "2026-12-01", "participants": []}], "history[0]"),
    ],
)
def test_mistakes_name_key_index_and_value(
    path: tuple[str | int, ...], value: object, said: str
) -> None:
    """One wrong value in a good file is refused with its place and what was read."""
    file: Any = parsed()
    inner = file
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(UserMistake) as caught:
        scenario_of(Node(file, ""))
    assert said in str(caught.value)


def test_stated_windows_must_be_windows_of_the_year() -> None:
    """A window that ends before it starts, or leaves the year, is refused."""
    touch = {"touch": "T", "account": "A1", "mode": "remote", "roles": ["CSM"], "minutes": 30}
    for first, last in (("2027-03-02", "2027-03-01"), ("2026-12-30", "2027-01-08")):
        file = parsed() | {"touches": [touch | {"from": first, "to": last}]}
        with pytest.raises(UserMistake, match=r"touches\[0\]"):
            scenario_of(Node(file, ""))


def test_a_locked_day_of_another_year_is_refused() -> None:
    """Locks lie in the year that is planned, and hold known people."""
    entry = {"touch": "A1:CEO:2027-Y:1", "date": "2028-01-04", "participants": ["csm", "ceo"]}
    with pytest.raises(UserMistake, match=r"locked\[0\].date"):
        scenario_of(Node(parsed() | {"locked": [entry]}, ""))
    entry = entry | {"date": "2027-01-04", "participants": ["csm", "who"]}
    with pytest.raises(UserMistake, match=r"locked\[0\].participants\[1\]"):
        scenario_of(Node(parsed() | {"locked": [entry]}, ""))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1, 2]", b"\xff\xfe{", b"nul\x00", b'{"format": 3}']
)
def test_files_that_are_no_scenario(tmp_path: Path, content: bytes) -> None:
    """Whatever the bytes are, the answer is a mistake and not a traceback."""
    path = tmp_path / "scenario.json"
    path.write_bytes(content)
    with pytest.raises(UserMistake):
        read_scenario(path)
    with pytest.raises(UserMistake):
        read_plan(path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file is a mistake, a folder is trouble."""
    with pytest.raises(UserMistake, match="does not exist"):
        read_scenario(tmp_path / "none.json")
    with pytest.raises(Trouble):
        read_scenario(tmp_path)

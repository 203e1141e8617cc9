"""Who can be met when reaches the planner: regions, part-time weeks, contacts, hours, overlays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.ids import new_id
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.ids import ContactId, EngagementId, PolicyVersionId, SurveyId
from csplanner.domain.policy import DECISION_WINDOW, LOW_HEALTH
from csplanner.domain.records import (
    Account,
    Contact,
    Engagement,
    Person,
    PolicyVersion,
    Survey,
)
from csplanner.services.adopt_plan import adopt
from csplanner.services.availability import ENGLISH, holiday_key, public_holidays, region_code
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.overlays import overlays_of
from csplanner.services.policy import default_text, parse
from csplanner.services.problem import problem_for
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.scenario import PlannedAccount, Scenario
    from csplanner.store.portfolio import Portfolio

REQUEST = PlanRequest(year=2027, today=TODAY, effort="quick")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path) as portfolio:
        yield portfolio


def scenario_of(team: Portfolio) -> Scenario:
    return problem_for(team, 2027, TODAY).scenario


def planned(team: Portfolio, key: str) -> PlannedAccount:
    return next(each for each in scenario_of(team).accounts if each.id == key)


def account(team: Portfolio, key: str) -> Account:
    return next(each for each in team.all(Account) if each.external_id == key)


def with_policy(team: Portfolio, more: str) -> None:
    version = PolicyVersion(
        id=PolicyVersionId(new_id()),
        number=1,
        effective=dt.date(2027, 1, 1),
        text=default_text().replace("[capacity.CSM]", f"{more}\n[capacity.CSM]"),
    )
    with team.change("Policy") as work:
        work.put(version)


@pytest.mark.parametrize(
    ("country", "region", "key", "day"),
    [
        ("GB", "Scotland", "GB-SCT", dt.date(2027, 11, 30)),
        ("GB", "sct", "GB-SCT", dt.date(2027, 11, 30)),
        ("DE", "BY", "DE-BY", dt.date(2027, 1, 6)),
        ("CA", "CA-QC", "CA-QC", dt.date(2027, 6, 24)),
        ("US", "Massachusetts", "US-MA", dt.date(2027, 4, 19)),
    ],
)
def test_a_region_has_holidays_of_its_own(
    country: str, region: str, key: str, day: dt.date
) -> None:
    """A region is found by code or by name, and has days that the country has not."""
    assert holiday_key(country, region) == key
    assert day in public_holidays(key, 2027)
    assert day not in public_holidays(country, 2027)


def test_regions_are_known_in_english_and_in_their_own_words() -> None:
    """Each English name leads to a region that the table of holidays has."""
    assert region_code("DE", "Bavaria") == region_code("DE", "Bayern") == "BY"
    for country, names in ENGLISH.items():
        for name, code in names.items():
            assert region_code(country, name) == code
            assert public_holidays(f"{country}-{code}", 2027)


def test_what_is_no_region_or_country_closes_nothing_more() -> None:
    """An unknown region means the country's days, an unknown country none."""
    assert region_code("GB", "Atlantis") == ""
    assert holiday_key("GB", "Atlantis") == "GB"
    assert public_holidays("GB-ATL", 2027) == public_holidays("GB", 2027)
    assert public_holidays("XX", 2027) == frozenset()


def test_regions_and_part_time_weeks_reach_the_planner(team: Portfolio) -> None:
    """Customer and colleague bring their own days; an unknown region is listed."""
    boston, odd = account(team, "K02"), account(team, "K01")
    csm = next(p for p in team.all(Person) if p.external_id == "C1")
    with team.change("Facts") as work:
        work.put(replace(boston, region="MA"), replace(odd, region="Atlantis"))
        work.put(replace(csm, working_weekdays=(0, 1, 2, 3), region="Minnesota"))
    scenario = scenario_of(team)
    assert planned(team, "K02").country == "US-MA"
    assert dt.date(2027, 4, 19) in scenario.holidays["US-MA"]
    found = next(each for each in scenario.people if each.id == "C1")
    assert found.working_weekdays == (0, 1, 2, 3)
    assert found.country == "US-MN"
    problem = problem_for(team, 2027, TODAY)
    assert any("Atlantis is no region of US" in why for _, why in problem.listed)
    entries = [e for e in propose(team, REQUEST).result.plan.scheduled if "C1" in e.participants]
    assert entries
    assert {e.date.weekday() for e in entries} <= {0, 1, 2, 3}


def test_key_contacts_close_the_days_on_which_none_of_them_is_there(team: Portfolio) -> None:
    """The buyer's absence counts, a user's does not; one key contact without limits opens all."""
    target = account(team, "K03")

    def contact(name: str, role: str, **more: object) -> Contact:
        plain = Contact(id=ContactId(new_id()), account_id=target.id, name=name, role=role)
        return replace(plain, **more)

    buyer = contact("A", "economic_buyer", away_from=dt.date(2027, 3, 1))
    buyer = replace(buyer, away_to=dt.date(2027, 4, 30), available_weekdays=(1, 2))
    with team.change("Contacts") as work:
        work.put(buyer, contact("B", "user", available_weekdays=(4,)))
    (found,) = planned(team, "K03").contacts
    assert found.weekdays == (1, 2)
    assert min(found.away) == dt.date(2027, 3, 1)
    assert max(found.away) == dt.date(2027, 4, 30)
    for entry in propose(team, REQUEST).result.plan.scheduled:
        if entry.touch.startswith("K03:"):
            assert entry.date.weekday() in {1, 2}
            assert entry.date not in found.away
    with team.change("Champion") as work:
        work.put(contact("C", "champion"))
    assert planned(team, "K03").contacts == ()


def test_touches_get_a_time_of_day_in_both_zones(team: Portfolio) -> None:
    """Adopted touches start in the hours of Denver and of Minneapolis or Boston."""
    result = propose(team, REQUEST).result
    assert result.plan.scheduled
    assert all(e.start is not None or e.touch in result.hourless for e in result.plan.scheduled)
    adopt(team, propose(team, REQUEST))
    starts = [e.start for e in team.all(Engagement)]
    assert all(start and dt.time(9) <= start <= dt.time(16) for start in starts)
    again = propose(team, REQUEST)
    assert again.counts["moved"] == again.counts["added"] == 0


OVERLAYS = """
[[rule]]
id = "CLOSER"
type = "check_in"
from = "scale"
period = "month"
overlays = ["low_health"]
mode = "remote"
roles = ["CSM"]
minutes = 30

[[rule]]
id = "DECIDE"
type = "check_in"
from = "scale"
period = "month"
overlays = ["decision_window"]
mode = "remote"
roles = ["CSM"]
minutes = 30
"""


def test_overlays_hold_while_they_last(team: Portfolio) -> None:
    """A decision window asks for more inside it only; low health from today on."""
    with_policy(team, OVERLAYS)
    k02 = planned(team, "K02")  # renews on 15 March
    spans = [(o.first, o.last) for o in k02.overlays if o.id == DECISION_WINDOW]
    assert (dt.date(2027, 9, 17), dt.date(2027, 12, 16)) in spans
    asked = [
        each.touch
        for each in propose(team, REQUEST).result.plan.scheduled
        if each.touch.startswith("K02:DECIDE")
    ]
    assert sorted(asked) == [f"K02:DECIDE:2027-M{month:02d}:1" for month in (9, 10, 11, 12)]
    policy = parse(default_text().replace("[capacity.CSM]", f"{OVERLAYS}\n[capacity.CSM]"))
    low = overlays_of(team, team.all(Account), policy, (2027, TODAY))
    assert not any(o.id == LOW_HEALTH for found in low.values() for o in found)
    unhappy = account(team, "K03")
    survey = Survey(
        id=SurveyId(new_id()),
        account_id=unhappy.id,
        date=TODAY - dt.timedelta(days=9),
        kind="nps",
        score=0.0,
    )
    with team.change("Survey") as work:
        work.put(survey)
    spans = [(o.first, o.last) for o in planned(team, "K03").overlays if o.id == LOW_HEALTH]
    assert spans == [(TODAY, None)]


SINCE = """
[[rule]]
id = "KEEP-UP"
type = "check_in"
from = "scale"
to = "scale"
anchor = "last_touch"
from_days = 60
to_days = 90
qualifies = ["check_in", "other"]
mode = "remote"
roles = ["CSM"]
minutes = 30
"""


def test_an_interval_runs_from_the_last_qualifying_touch_whoever_made_it(team: Portfolio) -> None:
    """Support's call moves the next due date; a kind that does not qualify does not."""
    with_policy(team, SINCE)
    target = account(team, "K00")

    def windows() -> list[tuple[str, dt.date, dt.date]]:
        return [
            (t.touch, t.first, t.last)
            for t in scenario_of(team).touches
            if t.touch.startswith("K00:KEEP-UP")
        ]

    first = windows()[0]
    assert first == ("K00:KEEP-UP:2027-Y:1", dt.date(2027, 3, 2), dt.date(2027, 4, 1))
    call = Engagement(
        id=EngagementId(new_id()),
        account_id=target.id,
        type=EngagementType.OTHER,
        state=State.DONE,
        date=dt.date(2026, 12, 10),
    )
    with team.change("Call") as work:
        work.put(call, replace(call, id=EngagementId(new_id()), type=EngagementType.QBR))
    assert windows()[0][1:] == (dt.date(2027, 2, 8), dt.date(2027, 3, 10))
    gaps = [later[1] - one[1] for one, later in zip(windows(), windows()[1:], strict=False)]
    assert {gap.days for gap in gaps} == {75}
    with team.change("Old") as work:
        work.put(replace(call, date=dt.date(2026, 6, 1)))
    assert windows()[0][1:] == (TODAY, TODAY + dt.timedelta(days=30))

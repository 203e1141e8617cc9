"""Proves the judge: a clean plan is clean, and every corruption that a rule forbids is flagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from csplanner.domain.plan import Entry, TouchId, Unscheduled
from csplanner.domain.rules import RULES, Ledger, breaches_in, breaches_of_move, broken
from csplanner.domain.scenario import PastTouch, PlannedContact
from tests.planning.small import account, solved, team, week

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.domain.plan import Plan
    from csplanner.domain.scenario import Scenario


@pytest.fixture(scope="module")
def clean() -> tuple[Scenario, Plan]:
    """Solve the usual team once."""
    scenario = team()
    return scenario, solved(scenario).plan


def flags(scenario: Scenario, plan: Plan) -> set[str]:
    """Give the rules that the judge finds broken."""
    return {breach.rule for breach in broken(scenario, plan)}


def of_rule(plan: Plan, rule: str, account_id: str = "A1") -> list[Entry]:
    """List the scheduled entries of an account's rule by date."""
    found = [each for each in plan.scheduled if each.touch.startswith(f"{account_id}:{rule}:")]
    return sorted(found, key=lambda entry: entry.date)


def changed(plan: Plan, *entries: Entry) -> Plan:
    """Replace entries of a plan by their touch."""
    new = {entry.touch: entry for entry in entries}
    return replace(plan, scheduled=tuple(new.get(each.touch, each) for each in plan.scheduled))


def moved(plan: Plan, entry: Entry, day: date) -> Plan:
    """Give one entry another date."""
    return changed(plan, replace(entry, date=day))


def test_a_solved_plan_is_clean(clean: tuple[Scenario, Plan]) -> None:
    """The judge finds nothing in what the planner made."""
    assert broken(*clean) == ()


def test_dates_that_are_no_dates(clean: tuple[Scenario, Plan]) -> None:
    """Window, weekend, holiday, leave, customer and company closing are each flagged."""
    scenario, plan = clean
    qbr, check = of_rule(plan, "QBR")[0], of_rule(plan, "CHK")[-1]
    assert "window" in flags(scenario, moved(plan, qbr, date(2027, 6, 30)))
    assert "weekday" in flags(scenario, moved(plan, qbr, date(2027, 1, 9)))
    assert "holiday" in flags(scenario, moved(plan, qbr, date(2027, 1, 1)))
    assert "leave" in flags(scenario, moved(plan, check, date(2027, 8, 3)))
    assert "own_holiday" in flags(scenario, moved(plan, check, date(2027, 12, 27)))
    assert "not_before" in flags(replace(scenario, not_before=date(2027, 12, 30)), plan)
    assert "closed" in flags(replace(scenario, closed=frozenset({check.date})), plan)
    shut = tuple(replace(each, blackout=frozenset({check.date})) for each in scenario.accounts)
    assert "blackout" in flags(replace(scenario, accounts=shut), plan)
    lazy = tuple(replace(each, working_weekdays=()) for each in scenario.people)
    assert "part_time" in flags(replace(scenario, people=lazy), plan)


def test_days_without_a_contact(clean: tuple[Scenario, Plan]) -> None:
    """A day on which nobody of theirs is there is flagged; one contact there is enough."""
    scenario, plan = clean
    check = of_rule(plan, "CHK")[0]
    away = PlannedContact(id="buyer", away=frozenset({check.date}))
    other = PlannedContact(id="champion", weekdays=(check.date.weekday(),))

    def with_contacts(*contacts: PlannedContact) -> Scenario:
        accounts = tuple(replace(each, contacts=contacts) for each in scenario.accounts)
        return replace(scenario, accounts=accounts)

    assert "contact" in flags(with_contacts(away), plan)
    assert not any(
        check.touch in each.touches
        for each in broken(with_contacts(away, other), plan)
        if each.rule == "contact"
    )


def test_people_that_the_rule_does_not_ask_for(clean: tuple[Scenario, Plan]) -> None:
    """Missing, additional, doubled and wrong participants are flagged."""
    scenario, plan = clean
    qbr = of_rule(plan, "QBR")[0]
    for people in (
        qbr.participants[:-1],
        (*qbr.participants, "ceo"),
        ("csm", "ae"),
        (*qbr.participants, "csm"),
        ("csm", "ae", "ceo"),
        (),
    ):
        assert "people" in flags(scenario, changed(plan, replace(qbr, participants=people)))
    stranger = replace(qbr, participants=("csm", "ae", "somebody"))
    assert "unknown" in flags(scenario, changed(plan, stranger))


def test_touches_of_an_account_too_close(clean: tuple[Scenario, Plan]) -> None:
    """A touch the day after another of its account breaks the gap; so does one after history."""
    scenario, plan = clean
    qbr, check = of_rule(plan, "QBR")[0], of_rule(plan, "CHK")[0]
    assert "gap" in flags(scenario, moved(plan, check, qbr.date + timedelta(days=1)))
    held = PastTouch(account="A1", rule="CHK", date=check.date, participants=("csm",))
    assert "gap" in flags(replace(scenario, history=(held,)), plan)


@pytest.mark.parametrize(
    "cap",
    [
        "onsite_per_day",
        "remote_per_day",
        "minutes_per_week",
        "travel_weeks_per_quarter",
        "visits_per_month",
        "visits_per_quarter",
        "visits_per_year",
    ],
)
def test_limits_of_a_person(clean: tuple[Scenario, Plan], cap: str) -> None:
    """A plan that was clean under a limit is not under one of nothing."""
    scenario, plan = clean
    people = tuple(replace(each, cap=replace(each.cap, **{cap: 0})) for each in scenario.people)
    found = [each for each in broken(replace(scenario, people=people), plan) if each.rule == cap]
    assert found
    assert all(each.who and each.touches for each in found)


def test_two_metros_and_remote_beside_visits(clean: tuple[Scenario, Plan]) -> None:
    """Two cities on one day, and more calls beside a visit than allowed, are flagged."""
    scenario, plan = clean
    paris, berlin = of_rule(plan, "QBR", "A1")[0], of_rule(plan, "QBR", "A3")[0]
    assert "two_metros" in flags(scenario, moved(plan, berlin, paris.date))
    calls = [of_rule(plan, "CHK", name)[0] for name in ("A3", "A4")]
    crowded = changed(plan, *(replace(call, date=paris.date) for call in calls))
    assert "remote_on_onsite_day" in flags(scenario, crowded)


def test_rotation(clean: tuple[Scenario, Plan]) -> None:
    """The same executive twice running, or again after the last year's, is flagged."""
    scenario, plan = clean
    visits = of_rule(plan, "QBR")
    first, second = visits[0], visits[1]
    same = replace(second, participants=first.participants)
    assert "rotation" in flags(scenario, changed(plan, same))
    again = replace(first, participants=("csm", "ae", "exec1"))
    assert "rotation" in flags(scenario, changed(plan, again))
    held = PastTouch(
        account="A1", rule="QBR", date=date(2026, 12, 1), participants=first.participants
    )
    assert "rotation" in flags(replace(scenario, history=(held,)), plan)


def test_an_unscheduled_visit_does_not_excuse_the_rotation(clean: tuple[Scenario, Plan]) -> None:
    """Once the visit between is gone, the two around it are consecutive."""
    scenario, plan = clean
    visits = of_rule(plan, "QBR")
    same = replace(visits[2], participants=visits[0].participants)
    plan = changed(plan, same)
    kept = tuple(each for each in plan.scheduled if each.touch != visits[1].touch)
    left = Unscheduled(touch=visits[1].touch, reason="PRIORITY", detail="left out")
    assert "rotation" in flags(
        scenario, replace(plan, scheduled=kept, unscheduled=(*plan.unscheduled, left))
    )


def test_fixed_touches_keep_date_and_people(clean: tuple[Scenario, Plan]) -> None:
    """A locked or frozen touch that moved, changed people or vanished is flagged."""
    scenario, plan = clean
    entry = of_rule(plan, "CHK")[0]
    elsewhere = replace(entry, date=entry.date + timedelta(days=7))
    assert "locked" in flags(replace(scenario, locked=(elsewhere,)), plan)
    assert "locked" in flags(
        replace(scenario, locked=(replace(entry, participants=("ae",)),)), plan
    )
    frozen = replace(scenario, baseline=(elsewhere,), freeze_until=date(2027, 12, 31))
    assert "locked" in flags(frozen, plan)
    assert "locked" not in flags(replace(scenario, baseline=(elsewhere,)), plan)
    kept = tuple(each for each in plan.scheduled if each.touch != entry.touch)
    left = Unscheduled(touch=entry.touch, reason="PRIORITY", detail="left out")
    gone = replace(plan, scheduled=kept, unscheduled=(*plan.unscheduled, left))
    assert "locked" in flags(replace(scenario, locked=(entry,)), gone)


def test_every_touch_is_listed_once(clean: tuple[Scenario, Plan]) -> None:
    """Dropped, doubled, unknown and twice listed touches are flagged."""
    scenario, plan = clean
    first = plan.scheduled[0]
    assert "listed" in flags(scenario, replace(plan, scheduled=plan.scheduled[1:]))
    assert "listed" in flags(scenario, replace(plan, scheduled=(*plan.scheduled, first)))
    left = Unscheduled(touch=first.touch, reason="PRIORITY", detail="too")
    assert "listed" in flags(scenario, replace(plan, unscheduled=(*plan.unscheduled, left)))
    odd = replace(first, touch=TouchId("A1:NONE:2027-Y:1"))
    assert "unknown" in flags(scenario, replace(plan, scheduled=(*plan.scheduled, odd)))


@pytest.mark.parametrize("reason", ["NO_DATE", "PAST", "WAIVED", "CEO_CAP"])
def test_reasons_that_are_not_true(clean: tuple[Scenario, Plan], reason: str) -> None:
    """A touch that could be placed may not be listed with a reason that says otherwise."""
    scenario, plan = clean
    entry = of_rule(plan, "CHK")[0]
    kept = tuple(each for each in plan.scheduled if each.touch != entry.touch)
    left = Unscheduled(touch=entry.touch, reason=reason, detail="so it says")
    plan = replace(plan, scheduled=kept, unscheduled=(*plan.unscheduled, left))
    assert "reason" in flags(scenario, plan)


def test_breaches_say_whether_only_fixed_touches_are_in_them(
    clean: tuple[Scenario, Plan],
) -> None:
    """A clash of two locked touches is marked as nobody's to mend."""
    scenario, plan = clean
    one, other = of_rule(plan, "CHK")[0], of_rule(plan, "QBR")[0]
    close = replace(one, date=other.date + timedelta(days=1))
    locked = replace(scenario, locked=(close, other))
    found = [each for each in broken(locked, changed(plan, close)) if each.rule == "gap"]
    assert any(each.fixed for each in found)


def test_a_move_is_judged_like_the_whole_plan(clean: tuple[Scenario, Plan]) -> None:
    """For every touch and a spread of days, the quick answer agrees with judging the plan."""
    scenario, plan = clean
    ledger = Ledger(scenario, plan.scheduled)
    for entry in plan.scheduled[::4]:
        for days in (-40, -8, -1, 0, 1, 3, 9, 33):
            proposed = replace(entry, date=entry.date + timedelta(days=days))
            if proposed.date.year != scenario.year:
                continue
            quick = {each.rule for each in breaches_in(ledger, proposed)}
            assert quick == flags(scenario, changed(plan, proposed))
            assert quick == {
                each.rule for each in breaches_of_move(scenario, plan.scheduled, proposed)
            }
    assert {each.touch for each in ledger.entries.values()} == {
        each.touch for each in plan.scheduled
    }


def test_an_unknown_touch_or_person_is_no_move(clean: tuple[Scenario, Plan]) -> None:
    """Proposals about strangers are answered with the word for it."""
    scenario, plan = clean
    odd = Entry(touch=TouchId("X"), date=date(2027, 3, 3), participants=("csm",))
    assert [each.rule for each in breaches_of_move(scenario, plan.scheduled, odd)] == ["unknown"]


def test_every_rule_has_its_words(clean: tuple[Scenario, Plan]) -> None:
    """Breaches carry only words that the table explains."""
    scenario, plan = clean
    away: Callable[[Entry], Entry] = lambda each: replace(each, date=date(2027, 8, 7))  # noqa: E731
    messy = replace(plan, scheduled=tuple(away(each) for each in plan.scheduled))
    assert flags(scenario, messy) <= set(RULES)


def test_a_holiday_abroad_does_not_count_at_home() -> None:
    """Only the account's country and the participants' own close a day."""
    scenario = team(accounts=(account(4, 90_000, "LON"),))
    plan = solved(scenario).plan
    call = of_rule(plan, "CHK", "A4")[0]
    assert "holiday" not in flags(scenario, moved(plan, call, date(2027, 5, 6)))
    assert week(date(2027, 5, 3)) >= {date(2027, 5, 6)}

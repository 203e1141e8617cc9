"""The year as the annual plan counts it: required, placed, done, hours, groups, windows."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.engagement import State
from csplanner.domain.ids import BlackoutId, TimeOffId, UnplacedTouchId
from csplanner.domain.records import (
    Account,
    Blackout,
    Engagement,
    Person,
    PlanRun,
    TimeOff,
    UnplacedTouch,
)
from csplanner.services.adjust_calendar import miss
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.plan_facts import year_facts
from csplanner.services.plan_view import (
    Grouping,
    PlanFilter,
    Sorting,
    account_marks,
    arranged,
    decision_windows,
    renewal_in,
)
from csplanner.services.review_coverage import review_coverage
from csplanner.store.portfolio import Portfolio
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def planned_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a team whose year is planned; made once, copied by each test."""
    with make_team(tmp_path_factory.mktemp("planned")) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        return portfolio.path


@pytest.fixture
def planned(planned_file: Path, tmp_path: Path) -> Iterator[Portfolio]:
    copy = tmp_path / "team.csplan"
    shutil.copy(planned_file, copy)
    with Portfolio.open(copy, Clock(TODAY), tmp_path / "backups") as portfolio:
        yield portfolio


def _first(portfolio: Portfolio) -> Engagement:
    return min(portfolio.all(Engagement), key=lambda e: (e.date, e.touch))


def test_counts_agree_with_the_calendar(planned: Portfolio) -> None:
    """Placed and required of the whole year are the engagements, quarter by quarter."""
    facts = year_facts(planned, 2027, TODAY)
    placed = [sum(account.counts[q] for account in facts.accounts) for q in range(4)]
    wanted = Counter((e.date.month - 1) // 3 for e in planned.all(Engagement))
    assert placed == [wanted[q] for q in range(4)]
    required = sum(sum(account.counts[4:8]) for account in facts.accounts)
    assert required == sum(placed) + len(facts.unplaced)


def test_a_missed_touch_is_required_until_it_is_made_up(planned: Portfolio) -> None:
    """Missing takes one from the placed and none from the required; a new date puts it right."""
    item = _first(planned)
    before = year_facts(planned, 2027, TODAY)
    miss(planned, item.touch)
    after = year_facts(planned, 2027, TODAY)
    assert after.missed == (item.touch,)
    assert _sums(after) == (_sums(before)[0] - 1, _sums(before)[1])
    with planned.change("Make it up") as work:
        work.put(replace(item, id=new_id(), date=item.date + dt.timedelta(days=1)))
    made_up = year_facts(planned, 2027, TODAY)
    assert made_up.missed == ()
    assert _sums(made_up) == _sums(before)


def _sums(facts: object) -> tuple[int, int]:
    accounts = facts.accounts  # type: ignore[attr-defined]
    return sum(sum(a.counts[:4]) for a in accounts), sum(sum(a.counts[4:8]) for a in accounts)


def test_an_unplaced_touch_is_required_where_its_window_ends(planned: Portfolio) -> None:
    """What the run could not place counts in one quarter, and no longer once it has a date."""
    account = planned.all(Account)[0]
    run = planned.all(PlanRun)[0]
    before = year_facts(planned, 2027, TODAY)
    touch = "K00:EXTRA:2027-Q3:1"
    with planned.change("Leave one out") as work:
        work.put(
            UnplacedTouch(
                id=UnplacedTouchId(new_id()),
                plan_run_id=run.id,
                account_id=account.id,
                touch=touch,
                rule="EXTRA",
                window_from=dt.date(2027, 7, 1),
                window_to=dt.date(2027, 9, 30),
                reason="CAPACITY",
            )
        )
    facts = year_facts(planned, 2027, TODAY)
    changed = {a.id: a.counts for a in facts.accounts}[account.id]
    was = {a.id: a.counts for a in before.accounts}[account.id]
    assert [b - a for a, b in zip(was, changed, strict=True)] == [0] * 6 + [1] + [0] * 5
    assert [row.touch for row in facts.unplaced] == [touch]
    with planned.change("Place it") as work:
        work.put(replace(_first(planned), id=new_id(), touch=touch))
    assert year_facts(planned, 2027, TODAY).unplaced == ()


def test_hours_are_those_of_the_coverage_review(planned: Portfolio) -> None:
    """The load strip and the manager's review tell the same hours for every CSM."""
    loads = {load.id: sum(load.hours) for load in year_facts(planned, 2027, TODAY).loads}
    review = review_coverage(planned, 2027, TODAY)
    assert len(loads) == 2
    for person in review.people:
        if person.id in loads:
            assert loads[person.id] == pytest.approx(person.load.hours)


def test_leave_of_three_days_hatches_a_week(planned: Portfolio) -> None:
    """A week counts as away from three working days on; a single day does not."""
    person = next(p for p in planned.all(Person) if p.external_id == "C1")
    with planned.change("Leave") as work:
        for first, last in (((2027, 7, 5), (2027, 7, 9)), ((2027, 8, 2), (2027, 8, 3))):
            work.put(
                TimeOff(
                    id=TimeOffId(new_id()),
                    person_id=person.id,
                    start=dt.date(*first),
                    end=dt.date(*last),
                )
            )
    load = next(load for load in year_facts(planned, 2027, TODAY).loads if load.id == person.id)
    assert load.away == {27}


def test_one_csm_sees_only_their_own(planned: Portfolio) -> None:
    """With an owner chosen, accounts, counts and load are that owner's."""
    person = next(p for p in planned.all(Person) if p.external_id == "C2")
    facts = year_facts(planned, 2027, TODAY, (person.id,))
    assert {account.owner_id for account in facts.accounts} == {person.id}
    assert [load.id for load in facts.loads] == [person.id]
    own = {account.id for account in facts.accounts}
    assert facts.engagements == sum(e.account_id in own for e in planned.all(Engagement))


def test_groups_hold_every_account_once(planned: Portfolio) -> None:
    """Whatever rows are put together by, each account is in one group and sums agree."""
    facts = year_facts(planned, 2027, TODAY)
    for grouping in Grouping:
        groups = arranged(facts, PlanFilter(grouping=grouping))
        ids = [a.id for group in groups for a in (*group.accounts, *group.folded)]
        assert sorted(ids) == sorted(account.id for account in facts.accounts)
        assert sum(group.arr for group in groups) == sum(a.arr_base or 0 for a in facts.accounts)
        assert sum(q.required for group in groups for q in group.quarters) == _sums(facts)[1]


def test_tiers_come_from_the_policy_and_fold_what_is_digital(planned: Portfolio) -> None:
    """Tiers stand from the highest; small accounts with check-ins alone fold into one row."""
    groups = arranged(year_facts(planned, 2027, TODAY), PlanFilter())
    assert [group.name for group in groups] == ["Strategic", "Enterprise", "Growth", "Scale"]
    assert groups[0].least == Decimal(1_000_000)
    assert groups[-1].below == Decimal(100_000)
    assert len(groups[-1].folded) == 3
    assert groups[-1].accounts == ()


def test_revenue_without_a_rate_is_listed_not_guessed(planned: Portfolio) -> None:
    """An account in a currency that has no rate stands in a group of its own."""
    account = planned.all(Account)[3]
    with planned.change("Other money") as work:
        work.put(replace(account, currency="CHF"))
    groups = arranged(year_facts(planned, 2027, TODAY), PlanFilter())
    assert groups[-1].name == "No exchange rate"
    assert [a.id for a in groups[-1].accounts] == [account.id]


def test_words_filter_accounts_and_csms(planned: Portfolio) -> None:
    """Every word must be found in the account's name or its CSM's."""
    facts = year_facts(planned, 2027, TODAY)

    def names(words: str) -> list[str]:
        wanted = PlanFilter(words=words, grouping=Grouping.NONE, sorting=Sorting.NAME)
        return [a.name for group in arranged(facts, wanted) for a in group.accounts]

    assert names("customer 07") == ["Customer 07"]
    assert names("person c1") == [f"Customer {n:02d}" for n in range(0, 12, 2)]
    assert names("nobody") == []


def test_decision_windows_lie_before_the_renewals_of_two_years(planned: Portfolio) -> None:
    """A January renewal is decided in the autumn before; an own lead moves the window."""
    facts = year_facts(planned, 2027, TODAY)
    account = next(a for a in facts.accounts if a.renewal == dt.date(2027, 1, 15))
    assert renewal_in(account, 2027) == dt.date(2027, 1, 15)
    assert decision_windows(facts, account) == ((dt.date(2027, 7, 19), dt.date(2027, 10, 17)),)
    sooner = replace(account, decision_lead=120)
    assert decision_windows(facts, sooner)[0] == (dt.date(2027, 6, 19), dt.date(2027, 9, 17))
    assert decision_windows(facts, replace(account, renewal=None)) == ()


def test_marks_and_closed_days_are_those_of_the_accounts_asked(planned: Portfolio) -> None:
    """One read gives each account its engagements in order, without waived ones, and freezes."""
    one, other = planned.all(Account)[:2]
    waived = next(e for e in planned.all(Engagement) if e.account_id == one.id)
    with planned.change("Waive and close") as work:
        work.put(replace(waived, state=State.WAIVED))
        work.put(
            Blackout(
                id=BlackoutId(new_id()),
                account_id=one.id,
                start=dt.date(2027, 11, 1),
                end=dt.date(2027, 11, 30),
                reason="Freeze",
            )
        )
    found = account_marks(planned, 2027, [one.id, other.id])
    wanted = [e for e in planned.where(Engagement, account_id=one.id) if e.state != State.WAIVED]
    assert {mark.id for mark in found[one.id][0]} == {e.id for e in wanted}
    dates = [mark.date for mark in found[one.id][0]]
    assert dates == sorted(dates)
    assert [row.reason for row in found[one.id][1]] == ["Freeze"]
    assert found[other.id][1] == ()

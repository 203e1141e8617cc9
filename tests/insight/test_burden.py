"""Burden: the worked example of docs/burden.md, its parts, and what it never does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.burden_policy import BurdenPolicy
from csplanner.domain.health_facts import (
    HealthFacts,
    MonthTotal,
    TicketMonth,
    Usage,
    month_index,
    month_start,
)
from csplanner.insight.burden import burden, load_of

END = dt.date(2027, 5, 12)
MAY = month_index(END)
JANUARY = month_index(dt.date(2026, 1, 1))


def facts(points: list[float], use: list[float], *, tickets: int = 5) -> HealthFacts:
    """Return months of tickets and use from January 2026 on."""
    return HealthFacts(
        tickets=tuple(
            TicketMonth(JANUARY + i, tickets, value, value / 2) for i, value in enumerate(points)
        ),
        tickets_from=dt.date(2026, 1, 1),
        ticket_days=(END,),
        usage=(
            Usage(
                metric="loads",
                months=tuple(
                    MonthTotal(JANUARY + i, v, 1, month_start(JANUARY + i).isoformat())
                    for i, v in enumerate(use)
                ),
            ),
        )
        if use
        else (),
    )


def test_the_worked_example_of_the_docs() -> None:
    """Value, baseline, change and what was saved, as calculated by hand in docs/burden.md."""
    found = burden(facts([60.0] * 3 + [40.0] * 11 + [30.0, 40.0, 17.6], [20_000.0] * 14
                         + [24_000.0] * 3), END)  # fmt: skip
    assert found.baseline == pytest.approx(180 / 90 * 30 / 20)
    assert found.value == pytest.approx(87.6 / 73 * 30 / 24)
    assert (found.baseline, found.value) == (pytest.approx(3.0), pytest.approx(1.5))
    assert found.change == pytest.approx(-0.5)
    saved = found.saved
    assert saved is not None
    assert saved.support_hours == pytest.approx(90 * 1.2 * 73 / 90 - 43.8)
    assert saved.support_hours == pytest.approx(43.8)
    assert saved.support_money == pytest.approx(3723.0)
    assert saved.customer_hours == pytest.approx((180 * 1.2 * 73 / 90 - 87.6) * 0.5)
    assert saved.customer_money == pytest.approx(1839.6)
    parts = dict(found.parts)
    assert (parts["points"], parts["days"], parts["use"]) == (pytest.approx(87.6), 73, 24_000)
    assert (parts["baseline_points"], parts["baseline_days"]) == (180, 90)
    assert (found.use_metric, found.silence, found.thin) == ("loads", False, False)
    assert found.quarters[0].start == dt.date(2026, 1, 1)
    assert len(found.quarters) == 5


def test_twice_the_use_with_the_same_tickets_is_half_the_burden() -> None:
    """Burden is per unit of use, so growth alone does not look like trouble."""
    same = burden(facts([10.0] * 17, [500.0] * 17), END)
    grown = burden(facts([10.0] * 17, [500.0] * 14 + [1000.0] * 3), END)
    assert grown.value == pytest.approx((same.value or 0) / 2)
    assert grown.baseline == same.baseline


def test_silence_is_tickets_falling_with_use() -> None:
    """Half the tickets with half the use raises the flag; with steady use it does not."""
    fallen = [10.0] * 14 + [3.0] * 3
    assert burden(facts(fallen, [500.0] * 14 + [250.0] * 3), END).silence
    assert not burden(facts(fallen, [500.0] * 17), END).silence
    assert not burden(facts(fallen, []), END).silence


def test_without_tickets_there_is_no_burden() -> None:
    """No ticket on record is no data, not zero burden."""
    assert burden(HealthFacts(), END).value is None


def test_without_a_full_quarter_before_there_is_no_change() -> None:
    """The value is said, and that nothing stands to compare it with."""
    young = replace(facts([10.0] * 17, []), tickets_from=dt.date(2027, 2, 10))
    found = burden(young, END)
    assert found.value is not None
    assert (found.baseline, found.change, found.saved) == (None, None, None)


def test_a_baseline_of_few_tickets_is_said_to_be_thin() -> None:
    """Under ten tickets a change is no conclusion; more quarters make a broader baseline."""
    few = facts([10.0] * 17, [500.0] * 17, tickets=3)
    assert burden(few, END).thin
    broad = burden(few, END, BurdenPolicy(baseline_quarters=2))
    assert not broad.thin
    assert broad.base is not None
    assert (broad.base.start, broad.base.end) == (dt.date(2026, 1, 1), dt.date(2026, 6, 30))


def test_without_a_measure_of_use_it_is_per_month() -> None:
    """Points per 30 days, and no metric named."""
    found = burden(facts([10.0] * 17, []), END)
    assert found.value == pytest.approx(30 / 73 * 30)
    assert found.use_metric == ""


def test_an_earlier_day_knows_nothing_later() -> None:
    """As of March 2027 neither April's tickets nor its use count."""
    whole = replace(
        facts([10.0] * 15 + [99.0] * 2, [500.0] * 15 + [9.0] * 2),
        ticket_days=(dt.date(2027, 3, 31), END),
    )
    found = burden(whole, dt.date(2027, 4, 10))
    assert found.as_of == dt.date(2027, 3, 31)
    assert dict(found.parts)["points"] == 30


points_by_month = st.lists(st.floats(0, 1e4), min_size=17, max_size=17)
use_by_month = st.lists(st.floats(1, 1e6), min_size=17, max_size=17)


@given(points_by_month, use_by_month, st.integers(MAY - 2, MAY), st.floats(0.01, 1e3))
def test_a_bad_ticket_more_never_lowers_burden(
    points: list[float], use: list[float], month: int, more: float
) -> None:
    """Whatever came before, a ticket more in the last three months raises value and change."""
    before = facts(points, use)
    at = month - JANUARY
    after = facts([*points[:at], points[at] + more, *points[at + 1 :]], use)
    one, other = burden(before, END), burden(after, END)
    assert (other.value or 0) > (one.value or 0) - 1e-9
    assert one.change is None or (other.change or 0) >= one.change - 1e-9
    assert (other.saved and one.saved) is not None
    assert other.saved is not None
    assert one.saved is not None
    assert other.saved.support_hours <= one.saved.support_hours + 1e-6
    first, second = load_of(before, END), load_of(after, END)
    assert first is not None
    assert second is not None
    assert second.ratio >= first.ratio


@given(points_by_month, use_by_month, st.floats(0.1, 10))
def test_the_unit_of_use_does_not_matter_to_the_change(
    points: list[float], use: list[float], unit: float
) -> None:
    """Counting loads in dozens changes the value and no conclusion."""
    one = burden(facts(points, use), END)
    other = burden(facts(points, [u * unit for u in use]), END)
    assert (one.change is None) == (other.change is None)
    assert (one.change or 0) == pytest.approx(other.change or 0, rel=1e-6, abs=1e-9)


def test_of_a_long_past_the_baseline_and_the_last_quarters_are_told() -> None:
    """Nine of twenty quarters: the first, which later ones are held against, and the last eight."""
    start = MAY - 60
    long = HealthFacts(
        tickets=tuple(TicketMonth(start + i, 5, 10.0 + i, 1.0) for i in range(61)),
        tickets_from=month_start(start),
        ticket_days=(END,),
    )
    found = burden(long, END)
    starts = [period.start for period in found.quarters]
    assert starts[:2] == [dt.date(2022, 7, 1), dt.date(2025, 4, 1)]
    assert (len(starts), starts[-1]) == (9, dt.date(2027, 1, 1))
    assert found.base == found.quarters[0]

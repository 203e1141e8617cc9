"""Proves the first form of burden: per unit of use, against the own baseline, with its parts."""

from __future__ import annotations

import datetime as dt

import pytest

from csplanner.domain.health_facts import (
    HealthFacts,
    MonthTotal,
    TicketMonth,
    Usage,
    month_index,
    month_start,
)
from csplanner.insight.burden import burden
from csplanner.insight.curves import severity_weight

END = dt.date(2027, 5, 31)
MAY = month_index(END)


def facts(tickets: list[int], use: list[float]) -> HealthFacts:
    """Return fifteen months of tickets and use, the newest last."""
    first = MAY - 14
    return HealthFacts(
        tickets=tuple(TicketMonth(first + i, n, float(n), n / 2) for i, n in enumerate(tickets)),
        tickets_from=dt.date(2025, 1, 1),
        ticket_days=(END,),
        usage=(
            Usage(
                metric="loads",
                months=tuple(
                    MonthTotal(first + i, v, 1, month_start(first + i).isoformat())
                    for i, v in enumerate(use)
                ),
            ),
        ),
    )


def test_burden_is_tickets_a_month_per_thousand_units() -> None:
    """46 tickets in 92 days at a use of 500 are 30 a month per 1,000."""
    found = burden(facts([15] * 10 + [15, 15, 16, 15, 15], [500.0] * 15), END)
    assert found.value == pytest.approx(46 / 92 * 30 * 1000 / 500)
    assert found.baseline == pytest.approx(180 / 365 * 30 * 1000 / 500)
    assert dict(found.parts)["tickets"] == 46
    assert found.use_metric == "loads"


def test_twice_the_use_with_the_same_tickets_is_half_the_burden() -> None:
    """Burden is per unit of use, so growth alone does not look like trouble."""
    same = burden(facts([10] * 15, [500.0] * 15), END)
    grown = burden(facts([10] * 15, [500.0] * 12 + [1000.0] * 3), END)
    assert grown.value == pytest.approx((same.value or 0) / 2)
    assert grown.baseline == same.baseline


def test_a_ticket_more_never_lowers_burden() -> None:
    """Each added recent ticket raises the value."""
    values = [burden(facts([10] * 14 + [n], [500.0] * 15), END).value or 0 for n in range(12)]
    assert values == sorted(values)
    assert len(set(values)) == len(values)


def test_silence_is_tickets_falling_with_use() -> None:
    """Half the tickets with half the use raises the flag; with steady use it does not."""
    assert burden(facts([10] * 12 + [4] * 3, [500.0] * 12 + [250.0] * 3), END).silence
    assert not burden(facts([10] * 12 + [4] * 3, [500.0] * 15), END).silence


def test_without_tickets_there_is_no_burden() -> None:
    """No ticket on record is no data, not zero burden."""
    assert burden(HealthFacts(), END).value is None


def test_severity_words_of_several_systems_are_known() -> None:
    """Urgent counts four, high two, an unknown word one, low a half."""
    assert [severity_weight(w) for w in ("Urgent", "HIGH", "odd", "low")] == [4.0, 2.0, 1.0, 0.5]

"""Proves the arithmetic of health: curves, spreading of weights, age, sums, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.health import Band, Part, band_of, whole_points
from csplanner.domain.health_facts import (
    Answer,
    ContactFacts,
    DriverFacts,
    HealthFacts,
    MonthTotal,
    TicketMonth,
    Usage,
    month_index,
    month_start,
)
from csplanner.insight.health import health

TODAY = dt.date(2027, 5, 12)
MAY = month_index(TODAY)


def months(values: list[float], last: int = MAY) -> tuple[MonthTotal, ...]:
    """Return one reading a month, the newest in month `last`."""
    first = last - len(values) + 1
    return tuple(
        MonthTotal(first + i, value, 1, month_start(first + i).isoformat())
        for i, value in enumerate(values)
    )


def used(values: list[float], last: int = MAY) -> HealthFacts:
    """Return facts of one metric only."""
    return HealthFacts(usage=(Usage(metric="usage_count", months=months(values, last)),))


def full() -> HealthFacts:
    """Return facts for all five components, calculated by hand in docs/health.md."""
    return HealthFacts(
        usage=(Usage(metric="loads", months=months([100.0] * 12 + [110.0] * 3)),),
        drivers=(
            DriverFacts(name="a", target=100, readings=((TODAY, 90.0),)),
            DriverFacts(name="b", target=10, lower_is_better=True, readings=((TODAY, 16.0),)),
        ),
        tickets=(*(TicketMonth(MAY - 14 + i, 1, 1.0, 2.0) for i in range(15)),),
        tickets_from=dt.date(2025, 1, 1),
        ticket_days=(TODAY,),
        answers=(Answer(TODAY, "nps", 7.0), Answer(TODAY, "ticket", 3.0)),
        touches=(TODAY - dt.timedelta(days=80),),
        contacts=(
            ContactFacts(influence=5, touched=(TODAY,)),
            ContactFacts(influence=3, touched=(TODAY - dt.timedelta(days=120),)),
        ),
        gap_days=80,
    )


def test_the_worked_example_of_the_docs() -> None:
    """Every value and contribution of the worked example comes out as written in docs/health.md."""
    found = health(full(), TODAY)
    values = {c.name: round(c.value or 0, 2) for c in found.components}
    assert values == {
        Part.USAGE: 88.0,
        Part.OUTCOMES: 52.5,
        Part.SUPPORT: 70.83,
        Part.CONTACT: 68.75,
        Part.SENTIMENT: 60.0,
    }
    assert [c.contribution for c in found.components] == [26.4, 13.1, 14.2, 10.3, 6.0]
    assert (found.score, found.band) == (70.0, Band.WATCH)


def test_the_further_examples_of_the_docs() -> None:
    """A silent champion cuts contact; tone is a third kind; a missing weight is spread."""
    silent = ContactFacts(
        influence=5, interval_days=60, touched=(TODAY - dt.timedelta(days=120),), champion=True
    )
    facts = replace(full(), contacts=(*full().contacts, replace(silent, influence=0)))
    assert health(facts, TODAY).part(Part.CONTACT).value == pytest.approx(55.0)
    toned = (*full().tickets[:-1], full().tickets[-1]._replace(toned=4, tone=-0.6))
    sentiment = health(replace(full(), tickets=toned), TODAY).part(Part.SENTIMENT)
    assert sentiment.value == pytest.approx((70 + 50 + 40) / 3)
    spread = health(replace(full(), answers=()), TODAY)
    shares = [round(c.share, 1) for c in spread.components]
    assert shares == [33.3, 27.8, 22.2, 16.7, 0.0]


def test_usage_is_the_level_against_the_account_itself() -> None:
    """The same level scores 80, a fall to half 25, a rise by a quarter 100."""
    for recent, value in ((100.0, 80.0), (50.0, 25.0), (125.0, 100.0), (10.0, 0.0)):
        found = health(used([100.0] * 12 + [recent] * 3), TODAY)
        assert found.part(Part.USAGE).value == pytest.approx(value)


def test_licence_use_counts_by_its_own_level() -> None:
    """A share of licences needs no history: 80 % in use is full marks, 50 % half of them."""
    facts = HealthFacts(usage=(Usage(metric="licence use", unit="%", months=months([50.0])),))
    assert health(facts, TODAY).part(Part.USAGE).value == pytest.approx(50.0)


def test_a_short_history_is_missing_not_guessed() -> None:
    """Two months of use give no trend: the component is missing and says why."""
    part = health(used([5.0, 6.0]), TODAY).part(Part.USAGE)
    assert part.missing
    assert part.value is None
    assert "Less than three readings" in part.basis


def test_errors_are_not_use() -> None:
    """A metric of errors or response time never counts as use."""
    for metric in ("usage_errors", "response time", "uptime"):
        facts = HealthFacts(usage=(Usage(metric=metric, months=months([1.0] * 15)),))
        assert health(facts, TODAY).part(Part.USAGE).missing


def test_old_data_is_stale_and_leaves_the_total() -> None:
    """A newest reading of 60 days counts, of 61 days is shown but earns nothing."""
    facts = used([100.0] * 15, last=month_index(dt.date(2027, 3, 1)))
    assert health(facts, dt.date(2027, 4, 30)).score == 80.0
    late = health(facts, dt.date(2027, 5, 1))
    assert (late.score, late.band) == (None, Band.NO_DATA)
    assert late.part(Part.USAGE).stale
    assert late.part(Part.USAGE).value == pytest.approx(80.0)


def test_nothing_known_is_no_score() -> None:
    """An account without any fact has no score, and each component says what is missing."""
    found = health(HealthFacts(), TODAY)
    assert (found.score, found.band, len(found.missing)) == (None, Band.NO_DATA, 5)
    assert all(c.basis for c in found.components)


def test_facts_after_the_day_do_not_count() -> None:
    """Health as of an earlier day sees no later reading, touch or answer."""
    before = TODAY - dt.timedelta(days=400)
    found = health(full(), before)
    assert found.part(Part.SENTIMENT).missing
    assert found.part(Part.CONTACT).missing
    assert found.part(Part.OUTCOMES).missing


def test_bands_are_judged_by_the_printed_number() -> None:
    """74.5 prints as 75 and is healthy; 54.4 prints as 54 and is at risk."""
    assert [band_of(v) for v in (74.5, 74.4, 54.5, 54.4)] == [
        Band.HEALTHY,
        Band.WATCH,
        Band.WATCH,
        Band.AT_RISK,
    ]


facts_strategy = st.builds(
    HealthFacts,
    usage=st.lists(st.floats(0, 1e6), min_size=0, max_size=18).map(
        lambda v: (Usage(metric="use", months=months(v)),) if v else ()
    ),
    drivers=st.lists(
        st.builds(
            DriverFacts,
            name=st.just("d"),
            target=st.none() | st.floats(0, 1e6),
            current=st.none() | st.floats(0, 1e6),
            lower_is_better=st.booleans(),
            weight=st.floats(0, 9),
        ),
        max_size=4,
    ).map(tuple),
    tickets=st.lists(st.integers(0, 50), max_size=18).map(
        lambda v: tuple(TicketMonth(MAY - i, n, float(n), 0.0) for i, n in enumerate(v))
    ),
    tickets_from=st.just(dt.date(2025, 1, 1)),
    ticket_days=st.just((TODAY,)),
    answers=st.lists(
        st.builds(Answer, st.just(TODAY), st.sampled_from(["nps", "csat"]), st.floats(0, 10)),
        max_size=4,
    ).map(tuple),
    touches=st.lists(st.dates(dt.date(2026, 1, 1), TODAY), max_size=3).map(tuple),
    gap_days=st.integers(1, 200),
)


@given(facts_strategy)
def test_a_score_stays_in_its_bounds_and_is_the_sum_of_its_parts(facts: HealthFacts) -> None:
    """For any facts the score lies in 0-100, its points sum to it, and its shares to 100."""
    found = health(facts, TODAY)
    if found.score is None:
        assert all(c.share == 0 == c.contribution for c in found.components)
        return
    assert 0 <= found.score <= 100
    assert sum(c.contribution for c in found.components) == pytest.approx(found.score)
    assert sum(c.share for c in found.components) == pytest.approx(100)
    assert all(c.contribution == 0 for c in found.components if not c.counts)
    whole = whole_points(tuple(c.contribution for c in found.components), int(found.score + 0.5))
    assert sum(whole) == int(found.score + 0.5)

"""Proves which touches a policy asks for: tiers, periods, anchors, clipping, ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import UserMistake
from csplanner.domain.demand import min_gap_of, tier_of, touches_of
from csplanner.domain.plan import TouchId
from csplanner.domain.scenario import Overlay, Policy, StatedTouch
from tests.planning.small import RULES, TIERS, YEAR, account, team

if TYPE_CHECKING:
    from csplanner.domain.scenario import Rule


def anchored(**more: object) -> Rule:
    """Make a rule about the days around a renewal."""
    return replace(RULES[3], **more)


def windows(rule: Rule, **more: object) -> dict[str, tuple[date, date]]:
    """Give the windows of one rule for one account, by touch id."""
    policy = Policy(tiers=TIERS, rules=(rule,), pilot_min_gap_days=3)
    scenario = team(policy=policy, accounts=(account(1, 900_000, "PAR", **more),))
    return {touch.id: (touch.first, touch.last) for touch in touches_of(scenario)}


def test_periods_tile_the_year_and_name_themselves() -> None:
    """Each period kind covers the year without overlap, under the names that ids promise."""
    names = {"year": ["Y"], "half": ["H1", "H2"], "quarter": [f"Q{n}" for n in range(1, 5)]}
    names["month"] = [f"M{n:02d}" for n in range(1, 13)]
    for period, expected in names.items():
        rule = replace(RULES[1], period=period, count=1)
        found = windows(rule)
        assert list(found) == [f"A1:CHK:{YEAR}-{name}:1" for name in expected]
        spans = list(found.values())
        assert spans[0][0] == date(YEAR, 1, 1)
        assert spans[-1][1] == date(YEAR, 12, 31)
        for (_, last), (first, _) in pairwise(spans):
            assert first == last + timedelta(days=1)


def test_several_touches_of_a_period_count_from_one() -> None:
    """A count of two gives seq 1 and 2 with the same window."""
    found = windows(RULES[1])
    assert set(found) == {f"A1:CHK:{YEAR}-H{half}:{seq}" for half in (1, 2) for seq in (1, 2)}
    assert found[f"A1:CHK:{YEAR}-H1:1"] == found[f"A1:CHK:{YEAR}-H1:2"]


def test_an_overlay_asks_only_those_under_it_and_only_while_it_lasts() -> None:
    """A monthly rule of an overlay owes what lies inside it, unless too little is left."""
    rule = replace(RULES[1], id="MORE", period="month", count=1, overlays=("low_health",))
    assert windows(rule) == {}
    assert windows(rule, overlays=(Overlay(id="pilot"),)) == {}
    lasts = Overlay(id="low_health", first=date(YEAR, 5, 20), last=date(YEAR, 8, 4))
    assert windows(rule, overlays=(Overlay(id="pilot"), lasts)) == {
        f"A1:MORE:{YEAR}-M05:1": (date(YEAR, 5, 20), date(YEAR, 5, 31)),
        f"A1:MORE:{YEAR}-M06:1": (date(YEAR, 6, 1), date(YEAR, 6, 30)),
        f"A1:MORE:{YEAR}-M07:1": (date(YEAR, 7, 1), date(YEAR, 7, 31)),
    }


def test_a_freeze_of_travel_makes_calls_of_visits_inside_it() -> None:
    """The third quarter's visit becomes a call; the year's visit is dated in the longer part."""
    frozen = ((date(YEAR, 7, 1), date(YEAR, 9, 30)),)
    away, home = account(1, 900_000, "PAR"), account(2, 900_000, "LON")
    found = {t.id: t for t in touches_of(team(accounts=(away, home), no_travel=frozen))}
    assert found[TouchId(f"A1:QBR:{YEAR}-Q3:1")].mode == "remote"
    assert found[TouchId(f"A1:QBR:{YEAR}-Q2:1")].mode == "onsite"
    assert found[TouchId(f"A2:QBR:{YEAR}-Q3:1")].mode == "onsite"
    ceo = found[TouchId(f"A1:CEO:{YEAR}-Y:1")]
    assert (ceo.mode, ceo.first, ceo.last) == ("onsite", date(YEAR, 1, 1), date(YEAR, 6, 30))


def test_a_new_customer_is_anchored_at_the_start() -> None:
    """A rule of the contract's start counts from `starts`, once."""
    rule = anchored(anchor="contract_start", from_days=45, to_days=75)
    assert windows(rule) == {}
    assert windows(rule, starts=date(YEAR, 3, 1)) == {
        f"A1:REN:{YEAR}-03-01:1": (date(YEAR, 4, 15), date(YEAR, 5, 15))
    }


def test_january_renewal_has_its_window_in_the_autumn_before() -> None:
    """The anniversary of the year after counts, too."""
    found = windows(anchored(), renewal=date(2025, 1, 20))
    assert found == {"A1:REN:2028-01-20:1": (date(2027, 9, 22), date(2027, 10, 22))}


def test_leap_day_renewal_falls_back_to_the_28th() -> None:
    """A renewal on 29 February has its anniversary on the 28th in other years."""
    assert "A1:REN:2027-02-28:1" in windows(
        anchored(from_days=-20, to_days=0), renewal=date(2024, 2, 29)
    )


@given(
    renewal=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    start=st.integers(-200, 60),
    length=st.integers(0, 60),
)
def test_anchor_windows_stay_in_the_year_and_are_long_enough(
    renewal: date, start: int, length: int
) -> None:
    """A clipped window is inside the year and at least min(anchor_min_days, its full length)."""
    rule = anchored(from_days=start, to_days=start + length)
    found = windows(rule, renewal=renewal)
    for first, last in found.values():
        assert date(YEAR, 1, 1) <= first <= last <= date(YEAR, 12, 31)
        assert (last - first).days + 1 >= min(10, length + 1)
    whole = [
        day + timedelta(days=start)
        for day in (_same_day(renewal, YEAR), _same_day(renewal, YEAR + 1))
    ]
    inside = [
        first
        for first in whole
        if first.year == YEAR and (first + timedelta(days=length)).year == YEAR
    ]
    assert {first for first, _ in found.values()} >= set(inside)


def _same_day(day: date, year: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if is_leap_day else date(year, day.month, day.day)


@given(arr=st.integers(0, 3_000_000))
def test_tier_is_the_highest_band_that_the_arr_reaches(arr: int) -> None:
    """The band's minimum is reached, and no higher one is."""
    policy = team().policy
    tier = tier_of(policy, account(1, arr, "PAR"))
    assert tier is not None
    assert tier.min_arr <= arr
    assert all(each.min_arr > arr or each.min_arr <= tier.min_arr for each in policy.tiers)


def test_an_override_beats_the_arr() -> None:
    """An account keeps the tier it was given."""
    tier = tier_of(team().policy, account(1, 5, "PAR", tier="big"))
    assert tier is not None
    assert tier.id == "big"


def test_pilot_gap_counts_only_where_it_is_smaller_and_there_is_a_pilot() -> None:
    """The smaller of both gaps holds for a pilot, the tier's for the others."""
    policy = team().policy
    assert min_gap_of(policy, account(1, 900_000, "PAR")) == 5
    assert min_gap_of(policy, account(1, 900_000, "PAR", pilot_end=date(2027, 5, 1))) == 3
    assert (
        min_gap_of(
            replace(policy, pilot_min_gap_days=9), account(4, 1, "PAR", pilot_end=date(2027, 5, 1))
        )
        == 7
    )


def test_an_account_below_every_band_is_asked_for_the_rules_of_all() -> None:
    """Without a band only rules for every tier ask for touches."""
    policy = replace(team().policy, tiers=(replace(TIERS[0], min_arr=Decimal(10**9)),))
    found = touches_of(team(policy=policy, accounts=(account(1, 5, "PAR"),)))
    assert Counter(touch.rule for touch in found) == {"CHK": 4, "REN": 1}


def test_without_a_city_everything_is_remote() -> None:
    """An account without a metro is never asked for a visit."""
    found = touches_of(team(accounts=(replace(account(1, 900_000, "PAR"), metro=None),)))
    assert {touch.mode for touch in found} == {"remote"}


def test_stated_touches_come_last_under_their_own_ids() -> None:
    """Demand stated outright joins the demand of the rules as it is."""
    stated = StatedTouch(
        touch=TouchId("A4:overlay:kick-off:1"),
        account="A4",
        first=date(2027, 2, 1),
        last=date(2027, 2, 20),
        mode="onsite",
        roles=("CSM",),
        minutes=90,
    )
    found = touches_of(team(touches=(stated,)))[-1]
    assert (found.id, found.first, found.last, found.rule) == (
        stated.touch,
        stated.first,
        stated.last,
        "",
    )
    assert found.target_gap_days == 0


def test_touches_dated_in_another_year_are_not_asked_for() -> None:
    """They leave the demand; the others stay as they are."""
    scenario = team()
    touches = touches_of(scenario)
    gone = touches[1].id
    left = touches_of(replace(scenario, elsewhere=frozenset({gone})))
    assert left == tuple(touch for touch in touches if touch.id != gone)


def test_ids_are_unique() -> None:
    """No two touches of a scenario share an id."""
    ids = [touch.id for touch in touches_of(team())]
    assert len(ids) == len(set(ids))


def test_a_stated_touch_of_nobody_is_a_mistake() -> None:
    """A touch of an account that is not in the scenario is named, and who it is of."""
    stated = StatedTouch(
        touch=TouchId("touch-2-24"),
        account="A99",
        first=date(YEAR, 2, 1),
        last=date(YEAR, 2, 12),
        mode="remote",
        roles=("CSM",),
        minutes=30,
    )
    with pytest.raises(UserMistake, match='"touch-2-24" is of "A99"'):
        touches_of(team(touches=(stated,)))

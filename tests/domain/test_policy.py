"""The tier policy: the default that ships, cumulative bands, and mistakes named with their line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.domain.policy_file import parse_policy
from csplanner.domain.policy_reading import PolicyMistake
from csplanner.services.policy import default_text

DEFAULT = parse_policy(default_text())


def test_the_default_keeps_the_three_promises() -> None:
    """From $100k a QBR a quarter by the AE, from $500k with an executive, from $1M the CEO too."""
    asked = {
        band.id: {
            (rule.type, rule.roles, rule.period, rule.count)
            for rule in DEFAULT.rules
            if band.id in rule.bands and rule.type in {"qbr", "executive_qbr", "ceo_visit"}
        }
        for band in DEFAULT.bands
    }
    executive = ("executive_qbr", ("AE", "CSM", "EXEC"), "quarter", 1)
    assert asked["scale"] == set()
    assert asked["growth"] == {("qbr", ("AE", "CSM"), "quarter", 1)}
    assert asked["enterprise"] == {executive}
    assert asked["strategic"] == {executive, ("ceo_visit", ("CEO", "CSM"), "year", 1)}


def test_value_reviews_come_before_the_decision_window() -> None:
    """Both default value reviews end before the decision at renewal - 90."""
    windows = [(r.from_days, r.to_days) for r in DEFAULT.rules if r.type == "value_review"]
    assert windows == [(-240, -181), (-150, -100)]


@given(st.decimals(min_value=0, max_value=10**8, places=2, allow_nan=False))
def test_a_band_is_the_highest_that_the_revenue_reaches(arr: Decimal) -> None:
    """The band of a revenue starts at or below it, and no other such band starts higher."""
    band = DEFAULT.band_of(arr)
    reached = [other for other in DEFAULT.bands if other.min_arr <= arr]
    assert band.min_arr == max(other.min_arr for other in reached)


def test_an_override_wins_and_an_unknown_one_does_not() -> None:
    """A tier given by hand is taken; a word that is no tier is not."""
    assert DEFAULT.band_of(Decimal(10), "strategic").id == "strategic"
    assert DEFAULT.band_of(Decimal(10), "platinum").id == "scale"


@pytest.mark.parametrize(
    ("old", "new", "key", "allowed"),
    [
        ('mode = "onsite"', 'mode = "phone"', "rule[1].mode", "remote, onsite"),
        ('period = "quarter"', 'period = "weekly"', "rule[1].period", "year, half, quarter, month"),
        ("min_arr = 500_000", "min_arr = -1", "tier[2].min_arr", "0 or more"),
        ('roles = ["CEO", "CSM"]', 'roles = ["CFO"]', "rule[2].roles", "CSM, AE, EXEC, CEO"),
        ("trip_fixed = 30", "trip_price = 30", "weights[1].trip_price", "is unknown"),
        ("minutes = 90", 'minutes = "long"', "rule[1].minutes", "whole number"),
    ],
)
def test_a_mistake_names_key_line_and_what_is_allowed(
    old: str, new: str, key: str, allowed: str
) -> None:
    """Each wrong value is told with its key, the line it stands on, and what may stand there."""
    text = default_text()
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(PolicyMistake) as raised:
        parse_policy(text.replace(old, new, 1))
    told = {problem.key: problem for problem in raised.value.problems}
    assert told[key].line == line
    assert allowed in told[key].message


def test_all_mistakes_are_told_at_once() -> None:
    """Two wrong values give two problems, not the first only."""
    text = default_text().replace("min_gap_days = 4", "min_gap_days = 999", 1)
    text = text.replace('from = "strategic"', 'from = "platinum"', 1)
    with pytest.raises(PolicyMistake) as raised:
        parse_policy(text)
    assert len(raised.value.problems) == 2


def test_broken_toml_names_its_line() -> None:
    """A text that is no TOML is refused with the line where it breaks."""
    with pytest.raises(PolicyMistake) as raised:
        parse_policy('format = "csplan-policy/1"\nname = = 3\n')
    assert raised.value.problems[0].line == 2


def test_reasons_of_losses_are_sorted_and_stand_in_one_list() -> None:
    """A policy without the table has the usual words; one word in both lists is named."""
    plain = default_text().partition("# Why revenue is lost")[0]
    usual = parse_policy(plain).loss_reasons
    assert usual == DEFAULT.loss_reasons
    assert usual.influence_of(" Price ") == "could influence"
    own = parse_policy(f'{plain}\n[reasons]\ncould = ["Toner"]\ncould_not = ["rain"]\n')
    assert own.loss_reasons.influence_of("toner") == "could influence"
    assert own.loss_reasons.influence_of("price") == "unsorted"
    with pytest.raises(PolicyMistake, match="stands in both lists"):
        parse_policy(f'{plain}\n[reasons]\ncould = ["rain"]\ncould_not = ["Rain"]\n')

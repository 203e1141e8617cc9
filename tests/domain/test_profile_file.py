"""Health profiles, burden and driver sets in the policy: the defaults, and mistakes by line."""

from __future__ import annotations

import pytest

from csplanner.domain.account import Stage
from csplanner.domain.burden_policy import STANDARD_BURDEN, Tone
from csplanner.domain.curve import CurveKind
from csplanner.domain.driver_set import sets_for
from csplanner.domain.health import Part
from csplanner.domain.health_profile import STANDARD
from csplanner.domain.policy_file import parse_policy
from csplanner.domain.policy_reading import PolicyMistake
from csplanner.services.policy import default_text

DEFAULT = parse_policy(default_text())


def test_the_text_that_ships_says_what_the_program_takes_without_it() -> None:
    """A policy without [[health]] and [burden] judges as the default's last profile does."""
    assert DEFAULT.health[-1] == STANDARD
    assert DEFAULT.burden == STANDARD_BURDEN
    start = default_text().index("\n# Health: the first profile")
    bare = parse_policy(default_text()[:start])
    assert (bare.health, bare.burden, bare.driver_sets) == ((STANDARD,), STANDARD_BURDEN, ())


def test_every_account_finds_a_profile_by_tier_and_stage() -> None:
    """A pilot of any tier is judged as onboarding, a small account as scale, others standard."""
    found = {
        (band.id, stage.value): DEFAULT.profile(band.id, stage.value).id
        for band in DEFAULT.bands
        for stage in Stage
    }
    assert found["strategic", "pilot"] == found["scale", "onboarding"] == "onboarding"
    assert found["scale", "nurture"] == "scale"
    assert found["strategic", "nurture"] == found["growth", "renewing"] == "standard"
    assert all(sum(profile.weights.values()) == 100 for profile in DEFAULT.health)


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("usage = 25", "usage = 35", "health.weights[1].usage", "sum to 110"),
        ("usage = 35\n", "usage = 35\nmood = 1\n", "health.weights[2].mood", "is unknown"),
        ("watch = 55 ", "watch = 80 ", "health[3].watch", "not under healthy"),
        ('stages = ["onboarding", "pilot"]\n\n[health', 'stages = ["x"]\n\n[health',
         "health[1].stages", "pilot, onboarding"),
        ('tiers = ["scale"]', 'tiers = ["gold"]', "health[2].tiers", "strategic"),
        ('of = "licence_use"', 'of = "luck"', "health.curve[2].of", "attainment"),
        ('kind = "target"', 'kind = "sine"', "health.curve[3].kind", "linear, steps, target"),
        ("reach = 0.5", "reach = 0", "health.curve[3].reach", "beyond the tolerance"),
        ("[[1.0, 100], [3.0, 60]]", "[[3.0, 100], [1.0, 60]]", "health.curve[6].points", "rising"),
        ("[[0, 0], [10, 100]]", "[[0, 0], [10, 101]]", "health.curve[7].points", "outside 0"),
        ("sentiment = 180", "sentiment = 0", "health.limits[1].sentiment", "1 to 3650"),
        ("angry = -0.5", "angry = -0.1", "burden[1].frustrated", "must rise"),
        ("outage = 5", "outage = -5", "burden.types[1].outage", "0 to 1000"),
        ('"data loss" = 5', '"data loss" = "x"', "burden.types[1].data loss", "0 to 1000"),
        ("calm = 1.0", "clam = 1.0", "burden.tones[1].clam", "is unknown"),
        ("target = 45", 'target = "soon"', "drivers.driver[1].target", "a number"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_key_line_and_what_is_allowed(
    old: str, new: str, key: str, said: str
) -> None:
    """What `policy check` prints leads to the very line."""
    text = default_text()
    assert text.count(old) == 1, old
    with pytest.raises(PolicyMistake) as caught:
        parse_policy(text.replace(old, new))
    problem = next(p for p in caught.value.problems if p.key == key)
    assert said in problem.message
    name = key.rsplit(".", 1)[1]
    line = text.replace(old, new).splitlines()[problem.line - 1]
    assert line.startswith((name, f'"{name}"')), line


def test_the_last_profile_must_fit_every_account() -> None:
    """No account may fall through."""
    text = default_text().replace('id = "standard"', 'id = "standard"\nstages = ["nurture"]')
    with pytest.raises(PolicyMistake, match="must fit every account"):
        parse_policy(text)


def test_a_measure_may_have_a_curve_of_its_own() -> None:
    """Uptime judged by a target; other measures keep their trend."""
    own = (
        '[[health.metric]]\nname = "Uptime"\nkind = "target"\ntarget = 100\nreach = 1\n\n# Burden:'
    )
    profile = parse_policy(default_text().replace("# Burden:", own)).health[-1]
    curve = profile.own_curve("uptime")
    assert curve is not None
    assert (curve.kind, curve.value(99.5)) == (CurveKind.TARGET, 50)
    assert profile.own_curve("logins") is None


def test_driver_sets_are_found_by_industry_and_stage() -> None:
    """The set of the industry comes first; a pilot is offered what a beginning needs."""
    nurture = sets_for(DEFAULT.driver_sets, "freight", "nurture")
    assert [one.id for one in nurture] == ["freight", "nurture"]
    assert [one.id for one in sets_for(DEFAULT.driver_sets, "Freight", "pilot")] == ["onboarding"]


def test_a_ticket_weighs_type_times_severity_times_tone() -> None:
    """Words of several systems are known; an unknown one weighs one."""
    weigh = STANDARD_BURDEN
    assert weigh.points("Integration fault", "High", Tone.FRUSTRATED) == 3 * 1.5 * 1.5
    assert weigh.points("something", "", Tone.CALM) == 1
    assert [weigh.severity_weight(w) for w in ("URGENT", "p2", "odd", "low")] == [2, 1.5, 1, 0.75]
    assert [weigh.tone_of(s) for s in (None, -0.5, -0.2, 0.0, 0.3)] == [
        Tone.NOT_SCORED,
        Tone.ANGRY,
        Tone.FRUSTRATED,
        Tone.NEUTRAL,
        Tone.CALM,
    ]


def test_every_part_has_a_weight() -> None:
    """The standard weights are those of the design."""
    assert [STANDARD.weights[part] for part in Part] == [30, 25, 20, 15, 10]

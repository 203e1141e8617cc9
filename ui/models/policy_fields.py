"""What can be edited of a policy: its parts, their fields, and how each is told; data, no widgets.

A field's `kind` says how it is edited: text, line, whole, number, word, words, months, truth,
phrases, points or asks. Choices that depend on the policy itself, as the tiers do, are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplanner.domain.burden_policy import Tone
from csplanner.domain.curve import CurveKind, Side
from csplanner.domain.health_profile import CURVES
from csplanner.domain.kinds import EngagementType, Stage
from csplanner.domain.policy import ANCHORS, OVERLAYS, PERIODS, ROLES
from csplanner.domain.profile_file import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Values = Mapping[str, Any]
Choices = tuple[tuple[str, str], ...]
_WORDS = {
    "qbr": "QBR",
    "executive_qbr": "Executive QBR",
    "ceo_visit": "CEO visit",
    "onsite": "On site",
    "pilot_end": "End of the pilot",
    "contract_start": "Start of the contract",
    "last_touch": "Last touch",
    "renewal": "Renewal",
    "low_health": "Low health",
    "EXEC": "Executive",
    "min_arr": "ARR from",
    "nps": "NPS",
    "csat": "CSAT",
}


def words_of(key: str) -> str:
    """Return how a key of the policy is said: "value_review" is "Value review"."""
    found = _WORDS.get(key)
    if found is None:
        found = key if key.isupper() else key.replace("_", " ").replace("-", " ")
        found = found[:1].upper() + found[1:]
    return found


def choices(keys: tuple[str, ...]) -> Choices:
    """Return keys with their words."""
    return tuple((key, words_of(key)) for key in keys)


def _always(_values: Values) -> bool:
    return True


def by_period(values: Values) -> bool:
    """Whether a rule asks for so many touches a period."""
    return "anchor" not in values


def by_anchor(values: Values) -> bool:
    """Whether a rule asks for one touch by a date of the account."""
    return "anchor" in values


def is_target(values: Values) -> bool:
    """Whether a curve is told by a target."""
    return values.get("kind") == CurveKind.TARGET.value


class Field(NamedTuple):
    """One value of a table: its key, what it is called, how it is edited and what it means."""

    key: str
    label: str
    kind: str = "whole"
    hint: str = ""
    unit: str = ""
    choices: Choices = ()
    tiers: bool = False
    standard: str = ""
    shown: Callable[[Values], bool] = _always


_STAGES = choices(tuple(stage.value for stage in Stage))
_TYPES = choices(tuple(kind.value for kind in EngagementType))
_ROLES = choices(ROLES)

POLICY = (
    Field("name", "Name", "text", "How the window and papers call it."),
    Field(
        "window_opens_days",
        "Decision window opens",
        hint="From here on a customer weighs the renewal.",
        unit="days before the renewal",
        standard="180",
    ),
    Field(
        "decision_days",
        "Decision falls",
        hint="An account's own lead goes before it.",
        unit="days before the renewal",
        standard="90",
    ),
    Field(
        "pilot_min_gap_days",
        "Gap in a pilot",
        hint="Between two touches of an account whose pilot runs.",
        unit="days at least",
        standard="3",
    ),
    Field(
        "anchor_min_days",
        "Shortest window",
        hint="A window that the year's end cuts shorter is skipped.",
        unit="days",
        standard="10",
    ),
)
TIER = (
    Field("name", "Name", "text"),
    Field("id", "Id", "text", "What accounts and rules refer to it by."),
    Field("min_arr", "From", "number", "Yearly recurring revenue.", "a year"),
    Field(
        "min_gap_days",
        "Gap",
        hint="Between any two touches of an account.",
        unit="days at least",
    ),
    Field(
        "uncovered_cost",
        "A touch without a date",
        hint="The higher, the rather the planner drops another tier's.",
        unit="points",
    ),
)
RULE = (
    Field("id", "Id", "text", "Plans and reports name the rule by it."),
    Field("type", "What", "word", choices=_TYPES),
    Field("from", "From tier", "word", "Every higher tier is owed it, too.", tiers=True),
    Field("to", "Up to tier", "word", tiers=True, standard="Highest"),
    Field("mode", "Where", "word", choices=choices(("onsite", "remote"))),
    Field("roles", "Who", "words", "Ours who take part.", choices=_ROLES),
    Field("asks", "Asks for", "asks"),
    Field("count", "How many", unit="times", standard="1", shown=by_period),
    Field("period", "In each", "word", choices=choices(PERIODS), shown=by_period),
    Field("anchor", "By the", "word", choices=choices(ANCHORS), shown=by_anchor),
    Field("from_days", "From", hint="Before it: negative.", unit="days after", shown=by_anchor),
    Field("to_days", "To", hint="Before it: negative.", unit="days after", shown=by_anchor),
    Field(
        "qualifies",
        "Counted",
        "words",
        "Touches that count as the last one; none chosen: any.",
        choices=_TYPES,
        shown=lambda values: values.get("anchor") == "last_touch",
    ),
    Field("minutes", "Length", unit="minutes"),
    Field("prepare_minutes", "To prepare", hint="For each of ours.", unit="minutes", standard="0"),
    Field("target_gap_days", "Wanted gap", unit="days", standard="0"),
    Field("tol_days", "Gap may differ by", unit="days", standard="0"),
    Field(
        "max_gap_days",
        "Longest gap",
        hint="Urgency counts up to it.",
        unit="days",
        standard="None",
    ),
    Field("preferred_months", "Rather in", "months"),
    Field("stages", "Only in stage", "words", "Makes it an overlay.", choices=_STAGES),
    Field("overlays", "Only under", "words", "Makes it an overlay.", choices=choices(OVERLAYS)),
)
CAPACITY = (
    Field("weekly_hours", "Hours for customers", "number", unit="a week"),
    Field("remote_per_day", "Remote meetings", unit="a day"),
    Field("onsite_per_day", "Visits", unit="a day"),
    Field("remote_on_onsite_day", "Remote beside visits", unit="a day"),
    Field("travel_weeks_per_quarter", "Weeks away", unit="a quarter"),
)
TRAVEL = (
    Field("trip_limit", "One trip", "number", "All travellers and categories; 0: no limit."),
    Field("night_limit", "Lodging", "number", "One traveller and night; 0: no limit."),
    Field("day_limit", "Meals", "number", "One traveller and day; 0: no limit."),
    Field("ask_days", "Request comes", unit="days before", standard="0"),
    Field("transit_minutes", "Between visits in a city", unit="minutes", standard="30"),
)
HEALTH = (
    Field("id", "Id", "text"),
    Field("tiers", "Tiers", "words", "None chosen: all.", tiers=True),
    Field("stages", "Stages", "words", "None chosen: all.", choices=_STAGES),
    Field("healthy", "Healthy from", "number", unit="points", standard="75"),
    Field("watch", "At risk under", "number", unit="points", standard="55"),
)
HEALTH_WEIGHTS = tuple(Field(k, words_of(k), "number", unit="points") for k in KEYS.values())
HEALTH_LIMITS = tuple(Field(k, words_of(k), unit="days") for k in KEYS.values() if k != "contact")
CURVE = (
    Field("of", "Over", "word", choices=choices(tuple(CURVES))),
    Field("kind", "Told by", "word", choices=choices(tuple(k.value for k in CurveKind))),
    Field(
        "points",
        "Points",
        "points",
        "Figure: value of 0 to 100; the next after a semicolon.",
        shown=lambda values: not is_target(values),
    ),
    Field("target", "Target", "number", shown=is_target),
    Field("tolerance", "Worth 100 within", "number", standard="0", shown=is_target),
    Field("reach", "Worth 0 beyond", "number", shown=is_target),
    Field(
        "side",
        "Counts",
        "word",
        choices=choices(tuple(side.value for side in Side)),
        standard="Both",
        shown=is_target,
    ),
)
METRIC = (Field("name", "Measure", "line", "The name that it is measured under."), *CURVE[1:])
BURDEN = (
    Field("baseline_quarters", "Baseline", unit="full quarters", standard="1"),
    Field("other_type", "Any other type", "number", unit="points", standard="1"),
    Field("other_severity", "Any other severity", "number", unit="points", standard="1"),
    Field("calm", "Calm from", "number", unit="tone from -1 to 1", standard="0.3"),
    Field("frustrated", "Frustrated to", "number", unit="tone from -1 to 1", standard="-0.2"),
    Field("angry", "Angry to", "number", unit="tone from -1 to 1", standard="-0.5"),
    Field("customer_hour", "A customer's hour", "number", "What it is worth.", standard="42"),
    Field("support_hour", "An hour of support", "number", "What it costs.", standard="85"),
    Field("hours_per_point", "A point costs", "number", unit="hours", standard="0.5"),
    Field(
        "silence_tickets",
        "Silence: tickets under",
        "number",
        "Share of the baseline, 0 to 1.",
        standard="0.7",
    ),
    Field(
        "silence_use",
        "Silence: use under",
        "number",
        "Share of the baseline, 0 to 1.",
        standard="0.8",
    ),
)
TONES = tuple(Field(tone.value, words_of(tone.value), "number", unit="times") for tone in Tone)
DRIVERS = (
    Field("id", "Id", "text"),
    Field("industries", "Industries", "phrases", "None: all."),
    Field("stages", "Stages", "words", "None chosen: all.", choices=_STAGES),
)
DRIVER = (
    Field("name", "Driver", "line"),
    Field("unit", "Unit", "line", standard="None"),
    Field("target", "Target", "number", standard="None"),
    Field("weight", "Weight", "number", unit="times", standard="1"),
    Field("lower", "Lower is better", "truth"),
    Field("customer_safe", "Customer-safe", "truth", "May be shown to the customer."),
)
REASONS = (
    Field("could", "We could influence", "phrases", "One reason a line."),
    Field("could_not", "We could not", "phrases", "One reason a line."),
)
WEIGHTS = (
    Field("trip_fixed", "A trip", "number", standard="30"),
    Field("trip_per_km", "A kilometre", "number", standard="0.05"),
    Field("spacing_per_day", "A day off the wanted gap", "number", standard="1"),
    Field("level_per_hour", "An hour over the even load", "number", standard="10"),
    Field("level_factor", "Even load, times", "number", standard="1.25"),
    Field("weekday", "Another weekday than preferred", "number", standard="2"),
    Field("exec_balance", "An executive's uneven share", "number", standard="20"),
    Field("exec_balance_band", "Uneven share allowed", "number", standard="1"),
    Field("change_date", "A date moved on planning again", "number", standard="15"),
    Field("change_people", "People changed on planning again", "number", standard="10"),
)

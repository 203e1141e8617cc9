"""Which parts the policy editor has, and which tables and fields each of them shows; data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.domain.health_profile import CURVES
from csplanner.domain.policy import ROLES
from ui.models import policy_fields as fields
from ui.models.policy_entries import (
    ListSpec,
    Part,
    driver_entries,
    health_entries,
    overlay_entries,
    rule_entries,
    tier_entries,
)
from ui.models.policy_fields import words_of

if TYPE_CHECKING:
    from csplanner.domain.toml_text import Path
    from ui.models.policy_draft import PolicyDraft
    from ui.models.policy_entries import Entry


def general(_draft: PolicyDraft) -> list[Part]:
    """Return the card of what holds for the whole policy."""
    return [Part("The policy", "for every tier", (), fields.POLICY)]


def capacity(_draft: PolicyDraft) -> list[Part]:
    """Return a card a role."""
    note = "a person's own record goes before"
    return [
        Part(words_of(role), note, (("capacity", None), (role, None)), fields.CAPACITY)
        for role in ROLES
    ]


def travel(_draft: PolicyDraft) -> list[Part]:
    """Return the card of the limits of trips."""
    return [
        Part("Without an exception", "base currency", (("travel", None),), fields.TRAVEL),
    ]


def burden(_draft: PolicyDraft) -> list[Part]:
    """Return the cards of what a ticket weighs and an hour is worth."""
    top: Path = (("burden", None),)
    types: Path = (*top, ("types", None))
    severities: Path = (*top, ("severities", None))
    return [
        Part("Reduction of burden", "points, hours, silence", top, fields.BURDEN),
        Part("Types", "the first word found in a ticket's type decides", types, (), "type"),
        Part("Severities", "times the type's points", severities, (), "severity"),
        Part("Tones", "times both", (*top, ("tones", None)), fields.TONES),
    ]


def reasons(_draft: PolicyDraft) -> list[Part]:
    """Return the card of why revenue is lost."""
    return [Part("Why revenue is lost", "by words", (("reasons", None),), fields.REASONS)]


def weights(_draft: PolicyDraft) -> list[Part]:
    """Return the card of the planner's points."""
    return [Part("What the planner weighs", "points", (("weights", None),), fields.WEIGHTS)]


def _tier(_draft: PolicyDraft, entry: Entry) -> list[Part]:
    return [Part(entry.title, "the higher tier is owed all of the lower", entry.path, fields.TIER)]


def _rule(_draft: PolicyDraft, entry: Entry) -> list[Part]:
    if entry.parent is None:
        return [Part(entry.title, "what is owed", entry.path, fields.RULE)]
    step = tuple(field for field in fields.RULE if field.key not in {"to", "stages", "overlays"})
    return [Part(entry.title[2:], "what changes from a higher tier up", entry.path, step)]


def _health(draft: PolicyDraft, entry: Entry) -> list[Part]:
    table = draft.table(entry.path)
    weights: Path = (*entry.path, ("weights", None))
    total = sum(v for v in table.get("weights", {}).values() if isinstance(v, int | float))
    note = f"sum {total:g} of 100" if "weights" in table else "as in the standard profile"
    limits: Path = (*entry.path, ("limits", None))
    parts = [
        Part(entry.title, "the first that fits an account judges it", entry.path, fields.HEALTH),
        Part("Weights", note, weights, fields.HEALTH_WEIGHTS),
        Part("Data is too old after", "days", limits, fields.HEALTH_LIMITS),
    ]
    for name, shown in (("curve", fields.CURVE), ("metric", fields.METRIC)):
        for nth, row in enumerate(table.get(name, [])):
            path: Path = (*entry.path, (name, nth))
            words = words_of(str(row.get("of") or row.get("name") or name))
            parts.append(Part(words, "from a raw figure to 0 to 100", path, shown, "", name))
    return parts


def _drivers(draft: PolicyDraft, entry: Entry) -> list[Part]:
    parts = [Part(entry.title, "a set to choose from", entry.path, fields.DRIVERS)]
    for nth, row in enumerate(draft.table(entry.path).get("driver", [])):
        path: Path = (*entry.path, ("driver", nth))
        parts.append(Part(str(row.get("name", "Driver")), "", path, fields.DRIVER, "", "driver"))
    return parts


def _free(draft: PolicyDraft, name: str, word: str) -> str:
    """Return an id that no table of a list has."""
    taken = {str(row.get("id")) for row in draft.rows((), name)}
    for nth in range(1, len(taken) + 2):
        found = f"{word}-{nth}"
        if found not in taken:
            return found
    return word


def _new_tier(draft: PolicyDraft) -> dict[str, Any]:
    highest = max((row.get("min_arr", 0) for row in draft.rows((), "tier")), default=0)
    named = _free(draft, "tier", "tier")
    return {
        "id": named,
        "name": named.replace("-", " ").capitalize(),
        "min_arr": (highest if isinstance(highest, int) else 0) * 2 or 100_000,
        "min_gap_days": 7,
        "uncovered_cost": 2000,
    }


def _new_rule(draft: PolicyDraft, **more: Any) -> dict[str, Any]:
    tiers = draft.tiers()
    return {
        "id": _free(draft, "rule", "RULE"),
        "type": "check_in",
        "from": tiers[-1][0] if tiers else "scale",
        "period": "year",
        "count": 1,
        "mode": "remote",
        "roles": ["CSM"],
        "minutes": 30,
        **more,
    }


def _new_overlay(draft: PolicyDraft) -> dict[str, Any]:
    return _new_rule(draft, overlays=["low_health"], period="quarter")


def _new_step(draft: PolicyDraft, entry: Entry) -> dict[str, Any]:
    tiers = draft.tiers()
    own = str(draft.table(entry.path).get("id", "RULE"))
    return {"from": tiers[0][0] if tiers else "", "id": f"{own}-{len(_steps(draft, entry)) + 2}"}


def _steps(draft: PolicyDraft, entry: Entry) -> list[dict[str, Any]]:
    return draft.rows(entry.path, "grows")


def _new_profile(draft: PolicyDraft) -> dict[str, Any]:
    return {"id": _free(draft, "health", "profile")}


def _new_curve(draft: PolicyDraft, entry: Entry) -> dict[str, Any]:
    there = {row.get("of") for row in draft.rows(entry.path, "curve")}
    of = next((name for name in CURVES if name not in there), "use")
    return {"of": of, "kind": "linear", "points": [[0, 0], [1, 100]]}


def _new_metric(_draft: PolicyDraft, _entry: Entry) -> dict[str, Any]:
    return {"name": "uptime", "kind": "linear", "points": [[95, 0], [100, 100]]}


def _new_set(draft: PolicyDraft) -> dict[str, Any]:
    return {"id": _free(draft, "drivers", "set"), "driver": [{"name": "New driver"}]}


def _new_driver(_draft: PolicyDraft, _entry: Entry) -> dict[str, Any]:
    return {"name": "New driver", "weight": 1}


TIERS = ListSpec("tier", "tier", tier_entries, _tier, _new_tier)
RULES = ListSpec(
    "rule",
    "rule",
    rule_entries,
    _rule,
    _new_rule,
    (("grows", "Let it grow from a tier up", _new_step),),
)
OVERLAYS = RULES._replace(one="overlay", entries=overlay_entries, new=_new_overlay)
HEALTH = ListSpec(
    "health",
    "profile",
    health_entries,
    _health,
    _new_profile,
    (("curve", "Add a curve", _new_curve), ("metric", "Add a measure", _new_metric)),
    ordered=True,
)
DRIVERS = ListSpec(
    "drivers",
    "set",
    driver_entries,
    _drivers,
    _new_set,
    (("driver", "Add a driver", _new_driver),),
)
LISTS = {"tiers": TIERS, "rules": RULES, "overlays": OVERLAYS}
LISTS |= {"health": HEALTH, "drivers": DRIVERS}
PLAIN = {
    "general": general,
    "capacity": capacity,
    "travel": travel,
    "burden": burden,
    "reasons": reasons,
    "weights": weights,
}

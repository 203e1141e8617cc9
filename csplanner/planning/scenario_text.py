"""Scenario values as the text of a `csplan-instance/1` file; reading it back gives them again."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from csplanner.domain.scenario import SCENARIO_FORMAT, WORKING_WEEK, Weights

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from csplanner.domain.plan import Entry
    from csplanner.domain.scenario import (
        Caps,
        Hours,
        Overlay,
        Person,
        PlannedAccount,
        PlannedContact,
        Policy,
        Rule,
        Scenario,
    )


def scenario_text(scenario: Scenario) -> str:
    """Write the scenario as JSON, one item a line; absent optional keys are left out."""
    whole: dict[str, Any] = {
        "format": SCENARIO_FORMAT,
        "name": scenario.name,
        "year": scenario.year,
        "metros": [
            {"id": each.id, "lat": each.lat, "lon": each.lon, "country": each.country}
            for each in scenario.metros
        ],
        "holidays": {name: _dates(days) for name, days in sorted(scenario.holidays.items())},
        "people": [_person(each) for each in scenario.people],
        "accounts": [_account(each) for each in scenario.accounts],
        "policy": _policy(scenario.policy),
        "weights": {each.name: getattr(scenario.weights, each.name) for each in fields(Weights)},
        "locked": [entry_json(each) for each in scenario.locked],
        "baseline": [entry_json(each) for each in scenario.baseline],
        "freeze_until": _iso(scenario.freeze_until),
    }
    whole.update(_optional(scenario))
    return json_lines(whole)


def _optional(scenario: Scenario) -> dict[str, Any]:
    return _without_empty(
        {
            "not_before": _iso(scenario.not_before),
            "history": [
                {
                    "account": each.account,
                    "rule": each.rule,
                    "date": each.date.isoformat(),
                    "participants": list(each.participants),
                }
                for each in scenario.history
            ],
            "touches": [
                {
                    "touch": each.touch,
                    "account": each.account,
                    "from": each.first.isoformat(),
                    "to": each.last.isoformat(),
                    "mode": each.mode,
                    "roles": list(each.roles),
                    "minutes": each.minutes,
                    **_without_empty({"meeting_minutes": each.meeting_minutes}),
                }
                for each in scenario.touches
            ],
            "closed": _dates(scenario.closed),
            "waived": sorted(scenario.waived),
            "elsewhere": sorted(scenario.elsewhere),
            "no_travel": [
                {"from": first.isoformat(), "to": last.isoformat()}
                for first, last in scenario.no_travel
            ],
        }
    )


def json_lines(whole: dict[str, Any]) -> str:
    """Write an object as JSON with one line for each key, and for each item of a list."""
    parts = []
    for name, value in whole.items():
        if isinstance(value, list) and value:
            items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in value)
            text = f"[\n{items}\n]"
        else:
            text = json.dumps(value, ensure_ascii=False)
        parts.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def entry_json(entry: Entry) -> dict[str, Any]:
    """Give an entry as both formats write it."""
    return {
        "touch": entry.touch,
        "date": entry.date.isoformat(),
        "participants": list(entry.participants),
        **_without_empty({"start": _clock(entry.start)}),
    }


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], ())}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _clock(at: time | None) -> str | None:
    return at.isoformat("minutes") if at is not None else None


def _hours(hours: Hours | None) -> dict[str, Any] | None:
    if hours is None:
        return None
    return {"zone": hours.zone, "from": _clock(hours.opens), "to": _clock(hours.closes)}


def _week(days: tuple[int, ...]) -> list[int]:
    return [] if days == WORKING_WEEK else list(days)


def _contact(contact: PlannedContact) -> dict[str, Any]:
    more = {"weekdays": _week(contact.weekdays), "away": _dates(contact.away)}
    return {"id": contact.id, **_without_empty(more)}


def _overlay(overlay: Overlay) -> dict[str, Any]:
    more = {"from": _iso(overlay.first), "to": _iso(overlay.last)}
    return {"id": overlay.id, **_without_empty(more)}


def _dates(days: Iterable[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "role": person.role,
        "metro": person.metro,
        "country": person.country,
        "blackout": _dates(person.blackout),
        "cap": _caps(person.cap),
        **_without_empty(
            {
                "working_weekdays": _week(person.working_weekdays),
                "deputy": person.deputy,
                "hours": _hours(person.hours),
            }
        ),
    }


def _caps(cap: Caps) -> dict[str, Any]:
    return _without_empty(
        {
            "remote_per_day": cap.remote_per_day,
            "onsite_per_day": cap.onsite_per_day,
            "remote_on_onsite_day": cap.remote_on_onsite_day,
            "minutes_per_week": cap.minutes_per_week,
            "travel_weeks_per_quarter": cap.travel_weeks_per_quarter,
            "visits_per_month": cap.visits_per_month,
            "visits_per_quarter": cap.visits_per_quarter,
            "visits_per_year": cap.visits_per_year,
        }
    )


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)


def _account(account: PlannedAccount) -> dict[str, Any]:
    return {
        "id": account.id,
        "arr": _number(account.arr),
        "owner": account.owner,
        "metro": account.metro,
        "country": account.country,
        "exec_pool": list(account.exec_pool),
        "preferred_weekdays": list(account.preferred_weekdays),
        **_without_empty(
            {
                "tier": account.tier,
                "ae": account.ae,
                "renewal": _iso(account.renewal),
                "pilot_end": _iso(account.pilot_end),
                "starts": _iso(account.starts),
                "last_exec": account.last_exec,
                "preferred_months": list(account.preferred_months),
                "blackout": _dates(account.blackout),
                "contacts": [_contact(each) for each in account.contacts],
                "overlays": [_overlay(each) for each in account.overlays],
                "hours": _hours(account.hours),
            }
        ),
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {
        "tiers": [
            {
                "id": each.id,
                "min_arr": _number(each.min_arr),
                "min_gap_days": each.min_gap_days,
                "uncovered_cost": each.uncovered_cost,
            }
            for each in policy.tiers
        ],
        "pilot_min_gap_days": policy.pilot_min_gap_days,
        "anchor_min_days": policy.anchor_min_days,
        "rules": [_rule(each) for each in policy.rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    when: dict[str, Any] = (
        {"period": rule.period, "count": rule.count}
        if rule.kind == "period"
        else {"anchor": rule.anchor, "from_days": rule.from_days, "to_days": rule.to_days}
    )
    return {
        "id": rule.id,
        "tiers": list(rule.tiers),
        "kind": rule.kind,
        **when,
        "mode": rule.mode,
        "roles": list(rule.roles),
        "minutes": rule.minutes,
        "target_gap_days": rule.target_gap_days,
        "tol_days": rule.tol_days,
        **_without_empty(
            {
                "max_gap_days": rule.max_gap_days,
                "preferred_months": list(rule.preferred_months),
                "overlays": list(rule.overlays),
                "meeting_minutes": rule.meeting_minutes,
            }
        ),
    }

"""What must hold of one record, whatever file it came from: ranges, order of dates, known words."""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csplanner.domain.account import (
    Account,
    Contact,
    RelationshipRating,
    RevenueEvent,
    RevenueKind,
    Subscription,
)
from csplanner.domain.documents import BriefVersion, PolicyVersion
from csplanner.domain.engagement import Engagement, PlanRun, UnplacedTouch
from csplanner.domain.evidence import Driver, Goal, Survey, Ticket
from csplanner.domain.policy_file import parse_policy
from csplanner.domain.policy_reading import PolicyMistake
from csplanner.domain.promise import Action, Commitment, Promise, Risk
from csplanner.domain.team import Blackout, ExchangeRate, Organisation, Person, TimeOff
from csplanner.domain.trip import Rate, Trip, TripCost, TripLeg

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.domain.record import Record

    Rule = Callable[[Any], "Fault | None"]

Fault = tuple[str, str, str]
"""Column, value and what was expected."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+$")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]\.?$")
_SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
_DAY_MINUTES = 24 * 60
_EFFORTS = frozenset({"quick", "normal", "thorough"})
_YEARS = (1990, 2200)


def fault_of(record: Record) -> Fault | None:
    """Return the first thing that is wrong with a record, or None."""
    for rule in _RULES.get(type(record), ()):
        fault = rule(record)
        if fault is not None:
            return fault
    return None


def is_zone(name: str) -> bool:
    """Tell whether a time zone exists; an empty one means that nobody said it."""
    return not name or _exists(name)


@cache
def _exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _least(attribute: str, low: float, unit: str = "") -> Rule:
    """Ask for a number that is not below `low`."""
    return _between(attribute, low, None, unit)


def _between(attribute: str, low: float, high: float | None, unit: str = "") -> Rule:
    """Ask for a number from `low` to `high`, both included; None passes."""
    span = f"{low} or more" if high is None else f"a number from {low} to {high}"
    expected = f"expected {span}{f' {unit}' if unit else ''}"

    def rule(record: Any) -> Fault | None:
        value = getattr(record, attribute)
        if value is None or (value >= low and (high is None or value <= high)):
            return None
        return (attribute, str(value), expected)

    return rule


def _above_zero(attribute: str) -> Rule:
    def rule(record: Any) -> Fault | None:
        value = getattr(record, attribute)
        return None if value > 0 else (attribute, str(value), "expected more than 0")

    return rule


def _ordered(first: str, last: str, column: str = "") -> Rule:
    """Ask for a day that is not before another of the same record."""

    def rule(record: Any) -> Fault | None:
        start, end = getattr(record, first), getattr(record, last)
        if start is None or end is None or end >= start:
            return None
        return (column or last, str(end), f"expected a day on or after {start}")

    return rule


def _zone(attribute: str) -> Rule:
    def rule(record: Any) -> Fault | None:
        name = getattr(record, attribute)
        expected = "expected a time zone such as Europe/Berlin"
        return None if is_zone(name) else (attribute, name, expected)

    return rule


def _address(record: Any) -> Fault | None:
    text = record.email
    if not text or _ADDRESS.match(text):
        return None
    return ("email", text, "expected an e-mail address such as ana@example.com")


def _numbers_by_name(attribute: str) -> Rule:
    """Ask for a JSON object of numbers, as plan runs keep their terms and changes."""

    def rule(record: Any) -> Fault | None:
        text = getattr(record, attribute)
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and all(isinstance(v, int | float) for v in found.values()):
            return None
        return (attribute, text, 'expected a JSON object of numbers such as {"moved": 2}')

    return rule


def _domain(record: Any) -> Fault | None:
    text = record.domain
    if not text or _DOMAIN.match(text):
        return None
    return ("domain", text, "expected a web domain such as example.com")


def _whole_place(record: Any) -> Fault | None:
    """Ask for both degrees of a place or none."""
    if (record.latitude is None) == (record.longitude is None):
        return None
    missing = "latitude" if record.latitude is None else "longitude"
    return (missing, "", "expected latitude and longitude, or neither")


def _revenue(event: Any) -> Fault | None:
    if event.amount < 0 and event.kind in {RevenueKind.NEW, RevenueKind.EXPANSION}:
        return ("amount", str(event.amount), "expected 0 or more: the kind tells the direction")
    return None


def _score(survey: Any) -> Fault | None:
    """Ask for an answer on the scale of its survey, where that is known."""
    scale = _SCALES.get(survey.kind.strip().casefold())
    if scale is None or survey.score is None or scale[0] <= survey.score <= scale[1]:
        return None
    kind = survey.kind.strip().upper()
    value = f"{survey.score:g}"
    return ("score", value, f"expected a number from {scale[0]} to {scale[1]} for {kind}")


def _policy(version: Any) -> Fault | None:
    try:
        parse_policy(version.text)
    except PolicyMistake as mistake:
        return ("text", version.text, f"expected a tier policy: {mistake.problems[0]}")
    return None


def _working_day(us: Any) -> Fault | None:
    if us.day_starts < us.day_ends:
        return None
    return ("day_ends", us.day_ends.isoformat("minutes"), f"expected a time after {us.day_starts}")


def _effort(run: Any) -> Fault | None:
    if run.effort in _EFFORTS:
        return None
    return ("effort", run.effort, f"expected one of {', '.join(sorted(_EFFORTS))}")


def _band(rate: Any) -> Fault | None:
    """Ask for a distance band that is not empty."""
    low, high = rate.from_km or 0, rate.to_km
    if high is None or high > low:
        return None
    return ("to_km", str(high), f"expected more than {low} km")


def _arrives(leg: Any) -> Fault | None:
    """Ask for an arrival after the departure, both taken in the zones of their places."""
    if leg.departs is None or leg.arrives is None:
        return None
    start, end = _instant(leg.departs, leg.departs_zone), _instant(leg.arrives, leg.arrives_zone)
    zones_said = bool(leg.departs_zone) == bool(leg.arrives_zone)
    if not zones_said or end >= start:
        return None
    return ("arrives", str(leg.arrives), f"expected a moment after {leg.departs}")


def _instant(moment: dt.datetime, zone: str) -> dt.datetime:
    bare = moment.replace(tzinfo=None)
    return bare.replace(tzinfo=ZoneInfo(zone) if zone else dt.UTC)


_SPAN = (_ordered("start", "end", "to"),)
_OWED = (_ordered("made", "due"), _ordered("made", "closed"))

_RULES: dict[type[Record], tuple[Rule, ...]] = {
    Organisation: (
        _between("fiscal_year_start_month", 1, 12),
        _between("week_start", 0, 6),
        _working_day,
    ),
    ExchangeRate: (_above_zero("rate"),),
    PolicyVersion: (_least("number", 1), _policy),
    Person: (
        _between("weekly_hours", 0, 168, "hours"),
        _between("travel_weeks_per_quarter", 0, 14, "weeks"),
        _between("visits_per_month", 0, 31, "visits"),
        _between("visits_per_quarter", 0, 92, "visits"),
        _between("visits_per_year", 0, 366, "visits"),
        _zone("timezone"),
        _address,
    ),
    TimeOff: _SPAN,
    Blackout: _SPAN,
    Account: (
        _least("arr", 0),
        _least("pilot_value", 0),
        _least("converted_value", 0),
        _between("latitude", -90, 90, "degrees"),
        _between("longitude", -180, 180, "degrees"),
        _whole_place,
        _ordered("contract_start", "contract_end"),
        _ordered("contract_start", "renewal_date"),
        _between("decision_lead_days", 0, 730, "days"),
        _between("relationship", 1, 5),
        _zone("timezone"),
        _domain,
    ),
    RelationshipRating: (_between("rating", 1, 5),),
    Subscription: (_ordered("start", "end"), _least("seats", 0), _least("arr", 0)),
    Contact: (
        _between("influence", 1, 5),
        _between("attitude", 1, 5),
        _between("touch_interval_days", 1, 3660, "days"),
        _ordered("away_from", "away_to"),
        _address,
    ),
    RevenueEvent: (_revenue,),
    PlanRun: (
        _least("number", 1),
        _between("year", *_YEARS),
        _least("demand", 0),
        _least("scheduled", 0),
        _effort,
        _numbers_by_name("terms"),
        _numbers_by_name("changes"),
    ),
    UnplacedTouch: (_ordered("window_from", "window_to"),),
    Trip: (
        _ordered("start", "end"),
        _least("number", 1),
        _between("year", *_YEARS),
        _least("alone_cost", 0),
    ),
    TripCost: (_least("amount", 0),),
    TripLeg: (_zone("departs_zone"), _zone("arrives_zone"), _arrives),
    Rate: (_least("amount", 0), _least("from_km", 0), _band),
    Engagement: (
        _between("minutes", 1, 14 * _DAY_MINUTES, "minutes"),
        _ordered("window_from", "window_to"),
        _zone("timezone"),
    ),
    Survey: (_score,),
    Ticket: (
        _ordered("opened", "closed"),
        _between("satisfaction", 1, 5),
        _least("hours", 0, "hours"),
    ),
    Driver: (_least("weight", 0),),
    Goal: (_ordered("agreed", "due"),),
    Commitment: (_least("cost", 0),),
    Promise: _OWED,
    Action: _OWED,
    Risk: _OWED,
    BriefVersion: (_least("pages", 0),),
}

"""Scenario files, `csplan-instance/1`: read with every mistake named, and written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast, get_args

from csplanner.base.errors import UserMistake
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.scenario import (
    SCENARIO_FORMAT,
    WORKING_WEEK,
    Anchor,
    Caps,
    Hours,
    Metro,
    Overlay,
    PastTouch,
    Person,
    PlannedAccount,
    PlannedContact,
    Policy,
    Rule,
    Scenario,
    StatedTouch,
    Tier,
    Weights,
)
from csplanner.planning.reading import load_json
from csplanner.planning.scenario_checks import check_scenario

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from csplanner.domain.scenario import Mode, Period
    from csplanner.planning.reading import Node

_ROLES = ("CSM", "AE", "EXEC", "CEO")
_WEIGHTS_NEEDED = (
    "trip_fixed",
    "trip_per_km",
    "spacing_per_day",
    "level_per_hour",
    "level_factor",
    "weekday",
    "exec_balance",
    "exec_balance_band",
    "change_date",
    "change_people",
)
_WEIGHTS_MORE = ("month", "max_gap_per_day", "deputy")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file; raises UserMistake that names key, index and value."""
    return scenario_of(load_json(path))


def scenario_of(node: Node) -> Scenario:
    """Make the scenario that a parsed file says."""
    given = node.key("format").text()
    if given != SCENARIO_FORMAT:
        raise UserMistake(
            f'format: "{given}" is not "{SCENARIO_FORMAT}".', "Give a scenario file of this format."
        )
    scenario = Scenario(
        name=node.key("name").text(),
        year=node.key("year").whole(1900, 2999),
        metros=tuple(_metro(each) for each in node.key("metros").each()),
        holidays={name: each.days() for name, each in node.key("holidays").pairs()},
        people=tuple(_person(each) for each in node.key("people").each()),
        accounts=tuple(_account(each) for each in node.key("accounts").each()),
        policy=_policy(node.key("policy")),
        weights=_weights(node.key("weights")),
        locked=_entries(node, "locked"),
        baseline=_entries(node, "baseline"),
        freeze_until=_day(node, "freeze_until"),
        not_before=_day(node, "not_before"),
        history=tuple(_past(each) for each in _items(node, "history")),
        touches=tuple(_stated(each) for each in _items(node, "touches")),
        closed=_days(node, "closed"),
        no_travel=tuple(
            (each.key("from").day(), each.key("to").day()) for each in _items(node, "no_travel")
        ),
        waived=frozenset(TouchId(each.text()) for each in _items(node, "waived")),
        elsewhere=frozenset(TouchId(each.text()) for each in _items(node, "elsewhere")),
    )
    check_scenario(scenario)
    return scenario


def _hours(node: Node) -> Hours | None:
    found = node.maybe("hours")
    if found is None:
        return None
    opens, closes = found.key("from").clock(), found.key("to").clock()
    if closes <= opens:
        raise found.mistake("working hours that start before they end")
    return Hours(zone=found.key("zone").zone(), opens=opens, closes=closes)


def _contact(node: Node) -> PlannedContact:
    return PlannedContact(
        id=node.key("id").text(),
        weekdays=_wholes(node, "weekdays", 0, 6) or WORKING_WEEK,
        away=_days(node, "away"),
    )


def _overlay(node: Node) -> Overlay:
    return Overlay(id=node.key("id").text(), first=_day(node, "from"), last=_day(node, "to"))


def _items(node: Node, name: str) -> tuple[Node, ...]:
    found = node.maybe(name)
    return tuple(found.each()) if found is not None else ()


def _text(node: Node, name: str) -> str | None:
    found = node.maybe(name)
    return found.text() if found is not None else None


def _day(node: Node, name: str) -> date | None:
    found = node.maybe(name)
    return found.day() if found is not None else None


def _days(node: Node, name: str) -> frozenset[date]:
    found = node.maybe(name)
    return found.days() if found is not None else frozenset()


def _whole(node: Node, name: str, default: int, least: int = 0) -> int:
    found = node.maybe(name)
    return found.whole(least) if found is not None else default


def _limit(node: Node, name: str) -> int | None:
    found = node.maybe(name)
    return found.whole(0) if found is not None else None


def _wholes(node: Node, name: str, least: int, most: int) -> tuple[int, ...]:
    found = node.maybe(name)
    return found.wholes(least, most) if found is not None else ()


def _metro(node: Node) -> Metro:
    return Metro(
        id=node.key("id").text(),
        lat=node.key("lat").number(-90, 90),
        lon=node.key("lon").number(-180, 180),
        country=node.key("country").text(),
    )


def _person(node: Node) -> Person:
    cap = node.key("cap")
    return Person(
        id=node.key("id").text(),
        role=node.key("role").text(),
        metro=_text(node, "metro"),
        country=_text(node, "country"),
        blackout=_days(node, "blackout"),
        cap=Caps(
            remote_per_day=cap.key("remote_per_day").whole(0),
            onsite_per_day=cap.key("onsite_per_day").whole(0),
            remote_on_onsite_day=cap.key("remote_on_onsite_day").whole(0),
            minutes_per_week=cap.key("minutes_per_week").whole(0),
            travel_weeks_per_quarter=cap.key("travel_weeks_per_quarter").whole(0),
            visits_per_month=_limit(cap, "visits_per_month"),
            visits_per_quarter=_limit(cap, "visits_per_quarter"),
            visits_per_year=_limit(cap, "visits_per_year"),
        ),
        working_weekdays=_wholes(node, "working_weekdays", 0, 6) or WORKING_WEEK,
        deputy=_text(node, "deputy"),
        hours=_hours(node),
    )


def _account(node: Node) -> PlannedAccount:
    arr = node.maybe("arr")
    pool = node.maybe("exec_pool")
    return PlannedAccount(
        id=node.key("id").text(),
        arr=Decimal(str(arr.number())) if arr is not None else Decimal(0),
        tier=_text(node, "tier"),
        owner=node.key("owner").text(),
        ae=_text(node, "ae"),
        metro=_text(node, "metro"),
        country=_text(node, "country"),
        renewal=_day(node, "renewal"),
        pilot_end=_day(node, "pilot_end"),
        starts=_day(node, "starts"),
        exec_pool=tuple(dict.fromkeys(pool.texts())) if pool is not None else (),
        last_exec=_text(node, "last_exec"),
        preferred_weekdays=_wholes(node, "preferred_weekdays", 0, 4),
        preferred_months=_wholes(node, "preferred_months", 1, 12),
        blackout=_days(node, "blackout"),
        contacts=tuple(_contact(each) for each in _items(node, "contacts")),
        overlays=tuple(_overlay(each) for each in _items(node, "overlays")),
        hours=_hours(node),
    )


def _policy(node: Node) -> Policy:
    return Policy(
        tiers=tuple(
            Tier(
                id=each.key("id").text(),
                min_arr=Decimal(str(each.key("min_arr").number())),
                min_gap_days=each.key("min_gap_days").whole(0, 366),
                uncovered_cost=each.key("uncovered_cost").number(),
            )
            for each in node.key("tiers").each()
        ),
        rules=tuple(_rule(each) for each in node.key("rules").each()),
        pilot_min_gap_days=node.key("pilot_min_gap_days").whole(0, 366),
        anchor_min_days=_whole(node, "anchor_min_days", 10),
    )


def _rule(node: Node) -> Rule:
    kind = node.key("kind").word(("period", "anchor"))
    period, count, anchor, first, last = "year", 1, "renewal", 0, 0
    if kind == "period":
        period = node.key("period").word(("year", "half", "quarter", "month"))
        count = node.key("count").whole(0, 366)
    else:
        anchor = node.key("anchor").word(get_args(Anchor))
        first = node.key("from_days").whole(-3660, 3660)
        last = node.key("to_days").whole(first, 3660)
    most = node.maybe("max_gap_days")
    overlays = node.maybe("overlays")
    return Rule(
        id=node.key("id").text(),
        tiers=node.key("tiers").texts(),
        kind=cast("Literal['period', 'anchor']", kind),
        period=cast("Period", period),
        count=count,
        anchor=cast("Anchor", anchor),
        from_days=first,
        to_days=last,
        mode=cast("Mode", node.key("mode").word(("onsite", "remote"))),
        roles=_roles(node),
        minutes=node.key("minutes").whole(1, 10080),
        target_gap_days=_whole(node, "target_gap_days", 0),
        tol_days=_whole(node, "tol_days", 0),
        max_gap_days=most.whole(1) if most is not None else None,
        preferred_months=_wholes(node, "preferred_months", 1, 12),
        overlays=overlays.texts() if overlays is not None else (),
        meeting_minutes=_meeting(node),
    )


def _meeting(node: Node) -> int | None:
    found = node.maybe("meeting_minutes")
    return found.whole(1, node.key("minutes").whole(1)) if found is not None else None


def _roles(node: Node) -> tuple[str, ...]:
    roles = node.key("roles")
    found = tuple(dict.fromkeys(each.word(_ROLES) for each in roles.each()))
    if not found:
        raise roles.mistake(f"a list with at least one of {', '.join(_ROLES)}")
    return found


def _weights(node: Node) -> Weights:
    values = {name: node.key(name).number(0, 1e9) for name in _WEIGHTS_NEEDED}
    for name in _WEIGHTS_MORE:
        found = node.maybe(name)
        if found is not None:
            values[name] = found.number(0, 1e9)
    return Weights(**values)


def _entries(node: Node, name: str) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            touch=TouchId(each.key("touch").text()),
            date=each.key("date").day(),
            participants=each.key("participants").texts(),
            start=start.clock() if (start := each.maybe("start")) is not None else None,
        )
        for each in _items(node, name)
    )


def _past(node: Node) -> PastTouch:
    return PastTouch(
        account=node.key("account").text(),
        rule=_text(node, "rule") or "",
        date=node.key("date").day(),
        participants=node.key("participants").texts(),
    )


def _stated(node: Node) -> StatedTouch:
    return StatedTouch(
        touch=TouchId(node.key("touch").text()),
        account=node.key("account").text(),
        first=node.key("from").day(),
        last=node.key("to").day(),
        mode=cast("Mode", node.key("mode").word(("onsite", "remote"))),
        roles=_roles(node),
        minutes=node.key("minutes").whole(1, 10080),
        meeting_minutes=_meeting(node),
    )

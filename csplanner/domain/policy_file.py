"""Reads the tier policy from TOML; every problem names the key, the line, what is allowed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.domain.kinds import EngagementType, Stage
from csplanner.domain.loss_reasons import DEFAULT_COULD, DEFAULT_COULD_NOT, LossReasons
from csplanner.domain.policy import (
    ANCHORS,
    OVERLAYS,
    PERIODS,
    POLICY_FORMAT,
    ROLES,
    Band,
    Capacity,
    TierPolicy,
    TouchRule,
    TravelLimits,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WEIGHTS = {
    "trip_fixed": "30",
    "trip_per_km": "0.05",
    "spacing_per_day": "1",
    "level_per_hour": "10",
    "level_factor": "1.25",
    "weekday": "2",
    "exec_balance": "20",
    "exec_balance_band": "1",
    "change_date": "15",
    "change_people": "10",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyProblem:
    """One thing wrong with a policy text; `line` is counted from 1."""

    key: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.key}: {self.message}"


class PolicyMistake(UserMistake):
    """A policy text that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: tuple[PolicyProblem, ...]) -> None:
        self.problems = problems
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The policy has {len(problems)} problem(s):\n{listed}", "Mend the file.")


def parse_policy(text: str) -> TierPolicy:
    """Return the policy of a text; raises PolicyMistake naming all that is wrong."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        line = int(match[1]) if match else 1
        raise PolicyMistake((PolicyProblem(key="TOML", line=line, message=str(error)),)) from error
    reading = _Reading(text)
    policy = _policy(reading, document)
    if reading.problems:
        raise PolicyMistake(tuple(reading.problems))
    return policy


class _Reading:
    """Collects problems while a document is read."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.problems: list[PolicyProblem] = []

    def wrong(self, table: str, nth: int, key: str, message: str) -> None:
        """Note a problem of `key` in the nth table of a name ('' for the top)."""
        named = f"{table}[{nth + 1}].{key}" if table else key
        self.problems.append(
            PolicyProblem(key=named, line=self._line(table, nth, key), message=message)
        )

    def _line(self, table: str, nth: int, key: str) -> int:
        inside, seen, start = table == "", -1, 1
        for number, line in enumerate(self._lines, 1):
            header = re.match(r"\s*\[{1,2}\s*([\w.]+)\s*\]{1,2}", line)
            if header:
                seen += header[1] == table
                inside = header[1] == table and seen == nth
                start = number if inside else start
            elif inside and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return start


class _Table:
    """One table of the document; reads values, notes what is wrong, gives a usable default."""

    def __init__(self, reading: _Reading, name: str, nth: int, values: Mapping[str, Any]) -> None:
        self._reading, self._name, self._nth = reading, name, nth
        self._values = dict(values)
        self._read: set[str] = set()

    def wrong(self, key: str, message: str) -> None:
        self._reading.wrong(self._name, self._nth, key, message)

    def _get(self, key: str, default: Any, check: Callable[[Any], bool], allowed: str) -> Any:
        self._read.add(key)
        if key not in self._values:
            if default is None:
                self.wrong(key, f"is missing; {allowed}")
            return default
        value = self._values[key]
        if not check(value):
            self.wrong(key, f"{value!r} is not allowed; {allowed}")
            return default
        return value

    def words(
        self, key: str, choices: tuple[str, ...], default: list[str] | None
    ) -> tuple[str, ...]:
        allowed = f"allowed is a list of {', '.join(choices)}"
        value = self._get(
            key, default, lambda v: isinstance(v, list) and all(w in choices for w in v), allowed
        )
        return tuple(value or ())

    def word(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self._get(key, default, lambda v: v in choices, f"allowed: {', '.join(choices)}")
        return str(value or choices[0])

    def text(self, key: str, default: str | None = None) -> str:
        pattern = "allowed is a text of letters, digits, - and _, not empty"
        check = lambda v: isinstance(v, str) and bool(re.fullmatch(r"[\w\- .]+", v))  # noqa: E731
        return str(self._get(key, default, check, pattern) or "")

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        allowed = f"allowed is a whole number from {low} to {high}"
        check = lambda v: type(v) is int and low <= v <= high  # noqa: E731
        value = self._get(key, default, check, allowed)
        return low if value is None else int(value)

    def number(self, key: str, default: str | None = None) -> Decimal:
        allowed = "allowed is a number of 0 or more"
        check = lambda v: type(v) in {int, float} and v >= 0  # noqa: E731
        value = self._get(key, None if default is None else Decimal(default), check, allowed)
        try:
            return Decimal(str(value if value is not None else 0))
        except InvalidOperation:
            return Decimal(0)

    def months(self, key: str) -> tuple[int, ...]:
        check = lambda v: isinstance(v, list) and all(m in range(1, 13) for m in v)  # noqa: E731
        return tuple(self._get(key, [], check, "allowed is a list of months from 1 to 12"))

    def phrases(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        check = lambda v: isinstance(v, list) and all(isinstance(w, str) and w.strip() for w in v)  # noqa: E731
        value = self._get(key, list(default), check, "allowed is a list of texts")
        return tuple(word.strip().casefold() for word in value)

    def has(self, key: str) -> bool:
        return key in self._values

    def tables(self, key: str) -> list[dict[str, Any]]:
        allowed = f"write [[{key}]] tables"
        check = lambda v: isinstance(v, list) and all(isinstance(t, dict) for t in v)  # noqa: E731
        return list(self._get(key, [], check, allowed))

    def finish(self) -> None:
        for key in self._values.keys() - self._read:
            self.wrong(key, f"is unknown; allowed: {', '.join(sorted(self._read))}")


def _policy(reading: _Reading, document: dict[str, Any]) -> TierPolicy:
    top = _Table(reading, "", 0, document)
    top.word("format", (POLICY_FORMAT,))
    bands = _bands(reading, top)
    rules = _rules(reading, top, tuple(band.id for band in bands))
    weights = _Table(reading, "weights", 0, document.get("weights", {}))
    top.has("weights")
    policy = TierPolicy(
        name=top.text("name", "Policy"),
        bands=bands,
        rules=rules,
        capacity=_capacity(reading, document),
        weights={key: weights.number(key, default) for key, default in WEIGHTS.items()},
        pilot_min_gap_days=top.whole("pilot_min_gap_days", 0, 60, 3),
        anchor_min_days=top.whole("anchor_min_days", 1, 60, 10),
        window_opens_days=top.whole("window_opens_days", 1, 720, 180),
        decision_days=top.whole("decision_days", 0, 720, 90),
        travel=_travel(reading, document),
        rules_by_id={rule.id: rule for rule in rules},
        loss_reasons=_loss_reasons(reading, document),
    )
    weights.finish()
    for key in ("weights", "capacity", "reasons", "travel"):
        top._read.add(key)  # noqa: SLF001 - read above as tables of their own
    top.finish()
    return policy


def _bands(reading: _Reading, top: _Table) -> tuple[Band, ...]:
    bands = []
    for nth, values in enumerate(top.tables("tier")):
        table = _Table(reading, "tier", nth, values)
        band_id = table.text("id")
        bands.append(
            Band(
                id=band_id,
                name=table.text("name", band_id.capitalize() or "Tier"),
                min_arr=table.number("min_arr"),
                min_gap_days=table.whole("min_gap_days", 0, 120),
                uncovered_cost=table.whole("uncovered_cost", 0, 1_000_000),
            )
        )
        table.finish()
    if not bands:
        reading.wrong("", 0, "tier", "is missing; write at least one [[tier]]")
        return (Band(id="all", name="All", min_arr=Decimal(0), min_gap_days=0, uncovered_cost=0),)
    for nth, band in enumerate(bands):
        if band.id in {other.id for other in bands[:nth]}:
            reading.wrong("tier", nth, "id", f"{band.id!r} is there twice; each tier has its own")
        if band.min_arr in {other.min_arr for other in bands[:nth]}:
            reading.wrong("tier", nth, "min_arr", "another tier starts there; thresholds differ")
    return tuple(sorted(bands, key=lambda band: -band.min_arr))


def _rules(reading: _Reading, top: _Table, bands: tuple[str, ...]) -> tuple[TouchRule, ...]:
    rules: list[TouchRule] = []
    grown = -1
    for nth, values in enumerate(top.tables("rule")):
        table = _Table(reading, "rule", nth, values)
        lowest = table.word("from", bands, bands[-1])
        highest = table.word("to", bands, bands[0])
        reach = bands[bands.index(highest) : bands.index(lowest) + 1]
        if not reach:
            table.wrong("to", f"{highest!r} lies below {lowest!r}; it names the highest tier")
        steps = [(lowest, _rule(table, reach))]
        for step in table.tables("grows"):
            grown += 1
            inner = _Table(reading, "rule.grows", grown, {**values, **step})
            steps.append(_grown(inner, bands, reach))
        rules.extend(_cut(steps, bands, reach))
        table.finish()
    for nth, rule in enumerate(rules):
        if rule.id in {other.id for other in rules[:nth]}:
            reading.wrong("rule", 0, "id", f"{rule.id!r} is there twice; each rule has its own")
    return tuple(rules)


def _grown(table: _Table, bands: tuple[str, ...], reach: tuple[str, ...]) -> tuple[str, TouchRule]:
    start = table.word("from", bands)
    rule = _rule(table, reach)
    for known in ("to", "grows"):
        table._read.add(known)  # noqa: SLF001 - belongs to the rule that grows
    table.finish()
    return start, rule


def _cut(
    steps: list[tuple[str, TouchRule]], bands: tuple[str, ...], reach: tuple[str, ...]
) -> list[TouchRule]:
    """Give each step the bands from its own start up to the start of the next."""
    from dataclasses import replace  # noqa: PLC0415 - shadows nothing here

    cut = []
    steps = sorted(steps, key=lambda step: -bands.index(step[0]))
    for nth, (start, rule) in enumerate(steps):
        ceiling = bands.index(steps[nth + 1][0]) if nth + 1 < len(steps) else -1
        mine = tuple(b for b in reach if ceiling < bands.index(b) <= bands.index(start))
        if mine:
            cut.append(replace(rule, bands=mine))
    return cut


def _rule(table: _Table, reach: tuple[str, ...]) -> TouchRule:
    kind = "anchor" if table.has("anchor") else "period"
    first = table.whole("from_days", -720, 720) if kind == "anchor" else 0
    last = table.whole("to_days", -720, 720) if kind == "anchor" else 0
    if last < first:
        table.wrong(
            "to_days", f"{last} lies before from_days {first}; the window must not be empty"
        )
    stages = table.words("stages", tuple(stage.value for stage in Stage), [])
    overlays = table.words("overlays", OVERLAYS, [])
    kinds = tuple(each.value for each in EngagementType)
    anchor = table.word("anchor", ANCHORS) if kind == "anchor" else "renewal"
    qualifies = table.words("qualifies", kinds, [])
    if qualifies and anchor != "last_touch":
        table.wrong("qualifies", "goes with the anchor last_touch only")
    if anchor == "last_touch" and first < 1:
        table.wrong("from_days", f"{first} is not allowed; it counts from the last touch, from 1")
    longest = table.whole("max_gap_days", 1, 720) if table.has("max_gap_days") else None
    return TouchRule(
        id=table.text("id"),
        type=table.word("type", kinds),
        bands=reach,
        kind="anchor" if kind == "anchor" else "period",
        mode="onsite" if table.word("mode", ("remote", "onsite")) == "onsite" else "remote",
        roles=table.words("roles", ROLES, None),
        minutes=table.whole("minutes", 5, 960),
        prepare_minutes=table.whole("prepare_minutes", 0, 2400, 0),
        period=table.word("period", PERIODS) if kind == "period" else "year",
        count=table.whole("count", 1, 60, 1) if kind == "period" else 1,
        anchor=anchor,
        from_days=first,
        to_days=last,
        target_gap_days=table.whole("target_gap_days", 0, 720, 0),
        tol_days=table.whole("tol_days", 0, 360, 0),
        max_gap_days=longest,
        preferred_months=table.months("preferred_months"),
        overlays=(*stages, *overlays),
        qualifies=qualifies,
    )


def _loss_reasons(reading: _Reading, document: dict[str, Any]) -> LossReasons:
    values = document.get("reasons", {})
    if not isinstance(values, dict):
        reading.wrong("", 0, "reasons", "write [reasons] with could and could_not")
        return LossReasons()
    table = _Table(reading, "reasons", 0, values)
    found = LossReasons(
        could=table.phrases("could", DEFAULT_COULD),
        could_not=table.phrases("could_not", DEFAULT_COULD_NOT),
    )
    for word in sorted(set(found.could) & set(found.could_not)):
        table.wrong("could_not", f"{word!r} stands in both lists; a reason is in one of them")
    table.finish()
    return found


def _capacity(reading: _Reading, document: dict[str, Any]) -> dict[str, Capacity]:
    found: dict[str, Capacity] = {}
    tables = document.get("capacity", {})
    for role in tables.keys() - set(ROLES):
        reading.wrong("", 0, "capacity", f"{role!r} is unknown; allowed: {', '.join(ROLES)}")
    for role in ROLES:
        if not isinstance(tables.get(role), dict):
            reading.wrong("", 0, "capacity", f"[capacity.{role}] is missing; each role needs one")
            continue
        table = _Table(reading, f"capacity.{role}", 0, tables[role])
        found[role] = Capacity(
            remote_per_day=table.whole("remote_per_day", 0, 20),
            onsite_per_day=table.whole("onsite_per_day", 0, 20),
            remote_on_onsite_day=table.whole("remote_on_onsite_day", 0, 20),
            weekly_hours=table.number("weekly_hours"),
            travel_weeks_per_quarter=table.whole("travel_weeks_per_quarter", 0, 14),
        )
        table.finish()
    return found


def _travel(reading: _Reading, document: dict[str, Any]) -> TravelLimits:
    table = _Table(reading, "travel", 0, document.get("travel", {}))
    limits = TravelLimits(
        trip=table.number("trip_limit", "0"),
        night=table.number("night_limit", "0"),
        day=table.number("day_limit", "0"),
        ask_days=table.whole("ask_days", 0, 365, 0),
        transit_minutes=table.whole("transit_minutes", 0, 600, 30),
    )
    table.finish()
    return limits

"""A year's plan as a value: who meets which account when, what found no date, and at what cost.

The values here are those of the format `csplan-plan/1`; reading and writing JSON is planning's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

PLAN_FORMAT = "csplan-plan/1"

TouchId = NewType("TouchId", str)
"""Name of a touch: `account:rule:period:seq`, or as stated outright by the scenario."""

Reason = Literal["NO_DATE", "PAST", "WAIVED", "CEO_CAP", "CAPACITY", "PRIORITY"]
"""Why a touch has no date; what each word promises stands in docs/planner.md."""

TERMS = (
    "uncovered",
    "trips",
    "spacing",
    "level",
    "weekday",
    "balance",
    "change",
    "months",
    "max_gap",
    "deputies",
)
"""The terms of the objective; the last three exist only where a scenario uses their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A touch with its date and the ids of our people who attend.

    `start` is local time at the account, None while only the day is known.
    """

    touch: TouchId
    date: date
    participants: tuple[str, ...]
    start: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unscheduled:
    """A touch of the demand without a date, with the reason in one word and in a sentence."""

    touch: TouchId
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What a plan costs and how it was made; nothing in it changes from run to run.

    `objective`, `terms` and `bound` are points; `gap` is (objective - bound) / bound.
    """

    objective: float
    terms: Mapping[str, float]
    bound: float | None = None
    gap: float | None = None
    seed: int = 0
    effort: str = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole plan: every touch of the demand is scheduled or listed with a reason."""

    instance: str
    scheduled: tuple[Entry, ...]
    unscheduled: tuple[Unscheduled, ...] = ()
    meta: Meta = field(default_factory=lambda: Meta(objective=0, terms={}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanges:
    """How a plan differs from the baseline it started from, in touches."""

    added: int = 0
    moved: int = 0
    removed: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """What solving hands on: the plan, its trips counted, and how it differs from the baseline.

    `hourless` says of touches that got no time of day why, where accounts have hours; `proof` how
    the bound is proven, empty without one.
    """

    plan: Plan
    demand: int
    trips: int
    changes: PlanChanges
    kernel: Literal["compiled", "interpreted"]
    hourless: Mapping[TouchId, str] = field(default_factory=dict)
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOutWeek:
    """A week in which a touch cannot be, with the rule that forbids it.

    `week` is the Monday; `rule` is a word of `csplanner.domain.rules.RULES`.
    """

    week: date
    rule: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBest:
    """Another date that breaks no rule, and what it costs more than the present one, by term."""

    date: date
    participants: tuple[str, ...]
    extra: Mapping[str, float]

    @property
    def total(self) -> float:
        """Points more than the present date."""
        return sum(self.extra.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a touch has its date, or why it has none and the smallest change that would place it.

    `relax` is None where the touch has a date, or where no single or paired change was found;
    `reason` is the word for why it has none: one of a plan's, or OPEN where there is room now.
    """

    touch: TouchId
    date: date | None
    because: tuple[str, ...]
    ruled_out: tuple[RuledOutWeek, ...]
    next_best: tuple[NextBest, ...]
    relax: str | None = None
    reason: str = ""

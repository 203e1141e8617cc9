"""Plan files, `csplan-plan/1`: the text of a plan, and a plan from its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

from csplanner.base.errors import UserMistake
from csplanner.domain.plan import PLAN_FORMAT, Entry, Meta, Plan, Reason, TouchId, Unscheduled
from csplanner.planning.reading import load_json
from csplanner.planning.scenario_text import entry_json, json_lines

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.planning.reading import Node


def plan_text(plan: Plan) -> str:
    """Write the plan as JSON, one touch a line; equal plans give equal bytes."""
    meta = plan.meta
    whole: dict[str, Any] = {
        "format": PLAN_FORMAT,
        "instance": plan.instance,
        "scheduled": [entry_json(entry) for entry in plan.scheduled],
        "unscheduled": [
            {"touch": each.touch, "reason": each.reason, "detail": each.detail}
            for each in plan.unscheduled
        ],
        "meta": {
            "objective": meta.objective,
            "terms": dict(meta.terms),
            "bound": meta.bound,
            "gap": meta.gap,
            "seed": meta.seed,
            "effort": meta.effort,
        },
    }
    return json_lines(whole)


def read_plan(path: Path) -> Plan:
    """Read a plan file; raises UserMistake that names key, index and value."""
    node = load_json(path)
    given = node.key("format").text()
    if given != PLAN_FORMAT:
        raise UserMistake(f'format: "{given}" is not "{PLAN_FORMAT}".', "Give a plan file.")
    meta = node.maybe("meta")
    return Plan(
        instance=node.key("instance").text(),
        scheduled=tuple(_entry(each) for each in node.key("scheduled").each()),
        unscheduled=tuple(_unscheduled(each) for each in node.key("unscheduled").each()),
        meta=_meta(meta) if meta is not None else Meta(objective=0, terms={}),
    )


def _entry(node: Node) -> Entry:
    return Entry(
        touch=TouchId(node.key("touch").text()),
        date=node.key("date").day(),
        participants=node.key("participants").texts(),
        start=start.clock() if (start := node.maybe("start")) is not None else None,
    )


def _unscheduled(node: Node) -> Unscheduled:
    return Unscheduled(
        touch=TouchId(node.key("touch").text()),
        reason=cast("Reason", node.key("reason").word(get_args(Reason))),
        detail=str(node.key("detail").value),
    )


def _meta(node: Node) -> Meta:
    bound, gap = node.maybe("bound"), node.maybe("gap")
    seed, effort = node.maybe("seed"), node.maybe("effort")
    return Meta(
        objective=node.key("objective").number(),
        terms={name: each.number() for name, each in node.key("terms").pairs()},
        bound=bound.number() if bound is not None else None,
        gap=gap.number(-1) if gap is not None else None,
        seed=seed.whole(0) if seed is not None else 0,
        effort=effort.text() if effort is not None else "normal",
    )

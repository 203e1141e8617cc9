"""Verbs of the planner: plan, explain, solve."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.cli.output import remark, table
from csplanner.cli.parser import year
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call
    from csplanner.services.build_plan import PlanProposal

EFFORTS = ("quick", "normal", "thorough")
BOUNDS = ("none", "quick", "tight")
BOUND_HELP = "prove how good the plan is; large years take minutes (default: as the effort says)"
MOST_ROWS = 40
"""How many touches are listed one by one on a terminal."""


def _plan_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="YEAR")
    parser.add_argument("--dry-run", action="store_true", help="propose only, adopt nothing")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--effort", choices=EFFORTS, default="normal")
    parser.add_argument("--bound", choices=BOUNDS, help=BOUND_HELP)
    parser.add_argument("--policy", type=Path, metavar="FILE.toml", help="try another policy")


def _plan(call: Call) -> Answer:
    from csplanner.services.adopt_plan import adopt
    from csplanner.services.build_plan import PlanRequest, propose
    from csplanner.services.plan_answer import plan_json, touch_rows
    from csplanner.services.policy import policy_for_year, policy_from_file

    options = call.options
    policy = policy_from_file(options.policy) if options.policy else None
    request = PlanRequest(
        year=options.year,
        today=call.today,
        seed=options.seed,
        effort=options.effort,
        bound=options.bound,
    )
    request = replace(
        request, policy=policy or policy_for_year(call.workspace, options.year, call.today)
    )
    started = time.perf_counter()
    proposal = propose(call.workspace, request, call.job, tell=remark)
    seconds = time.perf_counter() - started
    if not options.dry_run:
        adopt(call.workspace, proposal)
    data = plan_json(proposal, seconds, adopted=not options.dry_run)
    if options.dry_run:
        data["touches"] = touch_rows(proposal)
    return Answer(data=data, lines=_plan_lines(proposal, data))


def _plan_lines(proposal: PlanProposal, data: dict[str, Any]) -> tuple[str, ...]:
    from csplanner.services.proof import proof_words

    changes = data["changes"]
    state = "Adopted" if data["adopted"] else "Proposed, nothing written"
    lines = [
        f"{state}: {data['scheduled']} of {data['demand']} touches of {data['year']}, "
        f"{data['trips']} trips, {data['objective']['total']:.0f} points"
        + (f", {proof}." if (proof := proof_words(proposal.result)) else "."),
        ", ".join(f"{count} {kind}" for kind, count in changes.items()),
    ]
    lines += _listed_lines(_listed(proposal))
    lines += _moved_lines(proposal)
    lines += _unplaced_lines(proposal)
    return tuple(lines)


def _listed_lines(listed: list[tuple[str, str]]) -> list[str]:
    """Name the accounts that need a look; of many, how many there are of each kind."""
    if not listed:
        return []
    if len(listed) <= MOST_ROWS:
        return ["", *table(("account to look at", "why"), listed)]
    kinds = Counter(why for _, why in listed)
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return ["", *table(("accounts to look at", "why"), [(n, why) for why, n in ranked])]


def _moved_lines(proposal: PlanProposal) -> list[str]:
    """Name what a plan around an older one moves or removes, each with its reason."""
    rows = [
        (
            change.account_name,
            change.rule,
            change.before.date if change.before else "",
            change.after.date if change.after else "no date",
            change.reason,
        )
        for kind in ("moved", "removed")
        for change in proposal.of_kind(kind)
    ]
    if not rows:
        return []
    shown = rows[:MOST_ROWS]
    more = [f"and {len(rows) - len(shown)} more"] if len(rows) > len(shown) else []
    return ["", *table(("account", "rule", "was", "is", "because"), shown), *more]


def _unplaced_lines(proposal: PlanProposal) -> list[str]:
    """Name what has no date; of many, how many of each kind, and what stands against them."""
    left = proposal.unplaced
    if not left:
        return []
    head = ["", f"{len(left)} cannot be placed:"]
    if len(left) <= MOST_ROWS:
        rows = [
            (u.account_name, u.rule, f"{u.first} to {u.last}", u.reason, u.detail) for u in left
        ]
        return [*head, *table(("account", "rule", "window", "reason", "detail"), rows)]
    kinds = Counter((u.rule, u.reason, _leading(u.detail)) for u in left)
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    grouped = [(count, *kind) for kind, count in ranked]
    told = [
        f"Each is in the answer of --json; csplanner explain TOUCH says more of any ({len(left)})."
    ]
    return [*head, *table(("touches", "rule", "reason", "mostly"), grouped), *told]


def _leading(detail: str) -> str:
    """Return the limit that a reason names first, without how often."""
    return detail.rpartition("limits: ")[2].split(" (")[0].split(", ")[0]


def _listed(proposal: PlanProposal) -> list[tuple[str, str]]:
    names: dict[str, str] = {
        account.id: account.name for account in proposal.problem.accounts.values()
    }
    return [(names.get(i, i), why) for i, why in proposal.problem.listed]


def _explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("touch", metavar="TOUCH", help="a touch id, as plan --dry-run lists them")


def _explain(call: Call) -> Answer:
    from csplanner.services.explain_date import explain
    from csplanner.services.plan_answer import explain_json

    found = explain(call.workspace, call.options.touch, call.today)
    lines = [f"{found.touch}: {found.date or 'no date'}", *(f"  {x}" for x in found.because)]
    if found.ruled_out:
        rows = [(f"{w.week:%G-W%V}", w.rule, w.detail) for w in found.ruled_out]
        lines += ["", *table(("ruled out", "rule", "because"), rows)]
    if found.next_best:
        best = [
            (n.date, f"{n.extra:+.1f}", ", ".join(f"{k} {v:+.1f}" for k, v in n.terms.items()))
            for n in found.next_best
        ]
        lines += ["", *table(("next best", "extra points", "of which"), best)]
    if found.relax:
        lines += ["", f"It would be placed if: {found.relax}"]
    return Answer(data=explain_json(found), lines=tuple(lines))


def _solve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", type=Path, metavar="SCENARIO.json")
    parser.add_argument("--out", type=Path, required=True, metavar="PLAN.json")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--effort", choices=EFFORTS, default="normal")
    parser.add_argument("--bound", choices=BOUNDS, help=BOUND_HELP)


def _solve(call: Call) -> Answer:
    from csplanner.services.solve_scenario import How, solve_scenario

    options = call.options
    solved = solve_scenario(
        options.scenario,
        options.out,
        how=How(seed=options.seed, effort=options.effort, bound=options.bound),
        job=call.job,
        tell=remark,
    )
    data = solved.as_json()
    told = (
        f"Wrote {options.out}: {data['scheduled']} of {data['demand']} touches, "
        f"{data['objective']['total']:.0f} points, {data['seconds']:.1f} s"
        + (f", {solved.proof}." if solved.proof else ".")
    )
    return Answer(data=data, lines=(told,))


VERBS = (
    Verb(
        name="plan",
        help="plan the year, or plan it again with the least disturbance",
        examples=(
            "csplanner plan 2027 -p team.csplan",
            "csplanner plan 2027 --dry-run --json -p team.csplan",
        ),
        run=_plan,
        options=_plan_options,
    ),
    Verb(
        name="explain",
        help="why a touch has its date, or why it has none",
        examples=("csplanner explain AR-20417:EXEC-QBR:2027-Q2:1 -p team.csplan",),
        run=_explain,
        options=_explain_options,
    ),
    Verb(
        name="solve",
        help="solve a planning problem from a file, without a portfolio",
        examples=("csplanner solve problem.json --out plan.json --effort quick",),
        run=_solve,
        options=_solve_options,
    ),
)

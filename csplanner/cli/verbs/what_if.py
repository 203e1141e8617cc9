"""The verb `what-if`: the year otherwise, side by side with the plan as it is."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.cli.output import remark, table
from csplanner.cli.parser import year
from csplanner.cli.verb import Answer, Verb
from csplanner.cli.verbs.plan import EFFORTS

if TYPE_CHECKING:
    from csplanner.cli.verb import Call
    from csplanner.services.what_if import WhatIf

ROWS = (
    ("coverage", "coverage", "{:.1%}"),
    ("touches asked for", "demand", "{:,}"),
    ("without a date", "unscheduled", "{:,}"),
    ("hours of CSMs", "hours", "{:,.0f}"),
    ("busiest week, hours", "busiest_week", "{:,.1f}"),
    ("visits", "visits", "{:,}"),
    ("trips", "trips", "{:,}"),
    ("travel", "cost", "{:,.0f}"),
)


def span(text: str) -> tuple[dt.date, dt.date]:
    """Read a quarter such as 2027Q3, or two dates joined by two dots."""
    quarter = re.fullmatch(r"(\d{4})-?Q([1-4])", text)
    if quarter:
        month = 3 * int(quarter[2]) - 2
        first = dt.date(int(quarter[1]), month, 1)
        after = dt.date(first.year + month // 10, (month + 3 - 1) % 12 + 1, 1)
        return first, after - dt.timedelta(days=1)
    try:
        first, last = (dt.date.fromisoformat(part) for part in text.split(".."))
    except ValueError:
        first, last = dt.date.max, dt.date.min
    if last < first:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a quarter (2027Q3) nor a span (2027-07-01..2027-09-30)"
        )
    return first, last


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="YEAR")
    parser.add_argument("--policy", type=Path, metavar="FILE.toml", help="another policy")
    parser.add_argument(
        "--without", action="append", default=[], metavar="P", help="do without somebody"
    )
    parser.add_argument(
        "--no-travel",
        type=span,
        action="append",
        default=[],
        metavar="SPAN",
        help="no travel in 2027Q3, or in 2027-07-01..2027-09-30",
    )
    parser.add_argument(
        "--ceo-visits", type=int, default=0, metavar="N", help="so many visits a year more"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--effort", choices=EFFORTS, default="quick")
    parser.add_argument("--keep", action="store_true", help="keep it as a run of its own")


def _what_if(call: Call) -> Answer:
    from csplanner.services.build_plan import PlanRequest
    from csplanner.services.find import person_named
    from csplanner.services.policy import policy_from_file
    from csplanner.services.what_if import Supposed, keep, what_if

    options = call.options
    supposed = Supposed(
        policy=policy_from_file(options.policy) if options.policy else None,
        without=tuple(person_named(call.workspace, name).id for name in options.without),
        no_travel=tuple(options.no_travel),
        ceo_visits=options.ceo_visits,
    )
    request = PlanRequest(
        year=options.year, today=call.today, seed=options.seed, effort=options.effort
    )
    started = time.perf_counter()
    found = what_if(call.workspace, request, supposed, call.job)
    data = _data(found, time.perf_counter() - started)
    if options.keep:
        data["run"] = keep(call.workspace, found).number
    if not found.planned:
        remark("No plan is on the calendar: the year was planned as things are, to compare with.")
    return Answer(data=data, lines=_lines(found, data))


def _data(found: WhatIf, seconds: float) -> dict[str, Any]:
    result = found.proposal.result
    return {
        "year": found.proposal.year,
        "what_if": found.supposed.label,
        "currency": found.currency,
        "now": found.now.as_json(),
        "then": found.then.as_json(),
        "changes": found.proposal.counts,
        "unscheduled": [
            {"touch": item.touch, "reason": item.reason, "detail": item.detail}
            for item in found.proposal.unplaced
        ],
        "objective": {"total": result.plan.meta.objective, "terms": dict(result.plan.meta.terms)},
        "seconds": round(seconds, 3),
        "run": None,
    }


def _lines(found: WhatIf, data: dict[str, Any]) -> tuple[str, ...]:
    now, then = data["now"], data["then"]
    rows = []
    for title, key, form in ROWS:
        named = f"{title}, {found.currency}" if key == "cost" else title
        more = then[key] - now[key]
        told = f"{more * 100:+.1f} points" if key == "coverage" else f"{more:+,.1f}"
        same = "" if not more else told.removesuffix(".0")
        rows.append((named, form.format(now[key]), form.format(then[key]), same))
    kept = f" Kept as run {data['run']}." if data["run"] else ""
    head = f"What if: {found.supposed.label}. The calendar is as it was.{kept}"
    return (head, "", *table(("", "now", "then", "change"), rows))


VERBS = (
    Verb(
        name="what-if",
        help="the year under another policy, with fewer people, without travel; nothing is planned",
        examples=(
            "csplanner what-if 2027 --without 'Dana Ruiz' -p team.csplan",
            "csplanner what-if 2027 --no-travel 2027Q3 --ceo-visits 2 --keep -p team.csplan",
            "csplanner what-if 2027 --policy lean.toml --json -p team.csplan",
        ),
        run=_what_if,
        options=_options,
    ),
)

"""Verbs that read meaning off the portfolio: score, coverage, retention."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.cli.coverage_lines import coverage_lines
from csplanner.cli.output import table
from csplanner.cli.parser import day, year
from csplanner.cli.retention_lines import retention_lines
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call


def _score_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("accounts", nargs="*", metavar="ACCOUNT", help="all, if none is named")
    parser.add_argument(
        "--history", type=int, default=0, metavar="MONTHS", help="the score of so many months, too"
    )
    parser.add_argument(
        "--rows", action="store_true", help="list the records behind each component"
    )


def _score(call: Call) -> Answer:
    from csplanner.services.find import account_named
    from csplanner.services.score import score_accounts
    from csplanner.services.score_json import score_json

    named = [account_named(call.workspace, name).id for name in call.options.accounts]
    scores = score_accounts(call.workspace, call.today, named or None)
    data = score_json(scores, call.today)
    traced = _history(call, data) if call.options.history > 0 else ()
    traced += _traced(call, data) if call.options.rows else ()
    rows = [
        (
            item["name"],
            item["tier"],
            _points(item["health"]["score"]),
            item["health"]["band"],
            ", ".join(_part(c) for c in item["health"]["components"] if not c["missing"]),
        )
        for item in data["accounts"]
    ]
    heads = ("account", "tier", "health", "band", "points by component")
    return Answer(data=data, lines=(*table(heads, rows), *traced))


def _history(call: Call, data: dict[str, Any]) -> tuple[str, ...]:
    """Put the months of each account into the answer, recomputed as of each, and return lines."""
    from csplanner.services.score import health_history
    from csplanner.services.score_json import history_json

    lines: list[str] = []
    for item in data["accounts"]:
        found = health_history(call.workspace, item["id"], call.today, call.options.history)
        item["history"] = history_json(found)
        rows = [
            (
                month["as_of"],
                _points(month["score"]),
                month["band"],
                ", ".join(_part(c) for c in month["components"] if not c["missing"]),
            )
            for month in item["history"]
        ]
        heads = ("as of", "health", "band", "points by component")
        lines += ["", item["name"], *table(heads, rows)]
    return tuple(lines)


def _traced(call: Call, data: dict[str, Any]) -> tuple[str, ...]:
    """Put the records behind each component into the answer, and return them as lines."""
    from csplanner.services.trace import trace_json, trace_of

    lines: list[str] = []
    for item in data["accounts"]:
        found = {
            p.value: rows for p, rows in trace_of(call.workspace, item["id"], call.today).items()
        }
        for component in item["health"]["components"]:
            component["rows"] = trace_json(found[component["name"]])
            lines += ["", f"{item['name']}, {component['name']}: {component['basis']}"]
            told = [
                (row["date"] or "-", row["group"], row["what"], f"{row['figure']:g}", row["detail"])
                for row in component["rows"]
            ]
            lines += (
                table(("date", "counts in", "record", "figure", "detail"), told) if told else ()
            )
    return tuple(lines)


def _part(component: dict[str, Any]) -> str:
    """Say a component's points; one that is too old has left the total and earns none."""
    if component["stale"]:
        return f"{component['name']} stale since {component['as_of']}"
    return f"{component['name']} {_points(component['contribution'])}"


def _points(value: float | None) -> str:
    from csplanner.domain.health import round_half_up

    return "-" if value is None else str(round_half_up(value))


def _coverage_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="YEAR")
    parser.add_argument("--by", choices=("tier", "owner", "city", "person"), default="tier")
    parser.add_argument(
        "--from", dest="first", type=day, metavar="D", help="with --to: add a row of this period"
    )
    parser.add_argument("--to", dest="last", type=day, metavar="D")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it as .pdf, .xlsx or .csv")


def _coverage(call: Call) -> Answer:
    from csplanner.services.export_coverage import coverage_json, export_coverage
    from csplanner.services.review_coverage import Span, review_coverage

    options = call.options
    span = None
    if options.first or options.last:
        first = options.first or dt.date(options.year, 1, 1)
        last = options.last or dt.date(options.year, 12, 31)
        span = Span(f"{first}..{last}", first, last)
    review = review_coverage(call.workspace, options.year, call.today, options.by, span)
    data = coverage_json(review)
    lines = coverage_lines(review)
    if options.out:
        written, pages = export_coverage(call.workspace, review, options.out)
        data |= {"out": options.out, "bytes": written, "pages": pages}
        lines = (f"Wrote {options.out}.",)
    return Answer(data=data, lines=lines)


def _retention_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", type=day, metavar="D", help="first day; else a year before --to"
    )
    parser.add_argument("--to", dest="last", type=day, metavar="D", help="last day; else today")


def _retention(call: Call) -> Answer:
    from csplanner.services.retention_answer import retention_json
    from csplanner.services.review_retention import Span, review_retention, year_to

    options = call.options
    last = options.last or call.today
    span = Span(first=options.first or year_to(last).first, last=last)
    review = review_retention(call.workspace, span, call.today)
    remarks = [f"{name}: {why}." for _, name, why in review.listed]
    if span.last > call.today:
        remarks.append(f"The period is not over: figures are up to {call.today}.")
    return Answer(
        data=retention_json(review), lines=retention_lines(review), remarks=tuple(remarks)
    )


VERBS = (
    Verb(
        name="score",
        help="health, drivers and burden of accounts, with every part",
        examples=(
            "csplanner score -p team.csplan",
            "csplanner score 'Ardenmoor Freight' --history 24 --json",
        ),
        run=_score,
        options=_score_options,
    ),
    Verb(
        name="coverage",
        help="what was owed, planned and done, by tier, owner, city or person",
        examples=(
            "csplanner coverage 2027 -p team.csplan",
            "csplanner coverage 2027 --by owner --out coverage.pdf -p team.csplan",
            "csplanner coverage 2027 --from 2027-04-01 --to 2027-05-31 -p team.csplan",
        ),
        run=_coverage,
        options=_coverage_options,
    ),
    Verb(
        name="retention",
        help="revenue kept and lost: GRR, NRR, reasons, renewals, what standing still costs",
        examples=(
            "csplanner retention -p team.csplan",
            "csplanner retention --from 2027-01-01 --to 2027-12-31 --json -p team.csplan",
        ),
        run=_retention,
        options=_retention_options,
    ),
)

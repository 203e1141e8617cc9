"""Verbs that read meaning off the portfolio: score, coverage, retention."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.cli.output import table
from csplanner.cli.parser import day, year
from csplanner.cli.retention_lines import retention_lines
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call
    from csplanner.services.review_coverage import CoverageReview


def _score_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("accounts", nargs="*", metavar="ACCOUNT", help="all, if none is named")


def _score(call: Call) -> Answer:
    from csplanner.services.find import account_named
    from csplanner.services.score import score_accounts, score_json

    named = [account_named(call.workspace, name).id for name in call.options.accounts]
    scores = score_accounts(call.workspace, call.today, named or None)
    data = score_json(scores, call.today)
    rows = [
        (
            item["name"],
            item["tier"],
            _points(item["health"]["score"]),
            item["health"]["band"],
            ", ".join(
                f"{c['name']} {_points(c['contribution'])}"
                for c in item["health"]["components"]
                if not c["missing"]
            ),
        )
        for item in data["accounts"]
    ]
    heads = ("account", "tier", "health", "band", "points by component")
    return Answer(data=data, lines=table(heads, rows))


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


def _coverage_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="YEAR")
    parser.add_argument("--by", choices=("tier", "owner", "city"), default="tier")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it as .csv or .xlsx")


def _coverage(call: Call) -> Answer:
    from csplanner.services.export_coverage import coverage_json, export_coverage
    from csplanner.services.review_coverage import review_coverage

    options = call.options
    review = review_coverage(call.workspace, options.year, call.today, options.by)
    data = coverage_json(review)
    lines = _coverage_lines(review)
    if options.out:
        written = export_coverage(review, options.out)
        data |= {"out": options.out, "bytes": written}
        lines = (f"Wrote {options.out}.",)
    return Answer(data=data, lines=lines)


def _coverage_lines(review: CoverageReview) -> tuple[str, ...]:
    heads = (review.by, "period", "planned", "scheduled", "done", "remaining", "to schedule",
             "attainment", "elapsed")  # fmt: skip
    rows: list[tuple[Any, ...]] = [
        (r.group, r.period, r.planned, r.scheduled, r.done, r.remaining, r.remaining_to_schedule,
         _share(r.attainment), _share(r.elapsed))
        for r in review.rows
    ]  # fmt: skip
    people = [
        (p.name, f"{p.load.hours:.0f}", f"{p.load.capacity:.0f}", _share(p.load.utilisation),
         p.load.visits, p.load.travel_weeks)
        for p in review.people
    ]  # fmt: skip
    gaps = [(g.account_name, g.rule, g.period, g.reason, g.detail) for g in review.gaps]
    return (
        *table(heads, rows),
        "",
        *table(("person", "hours", "has", "used", "visits", "travel weeks"), people),
        "",
        f"{len(gaps)} gaps",
        *(table(("account", "rule", "period", "reason", "detail"), gaps) if gaps else ()),
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


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
        examples=("csplanner score -p team.csplan", "csplanner score 'Ardenmoor Freight' --json"),
        run=_score,
        options=_score_options,
    ),
    Verb(
        name="coverage",
        help="what was owed, planned and done, by tier, owner or city",
        examples=(
            "csplanner coverage 2027 -p team.csplan",
            "csplanner coverage 2027 --by owner --out coverage.xlsx -p team.csplan",
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

"""Verbs that print: brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.cli.parser import day
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call

AUDIENCES = ("internal", "executive", "ceo", "customer")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT")
    parser.add_argument("--touch", metavar="TOUCH", help="the visit, by touch id")
    parser.add_argument("--date", type=day, metavar="DATE", help="the visit, by its day")
    parser.add_argument("--audience", required=True, choices=AUDIENCES)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="A4")


def _brief(call: Call) -> Answer:
    from csplanner.services.find import account_named
    from csplanner.services.prepare_brief import BriefRequest, prepare, write

    options = call.options
    if options.out.suffix.lower() != ".pdf":
        raise UserMistake(f"{options.out.name}: a brief is written as .pdf.", "Write --out x.pdf")
    request = BriefRequest(
        account_id=account_named(call.workspace, options.account).id,
        touch=options.touch,
        date=options.date,
        audience=options.audience,
        paper=options.paper,
    )
    brief = prepare(call.workspace, request, call.today, call.job)
    write(brief, options.out)
    data = {
        "out": options.out,
        "pages": brief.pages,
        "bytes": len(brief.content),
        "warnings": list(brief.warnings),
    }
    return Answer(
        data=data,
        lines=(f"Wrote {brief.pages} pages to {options.out}.",),
        remarks=tuple(brief.warnings),
    )


VERBS = (
    Verb(
        name="brief",
        help="print the brief of a visit",
        examples=(
            "csplanner brief 'Ardenmoor Freight' --audience internal --out in.pdf -p team.csplan",
            "csplanner brief 'Ardenmoor Freight' --audience customer --out qbr.pdf -p team.csplan",
        ),
        run=_brief,
        options=_options,
    ),
)

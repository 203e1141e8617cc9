"""Verbs that print: brief, pack."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.cli.parser import day
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call
    from csplanner.services.make_pack import PackChoice

AUDIENCES = ("internal", "executive", "ceo", "customer")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT")
    parser.add_argument("--touch", metavar="TOUCH", help="the visit, by touch id")
    parser.add_argument("--date", type=day, metavar="DATE", help="the visit, by its day")
    parser.add_argument("--audience", required=True, choices=AUDIENCES)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=".pdf, or .pptx for customers"
    )
    parser.add_argument(
        "--paper", choices=("A4", "Letter"), help="without it, by the locale: A4 or Letter"
    )
    parser.add_argument("--template", default="", metavar="NAME", help="a saved choice of sections")
    parser.add_argument(
        "--sections", default="", metavar="KEY,KEY", help="which sections, in which order"
    )


def _brief(call: Call) -> Answer:
    from csplanner.services.find import account_named
    from csplanner.services.papers import default_paper
    from csplanner.services.prepare_brief import BriefRequest, prepare, write

    options = call.options
    suffix = options.out.suffix.lower()
    if suffix not in {".pdf", ".pptx"}:
        raise UserMistake(
            f"{options.out.name}: a brief is written as .pdf, for customers also as .pptx.",
            "Write --out brief.pdf",
        )
    request = BriefRequest(
        account_id=account_named(call.workspace, options.account).id,
        touch=options.touch,
        date=options.date,
        audience=options.audience,
        paper=options.paper or default_paper(os.environ),
        template=options.template,
        sections=tuple(key.strip() for key in options.sections.split(",") if key.strip()),
        slides=suffix == ".pptx",
    )
    brief = prepare(call.workspace, request, call.today, call.job)
    write(brief, options.out)
    what = "slides" if request.slides else "pages"
    data = {
        "out": options.out,
        "pages": brief.pages,
        "bytes": len(brief.content),
        "warnings": list(brief.warnings),
    }
    return Answer(
        data=data,
        lines=(f"Wrote {brief.pages} {what} to {options.out}.",),
        remarks=tuple(brief.warnings),
    )


def _pack_options(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--trip", metavar="ID", help="the visits of a trip, as T-10")
    which.add_argument("--owner", metavar="P", help="the visits of one of ours; with --from, --to")
    which.add_argument("--quarter", metavar="2027Q2", help="the business reviews of a quarter")
    parser.add_argument("--from", dest="first", type=day, metavar="D")
    parser.add_argument("--to", dest="last", type=day, metavar="D")
    parser.add_argument("--audience", required=True, choices=AUDIENCES)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|DIR/")
    parser.add_argument(
        "--paper", choices=("A4", "Letter"), help="without it, by the locale: A4 or Letter"
    )


def _choice(call: Call) -> PackChoice:
    from csplanner.services import make_pack
    from csplanner.services.find import person_named
    from csplanner.services.trip_sheets import trip_named

    options = call.options
    if options.owner is None and (options.first or options.last):
        raise UserMistake("--from and --to go with --owner.", "Leave them out, or add --owner P.")
    if options.trip is not None:
        return make_pack.of_trip(call.workspace, trip_named(call.workspace, options.trip))
    if options.quarter is not None:
        return make_pack.of_quarter(call.workspace, options.quarter)
    if options.first is None or options.last is None:
        raise UserMistake("--owner needs the days.", "Add --from 2027-06-01 --to 2027-06-30.")
    person = person_named(call.workspace, options.owner)
    return make_pack.of_person(call.workspace, person, options.first, options.last)


def _pack(call: Call) -> Answer:
    from csplanner.services.make_pack import write_pack
    from csplanner.services.papers import default_paper
    from csplanner.services.prepare_brief import BriefRequest

    options = call.options
    paper = options.paper or default_paper(os.environ)
    wanted = BriefRequest(account_id="", audience=options.audience, paper=paper)
    written = write_pack(call.workspace, _choice(call), wanted, options.out, call.job)
    if written.refused:
        listed = "\n".join(f"  {r.account}: {r.refused}" for r in written.refused)
        others = len(written.results) - len(written.refused)
        raise UserMistake(
            f"{len(written.refused)} of {len(written.results)} briefs were not written:\n{listed}",
            f"The other {others} are in {written.out}.",
        )
    data = {
        "out": written.out,
        "pages": written.pages,
        "bytes": written.bytes,
        "warnings": list(written.warnings),
        "briefs": [
            {
                "account": r.account,
                "touch": r.touch,
                "date": r.date,
                "out": r.out,
                "pages": r.pages,
            }
            for r in written.results
        ],
    }
    count = len(written.results)
    return Answer(
        data=data,
        lines=(f"Wrote {count} briefs, {written.pages} pages, to {written.out}.",),
        remarks=written.warnings,
    )


VERBS = (
    Verb(
        name="brief",
        help="print the brief of a visit",
        examples=(
            "csplanner brief 'Ardenmoor Freight' --audience internal --out in.pdf -p team.csplan",
            "csplanner brief 'Ardenmoor Freight' --audience customer --out qbr.pdf -p team.csplan",
            "csplanner brief 'Ardenmoor Freight' --audience customer --out qbr.pptx -p team.csplan",
        ),
        run=_brief,
        options=_options,
    ),
    Verb(
        name="pack",
        help="print many briefs in visiting order",
        examples=(
            "csplanner pack --trip T-10 --audience internal --out trip.pdf -p team.csplan",
            "csplanner pack --quarter 2027Q2 --audience customer --out reviews/ -p team.csplan",
            (
                "csplanner pack --owner 'I. Sollander' --from 2027-06-01 --to 2027-06-30"
                " --audience internal --out june.pdf -p team.csplan"
            ),
        ),
        run=_pack,
        options=_pack_options,
    ),
)

"""Verbs of travel: trips, trip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.cli.output import table
from csplanner.cli.parser import year
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call
    from csplanner.domain.records import Trip
    from csplanner.domain.trip_sheet import TripSheet

_JUDGE = ("ask", "approve", "refuse", "withdraw")


def _trips_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="YEAR")


def _trips(call: Call) -> Answer:
    from csplanner.services.trip_sheets import trips_of

    sheets = trips_of(call.workspace, call.options.year, call.today)
    rows = [
        (
            sheet.id,
            sheet.title,
            sheet.start,
            sheet.end,
            ", ".join(t.name for t in sheet.travellers),
            len(sheet.visits),
            f"{sheet.total:.2f}",
            "" if sheet.alone is None else f"{sheet.alone:.2f}",
            sheet.currency,
            sheet.state,
        )
        for sheet in sheets
    ]
    heads = ("trip", "cities", "from", "to", "who", "visits", "cost", "alone", "in", "state")
    lines = table(heads, rows) if rows else (f"No trips in {call.options.year}.",)
    return Answer(
        data={"year": call.options.year, "trips": [_row(sheet) for sheet in sheets]},
        lines=lines,
        remarks=tuple(f"{s.id}: {problem}" for s in sheets for problem in s.problems),
    )


def _row(sheet: TripSheet) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "people": [traveller.id for traveller in sheet.travellers],
        "names": [traveller.name for traveller in sheet.travellers],
        "city": sheet.stops[0].city,
        "cities": [stop.city for stop in sheet.stops],
        "from": sheet.start,
        "to": sheet.end,
        "touches": [visit.touch for visit in sheet.visits],
        "cost": sheet.total,
        "costs": _by_category(sheet),
        "alone": sheet.alone,
        "currency": sheet.currency,
        "state": sheet.state,
        "decided_by": sheet.decided_by,
        "decided_on": sheet.decided_on,
        "purpose": sheet.purpose,
        "served": sheet.served,
        "exceptions": [limit.name for limit in sheet.exceptions],
        "problems": list(sheet.problems),
    }


def _by_category(sheet: TripSheet) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in sheet.costs:
        found[line.category] = found.get(line.category, 0) + line.amount
    return found


def _trip_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("trip", metavar="ID", help="as T-10, listed by: csplanner trips YEAR")
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="write the travel request")
    parser.add_argument("--paper", choices=("A4", "Letter"), default="A4")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--ask", action="store_true", help="ask for approval")
    asked.add_argument(
        "--approve", action="store_true", help="note that it was approved, --by whom"
    )
    asked.add_argument("--refuse", action="store_true", help="note that it was refused, --by whom")
    asked.add_argument("--withdraw", action="store_true", help="make it a draft again")
    parser.add_argument("--by", default="", metavar="NAME", help="who decided")
    parser.add_argument("--reason", metavar="TEXT", help="why it goes over a limit")


def _trip(call: Call) -> Answer:
    from csplanner.services.print_trip import print_request
    from csplanner.services.trip_sheets import trip_named, trip_sheet

    options = call.options
    if options.out is not None and options.out.suffix.lower() != ".pdf":
        raise UserMistake(f"{options.out.name}: a request is written as .pdf.", "Write --out x.pdf")
    trip = _judged(call, trip_named(call.workspace, options.trip))
    sheet = trip_sheet(call.workspace, trip, call.today)
    told = (f"{sheet.id}, {sheet.title}: {sheet.state}, {sheet.total:,.2f} {sheet.currency}.",)
    data: dict[str, Any] = {"out": None, "pages": 0, "bytes": 0, "warnings": list(sheet.problems)}
    if options.out is not None:
        written = print_request(sheet, options.out, options.paper, call.job)
        data |= {"out": written.out, "pages": written.pages, "bytes": written.bytes}
        told = (f"Wrote {written.pages} pages to {options.out}.",)
    return Answer(data={**data, **_row(sheet)}, lines=told, remarks=sheet.problems)


def _judged(call: Call, trip: Trip) -> Trip:
    from csplanner.domain.trip import TripState
    from csplanner.services.edit_trip import give_reason, judge

    options = call.options
    states = (TripState.ASKED, TripState.APPROVED, TripState.REFUSED, TripState.DRAFT)
    if options.reason is not None:
        trip = give_reason(call.workspace, trip, options.reason)
    for word, state in zip(_JUDGE, states, strict=True):
        if getattr(options, word):
            trip = judge(call.workspace, trip, state, options.by)
    return trip


VERBS = (
    Verb(
        name="trips",
        help="the trips of a year with their cost",
        examples=("csplanner trips 2027 -p team.csplan",),
        run=_trips,
        options=_trips_options,
    ),
    Verb(
        name="trip",
        help="one trip: its travel request on paper, and where its approval stands",
        examples=(
            "csplanner trip T-10 --out request.pdf -p team.csplan",
            "csplanner trip T-10 --approve --by 'H. Brandiss' -p team.csplan",
        ),
        run=_trip,
        options=_trip_options,
    ),
)

"""Verbs that bring data in and out: new, import, export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.cli.output import table
from csplanner.cli.parser import inner_words, year
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call
    from csplanner.services.import_answer import Wishes
    from csplanner.services.import_portfolio import ImportPreview

_SHOWN_COLUMNS = 0.995


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the portfolio to make (.csplan)")
    parser.add_argument("--sample", action="store_true", help="fill it with the sample team")


def _new(call: Call) -> Answer:
    from csplanner.services.new_portfolio import make_portfolio
    from csplanner.services.passphrases import given_passphrase

    options = call.options
    passphrase = given_passphrase(options.passphrase_file, call.environment)
    made = make_portfolio(
        options.file, call.clock, sample=options.sample, passphrase=passphrase, job=call.job
    )
    told = (
        f"{made['accounts']} accounts, {made['people']} people, {made['engagements']} engagements"
    )
    return Answer(data={"out": options.file, **made}, lines=(f"Made {options.file}: {told}.",))


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help="accounts, people, ... , folder or calendar")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TSV, XLSX, ...")
    parser.add_argument("--preset", default="", metavar="NAME", help="csplanner, salesforce, ...")
    parser.add_argument("--map", type=Path, metavar="MAP.toml", help="which column is what")
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--strict", action="store_true", help="write nothing if any row is bad")
    parser.add_argument("--rejects", type=Path, metavar="OUT.csv", help="write bad rows there")
    parser.add_argument("--empty-clears", action="store_true", help="empty cells clear fields")
    parser.add_argument("--merge", action="store_true", help="with folder: into a filled portfolio")
    parser.add_argument("--person", metavar="P", help="with calendar: whose busy times these are")
    parser.add_argument("--account", metavar="A", help="with calendar: whose calendar this is")


def _import(call: Call) -> Answer:
    from csplanner.services.import_answer import Wishes

    options = call.options
    wishes = Wishes(dry_run=options.dry_run, strict=options.strict, rejects=options.rejects)
    _keep_the_input(options.rejects, options.files)
    _only_what_has_effect(options)
    if options.kind == "folder":
        return _import_folder(call, wishes)
    if options.kind == "calendar":
        return _import_calendar(call, wishes)
    return _import_tables(call, wishes)


_FOR_TABLES = ("preset", "map", "empty_clears")
_FOR_FOLDER = ("merge",)
_FOR_CALENDAR = ("person", "account")


def _only_what_has_effect(options: argparse.Namespace) -> None:
    """Refuse options that say nothing about this kind, rather than ignore them."""
    own = {"folder": _FOR_FOLDER, "calendar": _FOR_CALENDAR}.get(options.kind, _FOR_TABLES)
    for name in (*_FOR_TABLES, *_FOR_FOLDER, *_FOR_CALENDAR):
        if name not in own and getattr(options, name):
            raise UserMistake(
                f"--{name.replace('_', '-')} has no effect on import {options.kind}.",
                f"It takes: {', '.join('--' + each.replace('_', '-') for each in own)}.",
            )


def _import_tables(call: Call, wishes: Wishes) -> Answer:
    from csplanner.services import import_portfolio as importing
    from csplanner.services.import_answer import finish

    options = call.options
    request = importing.ImportRequest(
        kind=options.kind,
        files=tuple(options.files),
        preset=options.preset,
        empty_clears=options.empty_clears,
    )
    if options.map:
        request = replace(request, mapping=importing.read_mapping(options.map))
    proposal = importing.propose_from(call.workspace, request, call.job)
    told = finish(call.workspace, proposal, wishes, job=call.job)
    lines = (*_how_read(proposal.preview), *told.lines)
    return Answer(data=told.data, lines=lines, remarks=told.remarks)


def _keep_the_input(rejects: Path | None, files: list[Path]) -> None:
    """Refuse to write rejected rows over, or into the folder of, what they come from."""
    if rejects is None:
        return
    sources = {file.resolve() for file in files}
    if not sources.isdisjoint({rejects.resolve(), rejects.resolve().parent}):
        raise UserMistake(
            f"{rejects} is, or lies in, what is imported.",
            "Name another file for the rejected rows.",
        )


def _how_read(told: ImportPreview) -> list[str]:
    """Say how each file was read, and what was made of columns that are not plain."""
    lines = [
        f"{file.file}: {file.rows} rows, {file.encoding}, separator {file.separator!r}"
        if file.separator
        else f"{file.file}: {file.rows} rows"
        for file in told.files
    ]
    unsure = [m for m in told.columns if m.confidence < _SHOWN_COLUMNS]
    if unsure:
        rows = [
            (m.header, m.field or "not imported", f"{m.confidence:.0%}" if m.field else None)
            for m in unsure
        ]
        lines += ["", *table(("column", "field", "confidence"), rows), ""]
    return lines


def _import_folder(call: Call, wishes: Wishes) -> Answer:
    from csplanner.services.import_folder import import_folder

    options = call.options
    if len(options.files) != 1:
        raise UserMistake("Import one folder at a time.")
    told = import_folder(
        call.workspace, options.files[0], merge=options.merge, wishes=wishes, job=call.job
    )
    return Answer(data=told.data, lines=told.lines, remarks=told.remarks)


def _import_calendar(call: Call, wishes: Wishes) -> Answer:
    from csplanner.services.import_calendar import import_calendar

    options = call.options
    told = import_calendar(
        call.workspace,
        tuple(options.files),
        person=options.person,
        account=options.account,
        wishes=wishes,
    )
    return Answer(data=told.data, lines=told.lines, remarks=told.remarks)


def _export_options(parser: argparse.ArgumentParser) -> None:
    kinds = inner_words(parser, "what", "WHAT")
    folder = kinds.add_parser("folder", help="one CSV a record and the policy, into a folder")
    folder.add_argument("folder", type=Path, metavar="DIR")
    for name, told in (("scenario", "the planning problem"), ("plan", "the plan")):
        sub = kinds.add_parser(name, help=f"{told} of a year as JSON")
        sub.add_argument("year", type=year, metavar="YEAR")
        sub.add_argument("file", type=Path, metavar="FILE.json")


def _export(call: Call) -> Answer:
    options = call.options
    if options.what == "folder":
        from csplanner.services.export_folder import export_folder

        written = export_folder(call.workspace, options.folder)
        lines = (f"Wrote {len(written)} files to {options.folder}.",)
        return Answer(data={"out": options.folder, "files": sorted(written)}, lines=lines)
    from csplanner.services.export_planning import export_plan, export_scenario

    write = export_scenario if options.what == "scenario" else export_plan
    size = write(call.workspace, options.year, options.file)
    told = (f"Wrote the {options.what} of {options.year} to {options.file}.",)
    return Answer(data={"out": options.file, "bytes": size}, lines=told)


VERBS = (
    Verb(
        name="new",
        help="make a new portfolio",
        examples=("csplanner new team.csplan", "csplanner new demo.csplan --sample"),
        run=_new,
        options=_new_options,
    ),
    Verb(
        name="import",
        help="bring records in from files",
        examples=(
            "csplanner import people people.csv -p team.csplan",
            "csplanner import accounts crm.xlsx --dry-run --rejects bad.csv -p team.csplan",
            "csplanner import calendar busy.ics --person 'I. Sollander' -p team.csplan",
        ),
        run=_import,
        options=_import_options,
    ),
    Verb(
        name="export",
        help="write records, the planning problem or the plan to files",
        examples=(
            "csplanner export folder out/ -p team.csplan",
            "csplanner export scenario 2027 problem.json -p team.csplan",
        ),
        run=_export,
        options=_export_options,
    ),
)

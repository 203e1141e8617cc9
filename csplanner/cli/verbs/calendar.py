"""Verbs of the year as it is lived: log, move, invite, lock, agree, done, miss, waive, calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.cli.parser import day, year
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from csplanner.cli.verb import Call
    from csplanner.domain.engagement import Engagement


OUT = ".ics, .xlsx, .csv, or .pdf for the wall planner"
PAPERS = ("A3", "A4", "Letter", "Tabloid")


def _touch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("touch", metavar="TOUCH", help="a touch id")


def _told(engagement: Engagement, verb: str) -> Answer:
    data: dict[str, Any] = {
        "touch": engagement.touch or engagement.id,
        "state": engagement.state.value,
        "date": engagement.date,
        "locked": engagement.locked,
    }
    return Answer(data=data, lines=(f"{verb}: {data['touch']}, {engagement.date}.",))


def _log_options(parser: argparse.ArgumentParser) -> None:
    from csplanner.domain.engagement import EngagementType

    parser.add_argument("account", metavar="ACCOUNT")
    parser.add_argument("--type", required=True, choices=[kind.value for kind in EngagementType])
    parser.add_argument("--date", required=True, type=day, metavar="D")
    parser.add_argument("--who", nargs="+", default=[], metavar="P", help="who of ours was there")
    parser.add_argument("--notes", default="", metavar="TEXT")
    parser.add_argument("--onsite", action="store_true", help="it takes place at the customer's")


def _log(call: Call) -> Answer:
    from csplanner.domain.engagement import EngagementType, Mode
    from csplanner.services.adjust_calendar import LoggedTouch, log
    from csplanner.services.find import account_named, person_named

    options = call.options
    logged = LoggedTouch(
        account=account_named(call.workspace, options.account),
        type=EngagementType(options.type),
        date=options.date,
        who=tuple(person_named(call.workspace, name).id for name in options.who),
        notes=options.notes,
        mode=Mode.ONSITE if options.onsite else Mode.REMOTE,
    )
    return _told(log(call.workspace, logged), "Logged")


def _move_options(parser: argparse.ArgumentParser) -> None:
    _touch(parser)
    parser.add_argument("date", type=day, metavar="DATE")
    parser.add_argument("--force", action="store_true", help="even if it breaks a hard rule")


def _move(call: Call) -> Answer:
    from csplanner.services.adjust_calendar import move

    options = call.options
    moved, broken = move(call.workspace, options.touch, options.date, force=options.force)
    told = _told(moved, "Moved and locked")
    listed = [{"rule": b.rule, "detail": b.detail} for b in broken]
    return Answer(
        data={**told.data, "broken": listed},
        lines=told.lines,
        remarks=tuple(f"breaks {b.rule}: {b.detail}" for b in broken),
    )


def _simple(name: str, verb: str) -> Callable[[Call], Answer]:
    def run(call: Call) -> Answer:
        from csplanner.services import adjust_calendar

        act = getattr(adjust_calendar, name)
        return _told(act(call.workspace, call.options.touch), verb)

    return run


def _done_options(parser: argparse.ArgumentParser) -> None:
    _touch(parser)
    parser.add_argument("--outcome", default="", metavar="TEXT", help="what came of it")


def _done(call: Call) -> Answer:
    from csplanner.services.adjust_calendar import done

    return _told(done(call.workspace, call.options.touch, call.options.outcome), "Held")


def _waive_options(parser: argparse.ArgumentParser) -> None:
    _touch(parser)
    parser.add_argument("--reason", default="", metavar="TEXT", help="why it shall not be done")
    parser.add_argument("--asked-by", default="", metavar="TEXT", help="who asked for it")
    parser.add_argument("--decided-by", default="", metavar="TEXT", help="who decided")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--ask", action="store_true", help="only ask; the touch stays owed")
    which.add_argument("--grant", action="store_true", help="grant what was asked")
    which.add_argument("--refuse", action="store_true", help="refuse what was asked")


def _waive(call: Call) -> Answer:
    from csplanner.services import waivers

    options, workspace = call.options, call.workspace
    if options.ask:
        waiver, said = (
            waivers.ask(workspace, options.touch, options.reason, options.asked_by),
            "Asked to waive",
        )
    elif options.grant or options.refuse:
        waiver = waivers.decide(
            workspace, options.touch, granted=options.grant, decided_by=options.decided_by
        )
        said = "Waived" if options.grant else "Refused to waive"
    else:
        who = (options.asked_by, options.decided_by)
        waiver, said = waivers.waive(workspace, options.touch, options.reason, *who), "Waived"
    data = {"touch": waiver.touch, "reason": waiver.reason, "decided_on": waiver.decided_on,
            "asked_by": waiver.asked_by, "decided_by": waiver.decided_by,
            "refused": waiver.refused}  # fmt: skip
    return Answer(data=data, lines=(f"{said}: {waiver.touch}.",))


def _invite_options(parser: argparse.ArgumentParser) -> None:
    _touch(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write the calendar file (.ics), note as asked"
    )


def _invite(call: Call) -> Answer:
    from csplanner.services.invite import invitation, write_invitation

    options = call.options
    if options.out is None:
        made = invitation(call.workspace, options.touch)
    else:
        made = write_invitation(call.workspace, options.touch, options.out)
    visit = made.engagement
    data = {
        "touch": visit.touch or visit.id,
        "state": visit.state.value,
        "asked": visit.asked,
        "subject": made.subject,
        "text": made.letter,
        "out": options.out,
        "without_address": list(made.without_address),
    }
    remarks = tuple(f"{name} has no e-mail address." for name in made.without_address)
    lines = (f"Subject: {made.subject}", "", *made.letter.rstrip().split("\n"))
    return Answer(data=data, lines=lines, remarks=remarks)


def _calendar_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=year, metavar="YEAR")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=".ics, .xlsx, .csv, .pdf"
    )
    parser.add_argument("--owner", metavar="P", help="only what this person attends")
    parser.add_argument(
        "--paper", choices=PAPERS, default="A3", help="of the wall planner (.pdf); usually A3"
    )


def _calendar(call: Call) -> Answer:
    from csplanner.services.export_calendar import export_calendar
    from csplanner.services.find import person_named

    options = call.options
    if not options.out.name:
        raise UserMistake("--out names no file.", "Write --out calendar.ics.")
    owner = person_named(call.workspace, options.owner) if options.owner else None
    written = export_calendar(
        call.workspace, options.year, options.out, owner, paper=options.paper, job=call.job
    )
    data = {
        "out": written.out,
        "pages": written.pages,
        "bytes": written.bytes,
        "warnings": list(written.warnings),
    }
    kind = "sheets" if options.out.suffix.lower() == ".pdf" else "engagements"
    told = f"Wrote {written.pages} {kind} to {written.out}."
    return Answer(data=data, lines=(told,), remarks=written.warnings)


def _plain(name: str, verb: str, told: str) -> Verb:
    return Verb(
        name=name,
        help=told,
        examples=(f"csplanner {name} AR-20417:EXEC-QBR:2027-Q2:1 -p team.csplan",),
        run=_simple(name, verb),
        options=_touch,
    )


VERBS = (
    Verb(
        name="log",
        help="put a touch outside the plan on the calendar",
        examples=(
            (
                "csplanner log 'Ardenmoor Freight' --type check_in --date 2027-05-11 "
                "--notes 'Called about the rollout' -p team.csplan"
            ),
        ),
        run=_log,
        options=_log_options,
    ),
    Verb(
        name="move",
        help="move an engagement to another day and lock it",
        examples=("csplanner move AR-20417:EXEC-QBR:2027-Q2:1 2027-06-10 -p team.csplan",),
        run=_move,
        options=_move_options,
    ),
    _plain("lock", "Locked", "keep an engagement where it is"),
    _plain("unlock", "Unlocked", "let the planner move an engagement again"),
    Verb(
        name="invite",
        help="the invitation to a visit: its text, and a calendar file to send",
        examples=("csplanner invite TOUCH --out invitation.ics -p team.csplan",),
        run=_invite,
        options=_invite_options,
    ),
    _plain("agree", "Agreed", "note that the customer agreed to the date"),
    Verb(
        name="done",
        help="note that an engagement was held",
        examples=("csplanner done TOUCH --outcome 'Rollout agreed for June' -p team.csplan",),
        run=_done,
        options=_done_options,
    ),
    _plain("miss", "Missed", "note that an engagement was not held"),
    Verb(
        name="waive",
        help="decide that a touch shall not be done, with a reason",
        examples=("csplanner waive TOUCH --reason 'Customer asked for a pause' -p team.csplan",),
        run=_waive,
        options=_waive_options,
    ),
    Verb(
        name="calendar",
        help="write the calendar of a year to a file",
        examples=(
            "csplanner calendar 2027 --out plan.ics -p team.csplan",
            "csplanner calendar 2027 --out wall.pdf --paper A3 -p team.csplan",
            "csplanner calendar 2027 --out mine.xlsx --owner 'I. Sollander' -p team.csplan",
        ),
        run=_calendar,
        options=_calendar_options,
    ),
)

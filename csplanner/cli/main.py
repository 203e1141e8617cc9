"""Runs one verb: reads options, calls the use case, prints the answer, returns the exit status."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

from csplanner import __version__
from csplanner.base.errors import CsplannerError, UserMistake
from csplanner.cli.output import as_json, remark, say
from csplanner.cli.parser import build_parser
from csplanner.cli.verb import Call
from csplanner.cli.verbs import (
    calendar,
    care,
    data,
    insight,
    paper,
    plan,
    policy,
    trips,
    what_if,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.cli.verb import Answer

BUG = 70
VERBS = (
    *data.VERBS,
    *policy.VERBS,
    *insight.VERBS,
    *plan.VERBS,
    *what_if.VERBS,
    *calendar.VERBS,
    *trips.VERBS,
    *paper.VERBS,
    *care.VERBS,
)
NAMES = frozenset(verb.name for verb in VERBS)


def run(arguments: Sequence[str]) -> int:
    """Run the command line, without the program's name in it, and return its exit status."""
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return failed(Stopped(), as_object="--json" in arguments)
    except BrokenPipeError:
        # The reader went away; nothing is left to say, and Python must not try at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last door: a bug is told in words
        return failed(error, as_object="--json" in arguments, debug="--debug" in arguments)
    return status


class Stopped(UserMistake):
    """The user pressed Ctrl+C."""

    def __init__(self) -> None:
        super().__init__("Stopped.", "Nothing was changed.")


def failed(error: Exception, *, as_object: bool = False, debug: bool = False) -> int:
    """Tell a failure in words and return its exit status; what is no known failure is a bug."""
    if isinstance(error, CsplannerError):
        _tell(error, as_object=as_object, debug=debug)
        return error.exit_status
    bug = CsplannerError(
        f"The program has a fault: {type(error).__name__}: {error}",
        "Your portfolio was left as it was. Please report this with the output of --debug.",
    )
    bug.__cause__ = error
    _tell(bug, as_object=as_object, debug=debug)
    return BUG


def _run(arguments: Sequence[str]) -> int:
    parser = build_parser(VERBS, __version__)
    options = parser.parse_args(list(arguments))
    if options.verb is None:
        raise UserMistake("No verb is given.", "See: csplanner --help")
    verb = next(verb for verb in VERBS if verb.name == options.verb)
    call = Call(options, dict(os.environ))
    try:
        answer = verb.run(call)
    finally:
        call.close()
    _print(answer, as_object=options.json)
    return int(answer.data.get("exit", 0)) if answer.data.get("ok") is False else 0


def _print(answer: Answer, *, as_object: bool) -> None:
    for line in answer.remarks:
        remark(line)
    if as_object:
        say(as_json(answer.data))
        return
    for line in answer.lines:
        say(line)


def _tell(error: CsplannerError, *, as_object: bool, debug: bool) -> None:
    if debug:
        traceback.print_exception(error, file=sys.stderr)
    if as_object:
        told = {"kind": error.kind, "message": error.message, "hint": error.hint}
        say(as_json({"error": told}))
        return
    remark(f"csplanner: {error.message}")
    if error.hint:
        remark(error.hint)

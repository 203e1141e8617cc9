"""The options of the command line; common ones are read before and after the verb alike."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from csplanner.base.errors import UserMistake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.cli.verb import Verb


class _Parser(argparse.ArgumentParser):
    """An argument parser that tells mistakes as the program does."""

    def error(self, message: str) -> NoReturn:
        """Raise the user's mistake, naming where help is."""
        raise UserMistake(f"{message[0].upper()}{message[1:]}.", f"See: {self.prog} --help")


def day(text: str) -> dt.date:
    """Read an ISO date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date (write 2027-05-12)") from None


def year(text: str) -> int:
    """Read a year that a calendar can hold."""
    if not (text.isascii() and text.isdigit()) or not 1990 <= int(text) <= 2200:
        raise argparse.ArgumentTypeError(f"{text!r} is no year between 1990 and 2200")
    return int(text)


def count(text: str) -> int:
    """Read how many: a whole number, 1 or more."""
    if not (text.isascii() and text.isdigit()) or not int(text[:12]) >= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def _common(parser: argparse.ArgumentParser, *, after: bool) -> None:
    """Add the common options; after the verb they only speak when they are given."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if after else value

    group = parser.add_argument_group("common options")
    group.add_argument(
        "-p", "--portfolio", type=Path, metavar="FILE", default=default(None),
        help="the portfolio (or the variable CSPLANNER_PORTFOLIO)",
    )  # fmt: skip
    group.add_argument(
        "--today", type=day, metavar="DATE", default=default(None),
        help="the day to take for today, as 2027-05-12",
    )  # fmt: skip
    group.add_argument(
        "--json",
        action="store_true",
        default=default(value=False),
        help="answer with one JSON object",
    )
    group.add_argument(
        "--debug",
        action="store_true",
        default=default(value=False),
        help="show the trace of a failure",
    )
    group.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", default=default(None),
        help="read the passphrase from the first line of a file",
    )  # fmt: skip


def _inner(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """Return the parsers of a verb's own words, such as those of `policy show`."""
    words = parser.get_default("words")
    return list(words.choices.values()) if words else []


def inner_words(
    parser: argparse.ArgumentParser, name: str, metavar: str
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """Give a verb words of its own; each reads the common options, too."""
    words = parser.add_subparsers(dest=name, metavar=metavar, required=True)
    parser.set_defaults(words=words)
    return words


def build_parser(verbs: Sequence[Verb], version: str) -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    parser = _Parser(
        prog="csplanner",
        description="Plan a year of face time with every account, offline.",
        epilog="Without a verb the window opens: csplanner [FILE.csplan].\n"
        "Each verb tells its options and examples: csplanner VERB --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"csplanner {version}")
    _common(parser, after=False)
    listed = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for verb in verbs:
        examples = "\n".join(f"  {example}" for example in verb.examples)
        sub = listed.add_parser(
            verb.name,
            help=verb.help,
            description=f"{verb.help[0].upper()}{verb.help[1:]}.",
            epilog=f"examples:\n{examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        verb.options(sub)
        for each in (sub, *_inner(sub)):
            _common(each, after=True)
    return parser

"""The program's entry: opens the window, or with a verb hands over to the command line."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run csplanner; `argv` is like `sys.argv`, with the program's name first."""
    arguments = list(sys.argv if argv is None else argv)
    if "--debug" not in arguments:
        from csplanner.base.hardening import no_core_dumps

        no_core_dumps()
    if _is_for_the_window(arguments[1:]):
        return _window(arguments)
    from csplanner.cli.main import run as run_verb

    return run_verb(arguments[1:])


def _window(arguments: list[str]) -> int:
    """Open the window; what keeps it from opening is told like any failure of a verb."""
    try:
        from ui.app import run

        return run(arguments)
    except Exception as error:  # noqa: BLE001 - the last door: told in words, with its status
        from csplanner.cli.main import failed

        return failed(_in_words(error), debug="--debug" in arguments)


def _in_words(error: Exception) -> Exception:
    """Say of a part of the window that this machine lacks what is missing and what to do."""
    if not isinstance(error, ImportError):
        return error
    from csplanner.base.errors import Trouble

    trouble = Trouble(
        f"The window cannot open, a part of it is missing here: {error}.",
        "Install it with what the README names; every verb works without it: csplanner --help",
    )
    trouble.__cause__ = error
    return trouble


def _is_for_the_window(arguments: list[str]) -> bool:
    """Tell whether no verb, help or version is asked for; a bad option is the CLI's to explain."""
    takes_value = {"-p", "--portfolio", "--today", "--passphrase-file"}
    rest = iter(arguments)
    for argument in rest:
        if argument in takes_value:
            next(rest, None)
        elif argument.startswith("-"):
            if argument.split("=", 1)[0] not in {*takes_value, "--debug"}:
                return False
        else:
            return argument.endswith(".csplan")
    return True


if __name__ == "__main__":
    sys.exit(main())

"""The three kinds of failure: the mistake of a user, trouble around us, a bug (the rest)."""

from __future__ import annotations


class CsplannerError(Exception):
    """A failure that is told to the user in words: what happened, and what to do."""

    kind = "bug"
    exit_status = 70

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UserMistake(CsplannerError):  # noqa: N818 - the house's word (architecture.md, rule 10)
    """Something the user gave cannot be used as it is: option, file, value."""

    kind = "mistake"
    exit_status = 2


class Trouble(CsplannerError):  # noqa: N818 - the house's word (architecture.md, rule 10)
    """The environment refused: disk full, file locked, unreadable, damaged."""

    kind = "trouble"
    exit_status = 1


class Cancelled(CsplannerError):  # noqa: N818 - told like a fact, not an error
    """The user cancelled; everything is as it was before."""

    kind = "mistake"
    exit_status = 2

    def __init__(self) -> None:
        super().__init__("Cancelled.", "Nothing was changed.")


class StaleProposal(UserMistake):
    """What a proposal was computed from has changed since."""

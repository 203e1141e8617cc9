"""The tone of a thread: of each message and of the whole, from -1, angry, to 1, glad."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTone:
    """One message; `score` is None where it is ours or in a language that is not read."""

    author: str
    text: str
    theirs: bool
    date: str = ""
    language: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadTone:
    """A thread by the customer's messages: first, last, mean, and the change a message.

    All four are None when nothing was scored; `language` is empty when it could not be told.
    """

    language: str = ""
    messages: tuple[MessageTone, ...] = ()
    start: float | None = None
    end: float | None = None
    slope: float | None = None
    mean: float | None = None

"""JSON read with the place of every mistake: key, index and value, and what was expected."""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csplanner.base.errors import Trouble, UserMistake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MISSING = object()


def load_json(path: Path) -> Node:
    """Read a file of one JSON object; what cannot be read is the user's mistake."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserMistake(f"{path} does not exist.", "Check the name of the file.") from None
    except UnicodeDecodeError as error:
        raise UserMistake(
            f"{path} is not text in UTF-8: byte {error.start} cannot be read.",
            "Save it as UTF-8 JSON.",
        ) from None
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.", "Check its rights.") from error
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "depth"
        raise UserMistake(f"{path} is not JSON ({place}: {error}).", "Mend the file.") from None
    return Node(value, "")


class Node:
    """A JSON value and its path, asked for what it should be."""

    __slots__ = ("path", "value")

    def __init__(self, value: Any, path: str) -> None:
        self.value = value
        self.path = path

    def mistake(self, expected: str) -> UserMistake:
        """Make the error that says what stands here and what was expected."""
        shown = json.dumps(self.value, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
        return UserMistake(f"{self.path or 'The file'}: {shown} is not {expected}.", "Mend it.")

    def key(self, name: str) -> Node:
        """Descend to a required key."""
        node = self.maybe(name)
        if node is None:
            raise UserMistake(f"{self._under(name)} is missing.", "Add the key.")
        return node

    def maybe(self, name: str) -> Node | None:
        """Descend to an optional key; null counts as absent."""
        if not isinstance(self.value, dict):
            raise self.mistake("an object")
        value = self.value.get(name, _MISSING)
        return None if value is _MISSING or value is None else Node(value, self._under(name))

    def _under(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def each(self) -> Iterator[Node]:
        """Go through a list."""
        if not isinstance(self.value, list):
            raise self.mistake("a list")
        for index, value in enumerate(self.value):
            yield Node(value, f"{self.path}[{index}]")

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """Go through an object's keys."""
        if not isinstance(self.value, dict):
            raise self.mistake("an object")
        for name, value in self.value.items():
            yield name, Node(value, self._under(name))

    def text(self) -> str:
        """Take a text that is not empty."""
        if not isinstance(self.value, str) or not self.value:
            raise self.mistake("a text")
        return self.value

    def word(self, allowed: tuple[str, ...]) -> str:
        """Take one of a few words."""
        if self.value not in allowed:
            raise self.mistake(f"one of {', '.join(allowed)}")
        return str(self.value)

    def whole(self, least: int, most: int = 10**9) -> int:
        """Take a whole number between two bounds."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.mistake(f"a whole number from {least} to {most}")
        return value

    def number(self, least: float = 0.0, most: float = 1e12) -> float:
        """Take a number between two bounds."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.mistake("a number")
        if not least <= value <= most:
            raise self.mistake(f"a number from {least:g} to {most:g}")
        return value

    def day(self) -> date:
        """Take a date written YYYY-MM-DD."""
        try:
            if isinstance(self.value, str) and len(self.value) == 10:
                return date.fromisoformat(self.value)
        except ValueError:
            pass
        raise self.mistake("a date (YYYY-MM-DD)")

    def clock(self) -> time:
        """Take a time of day written HH:MM."""
        try:
            if isinstance(self.value, str) and len(self.value) == 5:
                return time.fromisoformat(self.value)
        except ValueError:
            pass
        raise self.mistake("a time of day (HH:MM)")

    def zone(self) -> str:
        """Take the IANA name of a time zone."""
        name = self.text()
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise self.mistake("the IANA name of a time zone, such as Europe/London") from None
        return name

    def texts(self) -> tuple[str, ...]:
        """Take a list of texts."""
        return tuple(node.text() for node in self.each())

    def days(self) -> frozenset[date]:
        """Take a list of dates."""
        return frozenset(node.day() for node in self.each())

    def wholes(self, least: int, most: int) -> tuple[int, ...]:
        """Take a list of whole numbers between two bounds."""
        return tuple(node.whole(least, most) for node in self.each())

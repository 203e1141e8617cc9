"""Which pages are meant by words such as "1-4, 7"."""

from __future__ import annotations

import re

from csplanner.base.errors import UserMistake

_PART = re.compile(r"^(\d+)?\s*(?:(-|\N{EN DASH}|to)\s*(\d+)?)?$")


def page_numbers(words: str, total: int) -> tuple[int, ...]:
    """Return page numbers from 1, in their order and once each; no words mean all pages.

    "3-" is from page 3 on, "-2" up to page 2. What is no range, or beyond the last page, is a
    mistake in words.
    """
    if not words.strip():
        return tuple(range(1, total + 1))
    found: dict[int, None] = {}
    for part in words.split(","):
        first, last = _span(part.strip(), total)
        found.update(dict.fromkeys(range(first, last + 1)))
    return tuple(found)


def _span(part: str, total: int) -> tuple[int, int]:
    match = _PART.match(part)
    if not part or match is None or not (match[1] or match[3]):
        raise UserMistake(f"{part!r} is no range of pages.", "Write it like 1-4, 7.")
    first = int(match[1] or 1)
    last = int(match[3] or total) if match[2] else first
    if not 1 <= first <= last <= total:
        raise UserMistake(f"There is no page {part}.", f"The brief has pages 1 to {total}.")
    return first, last

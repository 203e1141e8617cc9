"""Reading dates as people and programs write them.

A column's order of day and month is decided from all its values, and asked about when nothing
decides it.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.importing.texts import Misread

if TYPE_CHECKING:
    from collections.abc import Iterable

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}$", re.ASCII)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_PAIR = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-./ ]*([^\W\d]{3,})[-., ]+(\d{4}|\d{2})$")
_NAME_DAY = re.compile(r"([^\W\d]{3,})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4}|\d{2})$")
_CLOCK = re.compile(
    r"[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2})?$"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero",
            "feb february februar fevrier febrero",
            "mar march maerz marz mars marzo",
            "apr april avril abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio",
            "aug august aout agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember decembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_PIVOT = 80
EXPECTED = "a date such as 2027-05-12"


class DateOrder(StrEnum):
    """How the two small numbers of a date stand; ASK when the column leaves it open."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    MIXED = "mixed"
    ASK = "ask"


def spoken(day: dt.date) -> str:
    """Write a date so that nobody can mistake it, as 3 Apr 2027."""
    return f"{day.day} {day:%b %Y}"


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number < _PIVOT else 1900)


def _made(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Misread(f"no such date; expected {EXPECTED}") from None


def decide_order(texts: Iterable[str]) -> DateOrder:
    """Decide how the numeric dates of a column are to be read."""
    day_first = month_first = open_ = False
    for text in texts:
        if _PLAIN.match(text):
            continue
        pair = _PAIR.match(_CLOCK.sub("", text.strip()))
        if pair is None or pair[2] == ".":
            continue
        first, second = int(pair[1]), int(pair[3])
        day_first |= first > 12
        month_first |= second > 12 and first <= 12
        open_ |= first <= 12 and second <= 12 and first != second
    if day_first and month_first:
        return DateOrder.MIXED
    if month_first:
        return DateOrder.MONTH_FIRST
    return DateOrder.ASK if open_ and not day_first else DateOrder.DAY_FIRST


def readings(text: str) -> tuple[dt.date, ...]:
    """Both readings of a numeric date, day first and month first, where both exist and differ."""
    pair = _PAIR.match(_CLOCK.sub("", text.strip()))
    if pair is None or pair[2] == ".":
        return ()
    first, second, year = int(pair[1]), int(pair[3]), _year(pair[4])
    if first == second or first > 12 or second > 12:
        return ()
    return (dt.date(year, second, first), dt.date(year, first, second))


def _pair_date(text: str, pair: re.Match[str], order: DateOrder) -> dt.date:
    first, second, year = int(pair[1]), int(pair[3]), _year(pair[4])
    if pair[2] == "." or order is DateOrder.DAY_FIRST:
        return _made(year, second, first)
    if order is DateOrder.MONTH_FIRST:
        return _made(year, first, second)
    both = readings(text)
    if both:
        raise Misread(f"could be {spoken(both[0])} or {spoken(both[1])}; write it as 2027-05-12")
    return _made(year, second, first) if second <= 12 else _made(year, first, second)


def _month(name: str) -> int:
    number = _MONTHS.get(name.casefold().rstrip("."))
    if number is None:
        raise Misread(f"no month is called '{name}'; expected {EXPECTED}")
    return number


def read_date(text: str, order: DateOrder = DateOrder.ASK) -> dt.date:
    """Read a date; a time of day after it is dropped. Raises Misread."""
    if _PLAIN.match(text):
        return _made(int(text[:4]), int(text[5:7]), int(text[8:]))
    bare = _CLOCK.sub("", text.strip())
    for pattern in (_ISO, _PACKED):
        found = pattern.match(bare)
        if found:
            return _made(int(found[1]), int(found[2]), int(found[3]))
    pair = _PAIR.match(bare)
    if pair:
        return _pair_date(bare, pair, order)
    named = _DAY_NAME.match(bare)
    if named:
        return _made(_year(named[3]), _month(named[2]), int(named[1]))
    named = _NAME_DAY.match(bare)
    if named:
        return _made(_year(named[3]), _month(named[1]), int(named[2]))
    raise Misread(f"expected {EXPECTED}")


def read_time(text: str) -> dt.time:
    """Read a time of day to the minute, as 14:30 or 2:30 pm. Raises Misread."""
    found = _CLOCK.match(" " + text.strip())
    if found is None:
        raise Misread("expected a time such as 14:30")
    hour, minute = int(found[1]), int(found[2])
    if found[4]:
        hour = hour % 12 + (12 if found[4][0] in "Pp" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise Misread("no such time; expected a time such as 14:30") from None


def read_moment(text: str, order: DateOrder = DateOrder.ASK) -> dt.datetime:
    """Read a local date and time; midnight where no time is written. Raises Misread."""
    day = read_date(text, order)
    clock = _CLOCK.search(text.strip())
    return dt.datetime.combine(day, read_time(clock[0]) if clock else dt.time())


def read_instant(text: str) -> dt.datetime:
    """Read an ISO instant with its offset. Raises Misread."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Misread("expected an instant such as 2027-05-12T14:30:00+00:00")
    return moment

"""Reading the cells of one column: the conventions of the column first, then each cell."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from csplanner.domain.account import Stage
from csplanner.importing import dates, numbers, words
from csplanner.importing.countries import read_country
from csplanner.importing.dates import DateOrder
from csplanner.importing.fields import Reads
from csplanner.importing.numbers import DecimalMark
from csplanner.importing.texts import Misread, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.importing.fields import Field

_DATES = frozenset({Reads.DATE, Reads.MOMENT})
# The ids of the default tiers; written in capitals they are meant all the same.
_TIERS = frozenset({"strategic", "enterprise", "growth", "scale"})
_VERBATIM = frozenset({Reads.TEXT, Reads.DOMAIN, Reads.REF})
_NUMBERS = frozenset({Reads.MONEY, Reads.NUMBER, Reads.DECIMAL, Reads.WHOLE, Reads.RATING})
_LIST_MARK = re.compile(r"(?<!\\);")
_QUARTER = re.compile(r"(\d{4})\s*[-/ ]?\s*[Qq]([1-4])$|[Qq]([1-4])\s*[-/ ]?\s*(\d{4})$")
_DOMAIN = re.compile(r"(?:[a-z][a-z+.-]*://)?(?:[^/@]*@)?(?:www\.)?([^/:?#]+).*", re.IGNORECASE)
_PLAIN_DOMAIN = re.compile(r"(?!www\.)[a-z0-9.-]+$")
_LARGEST_WHOLE = 2**53
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
Day = TypeVar("Day", bound=dt.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """How a column writes its values; `plain` is the program's own way, read without any guess."""

    date_order: DateOrder = DateOrder.ASK
    decimal_mark: DecimalMark = DecimalMark.POINT
    plain: bool = False


def decide(
    field: Field,
    cells: Sequence[str],
    *,
    date_order: DateOrder | None = None,
    decimal_mark: DecimalMark | None = None,
) -> Convention:
    """Decide the conventions of a column from all its filled cells; what was said goes first."""
    if field.reads in _DATES:
        return Convention(date_order=date_order or dates.decide_order(cells))
    if field.reads in _NUMBERS:
        money = field.reads is Reads.MONEY
        mark = decimal_mark or numbers.decide_mark(cells, money=money)
        return Convention(decimal_mark=mark)
    return Convention()


def items_of(text: str) -> tuple[str, ...]:
    """Split a list on semicolons; a semicolon inside an item is written with a backslash."""
    if "\\" not in text:
        return tuple([item for part in text.split(";") if (item := part.strip())])
    parts = (part.strip().replace("\\;", ";") for part in _LIST_MARK.split(text))
    return tuple(part for part in parts if part)


def text_of(value: Any, field: Field) -> str:
    """Write a value as the cell that reads back as it; references must already be names."""
    if value is None:
        return ""
    if field.reads is Reads.YESNO:
        return "true" if value else "false"
    if field.reads is Reads.WEEKDAYS:
        return ";".join(words.weekday_word(day) for day in value)
    if isinstance(value, tuple):
        return ";".join(item.replace(";", "\\;") for item in value)
    return _plain_text(value)


def _plain_text(value: Any) -> str:
    if isinstance(value, float):
        value = Decimal(repr(value))
        value = value.to_integral_value() if value == value.to_integral_value() else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _number(text: str, convention: Convention) -> float:
    return float(numbers.read_number(text, convention.decimal_mark))


def _decimal(text: str, convention: Convention) -> Decimal:
    return numbers.rounded(numbers.read_number(text, convention.decimal_mark))


def _whole(text: str, convention: Convention) -> int:
    value = numbers.read_number(text, convention.decimal_mark)
    if value != value.to_integral_value() or abs(value) > _LARGEST_WHOLE:
        raise Misread("expected a whole number")
    return int(value)


def _rating(text: str, convention: Convention) -> int:
    value = _whole(text, convention)
    if not 1 <= value <= 5:
        raise Misread("expected a number from 1 to 5")
    return value


def _currency(text: str, _: Convention) -> str:
    found = numbers.currency_in(text.strip().upper())
    if not found or len(text.strip()) > 4:
        raise Misread("expected a currency code such as USD")
    return found


def _quarter(text: str, _: Convention) -> str:
    found = _QUARTER.match(text.strip())
    if found is None:
        raise Misread("expected a quarter such as 2027Q2")
    return f"{found[1] or found[4]}Q{found[2] or found[3]}"


def _date(text: str, how: Convention) -> dt.date:
    return _plausible(dates.read_date(text, how.date_order))


def _moment(text: str, how: Convention) -> dt.datetime:
    return _plausible(dates.read_moment(text, how.date_order))


def _instant(text: str, _: Convention) -> dt.datetime:
    return _plausible(dates.read_instant(text))


def _plausible(day: Day) -> Day:
    """Refuse the days that programs write for 'never', which no calendar can hold."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Misread(f"expected a day between {_FIRST_YEAR} and {_LAST_YEAR}")
    return day


def _domain(text: str, _: Convention) -> str:
    if _PLAIN_DOMAIN.match(text):
        return text
    found = _DOMAIN.match(text.strip())
    if found is None or "." not in found[1].strip("."):
        raise Misread("expected a web domain such as example.com")
    return found[1].casefold()


def _weekdays(text: str, _: Convention) -> tuple[int, ...]:
    parts = (part for part in re.split(r"[;,/ ]+", text.strip()) if part)
    return tuple(sorted({words.read_weekday(part) for part in parts}))


_READERS: dict[Reads, Callable[[str, Convention], Any]] = {
    Reads.LIST: lambda text, _: items_of(text),
    Reads.REFS: lambda text, _: items_of(text),
    Reads.REF: lambda text, _: text.strip(),
    Reads.DOMAIN: _domain,
    Reads.MONEY: _decimal,
    Reads.DECIMAL: _decimal,
    Reads.NUMBER: _number,
    Reads.WHOLE: _whole,
    Reads.RATING: _rating,
    Reads.YESNO: lambda text, _: words.read_yesno(text),
    Reads.DATE: _date,
    Reads.MOMENT: _moment,
    Reads.INSTANT: _instant,
    Reads.TIME: lambda text, _: dates.read_time(text),
    Reads.CURRENCY: _currency,
    Reads.COUNTRY: lambda text, _: read_country(text),
    Reads.QUARTER: _quarter,
    Reads.WEEKDAYS: _weekdays,
}


def reader_of(field: Field, convention: Convention) -> Callable[[str], Any]:
    """Return what reads the filled cells of a column; it raises Misread with what was expected."""
    if field.reads is Reads.TEXT and not convention.plain and field.name != "tier_override":
        return str.strip
    if field.words is Stage:
        return words.read_stage
    if field.reads is Reads.WORD:
        assert field.words is not None
        known = field.words
        return lambda text: words.read_word(text, known)
    if convention.plain and field.reads in _VERBATIM:
        return str
    if field.reads is Reads.TEXT:
        return _tier
    read = _READERS[field.reads]
    return lambda text: read(text, convention)


def read_cell(text: str, field: Field, convention: Convention) -> Any:
    """Read one filled cell of a column. Raises Misread with what was expected."""
    return reader_of(field, convention)(text)


def _tier(text: str) -> str:
    bare = text.strip()
    return bare.casefold() if bare.casefold() in _TIERS else bare


def question_about(field: Field, header: str, cells: Sequence[str], convention: Convention) -> str:
    """Put the question that a column leaves open into words, or return nothing."""
    if field.reads in _DATES and convention.date_order is DateOrder.ASK:
        text = next((cell for cell in cells if dates.readings(cell)), "")
        if not text:
            return ""
        first, second = dates.readings(text)
        return (
            f"In column '{header}', {shortened(text)} could be {dates.spoken(first)} or "
            f"{dates.spoken(second)}: no value of the column decides it."
        )
    if field.reads is Reads.MONEY and convention.decimal_mark is DecimalMark.ASK:
        return (
            f"In column '{header}', {shortened(cells[0])} could have a thousands separator or "
            "decimals: no value of the column decides it."
        )
    return ""

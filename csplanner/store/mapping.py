"""Between a record and its row: plain functions, one pair a type of field."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from csplanner.domain.records import RECORDS
from csplanner.store.amounts import decimal_of
from csplanner.store.tables import bare, hints_of, is_decimal, is_enum

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csplanner.domain.record import Record

    Row = dict[str, Any]
    Convert = Callable[[Any], Any]

R = TypeVar("R", bound="Record")
_UNITS = Decimal(10_000)


def units_of(value: Decimal) -> int:
    """Return whole ten-thousandths, rounded half to even."""
    return int((value * _UNITS).to_integral_value())


def _time_of(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def _clock_text(value: dt.time) -> str:
    return value.isoformat(timespec="minutes")


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_ITEMS: dict[type, Callable[[Any], str]] = {str: json.encoder.encode_basestring, int: str}


def _list_text(value: tuple[Any, ...]) -> str:
    """Return a list as JSON; `_ENCODE` is made anew at each call, so it gets only what is rare."""
    if not value:
        return "[]"
    return f"[{', '.join([_ITEMS.get(type(i), _ENCODE)(i) for i in value])}]"


@lru_cache(maxsize=20_000)
def _tuple_of(text: str) -> tuple[Any, ...]:
    """Return a stored list; the same few people and weekdays come again and again."""
    return tuple(json.loads(text))


_PLAIN: dict[Any, tuple[Convert, Convert]] = {
    dt.date: (dt.date.isoformat, dt.date.fromisoformat),
    dt.time: (_clock_text, _time_of),
    dt.datetime: (dt.datetime.isoformat, dt.datetime.fromisoformat),
    bool: (int, bool),
}


def _converters(hint: Any) -> tuple[Convert, Convert] | None:
    plain = bare(hint)[0]
    if is_decimal(hint):
        return units_of, decimal_of
    if is_enum(hint):
        return str, plain
    if get_origin(plain) is tuple:
        assert get_args(plain)[1] is Ellipsis
        return _list_text, _tuple_of
    return _PLAIN.get(plain)


_FIELDS: dict[type[Record], tuple[tuple[str, tuple[Convert, Convert] | None], ...]] = {
    record: tuple((name, _converters(hint)) for name, hint in hints_of(record).items())
    for record in RECORDS
}


# Names, a getter of all values at once, and the few places that are stored as something else.
_WRITERS: dict[
    type[Record], tuple[tuple[str, ...], attrgetter[Any], tuple[tuple[int, Convert], ...]]
]
_WRITERS = {
    record: (
        tuple(name for name, _ in fields),
        attrgetter(*(name for name, _ in fields)),
        tuple((at, convert[0]) for at, (_, convert) in enumerate(fields) if convert is not None),
    )
    for record, fields in _FIELDS.items()
}


def row_of(record: Record) -> Row:
    """Return the row of a record: column name to what SQLite stores."""
    names, values_of, converted = _WRITERS[type(record)]
    values = list(values_of(record))
    for at, convert in converted:
        value = values[at]
        if value is not None:
            values[at] = convert(value)
    return dict(zip(names, values, strict=True))


def record_of(kind: type[R], row: Mapping[str, Any]) -> R:
    """Return the record of a row."""
    values: Row = {}
    for name, convert in _FIELDS[kind]:
        value = row[name]
        values[name] = value if value is None or convert is None else convert[1](value)
    return kind(**values)


def readers_of(kind: type[Record]) -> dict[str, Convert]:
    """Return how stored values become fields, by name, for those that are not taken as they are."""
    return {name: convert[1] for name, convert in _FIELDS[kind] if convert is not None}


def stored(kind: type[Record], name: str, value: Any) -> Any:
    """Return what SQLite stores for one value of a record's field, for comparisons."""
    if value is None:
        return None
    convert = dict(_FIELDS[kind])[name]
    return value if convert is None else convert[0](value)

"""What a user says about a file in a MAP.toml: columns, values, encoding, order of dates."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from csplanner.base.errors import UserMistake
from csplanner.importing.dates import DateOrder
from csplanner.importing.numbers import DecimalMark
from csplanner.importing.texts import fold

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from pathlib import Path

_TEXTS = ("encoding", "separator", "sheet")
_KEYS = (*_TEXTS, "header_row", "date_order", "decimal_mark", "columns", "values")
_ORDERS = {"dmy": DateOrder.DAY_FIRST, "mdy": DateOrder.MONTH_FIRST}
_MARKS = {".": DecimalMark.POINT, ",": DecimalMark.COMMA}
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_ANY = ""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A read MAP.toml.

    `columns` maps a header to a field, or to '' for a column that shall not be read. `values` maps
    a field to (folded cell -> cell to read instead). Orders and marks are by header, '' for all.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0
    date_orders: MappingType[str, DateOrder] = field(default_factory=dict)
    decimal_marks: MappingType[str, DecimalMark] = field(default_factory=dict)
    columns: MappingType[str, str] = field(default_factory=dict)
    values: MappingType[str, MappingType[str, str]] = field(default_factory=dict)

    def date_order(self, header: str) -> DateOrder | None:
        """Return what was said of the order of day and month in a column."""
        return self.date_orders.get(header, self.date_orders.get(_ANY))

    def decimal_mark(self, header: str) -> DecimalMark | None:
        """Return what was said of the decimal mark in a column."""
        return self.decimal_marks.get(header, self.decimal_marks.get(_ANY))


NO_MAPPING = Mapping()


def read_mapping(path: Path) -> Mapping:
    """Read a MAP.toml. Raises UserMistake that names the key and what is allowed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserMistake(f"{path.name} cannot be read.", "Check what --map names.") from error
    except tomllib.TOMLDecodeError as error:
        raise UserMistake(f"{path.name} is no valid TOML: {error}.") from error
    return mapping_from(data, path.name)


def mapping_from(data: MappingType[str, Any], name: str = "the mapping") -> Mapping:
    """Check a mapping's keys and values. Raises UserMistake."""
    for key in data:
        if key not in _KEYS:
            raise UserMistake(f"{name}: unknown key '{key}'.", f"Allowed are: {', '.join(_KEYS)}.")
    texts = {key: _text(data.get(key, ""), key, name) for key in _TEXTS}
    separator = _SEPARATORS.get(texts["separator"], texts["separator"])
    header_row = data.get("header_row", 0)
    if not isinstance(header_row, int) or header_row < 0:
        raise UserMistake(f"{name}: header_row must be a row number such as 1.")
    return Mapping(
        encoding=texts["encoding"],
        separator=separator,
        sheet=texts["sheet"],
        header_row=header_row,
        date_orders=_choices(data.get("date_order", {}), _ORDERS, f"{name}: date_order"),
        decimal_marks=_choices(data.get("decimal_mark", {}), _MARKS, f"{name}: decimal_mark"),
        columns=_table(data.get("columns", {}), f"{name}: columns"),
        values={
            field_name: {fold(k): v for k, v in _table(table, f"{name}: values").items()}
            for field_name, table in _tables(data.get("values", {}), f"{name}: values").items()
        },
    )


def _text(value: Any, key: str, name: str) -> str:
    if not isinstance(value, str):
        raise UserMistake(f"{name}: {key} must be text in quotation marks.")
    return value


def _tables(value: Any, what: str) -> MappingType[str, Any]:
    if not isinstance(value, dict):
        raise UserMistake(f"{what} must be a table, as [{what.rpartition(': ')[2]}].")
    return value


def _table(value: Any, what: str) -> dict[str, str]:
    table = _tables(value, what)
    for key, text in table.items():
        if not isinstance(text, str):
            raise UserMistake(f"{what}: '{key}' must be text in quotation marks.")
    return dict(table)


def _choices(value: Any, allowed: dict[str, T], what: str) -> dict[str, T]:
    table = {_ANY: value} if isinstance(value, str) else _tables(value, what)
    found: dict[str, T] = {}
    for header, word in table.items():
        if word not in allowed:
            names = " or ".join(f'"{choice}"' for choice in allowed)
            raise UserMistake(f"{what} is '{word}'; write {names}.")
        found[header] = allowed[word]
    return found

"""What a user says about a file in a MAP.toml: columns, values, encoding, order of dates."""

from __future__ import annotations

import json
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
_LAYOUT = (*_TEXTS, "header_row")
_KEYS = (*_LAYOUT, "files", "date_order", "decimal_mark", "columns", "values")
_ORDERS = {"dmy": DateOrder.DAY_FIRST, "mdy": DateOrder.MONTH_FIRST}
_MARKS = {".": DecimalMark.POINT, ",": DecimalMark.COMMA}
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_ANY = ""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is to be read; what is empty or 0 is found out from the file itself."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0

    def over(self, other: Layout) -> Layout:
        """Return this layout, with what it leaves open taken from another one."""
        return Layout(
            encoding=self.encoding or other.encoding,
            separator=self.separator or other.separator,
            sheet=self.sheet or other.sheet,
            header_row=self.header_row or other.header_row,
        )


FOUND = Layout()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A read MAP.toml.

    `layout` is for all files, `files` for single ones by name. `columns` maps a header to a field,
    or to '' for a column that shall not be read. `values` maps a field to (folded cell -> cell to
    read instead). Orders and marks are by header, '' for all.
    """

    layout: Layout = FOUND
    files: MappingType[str, Layout] = field(default_factory=dict)
    date_orders: MappingType[str, DateOrder] = field(default_factory=dict)
    decimal_marks: MappingType[str, DecimalMark] = field(default_factory=dict)
    columns: MappingType[str, str] = field(default_factory=dict)
    values: MappingType[str, MappingType[str, str]] = field(default_factory=dict)

    def layout_of(self, file: str) -> Layout:
        """Return how a file of this name is to be read."""
        return self.files.get(file, FOUND).over(self.layout)

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
    files = _tables(data.get("files", {}), f"{name}: files")
    return Mapping(
        layout=_layout(data, name),
        files={
            file: _layout_of_file(table, f"{name}: files.{file}") for file, table in files.items()
        },
        date_orders=_choices(data.get("date_order", {}), _ORDERS, f"{name}: date_order"),
        decimal_marks=_choices(data.get("decimal_mark", {}), _MARKS, f"{name}: decimal_mark"),
        columns=_table(data.get("columns", {}), f"{name}: columns"),
        values={
            field_name: {fold(k): v for k, v in _table(table, f"{name}: values").items()}
            for field_name, table in _tables(data.get("values", {}), f"{name}: values").items()
        },
    )


def _layout_of_file(table: Any, name: str) -> Layout:
    for key in _tables(table, name):
        if key not in _LAYOUT:
            raise UserMistake(
                f"{name}: unknown key '{key}'.", f"Allowed are: {', '.join(_LAYOUT)}."
            )
    return _layout(table, name)


def _layout(data: MappingType[str, Any], name: str) -> Layout:
    texts = {key: _text(data.get(key, ""), key, name) for key in _TEXTS}
    header_row = data.get("header_row", 0)
    if not isinstance(header_row, int) or isinstance(header_row, bool) or header_row < 0:
        raise UserMistake(f"{name}: header_row must be a row number such as 1.")
    separator = _SEPARATORS.get(texts["separator"], texts["separator"])
    if len(separator) > 1:
        raise UserMistake(
            f"{name}: separator is '{separator}'.", f"Write one of {', '.join(_SEPARATORS)}."
        )
    return Layout(
        encoding=texts["encoding"],
        separator=separator,
        sheet=texts["sheet"],
        header_row=header_row,
    )


def mapping_text(mapping: Mapping) -> str:
    """Write a mapping as the MAP.toml that reads back as it."""
    lines = _layout_lines(mapping.layout)
    tables: list[tuple[str, MappingType[str, str]]] = [
        ("date_order", {h: _word(_ORDERS, o) for h, o in mapping.date_orders.items() if h}),
        ("decimal_mark", {h: _word(_MARKS, m) for h, m in mapping.decimal_marks.items() if h}),
        ("columns", mapping.columns),
        *((f"values.{_quoted(name)}", table) for name, table in mapping.values.items()),
    ]
    if _ANY in mapping.date_orders:
        lines.append(f"date_order = {_quoted(_word(_ORDERS, mapping.date_orders[_ANY]))}")
        tables = [table for table in tables if table[0] != "date_order"]
    if _ANY in mapping.decimal_marks:
        lines.append(f"decimal_mark = {_quoted(_word(_MARKS, mapping.decimal_marks[_ANY]))}")
        tables = [table for table in tables if table[0] != "decimal_mark"]
    for file, layout in mapping.files.items():
        lines += ["", f"[files.{_quoted(file)}]", *_layout_lines(layout)]
    for name, table in tables:
        if table:
            lines += ["", f"[{name}]"]
            lines += [f"{_quoted(key)} = {_quoted(text)}" for key, text in table.items()]
    return "\n".join([*lines, ""])


def _layout_lines(layout: Layout) -> list[str]:
    lines = [f"{key} = {_quoted(text)}" for key in _TEXTS if (text := getattr(layout, key))]
    return [*lines, f"header_row = {layout.header_row}"] if layout.header_row else lines


def _word(words: MappingType[str, T], value: T) -> str:
    return next(word for word, meaning in words.items() if meaning == value)


def _quoted(text: str) -> str:
    """Write a text as a basic string of TOML, whose escapes are those of JSON but for one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


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

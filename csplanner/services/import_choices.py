"""What a user decides about an import, decision by decision; each gives a changed request back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.importing.dates import DateOrder
from csplanner.importing.numbers import DecimalMark
from csplanner.importing.tables import SEPARATOR_NAMES
from csplanner.importing.texts import fold

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from typing import Any

    from csplanner.services.import_portfolio import ImportRequest

ENCODINGS = ("utf-8", "cp1252", "iso-8859-15", "cp1250", "utf-16", "mac-roman", "shift-jis")
SEPARATORS = tuple(SEPARATOR_NAMES.items())
DATE_ORDERS = (("", "As found"), ("dmy", "Day first"), ("mdy", "Month first"))
DECIMAL_MARKS = (("", "As found"), (".", "1,234.50"), (",", "1.234,50"))


def with_column(request: ImportRequest, header: str, field: str) -> ImportRequest:
    """Read a column into a field, or leave it out where the field is empty."""
    columns = {**request.mapping.columns, header: field}
    return replace(request, mapping=replace(request.mapping, columns=columns))


def with_date_order(request: ImportRequest, header: str, order: str) -> ImportRequest:
    """Read a column's dates day first ("dmy"), month first ("mdy"), or as found ("")."""
    orders = _changed(request.mapping.date_orders, header, DateOrder(order) if order else None)
    return replace(request, mapping=replace(request.mapping, date_orders=orders))


def with_decimal_mark(request: ImportRequest, header: str, mark: str) -> ImportRequest:
    """Read a column's numbers with a point or a comma before the decimals, or as found ("")."""
    marks = _changed(request.mapping.decimal_marks, header, DecimalMark(mark) if mark else None)
    return replace(request, mapping=replace(request.mapping, decimal_marks=marks))


def with_value(request: ImportRequest, field: str, cell: str, instead: str | None) -> ImportRequest:
    """Read `instead` wherever a field's cell says `cell`; None takes that back."""
    own = _changed(request.mapping.values.get(field, {}), fold(cell), instead)
    values = {**request.mapping.values, field: own}
    return replace(request, mapping=replace(request.mapping, values=values))


def with_reading(request: ImportRequest, file: str, **said: str | int) -> ImportRequest:
    """Change `encoding`, `separator`, `header_row` or `sheet` of a file; empty or 0 find them."""
    layout = replace(request.mapping.layout_of(file), **said)  # type: ignore[arg-type]
    files = {**request.mapping.files, file: layout}
    return replace(request, mapping=replace(request.mapping, files=files))


def date_order_of(request: ImportRequest, header: str) -> str:
    """Return what was said of a column's dates: "dmy", "mdy" or nothing."""
    said = request.mapping.date_order(header)
    return "" if said is None else said.value


def decimal_mark_of(request: ImportRequest, header: str) -> str:
    """Return what was said of a column's numbers: a point, a comma or nothing."""
    said = request.mapping.decimal_mark(header)
    return "" if said is None else said.value


def _changed(before: MappingType[str, Any], key: str, value: object | None) -> dict[str, Any]:
    rest = {name: old for name, old in before.items() if name != key}
    return rest if value is None else {**rest, key: value}

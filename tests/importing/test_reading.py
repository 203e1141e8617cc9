"""Proves how a preset picks headers and refuses a foreign table."""

from __future__ import annotations

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing.columns import match_columns
from csplanner.importing.kinds import KINDS
from csplanner.importing.reading import first_headers, must_know
from csplanner.importing.tables import Table

TABLE = Table(file="a.csv", header=("Name", "City", "Town"), header_row=1, rows=(), numbers=())


def test_the_first_header_that_is_there_is_taken() -> None:
    """Each field takes one column, each column serves one field."""
    wanted = {"city": ("shipping city", "town", "city"), "home": ("town",), "name": ("name",)}
    assert first_headers(TABLE, wanted) == {"town": "city", "name": "name"}


def test_a_foreign_table_is_refused() -> None:
    """A sheet, too, is named where it does not look like the kind asked for."""
    sheet = Table(file="a.xlsx", sheet="S", header=("Hue",), header_row=1, rows=(), numbers=())
    columns = match_columns(sheet, KINDS["accounts"])
    with pytest.raises(UserMistake, match=r"a\.xlsx, sheet S does not look like accounts"):
        must_know(KINDS["accounts"], columns, sheet)
    fitting = Table(file="a.csv", header=("Company",), header_row=1, rows=(), numbers=())
    must_know(KINDS["accounts"], match_columns(fitting, KINDS["accounts"]), fitting)

"""Proves that a MAP.toml is read, and each mistake in it named by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing.dates import DateOrder
from csplanner.importing.mapping_file import read_mapping
from csplanner.importing.numbers import DecimalMark

if TYPE_CHECKING:
    from pathlib import Path

FULL = """
encoding = "cp1250"
separator = "semicolon"
sheet = "May"
header_row = 3
date_order = "dmy"
[decimal_mark]
"ACV" = ","
[columns]
"ACV" = "arr"
"CRM_Link" = ""
[values.tier_override]
A = "strategic"
"""


def test_a_full_mapping(tmp_path: Path) -> None:
    """Everything that can be said is understood."""
    path = tmp_path / "map.toml"
    path.write_text(FULL, encoding="utf-8")
    mapping = read_mapping(path)
    assert (mapping.encoding, mapping.separator, mapping.header_row) == ("cp1250", ";", 3)
    assert mapping.date_order("any column") is DateOrder.DAY_FIRST
    assert mapping.decimal_mark("ACV") is DecimalMark.COMMA
    assert mapping.decimal_mark("other") is None
    assert mapping.columns == {"ACV": "arr", "CRM_Link": ""}
    assert mapping.values == {"tier_override": {"a": "strategic"}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colums = 1", "unknown key 'colums'"),
        ("encoding = 1", "encoding must be text"),
        ("header_row = -1", "header_row must be a row number"),
        ('date_order = "ymd"', 'write "dmy" or "mdy"'),
        ("columns = 3", "must be a table"),
        ("[columns]\nA = 1", "'A' must be text"),
        ("= nonsense", "no valid TOML"),
    ],
)
def test_mistakes_name_the_key(tmp_path: Path, text: str, words: str) -> None:
    """A mapping that cannot be used says which key and what is allowed."""
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserMistake, match=words):
        read_mapping(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is the user's mistake."""
    with pytest.raises(UserMistake, match="cannot be read"):
        read_mapping(tmp_path / "none.toml")

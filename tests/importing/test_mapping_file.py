"""Proves that a MAP.toml is read, and each mistake in it named by key."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import UserMistake
from csplanner.importing.dates import DateOrder
from csplanner.importing.mapping_file import (
    Layout,
    Mapping,
    mapping_from,
    mapping_text,
    read_mapping,
)
from csplanner.importing.numbers import DecimalMark
from csplanner.importing.texts import fold

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
[files."old.csv"]
encoding = "utf-16"
header_row = 1
"""


def test_a_full_mapping(tmp_path: Path) -> None:
    """Everything that can be said is understood."""
    path = tmp_path / "map.toml"
    path.write_text(FULL, encoding="utf-8")
    mapping = read_mapping(path)
    layout = mapping.layout_of("any.csv")
    assert (layout.encoding, layout.separator, layout.header_row) == ("cp1250", ";", 3)
    old = mapping.layout_of("old.csv")
    assert (old.encoding, old.separator, old.header_row) == ("utf-16", ";", 1)
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
        ('separator = "::"', "Write one of comma"),
        ("[files]\nx = 1", "must be a table"),
        ('[files."a.csv"]\ndate_order = "dmy"', "a.csv: unknown key 'date_order'"),
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


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
_NAMES = _TEXTS.filter(bool)
_LAYOUTS = st.builds(
    Layout,
    encoding=_TEXTS,
    separator=st.sampled_from(["", ",", ";", "\t", "|"]),
    sheet=_TEXTS,
    header_row=st.integers(0, 9),
)


def _by_header(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.just(""), words, max_size=1) | st.dictionaries(_NAMES, words)


@given(
    mapping=st.builds(
        Mapping,
        layout=_LAYOUTS,
        files=st.dictionaries(_NAMES, _LAYOUTS, max_size=3),
        date_orders=_by_header(st.sampled_from([DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST])),
        decimal_marks=_by_header(st.sampled_from([DecimalMark.POINT, DecimalMark.COMMA])),
        columns=st.dictionaries(_NAMES, _TEXTS, max_size=3),
        values=st.dictionaries(
            _NAMES, st.dictionaries(_NAMES.map(fold), _TEXTS, min_size=1, max_size=2), max_size=2
        ),
    )
)
def test_a_written_mapping_reads_back_as_it_was(mapping: Mapping) -> None:
    """Whatever headers, files and cells are called."""
    assert mapping_from(tomllib.loads(mapping_text(mapping))) == mapping

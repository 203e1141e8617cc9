"""Proves that a TOML text is changed in place: what was asked is said, all else stays."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import UserMistake
from csplanner.base.resource import resource_text
from csplanner.domain.toml_text import add_table, move_table, put, remove_table, table_at

TEXT = """# of ours
name = "Mine"   # its name

[[rule]]
id = "A"        # the first
roles = [
    "CSM",      # who
]

[[rule.grows]]
from = "high"

# about the second
[[rule]]
id = "B"

[weights]
'odd key' = 1
plain = 2
"""
_VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.lists(st.sampled_from(["CSM", 'a "b"', "c\\d", "# no comment"]), max_size=4),
)
_KEYS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
_PATHS = st.sampled_from(
    [
        (),
        (("rule", 0),),
        (("rule", 1),),
        (("rule", 0), ("grows", 0)),
        (("weights", None),),
        (("rule", 1), ("extra", None)),
        (("capacity", None), ("CSM", None)),
    ]
)


def _comments(text: str) -> list[str]:
    return [line.partition("#")[2].strip() for line in text.splitlines() if "#" in line]


@given(_PATHS, _KEYS, _VALUES)
def test_any_value_can_be_put_anywhere(path: object, key: str, value: object) -> None:
    """What is read back is the value, and taking it away again leaves what was there."""
    made = put(TEXT, path, key, value)  # type: ignore[arg-type]
    assert table_at(tomllib.loads(made), path)[key] == value  # type: ignore[arg-type]
    gone = table_at(tomllib.loads(put(made, path, key, None)), path)  # type: ignore[arg-type]
    assert key not in gone


def test_comments_stay_where_they_are() -> None:
    """A value is changed between its key and its comment."""
    made = put(TEXT, (), "name", "Theirs")
    assert 'name = "Theirs"   # its name' in made
    assert _comments(made) == _comments(TEXT)
    longer = put(TEXT, (("rule", 1),), "minutes", 90)
    assert _comments(longer) == _comments(TEXT)
    assert 'id = "B"\nminutes = 90\n' in longer


def test_a_large_number_is_written_in_groups() -> None:
    """A million can be read."""
    assert "arr = 1_000_000" in put(TEXT, (("rule", 0),), "arr", 1_000_000)


def test_a_table_is_added_after_the_last_of_its_kind() -> None:
    """A rule comes after the rules, an inner table into its own rule."""
    made = add_table(TEXT, (), "rule", {"id": "C"})
    assert [rule["id"] for rule in tomllib.loads(made)["rule"]] == ["A", "B", "C"]
    assert made.index('"C"') < made.index("[weights]")
    inner = tomllib.loads(add_table(TEXT, (("rule", 1),), "grows", {"from": "top"}))
    assert [len(rule.get("grows", [])) for rule in inner["rule"]] == [1, 1]


def test_the_comment_of_the_next_table_stays_with_it() -> None:
    """What is added to the first rule stands above the words about the second."""
    made = add_table(TEXT, (("rule", 0),), "grows", {"from": "top"})
    assert made.index("top") < made.index("# about the second") < made.index('"B"')


def test_a_table_goes_with_what_belongs_to_it() -> None:
    """Its steps and the comment above it go; the other rule stays."""
    made = remove_table(TEXT, (("rule", 0),))
    assert [rule["id"] for rule in tomllib.loads(made)["rule"]] == ["B"]
    assert "about the second" in made
    assert "about the second" not in remove_table(TEXT, (("rule", 1),))


def test_tables_change_places_with_their_comments() -> None:
    """The second rule comes first, its comment above it; the ends of the list are ends."""
    made = move_table(TEXT, (("rule", 1),), -1)
    assert [rule["id"] for rule in tomllib.loads(made)["rule"]] == ["B", "A"]
    assert made.index("about the second") < made.index('"B"') < made.index('"A"')
    assert move_table(TEXT, (("rule", 1),), 1) == TEXT


@pytest.mark.parametrize("nth", range(3))
def test_moving_there_and_back_says_the_same(nth: int) -> None:
    """The policy that ships says the same after a health profile went down and up again."""
    text = resource_text("policies/default.toml")
    path = (("health", nth),)
    moved = move_table(text, path, 1)
    if nth < 2:
        back = move_table(moved, (("health", nth + 1),), -1)
        assert tomllib.loads(back) == tomllib.loads(text)


def test_what_stands_in_one_line_is_refused() -> None:
    """An inline table is for the text; it is never written over."""
    with pytest.raises(UserMistake, match="form cannot change"):
        put('weights = { plain = 1 }\nname = "x"\n', (("weights", None),), "plain", 2)
    with pytest.raises(UserMistake, match="one line"):
        remove_table('rule = [{ id = "A" }]\n', (("rule", 0),))

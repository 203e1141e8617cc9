"""Proves that the description of a kind is read as it is written."""

from __future__ import annotations

import pytest

from csplanner.domain.team import Person, Role
from csplanner.importing.fields import Reads, kind_from


def test_a_kind_is_read_from_its_line() -> None:
    """Names, attributes, types, words, references and requirements are told apart."""
    kind = kind_from("people", Person, "name! role:role boss=reports_to_id:>people", "email name")
    assert kind.names == ("external_id", "name", "role", "boss")
    assert [field.name for field in kind.required] == ["name"]
    assert kind.by_name["role"].words is Role
    boss = kind.by_name["boss"]
    assert (boss.attribute, boss.reads, boss.target) == ("reports_to_id", Reads.REF, "people")
    assert kind.own == (boss,)
    assert kind.keys == (("email",), ("name",))
    assert "person id" in kind.by_name["external_id"].synonyms


def test_an_unknown_type_is_no_kind() -> None:
    """A slip in a description fails at once."""
    with pytest.raises(ValueError, match="colour"):
        kind_from("people", Person, "name:colour", "name")

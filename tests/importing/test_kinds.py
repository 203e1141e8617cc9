"""Proves that every record has a kind with all its fields, headed as the contract says."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.records import RECORDS
from csplanner.importing.kinds import KINDS, kind_named, kind_of

if TYPE_CHECKING:
    from pathlib import Path


def test_every_field_of_every_record_has_a_column() -> None:
    """Nothing of a record is lost on the way out and in; kinds stand in the records' order."""
    assert [kind.record for kind in KINDS.values()] == list(RECORDS)
    for kind in KINDS.values():
        fields = {field.name for field in dataclasses.fields(kind.record)}
        columns = {column.attribute for column in kind.fields}
        assert columns == fields - {"id", "created", "changed"}, kind.name


def test_references_point_upwards_or_to_the_same_kind() -> None:
    """A kind can be resolved once the kinds above it are."""
    seen: list[str] = []
    for kind in KINDS.values():
        seen.append(kind.name)
        assert {field.target for field in kind.references} <= set(seen), kind.name


def test_the_contracts_headers_come_first(shared: Path) -> None:
    """Each list of headers in the contract is the start of the kind's own, in its order."""
    contract = (shared / "contract.md").read_text(encoding="utf-8")
    part = contract.partition("## Own CSV headers")[2].partition("Values:")[0]
    found = dict(re.findall(r"([a-z]+): `([a-z_,]+)`", part))
    assert len(found) >= 19
    for name, headers in found.items():
        wanted = [header for header in headers.split(",") if header != "external_id"]
        assert list(KINDS[name].names[1 : len(wanted) + 1]) == wanted, name


def test_names_are_found_and_mistakes_listed() -> None:
    """Kinds are found by word and by record; an unknown word lists the known ones."""
    assert kind_named("Trip-Costs") is KINDS["trip_costs"]
    assert kind_of(KINDS["people"].record) is KINDS["people"]
    with pytest.raises(UserMistake, match="people"):
        kind_named("persons")

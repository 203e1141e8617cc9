"""Proves what becomes of a field when two sides differ, and what only new records are told."""

from __future__ import annotations

from typing import Any

from csplanner.base.ids import seeded_ids
from csplanner.domain.account import Account
from csplanner.importing.building import Builder, Building, Verdict
from csplanner.importing.entries import Entry, Problems
from csplanner.importing.kinds import KINDS
from csplanner.importing.matching import Item

ACCOUNTS = KINDS["accounts"]
HERE = Account(id="a1", external_id="A1", name="Acme", city="Bonn", notes="ours")


class ByWord:
    """Judges by the name of the attribute."""

    def judge(self, record: Any, attribute: str, theirs: Any) -> Verdict:
        """Take cities, fight over notes, keep the rest."""
        assert getattr(record, attribute) != theirs
        words = {"city": Verdict.TAKE, "notes": Verdict.CONFLICT}
        return words.get(attribute, Verdict.KEEP)

    def was_removed(self, external_id: str) -> bool:
        """Remember one deleted account."""
        return external_id == "gone"


def _item(values: dict[str, Any], external: str = "A1", **more: Any) -> Item:
    entry = Entry(kind=ACCOUNTS, values=values, rows=((0, 2),), **more)
    return Item(entry=entry, values=values, external_id=external)


def test_a_merge_takes_keeps_and_lists() -> None:
    """What was judged is done, and a conflict keeps ours and names both."""
    building = Building(problems=Problems(()), make_id=seeded_ids(1), merge=ByWord())
    item = _item({"name": "Other", "city": "Bern", "notes": "theirs"})
    item.record = HERE
    built = Builder(ACCOUNTS, building).build(item)
    assert isinstance(built, Account)
    assert (built.name, built.city, built.notes) == ("Acme", "Bern", "ours")
    (conflict,) = building.conflicts
    assert (conflict.column, conflict.ours, conflict.theirs) == ("notes", "ours", "theirs")


def test_what_was_deleted_here_does_not_come_back() -> None:
    """A merge counts it and makes nothing."""
    building = Building(problems=Problems(()), make_id=seeded_ids(1), merge=ByWord())
    assert Builder(ACCOUNTS, building).build(_item({"name": "Back"}, "gone")) is None
    assert building.removed == {("accounts", "gone")}


def test_initial_values_are_for_new_records() -> None:
    """What a source only suggests never changes an existing record."""
    builder = Builder(ACCOUNTS, Building(problems=Problems(()), make_id=seeded_ids(1)))
    new = builder.build(_item({"name": "New"}, "", initial={"stage": "pilot"}))
    assert isinstance(new, Account)
    assert new.stage == "pilot"
    assert new.external_id == new.id
    item = _item({"name": "Acme"}, initial={"stage": "pilot"})
    item.record = HERE
    assert builder.build(item) == HERE


def test_an_entry_for_existing_records_makes_none() -> None:
    """What only adds to a record is dropped where there is no such record."""
    builder = Builder(ACCOUNTS, Building(problems=Problems(()), make_id=seeded_ids(1)))
    assert builder.build(_item({"name": "New"}, only_existing=True)) is None

"""Proves that nothing internal reaches the customer: a canary in each field, and none printed.

What is safe is written down here a second time, from product.md, not taken from the program.
"""

from __future__ import annotations

import datetime as dt
import shutil
import types
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import seeded_ids
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.records import (
    RECORDS,
    Account,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Goal,
    Measure,
    Organisation,
    Person,
    PlanRun,
    PolicyVersion,
    Suggestion,
    Trend,
    Trip,
)
from csplanner.services import workspace as ws
from csplanner.services.pdf_text import read_back
from csplanner.services.prepare_brief import BriefRequest, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.record import Record

TODAY = dt.date(2027, 5, 12)
EXAMPLES, LONG, PARTS = 50, 2000, 10
# Fields a customer may read whatever the mark, and those of a marked record.
SAFE = {
    (Account, "name"),
    (Contact, "name"),
    (Contact, "title"),
    (Person, "name"),
    (Person, "title"),
    (Organisation, "name"),
    (Engagement, "city"),
    (Trend, "text"),
    (Suggestion, "text"),
}
MARKED = {"text", "note", "figure", "name", "unit", "metric", "comment", "baseline", "target"}
MARKED |= {"current", "value", "score", "weight"}
# Words that the program itself reads; a canary there would not be a portfolio.
STRUCTURE = {"id", "external_id", "currency", "base_currency", "timezone", "tier_override", "part"}
STRUCTURE |= {"quarter", "kind", "departs_zone", "arrives_zone", "explanation", "terms", "changes"}
MANY = {Goal: 3, Engagement: 6, Contact: 3, Person: 3}


@dataclass(frozen=True)
class World:
    """One example: the records and the canaries that no customer may see."""

    records: tuple[Record, ...]
    words: frozenset[str]
    numbers: frozenset[str]
    account: str


class Maker:
    """Makes a portfolio in which every internal field holds a canary of its own."""

    def __init__(self, seed: int, marks: list[bool], types_: list[EngagementType]) -> None:
        self._ids = seeded_ids(seed)
        self._marks, self._types = marks, types_
        self._next = count(seed * 7919 % 90_000)
        self._turn = count()
        self.words: set[str] = set()
        self.numbers: set[str] = set()
        self.made: dict[Any, list[str]] = {}
        self._marked_driver = False

    def world(self) -> World:
        """Make the records in the order in which they refer to each other."""
        kinds = [kind for kind in RECORDS if kind is not PolicyVersion]
        records = [self._record(kind) for kind in kinds for _ in range(MANY.get(kind, 2))]
        account = self.made[hints_of(Account)["id"]][0]
        return World(tuple(records), frozenset(self.words), frozenset(self.numbers), account)

    def _record(self, kind: type[Record]) -> Record:
        hints = hints_of(kind)
        new = self._ids()
        values: dict[str, Any] = {"id": new}
        marked = "customer_safe" in hints and self._mark()
        if kind is DriverReading:  # it has no mark of its own: it is its driver's
            marked = self._marked_driver
        for field in fields(kind):
            if field.name in {"id", "created", "changed"}:
                continue
            if field.name == "customer_safe":
                values[field.name] = marked
                continue
            made = self._value(kind, field.name, hints[field.name], marked=marked)
            if made is not MISSING:
                values[field.name] = made
        record = kind(**values)
        if kind is Driver:
            self._marked_driver = marked
        self.made.setdefault(hints["id"], []).append(new)
        return record

    def _mark(self) -> bool:
        return self._marks[next(self._turn) % len(self._marks)]

    def _value(self, kind: type[Record], name: str, hint: Any, *, marked: bool) -> Any:
        plain = _bare(hint)
        if plain in self.made:
            ids = self.made[plain]
            return ids[0] if plain is hints_of(Account)["id"] else ids[-1]
        if get_origin(plain) is tuple:
            return tuple(self.made.get(get_args(plain)[0], ()))
        if (name in STRUCTURE and plain is str) or (name, kind) == ("year", PlanRun):
            return self._structure(name)
        safe = (kind, name) in SAFE or (marked and name in MARKED)
        return self._scalar(kind, name, plain, safe=safe)

    def _scalar(self, kind: type[Record], name: str, plain: Any, *, safe: bool) -> Any:
        if plain is str:
            return f"Shared{next(self._next)}" if safe else self._word(kind, name)
        if plain in {int, float, Decimal}:
            return plain(2) if safe or plain is int else plain(self._number())
        if plain is dt.date:
            ahead = 150 if kind is Engagement else 0
            return TODAY + dt.timedelta(days=ahead - next(self._next) % 300)
        if isinstance(plain, type) and issubclass(plain, StrEnum):
            return self._choice(plain)
        return MISSING

    def _word(self, kind: type[Record], name: str) -> str:
        if (kind, name) == (Engagement, "agenda"):
            lead = self._canary()
            return f"10 Shared opening | {lead}\nShared second item"
        return self._canary()

    def _canary(self) -> str:
        number = next(self._next)
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        word = f"Zqx{letters}xqz"
        self.words.add(word)
        return word

    def _number(self) -> str:
        digits = str(7_100_003 + 37 * next(self._next))
        self.numbers.add(digits)
        return digits

    def _choice(self, plain: type[StrEnum]) -> StrEnum:
        turn = next(self._turn)
        if plain is EngagementType:
            return self._types[turn % len(self._types)]
        options = list(plain)
        return options[turn % len(options)]

    def _structure(self, name: str) -> Any:
        known = {
            "currency": "USD",
            "base_currency": "USD",
            "quarter": "2027Q2",
            "part": "outcome",
            "kind": "nps",
            "year": 2027,
        }
        return known.get(name, MISSING)


@cache
def hints_of(kind: type[Record]) -> dict[str, Any]:
    """Return the types of the fields of a kind of record, read once."""
    return get_type_hints(kind)


def _bare(hint: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        return next(arg for arg in get_args(hint) if arg is not type(None))
    return hint


_ANY = {
    "seed": st.integers(1, 10_000),
    "marks": st.lists(st.booleans(), min_size=1, max_size=5),
    "kinds": st.lists(st.sampled_from(list(EngagementType)), min_size=1, max_size=4),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty portfolio file to copy, which is quicker than making one."""
    path: Path = tmp_path_factory.mktemp("empty") / "empty.csplan"
    ws.create(path, Clock(TODAY)).close()
    return path


@given(**_ANY)
@settings(max_examples=EXAMPLES)
def test_no_canary_is_printed_for_the_customer(
    seed: int,
    marks: list[bool],
    kinds: list[EngagementType],
    tmp_path_factory: pytest.TempPathFactory,
    empty: Path,
) -> None:
    """Whatever is marked and planned, no internal word or number is anywhere in the file."""
    world = Maker(seed, marks, kinds).world()
    assert printed_canaries(world, tmp_path_factory, empty) == []


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_canary_is_printed_in_two_thousand_packs(
    part: int, tmp_path_factory: pytest.TempPathFactory, empty: Path
) -> None:
    """The same, long: in parts of two hundred worlds, of which no two have the same seed."""

    @given(**_ANY)
    @settings(max_examples=LONG // PARTS)
    def none_is_printed(seed: int, marks: list[bool], kinds: list[EngagementType]) -> None:
        world = Maker(seed + 10_000 * part, marks, kinds).world()
        assert printed_canaries(world, tmp_path_factory, empty) == []

    none_is_printed()


def printed_canaries(world: World, folders: pytest.TempPathFactory, empty: Path) -> list[str]:
    """Print the customer pack of a world and return the canaries that are in it."""
    folder: Path = folders.mktemp("canary")
    shutil.copy(empty, folder / "p.csplan")
    with ws.open_workspace(folder / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*world.records)
        request = BriefRequest(account_id=world.account, audience="customer")
        brief = prepare(workspace, request, TODAY)
    shutil.rmtree(folder)
    places = read_back(brief.content)
    words = tight_of([*(place.text for place in places), brief.file_name, *brief.warnings])
    # Digits of coordinates stand in every stream of a page; numbers are looked for in texts only.
    numbers = tight_of([place.text for place in places if place.where != "a stream"])
    found = [word for word in world.words if word in words]
    return sorted([*found, *(number for number in world.numbers if number in numbers)])


def tight_of(texts: list[str]) -> str:
    """Return texts without spaces and without the signs that group digits."""
    return "".join("".join(texts).split()).replace(",", "").replace(".", "")


def test_the_canaries_would_be_seen(tmp_path: Path) -> None:
    """The same world printed for us does show canaries, so their absence above means something."""
    world = Maker(5, [True, False], [EngagementType.EXECUTIVE_QBR]).world()
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*world.records)
        inside = prepare(workspace, BriefRequest(account_id=world.account), TODAY)
        outside = prepare(
            workspace, BriefRequest(account_id=world.account, audience="customer"), TODAY
        )
    words = "".join("".join(place.text for place in read_back(inside.content)).split())
    assert sum(word in words for word in world.words) > 5
    shared = "".join("".join(place.text for place in read_back(outside.content)).split())
    assert "Shared" in shared


def test_every_kind_of_record_is_in_the_world() -> None:
    """No record is left out, so a new field of any of them gets its canary."""
    world = Maker(1, [False], [EngagementType.QBR]).world()
    assert {type(record) for record in world.records} == {*RECORDS} - {PolicyVersion}
    assert State.PLANNED in {r.state for r in world.records if isinstance(r, Engagement)}
    assert {Driver, Measure, Trip} <= {type(record) for record in world.records}
    assert issubclass(UserMistake, Exception)

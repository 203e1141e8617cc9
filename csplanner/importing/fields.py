"""What a column and a kind of record are: name, type, what is required, what tells two apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.domain import account, documents, engagement, evidence, promise, team, trip
from csplanner.importing.synonyms import SYNONYMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.domain.record import Record


class Reads(StrEnum):
    """How a cell of a column is read."""

    TEXT = "text"
    LIST = "list"
    DOMAIN = "domain"
    MONEY = "money"
    NUMBER = "number"
    DECIMAL = "decimal"
    WHOLE = "whole"
    RATING = "rating"
    YESNO = "yesno"
    DATE = "date"
    MOMENT = "moment"
    INSTANT = "instant"
    TIME = "time"
    CURRENCY = "currency"
    COUNTRY = "country"
    QUARTER = "quarter"
    WEEKDAYS = "weekdays"
    WORD = "word"
    REF = "ref"
    REFS = "refs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: its header, the record's attribute, and how its cells are read.

    `words` is the enumeration of a WORD, `target` the kind that a REF or REFS names.
    """

    name: str
    attribute: str
    reads: Reads
    required: bool = False
    words: type[StrEnum] | None = None
    target: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record: its domain type, its columns, and what tells two records apart.

    `keys` are attribute names, tried one after the other when no id matches. With `unique` a file
    may name such a record once only; without it, equal keys are told apart by their order.
    """

    name: str
    record: type[Record]
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    unique: bool = False

    by_name: Mapping[str, Field] = field(init=False, compare=False)
    renamed: tuple[tuple[str, str], ...] = field(init=False, compare=False)
    references: tuple[Field, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the columns once: `references` name records, `renamed` are headers unlike names."""
        put = object.__setattr__
        put(self, "by_name", {column.name: column for column in self.fields})
        put(self, "references", tuple(c for c in self.fields if c.target))
        unlike = (c for c in self.fields if not c.target and c.name != c.attribute)
        put(self, "renamed", tuple((c.name, c.attribute) for c in unlike))

    @property
    def required(self) -> tuple[Field, ...]:
        """The columns that a new record cannot be without."""
        return tuple(column for column in self.fields if column.required)

    @property
    def own(self) -> tuple[Field, ...]:
        """The columns that refer to the same kind."""
        return tuple(column for column in self.references if column.target == self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """The headers, `external_id` first."""
        return tuple(self.by_name)


_WORDS: dict[str, type[StrEnum]] = {
    "role": team.Role,
    "stage": account.Stage,
    "revenue_kind": account.RevenueKind,
    "engagement_type": engagement.EngagementType,
    "state": engagement.State,
    "mode": engagement.Mode,
    "purpose": engagement.Purpose,
    "direction": evidence.Direction,
    "side": promise.Side,
    "trip_state": trip.TripState,
    "category": trip.CostCategory,
    "run_state": engagement.RunState,
    "audience": documents.Audience,
}

_SINGULAR = {"people": "person", "timeoff": "time off"}


def _external_id(kind: str) -> Field:
    """Describe the first column of every file; 'ticket id' is the id of a ticket."""
    one = _SINGULAR.get(kind, kind.removesuffix("s")).replace("_", " ")
    return Field(
        name="external_id",
        attribute="external_id",
        reads=Reads.TEXT,
        synonyms=(
            *SYNONYMS["external_id"],
            *SYNONYMS.get(f"{kind}.external_id", ()),
            f"{one} id",
            f"{one} key",
        ),
    )


def _field(spec: str, kind: str) -> Field:
    """Read one column: `name[=attribute][:type][!]`, type being text, a type, a word or >kind."""
    required = spec.endswith("!")
    left, _, how = spec.removesuffix("!").partition(":")
    name, _, attribute = left.partition("=")
    known = SYNONYMS.get(f"{kind}.{name}", SYNONYMS.get(name, ()))
    base = Field(
        name=name,
        attribute=attribute or name,
        reads=Reads.TEXT,
        required=required,
        synonyms=known,
    )
    if how.startswith(">>"):
        return replace(base, reads=Reads.REFS, target=how[2:])
    if how.startswith(">"):
        return replace(base, reads=Reads.REF, target=how[1:])
    if how in _WORDS:
        return replace(base, reads=Reads.WORD, words=_WORDS[how])
    return replace(base, reads=Reads(how or "text"))


def kind_from(
    name: str, record: type[Record], columns: str, keys: str, *, unique: bool = False
) -> Kind:
    """Read a kind: columns separated by spaces, keys as `a+b a+c`."""
    fields = tuple(_field(spec, name) for spec in columns.split())
    split = tuple(tuple(key.split("+")) for key in keys.split())
    whole = (_external_id(name), *fields)
    return Kind(
        name=name,
        record=record,
        fields=whole,
        keys=split,
        unique=unique,
    )

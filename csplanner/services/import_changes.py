"""What an import would write, record by record, in words that a person can check."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.importing.kinds import KINDS, kind_of
from csplanner.importing.values import text_of
from csplanner.services.import_words import field_words, kind_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.domain.record import Record
    from csplanner.importing.fields import Kind

_TITLES = ("name", "subject", "text", "touch", "metric", "product", "city", "reason")
_SHOWN = 3
_LONG = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """One record that would be written: what it is called, and what of it would change.

    `details` is empty for a new record without a named field.
    """

    id: str
    kind: str
    title: str
    new: bool
    details: str = ""


def changes_of(
    writes: Sequence[Record], existing: Mapping[str, Sequence[Record]], most: int
) -> tuple[RecordChange, ...]:
    """Tell the first `most` of the records to be written; the changed ones come first."""
    before = {record.id: record for records in existing.values() for record in records}
    names = {record.id: _name(record) for record in (*before.values(), *writes)}
    ordered = sorted(writes, key=lambda record: record.id not in before)
    return tuple(_change(record, before.get(record.id), names) for record in ordered[:most])


def _name(record: Record) -> str:
    found = next((str(getattr(record, name, "")) for name in _TITLES if hasattr(record, name)), "")
    return found or record.external_id or record.id


def _change(record: Record, before: Record | None, names: Mapping[str, str]) -> RecordChange:
    kind = kind_of(type(record))
    told = _told(kind, record, before, names)
    more = f", and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    owner = names.get(getattr(record, "account_id", ""), "")
    title = names[record.id]
    return RecordChange(
        id=record.id,
        kind=kind_words(kind.name),
        title=f"{owner}: {title}" if owner and owner != title else title,
        new=before is None,
        details="; ".join(told[:_SHOWN]) + more,
    )


def _told(kind: Kind, record: Record, before: Record | None, names: Mapping[str, str]) -> list[str]:
    told = []
    for field in kind.fields:
        now = getattr(record, field.attribute)
        old = getattr(before, field.attribute) if before is not None else _default(record, field)
        if now == old or (before is None and field.name in {"external_id", "name", "account"}):
            continue
        words = field_words(kind.name, field.name)
        after = _shown(now, field, names)
        if before is None:
            told.append(f"{words} {after}")
        else:
            told.append(f"{words} {_shown(old, field, names)} → {after}")
    return told


def _default(record: Record, field: Any) -> object:
    """Return what a field holds that nobody filled, None if it must be filled."""
    known = next(f for f in dataclasses.fields(record) if f.name == field.attribute)
    if known.default is not dataclasses.MISSING:
        return known.default
    return known.default_factory() if callable(known.default_factory) else None


def _shown(value: object, field: Any, names: Mapping[str, str]) -> str:
    if field.target in KINDS and value is not None:
        ids = value if isinstance(value, tuple) else (value,)
        text = ", ".join(names.get(str(one), str(one)) for one in ids)
    elif isinstance(value, Decimal):
        text = f"{value:,}"
    else:
        text = text_of(value, field)
    flat = " ".join(text.split())
    if not flat:
        return "nothing"
    return flat if len(flat) <= _LONG else f"{flat[: _LONG - 1]}…"

"""What a change did to each field, and putting a single field back to what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Account
from csplanner.importing.checks import fault_of
from csplanner.store.images import images_in
from csplanner.store.mapping import record_of, row_of
from csplanner.store.tables import RECORD_OF

if TYPE_CHECKING:
    from csplanner.domain.record import Record
    from csplanner.services.workspace import Reader, Workspace
    from csplanner.store.images import Touched

_MOST = 40
_QUIET = {"id", "external_id", "created", "changed", "explanation"}
WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of one record in one change; `field` is WHOLE where the record came or went.

    `before`, `after` and `now` are words. `back` tells whether it can be put back: it is not what
    it was.
    """

    change: int
    kind: str
    record_id: str
    record: str
    account: str
    field: str
    before: str
    after: str
    now: str
    back: bool


def fields_of(workspace: Workspace, change: int, most: int = _MOST) -> tuple[FieldChange, ...]:
    """Return what a change did, field by field, at most so many records."""
    found: list[FieldChange] = []
    for touched in images_in(workspace.database, change, most):
        found += _fields(workspace, change, touched)
    return tuple(found)


def _fields(workspace: Workspace, change: int, touched: Touched) -> list[FieldChange]:
    kind = RECORD_OF[touched.kind]
    now = workspace.get(kind, touched.row_id)
    known = record_of(kind, touched.after or touched.before or {})
    shown = now or known
    called, account = called_by(shown), _account(workspace, shown)

    def told(field: str, values: tuple[str, str, str], *, back: bool) -> FieldChange:
        return FieldChange(
            change=change,
            kind=touched.kind,
            record_id=touched.row_id,
            record=called,
            account=account if account != called else "",
            field=field,
            before=values[0],
            after=values[1],
            now=values[2],
            back=back,
        )

    if touched.before is None:
        return [told(WHOLE, ("", "added", ""), back=False)]
    if touched.after is None:
        return [told(WHOLE, ("", "removed", ""), back=now is None)]
    before, after = record_of(kind, touched.before), record_of(kind, touched.after)
    return [
        told(
            name,
            (
                said(workspace, getattr(before, name)),
                said(workspace, getattr(after, name)),
                said(workspace, getattr(now, name)) if now is not None else "",
            ),
            back=now is not None and getattr(now, name) != getattr(before, name),
        )
        for name in touched.before
        if name not in _QUIET and getattr(before, name, None) != getattr(after, name, None)
    ]


def called_by(record: Record) -> str:
    """Return what a record is called."""
    for name in ("name", "text", "subject", "product", "metric", "competitor", "touch"):
        words = getattr(record, name, "")
        if words:
            return str(words)
    day = getattr(record, "date", None)
    return day.isoformat() if day is not None else record.id


def _account(reader: Reader, record: Record) -> str:
    account_id = getattr(record, "account_id", None)
    account = reader.get(Account, account_id) if account_id else None
    return account.name if account is not None else ""


def said(reader: Reader, value: Any) -> str:
    """Return a value in words; what refers to a record by the record's name."""
    if isinstance(value, tuple):
        return ", ".join(said(reader, item) for item in value)
    if value in {None, ""}:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return _name_of(reader, text) or text


def _name_of(reader: Reader, text: str) -> str:
    """Return the name of the person, contact or account with an id, '' where it is no id."""
    if len(text) != 36 or text.count("-") != 4:
        return ""
    for table in ("person", "contact", "account"):
        record = reader.get(RECORD_OF[table], text)
        if record is not None:
            return called_by(record)
    return ""


def restore(workspace: Workspace, wanted: FieldChange) -> Record:
    """Put a field back to what it was before a change, or bring a removed record back.

    One undo step. Raises UserMistake where the record is gone or the value does not go with the
    rest of it now.
    """
    touched = next(
        (
            t
            for t in images_in(workspace.database, wanted.change, _MOST)
            if (t.kind, t.row_id) == (wanted.kind, wanted.record_id)
        ),
        None,
    )
    if touched is None or touched.before is None:
        raise UserMistake("The history does not hold this value any more.")
    kind = RECORD_OF[wanted.kind]
    now = workspace.get(kind, wanted.record_id)
    if wanted.field == WHOLE:
        record, words = record_of(kind, touched.before), f"Bring back {wanted.record}"
    elif now is None:
        raise UserMistake(
            f"{wanted.record} is not in the portfolio any more.", "Bring the record back first."
        )
    else:
        row = row_of(now) | {wanted.field: touched.before[wanted.field]}
        record = record_of(kind, row)
        words = f"Restore {wanted.field.replace('_', ' ')} of {wanted.record}"
    fault = fault_of(record)
    if fault is not None:
        column, value, expected = fault
        raise UserMistake(f"{column} {value} does not go with the rest; {expected}.")
    with workspace.change(words) as work:
        work.put(record)
    return record

"""The registers of an account as the internal pack prints them: owed, feared, seen, heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from csplanner.domain.pack_facts import Clause, Owed, Seen
from csplanner.domain.promise import Owed as OwedRecord
from csplanner.domain.promise import Side
from csplanner.domain.records import (
    Commitment,
    Engagement,
    ProductRequest,
    Promise,
    Risk,
    Sighting,
    Signal,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from csplanner.services.workspace import Reader

R = TypeVar("R", bound=OwedRecord)
CLOSED = frozenset({"done", "kept", "closed", "dropped", "met"})
_MET = ("met", "done", "kept", "closed")


def clauses_of(reader: Reader, account_id: str) -> tuple[Clause, ...]:
    """Return the non-standard commitments, those with the nearest date first."""
    found = sorted(
        reader.where(Commitment, account_id=account_id),
        key=lambda c: (c.due is None, c.due, c.clause, c.id),
    )
    return tuple(
        Clause(
            clause=c.clause,
            text=c.text,
            owner=c.functional_owner,
            difficulty=c.difficulty,
            cost=c.cost,
            currency=c.currency,
            due=c.due,
            status=c.status,
            met=c.status.strip().lower() in _MET,
        )
        for c in found
    )


def owed_of(reader: Reader, kind: type[R], account_id: str, as_of: dt.date) -> tuple[Owed, ...]:
    """Return promises, actions or risks that were made by a day: open ones first, by due date."""
    found = [r for r in reader.where(kind, account_id=account_id) if not r.made or r.made <= as_of]
    found.sort(key=lambda r: (_done(r, as_of), r.due is None, r.due, r.id))
    return tuple(
        Owed(
            text=r.text,
            owner=r.owner,
            made=r.made,
            due=r.due,
            closed=r.closed,
            done=_done(r, as_of),
            theirs=r.side is Side.THEIRS,
            status=r.status,
        )
        for r in found
    )


def promises_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Owed, ...]:
    """Return the promises; one made at a visit that is still to come is none yet."""
    coming = {e.id for e in reader.where(Engagement, account_id=account_id) if e.date > as_of}
    promises = {
        (p.text, p.owner)
        for p in reader.where(Promise, account_id=account_id)
        if p.engagement_id in coming
    }
    found = owed_of(reader, Promise, account_id, as_of)
    return tuple(p for p in found if (p.text, p.owner) not in promises)


def risks_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Owed, ...]:
    """Return the risks that are open."""
    return tuple(r for r in owed_of(reader, Risk, account_id, as_of) if not r.done)


def _done(record: OwedRecord, as_of: dt.date) -> bool:
    if record.closed is not None:
        return record.closed <= as_of
    return record.status.strip().lower() in CLOSED


def sightings_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Seen, ...]:
    """Return the competitors that were seen, the newest first."""
    return _newest(
        Seen(date=s.date, name=s.competitor, text=s.pitch, answer=s.our_answer, source=s.source)
        for s in reader.where(Sighting, account_id=account_id)
        if s.date <= as_of
    )


def requests_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Seen, ...]:
    """Return what the account asks of the product, the newest first."""
    return _newest(
        Seen(date=r.date, name=r.status, text=r.text, answer=r.answer)
        for r in reader.where(ProductRequest, account_id=account_id)
        if r.date <= as_of
    )


def signals_of(reader: Reader, account_id: str, as_of: dt.date) -> tuple[Seen, ...]:
    """Return what was heard by listening, the newest first."""
    return _newest(
        Seen(date=s.date, name=s.status, text=s.text, source=s.source)
        for s in reader.where(Signal, account_id=account_id)
        if s.date <= as_of
    )


def _newest(found: Iterable[Seen]) -> tuple[Seen, ...]:
    return tuple(sorted(found, key=lambda s: s.date, reverse=True))

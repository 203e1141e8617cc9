"""The brief of one visit in short, to have at hand while its outcome is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.records import (
    Account,
    Action,
    Commitment,
    Contact,
    Goal,
    Person,
    Promise,
)
from csplanner.services.brief_visit import agenda_of
from csplanner.services.outcome import next_of

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.records import (
        Engagement,
    )
    from csplanner.services.workspace import Reader

_CLOSED = {"done", "kept", "met", "closed", "fulfilled", "dropped", "cancelled"}
_MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBrief:
    """What one needs to know: people to choose from, agenda, what is owed, what not to promise."""

    account: Account
    people: tuple[Person, ...]
    contacts: tuple[Contact, ...]
    agenda: tuple[str, ...]
    promises: tuple[tuple[str, dt.date | None], ...]
    limits: tuple[str, ...]
    goals: tuple[str, ...]
    owner: str
    following: Engagement | None = None

    def owed(self, today: dt.date) -> tuple[str, ...]:
        """Return what is owed as lines, the late marked in words."""
        return tuple(_owed(text, due, today) for text, due in self.promises[:_MOST])


def visit_brief(reader: Reader, engagement: Engagement) -> VisitBrief:
    """Return the brief of a visit; raises UserMistake where its account is gone."""
    account = reader.get(Account, engagement.account_id)
    if account is None:
        raise UserMistake("The account of this engagement is not in the portfolio any more.")
    people = tuple(sorted(reader.all(Person), key=lambda p: p.name))
    contacts = reader.where(Contact, account_id=account.id)
    commitments = reader.where(Commitment, account_id=account.id)
    owner = next((p.name for p in people if p.id == account.owner_id), "")
    return VisitBrief(
        account=account,
        people=people,
        contacts=tuple(sorted(contacts, key=lambda c: c.name)),
        agenda=tuple(item.title for item in agenda_of(engagement)),
        promises=_promises(reader, account.id),
        limits=tuple(f"{c.text} ({c.clause})" if c.clause else c.text for c in commitments)[:_MOST],
        goals=tuple(g.text for g in reader.where(Goal, account_id=account.id))[:_MOST],
        owner=owner,
        following=next_of(reader, engagement),
    )


def _promises(reader: Reader, account_id: str) -> tuple[tuple[str, dt.date | None], ...]:
    owed = [
        *reader.where(Promise, account_id=account_id),
        *reader.where(Action, account_id=account_id),
    ]
    still = [o for o in owed if o.closed is None and o.status not in _CLOSED]
    still.sort(key=lambda o: (o.due is None, o.due, o.text))
    return tuple((o.text, o.due) for o in still)


def _owed(text: str, due: dt.date | None, today: dt.date) -> str:
    if due is None:
        return text
    said = f"late since {due.isoformat()}" if due < today else f"due {due.isoformat()}"
    return f"{text}, {said}"

"""Renewals with their decision windows, and pilots, read from the portfolio."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.records import Account, Contact
from csplanner.insight.renewals import (
    Pilot,
    PilotState,
    Renewal,
    anniversary_from,
    countdown,
    pilot_state,
    state_of,
    window_of,
)
from csplanner.store import reads_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader
    from csplanner.store.reads_plan import AccountRow

__all__ = ["Pilot", "Renewal", "pilots_of", "renewals_of"]

AHEAD = dt.timedelta(days=366)
_BACK = dt.timedelta(days=720)


def renewals_of(
    reader: Reader,
    today: dt.date,
    rates: Mapping[str, Decimal],
    policy: TierPolicy,
    *,
    accounts: Iterable[AccountRow] | None = None,
    ahead: dt.timedelta = AHEAD,
) -> tuple[Renewal, ...]:
    """Return the renewals to come within a time, soonest first, with what was done before each."""
    rows = reads_plan.plan_accounts(reader.database) if accounts is None else accounts
    known = [_dated(row, today, policy) for row in rows if row.renewal is not None]
    wanted = [item for item in known if item.date <= today + ahead]
    touches = _touches(reader, wanted)
    found = (_renewal(item, today, rates, touches.get(item.row.id, ())) for item in wanted)
    return tuple(sorted(found, key=lambda r: (r.date, r.name.casefold())))


@dataclass(frozen=True, slots=True)
class _Dated:
    """An account with its next renewal and the window before it."""

    row: AccountRow
    date: dt.date
    assumed: bool
    opens: dt.date
    decides: dt.date


def _dated(row: AccountRow, today: dt.date, policy: TierPolicy) -> _Dated:
    assert row.renewal is not None
    date, assumed = anniversary_from(row.renewal, today)
    window = window_of(date, row.decision_lead, policy.window_opens_days, policy.decision_days)
    return _Dated(row, date, assumed, *window)


def _touches(reader: Reader, wanted: Sequence[_Dated]) -> dict[str, list[tuple[dt.date, str]]]:
    """Return (day, state) of the engagements by account, as far as any of the windows reaches."""
    found: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    if not wanted:
        return found
    first, last = min(item.opens for item in wanted), max(item.decides for item in wanted)
    spans = {item.row.id: (item.opens.isoformat(), item.decides.isoformat()) for item in wanted}
    for row in reads_plan.plan_touches(reader.database, first, last):
        span = spans.get(row[1])
        if span is not None and span[0] <= row[0] <= span[1]:
            found[row[1]].append((dt.date.fromisoformat(row[0]), row[2]))
    return found


def _renewal(
    item: _Dated,
    today: dt.date,
    rates: Mapping[str, Decimal],
    touches: Sequence[tuple[dt.date, str]],
) -> Renewal:
    row = item.row
    rate = rates.get(row.currency)
    days = (item.date - today).days
    ahead = {"planned", "agreed"}
    return Renewal(
        account=row.id,
        name=row.name,
        arr=row.arr * rate if row.arr is not None and rate is not None else None,
        date=item.date,
        opens=item.opens,
        decides=item.decides,
        state=state_of(item.opens, item.decides, today),
        days=days,
        step=countdown(days),
        assumed=item.assumed,
        done=tuple(day for day, state in touches if state == "done" and day <= today),
        planned=tuple(day for day, state in touches if state in ahead and day >= today),
    )


def pilots_of(reader: Reader, today: dt.date) -> tuple[Pilot, ...]:
    """Return every pilot, those still to decide first."""
    accounts = reader.many(Account, reads_plan.pilots(reader.database))
    found = [_pilot(reader, account, today) for account in accounts]
    decided = {PilotState.CONVERTED, PilotState.LOST}
    return tuple(sorted(found, key=lambda p: (p.state in decided, p.decides, p.name)))


def _pilot(reader: Reader, account: Account, today: dt.date) -> Pilot:
    assert account.pilot_end is not None
    contacts = reader.where(Contact, account_id=account.id)
    buyer = next((c.name for c in contacts if "buyer" in c.role.casefold()), "")
    held = reads_plan.plan_marks(
        reader.database, [account.id], account.pilot_end - _BACK, account.pilot_end
    )
    return Pilot(
        account=account.id,
        name=account.name,
        criteria=account.pilot_criteria,
        buyer=buyer,
        decides=account.pilot_end,
        state=pilot_state(account.stage, account.pilot_end, today, archived=account.archived),
        now=account.pilot_value,
        converted=account.converted_value,
        currency=account.currency,
        reviews=sum(
            mark.type == "pilot_review" and mark.state == "done" and mark.date <= today
            for mark in held
        ),
    )

"""Renewals with their decision windows, and pilots, read from the portfolio."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account, Contact
from csplanner.insight.renewals import (
    Pilot,
    Renewal,
    anniversary_from,
    countdown,
    pilot_state,
    state_of,
    window_of,
)
from csplanner.services.problem import plannable
from csplanner.store import reads_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader

__all__ = ["pilots_of", "renewals_of"]

_AHEAD = dt.timedelta(days=366)
_BACK = dt.timedelta(days=720)


def renewals_of(
    reader: Reader,
    today: dt.date,
    rates: Mapping[str, Decimal],
    policy: TierPolicy,
    accounts: Iterable[Account] | None = None,
) -> tuple[Renewal, ...]:
    """Return the renewals of the coming year, soonest first, with what was done before each."""
    known = reader.all(Account) if accounts is None else accounts
    wanted = [a for a in known if plannable(a) and a.renewal_date is not None]
    touches = _touches(reader, today)
    found = (_renewal(a, today, rates, policy, touches.get(a.id, ())) for a in wanted)
    ahead = (renewal for renewal in found if renewal.date <= today + _AHEAD)
    return tuple(sorted(ahead, key=lambda r: (r.date, r.name.casefold())))


def _touches(reader: Reader, today: dt.date) -> dict[str, list[tuple[dt.date, str]]]:
    found: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
    for row in reads_plan.plan_touches(reader.database, today - _BACK, today + _AHEAD):
        found[row[1]].append((dt.date.fromisoformat(row[0]), row[2]))
    return found


def _renewal(
    account: Account,
    today: dt.date,
    rates: Mapping[str, Decimal],
    policy: TierPolicy,
    touches: Sequence[tuple[dt.date, str]],
) -> Renewal:
    assert account.renewal_date is not None
    date, assumed = anniversary_from(account.renewal_date, today)
    opens, decides = window_of(
        date, account.decision_lead_days, policy.window_opens_days, policy.decision_days
    )
    inside = [(day, state) for day, state in touches if opens <= day <= decides]
    return Renewal(
        account=account.id,
        name=account.name,
        arr=arr_in_base(account, rates),
        date=date,
        opens=opens,
        decides=decides,
        state=state_of(opens, decides, today),
        days=(date - today).days,
        step=countdown((date - today).days),
        assumed=assumed,
        done=tuple(day for day, state in inside if state == "done" and day <= today),
        planned=tuple(
            day for day, state in inside if state in {"planned", "agreed"} and day >= today
        ),
    )


def pilots_of(reader: Reader, today: dt.date) -> tuple[Pilot, ...]:
    """Return every pilot, those still to decide first."""
    accounts = [a for a in reader.all(Account) if a.pilot_end is not None]
    found = [_pilot(reader, account, today) for account in accounts]
    return tuple(sorted(found, key=lambda p: (p.state.value in {"converted", "lost"}, p.decides)))


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

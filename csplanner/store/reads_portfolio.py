"""Single-statement reads for the list of accounts and for the palette.

They need no SQLAlchemy, so that a window shows its first rows before that is loaded.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from csplanner.store.amounts import decimal_of

if TYPE_CHECKING:
    from csplanner.store.database import Database

_ROWS = """
SELECT a.id, a.external_id, a.name, a.arr,
    coalesce(nullif(a.currency, ''),
        (SELECT base_currency FROM organisation ORDER BY id LIMIT 1), 'USD'),
    a.tier_override, a.stage, a.city, a.country,
    a.industry, a.renewal_date, a.owner_id, coalesce(p.name, ''),
    (SELECT max(date) FROM engagement
        WHERE account_id = a.id AND state = 'done' AND date <= ?1),
    (SELECT min(date) FROM engagement
        WHERE account_id = a.id AND state IN ('planned', 'agreed') AND date >= ?1),
    a.contract_end, a.segment, coalesce(x.name, ''), coalesce(s.name, ''), a.relationship
FROM account a LEFT JOIN person p ON p.id = a.owner_id
    LEFT JOIN person x ON x.id = a.account_executive_id
    LEFT JOIN person s ON s.id = a.executive_sponsor_id
WHERE a.archived = 0
"""
_POLICY = """
SELECT text FROM policy_version WHERE effective <= ? ORDER BY effective DESC, number DESC LIMIT 1
"""
_RATES = "SELECT currency, rate FROM exchange_rate WHERE date <= ? ORDER BY date, id"
_NAMES = """
SELECT 'account', a.id, a.id, a.name, a.city, a.arr, a.currency FROM account a WHERE a.archived = 0
UNION ALL
SELECT 'contact', c.id, c.account_id, c.name, c.title, NULL, a.name
FROM contact c JOIN account a ON a.id = c.account_id WHERE a.archived = 0
"""
_NEXT = """
SELECT type, state, date, locked FROM engagement
WHERE account_id = ?1 AND state IN ('planned', 'agreed') AND date >= ?2 ORDER BY date, id LIMIT ?3
"""


class PortfolioRow(NamedTuple):
    """One account of the list; `last` is the last touch held, `next` the first one to come.

    `executive` is the account executive, `relationship` the CSM's own rating from 1 to 5.
    """

    id: str
    external_id: str
    name: str
    arr: Decimal | None
    currency: str
    tier_override: str
    stage: str
    city: str
    country: str
    industry: str
    renewal: dt.date | None
    owner_id: str | None
    owner: str
    last: dt.date | None
    next: dt.date | None
    contract_end: dt.date | None = None
    segment: str = ""
    executive: str = ""
    sponsor: str = ""
    relationship: int | None = None


class TierRow(NamedTuple):
    """What tiers are judged by: the policy's text ('' for the default) and rates to the base."""

    policy: str
    base: str
    rates: dict[str, Decimal]


class NameRow(NamedTuple):
    """One name of the palette; `account_id` is where it leads."""

    kind: str
    id: str
    account_id: str
    text: str
    place: str
    arr: Decimal | None
    more: str


class EngagementRow(NamedTuple):
    """One engagement to come."""

    type: str
    state: str
    date: dt.date
    locked: bool


class _Days(dict[str | None, dt.date | None]):
    """Dates by their text, each made once; no text is no date."""

    def __missing__(self, text: str | None) -> dt.date | None:
        self[text] = day = None if text is None else dt.date.fromisoformat(text)
        return day


class _Amounts(dict[int | None, Decimal | None]):
    """Amounts by their stored units, each made once; none is none."""

    def __missing__(self, units: int | None) -> Decimal | None:
        self[units] = amount = None if units is None else decimal_of(units)
        return amount


def portfolio_rows(database: Database, today: dt.date) -> tuple[PortfolioRow, ...]:
    """Return every account that is not archived, in no promised order."""
    rows = database.fetch_rows(_ROWS, (today.isoformat(),))
    days, amounts = _Days(), _Amounts()
    return tuple(
        [
            PortfolioRow._make(
                (
                    *row[:3],
                    amounts[row[3]],
                    *row[4:10],
                    days[row[10]],
                    *row[11:13],
                    days[row[13]],
                    days[row[14]],
                    days[row[15]],
                    *row[16:],
                )
            )
            for row in rows
        ]
    )


def tier_facts(database: Database, today: dt.date) -> TierRow:
    """Return the policy in force on a day, the base currency, and what others are worth in it."""
    day = today.isoformat()
    policy = database.fetch_rows(_POLICY, (day,))
    base = database.fetch_rows("SELECT base_currency FROM organisation ORDER BY id LIMIT 1")
    named = str(base[0][0]) if base else "USD"
    rates = {named: Decimal(1), "": Decimal(1)}
    rates |= {code: decimal_of(rate) for code, rate in database.fetch_rows(_RATES, (day,))}
    return TierRow(str(policy[0][0]) if policy else "", named, rates)


def palette_names(database: Database) -> tuple[NameRow, ...]:
    """Return the names of accounts and contacts."""
    amounts = _Amounts()
    return tuple(
        NameRow._make((*row[:5], amounts[row[5]], row[6])) for row in database.fetch_rows(_NAMES)
    )


def next_engagements(
    database: Database, account_id: str, today: dt.date, most: int
) -> tuple[EngagementRow, ...]:
    """Return the next engagements of an account, soonest first."""
    rows = database.fetch_rows(_NEXT, (account_id, today.isoformat(), most))
    return tuple(EngagementRow(r[0], r[1], dt.date.fromisoformat(r[2]), bool(r[3])) for r in rows)

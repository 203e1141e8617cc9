"""The annual plan as it is looked at: sorted, grouped and filtered, and the marks of some rows.

Pure on top of `plan_facts.YearFacts`: only `account_marks` reads, one statement for the rows that
a page is about to show.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from csplanner.domain.demand import anniversary
from csplanner.services.plan_tally import DONE, PLACED, REQUIRED, bounds
from csplanner.store import reads_plan as reads
from csplanner.store.reads_plan import BlackoutRow, MarkRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from csplanner.domain.policy import Band
    from csplanner.services.plan_facts import AccountYear, YearFacts
    from csplanner.services.workspace import Reader

__all__ = [
    "BlackoutRow",
    "Grouping",
    "MarkRow",
    "PlanFilter",
    "PlanGroup",
    "QuarterSum",
    "Sorting",
    "account_marks",
    "arranged",
    "decision_windows",
    "renewal_in",
]

LEAST_FOLDED = 3


class Grouping(StrEnum):
    """What account rows are put together by."""

    TIER = "tier"
    OWNER = "CSM"
    RENEWAL = "renewal"
    NONE = "none"


class Sorting(StrEnum):
    """What the rows of a group are sorted by."""

    ARR = "arr"
    NAME = "name"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilter:
    """How the year is looked at; `words` must all be found in an account's name or its CSM's."""

    words: str = ""
    grouping: Grouping = Grouping.TIER
    sorting: Sorting = Sorting.ARR
    rising: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterSum:
    """Touches of a group in one quarter."""

    placed: int
    required: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanGroup:
    """Accounts that stand together; `folded` ones are served by remote check-ins alone.

    `least` and `below` bound a tier's revenue in the base currency.
    """

    key: str
    name: str
    accounts: tuple[AccountYear, ...]
    folded: tuple[AccountYear, ...] = ()
    arr: Decimal = Decimal(0)
    quarters: tuple[QuarterSum, ...] = ()
    least: Decimal | None = None
    below: Decimal | None = None

    @property
    def count(self) -> int:
        """How many accounts there are, folded ones among them."""
        return len(self.accounts) + len(self.folded)


def arranged(facts: YearFacts, wanted: PlanFilter) -> tuple[PlanGroup, ...]:
    """Return the groups of accounts that a filter leaves, in the order of the page."""
    accounts = _sorted(_matching(facts.accounts, wanted.words), wanted)
    if wanted.grouping is Grouping.TIER:
        return _by_tier(facts, accounts)
    if wanted.grouping is Grouping.OWNER:
        return _by_key(accounts, lambda account: (account.owner_id, account.owner or "No CSM"))
    if wanted.grouping is Grouping.RENEWAL:
        return _by_key(accounts, lambda account: _quarter_of_renewal(account, facts.year))
    return (_group("all", "All accounts", accounts),) if accounts else ()


def _matching(accounts: Iterable[AccountYear], words: str) -> list[AccountYear]:
    wanted = words.casefold().split()
    if not wanted:
        return list(accounts)
    return [
        account
        for account in accounts
        if all(word in f"{account.name} {account.owner}".casefold() for word in wanted)
    ]


def _sorted(accounts: list[AccountYear], wanted: PlanFilter) -> list[AccountYear]:
    if wanted.sorting is Sorting.NAME:
        accounts.sort(key=lambda account: account.name.casefold())
    elif wanted.sorting is Sorting.OWNER:
        accounts.sort(key=lambda account: account.owner.casefold())
    else:
        # By worth in one currency; without a rate an account comes last, whatever its figure.
        accounts.sort(key=lambda account: -(account.arr_base or Decimal(0)))
    if wanted.rising:
        accounts.reverse()
    return accounts


def _by_tier(facts: YearFacts, accounts: Sequence[AccountYear]) -> tuple[PlanGroup, ...]:
    found = []
    above: Band | None = None
    for band in facts.policy.bands:
        members = [account for account in accounts if account.band == band.id]
        if members:
            last = band is facts.policy.bands[-1]
            found.append(_group(band.id, band.name, members, tier=(band, above), fold=last))
        above = band
    strangers = [account for account in accounts if not account.band]
    if strangers:
        found.append(_group("", "No exchange rate", strangers))
    return tuple(found)


def _by_key(
    accounts: Iterable[AccountYear], key: Callable[[AccountYear], tuple[str, str]]
) -> tuple[PlanGroup, ...]:
    members: dict[tuple[str, str], list[AccountYear]] = {}
    for account in accounts:
        members.setdefault(key(account), []).append(account)
    ordered = sorted(members.items(), key=lambda item: item[0][1].casefold())
    return tuple(_group(key, name, found) for (key, name), found in ordered)


def _quarter_of_renewal(account: AccountYear, year: int) -> tuple[str, str]:
    day = renewal_in(account, year)
    if day is None:
        return "none", "Without a renewal"
    quarter = (day.month - 1) // 3 + 1
    return f"q{quarter}", f"Q{quarter} renewals"


def _group(
    key: str,
    name: str,
    members: Sequence[AccountYear],
    *,
    tier: tuple[Band, Band | None] | None = None,
    fold: bool = False,
) -> PlanGroup:
    folded = tuple(account for account in members if account.digital) if fold else ()
    if len(folded) < LEAST_FOLDED:
        folded = ()
    kept = tuple(account for account in members if not (folded and account.digital))
    sums = [sum(column) for column in zip(*(account.counts for account in members), strict=True)]
    quarters = tuple(
        QuarterSum(placed=sums[PLACED + q], required=sums[REQUIRED + q], done=sums[DONE + q])
        for q in range(4)
    )
    return PlanGroup(
        key=key,
        name=name,
        accounts=kept,
        folded=folded,
        arr=sum((account.arr_base or Decimal(0) for account in members), Decimal(0)),
        quarters=quarters,
        least=tier[0].min_arr if tier and tier[0].min_arr else None,
        below=tier[1].min_arr if tier and tier[1] is not None else None,
    )


def renewal_in(account: AccountYear, year: int) -> dt.date | None:
    """Return the anniversary of an account's renewal in a year."""
    return anniversary(account.renewal, year) if account.renewal else None


def decision_windows(facts: YearFacts, account: AccountYear) -> tuple[tuple[dt.date, dt.date], ...]:
    """Return the windows in which a customer decides, first and last day, as far as they lie here.

    A lead of the account's own moves the whole window.
    """
    if account.renewal is None:
        return ()
    decided = facts.policy.decision_days
    lead = account.decision_lead or decided
    opens = lead + facts.policy.window_opens_days - decided
    first, last = bounds(facts.year)
    windows = []
    for year in (facts.year, facts.year + 1):
        renewal = anniversary(account.renewal, year)
        span = renewal - dt.timedelta(days=opens), renewal - dt.timedelta(days=lead)
        if span[1] >= first and span[0] <= last:
            windows.append(span)
    return tuple(windows)


def account_marks(
    reader: Reader, year: int, accounts: Sequence[str]
) -> Mapping[str, tuple[tuple[MarkRow, ...], tuple[BlackoutRow, ...]]]:
    """Return the engagements and closed days of some accounts in a year, by account."""
    first, last = bounds(year)
    marks: dict[str, list[MarkRow]] = {account: [] for account in accounts}
    closed: dict[str, list[BlackoutRow]] = {account: [] for account in accounts}
    if accounts:
        for mark in reads.plan_marks(reader.database, accounts, first, last):
            marks[mark.account_id].append(mark)
        for row in reads.plan_blackouts(reader.database, accounts, first, last):
            closed[row.account_id or ""].append(row)
    return {account: (tuple(marks[account]), tuple(closed[account])) for account in accounts}

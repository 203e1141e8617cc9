"""By what the list of accounts can be grouped, and the figures in the head of a group."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from ui import formats
from ui.models.row_table import Grouping
from ui.pages.portfolio_columns import stage_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.services.views import ListedAccount

    Key = tuple[object, str]

GROUPS = (
    ("", "No groups"),
    ("tier", "Tier"),
    ("owner", "Owner"),
    ("stage", "Stage"),
    ("city", "City"),
    ("industry", "Industry"),
    ("renewal", "Renewal quarter"),
)
_WITHOUT = "zzzz"


def _words(text: str, without: str) -> Key:
    return (text.casefold() or _WITHOUT, text or without)


def _quarter(account: ListedAccount) -> Key:
    day = account.row.renewal
    if day is None:
        return (_WITHOUT, "No renewal date")
    quarter = f"{day.year} Q{(day.month + 2) // 3}"
    return (quarter, quarter)


_OF: dict[str, Callable[[ListedAccount], Key]] = {
    "tier": lambda account: (account.rank, account.tier_name),
    "owner": lambda account: _words(account.row.owner, "Nobody"),
    "stage": lambda account: _words(stage_words(account.row.stage), "No stage"),
    "city": lambda account: _words(account.row.city, "No city"),
    "industry": lambda account: _words(account.row.industry, "No industry"),
    "renewal": _quarter,
}


def grouping_by(key: str) -> Grouping[ListedAccount] | None:
    """Return how to group by a key of GROUPS; None for no groups, or a key of another version."""
    of = _OF.get(key)
    return None if of is None else Grouping(of, sums_of)


def sums_of(accounts: Sequence[ListedAccount]) -> str:
    """Return count and revenue in words; currencies are never added to each other."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account in accounts:
        if account.row.arr is not None:
            sums[account.row.currency or "USD"] += account.row.arr
    amounts = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    told = [formats.money(total, code) for code, total in amounts]
    return " · ".join([formats.counted(len(accounts), "account"), *told])


def totals_of(shown: Sequence[ListedAccount], all_of_them: int) -> str:
    """Return count and revenue of what is shown, of how many."""
    told = sums_of(shown)
    if len(shown) == all_of_them:
        return told
    count, dot, amounts = told.partition(" · ")
    whole = f"{formats.number(len(shown))} of {formats.counted(all_of_them, 'account')}"
    return f"{whole}{dot}{amounts}" if count else whole

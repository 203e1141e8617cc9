"""How coverage is said, alike in the window and on paper; English, as all papers are."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.days import MONTHS, full_day

if TYPE_CHECKING:
    from csplanner.domain.policy import TierPolicy
    from csplanner.insight.coverage import CoverageRow
    from csplanner.services.review_coverage import Gap

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIMES = {"year": 1, "half": 2, "quarter": 4, "month": 12}
_NAMES = {
    "ceo_visit": ("CEO visit", "CEO visits"),
    "executive_qbr": ("executive QBR", "executive QBRs"),
    "qbr": ("QBR", "QBRs"),
    "value_review": ("value review", "value reviews"),
    "training": ("training", "trainings"),
    "check_in": ("check-in", "check-ins"),
    "pilot_review": ("pilot review", "pilot reviews"),
    "kickoff": ("kickoff", "kickoffs"),
    "other": ("other touch", "other touches"),
}
_SYMBOLS = {"USD": "$", "EUR": "\N{EURO SIGN}", "GBP": "\N{POUND SIGN}"}
MILLION, THOUSAND = Decimal(1_000_000), Decimal(1_000)


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 account" or "42 accounts"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def type_name(kind: str, count: int = 1) -> str:
    """Return an engagement type in words."""
    one, many = _NAMES.get(kind, (kind, kind))
    return one if count == 1 else many


def title_name(kind: str) -> str:
    """Return an engagement type as it begins a line: "Executive QBR"."""
    word = type_name(kind)
    return word[0].upper() + word[1:]


def owed_words(kind: str, period: str) -> str:
    """Return what is owed and when: "Executive QBR, Q4 2027", "Value review for 31 Jul 2028".

    `period` is that of a touch id; a date is what its window is counted from, such as a renewal.
    """
    if _DATE.fullmatch(period):
        return f"{title_name(kind)} for {full_day(dt.date.fromisoformat(period))}"
    year, _, part = period.partition("-")
    if part.startswith("M"):
        part = MONTHS[int(part[1:]) - 1]
    said = " ".join(word for word in (part.removeprefix("Y"), year) if word)
    return f"{title_name(kind)}, {said}" if said else title_name(kind)


def mend_words(gap: Gap, as_of: dt.date) -> str:
    """Return the smallest change that closes a gap."""
    if gap.relax:
        return gap.relax
    if gap.last < as_of:
        return "Its window has ended: waive it with a reason"
    if gap.reason in {"MISSED", "OPEN"}:
        return f"Run the plan: it is owed until {full_day(gap.last)}"
    return "Ask why: explain the touch"


def short_money(amount: Decimal, currency: str) -> str:
    """Return a short amount: "$2.40M", "$920k"."""
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    if amount >= MILLION * 1000:
        return f"{symbol}{amount / MILLION / 1000:,.2f}B"
    if amount >= MILLION * Decimal("0.9995"):
        return f"{symbol}{amount / MILLION:,.2f}M"
    if amount >= THOUSAND:
        return f"{symbol}{amount / THOUSAND:,.0f}k"
    return f"{symbol}{amount:,.0f}"


def promise_words(policy: TierPolicy, band: str) -> str:
    """Return what a tier is promised in a year: "1 CEO visit, 4 exec QBRs, 6 check-ins"."""
    counts: Counter[str] = Counter()
    for rule in policy.rules:
        if band in rule.bands and rule.kind == "period":
            counts[rule.type] += rule.count * _TIMES[rule.period]
    order = [kind for kind in _NAMES if counts[kind]]
    words = (f"{counts[kind]} {type_name(kind, counts[kind])}" for kind in order)
    return ", ".join(words).replace("executive", "exec")


def told_cell(row: CoverageRow, *, ahead: bool) -> str:
    """Return the line under a bar: "16 done, 1 missed", "all planned", "2 unplaced"."""
    unplaced = row.remaining_to_schedule - row.missed - row.unconfirmed
    if ahead and not row.remaining_to_schedule:
        return "all planned" if not row.done else f"{row.done:,} done, rest planned"
    parts = [f"{row.done:,} done"] if row.done or not ahead else []
    for number, word in (
        (row.missed, "missed"),
        (row.unconfirmed, "unconfirmed"),
        (unplaced, "unplaced"),
    ):
        if number:
            parts.append(f"{number:,} {word}")
    return ", ".join(parts)

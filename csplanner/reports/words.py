"""How papers say numbers, visits and times; English, the same on every machine."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, spoken_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from csplanner.domain.customer_facts import Visit

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
NO_DATA = "no data"
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_MILLION, _THOUSAND = 1_000_000, 1_000
VISITS = {
    "qbr": "Quarterly business review",
    "executive_qbr": "Executive QBR",
    "ceo_visit": "CEO visit",
    "value_review": "Value review",
    "check_in": "Check-in",
    "training": "Training",
    "pilot_review": "Pilot review",
    "kickoff": "Kick-off",
    "other": "Meeting",
}
_REVIEWS = {"qbr", "executive_qbr", "ceo_visit"}


def visit_name(kind: str) -> str:
    """Return what a type of engagement is called; unknown words are kept."""
    return VISITS.get(kind, kind.replace("_", " ").capitalize())


def is_review(kind: str) -> bool:
    """Tell whether a visit is a business review."""
    return kind in _REVIEWS


def money(amount: Decimal | None, currency: str, *, short: bool = False) -> str:
    """Return "$2.40M", "$540k", "$3,412" or "no data"; `short` writes thousands from 1,000 on."""
    if amount is None:
        return NO_DATA
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    size = abs(amount)
    minus = MINUS if amount < 0 else ""
    if size >= _MILLION:
        return f"{minus}{sign}{size / _MILLION:.2f}M"
    if size >= (1 if short else 100) * _THOUSAND:
        return f"{minus}{sign}{size / _THOUSAND:.0f}k"
    return f"{minus}{sign}{size:,.0f}"


def percent(share: float | None, *, signed: bool = False) -> str:
    """Return "71%", signed "+8%" with a true minus, or "no data"."""
    if share is None:
        return NO_DATA
    whole = round(share * 100)
    words = f"{whole:+d}%" if signed and whole else f"{whole}%"
    return words.replace("-", MINUS)


def signed(points: int) -> str:
    """Return "+3", "0", or a true minus with the number."""
    return f"{points:+d}".replace("+0", "0").replace("-", MINUS)


def clock_span(visit: Visit) -> str:
    """Return "10:00-11:30" with an en dash, empty where the time is not known."""
    if visit.start is None:
        return ""
    start = dt.datetime.combine(visit.date, visit.start)
    end = start + dt.timedelta(minutes=visit.minutes)
    return f"{start:%H:%M}{DASH}{end:%H:%M}"


def when(visit: Visit) -> str:
    """Return "Wednesday 9 June 2027, 10:00-11:30"."""
    span = clock_span(visit)
    return spoken_day(visit.date) + (f", {span}" if span else "")


def quarter_words(quarter: int, year: int) -> str:
    """Return "Q2 2027"."""
    return f"Q{quarter} {year}"


def how_many(count: int) -> str:
    """Return a count in words where "none of them" may follow: "None", "Two", "12"."""
    return spoken(count).capitalize() if count else "None"


def aged(day: dt.date | None, as_of: dt.date) -> str:
    """Return "10 May 2027, 2 days old", or that the age is unknown."""
    if day is None:
        return "age of data unknown"
    days = (as_of - day).days
    if days <= 0:
        return full_day(day)
    return f"{full_day(day)}, {counted(days, 'day')} old"


def data_to(day: dt.date | None, as_of: dt.date) -> str:
    """Return "data to 10 May 2027, 2 days old", or that the age is unknown."""
    return f"data to {aged(day, as_of)}" if day else "age of data unknown"


def enumerated(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 visit" or "6 visits"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spoken(count: int) -> str:
    """Return a count in words up to ten."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)

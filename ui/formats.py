"""How dates, money and numbers are said in the window; in the language and country of QLocale."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTime

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

__all__ = [
    "MINUS",
    "NOTHING",
    "clock",
    "counted",
    "date_pattern",
    "day",
    "days",
    "distance",
    "exact_money",
    "initials",
    "long_day",
    "measure",
    "money",
    "month",
    "month_name",
    "number",
    "paper",
    "percent",
    "spoken_day",
    "week",
    "weekday",
]
NOTHING = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "": ""}
_MILLION, _THOUSAND = 1_000_000, 1_000
_SAID_AS_MILLION = 999_500  # from here on thousands would round to 1000k


# How the days of the program's own patterns are written instead.
_STYLES: dict[str, dict[str, str]] = {
    "": {},
    "us": {"d MMM yyyy": "MMM d, yyyy", "d MMM": "MMM d", "dddd d MMMM": "dddd, MMMM d"},
    "iso": {"d MMM yyyy": "yyyy-MM-dd", "d MMM": "MM-dd"},
    "dots": {"d MMM yyyy": "dd.MM.yyyy", "d MMM": "dd.MM."},
}
_used = {"dates": "", "clock": "24", "paper": ""}


def use(*, dates: str = "", clock: str = "24", paper: str = "") -> None:
    """Say dates in a style ("", us, iso, dots), times in 12 or 24 hours, and paper, from now on."""
    _used.update(dates=dates, clock=clock, paper=paper)
    for kept in (_dated, money):
        kept.cache_clear()


def date_pattern() -> str:
    """Return how a field shows a day that is typed."""
    return _styled("d MMM yyyy")


def _styled(pattern: str) -> str:
    """Return a pattern in the style that is used; a weekday before it stays."""
    style = _STYLES[_used["dates"]]
    if pattern in style:
        return style[pattern]
    if pattern.startswith("ddd "):
        rest = pattern.removeprefix("ddd ")
        return f"ddd {style.get(rest, rest)}"
    return pattern


@lru_cache(maxsize=20_000)
def _dated(day: dt.date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), _styled(pattern))


def day(value: dt.date | None, today: dt.date | None = None) -> str:
    """Return "9 Jun 2027"; without the year when it is that of `today`."""
    if value is None:
        return NOTHING
    same_year = today is not None and today.year == value.year
    return _dated(value, "d MMM" if same_year else "d MMM yyyy")


def weekday(value: dt.date | None, today: dt.date | None = None) -> str:
    """Return "Wed 9 Jun", with the year when it is not that of `today`."""
    if value is None:
        return NOTHING
    same_year = today is None or today.year == value.year
    return _dated(value, "ddd d MMM" if same_year else "ddd d MMM yyyy")


def long_day(value: dt.date) -> str:
    """Return "Wednesday 12 May"."""
    return _dated(value, "dddd d MMMM")


def spoken_day(value: dt.date) -> str:
    """Return "Wednesday 12 May 2027"."""
    return _dated(value, "dddd d MMMM yyyy")


def month(value: dt.date, *, year: bool = False) -> str:
    """Return "May", or "May 2027"."""
    return _dated(value, "MMM yyyy" if year else "MMM")


def week(value: dt.date) -> str:
    """Return the ISO week as "W19"."""
    return f"W{value.isocalendar().week}"


def clock(value: dt.time) -> str:
    """Return "14:32", or "2:32 PM" where twelve hours are preferred."""
    return QLocale().toString(QTime(value.hour, value.minute), time_pattern())


def time_pattern() -> str:
    """Return how a time of day is written, as Qt says it."""
    return "h:mm AP" if _used["clock"] == "12" else "HH:mm"


def days(count: int) -> str:
    """Return "1 day" or "12 days"."""
    return f"{number(count)} day" if abs(count) == 1 else f"{number(count)} days"


def distance(value: dt.date, today: dt.date) -> str:
    """Return how far a day is: "today", "in 12 days", "3 days ago"."""
    apart = (value - today).days
    if apart == 0:
        return "today"
    return f"in {days(apart)}" if apart > 0 else f"{days(-apart)} ago"


def number(value: float | Decimal | None, digits: int = 0) -> str:
    """Return a number with so many digits after the point, grouped as the language does."""
    if value is None:
        return NOTHING
    return QLocale().toString(float(value), "f", digits).replace("-", MINUS)


def measure(value: float | None, unit: str = "") -> str:
    """Return a measured value with at most one needed digit and its unit: "63%", "9.8 h"."""
    if value is None:
        return NOTHING
    text = number(value, 0 if abs(value) >= 100 or value == int(value) else 1)
    return f"{text}{'' if unit in {'%', ''} else ' '}{unit}"


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share of 0 to 1 as "63%"."""
    return NOTHING if share is None else f"{number(share * 100, digits)}%"


@lru_cache(maxsize=20_000)
def money(amount: Decimal | None, currency: str = "USD") -> str:
    """Return a short amount: "$2.40M", "$920k", "CHF 1.10M"; two digits from a million on."""
    if amount is None:
        return NOTHING
    sign, size = (MINUS if amount < 0 else ""), abs(amount)
    if size >= 1000 * _MILLION:
        text = f"{number(size / (1000 * _MILLION), 2)}B"
    elif size >= _SAID_AS_MILLION:
        text = f"{number(size / _MILLION, 2)}M"
    elif size >= _THOUSAND:
        text = f"{number(size / _THOUSAND)}k"
    else:
        text = number(size)
    return f"{sign}{_symbol(currency)}{text}"


def exact_money(amount: Decimal | None, currency: str = "USD") -> str:
    """Return the whole amount: "$1,940", "CHF 1,940.50"."""
    if amount is None:
        return NOTHING
    digits = 0 if amount == amount.to_integral_value() else 2
    sign = MINUS if amount < 0 else ""
    return f"{sign}{_symbol(currency)}{number(abs(amount), digits)}"


def _symbol(currency: str) -> str:
    return _SYMBOLS.get(currency.upper(), f"{currency} ")


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 account" or "42 accounts"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def paper() -> str:
    """Return the paper that is preferred, else that of the country of QLocale: Letter or A4."""
    if _used["paper"]:
        return _used["paper"]
    imperial = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return "Letter" if imperial else "A4"


def month_name(number: int) -> str:
    """Return "May"'s whole name in the language of QLocale, for 1 to 12."""
    return QLocale().standaloneMonthName(number)


def initials(name: str) -> str:
    """Return the initials of a name; the records behind them are loaded after the first frame."""
    from csplanner.domain import team

    return team.initials(name)

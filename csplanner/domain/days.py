"""How days are said on paper and in plain answers: English, whatever locale the process has."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
QUARTERS = ("first", "second", "third", "fourth")


def month(day: dt.date) -> str:
    """Return "Jun"."""
    return MONTHS[day.month - 1][:3]


def short_day(day: dt.date) -> str:
    """Return "9 Jun"."""
    return f"{day.day} {month(day)}"


def full_day(day: dt.date) -> str:
    """Return "9 Jun 2027"."""
    return f"{short_day(day)} {day.year}"


def long_day(day: dt.date) -> str:
    """Return "9 June 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_day(day: dt.date) -> str:
    """Return "Mon 7 Jun"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day)}"


def spoken_day(day: dt.date) -> str:
    """Return "Wednesday 9 June 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {long_day(day)}"


def span(first: dt.date, last: dt.date) -> str:
    """Return "7-11 June 2027" with an en dash, naming month and year as often as needed."""
    dash = "\N{EN DASH}"
    if first == last:
        return long_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{dash}{long_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {dash} {long_day(last)}"
    return f"{long_day(first)} {dash} {long_day(last)}"

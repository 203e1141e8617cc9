"""The planner's sentences as the window says them: days in words, head and rest apart."""

from __future__ import annotations

import datetime as dt
import re

from ui import formats

_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_CITY = re.compile(r"\b([A-Z][\w'. -]*?), [A-Z]{2}\b")
_CHIEF = re.compile(r"\bChief (\w)\w* Officer\b")
_BREAKS = ("; ", ": ", " (")

RULE_WORDS = {
    "window": "Outside its window",
    "weekday": "On a weekend",
    "part_time": "Not a working day",
    "people": "Other people than asked for",
    "holiday": "Public holiday",
    "blackout": "Closed by the customer",
    "closed": "Company blackout",
    "contact": "No contact is there",
    "hours": "Out of working hours",
    "overlap": "In another meeting",
    "leave": "On leave",
    "own_holiday": "Holiday of ours",
    "gap": "Too close to another touch",
    "two_metros": "Two cities in a day",
    "onsite_per_day": "Too many visits a day",
    "remote_per_day": "Too many calls a day",
    "remote_on_onsite_day": "Too many calls beside visits",
    "minutes_per_week": "Week is full",
    "travel_weeks_per_quarter": "Too many travel weeks",
    "visits_per_month": "Visits of the month used up",
    "visits_per_quarter": "Visits of the quarter used up",
    "visits_per_year": "Visits of the year used up",
    "rotation": "Breaks the rotation",
    "not_before": "In the past",
}

REASON_WORDS = {
    "NO_DATE": "No possible day, even alone",
    "PAST": "Its window has ended",
    "WAIVED": "Waived",
    "CEO_CAP": "The CEO's visits are used up",
    "CAPACITY": "Every place is taken by other limits",
    "PRIORITY": "It costs more than it is worth",
    "OPEN": "There is room now",
}


def told(sentence: str) -> str:
    """Return a sentence with a capital, days as "9 Jun", cities bare and chief officers short."""
    text = short_titles(_CITY.sub(r"\1", _ISO_DAY.sub(_day, sentence))).strip()
    return text[:1].upper() + text[1:]


def short_titles(text: str) -> str:
    """Return a text with "CTO" for "Chief Technology Officer"."""
    return _CHIEF.sub(r"C\1O", text)


def parted(sentence: str) -> tuple[str, str]:
    """Return the head of a sentence and the rest that explains it, which may be empty."""
    text = told(sentence)
    cuts = [(text.find(mark), mark) for mark in _BREAKS if text.find(mark) > 0]
    if not cuts:
        return text, ""
    at, mark = min(cuts)
    rest = text[at + len(mark) :]
    if mark == " (" and rest.endswith(")"):
        rest = rest[:-1]
    return text[:at], rest[:1].upper() + rest[1:]


def rule_words(rule: str) -> str:
    """Return a hard rule in two or three words."""
    return RULE_WORDS.get(rule, rule.replace("_", " ").capitalize())


def reason_words(reason: str) -> str:
    """Return why a touch has no date in a few words."""
    return REASON_WORDS.get(reason, "It has no date")


def extra_words(points: float) -> str:
    """Return what a date costs more: "+35 points", "as good"."""
    whole = round(points)
    if whole == 0:
        return "costs the same"
    return f"{'+' if whole > 0 else ''}{formats.number(whole)} points"


def _day(match: re.Match[str]) -> str:
    try:
        day = dt.date(*map(int, match.groups()))
    except ValueError:
        return match[0]
    return formats.day(day, day)

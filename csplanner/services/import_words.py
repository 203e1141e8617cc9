"""The words of an import for people: kinds, presets, fields, how a column is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.importing.fields import Reads
from csplanner.importing.kinds import KINDS

if TYPE_CHECKING:
    from csplanner.importing.columns import ColumnMatch
    from csplanner.importing.fields import Field

CALENDAR, FOLDER = "calendar", "folder"
_KINDS = {
    "accounts": "Accounts",
    "people": "People of ours",
    "contacts": "Contacts",
    "subscriptions": "Subscriptions",
    "measures": "Measures",
    "tickets": "Tickets",
    "surveys": "Surveys",
    "engagements": "Engagements",
    "revenue": "Revenue events",
    "commitments": "Commitments",
    "goals": "Goals",
    "drivers": "Drivers",
    "timeoff": "Time off",
    "blackouts": "Blackouts",
    CALENDAR: "Calendar file (.ics)",
    FOLDER: "Exported folder",
    "requests": "Product requests",
    "sightings": "Competitor sightings",
    "checklist": "Checklist items",
    "unplaced": "Unplaced touches",
    "templates": "Section templates",
    "rates": "Travel rates",
    "organisation": "Our organisation",
}
_PRESETS = {
    "": "Match the headers",
    "csplanner": "csplanner's own headers",
    "salesforce": "Salesforce export",
    "hubspot": "HubSpot export",
    "ravenstack": "RavenStack files",
    "maven": "Maven CRM files",
}
_FIELDS = {
    "external_id": "External id",
    "arr": "ARR",
    "name": "Name",
    "accounts.name": "Account name",
    "people.name": "Person's name",
    "tier_override": "Tier",
    "tier_reason": "Reason for the tier",
    "customer_safe": "Safe for the customer",
    "timezone": "Time zone",
    "weekly_hours": "Hours a week",
    "visits_per_month": "Visits a month",
    "visits_per_quarter": "Visits a quarter",
    "visits_per_year": "Visits a year",
    "travel_weeks_per_quarter": "Travel weeks a quarter",
    "from_km": "From km",
    "to_km": "To km",
    "email": "E-mail",
    "metric": "Metric",
    "rule": "Rule",
    "at": "At (moment)",
}
_READS = {
    Reads.TEXT: "text",
    Reads.LIST: "list, by semicolons",
    Reads.DOMAIN: "web domain",
    Reads.MONEY: "money",
    Reads.NUMBER: "number",
    Reads.DECIMAL: "number",
    Reads.WHOLE: "whole number",
    Reads.RATING: "1 to 5",
    Reads.YESNO: "yes or no",
    Reads.DATE: "date",
    Reads.MOMENT: "date and time",
    Reads.INSTANT: "date and time",
    Reads.TIME: "time of day",
    Reads.CURRENCY: "currency",
    Reads.COUNTRY: "country",
    Reads.QUARTER: "quarter",
    Reads.WEEKDAYS: "weekdays",
    Reads.WORD: "word of a list",
}
_ORDERS = {"dmy": "day first", "mdy": "month first"}
_ONE = {"people": "person", "timeoff": "time off", "policies": "policy"}
_VALUES = {
    "qbr": "QBR",
    "executive_qbr": "Executive QBR",
    "ceo_visit": "CEO visit",
    "check_in": "Check-in",
    "agreed": "Confirmed",
    "ceo": "CEO",
    "onsite": "On site",
    "what_if": "What-if",
    "EXEC": "Executive",
    "MANAGER": "Manager",
    "OTHER": "Other",
}


def kinds_in_words() -> tuple[tuple[str, str], ...]:
    """Return every kind that can be imported and its words, the usual ones first."""
    rest = sorted(name for name in KINDS if name not in _KINDS)
    return tuple((name, kind_words(name)) for name in (*_KINDS, *rest))


def kind_words(name: str) -> str:
    """Return a kind of record in words: "Revenue events"."""
    return _KINDS.get(name, name.replace("_", " ").capitalize())


def presets_in_words() -> tuple[tuple[str, str], ...]:
    """Return every preset and its words, the one that matches headers first."""
    return tuple(_PRESETS.items())


def field_words(kind: str, name: str) -> str:
    """Return a field in words: "Account name", "Renewal date"."""
    own = _FIELDS.get(f"{kind}.{name}", _FIELDS.get(name, ""))
    return own or name.replace("_", " ").capitalize()


def value_words(value: str) -> str:
    """Return a value of a fixed list in words: "At risk", "Executive QBR"."""
    if value in _VALUES:
        return _VALUES[value]
    return value if value.isupper() else value.replace("_", " ").capitalize()


def read_as_words(match: ColumnMatch, field: Field | None, order: str = "") -> str:
    """Return how a column is read, in words; the matcher's own word where it tells more.

    `order` is what the user said of its dates: "dmy", "mdy" or nothing.
    """
    if not match.field or field is None:
        return match.read_as
    if match.read_as == "key" or match.read_as.startswith("date"):
        said = _ORDERS.get(order)
        return f"date, {said}" if said else match.read_as.replace("open", "day or month first?")
    if field.target:
        one = _ONE.get(field.target, field.target.removesuffix("s")).replace("_", " ")
        return f"list of {field.target}" if field.reads is Reads.REFS else one
    return _READS.get(field.reads, match.read_as)

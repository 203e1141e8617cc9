"""Who is there when: public holidays with their regions, working hours, contacts' absences."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csplanner.domain.place import folded
from csplanner.domain.records import Organisation
from csplanner.domain.scenario import WORKING_WEEK, Hours, PlannedContact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csplanner.domain.records import Contact
    from csplanner.services.workspace import Reader

KEY_ROLES = ("economic buyer", "champion")
# What regions are called in English, where the table of holidays knows only their own names.
ENGLISH = {
    "DE": {
        "bavaria": "BY",
        "hesse": "HE",
        "lower saxony": "NI",
        "mecklenburg-western pomerania": "MV",
        "north rhine-westphalia": "NW",
        "rhineland-palatinate": "RP",
        "saxony": "SN",
        "saxony-anhalt": "ST",
        "thuringia": "TH",
    },
    "AT": {
        "carinthia": "2",
        "lower austria": "3",
        "upper austria": "4",
        "styria": "6",
        "tyrol": "7",
        "vienna": "9",
    },
    "CH": {"geneva": "GE", "lucerne": "LU", "zurich": "ZH", "ticino": "TI"},
    "ES": {
        "andalusia": "AN",
        "basque country": "PV",
        "balearic islands": "IB",
        "canary islands": "CN",
        "castile and leon": "CL",
        "castile-la mancha": "CM",
        "catalonia": "CT",
        "navarre": "NC",
        "valencia": "VC",
    },
    "PT": {"lisbon": "11", "azores": "20", "madeira": "30"},
}
_OPENS, _CLOSES = dt.time(9), dt.time(17)


@lru_cache(maxsize=1024)
def public_holidays(key: str, year: int) -> frozenset[dt.date]:
    """Return the public holidays of a country (GB) or one of its regions (GB-SCT) in a year.

    None where the country is unknown; the country's own where only the region is.
    """
    import holidays

    country, _, region = key.partition("-")
    for subdivision in (region or None, None):
        try:
            return frozenset(holidays.country_holidays(country, subdivision, years=year).keys())
        except NotImplementedError:
            continue
    return frozenset()


def holiday_key(country: str, region: str | None) -> str:
    """Return what a scenario calls the holidays of a place: country, or country and region."""
    code = region_code(country, region or "")
    return f"{country}-{code}" if code else country


@lru_cache(maxsize=1024)
def region_code(country: str, region: str) -> str:
    """Return the code of a region by code or by name, '' where the holidays know none of it."""
    import holidays

    if not country or not region:
        return ""
    known = holidays.list_supported_countries().get(country, ())
    wanted = folded(region).removeprefix(f"{country.lower()}-")
    by_name = {folded(code): code for code in known}
    if wanted in by_name:
        return by_name[wanted]
    aliases = getattr(holidays.country_holidays(country, years=2000), "subdivisions_aliases", {})
    own = next((code for name, code in aliases.items() if folded(name) == wanted), "")
    return own or ENGLISH.get(country, {}).get(wanted, "")


def days_between(start: dt.date, end: dt.date, year: int) -> Iterator[dt.date]:
    """Yield the days of a span that lie in a year, both ends included."""
    first, last = max(start, dt.date(year, 1, 1)), min(end, dt.date(year, 12, 31))
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def our_hours(reader: Reader) -> tuple[dt.time, dt.time]:
    """Return when our working day begins and ends."""
    found = reader.all(Organisation)
    if not found or found[0].day_ends <= found[0].day_starts:
        return _OPENS, _CLOSES
    return found[0].day_starts, found[0].day_ends


def hours_in(zone: str, span: tuple[dt.time, dt.time] = (_OPENS, _CLOSES)) -> Hours | None:
    """Return the working hours of somebody in a zone, None where the zone is not known."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return Hours(zone=zone, opens=span[0], closes=span[1])


def planned_contacts(contacts: Iterable[Contact], year: int) -> tuple[PlannedContact, ...]:
    """Return those of an account's contacts of whom one has to be there, () where nobody limits.

    They are the buyers and champions, or all where there is none.
    """
    found = sorted(contacts, key=lambda contact: contact.id)
    key = [c for c in found if folded(c.role).replace("_", " ") in KEY_ROLES] or found
    planned = tuple(_planned(contact, year) for contact in key)
    return planned if all(each.weekdays != WORKING_WEEK or each.away for each in planned) else ()


def _planned(contact: Contact, year: int) -> PlannedContact:
    away: frozenset[dt.date] = frozenset()
    if contact.away_from is not None or contact.away_to is not None:
        first = contact.away_from or dt.date(year, 1, 1)
        away = frozenset(days_between(first, contact.away_to or dt.date(year, 12, 31), year))
    weekdays = contact.available_weekdays
    return PlannedContact(
        id=contact.external_id or contact.id,
        weekdays=WORKING_WEEK if weekdays is None else weekdays,
        away=away,
    )

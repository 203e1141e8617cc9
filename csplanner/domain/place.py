"""A city on the map, and how far two of them lie apart."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city: degrees north and east, IANA zone; `code` is three letters for narrow columns."""

    name: str
    country: str
    latitude: float
    longitude: float
    timezone: str
    code: str

    @property
    def id(self) -> str:
        """Name and country, unique enough to be a metro's id."""
        return f"{self.name}, {self.country}"


def great_circle_km(a: Place, b: Place) -> float:
    """Return the great-circle distance in kilometres (haversine, R = 6,371 km)."""
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(b.longitude - a.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def folded(text: str) -> str:
    """Return a text for comparison: accents, case and outer space taken off."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()


def city_code(name: str) -> str:
    """Return three letters for a city: its first ones, or its words' initials."""
    words = [word for word in folded(name).replace("-", " ").split() if word.isalpha()]
    if len(words) >= 3:
        letters = "".join(word[0] for word in words[:3])
    elif len(words) == 2:
        letters = words[0][0] + words[1][:2]
    else:
        letters = (words[0] if words else "xxx")[:3]
    return letters.upper().ljust(3, "X")

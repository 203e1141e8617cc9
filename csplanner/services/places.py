"""Cities offline: found by name and country, from a table that ships with the program."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from csplanner.domain.place import Place, city_code, folded, great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterator


class Places:
    """The table of cities and countries, indexed for look-ups; the larger city of a name wins."""

    def __init__(self) -> None:
        self._by_city: dict[tuple[str, str], Place] = {}
        self._anywhere: dict[str, tuple[int, Place]] = {}
        self._capitals: dict[str, Place] = {}
        self._countries: dict[str, str] = {}
        self._by_size: list[tuple[int, Place]] = []
        for row in _rows("countries.csv"):
            for name in (row["code"], row["code3"], row["name"]):
                self._countries[folded(name)] = row["code"]
        self._countries |= {"uk": "GB", "great britain": "GB", "usa": "US", "england": "GB"}
        for row in _rows("cities.csv"):
            self._add(row)
        self._by_size.sort(key=itemgetter(0))

    def _add(self, row: dict[str, str]) -> None:
        place = Place(
            name=row["name"],
            country=row["country"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            timezone=row["timezone"],
            code=city_code(row["name"]),
        )
        size = int(row["thousands"])
        self._by_size.append((-size, place))
        for name in (row["name"], *filter(None, row["other_names"].split(";"))):
            key = folded(name)
            self._by_city.setdefault((place.country, key), place)
            if size > self._anywhere.get(key, (-1, place))[0]:
                self._anywhere[key] = (size, place)
        if row["capital"]:
            self._capitals.setdefault(place.country, place)
        elif place.country not in self._capitals:
            self._by_city.setdefault((place.country, ""), place)

    def country(self, text: str) -> str:
        """Return the ISO code of a country by code or English name, '' if unknown."""
        return self._countries.get(folded(text), "")

    def city(self, name: str, country: str = "") -> Place | None:
        """Return a city by name; without a country the largest of that name."""
        key = folded(name)
        if not key:
            return None
        code = self.country(country) if country else ""
        if code:
            return self._by_city.get((code, key)) or self._by_city.get((code, f"{key} city"))
        found = self._anywhere.get(key) or self._anywhere.get(f"{key} city")
        return found[1] if found else None

    def largest_near(self, middle: Place, within_km: float, most: int) -> tuple[Place, ...]:
        """Return the largest cities within so many kilometres of a place, without itself."""
        near = (
            place
            for _, place in self._by_size
            if place.id != middle.id
            and abs(place.latitude - middle.latitude) * 111 <= within_km
            and great_circle_km(place, middle) <= within_km
        )
        return tuple(islice(near, most))

    def capital(self, country: str) -> Place | None:
        """Return the capital of a country, or its largest city where the table lacks that."""
        code = self.country(country)
        return self._capitals.get(code) or self._by_city.get((code, ""))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("resources") / "places" / name).read_text(encoding="utf-8")
    return iter(csv.DictReader(text.splitlines()))


@cache
def places() -> Places:
    """Return the one table, read at first use."""
    return Places()

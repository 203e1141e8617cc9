"""Countries by ISO code, by English name, and by the names that files use for them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from csplanner.importing.texts import Misread, words_of

_MORE = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "united kingdom": "GB",
    "united kingdom of great britain and northern ireland": "GB",
    "usa": "US",
    "u s a": "US",
    "u s": "US",
    "united states of america": "US",
    "america": "US",
    "korea": "KR",
    "south korea": "KR",
    "republic of korea": "KR",
    "north korea": "KP",
    "czechia": "CZ",
    "holland": "NL",
    "the netherlands": "NL",
    "uae": "AE",
    "russian federation": "RU",
    "viet nam": "VN",
    "turkiye": "TR",
    "deutschland": "DE",
    "osterreich": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "espana": "ES",
    "italia": "IT",
    "belgique": "BE",
    "belgie": "BE",
    "nederland": "NL",
    "danmark": "DK",
    "sverige": "SE",
    "norge": "NO",
    "suomi": "FI",
    "polska": "PL",
    "brasil": "BR",
    "hong kong sar": "HK",
    "ivory coast": "CI",
    "burma": "MM",
    "macedonia": "MK",
    "gbr": "GB",
    "deu": "DE",
    "fra": "FR",
    "ind": "IN",
    "can": "CA",
    "aus": "AU",
    "jpn": "JP",
    "chn": "CN",
    "nld": "NL",
    "esp": "ES",
    "ita": "IT",
    "swe": "SE",
    "nor": "NO",
    "dnk": "DK",
    "che": "CH",
}


@cache
def _names() -> dict[str, str]:
    """Folded name or code to ISO code; the list of names comes with the time zones."""
    table = (files("tzdata.zoneinfo") / "iso3166.tab").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in table.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        code, name = line.split("\t")[:2]
        found[words_of(code)] = code
        found[words_of(name)] = code
        found[words_of(name.replace("&", "and").replace("St ", "Saint "))] = code
        found[words_of(name.split("(")[0])] = code
    return found | _MORE


def read_country(text: str) -> str:
    """Return the ISO 3166 code of a country written as code or name. Raises Misread."""
    found = _names().get(words_of(text))
    if found:
        return found
    near = nearest_country(text)
    hint = f"; did you mean {near}?" if near else ""
    raise Misread(f"expected a country, as an ISO code such as GB or its English name{hint}")


def nearest_country(text: str) -> str:
    """Return the code of the country whose name is written nearly like this, or nothing."""
    from rapidfuzz import process  # noqa: PLC0415 - only a misspelt country needs it

    long_names = [name for name in _names() if len(name) > 3]
    best = process.extractOne(words_of(text), long_names, score_cutoff=88)
    return _names()[best[0]] if best else ""

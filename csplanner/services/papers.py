"""Which paper a place prints on: Letter in a few countries, A4 in all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where letters are 8.5 by 11 inches.
_LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "NI", "PA", "SV", "VE", "PR"})
_VARIABLES = ("LC_ALL", "LC_PAPER", "LANG")


def paper_of(country: str) -> str:
    """Return "Letter" or "A4" for a country's code."""
    return "Letter" if country.upper() in _LETTER else "A4"


def default_paper(environment: Mapping[str, str]) -> str:
    """Return the paper of the locale that an environment names, such as en_US.UTF-8."""
    locale = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    country = locale.split(".")[0].partition("_")[2][:2]
    return paper_of(country)

"""The tables of the sample that ship in resources/samples: names, texts, dates of the story."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _text(name: str) -> str:
    return (files("resources") / "samples" / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a CSV table as rows by column."""
    return tuple(csv.DictReader(_text(f"{name}.csv").splitlines()))


@cache
def tables(name: str) -> dict[str, Any]:
    """Read a TOML file as it stands."""
    return tomllib.loads(_text(f"{name}.toml"))


def split(text: str) -> tuple[str, ...]:
    """Take a list in a cell apart."""
    return tuple(part.strip() for part in text.split(";") if part.strip())

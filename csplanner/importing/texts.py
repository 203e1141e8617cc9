"""Comparing words as people write them: case, accents and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Misread(ValueError):  # noqa: N818 - told as a fact about one cell, never shown as an error
    """A cell that cannot be read as its column asks; the text says what was expected."""


def _bare(text: str) -> str:
    if text.isascii():
        return text.casefold()
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Fold a name for comparing: case, accents and runs of blanks do not count."""
    return " ".join(_bare(text).split())


@lru_cache(maxsize=4096)
def words_of(text: str) -> str:
    """Fold a header or a word of a list: punctuation counts as a blank, camel case is split."""
    return _NOISE.sub(" ", _bare(_HUMP.sub(" ", text))).strip()


def shortened(text: str, limit: int = 60) -> str:
    """Cut a value for a message."""
    flat = _SPACES.sub(" ", text).strip()
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"

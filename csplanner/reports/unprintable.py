"""Letters that no shipped font holds: they print as empty boxes, so somebody must be told."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from csplanner.reports.canvas import font_for, font_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.reports.layout import Document


def unprintable_scripts(document: Document) -> tuple[str, ...]:
    """Return the scripts, such as "Hiragana", of letters that a document cannot print."""
    letters = set("".join(_texts(document))) - set("\n\t\r")
    strange = {letter for letter in letters if font_for(letter, font_name(400)) is None}
    strange = {letter for letter in strange if unicodedata.category(letter) != "Cf"}  # unseen
    names = (unicodedata.name(letter, "").split(" ")[0].capitalize() for letter in strange)
    shown = {"CJK" if name == "Cjk" else name for name in names}
    return tuple(sorted(name for name in shown if name))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value and in all that it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))

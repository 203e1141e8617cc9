"""Telling the files of one source apart by their headers, for presets that join several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.importing.reading import Harvest, Reading
    from csplanner.importing.tables import Table

Parts = dict[str, list[int]]
"""Places of tables by the part of the source that they hold."""


def parts_of(
    reading: Reading,
    signatures: Mapping[str, frozenset[str]],
    wanted: Mapping[str, tuple[str, ...]],
    preset: str,
) -> Parts:
    """Sort tables by part; refuses an unknown kind or table, and files without the part asked for.

    `signatures` are folded headers that only one part has; `wanted` are the parts that can answer
    for a kind.
    """
    name = reading.kind.name
    if name not in wanted:
        raise UserMistake(
            f"Preset {preset} does not know {name}.", f"It knows: {', '.join(wanted)}."
        )
    parts: Parts = {}
    for place, table in enumerate(reading.tables):
        parts.setdefault(_part_of(table, signatures, preset), []).append(place)
    if not any(part in parts for part in wanted[name]):
        found = ", ".join(parts)
        raise UserMistake(
            f"These files hold {found}, and nothing for {name}.",
            f"For {name}, preset {preset} reads the file of {' or '.join(wanted[name])}.",
        )
    return parts


def _part_of(table: Table, signatures: Mapping[str, frozenset[str]], preset: str) -> str:
    headers = {words_of(header) for header in table.header}
    for part, signature in signatures.items():
        if signature <= headers:
            return part
    raise UserMistake(
        f"{table.file} is no file that preset {preset} knows.",
        f"Its columns are: {', '.join(table.header[:10])}.",
    )


def note_unused(reading: Reading, parts: Parts, used: tuple[str, ...], harvest: Harvest) -> None:
    """Say which files were recognised and not needed for the kind asked for."""
    for part, places in parts.items():
        if part not in used:
            names = ", ".join(reading.tables[place].file for place in places)
            harvest.notices.append(f"{names} holds {part}: not needed for {reading.kind.name}.")

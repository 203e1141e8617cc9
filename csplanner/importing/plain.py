"""Files without a preset, whose headers are matched, and the program's own, read to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.importing.columns import known_headers
from csplanner.importing.reading import Harvest, must_know
from csplanner.importing.texts import words_of

if TYPE_CHECKING:
    from csplanner.importing.reading import Reading
    from csplanner.importing.tables import Table


def harvest_matched(reading: Reading) -> Harvest:
    """Read files by matching their headers; of a workbook, the sheet that fits best."""
    return _harvest(reading, None)


def harvest_own(reading: Reading) -> Harvest:
    """Read files with the program's own headers; other columns are left out."""
    return _harvest(reading, {words_of(name): name for name in reading.kind.names})


def _harvest(reading: Reading, fixed: dict[str, str] | None) -> Harvest:
    harvest = Harvest()
    chosen = _best_sheets(reading)
    for place, table in enumerate(reading.tables):
        if place not in chosen:
            harvest.notices.append(f"{table.file}: sheet '{table.sheet}' was left out.")
            continue
        before = len(harvest.columns)
        harvest.entries += reading.read(place, reading.kind, harvest, fixed)
        must_know(reading.kind, harvest.columns[before:], table)
    return harvest


def _best_sheets(reading: Reading) -> set[int]:
    """Of each file, the place of the table with most known headers."""
    known = known_headers((reading.kind,)) | {words_of(h) for h in reading.rules.mapping.columns}
    best: dict[str, tuple[int, int]] = {}
    for place, table in enumerate(reading.tables):
        score = _score(table, known)
        if table.file not in best or score > best[table.file][0] or not table.sheet:
            best[table.file] = (score, place)
    return {place for _, place in best.values()} | {
        place for place, table in enumerate(reading.tables) if not table.sheet
    }


def _score(table: Table, known: frozenset[str]) -> int:
    return sum(words_of(header) in known for header in table.header)

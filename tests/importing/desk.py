"""A desk on which files are imported without a portfolio: what was written is kept in a dict."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from csplanner.base.ids import seeded_ids
from csplanner.importing.columns import known_headers
from csplanner.importing.entries import RowRules
from csplanner.importing.kinds import KINDS, kind_of
from csplanner.importing.preview import Basis, preview
from csplanner.importing.reader import read_tables
from csplanner.importing.tables import ReadOptions

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.importing.preview import ImportPreview

TODAY = dt.date(2027, 5, 12)


class Desk:
    """Imports files one after the other, each seeing what the ones before have written."""

    def __init__(self, folder: Path, today: dt.date = TODAY) -> None:
        self.folder = folder
        self.today = today
        self.records: dict[str, dict[str, Record]] = {}
        self._make_id = seeded_ids(11)

    def file(self, name: str, text: str) -> Path:
        """Write a file into the desk's folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def take(self, kind: str, *paths: Path, preset: str = "", **rules: Any) -> ImportPreview:
        """Import files and keep what they write; counts are checked on the way."""
        wanted = KINDS[kind]
        options = ReadOptions(known=known_headers((wanted,)))
        told, writes = preview(
            wanted,
            tuple(table for path in paths for table in read_tables(path, options)),
            Basis(
                existing={name: tuple(found.values()) for name, found in self.records.items()},
                today=self.today,
                make_id=self._make_id,
                base_currency="USD",
            ),
            preset=preset,
            rules=RowRules(**rules),
        )
        assert told.new + told.changed + told.unchanged + told.rejected == told.rows
        for record in writes:
            self.records.setdefault(kind_of(type(record)).name, {})[record.id] = record
        return told

    def take_text(self, kind: str, text: str, **how: Any) -> ImportPreview:
        """Import a file with this text."""
        return self.take(kind, self.file(f"{kind}.csv", text), **how)

    def all(self, kind: str) -> list[Any]:
        """Return what was written of a kind, in the order of writing."""
        return list(self.records.get(kind, {}).values())

    def one(self, kind: str, **equal: Any) -> Any:
        """Return the one record with these values."""
        found = [
            record
            for record in self.all(kind)
            if all(getattr(record, name) == value for name, value in equal.items())
        ]
        assert len(found) == 1, f"{len(found)} {kind} with {equal}"
        return found[0]


def counts(told: ImportPreview) -> tuple[int, int, int, int]:
    """Return new, changed, unchanged, rejected."""
    return told.new, told.changed, told.unchanged, told.rejected

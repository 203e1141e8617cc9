"""What reading a file gives: tables of text, each row with its number in the file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read: what was said by hand, and what to try otherwise.

    `code_page` is the system's, tried after UTF-8 and byte order marks. `known` are folded headers
    by which the header row is found.
    """

    code_page: str = "cp1252"
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file: header, rows of equal length, and the number of each row in the file.

    `faults` tells, by row number, why a row cannot be used at all. `sheet` is empty for text.
    """

    file: str
    sheet: str = ""
    header: tuple[str, ...]
    header_row: int
    rows: tuple[list[str], ...]
    numbers: tuple[int, ...]
    faults: dict[int, str] = field(default_factory=dict)
    encoding: str = ""
    separator: str = ""

    def columns(self) -> list[tuple[str, ...]]:
        """Return the cells of all columns."""
        if not self.rows:
            return [()] * len(self.header)
        return list(zip(*self.rows, strict=True))

    def column(self, index: int) -> list[str]:
        """Return all cells of a column."""
        return [row[index] for row in self.rows]


SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

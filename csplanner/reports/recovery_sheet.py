"""The recovery sheet of a portfolio with a passphrase: lines to write on, what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.drawing.canvas import Style
from csplanner.reports.blocks import Heading, Picture, Space
from csplanner.reports.layout import Document
from csplanner.reports.tables import paragraph, part

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block

_LINE, _LINES = 44.0, 3
_RULE = Style(stroke="border2", width=1.0)
_WRITE = (
    "Write the passphrase here by hand; the program prints it nowhere. Mark capital letters and "
    "spaces. Lock the sheet away from the laptop: whoever has both can read everything."
)
_NOBODY = "Without the passphrase nobody can open the file or its backups, not even its makers."
_CHANGED = (
    "After a change of the passphrase, print a new sheet and destroy this one. Backups made before "
    "the change still open with the passphrase of their time."
)
_OPEN = (
    "To open the file: csplanner on any machine, Open portfolio, and this passphrase. Upper and "
    "lower case count."
)
_ADVICE = (_WRITE, _NOBODY, _CHANGED, _OPEN)


def recovery_document(file_name: str, backups: str, as_of: dt.date, paper: str) -> Document:
    """Lay out the sheet."""
    blocks: list[Block] = [
        Heading(text="Passphrase", after=4),
        *(Picture(size=_LINE, paint=_rule) for _ in range(_LINES)),
        Space(size=24),
        Heading(text="What to know", after=4),
        *(paragraph(words, after=8) for words in _ADVICE),
        Space(size=12),
        Heading(text="Where backups lie", after=4),
        paragraph(backups),
    ]
    told = "This sheet opens the portfolio again when nobody remembers how."
    section = part("recovery", file_name, told, (f"as of {full_day(as_of)}",), blocks)
    return Document(
        title=f"Recovery sheet of {file_name}",
        author="csplanner",
        account=file_name,
        kind="Recovery sheet",
        tag="CONFIDENTIAL",
        internal=True,
        footer="Keep it locked away",
        as_of=as_of,
        sections=(section,),
        paper=paper,
    )


def _rule(canvas: Canvas, box: Box) -> None:
    y = box.y + box.h - 6
    canvas.lines([(box.x, y, box.x + box.w, y)], _RULE)

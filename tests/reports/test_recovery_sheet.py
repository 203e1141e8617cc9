"""The recovery sheet is one page of lines, the same bytes each time, with no secret in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pypdfium2

from csplanner.base.job import Job
from csplanner.reports.layout import rendered
from csplanner.reports.recovery_sheet import recovery_document
from csplanner.services.recovery_sheet import write_recovery_sheet

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2027, 5, 12)


def test_it_is_one_page_that_repeats(tmp_path: Path) -> None:
    """Name, lines, advice and where backups lie; the file is what was rendered."""
    document = recovery_document("team.csplan", "the folder of backups", DAY, "A4")
    content, pages = rendered(document, Job())
    assert pages == 1
    assert rendered(document, Job())[0] == content
    read = pypdfium2.PdfDocument(content)
    text = read[0].get_textpage().get_text_range()
    read.close()
    for words in ("team.csplan", "Write the passphrase here by hand", "the folder of backups"):
        assert words in text
    out = tmp_path / "sheet.pdf"
    assert write_recovery_sheet(tmp_path / "team.csplan", DAY, out) == out.stat().st_size

"""The last step of a PDF: its dates, language and identity, so that the same input repeats."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


def finished(raw: bytes, as_of: dt.date) -> bytes:
    """Return the PDF with the dates of its data, and an id derived from its content."""
    import pikepdf  # noqa: PLC0415 - loaded when a paper is made, not with the module

    stamp = f"D:{as_of:%Y%m%d}000000Z"
    with pikepdf.open(BytesIO(raw)) as pdf:
        pdf.docinfo["/CreationDate"] = stamp
        pdf.docinfo["/ModDate"] = stamp
        pdf.docinfo["/Producer"] = "csplanner"
        for key in ("/Keywords", "/Subject", "/Trapped"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        pdf.Root.Lang = pikepdf.String("en")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()

"""The last step of a PDF: structure, dates, language, identity; the same input repeats."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from csplanner.reports.tags import write_tags

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.reports.tags import TagTree


def finished(raw: bytes, as_of: dt.date, tags: TagTree | None = None, title: str = "") -> bytes:
    """Return the PDF with the dates of its data, its tags, and an id derived from its content."""
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
        if tags is not None:
            write_tags(pdf, tags)
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
                xmp["dc:title"] = title
                xmp["dc:language"] = ["en"]
                xmp["pdfuaid:part"] = "1"
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()

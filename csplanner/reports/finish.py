"""The last step of a PDF: dates, language, identity; the same input repeats."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt


def finished(raw: bytes, as_of: dt.date) -> bytes:
    """Return a PDF without tags with the dates of its data and an id derived from its content."""
    import pikepdf  # noqa: PLC0415 - loaded when a paper is made, not with the module

    with pikepdf.open(BytesIO(raw)) as pdf:
        stamped(pdf, as_of)
        return saved(pdf)


def stamped(pdf: Any, as_of: dt.date, title: str = "") -> None:
    """Set dates and language of an open PDF, and with a title what tells readers of its tags."""
    import pikepdf  # noqa: PLC0415 - the same

    stamp = f"D:{as_of:%Y%m%d}000000Z"
    pdf.docinfo["/CreationDate"] = stamp
    pdf.docinfo["/ModDate"] = stamp
    pdf.docinfo["/Producer"] = "csplanner"
    for key in ("/Keywords", "/Subject", "/Trapped"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    pdf.Root.Lang = pikepdf.String("en")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if title:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp["dc:title"] = title
            xmp["dc:language"] = ["en"]
            xmp["pdfuaid:part"] = "1"


def saved(pdf: Any) -> bytes:
    """Return the bytes of an open PDF, with an id that only its content decides."""
    import pikepdf  # noqa: PLC0415 - the same

    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()

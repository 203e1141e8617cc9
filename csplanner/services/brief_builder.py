"""What the brief builder shows: choices, versions, and the pages of a brief as pictures."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from csplanner.domain.records import Account, BriefVersion, Engagement
from csplanner.services.brief_visit import QBR_LIKE, choose_visit, offered_visits
from csplanner.services.page_marks import PageMark, marks_of
from csplanner.services.pdf_text import PDFIUM
from csplanner.services.prepare_brief import prepare
from csplanner.store import reads_briefs as reads
from csplanner.store.reads_briefs import NamedAccount

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from csplanner.base.job import Job
    from csplanner.services.prepare_brief import Brief, BriefRequest, KeptFacts
    from csplanner.services.workspace import Reader

__all__ = [
    "Look",
    "NamedAccount",
    "PageMark",
    "PagePicture",
    "Preview",
    "account_names",
    "next_reviewed",
    "page_pictures",
    "preview",
    "versions_of",
    "visit_choice",
]

_PIXELS_PER_POINT = 96 / 72


class PagePicture(NamedTuple):
    """A page in pixels of four bytes: blue, green, red, unused.

    They are kept deflated: a pack has many pages, of which two are seen.
    """

    width: int
    height: int
    stride: int
    deflated: bytes

    @property
    def pixels(self) -> bytes:
        """The pixels, row by row, each of `stride` bytes."""
        return zlib.decompress(self.deflated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A brief with its pages as they will be printed; None where the page is seen already.

    `marks` are boxes around what its check found, for the screen only.
    """

    brief: Brief
    pictures: tuple[PagePicture | None, ...]
    marks: tuple[PageMark, ...] = ()


def account_names(reader: Reader) -> tuple[NamedAccount, ...]:
    """Return the accounts to choose from, by name."""
    return reads.account_names(reader.database)


def next_reviewed(reader: Reader, on: dt.date) -> str | None:
    """Return the account whose review comes next."""
    return reads.next_review(reader.database, on, [kind.value for kind in QBR_LIKE])


def visit_choice(
    reader: Reader, account_id: str, chosen: str, as_of: dt.date
) -> tuple[tuple[Engagement, ...], str]:
    """Return the visits to offer and which is on: the chosen one, else the default one."""
    account = reader.get(Account, account_id)
    if account is None:
        return (), ""
    visits = offered_visits(reader, account, as_of)
    on = reader.get(Engagement, chosen) if chosen else choose_visit(reader, account, as_of)
    if on is None:
        return visits, ""
    return (visits if on in visits else (on, *visits)), on.id


def versions_of(reader: Reader, account_id: str, count: int = 6) -> tuple[BriefVersion, ...]:
    """Return the briefs of an account that were written to files, newest first."""
    found = reader.where(BriefVersion, account_id=account_id)
    return tuple(sorted(found, key=lambda v: (v.date, v.id), reverse=True)[:count])


class Look(NamedTuple):
    """How pages are shown: `scale` 1.0 is 96 pixels an inch, and the prints of those seen."""

    scale: float
    seen: Collection[bytes] = ()


def preview(
    reader: Reader,
    request: BriefRequest,
    as_of: dt.date,
    look: Look,
    job: Job,
    kept: KeptFacts | None = None,
) -> Preview:
    """Make a brief and the pictures of its pages.

    Pages whose print is among those seen look as they did, and get no picture again.
    """
    brief = prepare(reader, request, as_of, job, kept)
    wanted = [i for i, looks in enumerate(brief.prints, start=1) if looks not in look.seen]
    made = dict(zip(wanted, page_pictures(brief.content, look.scale, job, wanted), strict=True))
    pictures = tuple(made.get(i + 1) for i in range(brief.pages))
    return Preview(brief=brief, pictures=pictures, marks=marks_of(brief.content, brief.check))


def page_pictures(
    content: bytes, scale: float, job: Job, only: Sequence[int] | None = None
) -> tuple[PagePicture, ...]:
    """Return pages of a PDF as pictures, `only` some by number; cancelling stops between two."""
    import pypdfium2

    found = []
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(content)
        try:
            for number in range(1, len(pdf) + 1) if only is None else only:
                job.check()
                page = pdf[number - 1]
                bitmap = page.render(scale=scale * _PIXELS_PER_POINT, prefer_bgrx=True)
                raw = zlib.compress(bitmap.buffer, 1)
                found.append(PagePicture(bitmap.width, bitmap.height, bitmap.stride, raw))
                bitmap.close()
                page.close()
        finally:
            pdf.close()
    return tuple(found)

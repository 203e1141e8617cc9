"""A brief for one account and visit: facts, pages, the reading back, and the file.

`prepare` renders in memory and never writes; `write` puts the bytes into their place.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.base.paths import safe_name, write_atomically
from csplanner.domain.documents import Audience
from csplanner.domain.ids import AccountId, BriefVersionId
from csplanner.domain.records import Account, BriefVersion
from csplanner.services.brief_templates import checked_sections, sections_for, template_named
from csplanner.services.facts import choose_visit, customer_facts, internal_facts
from csplanner.services.pack_facts import pack_facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from csplanner.domain.customer_facts import CustomerFacts
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.records import Engagement
    from csplanner.reports.layout import Document
    from csplanner.services.gate import Check
    from csplanner.services.gate_others import Everybody
    from csplanner.services.workspace import Reader, Workspace

PAPERS = ("A4", "Letter")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRequest:
    """Which brief is wanted; without touch and date the default visit is taken.

    `sections` are keys of parts in their order; without any, the template of the account's tier,
    or the one named by `template`, tells them.
    """

    account_id: str
    audience: str = Audience.INTERNAL
    touch: str | None = None
    date: dt.date | None = None
    paper: str = "A4"
    sections: tuple[str, ...] = ()
    template: str = ""
    slides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A finished brief. `check` holds what the reading back found, for customer packs only.

    `places` are the keys of its sections with the pages on which they begin, `prints` stand for
    the looks of its pages: equal prints, equal pictures.
    """

    request: BriefRequest
    content: bytes
    pages: int
    warnings: tuple[str, ...]
    file_name: str
    engagement: Engagement | None
    as_of: dt.date
    sections: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    check: Check | None = None
    prints: tuple[bytes, ...] = ()


_MANY = 1_000  # accounts of which the gate may keep what it knows while no brief is shown


class KeptFacts:
    """The facts of the last brief, to be used again while nothing but its sections changes."""

    def __init__(self) -> None:
        self._key: object = None
        self._facts: object = None
        self._everybody: Everybody | None = None
        self._changed: frozenset[str] = frozenset()

    def of(self, key: object, make: Callable[[], T]) -> T:
        """Return the kept facts of a key, else make and keep them."""
        if self._key != key:
            self._key, self._facts = key, make()
        return self._facts  # type: ignore[return-value]

    def everybody(self, reader: Reader) -> Everybody:
        """Return what the gate knows of all customers; only what changed is read again."""
        if self._everybody is None:
            from csplanner.services.gate_others import Everybody

            self._everybody = Everybody(reader)
        elif self._changed:
            self._everybody.read_again(reader, self._changed)
        self._changed = frozenset()
        return self._everybody

    def spare(self, accounts: int) -> None:
        """Drop what the gate knows of all where there are very many: it fills tens of megabytes."""
        if accounts > _MANY:
            self._everybody = None

    def forget(self, kinds: frozenset[str] | None = None) -> None:
        """Drop what is kept, because the portfolio changed: some kinds of record, or anything."""
        self._key = self._facts = None
        if kinds is None:
            self._everybody = None
        else:
            self._changed |= kinds


def prepare(
    reader: Reader,
    request: BriefRequest,
    as_of: dt.date,
    job: Job | None = None,
    kept: KeptFacts | None = None,
) -> Brief:
    """Make a brief in memory; a leak is in its `check` and stops `write`, not the preview."""
    from csplanner.services.gate import checked

    job = job or Job()
    account = _account(reader, request)
    request = replace(request, sections=_sections(reader, account, request, as_of))
    visit = choose_visit(reader, account, as_of, touch=request.touch, date=request.date)
    job.step(0.05, "Gathering the facts")
    name = _file_name(account, visit, request, as_of)
    check, kept = None, kept or KeptFacts()
    if request.audience == Audience.CUSTOMER:
        key = (account, visit, as_of, "customer")
        facts = kept.of(key, lambda: customer_facts(reader, account, visit, as_of))
        made = _shown_to_customer(facts, request, job.part(0.1, 0.8))
        job.step(0.85, "Reading the pages back")
        everybody = kept.everybody(reader)
        check = checked(reader, account, facts, made.content, name, everybody)
    else:
        document, _ = composed(reader, request, as_of, kept)
        made = _printed(document, job.part(0.1, 0.8))
    return Brief(
        request=request,
        content=made.content,
        pages=made.pages,
        warnings=(*made.warnings, *(check.warnings if check else ())),
        file_name=name,
        engagement=visit,
        as_of=as_of,
        sections=made.sections,
        places=made.places,
        check=check,
        prints=made.prints,
    )


def composed(
    reader: Reader, request: BriefRequest, as_of: dt.date, kept: KeptFacts | None = None
) -> tuple[Document, Engagement | None]:
    """Return the document of a brief for our side, not yet rendered, and its visit."""
    account = _account(reader, request)
    request = replace(request, sections=_sections(reader, account, request, as_of))
    visit = choose_visit(reader, account, as_of, touch=request.touch, date=request.date)
    facts = (kept or KeptFacts()).of(
        (account, visit, as_of, "us"), lambda: brief_facts(reader, account, visit, as_of)
    )
    return _for_us(facts, request), visit


def write(brief: Brief, path: Path) -> dict[str, object]:
    """Write a brief to a file, beside and then over it; returns the answer of the verb."""
    if brief.check is not None:
        brief.check.refuse_leaks()
    write_atomically(path, brief.content)
    return {
        "out": str(path),
        "pages": brief.pages,
        "bytes": len(brief.content),
        "warnings": list(brief.warnings),
    }


def version_of(brief: Brief) -> BriefVersion:
    """Return the record that a brief was written: when, for whom, the digest of its bytes."""
    return BriefVersion(
        id=BriefVersionId(new_id()),
        account_id=AccountId(brief.request.account_id),
        engagement_id=brief.engagement.id if brief.engagement else None,
        audience=Audience(brief.request.audience),
        date=brief.as_of,
        pages=brief.pages,
        digest=hashlib.sha256(brief.content).hexdigest(),
    )


def note_version(workspace: Workspace, brief: Brief) -> BriefVersion:
    """Keep in the portfolio that a brief was written."""
    version = version_of(brief)
    with workspace.change("Print a brief") as work:
        work.put(version)
    return version


def _account(reader: Reader, request: BriefRequest) -> Account:
    account = reader.get(Account, request.account_id)
    if account is None:
        raise UserMistake("That account is not in the portfolio.", "Check its id.")
    if request.slides and request.audience != Audience.CUSTOMER:
        raise UserMistake(
            "Slides are made of the customer pack only.", "Write --audience customer, or a .pdf."
        )
    if request.paper not in PAPERS:
        raise UserMistake(f"Unknown paper {request.paper!r}.", f"Use one of {', '.join(PAPERS)}.")
    return account


def brief_facts(
    reader: Reader, account: Account, visit: Engagement | None, as_of: dt.date
) -> InternalFacts:
    """Return the internal facts with those of the further parts."""
    facts = internal_facts(reader, account, visit, as_of)
    quarter = f"{facts.year}Q{facts.quarter}"
    return replace(facts, parts=pack_facts(reader, account, visit, as_of, quarter))


def _sections(
    reader: Reader, account: Account, request: BriefRequest, as_of: dt.date
) -> tuple[str, ...]:
    if request.sections:
        return checked_sections(request.audience, request.sections)
    if request.template:
        return template_named(reader, request.audience, request.template).sections
    return sections_for(reader, account, request.audience, as_of)


class Made(NamedTuple):
    """What was made of the facts: bytes, pages, titles of the parts, pages on which they begin."""

    content: bytes
    pages: int
    sections: tuple[str, ...]
    places: tuple[tuple[str, int], ...] = ()
    strange: tuple[str, ...] = ()
    prints: tuple[bytes, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not as it was written."""
        if not self.strange:
            return ()
        scripts = ", ".join(self.strange)
        return (f"Letters that the fonts do not hold are printed as empty boxes: {scripts}.",)


def _printed(document: Document, job: Job) -> Made:
    from csplanner.reports.layout import Numbering, bind, pages_of, piece_of, section_starts
    from csplanner.reports.unprintable import unprintable_scripts

    pages = pages_of(document)
    starts = section_starts(pages)
    numbering = Numbering.of([starts], [len(pages)])
    piece = piece_of(document, pages, numbering, 0, job.part(0, 0.9))
    titles = tuple(section.title for section in document.sections)
    content = bind((piece,), document)
    strange = unprintable_scripts(document)
    return Made(content, piece.pages, titles, tuple(starts.items()), strange, piece.prints)


def _shown_to_customer(facts: CustomerFacts, request: BriefRequest, job: Job) -> Made:
    """Return the customer pack as paper or slides."""
    if request.slides:
        from csplanner.reports.customer_slides import customer_slides

        job.step(0.1, "Making the slides")
        return Made(*customer_slides(facts, request.sections or None))
    from csplanner.reports.customer import customer_document

    return _printed(customer_document(facts, request.paper, request.sections), job)


def _for_us(facts: InternalFacts, request: BriefRequest) -> Document:
    from csplanner.reports.internal import internal_document

    return internal_document(facts, request.audience, request.paper, request.sections)


def _file_name(
    account: Account, visit: Engagement | None, request: BriefRequest, as_of: dt.date
) -> str:
    """Return a name that tells account, day and reader, and nothing internal."""
    day = (visit.date if visit else as_of).isoformat()
    kind = "review" if request.audience == Audience.CUSTOMER else f"{request.audience}-brief"
    ending = "pptx" if request.slides else "pdf"
    return f"{safe_name(account.name, 'account')}-{day}-{kind}.{ending}"

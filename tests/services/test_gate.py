"""Proves the second gate: planted secrets are found wherever they hide, and safe values pass."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.ids import AccountId, RiskId, SightingId
from csplanner.domain.records import Account, Risk, Sighting
from csplanner.drawing.canvas import type_style
from csplanner.reports.canvas import Frame
from csplanner.reports.canvas import paper as paper_canvas
from csplanner.reports.tags import TagTree
from csplanner.services import workspace as ws
from csplanner.services.facts import customer_facts
from csplanner.services.gate import checked
from csplanner.services.gate_others import Everybody
from csplanner.services.gate_search import amounts_in
from tests.services.test_facts import ACCOUNT, NEW, NEXT, TODAY, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from csplanner.services.gate import Check

SECRET = "Their sponsor plans to leave before the summer"
RICH = replace(ACCOUNT, arr=Decimal(2_412_350), currency="USD", relationship=2, notes=SECRET)


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ws.Workspace]:
    """Yield a portfolio with secrets: notes, revenue, a rating, a competitor, a neighbour."""
    path: Path = tmp_path_factory.mktemp("gate") / "p.csplan"
    with ws.create(path, Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*records())
            work.put(RICH, Account(id=AccountId(NEW()), name="Neighbour Logistics"))
            work.put(
                Sighting(id=SightingId(NEW()), account_id=RICH.id, competitor="Orbexa", date=TODAY)
            )
            work.put(Risk(id=RiskId(NEW()), account_id=RICH.id, text="Budget may be cut by a half"))
        yield workspace


def check(portfolio: ws.Workspace, content: bytes, name: str = "review.pdf") -> Check:
    """Search a PDF as if it were the pack of the account."""
    facts = customer_facts(portfolio, RICH, NEXT, TODAY)
    return checked(portfolio, RICH, facts, content, name)


def paper(draw: Callable[[Canvas], None]) -> bytes:
    """Return a PDF of one page that `draw` has drawn on."""
    buffer = BytesIO()
    pdf = Canvas(buffer, invariant=1)
    pdf.drawString(72, 700, "Progress against your goals")
    draw(pdf)
    pdf.showPage()
    pdf.save()
    return buffer.getvalue()


def said(*words: str) -> bytes:
    """Return a PDF that says words, a line each."""

    def draw(pdf: Canvas) -> None:
        for i, line in enumerate(words):
            pdf.drawString(72, 600 - 20 * i, line)

    return paper(draw)


@pytest.mark.parametrize(
    "words",
    [
        "ARR $2.41M",
        "ARR $2.4M",
        "2,412,350 a year",
        "2.412.350 EUR",
        "2412350",
        "USD 2,412k",
        "sponsor plans to leave soon",
        "SPONSOR  PLANS, TO LEAVE",
        "as Orbexa does",
        "like Neighbour Logistics",
        "Neighbour-Logistics",
        "Relationship: 2",
        "relationship rating 2 of 5",
        "B u d g e t  m a y  b e  c u t  b y  a half",
    ],
)
def test_what_is_internal_is_found_in_any_format(portfolio: ws.Workspace, words: str) -> None:
    """Amounts rounded or grouped, runs of four words, names and labelled ratings are leaks."""
    assert check(portfolio, said(words)).leaks != ()


def test_words_over_two_lines_are_found(portfolio: ws.Workspace) -> None:
    """A sentence that is broken between lines is still a run of words."""
    assert check(portfolio, said("their sponsor plans", "to leave before")).leaks != ()


@pytest.mark.parametrize(
    "words",
    [
        "shared goal",
        "412 of 450",
        "9 June 2027",
        "Progress against your goals",
        "C. Officer, COO",
        "two goals close",
        "2 visits",
    ],
)
def test_what_is_theirs_passes(portfolio: ws.Workspace, words: str) -> None:
    """Safe texts, dates and small counts are no leaks."""
    assert check(portfolio, said(words)).leaks == ()


def test_hidden_white_and_off_page_text_is_found(portfolio: ws.Workspace) -> None:
    """Text that no eye sees counts like any other."""

    def white(pdf: Canvas) -> None:
        pdf.setFillColorRGB(1, 1, 1)
        pdf.drawString(72, 300, SECRET)

    def hidden(pdf: Canvas) -> None:
        text = pdf.beginText(72, 300)
        text.setTextRenderMode(3)
        text.textOut(SECRET)
        pdf.drawText(text)

    def outside(pdf: Canvas) -> None:
        pdf.drawString(72, -300, SECRET)

    def tiny(pdf: Canvas) -> None:
        pdf.setFont("Helvetica", 0.5)
        pdf.drawString(72, 300, SECRET)

    for draw in (white, hidden, outside, tiny):
        leaks = check(portfolio, paper(draw)).leaks
        assert [leak.field for leak in leaks] == ["account.notes"], draw.__name__


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF after a change of its objects."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = SECRET


def _keywords(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as meta:
        meta["dc:description"] = SECRET


def _outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode())


def _attachment_name(pdf: pikepdf.Pdf) -> None:
    spec = pikepdf.AttachedFileSpec(pdf, b"x", description="Orbexa")
    pdf.attachments["a.txt"] = spec


def _alternative(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        pikepdf.Dictionary(K=pikepdf.Array([pikepdf.Dictionary(Alt=pikepdf.String(SECRET))]))
    )


def _comment(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 10, 10],
        Contents=pikepdf.String(SECRET),
    )
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _stray_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Extra = pdf.make_indirect(pikepdf.Stream(pdf, SECRET.encode("utf-16-be")))


@pytest.mark.parametrize(
    "plant",
    [
        _title,
        _keywords,
        _outline,
        _attachment,
        _attachment_name,
        _alternative,
        _comment,
        _stray_stream,
    ],
)
def test_what_lies_beside_the_pages_is_found(
    portfolio: ws.Workspace, plant: Callable[[pikepdf.Pdf], None]
) -> None:
    """Metadata, outline, attachments, alternative texts, comments and stray streams are read."""
    assert check(portfolio, changed(said("fine"), plant)).leaks != ()


def test_what_belongs_to_another_customer_is_found(portfolio: ws.Workspace) -> None:
    """Four words or five telling digits of anybody's record stop a pack; round levels pass."""
    other = Account(
        id=AccountId(NEW()),
        name="Third Party Mills",
        arr=Decimal(734_215),
        currency="USD",
        notes="Their new owner closes the northern plant",
    )
    with portfolio.change("Other") as work:
        work.put(
            other, replace(other, id=AccountId(NEW()), name="Fourth Mills", arr=Decimal(30_000))
        )
    try:
        for words in ("owner closes the northern plant", "734,215 loads", "$734k", "$30,000"):
            leaks = check(portfolio, said(words)).leaks
            assert leaks, words
            assert all(leak.field.startswith("another customer's account") for leak in leaks)
        assert check(portfolio, said("30,000 loads", "the northern plant")).leaks == ()
    finally:
        portfolio.undo()


def test_one_reading_of_the_portfolio_serves_every_customer(portfolio: ws.Workspace) -> None:
    """What is mine is a secret of the other, theirs of me; what both say is one of both."""
    everybody = Everybody(portfolio)
    other = next(a for a in portfolio.all(Account) if a.name == "Neighbour Logistics")
    facts = customer_facts(portfolio, RICH, NEXT, TODAY)

    def fields(account: Account, words: str) -> set[str]:
        found = checked(portfolio, account, facts, said(words), "review.pdf", everybody)
        return {leak.field for leak in found.leaks}

    assert fields(RICH, SECRET) == {"account.notes"}
    assert fields(other, SECRET) == {"another customer's account.notes"}
    assert fields(other, "a sum of 2,412,350 a year") == {"another customer's account.arr"}
    assert fields(RICH, RICH.name) == set()
    assert fields(other, RICH.name) == {"the name of another customer"}
    with portfolio.change("Say it twice") as work:
        work.put(replace(other, notes=f"As they say: {SECRET}"))
    again = checked(portfolio, RICH, facts, said(SECRET), "review.pdf")
    with portfolio.change("As it was") as work:
        work.put(other)
    assert {"account.notes", "another customer's account.notes"} == {
        leak.field for leak in again.leaks
    }


def test_text_that_only_stands_for_other_text_is_found(portfolio: ws.Workspace) -> None:
    """Replacement texts in the stream of a page are read, in one byte or two a letter."""

    def plain(pdf: Canvas) -> None:
        pdf.addLiteral(f"/Span <</ActualText ({SECRET})>> BDC")
        pdf.drawString(72, 300, "x")
        pdf.addLiteral("EMC")

    def wide(pdf: Canvas) -> None:
        told = SECRET.encode("utf-16-be").hex()
        pdf.addLiteral(f"/Span <</ActualText <feff{told}>>> BDC")
        pdf.drawString(72, 300, "x")
        pdf.addLiteral("EMC")

    for draw in (plain, wide):
        assert check(portfolio, paper(draw)).leaks != (), draw.__name__


@pytest.mark.parametrize(
    "secret",
    [
        "يخطط مديرهم لترك الشركة قبل الصيف",
        "ستنخفض ميزانية فريق Kestrane في عام 2027",
        "המנהל שלהם מתכוון לעזוב לפני הקיץ",
    ],
)
@pytest.mark.parametrize("before", ["", "Note: "])
def test_what_is_read_from_right_to_left_is_found(
    portfolio: ws.Workspace, secret: str, before: str
) -> None:
    """Joined letters in the order of the eye are read back as the words that were written."""

    def draw(pdf: Canvas) -> None:
        with paper_canvas(pdf, 0, 800, frame=Frame(TagTree(pdf), {})) as canvas:
            canvas.text((72, 300), before + secret, type_style("print_body"))

    with portfolio.change("Note") as work:
        work.put(Risk(id=RiskId(NEW()), account_id=RICH.id, text=secret))
    try:
        assert {leak.field for leak in check(portfolio, paper(draw)).leaks} == {"risk.text"}
    finally:
        portfolio.undo()


def test_the_file_name_is_searched(portfolio: ws.Workspace) -> None:
    """A competitor in the file's name is a leak."""
    assert check(portfolio, said("fine"), "review-Orbexa.pdf").leaks != ()


def test_a_refusal_names_field_and_page_and_quotes_nothing(portfolio: ws.Workspace) -> None:
    """The message says where to look, and not what it says there."""
    with pytest.raises(UserMistake, match=r"account\.notes on page 1") as caught:
        check(portfolio, said(SECRET)).refuse_leaks()
    assert "sponsor" not in str(caught.value)
    assert caught.value.exit_status == 2


def test_numbers_are_read_in_every_grouping() -> None:
    """Points, commas, spaces and shortened thousands mean the same amount."""
    for text in ("1.234.567", "1,234,567", "1 234 567", "1234567", "1'234'567"):
        assert any(found.value == 1_234_567 for found in amounts_in(text)), text
    assert [a.value for a in amounts_in("$1.23M")] == [Decimal(1_230_000)]
    assert [a.money for a in amounts_in("€ 5")] == [True]


def test_slides_are_read_back_as_paper_is(portfolio: ws.Workspace) -> None:
    """A secret on a slide, in its notes, in a chart's workbook or in the properties is found."""
    from pptx import Presentation

    from csplanner.reports.customer_slides import customer_slides

    facts = customer_facts(portfolio, RICH, NEXT, TODAY)
    clean, _, _ = customer_slides(facts)
    assert check(portfolio, clean, "review.pptx").leaks == ()

    def planted(plant: Callable[[Any], None]) -> bytes:
        deck = Presentation(BytesIO(clean))
        plant(deck)
        out = BytesIO()
        deck.save(out)
        return out.getvalue()

    def on_slide(deck: Any) -> None:
        deck.slides[0].shapes.add_textbox(0, 0, 9, 9).text_frame.text = SECRET

    def in_notes(deck: Any) -> None:
        deck.slides[0].notes_slide.notes_text_frame.text = "Beware of Orbexa"

    def in_properties(deck: Any) -> None:
        deck.core_properties.keywords = "Neighbour Logistics"

    def as_name(deck: Any) -> None:
        deck.slides[0].shapes.add_textbox(0, 0, 9, 9).name = "ARR 2,412,350"

    for plant in (on_slide, in_notes, in_properties, as_name):
        assert check(portfolio, planted(plant), "review.pptx").leaks, plant.__name__

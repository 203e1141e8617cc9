"""Proves the making of a brief: bytes that repeat, files that are whole, refusals in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Cancelled, UserMistake
from csplanner.base.job import Job
from csplanner.domain.documents import Audience
from csplanner.domain.records import BriefVersion, Goal
from csplanner.services import workspace as ws
from csplanner.services.gate import mark_read
from csplanner.services.pdf_text import page_texts
from csplanner.services.prepare_brief import BriefRequest, note_version, prepare, write
from tests.services.test_facts import ACCOUNT, OTHER, TODAY, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Yield a small portfolio with one account to print."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*records())
        yield workspace


@pytest.mark.parametrize("audience", list(Audience))
def test_the_same_portfolio_gives_the_same_bytes(
    portfolio: ws.Workspace, audience: Audience
) -> None:
    """Each audience's brief repeats byte for byte."""
    request = BriefRequest(account_id=ACCOUNT.id, audience=audience)
    first, second = (prepare(portfolio, request, TODAY) for _ in range(2))
    assert first.content == second.content
    assert first.pages >= 1


def test_the_file_name_says_account_day_and_reader(portfolio: ws.Workspace) -> None:
    """A customer's file is not called a brief, and no name is internal."""
    named = {
        audience: prepare(
            portfolio, BriefRequest(account_id=ACCOUNT.id, audience=audience), TODAY
        ).file_name
        for audience in ("internal", "customer")
    }
    assert named == {
        "internal": "Sample-Freight-2027-06-09-internal-brief.pdf",
        "customer": "Sample-Freight-2027-06-09-review.pdf",
    }


def test_an_account_with_nothing_still_prints(portfolio: ws.Workspace) -> None:
    """No data anywhere gives an honest internal brief and a bare cover."""
    inside = prepare(portfolio, BriefRequest(account_id=OTHER.id), TODAY)
    assert "no data" in page_texts(inside.content)[0]
    outside = prepare(portfolio, BriefRequest(account_id=OTHER.id, audience="customer"), TODAY)
    assert outside.pages == 1
    assert outside.warnings == ()


def test_writing_answers_like_the_verb(portfolio: ws.Workspace, tmp_path: Path) -> None:
    """The file holds the bytes, and the answer has the keys of the contract."""
    brief = prepare(portfolio, BriefRequest(account_id=ACCOUNT.id), TODAY)
    path = tmp_path / "brief.pdf"
    answer = write(brief, path)
    assert path.read_bytes() == brief.content
    assert answer == {
        "out": str(path),
        "pages": brief.pages,
        "bytes": len(brief.content),
        "warnings": [],
    }


def test_a_leak_is_refused_and_leaves_no_file(portfolio: ws.Workspace, tmp_path: Path) -> None:
    """Another customer's name in a shared goal stops the file, in words that quote nothing."""
    with portfolio.change("Leak") as work:
        goal = next(g for g in portfolio.all(Goal) if g.customer_safe)
        work.put(replace(goal, note="As fast as Other Customer"))
    brief = prepare(portfolio, BriefRequest(account_id=ACCOUNT.id, audience="customer"), TODAY)
    path = tmp_path / "leak.pdf"
    with pytest.raises(UserMistake, match="the name of another customer on page 2") as caught:
        write(brief, path)
    assert "Other Customer" not in str(caught.value)
    assert not path.exists()


def test_a_price_typed_into_a_shared_text_is_refused(
    portfolio: ws.Workspace, tmp_path: Path
) -> None:
    """Our revenue in an agenda title is a leak; the same number as their own measure is not."""
    with portfolio.change("Leak") as work:
        work.put(replace(ACCOUNT, arr=Decimal(41_250), currency="USD"))
        goal = next(g for g in portfolio.all(Goal) if g.customer_safe)
        work.put(replace(goal, note="Now at 41,250"))
    request = BriefRequest(account_id=ACCOUNT.id, audience="customer")
    with pytest.raises(UserMistake, match=r"account\.arr on page 2"):
        write(prepare(portfolio, request, TODAY), tmp_path / "leak.pdf")
    with portfolio.change("Mend") as work:
        work.put(replace(goal, note="Now at 41,250", current=41_250))
    write(prepare(portfolio, request, TODAY), tmp_path / "fine.pdf")
    assert (tmp_path / "fine.pdf").exists()


def test_free_text_is_warned_of_until_it_is_read(portfolio: ws.Workspace) -> None:
    """The warning counts texts and quotes none; once read it is gone until a text changes."""
    request = BriefRequest(account_id=ACCOUNT.id, audience="customer")
    brief = prepare(portfolio, request, TODAY)
    assert brief.check is not None
    assert len(brief.warnings) == 1
    assert "secret" not in brief.warnings[0]
    assert "goals (1)" in brief.warnings[0]
    mark_read(portfolio, brief.check, TODAY)
    assert prepare(portfolio, request, TODAY).warnings == ()
    with portfolio.change("Edit") as work:
        goal = next(g for g in portfolio.all(Goal) if g.customer_safe)
        work.put(replace(goal, note="A new note"))
    assert len(prepare(portfolio, request, TODAY).warnings) == 1


def test_words_of_selling_are_marked(portfolio: ws.Workspace) -> None:
    """A review informs: a selling word in a customer text is named with its part."""
    with portfolio.change("Sell") as work:
        goal = next(g for g in portfolio.all(Goal) if g.customer_safe)
        work.put(replace(goal, note="A special offer until June"))
    brief = prepare(portfolio, BriefRequest(account_id=ACCOUNT.id, audience="customer"), TODAY)
    assert any("Words of selling in goals: special offer" in line for line in brief.warnings)


def test_cancel_stops_the_work(portfolio: ws.Workspace) -> None:
    """A cancelled job raises and nothing was written."""
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        prepare(portfolio, BriefRequest(account_id=ACCOUNT.id), TODAY, job)


def test_wrong_requests_are_mistakes(portfolio: ws.Workspace) -> None:
    """An unknown account and an unknown paper are said in words."""
    with pytest.raises(UserMistake, match="not in the portfolio"):
        prepare(portfolio, BriefRequest(account_id="nobody"), TODAY)
    with pytest.raises(UserMistake, match="A4, Letter"):
        prepare(portfolio, BriefRequest(account_id=ACCOUNT.id, paper="A3"), TODAY)


def test_a_printed_version_is_kept(portfolio: ws.Workspace) -> None:
    """Noting a version keeps audience, pages and the digest of the bytes, as one undo step."""
    brief = prepare(portfolio, BriefRequest(account_id=ACCOUNT.id, audience="customer"), TODAY)
    version = note_version(portfolio, brief)
    kept = portfolio.get(BriefVersion, version.id)
    assert kept is not None
    assert (kept.audience, kept.pages, kept.date) == (Audience.CUSTOMER, brief.pages, TODAY)
    assert dt.date(2027, 5, 12) == kept.date
    portfolio.undo()
    assert portfolio.get(BriefVersion, version.id) is None

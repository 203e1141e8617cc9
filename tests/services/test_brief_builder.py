"""Proves what the brief builder offers, and that its pictures are the pages of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Cancelled
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.ids import BriefTextId
from csplanner.domain.records import BriefText
from csplanner.services import brief_builder as builder
from csplanner.services import workspace as ws
from csplanner.services.prepare_brief import BriefRequest, KeptFacts, note_version
from tests.services.test_facts import ACCOUNT, CHECK, HELD, NEXT, OTHER, SOON, TODAY, records

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


def test_accounts_are_offered_by_name_and_the_next_review_first(portfolio: ws.Workspace) -> None:
    """All names in order, and the account whose review comes next."""
    assert [a.name for a in builder.account_names(portfolio)] == ["Other Customer", ACCOUNT.name]
    assert builder.next_reviewed(portfolio, TODAY) == ACCOUNT.id
    assert builder.next_reviewed(portfolio, NEXT.date.replace(day=10)) is None


def test_visits_ahead_come_before_those_held(portfolio: ws.Workspace) -> None:
    """The default is on; one that is not among the offered is put in front."""
    visits, on = builder.visit_choice(portfolio, ACCOUNT.id, "", TODAY)
    assert on == NEXT.id
    assert [v.id for v in visits][:2] == [SOON.id, NEXT.id]
    assert {CHECK.id, HELD.id} <= {v.id for v in visits}
    assert builder.visit_choice(portfolio, ACCOUNT.id, HELD.id, TODAY)[1] == HELD.id
    assert builder.visit_choice(portfolio, OTHER.id, "", TODAY) == ((), "")


def test_a_preview_has_a_picture_a_page(portfolio: ws.Workspace) -> None:
    """Pictures have the paper's size in pixels at the asked scale, and are not blank."""
    request = BriefRequest(account_id=ACCOUNT.id)
    shown = builder.preview(portfolio, request, TODAY, builder.Look(0.5), Job())
    assert len(shown.pictures) == shown.brief.pages
    page = shown.pictures[0]
    assert (page.width, page.height) == (397, 562)
    assert len(page.pixels) == page.stride * page.height
    assert len(set(page.pixels)) > 10


def test_pages_that_look_as_before_get_no_picture_again(portfolio: ws.Workspace) -> None:
    """After a changed text only the pages that show it are painted; the rest are none."""
    kept, request = KeptFacts(), BriefRequest(account_id=ACCOUNT.id)
    first = builder.preview(portfolio, request, TODAY, builder.Look(0.5), Job(), kept)
    seen = frozenset(first.brief.prints)
    assert len(seen) == first.brief.pages
    same = builder.preview(portfolio, request, TODAY, builder.Look(0.5, seen), Job(), kept)
    assert set(same.pictures) == {None}
    outcome = BriefText(
        id=BriefTextId(new_id()),
        account_id=ACCOUNT.id,
        quarter="2027Q2",
        part="objective",
        text="To agree on the roll-out",
        written=TODAY,
    )
    with portfolio.change("Write") as work:
        work.put(outcome)
    kept.forget(frozenset({"brief_text"}))
    other = builder.preview(portfolio, request, TODAY, builder.Look(0.5, seen), Job(), kept)
    portfolio.undo()
    told = [picture is not None for picture in other.pictures]
    assert 1 <= told.count(True) < len(told)
    fresh = builder.page_pictures(other.brief.content, 0.5, Job())
    before = builder.page_pictures(first.brief.content, 0.5, Job())
    for anew, new, old in zip(told, fresh, before, strict=True):
        assert (new.pixels != old.pixels) == anew


def test_cancel_stops_between_pages(portfolio: ws.Workspace) -> None:
    """A preview that nobody waits for is not painted."""
    content = builder.preview(
        portfolio, BriefRequest(account_id=ACCOUNT.id), TODAY, builder.Look(0.2), Job()
    ).brief.content
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        builder.page_pictures(content, 1.0, job)


def test_versions_are_listed_newest_first(portfolio: ws.Workspace) -> None:
    """What was written is found again under its account only."""
    brief = builder.preview(
        portfolio, BriefRequest(account_id=ACCOUNT.id), TODAY, builder.Look(0.2), Job()
    ).brief
    first, second = note_version(portfolio, brief), note_version(portfolio, brief)
    assert [v.id for v in builder.versions_of(portfolio, ACCOUNT.id)] == [second.id, first.id]
    assert builder.versions_of(portfolio, OTHER.id) == ()

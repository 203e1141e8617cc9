"""Proves the brief builder: what it offers, the preview, the check, the way into a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from csplanner.domain.documents import Audience
from csplanner.domain.records import Account, BriefVersion, Engagement, Goal
from tests.ui.portfolios import TODAY
from ui.pages import briefs_export
from ui.pages.briefs import BriefsPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplanner.services.prepare_brief import Brief
    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


class Builder:
    """The page in the words of the one who prints."""

    def __init__(self, driver: WindowDriver) -> None:
        self.driver = driver

    @property
    def page(self) -> BriefsPage:
        """The page."""
        return self.driver.shown(BriefsPage)[0]

    @property
    def brief(self) -> Brief:
        """The brief that is shown."""
        assert self.page.brief is not None
        return self.page.brief

    def open(self, **given: str) -> None:
        """Go to the page."""
        self.driver.go("briefs", **given)

    def check_words(self) -> str:
        """Return all words of the inspector beside the page."""
        panel = self.page.inspector()
        return "\n".join(label.text() for label in panel.findChildren(QLabel))

    def read_as(self, audience: str) -> None:
        """Choose who reads it."""
        self.page.choice.audience.choose(audience)
        self.driver.settle()


@pytest.fixture
def builder(sample: WindowDriver) -> Builder:
    """Return the brief builder on the sample, open for the account of the design."""
    made = Builder(sample)
    account = sample.workspace.where(Account, name="Ardenmoor Freight")[0]
    made.open(account_id=account.id)
    return made


def test_the_preview_is_the_pdf_itself(builder: Builder) -> None:
    """As many pages are shown as the file has, and the header says which brief it is."""
    assert builder.page.view.pages.count == builder.brief.pages == 13
    line = builder.page.context_line()
    assert line.startswith("Ardenmoor Freight · Executive QBR, 9 Jun 2027")
    assert builder.page.choice.sections.keys()[:2] == ("cover", "at_a_glance")


def test_without_an_argument_the_next_review_is_shown(sample: WindowDriver) -> None:
    """The account whose review comes next is offered first."""
    made = Builder(sample)
    made.open()
    visit = made.brief.engagement
    assert visit is not None
    ahead = [
        e.date
        for e in sample.workspace.all(Engagement)
        if e.type.value in {"qbr", "executive_qbr", "ceo_visit"}
        and e.state.value in {"planned", "agreed"}
        and e.date >= TODAY
    ]
    assert visit.date == min(ahead)


def test_the_customer_pack_shows_its_check(builder: Builder) -> None:
    """For a customer, kinds of secrets are listed as not found, and free text asks to be read."""
    builder.read_as("customer")
    assert builder.check_words().count("none found") == 5
    assert "to read" in builder.page.context_line()
    builder.driver.click("Read and pass")
    builder.driver.settle()
    assert builder.page.context_line().endswith("Passed")


def test_a_visit_is_taken_from_the_calendar(builder: Builder) -> None:
    """Coming from the plan with an engagement shows the brief of that visit."""
    account = builder.driver.workspace.where(Account, name="Ardenmoor Freight")[0]
    visits = builder.driver.workspace.where(Engagement, account_id=account.id)
    held = next(v for v in visits if v.state.value == "done" and v.type.value == "training")
    builder.open(account_id=account.id, engagement_id=held.id)
    assert builder.brief.engagement == held


def test_export_writes_the_shown_bytes_and_notes_the_version(
    builder: Builder, tmp_path: Path
) -> None:
    """The file is what was seen, and the version is listed beside it."""
    path = tmp_path / "out.pdf"
    before = builder.driver.workspace.count(BriefVersion)
    assert briefs_export.export(builder.page.context, builder.brief, path)
    builder.driver.settle()
    assert path.read_bytes() == builder.brief.content
    assert builder.driver.workspace.count(BriefVersion) == before + 1
    assert "Internal brief" in builder.check_words()


def test_a_leak_disables_the_export(builder: Builder, tmp_path: Path) -> None:
    """A neighbour's name in a shared goal is counted, leads to its page, and stops the file."""
    workspace = builder.driver.workspace
    goal = next(
        g
        for g in workspace.where(Goal, account_id=builder.brief.request.account_id)
        if g.customer_safe
    )
    with workspace.change("Leak") as work:
        work.put(replace(goal, note="As Hallivan Retail does it"))
    builder.driver.settle()
    builder.read_as("customer")
    assert "1 leak" in builder.page.context_line()
    assert not briefs_export.exportable(builder.brief)
    assert not briefs_export.export(builder.page.context, builder.brief, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_readers_follow_each_other_by_key(builder: Builder) -> None:
    """Pressing A goes from reader to reader and back to the first."""
    seen = []
    for _ in Audience:
        seen.append(builder.brief.request.audience)
        builder.page.choice.next_reader()
        builder.driver.settle()
    assert seen == ["internal", "executive", "ceo", "customer"]
    assert builder.brief.request.audience == "internal"


def test_zoom_and_pages_can_be_chosen(builder: Builder) -> None:
    """Thumbnails and zoom lead to the same page."""
    view = builder.page.view
    view.zoom.choose("150")
    view.pages.go(2)
    builder.driver.settle()
    assert view.pages.page == 2
    view.zoom.choose("fit")
    builder.driver.settle()
    assert view.pages.page == 2


def test_an_empty_portfolio_says_what_to_do(start: Start) -> None:
    """Without accounts there is one sentence and one way on."""
    driver = start(0)
    driver.go("briefs")
    assert "No account to print for" in driver.words()
    driver.click("Open the portfolio")
    assert driver.page == "portfolio"

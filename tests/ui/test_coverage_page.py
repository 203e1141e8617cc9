"""Proves the page Coverage: the counts of the answer, lists behind cells, gaps, waivers, export."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, EngagementId
from csplanner.domain.records import Engagement, Waiver
from csplanner.services.coverage_board import ALL
from csplanner.services.review_coverage import review_coverage
from csplanner.services.waivers import ask
from tests.ui.portfolios import TODAY
from ui.dialogs.waive_form import DecideForm, WaiveForm
from ui.pages.coverage_actions import with_ending

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver
    from ui.pages.coverage import CoveragePage

    Start = Callable[..., WindowDriver]


@pytest.fixture
def page(driver: WindowDriver) -> CoveragePage:
    """Return the page on twelve accounts."""
    return _opened(driver)


def _opened(driver: WindowDriver) -> CoveragePage:
    driver.go("coverage")
    driver.settle()
    found: Any = driver.window.pages["coverage"]
    return found


def test_the_matrix_says_what_the_answer_says(driver: WindowDriver, page: CoveragePage) -> None:
    """The total's cell is done and scheduled of planned, the pill is their share."""
    review = review_coverage(driver.workspace, 2027, TODAY)
    year = next(row for row in review.total if row.period == "year")
    total = page.board.matrix.matrix.rows[-1]
    assert total.key == ALL
    assert total.cells[-1].counts == f"{year.done + year.scheduled} of {year.planned}"
    assert formats_gaps(page) == len(review.gaps)
    assert "of what was due, at 36% of the year" in page.board.told.text()


def formats_gaps(page: CoveragePage) -> int:
    """Return how many gaps the page knows."""
    assert page.review is not None
    return len(page.review.gaps)


def test_arrows_walk_and_enter_lists_what_is_behind(
    driver: WindowDriver, page: CoveragePage
) -> None:
    """From the first cell to the right and down; the inspector lists as many as are owed."""
    page.board.matrix.setFocus()
    driver.press("Right", on=page.board.matrix)
    driver.press("Down", on=page.board.matrix)
    assert page.board.matrix.at == (1, 1)
    assert page.board.matrix.matrix.rows[1].name in page.board.matrix.accessibleDescription()
    heard: list[tuple[str, int]] = []
    page.board.matrix.asked.connect(lambda key, column: heard.append((key, column)))
    driver.press("Return", on=page.board.matrix)
    assert heard == [(page.board.matrix.matrix.rows[1].key, 1)]
    driver.click("Back to the gaps")
    assert "gap" in _inspector_words(driver)


def _inspector_words(driver: WindowDriver) -> str:
    from PySide6.QtWidgets import QLabel

    labels = driver.window.inspector.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_week_lists_its_engagements(driver: WindowDriver, page: CoveragePage) -> None:
    """Each person's week of today, with hours."""
    key = page.board.capacity.people[0].load.key
    week = TODAY.isocalendar().week
    page.show_week(key, week)
    driver.settle()
    mine = [
        e
        for e in driver.workspace.all(Engagement)
        if key in e.participants and e.date.isocalendar()[:2] == (2027, week)
    ]
    assert f"{len(mine)} engagement" in _inspector_words(driver)
    driver.press("Right", on=page.board.capacity)
    assert page.board.capacity.at == (0, week + 1)
    assert f"week {week + 1}" in page.board.capacity.accessibleDescription()


def test_a_waiver_is_asked_for_granted_and_taken_back(
    driver: WindowDriver, page: CoveragePage
) -> None:
    """Challenged gaps can be granted or refused; a granted one is owed no more; undo works."""
    assert page.review is not None
    gap = page.review.gaps[0]
    count = len(page.review.gaps)
    ask(driver.workspace, gap.touch, "They merged", "I. Sollander")
    driver.settle()
    assert "I. Sollander asks to waive it: They merged" in _inspector_words(driver)
    _decide(page, "grant", gap.touch, "H. Brandiss")
    driver.settle()
    assert formats_gaps(page) == count - 1
    assert driver.notice.startswith("Waived for")
    assert "Granted by H. Brandiss, 12 May." in _inspector_words(driver)
    driver.workspace.undo()
    driver.settle()
    assert formats_gaps(page) == count
    _decide(page, "refuse", gap.touch, "H. Brandiss")
    driver.settle()
    assert formats_gaps(page) == count
    assert [(w.refused, w.decided_by) for w in driver.workspace.all(Waiver)] == [
        (True, "H. Brandiss")
    ]
    assert "Refused by H. Brandiss, 12 May." in _inspector_words(driver)


def test_a_decision_needs_a_name(driver: WindowDriver, page: CoveragePage) -> None:
    """The form offers the manager first, and says so when nobody is named."""
    assert page.review is not None
    touch = page.review.gaps[0].touch
    ask(driver.workspace, touch, "They merged", "I. Sollander")
    driver.settle()
    page.acts.asked("grant", touch)
    form = page.acts.form
    assert isinstance(form, DecideForm)
    form.by.setEditText(" ")
    form.accept()
    assert "Nobody decided" in form.wrong.text()
    form.reject()
    assert [w.decided_on for w in driver.workspace.all(Waiver)] == [None]


def test_a_challenge_of_what_is_planned_waits_in_the_inspector(
    driver: WindowDriver, page: CoveragePage
) -> None:
    """It is no gap, and the manager finds it all the same."""
    assert page.review is not None
    gap = page.review.gaps[0]
    day = TODAY + dt.timedelta(days=30)
    planned = Engagement(
        id=EngagementId(new_id()), account_id=AccountId(gap.account), touch=gap.touch, date=day
    )
    with driver.workspace.change("Plan it") as work:
        work.put(planned)
    driver.settle()
    gaps = formats_gaps(page)
    ask(driver.workspace, gap.touch, "They are moving house", "I. Sollander")
    driver.settle()
    assert formats_gaps(page) == gaps
    words = _inspector_words(driver)
    assert "I. Sollander asks to waive it: They are moving house" in words
    assert "Nobody decided yet." in words
    _decide(page, "grant", gap.touch, "H. Brandiss")
    driver.settle()
    row = next(r for r in page.review.touches if r.touch.touch == gap.touch)
    assert row.touch.state == "waived"


def _decide(page: CoveragePage, word: str, touch: str, name: str) -> None:
    page.acts.asked(word, touch)
    form = page.acts.form
    assert isinstance(form, DecideForm)
    form.by.setEditText(name)
    form.accept()


def test_the_form_of_a_waiver_needs_a_reason(driver: WindowDriver, page: CoveragePage) -> None:
    """Without one it stays open and says so; with a decision it holds at once."""
    assert page.review is not None
    gap = page.review.gaps[0]
    page.acts.asked("waive", gap.touch)
    form = page.acts.form
    assert isinstance(form, WaiveForm)
    form.accept()
    assert "needs a reason" in form.wrong.text()
    form.reason.setText("No longer a customer of this product")
    form.decides.setEditText("H. Brandiss")
    form.accept()
    driver.settle()
    found = driver.workspace.all(Waiver)
    assert [(w.decided_by, w.decided_on) for w in found] == [("H. Brandiss", TODAY)]


def test_rows_by_csm_and_another_year(driver: WindowDriver, page: CoveragePage) -> None:
    """The rows are the owners; the year before has other counts."""
    page.group.choose("owner")
    driver.settle()
    names = [row.name for row in page.board.matrix.matrix.rows]
    assert names[:1] == ["D. Orrinvale"]
    assert names[-1] == "All accounts"
    page.choose_year("2026")
    driver.settle()
    assert page.board.matrix.matrix.heads[-1] == "2026"


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_what_is_shown_is_exported(
    driver: WindowDriver, page: CoveragePage, tmp_path: Path, ending: str
) -> None:
    """The file is there and the notice names it."""
    out = tmp_path / f"coverage{ending}"
    page.acts.write(out)
    driver.settle()
    assert out.stat().st_size > 500
    assert driver.notice.startswith(f"Wrote {out.name}")


def test_a_name_without_ending_gets_that_of_the_kind() -> None:
    """As chosen in the dialog."""
    assert with_ending(Path("a"), "Workbook (*.xlsx)").name == "a.xlsx"
    assert with_ending(Path("a"), "").name == "a.pdf"
    assert with_ending(Path("a.csv"), "Coverage report (*.pdf)").name == "a.csv"


def test_counts_follow_each_change(driver: WindowDriver, page: CoveragePage) -> None:
    """An engagement that was missed takes its share from what is placed."""
    total = page.board.matrix.matrix.rows[-1].cells[-1].counts
    owed = [t for t in (page.review.touches if page.review else ()) if t.engagement is not None]
    if not owed:
        row = page.review.touches[0] if page.review else None
        assert row is not None
        item = driver.workspace.all(Engagement)[0]
        moved = replace(item, touch=row.touch.touch, date=TODAY + dt.timedelta(days=3))
        with driver.workspace.change("Plan one") as work:
            work.put(replace(moved, account_id=row.account))
    driver.settle()
    assert page.board.matrix.matrix.rows[-1].cells[-1].counts != total


def test_an_empty_portfolio_offers_the_import(start: Start) -> None:
    """Nothing is owed to nobody."""
    driver = start(0)
    _opened(driver)
    assert "No accounts in plans" in driver.words()


def test_many_gaps_are_counted(start: Start) -> None:
    """Two hundred accounts without a plan: the first gaps, and how many more there are."""
    driver = start(200)
    page = _opened(driver)
    assert formats_gaps(page) > 60
    assert "more: the export holds all of them." in _inspector_words(driver)

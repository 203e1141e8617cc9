"""The wall planner: every account once, on as many sheets as it needs, the same bytes each time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.job import Job
from csplanner.domain.records import Account, Engagement
from csplanner.drawing.grid_values import GridGroup, GridRow
from csplanner.reports.wall_planner import SHEETS, sheets_of
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.export_calendar import export_calendar
from csplanner.services.find import person_named
from csplanner.services.pdf_text import page_texts
from csplanner.services.print_wall import wall_pdf, wall_plan
from csplanner.services.workspace import create
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path, accounts=60) as portfolio:
        yield portfolio


def planned(team: Portfolio) -> Portfolio:
    adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
    return team


@pytest.mark.parametrize("size", list(SHEETS))
def test_every_account_is_on_one_sheet(team: Portfolio, size: str) -> None:
    """Sixty accounts: each name is printed once, each sheet has its number and the ruler."""
    content, pages = wall_pdf(team, 2027, TODAY, size, None, Job())
    texts = page_texts(content)
    assert len(texts) == pages > 1
    said = " ".join(texts)
    for account in team.all(Account):
        assert said.count(account.name) == 1, account.name
    for number, text in enumerate(texts, start=1):
        assert f"{number} of {pages}" in text
        assert "Q4" in text


def test_a_group_head_never_ends_a_sheet_and_is_said_again(team: Portfolio) -> None:
    """What goes on over a sheet says so at its top."""
    plan = wall_plan(team, 2027, TODAY, None, Job())
    sheets = sheets_of(plan, SHEETS["A4"])
    assert len(sheets) > 1
    for items in sheets:
        assert isinstance(items[0], GridGroup)
        assert not isinstance(items[-1], GridGroup)
    assert any(
        isinstance(items[0], GridGroup) and items[0].note.endswith("continued")
        for items in sheets[1:]
    )
    rows = [item.key for items in sheets for item in items if isinstance(item, GridRow)]
    assert rows == [item.key for item in plan.items if isinstance(item, GridRow)]


def test_a_csm_gets_their_accounts_and_a_guest_their_visits(tmp_path: Path) -> None:
    """`--owner` cuts the sheet: a CSM's own accounts, an executive's accounts and touches."""
    with make_team(tmp_path) as portfolio:
        team = planned(portfolio)
        csm, executive = person_named(team, "C1"), person_named(team, "E1")
        mine = wall_plan(team, 2027, TODAY, csm, Job())
        owned = {account.id for account in team.all(Account) if account.owner_id == csm.id}
        assert {item.key for item in mine.items if isinstance(item, GridRow)} <= owned
        theirs = wall_plan(team, 2027, TODAY, executive, Job())
        marks = {m.key for item in theirs.items if isinstance(item, GridRow) for m in item.marks}
        attends = {e.id for e in team.all(Engagement) if executive.id in e.participants}
        assert marks == attends
        assert attends


def test_the_file_repeats_and_an_empty_portfolio_prints(tmp_path: Path) -> None:
    """The same input gives the same bytes; without accounts one sheet says so."""
    out = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    with create(tmp_path / "empty.csplan", Clock(TODAY)) as empty:
        written = [export_calendar(empty, 2027, path, paper="Letter") for path in out]
    assert written[0].pages == 1
    assert out[0].read_bytes() == out[1].read_bytes()
    assert "No accounts to plan for." in page_texts(out[0].read_bytes())[0]


def test_a_year_of_53_weeks_fits(tmp_path: Path) -> None:
    """2026 has 53 ISO weeks; the last one is on the sheet."""
    today = dt.date(2026, 1, 5)
    with make_team(tmp_path, today=today) as team:
        content, _ = wall_pdf(team, 2026, today, "A3", None, Job())
    assert "53" in page_texts(content)[0].split()

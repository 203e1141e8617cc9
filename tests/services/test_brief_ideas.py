"""Proves that trends and suggestions are written by line, and that what became of one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import TrendId
from csplanner.domain.records import Suggestion, Trend
from csplanner.services import workspace as ws
from csplanner.services.brief_ideas import ideas_of, save_ideas
from csplanner.services.facts import customer_facts
from tests.services.test_facts import NEXT, OTHER, TODAY, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACE = (OTHER.id, "2027Q2")


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Yield a small portfolio; nobody wrote an idea for the other customer."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*records())
        yield workspace


def save(portfolio: ws.Workspace, **told: str) -> int:
    """Save lines for the quarter of the next visit."""
    with portfolio.change("Write ideas") as work:
        return save_ideas(portfolio, work, PLACE, {k: (v, True) for k, v in told.items()})


def lines(portfolio: ws.Workspace) -> dict[str, str]:
    """Return what the form would show."""
    return {found.asked.part: found.text for found in ideas_of(portfolio, *PLACE)}


def test_nothing_is_invented(portfolio: ws.Workspace) -> None:
    """Both are empty, without an age, and have a prompt."""
    found = ideas_of(portfolio, *PLACE)
    assert [w.asked.part for w in found] == ["trend", "suggestion"]
    assert all(w.text == "" and w.written is None and w.asked.prompt for w in found)


def test_lines_go_to_the_customer_and_come_back(portfolio: ws.Workspace) -> None:
    """A source and a state stand behind the bar; their pack says the texts."""
    told = "Slots get scarce | trade press\nFewer ports"
    assert (
        save(portfolio, trend=told, suggestion="Use the dock view\nTrain a second admin | done")
        == 4
    )
    assert lines(portfolio) == {
        "trend": told,
        "suggestion": "Use the dock view\nTrain a second admin | done",
    }
    facts = customer_facts(portfolio, OTHER, NEXT, TODAY)
    assert facts.trends == ("Slots get scarce", "Fewer ports")
    assert [idea.text for idea in facts.suggestions] == [
        "Use the dock view",
        "Train a second admin",
    ]
    assert all(w.written == TODAY for w in ideas_of(portfolio, *PLACE))


def test_a_line_that_stays_is_the_same_record(portfolio: ws.Workspace) -> None:
    """Saving again changes nothing; another state changes one; a line taken out removes one."""
    save(portfolio, suggestion="One\nTwo")
    first = {s.text: s.id for s in portfolio.where(Suggestion, account_id=OTHER.id)}
    assert save(portfolio, suggestion="Two\n\nOne") == 0
    assert save(portfolio, suggestion="One | accepted\nThree") == 3
    kept = {s.text: (s.id, s.status) for s in portfolio.where(Suggestion, account_id=OTHER.id)}
    assert kept["One"] == (first["One"], "accepted")
    assert set(kept) == {"One", "Three"}


def test_trends_of_the_industry_and_other_quarters_stay(portfolio: ws.Workspace) -> None:
    """What is not this account's quarter is neither shown nor removed."""
    common = Trend(id=TrendId(new_id()), quarter="2027Q2", text="For all of them")
    with portfolio.change("Write") as work:
        work.put(common)
    save(portfolio, trend="Ours")
    assert save(portfolio, trend="") == 1
    assert lines(portfolio)["trend"] == ""
    assert portfolio.get(Trend, common.id) is not None

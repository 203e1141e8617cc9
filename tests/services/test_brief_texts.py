"""Proves the written texts of a brief: what is asked, kept, shared, and how old it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.records import BriefText
from csplanner.services import workspace as ws
from csplanner.services.brief_texts import ASKED, save_texts, texts_of
from csplanner.services.facts import customer_facts
from tests.services.test_facts import NEXT, OTHER, TODAY, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATER = TODAY + dt.timedelta(days=3)


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Yield a small portfolio; nobody wrote a text for the other customer."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*records())
        yield workspace


def save(portfolio: ws.Workspace, day: dt.date, **told: tuple[str, bool]) -> int:
    """Save texts of the other customer for the quarter of the next visit."""
    with portfolio.change("Write texts") as work:
        return save_texts(portfolio, work, (OTHER.id, "2027Q2"), told, day)


def test_every_text_has_a_prompt_and_nothing_is_written_at_first(portfolio: ws.Workspace) -> None:
    """What a person must write is asked for, never filled in."""
    found = texts_of(portfolio, OTHER.id, "2027Q2")
    assert [w.asked for w in found] == list(ASKED)
    assert all(w.text == "" and w.written is None and w.asked.prompt for w in found)


def test_lines_become_texts_with_figures_mark_and_age(portfolio: ws.Workspace) -> None:
    """An outcome's figure stands before the bar; the customer reads what is marked."""
    outcome = "12 h | given back\nOne more result"
    assert save(portfolio, TODAY, outcome=(outcome, True), never_say=("No dates", True)) == 2
    kept = portfolio.where(BriefText, account_id=OTHER.id)
    assert [(t.part, t.figure, t.text, t.customer_safe) for t in kept] == [
        ("outcome", "12 h", "given back", True),
        ("outcome", "", "One more result", True),
        ("never_say", "", "No dates", False),
    ]
    facts = customer_facts(portfolio, OTHER, NEXT, TODAY)
    assert [r.figure for r in facts.results] == ["12 h", ""]


def test_a_text_that_did_not_change_keeps_its_age(portfolio: ws.Workspace) -> None:
    """Saving the form again renews only what was typed anew; emptying takes a text away."""
    save(portfolio, TODAY, objective=("Be first", True), ask=("A date", False))
    told = {"objective": ("Be first", True), "ask": ("Two dates", False)}
    assert save(portfolio, LATER, **told) == 1
    ages = {w.asked.part: w.written for w in texts_of(portfolio, OTHER.id, "2027Q2")}
    assert (ages["objective"], ages["ask"]) == (TODAY, LATER)
    save(portfolio, LATER, ask=("", False))
    assert portfolio.where(BriefText, account_id=OTHER.id, part="ask") == ()

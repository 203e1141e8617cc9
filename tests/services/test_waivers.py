"""Waivers: asked with a reason, decided by somebody else, both kept; refused ones stay owed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Engagement, Waiver
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.review_coverage import review_coverage
from csplanner.services.waivers import ask, decide, open_waiver, waive
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio

TOUCH = "K00:CHECK-SCALE:2027-H1:1"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        yield portfolio


def _planned(team: Portfolio) -> int:
    rows = review_coverage(team, 2027, TODAY).rows
    return sum(row.planned for row in rows if row.period == "year")


def test_what_is_asked_stays_owed_until_it_is_granted(team: Portfolio) -> None:
    """Asking changes no count; granting takes the touch off the calendar and out of the goal."""
    owed = _planned(team)
    ask(team, TOUCH, "They are moving house", "I. Sollander")
    assert _planned(team) == owed
    granted = decide(team, TOUCH, granted=True, decided_by="H. Brandiss")
    assert _planned(team) == owed - 1
    assert (granted.asked_by, granted.decided_by, granted.decided_on) == (
        "I. Sollander",
        "H. Brandiss",
        TODAY,
    )
    assert [e.state.value for e in team.where(Engagement, touch=TOUCH)] == ["waived"]
    team.undo()
    assert _planned(team) == owed
    assert open_waiver(team, TOUCH) is not None


def test_a_refusal_is_kept_and_changes_nothing(team: Portfolio) -> None:
    """The touch stays where it is; the record says who refused."""
    owed = _planned(team)
    ask(team, TOUCH, "Too busy")
    decide(team, TOUCH, granted=False, decided_by="H. Brandiss")
    assert _planned(team) == owed
    assert [(w.refused, w.decided_by) for w in team.all(Waiver)] == [(True, "H. Brandiss")]
    with pytest.raises(UserMistake, match="Nobody asked"):
        decide(team, TOUCH, granted=True)


def test_waiving_at_once_answers_what_was_asked(team: Portfolio) -> None:
    """One record holds both; a reason is needed; asking twice changes the one that waits."""
    with pytest.raises(UserMistake, match="needs a reason"):
        ask(team, TOUCH, "  ")
    ask(team, TOUCH, "first", "I. Sollander")
    ask(team, TOUCH, "second")
    waive(team, TOUCH, "third", decided_by="H. Brandiss")
    assert [(w.reason, w.asked_by, w.refused) for w in team.all(Waiver)] == [
        ("third", "I. Sollander", False)
    ]


def test_a_waiver_does_not_hold_before_it_was_decided(team: Portfolio) -> None:
    """As of the day before, the touch was still owed."""
    waiver = waive(team, TOUCH, "pause")
    assert waiver.holds(TODAY)
    assert not waiver.holds(TODAY.replace(year=2026))


def test_challenges_tell_who_asked_and_who_decided(team: Portfolio) -> None:
    """What waits stands first; as of the day before, what is decided waited still."""
    ask(team, TOUCH, "They are moving house", "I. Sollander")
    found = review_coverage(team, 2027, TODAY).challenges
    assert [(c.account_name, c.is_open, c.waiver.asked_by) for c in found] == [
        ("Customer 00", True, "I. Sollander")
    ]
    decide(team, TOUCH, granted=False, decided_by="H. Brandiss")
    (now,) = review_coverage(team, 2027, TODAY).challenges
    assert (now.is_open, now.waiver.refused, now.waiver.decided_by) == (False, True, "H. Brandiss")
    (before,) = review_coverage(team, 2027, TODAY - dt.timedelta(days=1)).challenges
    assert (before.is_open, before.waiver.decided_by) == (True, "")
    assert review_coverage(team, 2026, TODAY).challenges == ()
    assert team.history()[0].label == f"Refuse to waive {TOUCH}, by H. Brandiss"

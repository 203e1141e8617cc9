"""Decision windows, countdowns and pilots by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from csplanner.insight.renewals import (
    Pilot,
    PilotState,
    WindowState,
    anniversary_from,
    conversion_rate,
    countdown,
    pilot_state,
    state_of,
    window_of,
)

TODAY = dt.date(2027, 5, 12)


def test_the_window_lies_before_the_renewal() -> None:
    """180 to 90 days before; a lead of the account's own moves all of it."""
    renewal = dt.date(2027, 9, 30)
    assert window_of(renewal, None, 180, 90) == (dt.date(2027, 4, 3), dt.date(2027, 7, 2))
    assert window_of(renewal, 60, 180, 90) == (dt.date(2027, 5, 3), dt.date(2027, 8, 1))


@pytest.mark.parametrize(
    ("opens", "decides", "wanted"),
    [
        (dt.date(2027, 8, 1), dt.date(2027, 10, 1), WindowState.LATER),
        (dt.date(2027, 7, 11), dt.date(2027, 10, 1), WindowState.OPENING),
        (TODAY, dt.date(2027, 8, 1), WindowState.OPEN),
        (dt.date(2027, 2, 1), TODAY, WindowState.OPEN),
        (dt.date(2027, 2, 1), dt.date(2027, 5, 11), WindowState.DECIDED),
    ],
)
def test_the_state_of_a_window(opens: dt.date, decides: dt.date, wanted: WindowState) -> None:
    """Both ends belong to the window."""
    assert state_of(opens, decides, TODAY) is wanted


def test_a_renewal_in_the_past_is_taken_on_its_anniversary() -> None:
    """And that is said; 29 February falls back to the 28th."""
    assert anniversary_from(TODAY, TODAY) == (TODAY, False)
    assert anniversary_from(dt.date(2025, 5, 11), TODAY) == (dt.date(2028, 5, 11), True)
    assert anniversary_from(dt.date(2024, 2, 29), dt.date(2027, 1, 1)) == (
        dt.date(2027, 2, 28),
        True,
    )


def test_the_countdown_has_four_steps() -> None:
    """The smallest step that the days have reached."""
    assert [countdown(days) for days in (121, 120, 91, 90, 45, 30, 0)] == [
        None, 120, 120, 90, 60, 30, 30,
    ]  # fmt: skip


def test_pilots() -> None:
    """What became of each, and the rate of those decided."""
    past, ahead = dt.date(2027, 5, 11), TODAY
    assert pilot_state("pilot", ahead, TODAY, archived=False) is PilotState.RUNNING
    assert pilot_state("pilot", past, TODAY, archived=False) is PilotState.OVERDUE
    assert pilot_state("nurture", past, TODAY, archived=False) is PilotState.CONVERTED
    assert pilot_state("churned", past, TODAY, archived=False) is PilotState.LOST
    states = (PilotState.CONVERTED, PilotState.CONVERTED, PilotState.LOST, PilotState.RUNNING)
    pilots = [_pilot(state) for state in states]
    assert conversion_rate(pilots) == pytest.approx(2 / 3)
    assert conversion_rate(pilots[3:]) is None


def _pilot(state: PilotState) -> Pilot:
    return Pilot(
        account="a",
        name="A",
        criteria="",
        buyer="",
        decides=TODAY,
        state=state,
        now=None,
        converted=None,
        currency="USD",
        reviews=0,
    )

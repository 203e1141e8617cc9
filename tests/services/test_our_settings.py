"""Settings of the portfolio: one undo step each, checked, used by all who read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.services.calendar_view import calendar_settings
from csplanner.services.our_settings import change_setting, our_settings
from csplanner.services.workspace import create
from tests.services.team import TODAY

if TYPE_CHECKING:
    from pathlib import Path


def test_a_setting_is_kept_used_and_undone(tmp_path: Path) -> None:
    """The calendar follows the week's first day; undo brings the old one back."""
    with create(tmp_path / "p.csplan", Clock(TODAY)) as portfolio:
        change_setting(portfolio, "name", "Kestrane")
        change_setting(portfolio, "week_start", 6)
        change_setting(portfolio, "fiscal_year_start_month", 4)
        assert calendar_settings(portfolio) == (6, 4)
        steps = len(portfolio.history())
        change_setting(portfolio, "week_start", 6)
        assert len(portfolio.history()) == steps
        portfolio.undo()
        assert our_settings(portfolio).fiscal_year_start_month == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "  ", "name is empty"),
        ("base_currency", "dollars", "no currency"),
        ("day_ends", dt.time(7), "cannot end"),
    ],
)
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, field: str, value: object, said: str
) -> None:
    """The message says what is wrong; nothing changes."""
    with create(tmp_path / "p.csplan", Clock(TODAY)) as portfolio:
        change_setting(portfolio, "name", "Kestrane")
        before = our_settings(portfolio)
        with pytest.raises(UserMistake, match=said):
            change_setting(portfolio, field, value)
        assert our_settings(portfolio) == before

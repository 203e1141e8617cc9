"""Proves that the files of one source are told apart by their headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake

if TYPE_CHECKING:
    from pathlib import Path

    from tests.importing.desk import Desk


def test_files_are_known_whatever_they_are_called(desk: Desk, shared: Path) -> None:
    """A renamed file is recognised; one that is not needed is said to be so."""
    source = shared / "data" / "ravenstack"
    text = (source / "ravenstack_accounts.csv").read_text(encoding="utf-8")
    told = desk.take(
        "accounts",
        desk.file("x.csv", text),
        source / "ravenstack_churn_events.csv",
        preset="ravenstack",
    )
    assert (told.rows, told.new, told.unchanged) == (1100, 500, 600)
    assert any("churn events: not needed" in notice for notice in told.notices)


def test_the_wrong_file_for_a_kind(desk: Desk, shared: Path) -> None:
    """Tickets are no accounts, goals are not in the source, and a foreign file is refused."""
    tickets = shared / "data" / "ravenstack" / "ravenstack_support_tickets.csv"
    with pytest.raises(UserMistake, match="hold support tickets, and nothing for accounts"):
        desk.take("accounts", tickets, preset="ravenstack")
    with pytest.raises(UserMistake, match="does not know goals"):
        desk.take("goals", tickets, preset="ravenstack")
    with pytest.raises(UserMistake, match="no file that preset maven knows"):
        desk.take("accounts", tickets, preset="maven")

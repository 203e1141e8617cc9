"""Proves where backups go: the variable, then the choice, then the usual folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.services import backup_place, workspace

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.services.workspace import Workspace


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a new portfolio of a user without a variable or a choice."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv(backup_place.BACKUPS_VARIABLE, raising=False)
    return workspace.create(tmp_path / "team.csplan")


def test_a_choice_holds_for_the_next_opening(portfolio: Workspace, tmp_path: Path) -> None:
    """Also relative ones, made absolute; None goes back."""
    assert backup_place.backup_folder() == backup_place.usual_backup_folder()
    chosen = backup_place.choose_backup_folder(portfolio, tmp_path / "stick")
    assert chosen == portfolio.backups == backup_place.backup_folder() == tmp_path / "stick"
    portfolio.close()
    again = workspace.open_workspace(portfolio.path)
    assert again.backups == chosen
    assert backup_place.choose_backup_folder(again, None) == backup_place.usual_backup_folder()
    assert backup_place.backup_folder() == backup_place.usual_backup_folder()
    again.close()


def test_the_variable_goes_before_the_choice(
    portfolio: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is set, a choice is refused."""
    backup_place.choose_backup_folder(portfolio, tmp_path / "stick")
    monkeypatch.setenv(backup_place.BACKUPS_VARIABLE, str(tmp_path / "named"))
    assert backup_place.backup_folder() == tmp_path / "named"
    with pytest.raises(UserMistake, match="variable"):
        backup_place.choose_backup_folder(portfolio, tmp_path / "other")
    portfolio.close()


def test_a_folder_that_cannot_be_written_is_refused(portfolio: Workspace, tmp_path: Path) -> None:
    """A file stands in its place; what was in force stays."""
    before = portfolio.backups
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UserMistake, match="cannot be written"):
        backup_place.choose_backup_folder(portfolio, tmp_path / "file" / "inner")
    assert portfolio.backups == backup_place.backup_folder() == before
    portfolio.close()


def test_a_note_that_cannot_be_read_counts_as_none(portfolio: Workspace, tmp_path: Path) -> None:
    """Nobody is kept from the portfolio by it."""
    portfolio.close()
    note = backup_place.usual_backup_folder().parent / "backup-folder.txt"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_bytes(b"\xff\xfe")
    assert backup_place.backup_folder() == backup_place.usual_backup_folder()

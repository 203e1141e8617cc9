"""Care of the file as scripts call it: who holds it, what a backup is good for, what is erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.cli.main import run
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return what runs a verb on a portfolio, the team's if none is named, and reads its answer."""
    monkeypatch.setenv("CSPLANNER_BACKUPS", str(tmp_path / "backups"))

    def asked(*words: object, status: int = 0, portfolio: object = "") -> Any:
        path = str(portfolio or tmp_path / "team.csplan")
        common = ["-p", path, "--today", TODAY.isoformat(), "--json"]
        assert run([*map(str, words), *common]) == status
        return json.loads(capsys.readouterr().out)

    return asked


def test_a_held_file_names_its_holder_and_a_backup_that_can_be_read(
    tmp_path: Path, ask: Ask
) -> None:
    """The refusal is trouble, status 1; the backup that it names answers, and takes no change."""
    with make_team(tmp_path) as held:
        made = held.back_up("asked")
        refused = ask("check", status=1)["error"]
        assert refused["kind"] == "trouble"
        assert "is open in csplanner on" in refused["message"]
        assert str(made.path) in refused["hint"]
        assert ask("coverage", 2027, portfolio=made.path)["rows"]
        before = made.path.read_bytes()
        for words in (("plan", 2027, "--effort", "quick"), ("archive", "K01"), ("undo",)):
            answer = ask(*words, portfolio=made.path, status=2)["error"]
            assert "read-only" in answer["message"]
            assert "restore" in answer["hint"]
        assert made.path.read_bytes() == before
        assert not list(made.path.parent.glob(".*"))


def test_erase_names_backups_of_other_folders(tmp_path: Path, ask: Ask) -> None:
    """A copy made with --to is known later, and stands in the list of backups."""
    make_team(tmp_path).close()
    made = ask("backup", "--to", tmp_path / "stick")["out"]
    assert made in [each["path"] for each in ask("backup", "--list")["backups"]]
    gone = ask("erase", "Customer 05")
    assert gone["backups"] == [made]
    newest = ask("history")["changes"][0]
    assert newest["label"] == "Erase an account for good"
    assert (newest["records"], newest["state"]) == (sum(gone["rows"].values()), "erased")
    assert newest["who"]

"""Where verbs write: one rule for paths that cannot be, and words for what is empty."""

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
    """Return what runs a verb on a team's portfolio and reads its one JSON object."""
    monkeypatch.setenv("CSPLANNER_BACKUPS", str(tmp_path / "backups"))
    make_team(tmp_path).close()

    def asked(*words: object, status: int = 0) -> Any:
        common = ["-p", str(tmp_path / "team.csplan"), "--today", TODAY.isoformat(), "--json"]
        assert run([*map(str, words), *common]) == status
        return json.loads(capsys.readouterr().out)

    return asked


def test_a_missing_folder_is_the_users_mistake_in_every_verb(tmp_path: Path, ask: Ask) -> None:
    """Status 2 and the path in the sentence, whatever is written; nothing is made in silence."""
    plan = ask("plan", 2027, "--effort", "quick")
    assert plan["adopted"]
    scenario = tmp_path / "scenario.json"
    ask("export", "scenario", 2027, scenario)
    copy = ask("backup")["out"]
    bad = tmp_path / "bad.csv"
    bad.write_text("name,role,weekly_hours\nOdd,CSM,-4\n", encoding="utf-8")
    gone = tmp_path / "nowhere"
    writers: list[tuple[object, ...]] = [
        ("new", gone / "x.csplan"),
        ("calendar", 2027, "--out", gone / "x.ics"),
        ("calendar", 2027, "--out", gone / "x.csv"),
        ("calendar", 2027, "--out", gone / "x.xlsx"),
        ("brief", "K01", "--audience", "internal", "--out", gone / "x.pdf"),
        ("coverage", 2027, "--out", gone / "x.csv"),
        ("export", "scenario", 2027, gone / "x.json"),
        ("export", "plan", 2027, gone / "x.json"),
        ("solve", scenario, "--effort", "quick", "--out", gone / "x.json"),
        ("restore", copy, "--to", gone / "x.csplan"),
        ("import", "people", bad, "--rejects", gone / "x.csv"),
    ]
    for words in writers:
        error = ask(*words, status=2)["error"]
        assert (error["kind"], bool(error["hint"])) == ("mistake", True), words
        assert "nowhere" in error["message"], words
    assert not gone.exists()


@pytest.mark.parametrize("ending", ["ics", "csv", "xlsx", "pdf"])
def test_the_calendar_of_an_empty_year_is_written_with_a_warning(
    tmp_path: Path, ask: Ask, ending: str
) -> None:
    """The file is whole, and the warning says what fills it."""
    told = ask("calendar", 2031, "--out", tmp_path / f"x.{ending}")
    assert "holds no engagement" in told["warnings"][0]
    assert "csplanner plan 2031" in told["warnings"][0]
    assert (tmp_path / f"x.{ending}").stat().st_size == told["bytes"]


@pytest.mark.parametrize("limit", ["0", "-1", "x", "²"])
def test_a_count_is_one_or_more(ask: Ask, limit: str) -> None:
    """A history of none, or of minus one, is a mistake."""
    assert "--limit" in ask("history", "--limit", limit, status=2)["error"]["message"]

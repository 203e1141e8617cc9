"""The command line as scripts see it: options on both sides, one JSON object, exit statuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.cli.main import NAMES, run
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from pathlib import Path

DAY = TODAY.isoformat()


class Terminal:
    """Runs verbs on one portfolio and reads what they say."""

    def __init__(self, capsys: pytest.CaptureFixture[str], path: Path) -> None:
        self.capsys, self.path = capsys, path

    def __call__(self, *words: str, status: int = 0) -> str:
        """Run a verb, expect its exit status, return stdout."""
        assert run([*words, "-p", str(self.path), "--today", DAY]) == status, self.err()
        return self.capsys.readouterr().out

    def json(self, *words: str, status: int = 0) -> Any:
        """Run a verb with --json and return its one object."""
        return json.loads(self(*words, "--json", status=status))

    def err(self) -> str:
        """Return what went to stderr."""
        return self.capsys.readouterr().err


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("CSPLANNER_BACKUPS", str(tmp_path / "backups"))
    make_team(tmp_path).close()
    return Terminal(capsys, tmp_path / "team.csplan")


def test_the_verbs_of_the_spine_are_there() -> None:
    """The words that the contract names are understood."""
    words = (
        "new import policy score plan explain log move lock unlock agree done miss waive calendar"
        " brief coverage export solve erase archive check backup restore passphrase history undo"
        " redo selftest trips trip pack retention"
    )
    assert set(words.split()) <= NAMES


def test_common_options_mean_the_same_before_and_after_the_verb(terminal: Terminal) -> None:
    """Each common option has equal effect on either side of the verb, and of a verb's own word."""
    common = ["--portfolio", str(terminal.path), "--today", DAY, "--json"]
    for words in (["coverage", "2027"], ["policy", "show"], ["check"]):
        assert run([*common, *words]) == 0
        before = terminal.capsys.readouterr().out
        assert run([*words, *common]) == 0
        assert terminal.capsys.readouterr().out == before
        assert json.loads(before)


def test_the_portfolio_may_come_from_the_variable(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CSPLANNER_PORTFOLIO names the file where -p does not."""
    monkeypatch.setenv("CSPLANNER_PORTFOLIO", str(terminal.path))
    assert run(["check"]) == 0
    monkeypatch.delenv("CSPLANNER_PORTFOLIO")
    assert run(["check"]) == 2
    assert "CSPLANNER_PORTFOLIO" in terminal.err()


def test_plan_answers_with_the_keys_of_the_contract(terminal: Terminal) -> None:
    """A dry run lists every touch and writes nothing; the real one adopts the same plan."""
    dry = terminal.json("plan", "2027", "--dry-run", "--effort", "quick")
    keys = "year demand scheduled unscheduled objective bound gap seconds trips seed kernel changes"
    assert dry.keys() >= {*keys.split(), "adopted", "touches"}
    assert dry["objective"].keys() == {"total", "terms"}
    assert dry["changes"].keys() == {"added", "moved", "removed", "kept"}
    assert dry["adopted"] is False
    assert len(dry["touches"]) == dry["demand"]
    assert dry["touches"][0].keys() >= {
        "touch", "account", "rule", "band", "from", "to", "date", "participants",
    }  # fmt: skip
    assert terminal.json("check")["engagements"] == 0
    real = terminal.json("plan", "2027", "--effort", "quick")
    assert real["objective"] == dry["objective"]
    assert terminal.json("check")["engagements"] == real["scheduled"]


def test_coverage_explain_and_moves_answer_in_keys(terminal: Terminal) -> None:
    """What scripts read of coverage, explain and move is there."""
    terminal.json("plan", "2027", "--effort", "quick")
    coverage = terminal.json("coverage", "2027", "--by", "owner")
    assert coverage["rows"][0].keys() >= {
        "owner", "period", "planned", "scheduled", "done", "remaining", "remaining_to_schedule",
        "attainment", "elapsed",
    }  # fmt: skip
    assert coverage["people"][0].keys() >= {
        "id", "name", "hours", "capacity", "utilisation", "visits", "travel_weeks",
    }  # fmt: skip
    explained = terminal.json("explain", "K00:CHECK-SCALE:2027-H1:1")
    assert explained.keys() == {"touch", "date", "because", "ruled_out", "next_best", "relax"}
    assert explained["because"]
    better = explained["next_best"][0]["date"]
    assert terminal.json("move", "K00:CHECK-SCALE:2027-H1:1", better)["locked"] is True
    assert terminal.json("undo")["undone"].startswith("Undo: Move")
    refused = terminal.json("move", "K00:CHECK-SCALE:2027-H1:1", "2027-12-25", status=2)
    assert refused["error"]["kind"] == "mistake"
    assert "window" in refused["error"]["message"]


@pytest.mark.parametrize("ending", [".ics", ".csv", ".xlsx"])
def test_calendar_files_repeat_byte_for_byte(
    terminal: Terminal, tmp_path: Path, ending: str
) -> None:
    """The same portfolio and day give the same bytes."""
    terminal.json("plan", "2027", "--effort", "quick")
    files = [tmp_path / f"{name}{ending}" for name in ("one", "two")]
    for file in files:
        answer = terminal.json("calendar", "2027", "--out", str(file))
        assert answer["bytes"] == file.stat().st_size > 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_planning_problem_and_plan_travel_as_files(terminal: Terminal, tmp_path: Path) -> None:
    """The exported scenario solves to as many touches as the portfolio's own plan."""
    planned = terminal.json("plan", "2027", "--effort", "quick")
    scenario, plan, solved = (tmp_path / f"{n}.json" for n in ("scenario", "plan", "solved"))
    terminal.json("export", "scenario", "2027", str(scenario))
    terminal.json("export", "plan", "2027", str(plan))
    answer = terminal.json("solve", str(scenario), "--out", str(solved), "--effort", "quick")
    assert answer["scheduled"] == planned["scheduled"]
    assert answer["changes"]["moved"] == 0
    assert len(json.loads(plan.read_text())["scheduled"]) == planned["scheduled"]


def test_policies_are_checked_set_and_shown(terminal: Terminal, tmp_path: Path) -> None:
    """A wrong policy is exit 2 with its line; a right one becomes a version."""
    file = tmp_path / "policy.toml"
    text = terminal.json("policy", "show")["text"]
    file.write_text(text.replace('mode = "onsite"', 'mode = "phone"', 1), encoding="utf-8")
    wrong = terminal.json("policy", "check", str(file), status=2)
    assert "line" in wrong["error"]["message"]
    file.write_text(text.replace("1_000_000", "2_000_000", 1), encoding="utf-8")
    assert terminal.json("policy", "set", str(file))["version"] == 1
    assert terminal.json("policy", "show")["tiers"][0]["min_arr"] == 2_000_000


def test_history_undo_redo_archive_and_erase(terminal: Terminal) -> None:
    """The journal is readable, steps go back and forth, and what is erased is gone from it."""
    terminal.json("archive", "Customer 05")
    assert terminal.json("history", "Customer 05")["changes"][0]["label"] == "Archive Customer 05"
    terminal.json("undo")
    terminal.json("redo")
    gone = terminal.json("erase", "Customer 05")
    assert gone["rows"]["account"] == 1
    assert "Customer 05" not in terminal("history")
    assert terminal.json("check")["ok"] is True
    assert terminal.json("check")["accounts"] == 11


def test_backup_and_restore(terminal: Terminal, tmp_path: Path) -> None:
    """A backup is listed, restores to a new file, and never over one."""
    made = terminal.json("backup")
    assert terminal.json("backup", "--list")["backups"][0]["path"] == made["out"]
    target = tmp_path / "restored.csplan"
    restored = terminal.json("restore", made["out"], "--to", str(target))
    assert restored["accounts"] == 12
    again = terminal.json("restore", made["out"], "--to", str(target), status=2)
    assert "exists already" in again["error"]["message"]


def test_a_passphrase_protects_the_file(terminal: Terminal, tmp_path: Path) -> None:
    """Set, needed, given by a file, removed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("four random words here\n", encoding="utf-8")
    terminal.json("passphrase", "set", "--new-passphrase-file", str(secret))
    refused = terminal.json("check", status=1)
    assert refused["error"]["kind"] == "trouble"
    assert terminal.json("check", "--passphrase-file", str(secret))["ok"] is True
    terminal.json("passphrase", "remove", "--passphrase-file", str(secret))
    assert terminal.json("check")["ok"] is True


def test_a_what_if_stands_beside_the_plan(terminal: Terminal) -> None:
    """Figures of both sides; kept only if asked, and the calendar is as it was."""
    terminal.json("plan", "2027", "--effort", "quick")
    before = terminal.json("coverage", "2027")
    words = ["what-if", "2027", "--no-travel", "2027Q3", "--without", "Person C1"]
    found = terminal.json(*words)
    assert found["run"] is None
    assert found["now"].keys() == found["then"].keys()
    assert found["then"]["cost"] < found["now"]["cost"]
    assert found["what_if"].startswith("without Person C1, no travel in Q3 2027")
    assert terminal.json(*words, "--keep")["run"] == 2
    assert terminal.json("coverage", "2027") == before
    refused = terminal.json("what-if", "2027", status=2)
    assert "Nothing is supposed" in refused["error"]["message"]


@pytest.mark.parametrize(
    "words",
    [
        ["what-if", "2027", "--no-travel", "summer"],
        ["what-if", "2027", "--no-travel", "2027-09-30..2027-07-01"],
        ["plan", "soon"],
        ["plan", "2027", "--effort", "heroic"],
        ["brief", "Nobody", "--audience", "internal", "--out", "x.pdf"],
        ["explain", "no:such:touch:1"],
        ["calendar", "2027", "--out", "x.doc"],
        ["dance"],
        ["coverage"],
        ["log", "Customer 00", "--type", "qbr", "--date", "yesterday"],
        ["solve", "missing.json", "--out", "x.json"],
    ],
)
def test_mistakes_are_exit_2_with_a_sentence_and_no_trace(
    terminal: Terminal, words: list[str]
) -> None:
    """A wrong word, name or file is told in one sentence; no traceback reaches the user."""
    assert run([*words, "-p", str(terminal.path)]) == 2
    spoken = terminal.capsys.readouterr()
    assert spoken.out == ""
    assert spoken.err.startswith("csplanner: ")
    assert "Traceback" not in spoken.err


def test_a_missing_portfolio_and_a_foreign_one_are_told_apart(
    terminal: Terminal, tmp_path: Path
) -> None:
    """No file is a mistake; a file of something else is trouble, and is left as it was."""
    assert run(["check", "-p", str(tmp_path / "none.csplan"), "--json"]) == 2
    assert json.loads(terminal.capsys.readouterr().out)["error"]["kind"] == "mistake"
    foreign = tmp_path / "letter.csplan"
    foreign.write_bytes(b"Dear customer, " * 300)
    assert run(["check", "-p", str(foreign), "--json"]) == 1
    assert json.loads(terminal.capsys.readouterr().out)["error"]["kind"] == "trouble"
    assert foreign.read_bytes() == b"Dear customer, " * 300


def test_every_verb_has_help_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """`VERB --help` explains itself and shows how it is used."""
    for name in sorted(NAMES):
        with pytest.raises(SystemExit) as ended:
            run([name, "--help"])
        assert ended.value.code == 0
        assert f"csplanner {name}" in capsys.readouterr().out.split("examples:")[1]


def test_trips_are_listed_printed_and_judged(terminal: Terminal, tmp_path: Path) -> None:
    """The keys that scripts read, the request on paper, and who approved it."""
    terminal("plan", "2027", "--effort", "quick")
    trips = terminal.json("trips", "2027")["trips"]
    keys = {"id", "people", "city", "from", "to", "touches", "cost", "alone", "currency", "state"}
    assert trips
    assert all(keys <= trip.keys() for trip in trips)
    out = tmp_path / "request.pdf"
    answer = terminal.json("trip", trips[0]["id"], "--out", str(out))
    assert answer["bytes"] == out.stat().st_size
    assert answer["pages"] >= 1
    terminal("trip", trips[0]["id"], "--approve", "--by", "H. Brandiss", status=2)
    terminal("trip", trips[0]["id"], "--ask")
    terminal("trip", trips[0]["id"], "--approve", "--by", "H. Brandiss")
    assert terminal.json("trips", "2027")["trips"][0]["state"] == "approved"
    terminal("trip", "T-999", status=2)
    terminal("trip", trips[0]["id"], "--out", str(tmp_path / "x.docx"), status=2)


def test_packs_are_bound_or_laid_into_a_folder(terminal: Terminal, tmp_path: Path) -> None:
    """One file for us, a folder for customers; what does not go together is refused."""
    terminal("plan", "2027", "--effort", "quick")
    out = tmp_path / "pack.pdf"
    words = ("pack", "--quarter", "2027Q1", "--audience")
    answer = terminal.json(*words, "ceo", "--out", str(out))
    assert answer["bytes"] == out.stat().st_size
    assert answer["pages"] == 1 + sum(brief["pages"] for brief in answer["briefs"])
    terminal(*words, "customer", "--out", str(out), status=2)
    folder = tmp_path / "reviews"
    answer = terminal.json(*words, "customer", "--out", f"{folder}/")
    assert len(list(folder.glob("*.pdf"))) == len(answer["briefs"])
    terminal("pack", "--owner", "C1", "--audience", "ceo", "--out", str(out), status=2)
    terminal(*words, "ceo", "--from", DAY, "--out", str(out), status=2)

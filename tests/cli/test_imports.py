"""Imports as scripts call them: each option has its effect on every kind of source."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.cli.main import run
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[..., Any]

EVENT = "BEGIN:VEVENT\nUID:{}\n{}SUMMARY:Away\nEND:VEVENT\n"
DAY_OFF = "DTSTART;VALUE=DATE:20270601\n"


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return what runs a verb on a team's portfolio and reads its one JSON object."""
    monkeypatch.setenv("CSPLANNER_BACKUPS", str(tmp_path / "backups"))
    make_team(tmp_path).close()

    def asked(*words: object, status: int = 0, portfolio: str = "team.csplan") -> Any:
        common = ["-p", str(tmp_path / portfolio), "--today", TODAY.isoformat(), "--json"]
        assert run([*map(str, words), *common]) == status
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def sources(tmp_path: Path, ask: Ask) -> dict[str, tuple[object, ...]]:
    """Return, for each way in, the words that import one good row and one bad one."""
    table = tmp_path / "people.csv"
    table.write_text("name,role,weekly_hours\nNew,CSM,8\nOdd,CSM,-4\n", encoding="utf-8")
    calendar = tmp_path / "busy.ics"
    body = EVENT.format("a", DAY_OFF) + EVENT.format("b", "")
    calendar.write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "people.csv").write_bytes(table.read_bytes())
    ask("new", tmp_path / "empty.csplan")
    return {
        "people": ("import", "people", table),
        "calendar": ("import", "calendar", calendar, "--person", "C1"),
        "folder": ("import", "folder", folder, "--merge"),
    }


@pytest.mark.parametrize("source", ["people", "calendar", "folder"])
def test_strict_writes_nothing_and_rejects_are_kept(
    tmp_path: Path, ask: Ask, sources: dict[str, tuple[object, ...]], source: str
) -> None:
    """A bad row is exit 2 with --strict; its row stands in the file; without it the rest counts."""
    words = sources[source]
    out = tmp_path / "bad.csv"
    before = ask("check"), ask("history")
    refused = ask(*words, "--strict", "--rejects", out, status=2)
    assert "1 of 2 rows are bad" in refused["error"]["message"]
    assert (ask("check"), ask("history")) == before
    with out.open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["csplanner_problem"]
    out.unlink()
    told = ask(*words, "--rejects", out)
    assert (told["new"], told["rejected"], told["rejects"]) == (1, 1, [str(out)])
    assert out.is_file()


def test_rejected_events_can_be_mended_and_imported_again(
    tmp_path: Path, ask: Ask, sources: dict[str, tuple[object, ...]]
) -> None:
    """A name that ends in .ics gives a calendar of the bad events with what is wrong."""
    out = tmp_path / "bad.ics"
    ask(*sources["calendar"], "--rejects", out)
    text = out.read_text(encoding="utf-8")
    assert "X-CSPLANNER-PROBLEM:the event has no DTSTART" in text
    out.write_text(text.replace("UID:b", f"UID:b\r\n{DAY_OFF.strip()}"), encoding="utf-8")
    told = ask("import", "calendar", out, "--person", "C1")
    assert (told["new"], told["rejected"]) == (1, 0)


def test_rejects_never_replace_what_is_imported(
    ask: Ask, sources: dict[str, tuple[object, ...]]
) -> None:
    """The file itself, and any place in the folder, is refused."""
    table, folder = sources["people"][2], sources["folder"][2]
    ask(*sources["people"], "--rejects", table, status=2)
    ask(*sources["folder"], "--rejects", f"{folder}/bad.csv", status=2)


@pytest.mark.parametrize(
    ("source", "option"),
    [
        ("people", ("--merge",)),
        ("people", ("--person", "C1")),
        ("folder", ("--preset", "csplanner")),
        ("folder", ("--account", "K01")),
        ("calendar", ("--empty-clears",)),
        ("calendar", ("--merge",)),
    ],
)
def test_an_option_without_effect_is_refused(
    ask: Ask, sources: dict[str, tuple[object, ...]], source: str, option: tuple[str, ...]
) -> None:
    """What a kind of source does not know is no silent wish."""
    refused = ask(*sources[source], *option, status=2)["error"]
    assert f"{option[0]} has no effect on import {source}" in refused["message"]


def test_each_file_is_read_in_its_own_way(tmp_path: Path, ask: Ask) -> None:
    """Encoding, separator and header row are found file by file, and can be said file by file."""
    one, two, odd = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "odd.csv"
    one.write_text("name,role\nZoë,CSM\n", encoding="utf-8")
    two.write_text("Our people\n\nname;role\nJörg;CSM\n", encoding="utf-16")
    odd.write_text("x,y\nname,role\nBjørn,CSM\n", encoding="cp865")
    told = ask("import", "people", one, two)
    read = [(f["encoding"], f["separator"], f["header_row"]) for f in told["read"]]
    assert read == [("utf-8", "comma", 1), ("utf-16", "semicolon", 3)]
    said = tmp_path / "map.toml"
    said.write_text('[files."odd.csv"]\nencoding = "cp865"\nheader_row = 2\n', encoding="utf-8")
    told = ask("import", "people", one, odd, "--map", said)
    assert (told["new"], told["unchanged"]) == (1, 1)
    assert told["read"][1]["header_row"] == 2
    people = ask("import", "people", one, two, odd, "--map", said, "--dry-run")
    assert people["unchanged"] == people["rows"] == 3
    refused = ask("import", "people", one, "--map", said, status=2)["error"]
    assert "a file 'odd.csv' that is not imported" in refused["message"]

"""Files that somebody broke on purpose: refused in words or read with each row accounted for.

Good files are cut, repeated, mixed and sprinkled with what parsers stumble over. Whatever comes of
it, the program answers with a proposal whose rows add up, or with a mistake or trouble in words.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from csplanner.base.clock import Clock
from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.paths import safe_name
from csplanner.domain.policy_file import parse_policy
from csplanner.services.import_calendar import calendar_snapshot, propose_calendar
from csplanner.services.import_portfolio import ImportRequest, propose, take_snapshot
from csplanner.store.care import check
from csplanner.store.portfolio import Portfolio
from tests.services.team import make_team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.report import Tell

SHORT, FULL = 40, 2000
CLOCK = Clock(dt.date(2027, 1, 4))
_CSV = "external_id,name,arr,currency,renewal_date\n" + "".join(
    f'K{n:02d},"Customer {n:02d}",{n}000.50,USD,2027-{1 + n % 12:02d}-15\n' for n in range(30)
)
_ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n"
    + "".join(
        f"BEGIN:VEVENT\r\nUID:u{n}\r\nDTSTAMP:20270101T000000Z\r\nSUMMARY:Leave {n}\r\n"
        f"DTSTART;VALUE=DATE:202703{n + 1:02d}\r\nDTEND;VALUE=DATE:202703{n + 2:02d}\r\n"
        f"{'RRULE:FREQ=WEEKLY;COUNT=4' if n % 2 else 'TRANSP:OPAQUE'}\r\nEND:VEVENT\r\n"
        for n in range(8)
    )
    + "END:VCALENDAR\r\n"
)
_STUMBLES = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"''", b"\r", b"\n", b",", b";", b"\t", b"="),
    *(b"=cmd|' /C calc'!A0", b"-1e309", b"NaN", b"9" * 400, b"\xe2\x80\xae", b"\xed\xa0\x80"),
    *(
        b"../../etc/passwd",
        b"COUNT=1000000000",
        b"BYSECOND=0,1,2,3",
        b"[[",
        b"]]",
        b"{",
        b"1979-99-99",
    ),
    *(b"<!ENTITY a '&b;&b;'>", b"%s%n", b"FREQ=SECONDLY", b"BEGIN:VEVENT\r\n", b"BEGIN:VALARM\r\n"),
)


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Return a good file with one to six things done to it that break it."""
    broken = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(broken) + 1)
        end = min(len(broken), at + dice.choice((1, 4, 40, 400)))
        act = dice.randrange(6)
        if act == 0:
            broken[at:end] = b""
        elif act == 1:
            broken[at:at] = dice.choice(_STUMBLES)
        elif act == 2 and at < len(broken):
            broken[at] ^= 1 << dice.randrange(8)
        elif act == 3:
            broken[at:at] = broken[at:end] * dice.choice((1, 2, 50))
        elif act == 4:
            del broken[at:]
        else:
            broken[at:end] = dice.randbytes(end - at)
    return bytes(broken)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    with make_team(tmp_path_factory.mktemp("team")) as portfolio:
        yield portfolio


def _workbook(folder: Path) -> bytes:
    path = folder / "seed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(_CSV.splitlines()):
            sheet.write_row(row, 0, line.replace('"', "").split(","))
    return path.read_bytes()


def _table(team: Portfolio, path: Path) -> None:
    request = ImportRequest(kind="accounts", files=(path,))
    told = propose(take_snapshot(team, request), request).preview
    assert told.new + told.changed + told.unchanged + told.rejected == told.rows


def _calendar(team: Portfolio, path: Path) -> None:
    told = propose_calendar(calendar_snapshot(team), (path,), person="C1").preview
    assert told.new + told.changed + told.unchanged + told.rejected == told.rows


def _policy(_team: Portfolio, path: Path) -> None:
    parse_policy(path.read_bytes().decode("utf-8", errors="replace"))


def _portfolio(_team: Portfolio, path: Path) -> None:
    with Portfolio.open(path, CLOCK, path.parent / "backups") as opened:
        check(opened.database)


def _backup(_team: Portfolio, path: Path) -> None:
    from csplanner.services.care import restore

    target = path.with_name("restored.csplan")
    target.unlink(missing_ok=True)
    restore(path, target, CLOCK)


READERS: dict[str, tuple[str, Callable[[Portfolio, Path], None]]] = {
    "CSV": ("accounts.csv", _table),
    "XLSX": ("accounts.xlsx", _table),
    "ICS": ("leave.ics", _calendar),
    "TOML": ("policy.toml", _policy),
    "portfolio": ("p.csplan", _portfolio),
    "backup": ("p-20270101T000000-asked.csplan", _backup),
}


def _seed(kind: str, folder: Path, root: Path) -> bytes:
    if kind == "XLSX":
        return _workbook(folder)
    if kind == "TOML":
        return (root / "resources" / "policies" / "default.toml").read_bytes()
    if kind in {"portfolio", "backup"}:
        make_team(folder / "seed", accounts=3).close()
        return (folder / "seed" / "team.csplan").read_bytes()
    return (_CSV if kind == "CSV" else _ICS).encode()


def _attack(kind: str, team: Portfolio, folder: Path, root: Path, count: int) -> tuple[int, int]:
    """Read so many broken files; returns how many were refused, how many read."""
    (folder / "seed").mkdir()
    content, dice = _seed(kind, folder, root), random.Random(f"hostile {kind}")
    name, read = READERS[kind]
    refused = 0
    for number in range(count):
        path = folder / name
        path.write_bytes(mutated(content, dice))
        try:
            read(team, path)
        except (UserMistake, Trouble):
            refused += 1
        except BaseException as error:
            error.add_note(f"{kind}, broken file {number}")
            raise
    return refused, count - refused


@pytest.mark.parametrize("kind", READERS)
def test_broken_files_are_refused_or_read(
    team: Portfolio, tmp_path: Path, root: Path, kind: str
) -> None:
    """Nothing else comes of them."""
    _attack(kind, team, tmp_path, root, SHORT)


@pytest.mark.torture
@pytest.mark.parametrize("kind", READERS)
def test_ten_thousand_broken_files(
    team: Portfolio, tmp_path: Path, root: Path, kind: str, tell: Tell
) -> None:
    """Two thousand of each kind."""
    refused, read = _attack(kind, team, tmp_path, root, FULL)
    tell(f"hostile {kind}: {FULL} broken files, {refused} refused, {read} read, 0 crashes")


def test_bombs_are_refused(team: Portfolio, tmp_path: Path) -> None:
    """A recurrence of a thousand million days, one every second, and the like."""
    for rule in (
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6;BYDAY=MO,TU,WE,TH,FR;BYHOUR=1,2,3,4,5,6,7,8,9;BYSECOND=1,2",
    ):
        path = tmp_path / "bomb.ics"
        path.write_text(_ICS.replace("FREQ=WEEKLY;COUNT=4", rule))
        told = propose_calendar(calendar_snapshot(team), (path,), person="C1").preview
        assert told.new + told.changed + told.unchanged + told.rejected == told.rows
        assert told.rejected >= 1 or told.new < 3000


_NASTY = '..|/|\\|CON|nul|COM1|lpt9|\0|\n|\u202e| |.|ü|名|~|$HOME|%TEMP%|C:|-rf|*|?|"|<|:|aux.txt'


def test_nasty_names_stay_in_the_folder(tmp_path: Path) -> None:
    """Five hundred names of customers become file names inside the folder, and can be made."""
    dice = random.Random(5)
    parts = [*_NASTY.split("|"), "|", "a" * 300]
    names = ["".join(dice.choices(parts, k=dice.randint(1, 5))) for _ in range(500)]
    for name in names:
        made = tmp_path / safe_name(name)
        assert made.resolve().parent == tmp_path.resolve(), name
        assert made.name.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}
        assert not made.name.startswith(("-", "."))
        made.write_bytes(b"x")

"""Damage is noticed, told apart and never written to; the newest good backup is offered."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import CsplannerError, Trouble
from csplanner.services import workspace as services
from csplanner.store.care import check
from csplanner.store.failures import Damaged, Foreign, NotOpened
from csplanner.store.keycheck import record_path
from csplanner.store.portfolio import Portfolio
from tests.services.team import make_team

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.report import Tell

CLOCK = Clock(dt.date(2027, 1, 4))
WORDS = "correct horse battery"
SHORT, FULL = 60, 1000


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a portfolio without a passphrase."""
    folder = tmp_path_factory.mktemp("sound")
    make_team(folder).close()
    return (folder / "team.csplan").read_bytes()


def _is_noticed(path: Path) -> bool:
    """Open and check as a user would; a file that does not open is noticed, too."""
    try:
        with Portfolio.open(path, CLOCK, path.parent / "backups") as portfolio:
            return not check(portfolio.database).ok
    except Trouble:
        return True


def _flips(path: Path, content: bytes, count: int) -> int:
    """Flip one bit at a random place, again and again; returns how often it was noticed."""
    dice, noticed = random.Random(4), 0
    for _ in range(count):
        flipped = bytearray(content)
        at = dice.randrange(len(flipped) * 8)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        noticed += _is_noticed(path)
    return noticed


def test_a_flipped_bit_is_noticed(tmp_path: Path, sound: bytes) -> None:
    """Anywhere in the file, on opening or by the check; the file itself is not."""
    path = tmp_path / "p.csplan"
    path.write_bytes(sound)
    assert not _is_noticed(path)
    assert _flips(path, sound, SHORT) == SHORT


@pytest.mark.torture
def test_a_thousand_flipped_bits(tmp_path: Path, sound: bytes, tell: Tell) -> None:
    """A thousand of them."""
    noticed = _flips(tmp_path / "p.csplan", sound, FULL)
    tell(f"bit flips: {FULL}, {noticed} noticed")
    assert noticed == FULL


def _corpus(sound: bytes) -> dict[str, tuple[bytes, type[CsplannerError], str]]:
    dice = random.Random(2)
    zeroed = bytes(4096) + sound[4096:]
    return {
        "empty": (b"", Damaged, "is empty"),
        "one byte": (b"x", Damaged, "too short"),
        "half a page": (sound[:2000], Damaged, "too short"),
        "cut in a page": (sound[:-1000], Damaged, "damaged"),
        "cut at a page": (sound[: len(sound) // 4096 // 2 * 4096], Damaged, "damaged"),
        "one page": (sound[:4096], Damaged, "damaged"),
        "first page zeroed": (zeroed, Damaged, "damaged at its start"),
        "salt damaged": (bytes([sound[0] ^ 1]) + sound[1:], Damaged, "damaged at its start"),
        "header damaged": (
            sound[:40] + bytes([sound[40] ^ 255]) + sound[41:],
            Damaged,
            "damaged at its start",
        ),
        "text": (b"Dear customer, " * 600, Foreign, "it is a text"),
        "plain database": (b"SQLite format 3\0" + sound[16:], Foreign, "another program"),
        "zip": (b"PK\x03\x04" + sound[4:], Foreign, "Office"),
        "PDF": (b"%PDF-1.7" + sound[8:], Foreign, "a PDF"),
        "noise": (dice.randbytes(len(sound)), Damaged, "damaged at its start"),
    }


def test_kinds_of_damage_are_told_apart_and_left_alone(tmp_path: Path, sound: bytes) -> None:
    """Fourteen files, each with its own class and words, and not one byte of them changed."""
    for name, (content, kind, words) in _corpus(sound).items():
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "p.csplan"
        path.write_bytes(sound)
        Portfolio.open(path, CLOCK, folder / "backups").close()
        path.write_bytes(content)
        before = {p.name: hashlib.sha256(p.read_bytes()).digest() for p in folder.iterdir()}
        with pytest.raises(CsplannerError) as raised:
            _opened_and_read(path)
        assert isinstance(raised.value, kind), (name, raised.value)
        assert words in raised.value.message, (name, raised.value.message)
        assert {p.name: hashlib.sha256(p.read_bytes()).digest() for p in folder.iterdir()} == before


def _opened_and_read(path: Path) -> None:
    with Portfolio.open(path, CLOCK, path.parent / "backups") as portfolio:
        found = check(portfolio.database)
        if not found.integrity:
            raise Damaged(f"damaged: {found.problems[0]}")


def test_a_wrong_passphrase_is_told_from_a_damaged_start(tmp_path: Path) -> None:
    """With the record beside the file it is said which; without it, that both may be."""
    path, backups = tmp_path / "p.csplan", tmp_path / "backups"
    Portfolio.create(path, CLOCK, backups, WORDS).close()
    Portfolio.open(path, CLOCK, backups, WORDS).close()
    with pytest.raises(NotOpened, match="the passphrase is wrong"):
        Portfolio.open(path, CLOCK, backups, "wrong")
    with pytest.raises(NotOpened, match="needs its passphrase"):
        Portfolio.open(path, CLOCK, backups)
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 4]) + content[1:])
    with pytest.raises(Damaged, match="though the passphrase is right"):
        Portfolio.open(path, CLOCK, backups, WORDS)
    with pytest.raises(NotOpened, match="the passphrase is wrong"):
        Portfolio.open(path, CLOCK, backups, "wrong")
    record_path(path).unlink()
    with pytest.raises(NotOpened, match="wrong or missing, or the file"):
        Portfolio.open(path, CLOCK, backups, WORDS)
    path.write_bytes(content)
    record_path(path).write_text('{"format": 1, "salt": "zz"')
    Portfolio.open(path, CLOCK, backups, WORDS).close()


def test_the_newest_good_backup_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With date, size, counts and what is lost; a newer backup that is damaged is passed over."""
    monkeypatch.setenv("CSPLANNER_BACKUPS", str(tmp_path / "backups"))
    with make_team(tmp_path) as portfolio:
        good = portfolio.back_up("asked")
        bad = portfolio.back_up("asked")
    content = bytearray(bad.path.read_bytes())
    content[len(content) // 2] ^= 1
    bad.path.write_bytes(content)
    path = tmp_path / "team.csplan"
    path.write_bytes(b"")
    with pytest.raises(Damaged, match="is empty") as raised:
        services.open_workspace(path, CLOCK)
    said = raised.value.hint
    assert str(good.path) in said
    assert "2027-01-04 12:00 UTC" in said
    assert "12 accounts and 0 engagements" in said
    assert "kB" in said
    for item in (good, bad):
        item.path.unlink()
    with pytest.raises(Damaged, match="is empty") as raised:
        services.open_workspace(path, CLOCK)
    assert "no good backup" in raised.value.hint

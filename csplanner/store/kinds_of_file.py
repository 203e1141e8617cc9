"""Tells by its look what a file is that does not open: empty, cut off, something else, damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.paths import amount, failure_of
from csplanner.store import keycheck
from csplanner.store.failures import Damaged, Foreign, NotOpened

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.errors import Trouble

PAGE = 4096
_LEFT = "It was left as it is."
_KNOWN = {
    b"SQLite format 3\0": "a database of another program",
    b"PK\x03\x04": "a zip archive or an Office file",
    b"%PDF": "a PDF file",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_LEAST_DIFFERENT = 200  # of 4096 encrypted bytes nearly all 256 values occur; of text far fewer


def must_be_portfolio(path: Path) -> None:
    """Refuse what cannot be a portfolio before anything touches it."""
    if not path.exists():
        raise UserMistake(
            f"There is no file {path}.", "Check the path, or make one: csplanner new."
        )
    if path.is_dir():
        raise UserMistake(f"{path} is a folder.", "Name a portfolio file (.csplan).")
    size = path.stat().st_size
    if size == 0:
        raise Damaged(f"{path.name} is empty (0 bytes): its content is gone.", _LEFT)
    start = _start_of(path)
    kind = next((words for magic, words in _KNOWN.items() if start.startswith(magic)), "")
    if not kind and len(start) >= PAGE and _is_text(start):
        kind = "a text"
    if kind:
        raise Foreign(
            f"{path.name} is not a portfolio: it is {kind}.",
            f"Choose a portfolio file (.csplan). {_LEFT}",
        )
    if size < PAGE:
        raise Damaged(
            f"{path.name} is too short for a portfolio ({amount(size)}): it was cut off.", _LEFT
        )


def why_not_opened(path: Path, passphrase: str | None) -> Trouble:
    """Return what to say of a file that no key opens."""
    start = _start_of(path)
    if not start.strip(b"\0") or len(set(start)) < _LEAST_DIFFERENT:
        return Damaged(f"{path.name} is damaged at its start: what stands there is none.", _LEFT)
    torn = path.stat().st_size % PAGE
    right = keycheck.is_right(path, passphrase)
    if right:
        return Damaged(
            f"{path.name} is damaged at its start"
            + (", though the passphrase is right." if passphrase else "."),
            _LEFT,
        )
    if right is None and torn:
        return Damaged(f"{path.name} was cut off in the middle of a page, or damaged.", _LEFT)
    if right is False:
        said = "the passphrase is wrong" if passphrase else "it needs its passphrase"
        return NotOpened(
            f"{path.name} was not opened: {said}.",
            "Type it again; upper and lower case count, and so does each space.",
        )
    return NotOpened(
        f"{path.name} cannot be opened as a portfolio: the passphrase is wrong or missing, "
        "or the file is something else or damaged at its start.",
        "Check the passphrase; otherwise restore the newest verified backup.",
    )


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(PAGE)
    except OSError as error:
        raise failure_of(error, f"Cannot read {path}") from error


def _is_text(start: bytes) -> bool:
    return b"\0" not in start and sum(32 <= b < 127 or b in b"\r\n\t" for b in start) > 0.9 * PAGE

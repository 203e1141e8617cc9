"""Checking a portfolio file, and changing its passphrase without ever having neither key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import Trouble
from csplanner.base.leftovers import discard, on_its_way, sweep
from csplanner.base.paths import failure_of, settle
from csplanner.store import history, keycheck, schema, upkeep
from csplanner.store.database import open_file
from csplanner.store.failures import Damaged
from csplanner.store.keys import key_for, salt_of
from csplanner.store.reads_search import index_faults

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from csplanner.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found; `ok` when nothing is wrong."""

    integrity: bool
    foreign_keys: bool
    problems: tuple[str, ...]
    schema: str

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.integrity and self.foreign_keys and not self.problems


def check(database: Database) -> Checked:
    """Read every page and reference of a file and say what is wrong with it."""
    problems = _torn_pages(database)
    integrity = not problems
    broken = database.pragma("foreign_key_check")
    problems += [flaw.told for flaw in upkeep.flaws(database)]
    problems += index_faults(database)
    return Checked(
        integrity=integrity,
        foreign_keys=not broken,
        problems=tuple(problems),
        schema=schema.revision_of(database),
    )


def _torn_pages(database: Database) -> list[str]:
    problems = [f"page checksum: {row[0]}" for row in database.pragma("cipher_integrity_check")]
    return problems + [row[0] for row in database.pragma("integrity_check") if row[0] != "ok"]


def holdings(path: Path, passphrase: str | None, now: dt.datetime) -> dict[str, int] | None:
    """Return how many accounts and engagements a backup of any version holds; damaged: None."""
    database = open_file(path, passphrase, now, read_only=True)
    try:
        schema.is_behind(database)  # refuses what is no portfolio, or a newer one
        if _torn_pages(database):
            return None
        tables = {"accounts": "account", "engagements": "engagement"}
        sql = "SELECT count(*) FROM {}"
        return {n: int(database.fetch_rows(sql.format(t))[0][0]) for n, t in tables.items()}
    finally:
        database.close()


def repair(database: Database, now: dt.datetime) -> tuple[str, ...]:
    """Mend what contradicts itself and can be mended safely, as one entry of the history.

    Returns what was done; raises Damaged where pages are torn, which no mending helps.
    """
    if _torn_pages(database):
        raise Damaged(
            f"Pages of {database.path.name} are damaged: nothing was mended.",
            "Restore the newest verified backup (csplanner restore).",
        )
    database.pragma("foreign_keys=OFF")  # what is wrong already must not stop its own mending
    try:
        with database.transaction():
            done = upkeep.mend(database)
            if done:
                history.note_repair(database, f"Mend {len(done)} faults", now, len(done))
    finally:
        database.pragma("foreign_keys=ON")
    return done


def change_passphrase(path: Path, old: str | None, new: str | None, now: dt.datetime) -> None:
    """Give a closed file another key: a rekeyed copy is made beside it, checked, then swapped in.

    At every moment the file under its name opens with exactly one of the two.
    """
    sweep(path.parent)
    copy = on_its_way(path)
    try:
        _rekeyed(path, copy, (old, new), now)
        keycheck.forget(path)
        settle(copy, path)
    except OSError as error:
        raise failure_of(error, f"Cannot change the passphrase of {path.name}") from error
    finally:
        discard(copy)


def _rekeyed(path: Path, copy: Path, keys: tuple[str | None, str | None], now: dt.datetime) -> None:
    from csplanner.store.backup import digest_of

    database = open_file(path, keys[0], now)
    try:
        database.vacuum_into(copy)
        copied = database.reopened(copy, read_only=False)
        copied.rekey(key_for(keys[1], salt_of(copy)))
        copied.close()
        again = open_file(copy, keys[1], now, read_only=True)
        same = digest_of(again) == digest_of(database)
        again.close()
        if not same:
            raise Trouble("The copy with the new passphrase differs; nothing was changed.")
    finally:
        database.close()

"""What the program is doing when the fault comes: one scene for each way in which it writes.

A scene prepares a folder, runs a script that acknowledges each thing once the user is told 'Saved',
and looks at a folder: the state it is in, through the same doors that a user would take. A look
raises if anything is unsound, or if somebody would have to clean up by hand.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import alembic.command  # noqa: F401 - loaded once, before the children are forked
import argon2.low_level  # noqa: F401 - the same

import csplanner.services.import_portfolio as importing
import csplanner.store.backup as backups_of
import csplanner.store.history
import csplanner.store.unit_of_work  # noqa: F401 - the same
from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.services import care
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.export_folder import export_folder
from csplanner.services.new_portfolio import make_portfolio
from csplanner.store import keys
from csplanner.store.care import check
from csplanner.store.database import open_file
from csplanner.store.failures import NotOpened
from csplanner.store.portfolio import Portfolio
from csplanner.store.schema import revision_of
from csplanner.store.tables import TABLES
from tests.faults import old_files
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplanner.services.build_plan import PlanProposal
    from csplanner.store.database import Database

    Ack = Callable[[], None]

# What a key costs is no part of these faults; its own test measures it.
keys._ARGON_TIME, keys._ARGON_MEMORY_KIB = 1, 64
CLOCK = Clock(TODAY)
FILE, BACKUPS = "p.csplan", "backups"
OLD, NEW = "the old passphrase", "the new passphrase"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Scene(Protocol):
    """One way of writing."""

    def prepare(self, folder: Path) -> None:
        """Make what is there before."""

    def run(self, folder: Path, ack: Ack) -> None:
        """Do it, and acknowledge each step."""

    def look(self, folder: Path) -> str:
        """Return the state of a folder; raises if anything is wrong with it."""


class Unsound(Exception):  # noqa: N818 - what a look finds
    """A file is damaged, or something lies about that somebody would have to clean up."""


def open_again(folder: Path, passphrase: str | None = None, name: str = FILE) -> Portfolio:
    """Open the portfolio of a folder."""
    return Portfolio.open(folder / name, CLOCK, folder / BACKUPS, passphrase)


def content_of(database: Database) -> str:
    """Return a digest of all that a portfolio holds, the same whatever ids were given."""
    digest = hashlib.sha256()
    for table in TABLES.values():
        rows = database.fetch_rows(f'SELECT * FROM "{table.name}"')
        for line in sorted(_ID.sub("#", repr(row)) for row in rows):
            digest.update(line.encode())
    for name in ("change", "journal"):
        digest.update(str(database.fetch_rows(f'SELECT count(*) FROM "{name}"')).encode())
    return digest.hexdigest()[:16]


def sound(portfolio: Portfolio) -> str:
    """Return the content of an open portfolio; raises Unsound."""
    found = check(portfolio.database)
    if not found.ok:
        raise Unsound("; ".join(found.problems[:3]))
    return content_of(portfolio.database)


def tidy(folder: Path, *allowed: str) -> None:
    """Raise Unsound if a file lies about that is neither a portfolio nor a whole backup."""
    known = {FILE, BACKUPS, "old", *allowed}
    known |= {f".{name}.key" for name in known}  # what tells a wrong passphrase from damage
    stray = [path.name for path in folder.iterdir() if path.name not in known]
    kept = folder / BACKUPS
    stray += [p.name for p in kept.iterdir() if p.suffix != ".csplan"] if kept.is_dir() else []
    if stray:
        raise Unsound(f"left behind: {', '.join(sorted(stray))}")


def backups_open(folder: Path, passphrase: str | None = None) -> int:
    """Return how many backups are listed; raises Unsound if one of them is not whole."""
    listed = backups_of.listed(folder / BACKUPS)
    for item in listed:
        database = open_file(item.path, passphrase, CLOCK.now(), read_only=True)
        torn = database.pragma("cipher_integrity_check")
        database.close()
        if torn:
            raise Unsound(f"the backup {item.path.name} is torn")
    return len(listed)


class Edit:
    """Small changes, one after the other, one of them taken back; then a backup."""

    def prepare(self, folder: Path) -> None:
        make_team(folder).close()
        (folder / "team.csplan").rename(folder / FILE)

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            ack()
            for number in range(3):
                with portfolio.change(f"Add {number}") as work:
                    work.put(Account(id=AccountId(new_id()), name=f"New {number}"))
                ack()
            first = portfolio.all(Account)[0]
            with portfolio.change("Rename") as work:
                work.put(replace(first, name="Renamed", notes="long " * 4000))
            ack()
            portfolio.undo()
            ack()
            portfolio.set_setting("colour", "blue")
            ack()
        ack()

    def look(self, folder: Path) -> str:
        with open_again(folder) as portfolio:
            state = f"{sound(portfolio)} {portfolio.setting('colour')}"
        tidy(folder)
        return state


class Keep(Edit):
    """A verified backup, twice."""

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            for _ in range(2):
                portfolio.back_up("asked")
                ack()

    def look(self, folder: Path) -> str:
        with open_again(folder) as portfolio:
            sound(portfolio)
        tidy(folder)
        return str(backups_open(folder))


class Import(Edit):
    """Accounts from a table: a verified backup, then one change."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        rows = "".join(f"X{n},Imported {n},{n}000,USD\n" for n in range(30))
        (folder / "old").mkdir()
        (folder / "old" / "accounts.csv").write_text(f"external_id,name,arr,currency\n{rows}")

    def run(self, folder: Path, ack: Ack) -> None:
        request = importing.ImportRequest(kind="accounts", files=(folder / "old" / "accounts.csv",))
        with open_again(folder) as portfolio:
            ack()
            importing.accept(portfolio, importing.propose_from(portfolio, request))
            ack()

    def look(self, folder: Path) -> str:
        with open_again(folder) as portfolio:
            state = sound(portfolio)
        tidy(folder)
        backups_open(folder)
        return state


class Adopt(Import):
    """A plan of the year is accepted."""

    def __init__(self) -> None:
        self._proposal: PlanProposal | None = None

    def prepare(self, folder: Path) -> None:
        Edit.prepare(self, folder)

    def warm(self, folder: Path) -> None:
        """Plan once for all children."""
        with open_again(folder) as portfolio:
            self._proposal = proposed(portfolio)

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            ack()
            adopt(portfolio, self._proposal or proposed(portfolio))
            ack()


class Restore(Edit):
    """A backup is restored to a new file, beside a portfolio that stays as it is."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with open_again(folder) as portfolio:
            portfolio.back_up("asked")

    def run(self, folder: Path, ack: Ack) -> None:
        (made,) = backups_of.listed(folder / BACKUPS)
        care.restore(made.path, folder / "again.csplan", CLOCK)
        ack()

    def look(self, folder: Path) -> str:
        with open_again(folder) as portfolio:
            state = sound(portfolio)
        if (folder / "again.csplan").exists():
            with open_again(folder, name="again.csplan") as portfolio:
                if sound(portfolio) != state:
                    raise Unsound("what was restored differs")
            state += " restored"
        tidy(folder, "again.csplan")
        return state


class Make(Edit):
    """A new portfolio beside another one."""

    def run(self, folder: Path, ack: Ack) -> None:
        make_portfolio(folder / "new.csplan", CLOCK)
        ack()

    def look(self, folder: Path) -> str:
        there = (folder / "new.csplan").exists()
        if not there:
            # The name is free for a second try, which also takes away what the first one left.
            make_portfolio(folder / "new.csplan", CLOCK)
        with open_again(folder, name="new.csplan") as portfolio:
            sound(portfolio)
        tidy(folder, "new.csplan")
        return str(there)


class Migrate:
    """A file of the first release is opened: a verified backup, then every migration at once."""

    def prepare(self, folder: Path) -> None:
        old_files.make("0001", folder / FILE)

    def run(self, folder: Path, ack: Ack) -> None:
        open_again(folder).close()
        ack()

    def look(self, folder: Path) -> str:
        database = open_file(folder / FILE, None, CLOCK.now())
        before = revision_of(database)
        database.close()
        with open_again(folder) as portfolio:
            state = sound(portfolio)
        tidy(folder)
        backups_open(folder)
        return f"{before} {state}"


class Passphrase:
    """The passphrase is changed, then removed."""

    def prepare(self, folder: Path) -> None:
        made = Portfolio.create(folder / FILE, CLOCK, folder / BACKUPS, OLD)
        with made as portfolio, portfolio.change("Add") as work:
            work.put(Account(id=AccountId(new_id()), name="Kept"))

    def run(self, folder: Path, ack: Ack) -> None:
        ack()
        care.change_passphrase(folder / FILE, CLOCK, OLD, NEW)
        ack()
        care.change_passphrase(folder / FILE, CLOCK, NEW, None)
        ack()

    def look(self, folder: Path) -> str:
        opened = []
        for words in (None, OLD, NEW):
            try:
                # Not by `open_again`: a file without a passphrase opens whatever is given.
                database = open_file(folder / FILE, words, CLOCK.now())
            except NotOpened:
                continue
            with Portfolio(database, CLOCK, folder / BACKUPS) as portfolio:
                opened.append(f"{words} {sound(portfolio)}")
            if words is None:
                break
        if len(opened) != 1:
            raise Unsound(f"opens with {len(opened)} passphrases")
        words = opened[0].rpartition(" ")[0]
        open_again(folder, None if words == "None" else words).close()
        tidy(folder)
        return opened[0]


class Export(Edit):
    """A folder of tables is written over an older one."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with open_again(folder) as portfolio:
            export_folder(portfolio, folder / "out")
            with portfolio.change("More") as work:
                work.put(Account(id=AccountId(new_id()), name="Later", external_id="L"))

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            export_folder(portfolio, folder / "out")
        ack()

    def look(self, folder: Path) -> str:
        out = folder / "out"
        state = "new" if "Later" in (out / "accounts.csv").read_text() else "old"
        for path in out.glob("[!.]*"):
            if not path.read_text(encoding="utf-8").endswith("\n"):
                raise Unsound(f"{path.name} is torn")
        with open_again(folder) as portfolio:
            sound(portfolio)
            export_folder(portfolio, out)
        if any(path.name.startswith(".") for path in out.iterdir()):
            raise Unsound("left behind in the folder, also by the next export")
        tidy(folder, "out")
        return state


def proposed(portfolio: Portfolio) -> PlanProposal:
    """Return a plan that nobody has accepted yet."""
    return propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick"))


SCENES: dict[str, Scene] = {
    "edit": Edit(),
    "backup": Keep(),
    "import": Import(),
    "plan": Adopt(),
    "new": Make(),
    "restore": Restore(),
    "migration": Migrate(),
    "passphrase": Passphrase(),
    "export": Export(),
}

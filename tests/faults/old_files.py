"""Portfolio files as the earlier programs left them.

The texts in tests/store/versions were written by those programs themselves, from the history of
this repository: every table, index and row of a small portfolio, one text a schema. Before a new
migration, `python -m tests.faults.old_files` writes the text of the schema in force.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from csplanner.base.clock import Clock
from csplanner.base.ids import seeded_ids
from csplanner.domain import records as r
from csplanner.domain.team import Role
from csplanner.store import history
from csplanner.store.database import create_file
from csplanner.store.portfolio import Portfolio
from csplanner.store.schema import HEAD

VERSIONS = Path(__file__).resolve().parents[1] / "store" / "versions"
_NOW = dt.datetime(2027, 1, 4, 12, tzinfo=dt.UTC)


def known() -> tuple[str, ...]:
    """Return the schemas of which there is a file, oldest first."""
    return tuple(sorted(path.stem for path in VERSIONS.glob("*.sql")))


def make(version: str, path: Path) -> None:
    """Write the portfolio of an old schema to a new file."""
    database = create_file(path, None, _NOW)
    script = (VERSIONS / f"{version}.sql").read_text(encoding="utf-8")
    database._raw.executescript(f"BEGIN;\n{script}COMMIT;")
    database.close()


def _fill(portfolio: Portfolio) -> None:
    ids = seeded_ids(11)
    ours = r.Organisation(id=ids(), name="Ours")
    csm = r.Person(id=ids(), external_id="C1", name="Person C1", role=Role.CSM, country="US")
    boss = r.Person(id=ids(), external_id="E1", name="Person E1", role=Role.EXEC, country="US")
    names = [(f"K{n}", f"Customer {n}", Decimal("1000.5") * n) for n in range(4)]
    accounts = [
        r.Account(id=ids(), external_id=key, name=name, arr=arr, currency="USD", owner_id=csm.id)
        for key, name, arr in names
    ]
    contacts = [r.Contact(id=ids(), account_id=a.id, name=f"Contact of {a.name}") for a in accounts]
    visits = [
        r.Engagement(
            id=ids(),
            account_id=account.id,
            touch=f"T{n}",
            date=dt.date(2027, 3, 1 + n),
            participants=(csm.id, boss.id),
            contacts=(contacts[n].id,),
            notes="It's said; twice",
        )
        for n, account in enumerate(accounts)
    ]
    tickets = [
        r.Ticket(id=ids(), account_id=accounts[0].id, opened=dt.date(2026, 12, n + 1))
        for n in range(3)
    ]
    waiver = r.Waiver(id=ids(), account_id=accounts[1].id, touch="T1", reason="On leave")
    with portfolio.change("Begin") as work:
        work.put(ours, csm, boss, *accounts)
    with portfolio.change("Fill") as work:
        work.put(*contacts, *visits, *tickets, waiver)
    with portfolio.change("Rename Customer 0") as work:
        work.put(replace(accounts[0], name="Customer Zero"))
    with portfolio.change("Rename again") as work:
        work.put(replace(accounts[1], name="Customer One"))
    portfolio.undo()


def _quoted(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return repr(value)
    doubled = str(value).replace("'", "''")
    return f"'{doubled}'"


def _text_of(portfolio: Portfolio) -> str:
    made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    order = " ORDER BY type = 'table' DESC, rowid"
    fetch = portfolio.database.fetch_rows
    lines = [f"{sql.strip()};" for (sql,) in fetch(made + order)]
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (name,) in fetch(f"{tables} ORDER BY name"):
        rows = fetch(f'SELECT * FROM "{name}"')
        values = (", ".join(map(_quoted, row)) for row in rows)
        lines += [f'INSERT INTO "{name}" VALUES ({row});' for row in values]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the text of the schema in force; one that stands is never written again."""
    history._author = lambda: "a colleague"
    history.socket.gethostname = lambda: "a-laptop"
    target = VERSIONS / f"{HEAD}.sql"
    with tempfile.TemporaryDirectory() as folder, target.open("x", encoding="utf-8") as file:
        path = Path(folder) / "p.csplan"
        with Portfolio.create(path, Clock(_NOW.date()), Path(folder)) as portfolio:
            _fill(portfolio)
            file.write(_text_of(portfolio))


if __name__ == "__main__":
    main()

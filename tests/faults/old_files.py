"""Portfolio files as the earlier programs left them.

The texts in tests/store/versions were written by those programs themselves, from the history of
this repository: every table, index and row of a small portfolio, one text a schema.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from csplanner.store.database import create_file

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

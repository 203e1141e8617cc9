"""Fills a real small disk to twenty levels and edits on each; run by `test_full_disk`."""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path

from csplanner.base.errors import Trouble
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.store.care import check
from tests.faults.scenes import open_again

LEVELS = 20


def _edit(folder: Path, number: int) -> bool:
    """Make one big change; says whether it was saved. A full disk says so, with its name."""
    with open_again(folder) as portfolio:
        before = portfolio.count(Account)
        saved = False
        told = ""
        try:
            with portfolio.change("Add") as work:
                notes = f"{number}" * 30_000
                work.put(Account(id=AccountId(new_id()), name=f"New {number}", notes=notes))
            saved = True
        except Trouble as trouble:
            told = trouble.message
        assert saved or ("is full" in told and str(folder) in told), told
        assert portfolio.count(Account) == before + saved
        assert check(portfolio.database).ok
        if saved:
            with contextlib.suppress(Trouble):
                portfolio.undo()
    return saved


def main(folder: Path) -> None:
    """Leave less and less room and try; prints how many levels were tried."""
    ballast, outcomes = folder / "ballast", []
    for level in range(LEVELS):
        with contextlib.suppress(FileNotFoundError):
            ballast.unlink()
        free = shutil.disk_usage(folder).free
        ballast.write_bytes(bytes(max(0, free - (LEVELS - 1 - level) * 12_000)))
        outcomes.append(_edit(folder, level))
    assert True in outcomes
    assert False in outcomes
    print(len(outcomes))  # noqa: T201 - the answer to the test


if __name__ == "__main__":
    main(Path(sys.argv[1]))

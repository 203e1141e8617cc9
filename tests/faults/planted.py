"""Scenes with a planted fault each: a checker that does not find these proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base import paths
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.services.export_folder import folder_texts
from tests.faults.scenes import Edit, Export, Restore, open_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.scenes import Scene

    Ack = Callable[[], None]


class Hasty(Edit):
    """Says 'Saved' before it is."""

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            ack()
            with portfolio.change("Add") as work:
                work.put(Account(id=AccountId(new_id()), name="New"))
                ack()


class Careless(Edit):
    """Never syncs; the system may write in any order, or not at all."""

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            portfolio.database.pragma("synchronous=OFF")
            for number in range(6):
                with portfolio.change("Add") as work:
                    work.put(Account(id=AccountId(new_id()), name=f"New {number}"))
                ack()


class Unjournaled(Edit):
    """Writes over the file in place."""

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            portfolio.database.pragma("journal_mode=OFF")
            with portfolio.change("Add") as work:
                work.put(*(Account(id=AccountId(new_id()), name=f"New {n}") for n in range(200)))
            ack()


class InPlace(Export):
    """Writes exports over the old ones."""

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            texts = folder_texts(portfolio)
        for name, text in texts.items():
            (folder / "out" / name).write_text(text, encoding="utf-8")
        ack()


class Unsettled(Restore):
    """Renames without syncing the folder."""

    def run(self, folder: Path, ack: Ack) -> None:
        paths.sync_folder = lambda _folder: None
        super().run(folder, ack)


class Untidy(Edit):
    """Leaves a file about."""

    def run(self, folder: Path, ack: Ack) -> None:
        scratch = folder / "scratch.tmp"
        with open_again(folder) as portfolio:
            ack()
            scratch.write_text("half a thought")
            with portfolio.change("Add") as work:
                work.put(Account(id=AccountId(new_id()), name="New"))
            scratch.unlink()
            ack()


SCENES: dict[str, Scene] = {
    "hasty": Hasty(),
    "careless": Careless(),
    "unjournaled": Unjournaled(),
    "in-place": InPlace(),
    "unsettled": Unsettled(),
    "untidy": Untidy(),
}

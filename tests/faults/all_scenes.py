"""Scenes beside those of `scenes`: reading, paper and the window's settings; and all together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from csplanner.base.ids import new_id
from csplanner.base.paths import write_atomically
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.services.prepare_brief import BriefRequest, prepare, write
from tests.faults import scenes
from tests.faults.scenes import TODAY, Edit, Unsound, open_again, sound, tidy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplanner.services.prepare_brief import Brief
    from tests.faults.scenes import Scene

    Ack = Callable[[], None]


class Read(Edit):
    """Opened to read, and then a change is tried."""

    def run(self, folder: Path, ack: Ack) -> None:
        with open_again(folder) as portfolio:
            if portfolio.count(Account):
                ack()
            with portfolio.change("Add") as work:
                work.put(Account(id=AccountId(new_id()), name="New"))
        ack()


class Paper(Edit):
    """A brief is printed."""

    def __init__(self) -> None:
        self._brief: Brief | None = None

    def warm(self, folder: Path) -> None:
        """Lay it out once for all children."""
        with open_again(folder) as portfolio:
            named = portfolio.all(Account)[0].id
            self._brief = prepare(portfolio, BriefRequest(account_id=named), TODAY)

    def run(self, folder: Path, ack: Ack) -> None:
        assert self._brief is not None
        write(self._brief, folder / "brief.pdf")
        ack()

    def look(self, folder: Path) -> str:
        path = folder / "brief.pdf"
        content = path.read_bytes() if path.exists() else b""
        if content and not content.rstrip().endswith(b"%%EOF"):
            raise Unsound("the brief is torn")
        with open_again(folder) as portfolio:
            sound(portfolio)
        tidy(folder, "brief.pdf")
        return str(bool(content))


class Settings(Edit):
    """The window's settings are kept, over older ones."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        (folder / "window.json").write_text('{"theme": "light"}')

    def run(self, folder: Path, ack: Ack) -> None:
        write_atomically(folder / "window.json", json.dumps({"theme": "d" * 30_000}).encode())
        ack()

    def look(self, folder: Path) -> str:
        state = str(len(json.loads((folder / "window.json").read_text())["theme"]))
        tidy(folder, "window.json")
        return state


SCENES: dict[str, Scene] = {
    **scenes.SCENES,
    "read": Read(),
    "pdf": Paper(),
    "settings": Settings(),
}

"""What a verb is, what it is handed, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.cli.output import progress

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Callable

    from csplanner.services.workspace import Workspace

PORTFOLIO_VARIABLE = "CSPLANNER_PORTFOLIO"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a verb says: keys for scripts, lines for people, remarks for stderr."""

    data: dict[str, Any]
    lines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Call:
    """One call of a verb: its options, the portfolio (opened when first asked for), the clock."""

    options: argparse.Namespace
    environment: dict[str, str]
    _workspace: Workspace | None = field(default=None, init=False)

    @property
    def clock(self) -> Clock:
        """The clock, standing still on `--today`."""
        return Clock(self.options.today)

    @property
    def today(self) -> dt.date:
        """The day that everything is as of."""
        return self.clock.today()

    @property
    def job(self) -> Job:
        """A job that tells its progress on stderr."""
        return Job(None if self.options.json else progress)

    @property
    def portfolio(self) -> Path:
        """The portfolio's path, from -p or the variable."""
        named = self.options.portfolio or self.environment.get(PORTFOLIO_VARIABLE)
        if not named:
            raise UserMistake(
                "No portfolio is named.",
                f"Name it with -p FILE.csplan or the variable {PORTFOLIO_VARIABLE}.",
            )
        return Path(named)

    @property
    def workspace(self) -> Workspace:
        """The open portfolio."""
        if self._workspace is None:
            from csplanner.services.passphrases import open_with_passphrase

            self._workspace = open_with_passphrase(
                self.portfolio, self.clock, self.options.passphrase_file, self.environment
            )
        return self._workspace

    def close(self) -> None:
        """Give the portfolio back."""
        if self._workspace is not None:
            self._workspace.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A word of the command line: how it is described, its options, what it does."""

    name: str
    help: str
    examples: tuple[str, ...]
    run: Callable[[Call], Answer]
    options: Callable[[argparse.ArgumentParser], None] = lambda _: None

"""What helps to find a fault, without a word of customers: versions, sizes, counts, ages."""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING

from csplanner import __version__
from csplanner.domain.records import RECORDS
from csplanner.services.care import backups_of
from csplanner.store.schema import revision_of

if TYPE_CHECKING:
    from csplanner.services.workspace import Workspace

Facts = tuple[tuple[str, str], ...]
_KILO = 1024


def program_facts() -> Facts:
    """Return the versions of the program and of what it stands on."""
    from csplanner.planning import kernel_kind

    return (
        ("csplanner", __version__),
        ("Python", platform.python_version()),
        ("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Planner's kernel", kernel_kind()),
        ("Packaged", "yes" if getattr(sys, "frozen", False) else "no"),
    )


def portfolio_facts(workspace: Workspace) -> Facts:
    """Return size, version and counts of a portfolio, and the state of its backups.

    Neither its name nor where it lies is told: both may name a customer.
    """
    backups = backups_of(workspace)
    newest = next(iter(backups), None)
    age = None if newest is None else (workspace.clock.now() - newest.at).total_seconds() / 3600
    held = ((kind.__name__, workspace.count(kind)) for kind in RECORDS)
    return (
        ("File", f"{workspace.path.stat().st_size // _KILO:,} kB"),
        ("Open for", "reading" if workspace.read_only else "work"),
        ("Version of its tables", revision_of(workspace.database)),
        ("Backups", f"{len(backups):,}"),
        ("Newest backup", "none" if age is None else f"{age:,.1f} hours old"),
        *((name, f"{count:,}") for name, count in held if count),
    )


def as_text(parts: tuple[tuple[str, Facts], ...]) -> str:
    """Return parts with their heads as plain text, to be sent to who looks after the program."""
    found = []
    for head, facts in parts:
        width = max((len(name) for name, _ in facts), default=0)
        lines = [f"  {name.ljust(width)}  {value}" for name, value in facts]
        found.append("\n".join([head, *lines]))
    return "\n\n".join(found) + "\n"

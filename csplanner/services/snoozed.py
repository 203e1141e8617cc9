"""What is kept off the page Today until a day; remembered in the file, not part of its history."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.store import reads_today

if TYPE_CHECKING:
    from csplanner.services.workspace import Workspace

_KEY = "today.snoozed"


def asleep(workspace: Workspace, today: dt.date) -> frozenset[str]:
    """Return the keys that are kept away on a day."""
    return frozenset(key for key, day in _kept(workspace).items() if day > today.isoformat())


def snooze(workspace: Workspace, key: str, until: dt.date) -> None:
    """Keep something off the page until a day."""
    if until <= workspace.clock.today():
        raise UserMistake("A snooze ends on a day to come.", "Choose a later day.")
    kept = _kept(workspace)
    kept[key] = until.isoformat()
    workspace.set_setting(_KEY, json.dumps(kept, sort_keys=True))


def wake(workspace: Workspace, key: str = "") -> None:
    """Show something again before its day, or everything."""
    kept = _kept(workspace)
    kept.pop(key, None)
    workspace.set_setting(_KEY, json.dumps(kept if key else {}, sort_keys=True))


def overdue_count(workspace: Workspace, today: dt.date) -> int:
    """Return how many things are overdue in the whole portfolio, snoozed ones left out."""
    yesterday = today - dt.timedelta(days=1)
    sleeping = asleep(workspace, today)
    late = reads_today.late_visits(workspace.database, today - reads_today.LOOKED_BACK, today, "")
    owed = reads_today.owed(workspace.database, yesterday, "")
    keys = [f"visit:{visit.id}" for visit in late] + [f"{row.kind}:{row.id}" for row in owed]
    return sum(key not in sleeping for key in keys)


def _kept(workspace: Workspace) -> dict[str, str]:
    found: dict[str, str] = json.loads(workspace.setting(_KEY, "{}"))
    return found

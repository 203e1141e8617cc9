"""What the frame says of a portfolio: the facts of the status bar and the counts of the sidebar."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ui import formats
from ui.widgets.status_bar import OFFLINE, Fact

if TYPE_CHECKING:
    from csplanner.services.views import FrameFacts
    from csplanner.services.workspace import Backup, Workspace

_STALE_DAYS, _OLD_DAYS = 7, 30
_ROOM = 56  # letters of a reason in the status bar


def counts_of(facts: FrameFacts, overdue: int) -> dict[str, int]:
    """Return the counts of the sidebar: work that waits, and the number of accounts."""
    counts = {"portfolio": facts.accounts}
    waiting = {
        "today": overdue,
        "trips": facts.trips_waiting,
        "review": facts.runs_waiting,
    }
    return counts | {name: count for name, count in waiting.items() if count}


def left_facts(
    workspace: Workspace,
    facts: FrameFacts,
    backup: Backup | None,
    today: dt.date,
    *,
    sample: bool = False,
    unsaved: str = "",
) -> list[Fact]:
    """Return what stands at the left: offline, saved, backed up; and that it is the sample.

    `unsaved` is why the last change could not be kept, empty where it was.
    """
    found = [
        OFFLINE,
        Fact("saved", f"Not saved: {_short(unsaved)}", "warning", "backup", "risk", strong=True)
        if unsaved
        else _saved(workspace, facts),
        _backed_up(backup, today),
    ]
    if sample:
        found.append(Fact("sample", "Sample data, all invented", "star", ink="accenttext"))
    return found


def right_facts(facts: FrameFacts, today: dt.date) -> list[Fact]:
    """Return what stands at the right: edits, scope, policy, the day."""
    found = []
    if facts.run is not None and facts.edits_since_run:
        edits = formats.counted(facts.edits_since_run, "edit")
        found.append(Fact("edits", f"{edits} since run {facts.run}", "history", "review"))
    sums = [formats.money(total, code or "USD") for code, total in facts.arr[:2]]
    scope = " · ".join([formats.counted(facts.accounts, "account"), " + ".join(sums)])
    found.append(Fact("scope", scope.rstrip(" ·"), page="portfolio"))
    if facts.policy is not None:
        found.append(Fact("policy", f"Policy v{facts.policy}", page="policy"))
    found.append(Fact("day", f"{formats.weekday(today)} {today.year}", ink="text", strong=True))
    found.append(Fact("week", formats.week(today)))
    return found


def _short(words: str) -> str:
    return words if len(words) <= _ROOM else f"{words[: _ROOM - 1]}…"


def _saved(workspace: Workspace, facts: FrameFacts) -> Fact:
    if workspace.read_only:
        return Fact("saved", "Read-only", "lock", ink="watch")
    if facts.saved is None:
        return Fact("saved", "Saved", "check")
    at = dt.datetime.fromisoformat(facts.saved).astimezone()
    return Fact("saved", f"Saved {formats.clock(at.time())}", "check")


def _backed_up(backup: Backup | None, today: dt.date) -> Fact:
    if backup is None:
        return Fact("backup", "No backup", "shield-check", "backup", "risk")
    at = backup.at.astimezone()
    age = (today - at.date()).days
    if age < _STALE_DAYS:
        day = {0: "today", 1: "yesterday"}.get(age, formats.day(at.date(), today))
        return Fact("backup", f"Backup {day} {formats.clock(at.time())}", "shield-check", "backup")
    ink = "watch" if age < _OLD_DAYS else "risk"
    return Fact("backup", f"Backup {formats.days(age)} old", "shield-check", "backup", ink)

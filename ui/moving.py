"""Moves of engagements, whichever page asks: hard rules are named first and may be overruled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csplanner.base.errors import CsplannerError
from csplanner.domain.records import Engagement
from ui import formats
from ui.models.plan_sentences import rule_words, told

if TYPE_CHECKING:
    import datetime as dt

    from ui.context import Context

MOST_RULES = 3


def move(context: Context, key: str, day: dt.date, *, force: bool = False) -> bool:
    """Move an engagement and lock it; a broken rule is named, with a way to break it."""
    from csplanner.services import adjust_calendar

    workspace = context.workspace
    engagement = workspace.get(Engagement, key) if workspace is not None else None
    if workspace is None or engagement is None:
        return False
    if not force and _refused(context, engagement, day):
        return False
    try:
        adjust_calendar.move(workspace, key, day, force=True)
    except CsplannerError as error:
        context.notify_error(error)
        return False
    context.notify(f"Moved to {formats.weekday(day, day)} and locked", undo=True)
    return True


def _refused(context: Context, engagement: Engagement, day: dt.date) -> bool:
    """Name the hard rules that a day breaks, and offer to break them; say whether any is."""
    from csplanner.services.adjust_calendar import broken_by_move, problem_of

    assert context.workspace is not None
    problem = problem_of(context.workspace, engagement, context.today)
    broken = broken_by_move(problem, engagement, day)
    if not broken:
        return False
    rules = list(dict.fromkeys(rule_words(each.rule) for each in broken))
    context.notify(
        f"{formats.weekday(day, day)} breaks {formats.counted(len(rules), 'hard rule')}: "
        + ", ".join(rules[:MOST_RULES]).lower(),
        hint=told(broken[0].detail),
        kind="mistake",
        action=("Move anyway", partial(move, context, engagement.id, day, force=True)),
    )
    return True

"""What can be asked for on the annual plan: planning, editing one date, looking at the year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csplanner.drawing.axis import Zoom
from ui.actions import Action
from ui.visit_acts import visit_actions

if TYPE_CHECKING:
    from ui.pages.annual_plan import AnnualPlanPage

_ZOOMS = (
    (Zoom.YEAR, "Year", "1"),
    (Zoom.HALF, "Half", "2"),
    (Zoom.QUARTER, "Quarter", "3"),
    (Zoom.MONTH, "Month", "4"),
)
_EDITS = (
    ("lock", "Lock or unlock", "lock", "L", "The planner keeps a locked date"),
    ("move", "Move…", "move", "M", "Arrows carry the glyph, Enter puts it down"),
    ("trip", "Move the whole trip…", "suitcase", "Shift+M", "All its visits go along"),
    ("swap", "Swap executive…", "swap", "S", "Let another key executive come; locks the touch"),
    ("brief", "Open brief", "briefs", "B", "The brief for the selected visit"),
    ("why", "Why this date", "info", "W", "Show the inspector"),
    ("agree", "Mark as confirmed", "handshake", "A", "The customer agreed to the date"),
    ("done", "Mark as held", "check", "D", "It took place"),
)


def plan_actions(page: AnnualPlanPage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    return (*_planning(page), *_edits(page), *visit_actions(page), *_looks(page))


def _planning(page: AnnualPlanPage) -> tuple[Action, ...]:
    def has_accounts() -> bool:
        return page.facts is not None and bool(page.facts.accounts)

    def is_planned() -> bool:
        return page.facts is not None and page.facts.run is not None

    return (
        Action(
            name="plan.export",
            text="Export",
            run=page.runs.export,
            keys="Ctrl+E",
            icon="export",
            menu="Plan",
            detail="The year as a calendar file, workbook, table or wall planner",
            on=has_accounts,
        ),
        Action(
            name="plan.runs",
            text="Compare runs",
            run=partial(page.context.go, "review"),
            icon="compare",
            menu="Plan",
            detail="The newest run beside the calendar",
            on=is_planned,
        ),
        Action(
            name="plan.run",
            text="Run plan",
            run=page.runs.run_plan,
            keys="Ctrl+R",
            icon="play",
            menu="Plan",
            detail="Propose the year; nothing is written before you accept",
            on=has_accounts,
        ),
    )


def _edits(page: AnnualPlanPage) -> tuple[Action, ...]:
    return tuple(
        Action(
            name=f"plan.{word}",
            text=text,
            run=partial(page.ask, word),
            keys=keys,
            icon=icon,
            menu="Plan",
            detail=detail,
            on=lambda: page.grid.chosen_mark() is not None,
        )
        for word, text, icon, keys, detail in _EDITS
    )


def _looks(page: AnnualPlanPage) -> tuple[Action, ...]:
    zooms = tuple(
        Action(
            name=f"plan.zoom_{zoom.name.lower()}",
            text=f"Zoom: {text.lower()}",
            run=partial(page.set_zoom, zoom),
            keys=keys,
            menu="View",
        )
        for zoom, text, keys in _ZOOMS
    )
    return (*zooms, *_jumps(page))


def _jumps(page: AnnualPlanPage) -> tuple[Action, ...]:
    jumps = (
        ("group", "Group by the next thing", "G", "layers", page.next_grouping),
        ("filter", "Filter accounts", "F", "filter", page.focus_filter),
        ("today", "Go to today", "T", "today", page.grid.to_today),
        ("year_before", "Year before", "[", "chevron-left", partial(page.step_year, -1)),
        ("year_after", "Year after", "]", "chevron-right", partial(page.step_year, 1)),
    )
    return tuple(
        Action(name=f"plan.{word}", text=text, run=run, keys=keys, icon=icon, menu="View")
        for word, text, keys, icon, run in jumps
    )

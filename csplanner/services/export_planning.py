"""Write the planning problem and the plan of a year in the formats of the planner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.paths import write_atomically
from csplanner.services.explain_date import plan_on_calendar
from csplanner.services.problem import problem_for

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.services.workspace import Workspace


def export_scenario(workspace: Workspace, year: int, out: Path) -> int:
    """Write the planning problem of a year (`csplan-instance/1`); returns the bytes."""
    from csplanner.planning.scenario_text import scenario_text

    problem = problem_for(workspace, year, workspace.clock.today())
    content = scenario_text(problem.scenario).encode()
    write_atomically(out, content)
    return len(content)


def export_plan(workspace: Workspace, year: int, out: Path) -> int:
    """Write the plan of a year as the calendar holds it (`csplan-plan/1`); returns the bytes."""
    from csplanner.planning.plan_file import plan_text

    problem = problem_for(workspace, year, workspace.clock.today())
    content = plan_text(plan_on_calendar(workspace, problem)).encode()
    write_atomically(out, content)
    return len(content)

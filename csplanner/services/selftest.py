"""Proves that an installation can open, plan, chart and print, on a sample of its own."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.base.job import Job
    from csplanner.services.workspace import Workspace

SAMPLE_DAY = dt.date(2027, 5, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was tried, whether it worked, and what it said."""

    name: str
    ok: bool
    told: str


def selftest(job: Job) -> tuple[Step, ...]:
    """Try everything once; a step that fails is told, the rest is tried all the same."""
    clock = Clock(SAMPLE_DAY)
    steps = [_try("kernel", _kernel)]
    with tempfile.TemporaryDirectory(prefix="csplanner-selftest-") as folder:
        path = Path(folder) / "selftest.csplan"
        job.step(0.1, "Making a sample portfolio")
        steps.append(_try("portfolio", lambda: _make(path, clock)))
        if not steps[-1].ok:
            return tuple(steps)
        from csplanner.services.workspace import open_workspace

        with open_workspace(path, clock) as workspace:
            workspace.backups = Path(folder) / "backups"
            for number, (name, act) in enumerate(_ACTS):
                job.step(0.4 + 0.15 * number, f"Trying {name}")
                steps.append(_try(name, lambda act=act: act(workspace)))  # type: ignore[misc]
    return tuple(steps)


def _try(name: str, act: Callable[[], str]) -> Step:
    try:
        return Step(name=name, ok=True, told=act())
    except Exception as error:  # noqa: BLE001 - whatever fails is what a self-test is for
        return Step(name=name, ok=False, told=f"{type(error).__name__}: {error}")


def _kernel() -> str:
    from csplanner.planning import kernel_kind

    return kernel_kind()


def _make(path: Path, clock: Clock) -> str:
    from csplanner.services.new_portfolio import make_portfolio

    made = make_portfolio(path, clock, sample=True)
    return f"{made['accounts']} accounts, {made['engagements']} engagements"


def _check(workspace: Workspace) -> str:
    from csplanner.services.care import check

    found = check(workspace)
    if not found.ok:
        raise RuntimeError("; ".join(found.problems))
    return f"sound, tables {found.schema}"


def _plan(workspace: Workspace) -> str:
    from csplanner.services.build_plan import PlanRequest, propose

    request = PlanRequest(year=SAMPLE_DAY.year, today=SAMPLE_DAY, effort="quick")
    result = propose(workspace, request).result
    return f"{len(result.plan.scheduled)} of {result.demand} touches placed"


def _print(audience: str) -> Callable[[Workspace], str]:
    def act(workspace: Workspace) -> str:
        from csplanner.domain.records import Account
        from csplanner.services.prepare_brief import BriefRequest, prepare

        account = max(workspace.all(Account), key=lambda a: a.arr or 0)
        request = BriefRequest(account_id=account.id, audience=audience)
        brief = prepare(workspace, request, SAMPLE_DAY)
        return f"{brief.pages} pages, {len(brief.content)} bytes"

    return act


_ACTS: tuple[tuple[str, Callable[[Workspace], str]], ...] = (
    ("check", _check),
    ("plan", _plan),
    ("internal brief with charts", _print("internal")),
    ("customer brief", _print("customer")),
)

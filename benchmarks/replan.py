"""Planning again after an edit: what moves against what the edit made impossible, and how fast.

S2 of `make_scenario.py` (20 CSMs) is planned once; then twenty edits, each on that plan alone:
leave, a new account, a changed tier, a visit moved by hand, an executive who is out, a missed touch
made up. An entry is invalid if it breaks a hard rule once the edit is in. Limits: moved / invalid
<= 1.2 over all edits, and the processor time of a re-plan at most five times that of reading the
year into arrays, which is timed beside it.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.domain.demand import touches_of
from csplanner.domain.plan import Plan
from csplanner.domain.rules import broken
from csplanner.planning import kernel_kind, solve
from csplanner.planning.problem import problem_of
from csplanner.planning.scenario_file import read_scenario

if TYPE_CHECKING:
    from csplanner.domain.plan import TouchId
    from csplanner.domain.scenario import Scenario

EDITS = 20
MOST_MOVED = 1.2
MOST_READINGS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One edit: what it was, how many entries it made invalid, how many moved, seconds."""

    edit: str
    invalid: int
    moved: int
    seconds: float
    readings: float


def main() -> int:
    script = _script()
    if script is None:
        print("make_scenario.py is not beside this checkout: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.json"
        wanted = ["--csm", "20", "--seed", "1", "--ceo-k", "24", "--out", str(path)]
        subprocess.run([sys.executable, str(script), *wanted], check=True, capture_output=True)
        scenario = read_scenario(path)
    print(f"kernel {kernel_kind()}, {len(touches_of(scenario))} touches, {EDITS} edits")
    plan = solve(scenario, effort="quick").plan
    dice = random.Random(1)
    lines = [measured(scenario, plan, EDITORS[n % len(EDITORS)], dice) for n in range(EDITS)]
    for line in lines:
        print(
            f"{line.edit:<22} invalid {line.invalid:>4}  moved {line.moved:>4}"
            f"  {line.seconds:.2f} s of processor, {line.readings:.1f} readings"
        )
    invalid, moved = sum(line.invalid for line in lines), sum(line.moved for line in lines)
    seconds = statistics.median(line.seconds for line in lines)
    readings = statistics.median(line.readings for line in lines)
    print(f"moved / invalid {moved / max(1, invalid):.3f} (limit {MOST_MOVED})")
    print(f"median {seconds:.2f} s, {readings:.1f} readings of the year (limit {MOST_READINGS})")
    return int(moved > MOST_MOVED * invalid or readings > MOST_READINGS)


def measured(scenario: Scenario, plan: Plan, edit: object, dice: random.Random) -> Line:
    """Edit the year, plan it again, and compare."""
    name, edited = edit(scenario, plan, dice)  # type: ignore[operator]
    asked = {touch.id for touch in touches_of(edited)}
    kept = tuple(entry for entry in edited.baseline if entry.touch in asked)
    locked = {entry.touch for entry in edited.locked}
    judged = tuple(entry for entry in kept if entry.touch not in locked) + edited.locked
    faults = broken(edited, Plan(instance="", scheduled=judged))
    invalid: set[TouchId] = set()
    for fault in faults:
        free = [touch for touch in fault.touches if touch not in locked]
        counts = not fault.fixed and fault.rule not in {"listed", "reason"}
        if counts and free and not invalid & {*free}:
            invalid.add(free[-1])
    started = time.process_time()
    problem_of(edited)
    reading = time.process_time() - started
    started = time.process_time()
    result = solve(edited)
    seconds = time.process_time() - started
    now = {entry.touch: entry for entry in result.plan.scheduled}
    moved = sum(
        entry.touch not in locked
        and (
            entry.touch not in now
            or now[entry.touch].date != entry.date
            or {*now[entry.touch].participants} != {*entry.participants}
        )
        for entry in kept
    )
    return Line(
        edit=name, invalid=len(invalid), moved=moved, seconds=seconds, readings=seconds / reading
    )


def leave(scenario: Scenario, plan: Plan, dice: random.Random) -> tuple[str, Scenario]:
    """Give a CSM three weeks of leave."""
    number = dice.choice([n for n, p in enumerate(scenario.people) if p.role == "CSM"])
    first = date(scenario.year, 1, 4) + timedelta(days=7 * dice.randrange(48))
    return "leave", _away(scenario, plan, number, {first + timedelta(days=n) for n in range(19)})


def executive_out(scenario: Scenario, plan: Plan, dice: random.Random) -> tuple[str, Scenario]:
    """Take an executive away for five weeks."""
    number = dice.choice([n for n, p in enumerate(scenario.people) if p.role == "EXEC"])
    first = date(scenario.year, 1, 4) + timedelta(days=7 * dice.randrange(45))
    days = {first + timedelta(days=n) for n in range(35)}
    return "executive out", _away(scenario, plan, number, days)


def new_account(scenario: Scenario, plan: Plan, dice: random.Random) -> tuple[str, Scenario]:
    """Win a customer like another one."""
    like = dice.choice(scenario.accounts)
    accounts = (*scenario.accounts, replace(like, id="NEW"))
    return "new account", replace(scenario, baseline=plan.scheduled, accounts=accounts)


def tier_change(scenario: Scenario, plan: Plan, dice: random.Random) -> tuple[str, Scenario]:
    """Let a customer grow into the highest band."""
    number = dice.randrange(len(scenario.accounts))
    grown = replace(scenario.accounts[number], arr=Decimal(1_500_000))
    accounts = tuple(grown if n == number else a for n, a in enumerate(scenario.accounts))
    return "tier change", replace(scenario, baseline=plan.scheduled, accounts=accounts)


def moved_visit(scenario: Scenario, plan: Plan, dice: random.Random) -> tuple[str, Scenario]:
    """Move a touch by hand to another day of its window, and hold it there."""
    touches = {touch.id: touch for touch in touches_of(scenario)}
    entry = dice.choice(plan.scheduled)
    touch = touches[entry.touch]
    day = touch.first + timedelta(days=dice.randrange((touch.last - touch.first).days + 1))
    day -= timedelta(days=max(0, day.weekday() - 4))
    there = replace(entry, date=max(day, touch.first))
    return "moved visit", replace(scenario, baseline=plan.scheduled, locked=(there,))


def missed(scenario: Scenario, plan: Plan, dice: random.Random) -> tuple[str, Scenario]:
    """Miss a touch in May and make it up: it has lost its date, the past is fixed."""
    today = date(scenario.year, 5, 12)
    touches = {touch.id: touch for touch in touches_of(scenario)}
    past = [e for e in plan.scheduled if e.date < today and touches[e.touch].last > today]
    gone = dice.choice(past)
    rest = tuple(entry for entry in plan.scheduled if entry is not gone)
    return "missed touch", replace(scenario, baseline=rest, freeze_until=today, not_before=today)


EDITORS = (leave, new_account, tier_change, moved_visit, executive_out, missed)


def _away(scenario: Scenario, plan: Plan, number: int, days: set[date]) -> Scenario:
    person = scenario.people[number]
    gone = replace(person, blackout=person.blackout | days)
    people = tuple(gone if n == number else p for n, p in enumerate(scenario.people))
    return replace(scenario, baseline=plan.scheduled, people=people)


def _script() -> Path | None:
    import os

    for place in (os.environ.get("CSPLANNER_SHARED", ""), Path(__file__).parents[2] / "shared"):
        script = Path(place) / "planner" / "make_scenario.py"
        if place and script.exists():
            return script
    return None


if __name__ == "__main__":
    sys.exit(main())

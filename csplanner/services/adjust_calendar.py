"""The year as it is lived: log, move, lock, agree, hold, miss and waive engagements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.engagement import Mode, State
from csplanner.domain.ids import EngagementId
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.records import Account, Engagement, Person
from csplanner.domain.rules import breaches_of_move
from csplanner.services.find import engagement_named
from csplanner.services.preparation import shifted
from csplanner.services.problem import problem_for
from csplanner.services.problem_touches import touch_year
from csplanner.services.waivers import waive
from csplanner.services.words import in_names

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.engagement import EngagementType
    from csplanner.domain.ids import PersonId
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRule:
    """A hard rule that a date would break, in a word and in a sentence."""

    rule: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedTouch:
    """A touch somebody made or agreed to, outside the plan."""

    account: Account
    type: EngagementType
    date: dt.date
    who: tuple[PersonId, ...] = ()
    notes: str = ""
    mode: Mode = Mode.REMOTE
    minutes: int = 60


def broken_by_move(
    problem: Problem, engagement: Engagement, day: dt.date, who: tuple[PersonId, ...] | None = None
) -> tuple[BrokenRule, ...]:
    """Return the hard rules that an engagement would break on another day, or with other people.

    `problem` is of the engagement's year and may be kept for many questions (dragging).
    """
    person_ids = {person.id: key for key, person in problem.people.items()}
    people = engagement.participants if who is None else who
    scenario = problem.scenario
    touch = engagement.touch or own_touch(problem, engagement)
    entry = Entry(
        touch=TouchId(touch),
        date=day,
        participants=tuple(person_ids[p] for p in people if p in person_ids),
    )
    others = [e for e in (*scenario.locked, *scenario.baseline) if e.touch != touch]
    free = replace(scenario, locked=tuple(e for e in scenario.locked if e.touch != touch))
    return tuple(
        BrokenRule(rule=breach.rule, detail=in_names(problem, breach.detail))
        for breach in breaches_of_move(free, others, entry)
        if engagement.touch or breach.rule not in {"window", "people"}
    )


def own_touch(problem: Problem, engagement: Engagement) -> str:
    """Return what the planner calls an engagement that no rule asked for, '' if it knows none."""
    ending = f"{engagement.date:%Y-%m-%d}:{engagement.id[-4:]}"
    stated = (t.touch for t in problem.scenario.touches if t.touch.endswith(ending))
    return next(stated, "")


def problem_of(reader: Reader, engagement: Engagement, today: dt.date) -> Problem:
    """Return the planning problem that an engagement belongs to."""
    return problem_for(reader, touch_year(engagement.touch) or engagement.date.year, today)


def move(
    workspace: Workspace, touch: str, day: dt.date, *, force: bool = False
) -> tuple[Engagement, tuple[BrokenRule, ...]]:
    """Move an engagement and lock it; refused with every broken hard rule unless forced."""
    engagement = engagement_named(workspace, touch)
    if engagement.state in {State.DONE, State.MISSED, State.WAIVED}:
        raise UserMistake(
            f"This engagement is {engagement.state.value}; only what lies ahead can be moved."
        )
    problem = problem_of(workspace, engagement, workspace.clock.today())
    broken = broken_by_move(problem, engagement, day)
    if broken and not force:
        listed = "\n".join(f"  {b.rule}: {b.detail}" for b in broken)
        count = "a hard rule" if len(broken) == 1 else f"{len(broken)} hard rules"
        raise UserMistake(
            f"Moving to {day} would break {count}:\n{listed}",
            "Choose another day, or move it anyway with --force.",
        )
    moved = replace(engagement, date=day, locked=True, asked=None)
    name = _account_name(workspace, engagement)
    with workspace.change(f"Move {label(engagement)} of {name} to {day:%d %b}") as work:
        work.put(moved, *shifted(workspace, engagement, day))
    return moved, broken


def swap_executive(workspace: Workspace, touch: str, executive: Person) -> Engagement:
    """Let another key executive come; the engagement is locked to keep it so."""
    engagement = engagement_named(workspace, touch)
    people = {person.id: person for person in workspace.all(Person)}
    kept = tuple(p for p in engagement.participants if people[p].role is not executive.role)
    swapped = replace(engagement, participants=(*kept, executive.id), locked=True)
    return _put(workspace, swapped, f"{executive.title or executive.name} joins")


def lock(workspace: Workspace, touch: str) -> Engagement:
    """Keep an engagement where it is, whatever the planner would rather do."""
    engagement = engagement_named(workspace, touch)
    return _put(workspace, replace(engagement, locked=True), "Lock")


def unlock(workspace: Workspace, touch: str) -> Engagement:
    """Let the planner move an engagement again."""
    engagement = engagement_named(workspace, touch)
    return _put(workspace, replace(engagement, locked=False), "Unlock")


def agree(workspace: Workspace, touch: str) -> Engagement:
    """Note that the customer agreed to the date."""
    engagement = _ahead(engagement_named(workspace, touch), "agreed to")
    return _put(workspace, replace(engagement, state=State.AGREED), "Agree to")


def done(workspace: Workspace, touch: str, outcome: str = "") -> Engagement:
    """Note that an engagement was held, and what came of it; not before its day."""
    engagement = engagement_named(workspace, touch)
    if engagement.date > workspace.clock.today():
        raise UserMistake(
            f"This engagement is dated {engagement.date}, in the future.",
            "Move it to the day on which it was held first.",
        )
    held = replace(engagement, state=State.DONE, outcome=outcome or engagement.outcome)
    return _put(workspace, held, "Hold")


def miss(workspace: Workspace, touch: str, reason: str = "") -> Engagement:
    """Note that an engagement was not held; the next plan makes it up while its window lasts."""
    engagement = _ahead(engagement_named(workspace, touch), "missed")
    missed = replace(engagement, state=State.MISSED, reason=reason or engagement.reason)
    return _put(workspace, missed, "Miss")


def log(workspace: Workspace, touch: LoggedTouch) -> Engagement:
    """Put a touch outside the plan on the calendar: held if its day has come, else agreed."""
    day = workspace.clock.today()
    engagement = Engagement(
        id=EngagementId(new_id()),
        account_id=touch.account.id,
        type=touch.type,
        state=State.DONE if touch.date <= day else State.AGREED,
        date=touch.date,
        minutes=touch.minutes,
        timezone=touch.account.timezone,
        mode=touch.mode,
        city=touch.account.city if touch.mode is Mode.ONSITE else "",
        participants=touch.who or tuple(filter(None, [touch.account.owner_id])),
        notes=touch.notes,
    )
    with workspace.change(f"Log {label(engagement)} of {touch.account.name}") as work:
        work.put(engagement)
    return engagement


def label(engagement: Engagement) -> str:
    """Return an engagement's type in words."""
    return type_label(engagement.type.value)


def type_label(kind: str) -> str:
    """Return a type of engagement in words."""
    words = {"qbr": "QBR", "executive_qbr": "executive QBR", "ceo_visit": "CEO visit"}
    return words.get(kind, kind.replace("_", " "))


def _ahead(engagement: Engagement, verb: str) -> Engagement:
    if engagement.state in {State.DONE, State.WAIVED}:
        raise UserMistake(f"This engagement is {engagement.state.value}; it cannot be {verb}.")
    return engagement


def _put(workspace: Workspace, engagement: Engagement, verb: str) -> Engagement:
    name = _account_name(workspace, engagement)
    with workspace.change(f"{verb} {label(engagement)} of {name}") as work:
        work.put(engagement)
    return engagement


def _account_name(reader: Reader, engagement: Engagement) -> str:
    account = reader.get(Account, engagement.account_id)
    return account.name if account else "?"


__all__ = [
    "BrokenRule",
    "LoggedTouch",
    "agree",
    "broken_by_move",
    "done",
    "label",
    "lock",
    "log",
    "miss",
    "move",
    "own_touch",
    "problem_of",
    "swap_executive",
    "type_label",
    "unlock",
    "waive",
]

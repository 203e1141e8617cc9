"""What is owed, on paper: promises, actions and clauses as tables with their signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, short_day
from csplanner.drawing.marks import Health
from csplanner.reports.parts import moon_sign
from csplanner.reports.tables import columns, table
from csplanner.reports.words import counted, money

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.pack_facts import Clause, Owed
    from csplanner.reports.blocks import Block
    from csplanner.reports.stacks import Table

SOON_DAYS = 60


def late_by(item: Owed | Clause, as_of: dt.date) -> int:
    """Return by how many days something is late, 0 when it is not."""
    done = getattr(item, "done", False) or getattr(item, "met", False)
    return 0 if done or item.due is None else max(0, (as_of - item.due).days)


def owed_table(items: Sequence[Owed], as_of: dt.date, what: str) -> Table | None:
    """Return promises or actions with owner, state and date."""
    if not items:
        return None
    heads = columns(
        (what, 0.46, "strong"), ("Owner", 0.17), ("State", 0.16), ("Due", 0.18, "right"), at=0.03
    )
    rows = [(item.text, item.owner, _state(item, as_of), _day(item)) for item in items]
    return table(heads, rows, [moon_sign(_owed_health(item, as_of)) for item in items])


def _state(item: Owed, as_of: dt.date) -> str:
    if item.done:
        return "done"
    late = late_by(item, as_of)
    if late:
        return f"{counted(late, 'day')} late"
    return item.status or "open"


def _day(item: Owed) -> str:
    if item.done:
        return f"done {short_day(item.closed)}" if item.closed else ""
    return full_day(item.due) if item.due else "no date"


def _owed_health(item: Owed, as_of: dt.date) -> Health:
    if item.done:
        return Health.HEALTHY
    return Health.AT_RISK if late_by(item, as_of) else Health.WATCH


def clauses_table(clauses: Sequence[Clause], as_of: dt.date, *, cost: bool = True) -> Block | None:
    """Return the non-standard commitments: text, clause, owner, state, difficulty, cost, due."""
    if not clauses:
        return None
    told: list[tuple[str, float] | tuple[str, float, str]] = [
        ("Commitment", 0.28 if cost else 0.38, "strong"), ("Clause", 0.08), ("Owner", 0.13),
        ("State", 0.17),
    ]  # fmt: skip
    if cost:
        told += [("Difficulty", 0.1), ("Cost", 0.09, "right")]
    heads = columns(*told, ("Due", 0.12, "right"), at=0.03)
    rows = []
    for c in clauses:
        extra = (c.difficulty, money(c.cost, c.currency) if c.cost else "") if cost else ()
        due = full_day(c.due) if c.due else "ongoing"
        rows.append((c.text, c.clause, c.owner, c.status, *extra, due))
    return table(heads, rows, [moon_sign(clause_health(c, as_of)) for c in clauses])


def clause_health(clause: Clause, as_of: dt.date) -> Health:
    """Return met, late or soon to fall due, in the signs of health."""
    if clause.met or clause.due is None:
        return Health.HEALTHY
    if clause.due < as_of:
        return Health.AT_RISK
    return Health.WATCH if (clause.due - as_of).days <= SOON_DAYS else Health.HEALTHY

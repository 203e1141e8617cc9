"""Reads the checklists of a policy: [[checklist]] tables with a [[checklist.step]] each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.kinds import EngagementType
from csplanner.domain.policy_reading import Table
from csplanner.domain.preparation import Checklist, Step

if TYPE_CHECKING:
    from csplanner.domain.policy_reading import Reading

_KINDS = tuple(kind.value for kind in EngagementType)
_WHO = ("CSM", "AE", "EXEC", "CEO")
_STEP = "checklist.step"


def read_checklists(reading: Reading, top: Table) -> tuple[Checklist, ...]:
    """Return the checklists in their order; none means the standard ones."""
    found: list[Checklist] = []
    for nth, values in enumerate(top.tables("checklist")):
        table = Table(reading, "checklist", nth, values)
        types = table.words("types", _KINDS, [])
        twice = [t for t in types if any(t in other.types for other in found)]
        if twice:
            table.wrong("types", f"{twice[0]!r} has a checklist already; each type has one")
        found.append(Checklist(types=types, steps=tuple(_steps(reading, table))))
        table.finish()
    return tuple(found)


def _steps(reading: Reading, table: Table) -> list[Step]:
    found = []
    for values in table.tables("step"):
        inner = Table(reading, _STEP, reading.next_of(_STEP), values)
        found.append(
            Step(
                text=inner.line("text"),
                days=inner.whole("days", 0, 180, 7),
                role=inner.word("role", _WHO, "CSM"),
                onsite=inner.truth("onsite"),
            )
        )
        inner.finish()
    if not found:
        table.wrong("step", "is missing; write at least one [[checklist.step]]")
    return found

"""What is to be done before a visit, by type: the steps of its checklist with their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.kinds import EngagementType

if TYPE_CHECKING:
    from collections.abc import Iterable

_QBR, _EXEC = EngagementType.QBR.value, EngagementType.EXECUTIVE_QBR.value
_CEO, _VALUE = EngagementType.CEO_VISIT.value, EngagementType.VALUE_REVIEW.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: due so many days before the visit; `onsite` ones only where one travels.

    `role` says whose it is: CSM, AE, EXEC or CEO.
    """

    text: str
    days: int
    role: str = "CSM"
    onsite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The steps for some types of engagement; without types, for all that have no own list."""

    types: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


STANDARD = (
    Checklist(
        types=(_QBR, _EXEC, _CEO),
        steps=(
            Step(text="Invitation sent and date confirmed", days=28),
            Step(text="Trip asked for and booked", days=21, onsite=True),
            Step(text="Goals and actuals refreshed", days=14),
            Step(text="Open tickets read", days=10),
            Step(text="Promises of the last visit checked", days=10),
            Step(text="Trends and suggestions written", days=7),
            Step(text="Agenda agreed with the customer", days=7),
            Step(text="Customer pack read for what is internal", days=3),
            Step(text="Brief printed for everybody who comes", days=2),
        ),
    ),
    Checklist(
        types=(_VALUE,),
        steps=(
            Step(text="Value reached so far, in the customer's numbers", days=10),
            Step(text="What is off the norm in the contract read", days=7),
            Step(text="Agenda agreed with the customer", days=5),
            Step(text="Customer pack read for what is internal", days=2),
        ),
    ),
    Checklist(
        types=(),
        steps=(
            Step(text="Open tickets and promises read", days=2),
            Step(text="What we want to learn written down", days=1),
        ),
    ),
)


def steps_for(checklists: Iterable[Checklist], kind: str, *, onsite: bool) -> tuple[Step, ...]:
    """Return the steps of a type of engagement, the earliest due first."""
    known = tuple(checklists) or STANDARD
    own = [c for c in known if kind in c.types]
    chosen = own or [c for c in known if not c.types]
    steps = [s for c in chosen for s in c.steps if onsite or not s.onsite]
    return tuple(sorted(steps, key=lambda s: -s.days))

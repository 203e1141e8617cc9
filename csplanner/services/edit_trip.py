"""What a person changes of a trip: its approval, its cost lines, the legs typed by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import TripCostId, TripLegId
from csplanner.domain.place import folded
from csplanner.domain.records import Engagement, TripCost, TripLeg
from csplanner.domain.trip import TripState
from csplanner.services.adjust_calendar import broken_by_move, problem_of
from csplanner.services.places import places
from csplanner.services.preparation import shifted
from csplanner.services.trip_sheets import trip_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from csplanner.domain.ids import PersonId
    from csplanner.domain.records import Trip
    from csplanner.domain.trip import CostCategory
    from csplanner.domain.trip_sheet import Nearby, TripSheet
    from csplanner.services.workspace import Workspace

_BEFORE = {
    TripState.ASKED: (TripState.DRAFT, TripState.REFUSED),
    TripState.APPROVED: (TripState.ASKED,),
    TripState.REFUSED: (TripState.ASKED, TripState.APPROVED),
    TripState.DRAFT: (TripState.ASKED, TripState.APPROVED, TripState.REFUSED),
}
_DOES = {
    TripState.ASKED: "Ask for",
    TripState.APPROVED: "Approve",
    TripState.REFUSED: "Refuse",
    TripState.DRAFT: "Take back the request for",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLeg:
    """A leg as a person types it; times are local to their places."""

    mode: str
    origin: str
    destination: str
    departs: dt.datetime | None = None
    departs_zone: str = ""
    arrives: dt.datetime | None = None
    arrives_zone: str = ""
    reference: str = ""


def judge(workspace: Workspace, trip: Trip, state: TripState, by: str = "") -> Trip:
    """Bring a trip's approval to a state: asked from draft, approved or refused once asked."""
    if trip.state not in _BEFORE[state]:
        before = " or ".join(word.value for word in _BEFORE[state])
        raise UserMistake(
            f"{trip_id(trip)} is {trip.state.value}; only a trip that is {before} can become"
            f" {state.value}.",
            "Ask for it first." if trip.state is TripState.DRAFT else "",
        )
    decides = state in {TripState.APPROVED, TripState.REFUSED}
    if decides and not by.strip():
        raise UserMistake(f"Who decided on {trip_id(trip)} is not said.", "Say it with --by.")
    judged = replace(
        trip,
        state=state,
        decided_by=by.strip() if decides else "",
        decided_on=workspace.clock.today() if decides else None,
    )
    with workspace.change(f"{_DOES[state]} trip {trip_id(trip)}") as work:
        work.put(judged)
    return judged


def give_reason(workspace: Workspace, trip: Trip, reason: str) -> Trip:
    """Keep why a trip goes over a limit."""
    changed = replace(trip, notes=reason.strip())
    with workspace.change(f"Give a reason for trip {trip_id(trip)}") as work:
        work.put(changed)
    return changed


def set_costs(
    workspace: Workspace,
    trip: Trip,
    person: PersonId | None,
    amounts: Mapping[CostCategory, tuple[Decimal, str]],
) -> None:
    """Set what categories cost one traveller, or all (None): amount and note; 0 takes a line away.

    One undo step; categories that are not named stay as they are.
    """
    for category, (amount, _) in amounts.items():
        if not amount.is_finite() or amount < 0:
            raise UserMistake(
                f"A cost of {amount} for {category.value} is not allowed.", "Write 0 or more."
            )
    old: dict[CostCategory, list[TripCost]] = {}
    for line in workspace.where(TripCost, trip_id=trip.id):
        if line.person_id == person and line.category in amounts:
            old.setdefault(line.category, []).append(line)
    with workspace.change(f"Change costs of trip {trip_id(trip)}") as work:
        for category, (amount, note) in amounts.items():
            kept = old.get(category, [])
            work.remove(*(kept[1:] if amount else kept))
            if amount:
                work.put(
                    TripCost(
                        id=kept[0].id if kept else TripCostId(new_id()),
                        trip_id=trip.id,
                        category=category,
                        person_id=person,
                        amount=amount,
                        currency=trip.currency,
                        note=note,
                    )
                )


def add_leg(workspace: Workspace, trip: Trip, typed: TypedLeg) -> TripLeg:
    """Add a leg typed by hand; its zones must exist and it must not end before it begins."""
    for name in (typed.departs_zone, typed.arrives_zone):
        if name and name not in available_timezones():
            raise UserMistake(f"{name!r} is no time zone.", "Write one like Europe/London.")
    if not typed.origin.strip() or not typed.destination.strip():
        raise UserMistake("A leg needs a place it leaves from and one it goes to.")
    same_zone = typed.departs_zone == typed.arrives_zone
    if typed.departs and typed.arrives and same_zone and typed.arrives < typed.departs:
        raise UserMistake("The leg arrives before it departs.", "Check its times.")
    leg = TripLeg(
        id=TripLegId(new_id()),
        trip_id=trip.id,
        mode=typed.mode,
        origin=typed.origin.strip(),
        destination=typed.destination.strip(),
        departs=typed.departs,
        departs_zone=typed.departs_zone,
        arrives=typed.arrives,
        arrives_zone=typed.arrives_zone,
        reference=typed.reference,
    )
    with workspace.change(f"Add a leg to trip {trip_id(trip)}") as work:
        work.put(leg)
    return leg


def remove_leg(workspace: Workspace, trip: Trip, leg: TripLegId) -> None:
    """Take a leg away."""
    found = workspace.get(TripLeg, leg)
    if found is None or found.trip_id != trip.id:
        raise UserMistake(f"{trip_id(trip)} has no such leg.")
    with workspace.change(f"Remove a leg of trip {trip_id(trip)}") as work:
        work.remove(found)


def join_trip(workspace: Workspace, trip: Trip, near: Nearby) -> Engagement:
    """Move a nearby account's visit onto its open day of a trip, and lock it there.

    Raises UserMistake naming every hard rule that the move would break.
    """
    visit = workspace.get(Engagement, near.engagement_id)
    if visit is None or near.date is None:
        raise UserMistake(f"{near.account} has no visit that could be moved any more.")
    problem = problem_of(workspace, visit, workspace.clock.today())
    broken = broken_by_move(problem, visit, near.date)
    if broken:
        listed = "; ".join(f"{b.rule}: {b.detail}" for b in broken)
        raise UserMistake(f"{near.account} cannot join on {near.date}: {listed}.")
    asked = visit.asked if near.date == visit.date else None
    moved = replace(visit, date=near.date, locked=True, trip_id=trip.id, asked=asked)
    with workspace.change(f"Bring {near.account} into trip {trip_id(trip)}") as work:
        work.put(moved, *shifted(workspace, visit, near.date))
    return moved


def zone_of(sheet: TripSheet, city: str) -> str:
    """Return the time zone of a city of the trip or of the table, '' where it is unknown."""
    known = [*sheet.homes, *(stop.place for stop in sheet.stops if stop.place is not None)]
    for place in known:
        if folded(place.name) == folded(city):
            return place.timezone
    found = places().city(city)
    return found.timezone if found is not None else ""

"""The actions of the page Trips."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from csplanner.domain.trip import TripState
from ui.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.trips import TripsPage


class _Step(NamedTuple):
    """A step of the approval: from which states it is taken."""

    name: str
    text: str
    state: TripState
    before: tuple[str, ...]
    icon: str
    keys: str = ""


_STEPS = (
    _Step("ask", "Ask for approval", TripState.ASKED, ("draft", "refused"), "mail", "A"),
    _Step("approve", "Approve", TripState.APPROVED, ("asked",), "check"),
    _Step("refuse", "Refuse", TripState.REFUSED, ("asked", "approved"), "blocked"),
    _Step("withdraw", "Back to draft", TripState.DRAFT, ("asked", "approved", "refused"), "undo"),
)


def trip_actions(page: TripsPage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    return (*_moves(page), *_approval(page), *_paper(page), *_edits(page), *_years(page))


def _moves(page: TripsPage) -> tuple[Action, ...]:
    return (
        Action(
            name="trips.open",
            text="Open trip",
            run=page.open_current,
            icon="trips",
            menu="Plan",
            detail="Enter",
            on=lambda: page.sheet is not None and not page.is_open,
        ),
        *(
            Action(
                name=f"trips.{name}", text=text, run=run, keys=keys, icon=icon, on=_is_open(page)
            )
            for name, text, run, keys, icon in (
                ("close", "Back to the list of trips", page.close_trip, "Esc", "arrow-left"),
                ("next", "Next trip", partial(page.step, 1), "J", "chevron-down"),
                ("previous", "Trip before", partial(page.step, -1), "K", "chevron-up"),
            )
        ),
    )


def _is_open(page: TripsPage) -> Callable[[], bool]:
    return lambda: page.is_open


def _approval(page: TripsPage) -> tuple[Action, ...]:
    def is_in(states: tuple[str, ...]) -> Callable[[], bool]:
        def on() -> bool:
            sheet = page.sheet
            return page.acts.can_write and sheet is not None and sheet.state in states

        return on

    return tuple(
        Action(
            name=f"trips.{step.name}",
            text=step.text,
            run=partial(page.acts.judge, step.state),
            keys=step.keys,
            icon=step.icon,
            menu="Plan",
            on=is_in(step.before),
        )
        for step in _STEPS
    )


def _paper(page: TripsPage) -> tuple[Action, ...]:
    acts = page.acts
    rows = (
        ("print", "Print request", acts.print_request, "Ctrl+P", "print", "File"),
        ("calendar", "Export ICS", acts.save_calendar, "Ctrl+E", "calendar", "File"),
        ("pack", "Export pack", acts.export_pack, "Ctrl+Shift+E", "export", "File"),
        ("copy", "Copy request", acts.copy_request, "C", "copy", "Edit"),
    )
    return tuple(
        Action(
            name=f"trips.{name}",
            text=text,
            run=run,
            keys=keys,
            icon=icon,
            menu=menu,
            on=lambda: page.sheet is not None,
        )
        for name, text, run, keys, icon, menu in rows
    )


def _edits(page: TripsPage) -> tuple[Action, ...]:
    acts = page.acts
    rows = (
        ("costs", "Change costs", acts.change_costs, "E", "edit"),
        ("leg", "Add a leg", acts.add_leg, "", "plus"),
    )
    return tuple(
        Action(
            name=f"trips.{name}",
            text=text,
            run=run,
            keys=keys,
            icon=icon,
            menu="Plan",
            on=lambda: page.sheet is not None and acts.can_write,
        )
        for name, text, run, keys, icon in rows
    )


def _years(page: TripsPage) -> tuple[Action, ...]:
    rows = (
        ("next_year", "Trips of the year after", 1, "]", "chevron-right"),
        ("last_year", "Trips of the year before", -1, "[", "chevron-left"),
    )
    return tuple(
        Action(
            name=f"trips.{name}",
            text=text,
            run=partial(page.show_year, step),
            keys=keys,
            icon=icon,
            on=lambda: not page.is_open,
        )
        for name, text, step, keys, icon in rows
    )

"""Who we are and how we count days: the settings that belong to the portfolio."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import OrganisationId
from csplanner.domain.records import Organisation
from csplanner.services.workspace import organisation

if TYPE_CHECKING:
    from csplanner.services.workspace import Reader, Workspace

_CURRENCY = re.compile(r"[A-Z]{3}")
LABELS = {
    "name": "our name",
    "team": "the team's name",
    "base_currency": "the base currency",
    "fiscal_year_start_month": "the fiscal year",
    "week_start": "the first day of the week",
    "day_starts": "the start of the day",
    "day_ends": "the end of the day",
}


def our_settings(reader: Reader) -> Organisation:
    """Return the settings of a portfolio; those of a new one where nothing is set yet."""
    return organisation(reader) or Organisation(id=OrganisationId(""), name="")


def change_setting(workspace: Workspace, field: str, value: Any) -> Organisation:
    """Set one field as one undo step; raises UserMistake where the value cannot be used."""
    before = our_settings(workspace)
    if getattr(before, field) == value:
        return before
    after = replace(before, **{field: value})
    _check(after, field)
    if not after.id:
        after = replace(after, id=OrganisationId(new_id()))
    with workspace.change(f"Change {LABELS[field]}") as work:
        work.put(after)
    return after


def _check(ours: Organisation, field: str) -> None:
    if field == "name" and not ours.name.strip():
        raise UserMistake("Our name is empty.", "It stands on every paper: type it.")
    if field == "base_currency" and not _CURRENCY.fullmatch(ours.base_currency):
        raise UserMistake(
            f"{ours.base_currency!r} is no currency.", "Write three letters, such as USD or EUR."
        )
    if ours.day_ends <= ours.day_starts:
        raise UserMistake(
            f"A day cannot end at {ours.day_ends:%H:%M} when it starts at {ours.day_starts:%H:%M}.",
            "Choose a later end.",
        )

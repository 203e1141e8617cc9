"""The six figures over a review: the plan as it would be, beside the calendar as it is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.services.proof import gap_words
from ui import formats
from ui.widgets.tiles import Tile

if TYPE_CHECKING:
    from csplanner.domain.records import PlanRun
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.review_run import PartOfPlan, PlanFigures


def tiles_of(
    proposal: PlanProposal, before: PlanFigures, part: PartOfPlan, last: PlanRun | None
) -> tuple[Tile, ...]:
    """Return coverage, unplaced, trips, travel, busiest week and gap of the part that is ticked."""
    after = part.figures
    return (
        Tile(
            name="Coverage",
            value=formats.percent(after.coverage, 1),
            was=f"was {formats.percent(before.coverage, 1)}",
            shares=(before.coverage, after.coverage),
        ),
        _count("Unplaced", before.unplaced, after.unplaced),
        _count("Trips", before.trips, after.trips),
        _money("Travel cost", before.travel, after.travel, proposal.currency),
        _count("Busiest week", before.peak, after.peak, " h"),
        Tile(
            name="Above the bound",
            value="0 %" if part.gap == 0 else gap_words(part.gap),
            was=gap_words(part.gap) if part.gap == 0 else _was_gap(last),
        ),
    )


def _was_gap(last: PlanRun | None) -> str:
    if last is None or last.gap is None:
        return ""
    return f"was {gap_words(last.gap)}"


def _money(name: str, before: float, after: float, currency: str) -> Tile:
    most = max(before, after) or 1
    return Tile(
        name=name,
        value=formats.money(Decimal(round(after)), currency),
        was=f"was {formats.money(Decimal(round(before)), currency)}",
        shares=(before / most, after / most),
    )


def _count(name: str, before: float, after: float, unit: str = "") -> Tile:
    most = max(before, after) or 1
    return Tile(
        name=name,
        value=f"{formats.number(after)}{unit}",
        was=f"was {formats.number(before)}{unit}",
        shares=(before / most, after / most),
    )

"""Print the travel request of a trip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.paths import write_atomically
from csplanner.services.export_calendar import Written
from csplanner.services.trip_route import route_map

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.job import Job
    from csplanner.domain.trip_sheet import TripSheet


def print_request(sheet: TripSheet, out: Path, paper: str, job: Job) -> Written:
    """Write the request as PDF; the same trip and day give the same bytes."""
    from csplanner.reports.layout import rendered
    from csplanner.reports.trip_request import trip_document

    content, pages = rendered(trip_document(sheet, route_map(sheet), paper), job)
    write_atomically(out, content)
    return Written(out=out, bytes=len(content), pages=pages, warnings=sheet.problems)

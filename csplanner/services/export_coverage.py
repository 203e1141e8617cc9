"""Coverage for scripts, spreadsheets and people."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.paths import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.services.review_coverage import CoverageReview

SUFFIXES = (".csv", ".xlsx")


def coverage_json(review: CoverageReview) -> dict[str, Any]:
    """Return the answer of `coverage`, with the keys that scripts read."""
    return {
        "year": review.year,
        "as_of": review.as_of,
        "rows": [_row(review, index) for index in range(len(review.rows))],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "hours": round(person.load.hours, 2),
                "capacity": round(person.load.capacity, 2),
                "utilisation": _rounded(person.load.utilisation),
                "visits": person.load.visits,
                "travel_weeks": person.load.travel_weeks,
            }
            for person in review.people
        ],
        "gaps": [
            {
                "account": gap.account,
                "rule": gap.rule,
                "period": gap.period,
                "reason": gap.reason,
                "relax": gap.relax,
                "touch": gap.touch,
                "detail": gap.detail,
            }
            for gap in review.gaps
        ],
        "reach": _rounded(review.reach),
        "listed": [{"account": account, "why": why} for account, why in review.listed],
    }


def _row(review: CoverageReview, index: int) -> dict[str, Any]:
    row = review.rows[index]
    return {
        review.by: row.group,
        "period": row.period,
        "planned": row.planned,
        "scheduled": row.scheduled,
        "done": row.done,
        "remaining": row.remaining,
        "remaining_to_schedule": row.remaining_to_schedule,
        "attainment": _rounded(row.attainment),
        "elapsed": row.elapsed,
        "unconfirmed": row.unconfirmed,
        "missed": row.missed,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def export_coverage(review: CoverageReview, out: Path) -> int:
    """Write the matrix and the gaps as .csv or .xlsx; returns the bytes."""
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserMistake(
            f"{out.name}: coverage cannot be written as {suffix or 'a file without ending'}.",
            f"Use one of {', '.join(SUFFIXES)}.",
        )
    data = coverage_json(review)
    sheets = {name: data[name] for name in ("rows", "people", "gaps")}
    content = _csv(sheets) if suffix == ".csv" else _workbook(review, sheets)
    write_atomically(out, content)
    return len(content)


def _csv(sheets: dict[str, list[dict[str, Any]]]) -> bytes:
    from csplanner.reports.calendar_files import harmless

    out = io.StringIO()
    for name in ("rows", "gaps"):
        items = sheets[name]
        if not items:
            continue
        writer = csv.DictWriter(out, fieldnames=list(items[0]), lineterminator="\r\n")
        writer.writeheader()
        for item in items:
            cells = {k: harmless(v) if isinstance(v, str) else v for k, v in item.items()}
            writer.writerow(cells)
        out.write("\r\n")
    return out.getvalue().encode()


def _workbook(review: CoverageReview, sheets: dict[str, list[dict[str, Any]]]) -> bytes:
    from csplanner.reports.workbook import workbook_of

    names = {"rows": "Coverage", "people": "People", "gaps": "Gaps"}
    named = {names[key]: items for key, items in sheets.items()}
    return workbook_of(named, f"Coverage {review.year}", review.as_of)

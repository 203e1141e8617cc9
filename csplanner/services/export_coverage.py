"""Coverage for scripts, spreadsheets and paper: one review, told in three ways."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.paths import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.services.review_coverage import CoverageReview
    from csplanner.services.workspace import Reader

SUFFIXES = (".pdf", ".xlsx", ".csv")


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
                "name": gap.account_name,
                "challenged": gap.asked.reason if gap.asked else None,
            }
            for gap in review.gaps
        ],
        "reach": _rounded(review.reach),
        "groups": _groups(review),
        "cadence": _cadence(review),
        "attention": attention_json(review),
        "waivers": _waivers(review),
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


def _groups(review: CoverageReview) -> list[dict[str, Any]]:
    return [
        {
            review.by: group.key,
            "name": group.name,
            "accounts": len(group.accounts),
            "reach": _rounded(group.reach),
            "longest_silence": group.longest.longest if group.longest else None,
            "silent_account": review.names[group.longest.account] if group.longest else None,
        }
        for group in review.groups
    ]


def _cadence(review: CoverageReview) -> dict[str, Any]:
    return {
        "late": [
            {
                "account": item.account,
                "name": review.names[item.account],
                "rule": item.rule,
                "last": item.last,
                "days": item.days,
                "max_gap": item.most,
                "urgency": _rounded(item.urgency),
                "next": item.next,
            }
            for item in review.late
        ],
        "too_close": [
            {
                "account": item.account,
                "name": review.names[item.account],
                "first": item.first,
                "second": item.second,
                "days": item.days,
                "min_gap": item.least,
            }
            for item in review.close
        ],
        "never_touched": [review.names[s.account] for s in review.silences if s.longest is None],
    }


def attention_json(review: CoverageReview) -> dict[str, Any]:
    """Return where time and travel go: by purpose, and by account against revenue and promise."""
    promised = {promise.account: promise for promise in review.promises}
    spent = {share.key: share for share in review.attention.accounts}
    rows = []
    for account, name in sorted(review.names.items(), key=lambda pair: pair[1].casefold()):
        share, promise = spent.get(account), promised.get(account)
        arr = review.revenue.get(account)
        cost = float(share.cost) if share else 0.0
        rows.append(
            {
                "account": account,
                "name": name,
                "tier": review.tiers[account],
                "arr": arr,
                "hours": round(share.hours, 2) if share else 0.0,
                "visits": share.visits if share else 0,
                "travel_cost": round(cost, 2),
                "cost_per_arr": round(cost / arr, 6) if arr else None,
                "promised": promise.promised if promise else 0,
                "given": promise.given if promise else 0,
                "short": promise.short if promise else 0,
            }
        )
    return {
        "currency": review.currency,
        "kept_share": _rounded(review.attention.kept),
        "purposes": [
            {
                "purpose": share.key,
                "hours": round(share.hours, 2),
                "visits": share.visits,
                "trips": share.trips,
                "days_away": round(share.days, 2),
                "travel_cost": round(float(share.cost), 2),
            }
            for share in review.attention.purposes
        ],
        "accounts": rows,
    }


def _waivers(review: CoverageReview) -> list[dict[str, Any]]:
    return [
        {
            "touch": waiver.touch,
            "account": waiver.account_id,
            "reason": waiver.reason,
            "asked_by": waiver.asked_by,
            "decided_by": waiver.decided_by,
            "decided_on": waiver.decided_on,
            "state": "asked"
            if waiver.decided_on is None
            else "refused"
            if waiver.refused
            else "granted",
        }
        for waiver in review.waivers
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def export_coverage(reader: Reader, review: CoverageReview, out: Path) -> tuple[int, int | None]:
    """Write the report as .pdf, or the tables as .xlsx or .csv; returns bytes and pages."""
    suffix = out.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserMistake(
            f"{out.name}: coverage cannot be written as {suffix or 'a file without ending'}.",
            f"Use one of {', '.join(SUFFIXES)}.",
        )
    content, pages = coverage_file(reader, review, suffix)
    write_atomically(out, content)
    return len(content), pages


def coverage_file(reader: Reader, review: CoverageReview, suffix: str) -> tuple[bytes, int | None]:
    """Return the content of a file of a kind, and its pages where it has any."""
    if suffix == ".pdf":
        from csplanner.services.coverage_paper import coverage_pdf

        return coverage_pdf(reader, review)
    data = coverage_json(review)
    sheets = {name: data[name] for name in ("rows", "people", "gaps", "waivers")}
    sheets["attention"] = data["attention"]["accounts"]
    sheets["late"] = data["cadence"]["late"]
    return _csv(sheets) if suffix == ".csv" else _workbook(review, sheets), None


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

    names = {
        "rows": "Coverage",
        "people": "People",
        "gaps": "Gaps",
        "late": "Waiting",
        "attention": "Attention",
        "waivers": "Waivers",
    }
    named = {title: sheets[key] for key, title in names.items()}
    return workbook_of(named, f"Coverage {review.year}", review.as_of)

"""Coverage as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.cli.output import table

if TYPE_CHECKING:
    from csplanner.services.review_coverage import CoverageReview

_MOST = 20


def coverage_lines(review: CoverageReview) -> tuple[str, ...]:
    """Return the answer in tables: rows, people, gaps, who waits, where travel goes."""
    return (
        *_rows(review),
        "",
        *_people(review),
        "",
        *_gaps(review),
        "",
        *_waits(review),
        "",
        *_attention(review),
    )


def _rows(review: CoverageReview) -> tuple[str, ...]:
    heads = (review.by, "period", "planned", "scheduled", "done", "remaining", "to schedule",
             "attainment", "elapsed")  # fmt: skip
    rows: list[tuple[Any, ...]] = [
        (r.group, r.period, r.planned, r.scheduled, r.done, r.remaining, r.remaining_to_schedule,
         share(r.attainment), share(r.elapsed))
        for r in review.rows
    ]  # fmt: skip
    return table(heads, rows)


def _people(review: CoverageReview) -> tuple[str, ...]:
    people = [
        (p.name, f"{p.load.hours:.0f}", f"{p.load.capacity:.0f}", share(p.load.utilisation),
         p.load.visits, p.load.travel_weeks)
        for p in review.people
    ]  # fmt: skip
    return table(("person", "hours", "has", "used", "visits", "travel weeks"), people)


def _gaps(review: CoverageReview) -> tuple[str, ...]:
    gaps = [(g.account_name, g.rule, g.period, g.reason, g.detail) for g in review.gaps]
    heads = ("account", "rule", "period", "reason", "detail")
    return (f"{len(gaps)} gaps", *(table(heads, gaps) if gaps else ()))


def _waits(review: CoverageReview) -> tuple[str, ...]:
    late = [
        (review.names[c.account], c.rule, str(c.last or "never"), c.days, c.most,
         str(c.next or "no date"))
        for c in review.late[:_MOST]
    ]  # fmt: skip
    said = f"{len(review.late)} wait longer than their rule wants"
    heads = ("account", "rule", "last", "days", "at most", "next")
    return (said, *(table(heads, late) if late else ()))


def _attention(review: CoverageReview) -> tuple[str, ...]:
    rows = [
        (s.key, f"{s.hours:.0f}", s.visits, s.trips, f"{s.days:.0f}", f"{s.cost:.0f}")
        for s in review.attention.purposes
    ]
    short = sum(promise.short > 0 for promise in review.promises)
    heads = ("to", "hours", "visits", "trips", "days away", f"travel in {review.currency}")
    return (*table(heads, rows), f"{short} accounts get less than their tier was promised.")


def share(value: float | None) -> str:
    """Return a share in whole percent."""
    return "-" if value is None else f"{value:.0%}"

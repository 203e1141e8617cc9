"""Retention as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.cli.output import table

if TYPE_CHECKING:
    from decimal import Decimal

    from csplanner.services.review_retention import RetentionReview


def retention_lines(review: RetentionReview) -> tuple[str, ...]:
    """Return the answer in tables: figures, reasons, renewals, pilots, the cost of losses."""
    return (
        f"{review.span.first} to {review.span.last}, in {review.currency}",
        "",
        *_figures(review),
        "",
        *_reasons(review),
        "",
        *_renewals(review),
        "",
        *_pilots(review),
        *_leak(review),
    )


def _figures(review: RetentionReview) -> tuple[str, ...]:
    heads = ("by", "group", "start", "new", "expansion", "contraction", "churn", "GRR", "NRR",
             "customers", "lost")  # fmt: skip
    named = [("all", "", review.figures), *((r.by, r.name, r.figures) for r in review.rows)]
    rows = [
        (by, name, _money(f.start), _money(f.new), _money(f.expansion), _money(f.contraction),
         _money(f.churn), _share(f.grr), _share(f.nrr), f.logos, f.logos_churned)
        for by, name, f in named
    ]  # fmt: skip
    return table(heads, rows)


def _reasons(review: RetentionReview) -> tuple[str, ...]:
    if not review.reasons:
        return ("Nothing was lost in the period.",)
    rows = [
        (r.reason, r.influence, _money(r.amount), ", ".join(r.accounts)) for r in review.reasons
    ]
    return table(("lost for", "we", "amount", "accounts"), rows)


def _renewals(review: RetentionReview) -> tuple[str, ...]:
    if not review.renewals:
        return ("No renewal is due in the coming year.",)
    rows = [
        (r.name, str(r.date), r.days, _money(r.arr), r.state.value, str(r.decides), len(r.done),
         len(r.planned))
        for r in review.renewals
    ]  # fmt: skip
    heads = ("renewal", "date", "days", "ARR", "window", "decision", "done inside", "planned")
    return table(heads, rows)


def _pilots(review: RetentionReview) -> tuple[str, ...]:
    if not review.pilots:
        return ()
    rows = [
        (p.name, p.state.value, str(p.decides), _money(p.now), _money(p.converted), p.buyer or "-")
        for p in review.pilots
    ]
    heads = ("pilot", "state", "decision", "now", "converted", "economic buyer")
    rate = f"Pilots converted of those decided: {_share(review.conversion)}."
    return (*table(heads, rows), rate, "")


def _leak(review: RetentionReview) -> tuple[str, ...]:
    found = review.leak
    line = f"To stand still at this pace new sales must bring {_money(found.a_year)} a year"
    if found.deals is not None:
        line += f", {found.deals:.1f} contracts of the usual {_money(review.deal)}"
    return (f"{line}.",)


def _money(amount: Decimal | None) -> str:
    return "-" if amount is None else f"{amount:.0f}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"

"""Retention for scripts: the answer of the verb, with the keys that contract.md names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from csplanner.insight.renewals import Pilot, Renewal
    from csplanner.insight.retention import Figures
    from csplanner.services.review_retention import RetentionReview


def retention_json(review: RetentionReview) -> dict[str, Any]:
    """Return the answer of `retention`; rates are fractions, null where nothing was there."""
    return {
        "from": review.span.first,
        "to": review.span.last,
        "as_of": review.as_of,
        "currency": review.currency,
        **_figures(review.figures),
        "reasons": [
            {
                "reason": reason.reason,
                "influence": reason.influence,
                "amount": reason.amount,
                "churn": reason.churn,
                "contraction": reason.contraction,
                "accounts": list(reason.accounts),
            }
            for reason in review.reasons
        ],
        "rows": [
            {"by": row.by, "key": row.key, "name": row.name, **_figures(row.figures)}
            for row in review.rows
        ],
        "accounts": [
            {
                "account": change.customer.id,
                "name": change.customer.name,
                **{key: getattr(change, key) for key in _AMOUNTS},
            }
            for change in review.changes
            if change.start or change.end or change.new
        ],
        "renewals": [_renewal(renewal) for renewal in review.renewals],
        "pilots": [_pilot(pilot) for pilot in review.pilots],
        "pilot_conversion": rounded(review.conversion),
        "replacement": _replacement(review),
        "listed": [
            {"account": account, "name": name, "why": why} for account, name, why in review.listed
        ],
    }


_AMOUNTS = ("start", "new", "expansion", "contraction", "churn", "end")


def rounded(share: float | None) -> float | None:
    """Return a share with six digits after the point."""
    return None if share is None else round(share, 6)


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "start": figures.start,
        "new": figures.new,
        "expansion": figures.expansion,
        "contraction": figures.contraction,
        "churn": figures.churn,
        "grr": rounded(figures.grr),
        "nrr": rounded(figures.nrr),
        "logos": {"start": figures.logos, "churned": figures.logos_churned},
        "logo_churn": rounded(figures.logo_churn),
        "new_later": figures.later,
        "end": figures.end,
    }


def _renewal(renewal: Renewal) -> dict[str, Any]:
    return {
        "account": renewal.account,
        "name": renewal.name,
        "arr": renewal.arr,
        "date": renewal.date,
        "days": renewal.days,
        "countdown": renewal.step,
        "window_opens": renewal.opens,
        "decision": renewal.decides,
        "state": renewal.state.value,
        "assumed": renewal.assumed,
        "done_in_window": list(renewal.done),
        "planned_in_window": list(renewal.planned),
    }


def _pilot(pilot: Pilot) -> dict[str, Any]:
    return {
        "account": pilot.account,
        "name": pilot.name,
        "state": pilot.state.value,
        "decision": pilot.decides,
        "criteria": pilot.criteria,
        "economic_buyer": pilot.buyer,
        "value_now": pilot.now,
        "value_converted": pilot.converted,
        "currency": pilot.currency,
        "reviews_done": pilot.reviews,
    }


def _replacement(review: RetentionReview) -> dict[str, Any]:
    found = review.leak
    return {
        "lost": review.figures.lost,
        "net_of_expansion": max(review.figures.lost - review.figures.expansion, 0),
        "yearly_rate": round(float(found.rate), 6),
        "revenue": found.revenue,
        "a_year": round(found.a_year, 2),
        "a_month": round(found.a_month, 2),
        "usual_deal": review.deal,
        "deals_a_year": None if found.deals is None else round(float(found.deals), 2),
        "left_without": [round(amount, 2) for amount in found.left],
    }

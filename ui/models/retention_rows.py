"""What the page Retention shows of a review: bridge, tiles, groups, reasons, renewals, pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.loss_reasons import COULD, COULD_NOT
from csplanner.drawing.bridge import Step
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health as Moon
from ui import formats
from ui.models.row_table import Column
from ui.widgets.list_row import RowLook, progress, words
from ui.widgets.tiles import Tile

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from csplanner.services.review_retention import (
        Pilot,
        Reason,
        Renewal,
        RetentionReview,
        RetentionRow,
    )

_STATES = {
    "open": ("open", "watch"),
    "opening": ("opens soon", "text"),
    "decided": ("decided", "text2"),
    "later": ("later", "text3"),
}
_PILOTS = {"running": Moon.WATCH, "overdue": Moon.AT_RISK, "converted": Moon.HEALTHY}


def tiles(review: RetentionReview) -> tuple[Tile, ...]:
    """Return the figures of the period."""
    found = review.figures
    lost = f"{formats.number(found.logos_churned)} of {formats.number(found.logos)}"
    return (
        Tile(name="Gross retention (GRR)", value=formats.percent(found.grr, 1)),
        Tile(name="Net retention (NRR)", value=formats.percent(found.nrr, 1)),
        Tile(name="Customers lost", value=lost, was=formats.percent(found.logo_churn, 1)),
        Tile(
            name="Lost revenue",
            value=formats.money(found.lost, review.currency),
            was="contraction and churn",
        ),
        Tile(
            name="To stand still",
            value=formats.money(review.leak.a_year.quantize(review.deal or 1), review.currency),
            was="new sales a year",
        ),
    )


def bridge(review: RetentionReview) -> tuple[Step, ...]:
    """Return the steps from the start to the end."""
    f, code = review.figures, review.currency

    def step(name: str, kind: str, amount: Decimal, note: str = "") -> Step:
        told = formats.money(abs(amount), code)
        return Step(name=name, kind=kind, amount=float(abs(amount)), told=told, note=note)

    later = "gain" if f.later >= 0 else "loss"
    steps = [
        step("Start", "total", f.start, formats.counted(f.logos, "customer")),
        step("Expansion", "gain", f.expansion),
        step("Contraction", "loss", f.contraction),
        step("Churn", "loss", f.churn, formats.counted(f.logos_churned, "customer")),
        step("New", "gain", f.new, "no part of NRR"),
    ]
    if f.later:
        steps.append(step("New, later", later, f.later))
    return (*steps, step("End", "total", f.end))


def bridge_words(review: RetentionReview) -> str:
    """Return the bridge in words."""
    return ", ".join(f"{s.name} {s.told}" for s in bridge(review))


def group_row(row: RetentionRow, code: str) -> RowLook:
    """Return a group with its rates."""
    f = row.figures
    grr, nrr = formats.percent(f.grr, 1), formats.percent(f.nrr, 1)
    start = formats.money(f.start, code)
    lost = f"{f.logos_churned:,} of {f.logos:,} lost" if f.logos else "no customer at the start"
    fell = f.grr is not None and f.grr < 0.9
    return RowLook(
        key=f"group:{row.key}",
        title=row.name,
        note=f"{start} at the start, {lost}",
        columns=(
            words(66, grr, "GRR", ink="risk" if fell else "text", strong=True),
            words(66, nrr, "NRR", strong=True),
        ),
        spoken=f"{row.name}: GRR {grr}, NRR {nrr}, {start} at the start, {lost}",
    )


def reason_row(reason: Reason, review: RetentionReview) -> RowLook:
    """Return a reason with its share of what was lost."""
    total = review.figures.lost or 1
    share = float(reason.amount / total)
    amount = formats.money(reason.amount, review.currency)
    ours = reason.influence == COULD
    icon = ("target", "risk") if ours else ("blocked", "text2")
    icon = icon if ours or reason.influence == COULD_NOT else ("help", "watch")
    accounts = ", ".join(reason.accounts)
    return RowLook(
        key=f"reason:{reason.reason}",
        title=reason.reason,
        note=f"{reason.influence}: {accounts}",
        icon=icon,
        columns=(
            progress(90, share, formats.percent(share), "riskfill" if ours else "done"),
            words(62, amount, strong=True),
        ),
        spoken=f"{reason.reason}, {reason.influence}, {amount}: {accounts}",
    )


def pilot_row(pilot: Pilot, today: dt.date) -> RowLook:
    """Return a pilot: what it is worth, who signs, until when."""
    code = pilot.currency or "USD"
    now, then = formats.money(pilot.now, code), formats.money(pilot.converted, code)
    day = formats.day(pilot.decides, today)
    buyer = f", {pilot.buyer} signs" if pilot.buyer else ", no economic buyer known"
    reviews = formats.counted(pilot.reviews, "review")
    return RowLook(
        key=f"account:{pilot.account}",
        title=f"{pilot.name}: {pilot.state.value}",
        note=pilot.criteria or "No exit criteria are written.",
        stamp=moon(_PILOTS.get(pilot.state.value, Moon.NO_DATA)),
        columns=(
            words(230, f"decision {day}", f"{reviews} held{buyer}"),
            words(96, then, f"{now} now"),
        ),
        spoken=f"{pilot.name}, pilot {pilot.state.value}, decision {day}, {now} now, {then} "
        f"converted{buyer}, {reviews} held. {pilot.criteria}",
    )


def renewal_columns(review_of: object) -> tuple[Column[Renewal], ...]:
    """Return the columns of the table of renewals; `review_of()` is the review that is shown."""

    def code() -> str:
        review: RetentionReview | None = review_of()  # type: ignore[operator]
        return review.currency if review is not None else "USD"

    return (
        Column(title="Account", show=lambda r: r.name, width=170, strong=True),
        Column(title="Renewal", show=_day, sort=lambda r: r.date, width=104),
        Column(
            title="Days",
            show=lambda r: formats.number(r.days),
            sort=lambda r: r.days,
            width=56,
            right=True,
            ink=lambda r: "risk" if r.days <= 30 else "watch" if r.step else "text",
        ),
        Column(
            title="ARR",
            show=lambda r: formats.money(r.arr, code()) if r.arr is not None else "no rate",
            sort=lambda r: r.arr,
            width=80,
            right=True,
            descending_first=True,
        ),
        *_window_columns(),
    )


def _window_columns() -> tuple[Column[Renewal], ...]:
    return (
        Column(
            title="Window",
            show=lambda r: _STATES[r.state.value][0],
            sort=lambda r: list(_STATES).index(r.state.value),
            ink=lambda r: _STATES[r.state.value][1],
            width=92,
        ),
        Column(
            title="Opens", show=lambda r: formats.day(r.opens), sort=lambda r: r.opens, width=96
        ),
        Column(
            title="Decision",
            show=lambda r: formats.day(r.decides),
            sort=lambda r: r.decides,
            width=96,
        ),
        Column(
            title="Done inside",
            show=lambda r: formats.number(len(r.done)),
            sort=lambda r: len(r.done),
            tip=lambda r: ", ".join(formats.day(day) for day in r.done),
            width=84,
            right=True,
            ink=lambda r: "risk" if r.state.value == "open" and not r.done else "text",
        ),
        Column(
            title="Planned",
            show=lambda r: formats.number(len(r.planned)),
            sort=lambda r: len(r.planned),
            tip=lambda r: ", ".join(formats.day(day) for day in r.planned),
            width=72,
            right=True,
        ),
        Column(title="", show=_assumed, width=200, ink=lambda _: "text2"),
    )


def _assumed(renewal: Renewal) -> str:
    return "date in the past: next anniversary" if renewal.assumed else ""


def _day(renewal: Renewal) -> str:
    return formats.day(renewal.date)

"""The rows of the page Coverage: touches behind a cell, engagements of a week, waits, attention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.services.coverage_words import title_name
from ui import formats
from ui.widgets.engagement_words import stamp_of, state_words, type_words
from ui.widgets.list_row import RowLook, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csplanner.domain.records import Engagement
    from csplanner.services.review_coverage import Cadence, CoverageReview, Promise, TouchRow

_OPEN = "no date"
_INKS = {"missed": "risk", "open": "risk", "unconfirmed": "watch"}
_STATES = {"open": "planned", "unconfirmed": "planned", "scheduled": "planned"}


def touch_row(row: TouchRow, as_of: dt.date) -> RowLook:
    """Return an owed touch: whose, what, where it stands, when."""
    touch = row.touch
    state = _STATES.get(touch.state, touch.state)
    if row.engagement is not None and touch.state == "scheduled":
        state = row.engagement.state.value if row.engagement.date > as_of else state
        state = state if state in {"planned", "agreed"} else "planned"
    day = formats.day(touch.placed, as_of) if touch.placed else _OPEN
    told = {"open": "unplaced"}.get(touch.state, touch.state)
    return RowLook(
        key=f"account:{row.account}",
        title=row.account_name,
        note=f"{title_name(row.type)}, {told}",
        stamp=stamp_of(row.type, state, 13.0),
        columns=(words(56, day, ink=_INKS.get(touch.state, "text2")),),
        spoken=f"{row.account_name}, {title_name(row.type)}, {told}, {day}",
    )


def engagement_row(item: Engagement, names: Mapping[str, str]) -> RowLook:
    """Return an engagement of a week."""
    account = names.get(item.account_id, "An account that left plans")
    day = formats.weekday(item.date, item.date)
    clock = formats.clock(item.start) if item.start else ""
    kind, state = type_words(item.type.value), state_words(item.state.value)
    return RowLook(
        key=f"account:{item.account_id}",
        title=account,
        note=f"{kind}, {state.lower()}",
        stamp=stamp_of(item.type.value, item.state.value, 13.0),
        columns=(words(72, day, clock),),
        spoken=f"{account}, {kind}, {state}, {day} {clock}",
    )


def late_row(item: Cadence, review: CoverageReview) -> RowLook:
    """Return a customer who waits longer than a rule wants."""
    name = review.names[item.account]
    last = f"last {formats.day(item.last, review.as_of)}" if item.last else "never met"
    ahead = f"next {formats.day(item.next, review.as_of)}" if item.next else "no date"
    told = f"{formats.number(item.days or 0)} of {formats.number(item.most)} d"
    return RowLook(
        key=f"account:{item.account}",
        title=name,
        note=f"{item.rule}: {last}, {ahead}",
        icon=("clock", "risk" if item.next is None else "watch"),
        columns=(words(92, told, ink="risk", strong=True),),
        spoken=f"{name}, rule {item.rule}, {told}, {last}, {ahead}",
    )


def short_row(item: Promise, review: CoverageReview) -> RowLook:
    """Return an account that gets less than its tier was promised, with what it takes."""
    name = review.names[item.account]
    share = next((s for s in review.attention.accounts if s.key == item.account), None)
    hours = formats.number(share.hours) if share else "0"
    cost = formats.money(share.cost, review.currency) if share else formats.NOTHING
    arr = review.revenue.get(item.account)
    of_arr = formats.percent(float(share.cost) / arr, 2) if share and arr else formats.NOTHING
    tier = next((g.name for g in review.groups if g.key == review.tiers[item.account]), "")
    gets = f"{item.given} of {item.promised}"
    note = f"{tier}, {hours} h, travel {cost} ({of_arr} of ARR)".lstrip(", ")
    return RowLook(
        key=f"account:{item.account}",
        title=name,
        note=note,
        icon=("warning", "watch"),
        columns=(words(86, gets, f"{item.short} short", strong=True),),
        spoken=f"{name} gets {gets} promised touches, {note}",
    )

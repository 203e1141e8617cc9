"""The rows of the page Today: what each thing looks like, and how it is read aloud."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.health import round_half_up
from csplanner.drawing.bars import WindowTrack
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health as Moon
from csplanner.drawing.sparkline import LINE_OF
from ui import formats
from ui.local_times import both_times, local_time
from ui.widgets.engagement_words import spoken, stamp_of, type_words
from ui.widgets.list_row import RowLook, figure, health, line, progress, track, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.domain.health import Health
    from csplanner.domain.records import ChecklistItem
    from csplanner.drawing.canvas import Stamp
    from csplanner.services.health_drops import HealthDrop
    from csplanner.services.renewals import Pilot, Renewal
    from csplanner.services.today import Due, TodayView, TripRow, VisitRow
    from ui.widgets.list_row import Column

_ICONS = {"promise": "handshake", "action": "checklist", "checklist_item": "checklist"}
_SOON, _URGENT = 60, 30
_SPAN_BACK, _SPAN_AHEAD = 30, 180


def visit_row(
    visit: VisitRow, score: Health | None, people: Mapping[str, str], today: dt.date
) -> RowLook:
    """Return a visit to come: who comes, when, how the customer fares, how far it is prepared."""
    who = [people[i] for i in json.loads(visit.participants) if i in people]
    note = type_words(visit.type) + (f", with the {who[0]}" if who else "")
    start = dt.time.fromisoformat(visit.start) if visit.start else None
    clock = local_time(visit.date, start, visit.timezone)
    both = both_times(visit.date, start, visit.timezone, visit.owner_zone)
    columns = [words(86, formats.weekday(visit.date), clock, right=False)]
    said = spoken(visit.type, visit.state, visit.date, visit.account)
    said += f", {both}" if both else ""
    columns.append(health_column(score))
    if visit.steps:
        share = visit.ready / visit.steps
        near = (visit.date - today).days < _URGENT and share < 0.5
        told = f"{visit.ready} of {visit.steps} prepared"
        columns.append(progress(100, share, told, "watchfill" if near else "accent"))
        said += f", {told}"
    else:
        columns.append(replace(words(100, "", "no checklist", right=False), optional=True))
    return RowLook(
        key=f"visit:{visit.id}",
        title=visit.account,
        note=note,
        stamp=stamp_of(visit.type, visit.state, 15.0),
        columns=tuple(columns),
        spoken=said,
    )


def executives_in(visit: VisitRow) -> list[str]:
    """Return the ids of who takes part in a visit."""
    found: list[str] = json.loads(visit.participants)
    return found


def prepare_words(visit: VisitRow) -> str:
    """Return the head of a checklist: "Prepare: Ardenmoor Freight, executive QBR"."""
    kind = type_words(visit.type)
    small = kind if kind[1:2].isupper() else kind[0].lower() + kind[1:]
    return f"Prepare: {visit.account}, {small}"


def health_column(score: Health | None) -> Column:
    """Return a moon and a score; nothing is known before it is computed."""
    if score is None or score.score is None:
        return health(moon(Moon.NO_DATA), formats.NOTHING)
    return health(moon(Moon(score.band.value)), str(round_half_up(score.score)))


def step_row(item: ChecklistItem, today: dt.date) -> RowLook:
    """Return a step of a checklist."""
    due = formats.day(item.due, today) if item.due else ""
    late = item.due is not None and item.due < today and not item.done
    columns = (
        words(86, item.owner, ink="text2"),
        words(54, due, ink="risk" if late else "text2"),
    )
    state = "done" if item.done else "open"
    return RowLook(
        key=f"checklist_item:{item.id}",
        title=item.text,
        ticked=item.done,
        quiet=item.done,
        columns=columns,
        spoken=", ".join(part for part in (item.text, state, item.owner, due) if part),
    )


def due_row(due: Due) -> RowLook:
    """Return something overdue, with how late it is."""
    late = formats.number(-due.days)
    title, stamp, icon = due.title, None, (_ICONS.get(due.kind, "flag"), "watch")
    if due.visit is not None:
        title = f"{due.account}, {type_words(due.visit.type).lower()}"
        if due.visit.type in {"qbr", "ceo_visit"}:
            title = f"{due.account}, {type_words(due.visit.type)}"
        stamp = stamp_of(due.visit.type, due.visit.state, 15.0)
    return RowLook(
        key=due.key,
        title=title,
        note=due.note,
        stamp=stamp,
        icon=None if stamp else icon,
        columns=(words(58, f"{late} d", ink="risk", strong=True),),
        spoken=f"{title}, {due.note}, {formats.days(-due.days)} late",
    )


def trip_row(trip: TripRow, today: dt.date) -> RowLook:
    """Return a trip whose approval waits."""
    left = (trip.start - today).days
    return RowLook(
        key=f"trip:{trip.id}",
        title=f"Approval of T-{trip.number}, {trip.city}",
        note=f"asked for; it begins {formats.weekday(trip.start)}",
        icon=("receipt", "watch"),
        columns=(words(58, f"in {formats.number(left)} d", ink="watch", strong=True),),
        spoken=f"Approval of trip {trip.number} to {trip.city}, it begins in {formats.days(left)}",
    )


def commitment_row(due: Due) -> RowLook:
    """Return a commitment with the days that are left."""
    near, soon = due.days <= _URGENT, due.days <= _SOON
    band = Moon.AT_RISK if near else Moon.WATCH if soon else Moon.HEALTHY
    ink = "risk" if near else "watch" if soon else "text"
    return RowLook(
        key=due.key,
        title=due.title,
        note=due.note,
        stamp=moon(band),
        columns=(words(70, f"in {formats.number(due.days)} d", ink=ink, strong=soon),),
        spoken=f"{due.title}, {due.note}, in {formats.days(due.days)}",
    )


def window_row(renewal: Renewal, score: Health | None, view: TodayView) -> RowLook:
    """Return a decision window on a track, with the days to its end or to its opening."""
    today = view.today
    is_open = renewal.state.value == "open"
    days = (renewal.decides - today).days if is_open else (renewal.opens - today).days
    told = f"{days} d left" if is_open else f"in {days} d"
    arr = formats.money(renewal.arr, view.currency) if renewal.arr is not None else "no rate"
    renews = f"renews {formats.day(renewal.date, today)}"
    done = len(renewal.done)
    return RowLook(
        key=f"window:{renewal.account}",
        title=renewal.name,
        note=f"{arr}, {renews}",
        stamp=_moon(score),
        columns=(
            track(140, _track(renewal, today)),
            words(
                104,
                told,
                f"{done} done, {len(renewal.planned)} planned" if is_open else "",
                ink="watch" if is_open else "text",
                strong=is_open,
            ),
        ),
        spoken=f"{renewal.name}, decision window {told}, {renews}, {done} touches done inside",
    )


def _moon(score: Health | None) -> Stamp:
    return moon(Moon.NO_DATA if score is None else Moon(score.band.value))


def _track(renewal: Renewal, today: dt.date) -> WindowTrack:
    start = today - dt.timedelta(days=_SPAN_BACK)
    span = _SPAN_BACK + _SPAN_AHEAD

    def share(day: dt.date) -> float:
        return (day - start).days / span

    return WindowTrack(
        start=share(renewal.opens),
        end=share(renewal.decides),
        today=share(today),
        renewal=share(renewal.date),
    )


def pilot_row(pilot: Pilot, score: Health | None, today: dt.date) -> RowLook:
    """Return a pilot with the days to its decision."""
    days = (pilot.decides - today).days
    late = days < 0
    told = f"{-days} d late" if late else f"in {days} d"
    now = formats.money(pilot.now, pilot.currency or "USD")
    note = f"{now}, pilot decision {formats.day(pilot.decides, today)}"
    return RowLook(
        key=f"pilot:{pilot.account}",
        title=pilot.name,
        note=note,
        stamp=_moon(score),
        columns=(words(78, told, ink="risk" if late else "text", strong=late),),
        spoken=f"{pilot.name}, {note}, {told}",
    )


def renewal_row(renewal: Renewal, view: TodayView) -> RowLook:
    """Return a renewal with the step of the countdown that it has reached."""
    arr = formats.money(renewal.arr, view.currency) if renewal.arr is not None else "no rate"
    ink = "risk" if (renewal.step or 0) <= _URGENT else "watch"
    passed = "decided" if renewal.state.value == "decided" else "window open"
    note = f"{arr}, renews {formats.weekday(renewal.date)}"
    return RowLook(
        key=f"renewal:{renewal.account}",
        title=renewal.name,
        note=f"{note}{', date assumed' if renewal.assumed else ''}",
        icon=("clock", ink),
        columns=(
            words(92, f"under {renewal.step} days", passed, ink="text2"),
            words(56, f"{renewal.days} d", ink=ink, strong=True),
        ),
        spoken=f"{renewal.name}, {note}, in {formats.days(renewal.days)}, {passed}",
    )


def drop_row(drop: HealthDrop, today: dt.date) -> RowLook:
    """Return a fall of health with its reason."""
    band = Moon(drop.now.band.value)
    score = round_half_up(drop.now.score or 0.0)
    change = score - round_half_up(drop.before)
    since = formats.day(drop.since, today)
    told = f"{formats.number(change)} since {since}"
    return RowLook(
        key=f"health:{drop.account_id}",
        title=drop.account,
        note=drop.reason,
        stamp=moon(band),
        columns=(line(70, drop.line, LINE_OF[band]), figure(96, str(score), told, "risk")),
        spoken=f"{drop.account}, health {score}, {told}: {drop.reason}",
    )

"""Turns what is known of an account into the plain values that its charts are drawn from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.charts.series import Bars, Driver, Waterfall
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.health_points import compared, points_of
from csplanner.drawing.grid_values import DaySpan
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.stakeholders import Person, Stance
from csplanner.drawing.timeline import AccountLine, LineMark
from ui import formats, local_times
from ui.widgets.engagement_words import state_words, type_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.health import Burden, DriverState, Health, Saved
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.records import Engagement
    from csplanner.services.account_view import AccountView, ContactOnMap

STALE_DAYS = 90
HALF_KNOWN = 50
MOST_BARS = 8
MOST_HELD = 3
_BEFORE, _AFTER = dt.timedelta(days=90), dt.timedelta(days=150)


def health_note(history: Sequence[Health]) -> str:
    """Say what changes are told against, and when little of the score has data behind it."""
    past, known = compared(history), history[-1].known
    since = "" if past is None else f" · change since {formats.month(past.as_of, year=True)}"
    thin = "" if known >= HALF_KNOWN else f"only {known:.0f} of 100 points have data · "
    return f"{thin}12 months{since}{' at right' if since else ''}"


def health_words(history: Sequence[Health]) -> str:
    """Return the chart of health in words."""
    now = history[-1]
    if now.score is None:
        return "No score: no component has data."
    points = points_of(now)
    parts = ", ".join(
        f"{c.name.value} {part} of {share}"
        for c, part, share in zip(now.components, points.parts, points.shares, strict=True)
        if c.counts
    )
    return f"Score {points.score}, {now.band.value.replace('_', ' ')}: {parts}."


def driver_rows(drivers: Sequence[DriverState]) -> tuple[Driver, ...]:
    """Return drivers against their targets."""
    return tuple(
        Driver(
            name=driver.name,
            now=driver.attainment,
            before=driver.before,
            actual=formats.measure(driver.current, driver.unit),
            target=("≤ " if driver.lower_is_better else "")
            + formats.measure(driver.target, driver.unit),
            history=driver.line,
        )
        for driver in drivers
    )


def driver_words(drivers: Sequence[DriverState]) -> str:
    """Return the plot of drivers in words."""
    return "; ".join(
        f"{d.name} {formats.measure(d.current, d.unit)}, {formats.percent(d.attainment)} of target"
        for d in drivers
    )


def account_line(view: AccountView, today: dt.date) -> AccountLine:
    """Return three months back and five ahead as one line with the decision window."""
    start, end = today - _BEFORE, today + _AFTER
    shown = [e for e in view.engagements if start <= e.date <= end and e.state is not State.WAIVED]
    window = view.facts.window
    windows: tuple[DaySpan, ...] = ()
    if window is not None and window[0] <= end and window[1] >= start:
        opens, closes = (formats.day(day, today) for day in window)
        label = f"Decision window {opens} {formats.NOTHING} {closes}"
        windows = (DaySpan(start=max(window[0], start), end=min(window[1], end), label=label),)
    labels = {mark.date: mark.label for mark in view.facts.marks if mark.label}
    marks = tuple(
        LineMark(
            on=e.date,
            shape=shape_of(e.type),
            state=mark_state(e.state),
            locked=e.locked,
            label=labels.get(e.date, ""),
        )
        for e in shown
    )
    return AccountLine(start=start, end=end, marks=marks, today=today, windows=windows)


def on_map(contacts: Sequence[ContactOnMap]) -> tuple[ContactOnMap, ...]:
    """Return the contacts whose influence or attitude is known."""
    return tuple(c for c in contacts if c.influence is not None or c.attitude is not None)


def people_on_map(contacts: Sequence[ContactOnMap]) -> tuple[Person, ...]:
    """Return the contacts that stand on the map, as the map wants them."""
    return tuple(
        Person(
            name=contact.name,
            role=_role(contact),
            stance=((contact.attitude or 3) - 0.5) / 5,
            influence=((contact.influence or 3) - 0.5) / 5,
            sign=_sign(contact),
            stale=_stale(contact),
        )
        for contact in on_map(contacts)
    )


def people_words(contacts: Sequence[ContactOnMap]) -> str:
    """Return the map of stakeholders in words."""
    return "; ".join(
        f"{c.name}, {_role(c)}: influence {c.influence or '?'}, attitude {c.attitude or '?'} of 5"
        for c in contacts
    )


def _stale(contact: ContactOnMap) -> bool:
    return contact.days_since is None or contact.days_since > STALE_DAYS


def _role(contact: ContactOnMap) -> str:
    if contact.days_since is not None and contact.days_since > STALE_DAYS:
        return f"{contact.title} · {contact.days_since} d"
    return contact.title


def _sign(contact: ContactOnMap) -> Stance:
    if contact.champion:
        return Stance.CHAMPION
    attitude = contact.attitude or 3
    if attitude >= 4:
        return Stance.SUPPORTIVE
    return Stance.DETRACTOR if attitude <= 2 else Stance.NEUTRAL


def contact_tip(contact: ContactOnMap) -> str:
    """Say who somebody is, how they are rated, and when they were last met."""
    met = "never met" if contact.days_since is None else f"last met {contact.days_since} days ago"
    rated = f"influence {contact.influence or '?'}, stance {contact.attitude or '?'} of 5"
    return f"{contact.name}, {contact.title}\n{rated}, {met}\nClick to change, drag to rate anew"


def local_time(item: Engagement) -> str:
    """Return the time of an engagement where it happens: "10:00 CDT", "" while it has none."""
    return local_times.local_time(item.date, item.start, item.timezone)


def day_tip(view: AccountView, day: dt.date) -> str:
    """Say what is held with an account on a day: what, how firm, when and where, with whom."""
    found = [e for e in view.engagements if e.date == day and e.state is not State.WAIVED]
    return "\n".join(_engagement_words(view, item) for item in found)


def _engagement_words(view: AccountView, item: Engagement) -> str:
    where = item.city if item.mode is Mode.ONSITE and item.city else item.mode.value
    day = formats.weekday(item.date, item.date)
    when = ", ".join(part for part in (day, local_time(item)) if part)
    ours = local_times.own_time(item.date, item.start, item.timezone, view.owner_zone)
    lines = [f"{type_words(item.type)}, {state_words(item.state).lower()}", f"{when}, {where}"]
    if ours:
        lines.append(f"{ours} for {view.owner}")
    if item.outcome:
        lines.append(item.outcome)
    return "\n".join(lines)


def driver_tip(driver: DriverState, today: dt.date) -> str:
    """Say where a driver's number comes from and when it reaches its target."""
    lines = [driver.name]
    if driver.as_of is not None:
        lines.append(f"read {formats.day(driver.as_of, today)}, weight {driver.weight:g}")
    if driver.reaches is not None:
        lines.append(f"at this pace on target by {formats.day(driver.reaches)}")
    if driver.owner:
        lines.append(f"owner: {driver.owner}")
    lines.append("customer-safe" if driver.customer_safe else "internal")
    return "\n".join(lines)


def burden_bars(burden: Burden) -> Bars | None:
    """Return the quarters since the baseline and the last three months, None with nothing."""
    if burden.baseline is None or burden.now is None:
        return None
    shown = [*burden.quarters[-(MOST_BARS - 1) :], burden.now]
    labels = [_quarter(period.start) for period in shown[:-1]] + ["now"]
    return Bars(
        labels=tuple(labels),
        values=tuple(period.value for period in shown),
        baseline=burden.baseline,
    )


def _quarter(day: dt.date) -> str:
    return f"Q{(day.month + 2) // 3} \N{RIGHT SINGLE QUOTATION MARK}{day:%y}"


def burden_words(burden: Burden) -> str:
    """Say what the figure is per, and against what."""
    unit = f"1,000 {burden.use_metric.lower()}" if burden.use_metric else "month"
    if burden.base is None:
        return f"burden points per {unit}; no full quarter before to compare with"
    year = burden.base.start.year
    return f"burden per {unit} against the {_quarter(burden.base.start)[:2]} {year} baseline"


def burden_parts(burden: Burden) -> str:
    """Say every number that the burden is made of, a line each."""
    lines = []
    for name, period in (("now", burden.now), ("baseline", burden.base)):
        if period is not None:
            use = "" if period.use is None else f", use {formats.number(period.use)} a month"
            lines.append(
                f"{name}: {formats.counted(period.tickets, 'ticket')}, {period.points:,.1f} points,"
                f" {period.hours:,.0f} h in {formats.days(period.days)}{use}"
            )
    return "\n".join(lines)


def saved_words(view: AccountView, saved: Saved) -> str:
    """Say what the hours are worth."""
    sign = "\N{MINUS SIGN}" if saved.support_money < 0 else ""
    worth = formats.money(Decimal(str(abs(round(saved.support_money)))), view.base_currency)
    told = "saved" if saved.support_hours >= 0 else "more"
    return f"support time {told}, {sign}{worth}"


def burden_warning(burden: Burden) -> str:
    """Say what keeps the figure from carrying a conclusion."""
    if burden.silence:
        return "Silence: tickets fell because usage fell."
    if burden.thin and burden.base is not None:
        count = formats.counted(burden.base.tickets, "ticket")
        return f"Only {count} in the baseline: too few to conclude from."
    return ""


def candidate_words(burden: Burden) -> str:
    """Say what was held before the newest drop of burden; it is no cause by that."""
    drop = next((found for found in burden.candidates if found.held), None)
    if drop is None:
        return ""
    held = ", ".join(
        f"{_inside(type_words(EngagementType(kind)))} {formats.day(day, drop.end)}"
        for day, kind in drop.held[-MOST_HELD:]
    )
    fell = formats.percent(abs(drop.change))
    return f"Before it fell by {fell} in {_quarter(drop.start)}: {held}. Candidates, not causes."


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence; QBR and CEO stay as they are."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def changes(facts: InternalFacts, today: dt.date) -> Waterfall | None:
    """Return the steps of the score since the newest review, None without one."""
    now = facts.health.score
    moves = facts.moves
    if not moves.steps or moves.review is None or now is None:
        return None
    return Waterfall(
        before_label=f"Review {formats.day(moves.review, today)}",
        before=now - sum(step.points for step in moves.steps),
        steps=tuple(
            (
                step.name.value.capitalize(),
                step.points if step.counts_now or step.counted_before else None,
            )
            for step in moves.steps
        ),
        now_label="Today",
        now=now,
    )


def changes_words(told: Waterfall) -> str:
    """Return the waterfall in words."""
    parts = ", ".join(f"{name} {change:+.1f}" for name, change in told.steps if change is not None)
    return f"From {told.before:.0f} to {told.now:.0f}: {parts}."

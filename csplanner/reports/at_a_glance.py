"""Internal page 'At a glance': thirty seconds before the door opens (design p1)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, long_day, short_day, span, spoken_day
from csplanner.domain.health import Band
from csplanner.domain.health_points import points_of
from csplanner.drawing.canvas import Align, type_style
from csplanner.drawing.marks import Health
from csplanner.drawing.stakeholders import Stance
from csplanner.reports.agenda_part import agenda_blocks
from csplanner.reports.blocks import RULE, Cell, Heading, Row, Space, Words
from csplanner.reports.health_part import change_of, chart, since
from csplanner.reports.layout import Section, joined
from csplanner.reports.one_page import of_many
from csplanner.reports.parts import (
    Dated,
    Fact,
    FactStrip,
    ask_sign,
    moon_sign,
    sentences,
    side_by_side,
    title_block,
    year_line,
)
from csplanner.reports.people_part import stance_sign
from csplanner.reports.stacks import Stack, Table
from csplanner.reports.words import (
    NO_DATA,
    clock_span,
    counted,
    enumerated,
    money,
    percent,
    signed,
    spoken,
    visit_name,
)

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts, InTheRoom, OwedFacts, TripFacts
    from csplanner.reports.blocks import Block

_STATES = {
    "draft": "not yet asked for",
    "asked": "waiting for approval",
    "approved": "approved",
    "refused": "refused",
}


def at_a_glance(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the page; `tight` narrows gaps and pictures for the lower sheet."""
    gap = 7 if tight else 11
    owed = joined((facts.owed, "dates of missed touches are struck"))
    blocks: list[Block] = [
        title_block("At a glance", glance_message(facts), subtitle(facts)),
        glance_strip(facts),
        Space(size=gap),
        Heading(text="What matters", note=_written(facts)),
        matters_block(facts),
        Space(size=gap - 2),
        Heading(text="Health", note=_health_note(facts), after=6),
        chart(facts, 148 if tight else 172, 13.0 if tight else 14.0),
        Space(size=1 if tight else 4),
        Heading(text="Engagements this year", note=owed if _missed(facts) else facts.owed, after=4),
        year_line(facts.year, _marks(facts), facts.as_of, facts.window),
        Space(size=1 if tight else 4),
        Heading(text="In the room", note=_room_note(facts), after=4),
    ]
    if facts.room:
        blocks.append(room_table(facts.room[: facts.rows], 2.0 if tight else 3.5))
    blocks += [
        Space(size=gap),
        side_by_side((_agenda(facts, tight=tight), _promises(facts)), gap=26),
    ]
    if facts.trip is not None:
        blocks += [Space(size=gap), travel_stack(facts.trip)]
    return Section(
        title="At a glance", blocks=tuple(blocks), key="at_a_glance", message=glance_message(facts)
    )


def glance_message(facts: InternalFacts) -> str:
    """Return the page in one sentence: health, promises, window."""
    score, change = points_of(facts.health).score, change_of(facts)
    found = ["There is no health score" if score is None else f"Health is {score}"]
    if score is not None and change:
        verb = "rose" if change > 0 else "fell"
        found = [f"Health {verb} by {abs(change)} to {score} since {since(facts)}"]
    late = [p for p in facts.promises if not p.done and p.due and p.due < facts.as_of]
    if late:
        found.append(
            f"{spoken(len(late))} {'promise is' if len(late) == 1 else 'promises are'} late"
        )
    elif facts.promises:
        found.append("no promise is late")
    if facts.window is not None and facts.as_of <= facts.window[1]:
        days = (facts.window[0] - facts.as_of).days
        opens = f"opens in {counted(days, 'day')}" if days > 0 else "is open"
        found.append(f"the decision window {opens}")
    return f"{enumerated(found)}."


def glance_strip(facts: InternalFacts) -> FactStrip:
    """Return the six facts side by side."""
    return FactStrip(facts=_facts(facts))


def subtitle(facts: InternalFacts) -> str:
    """Return the visit in a line: what, when, where, with whom."""
    visit = facts.visit
    if visit is None:
        return f"No visit planned or held. Account as of {long_day(facts.as_of)}."
    place = f"{visit.city}, on site" if visit.onsite else "remote"
    lead = visit.ours[0].name if visit.ours else ""
    day = spoken_day(visit.date)
    return joined(
        (
            visit_name(visit.type),
            f"{day}, {clock_span(visit)}" if visit.start else day,
            place.removeprefix(", "),
            f"with {lead}" if lead else "",
        )
    )


def _facts(facts: InternalFacts) -> tuple[Fact, ...]:
    return (
        _health_fact(facts),
        Fact("ARR", money(facts.arr, facts.currency), f"{facts.tier} tier"),
        _renewal_fact(facts),
        _window_fact(facts),
        _burden_fact(facts),
        _drivers_fact(facts),
    )


def _health_fact(facts: InternalFacts) -> Fact:
    health, change = facts.health, change_of(facts)
    score = points_of(health).score
    if score is None:
        return Fact("Health", NO_DATA, "no component counts", Health.NO_DATA)
    names = {Band.HEALTHY: "Healthy", Band.WATCH: "Watch", Band.AT_RISK: "At risk"}
    note = names[health.band]
    if change is not None:
        note += f", {signed(change)} since {since(facts)[:3]}"
    return Fact("Health", str(score), note, Health(health.band.value))


def _renewal_fact(facts: InternalFacts) -> Fact:
    if facts.renewal is None:
        return Fact("Renewal", NO_DATA, "no date on record")
    about = facts.visit.date if facts.visit else facts.as_of
    days = (facts.renewal - about).days
    what = "QBR" if facts.visit is None or "qbr" in facts.visit.type else "visit"
    where = f"{counted(days, 'day')} after {what}" if facts.visit else f"in {counted(days, 'day')}"
    if days < 0:
        where = f"{counted(-days, 'day')} before {what}"
    year = "" if facts.renewal.year == about.year else f"{facts.renewal.year}, "
    return Fact("Renewal", short_day(facts.renewal), year + where)


def _window_fact(facts: InternalFacts) -> Fact:
    if facts.window is None:
        return Fact("Decision window", NO_DATA, "needs a renewal date")
    opens, closes = facts.window
    note = f"to {full_day(closes)}"
    if opens <= facts.as_of <= closes:
        note = f"open now, {note}"
    elif facts.as_of > closes:
        note = f"closed {full_day(closes)}"
    return Fact("Decision window", short_day(opens), note)


def _burden_fact(facts: InternalFacts) -> Fact:
    now, before = facts.burden.change, facts.burden_before.change
    if now is None:
        return Fact("Burden", NO_DATA, "no tickets to compare")
    quarter = (facts.as_of.month + 2) // 3 - 1 or 4
    note = "against its own year"
    if facts.burden.silence:
        note = "silent: use fell too"
    elif before is not None:
        note = f"was {percent(before, signed=True)} in Q{quarter}"
    return Fact("Burden", percent(now, signed=True), note)


def _drivers_fact(facts: InternalFacts) -> Fact:
    known = [d for d in facts.drivers if d.attainment is not None]
    if not known:
        return Fact("Drivers on target", NO_DATA, "no driver with a target")
    good = sum(d.band is Band.HEALTHY for d in known)
    close = sum(d.band is Band.WATCH for d in known)
    figure = f"{good} of {len(known)}"
    return Fact("Drivers on target", figure, f"{close} close, {len(known) - good - close} off")


def _written(facts: InternalFacts) -> str:
    written = facts.matters.written
    return f"written {full_day(written)}" if written else "from the data and the register"


def matters_block(facts: InternalFacts) -> Block:
    """Return three columns: what goes well, what is at risk, what we ask for."""
    matters = facts.matters
    return side_by_side(
        (
            sentences(
                "Going well", moon_sign(Health.HEALTHY), matters.going_well, "Nothing on record."
            ),
            sentences("At risk", moon_sign(Health.AT_RISK), matters.at_risk, "Nothing on record."),
            sentences("What we ask for", ask_sign, matters.ask, "Nothing on record."),
        )
    )


def _health_note(facts: InternalFacts) -> str:
    month = since(facts)
    change = f"change since {month} at right" if month else "no earlier month to compare with"
    return f"{len(facts.history)} months to {full_day(facts.as_of)}; {change}"


def _missed(facts: InternalFacts) -> bool:
    return any(mark.state == "missed" for mark in facts.marks)


def _marks(facts: InternalFacts) -> list[Dated]:
    return [Dated(m.date, m.type, m.state, m.label, m.locked) for m in facts.marks]


def _room_note(facts: InternalFacts) -> str:
    if facts.room:
        return of_many(facts.rows, facts.room)
    return "nobody of theirs is named for this visit" if facts.visit else "no visit"


def room_table(people: tuple[InTheRoom, ...], pad: float) -> Table:
    """Return those who come: role, last contact, what to know."""
    head = type_style("print_note", "text2")
    columns = ((0.029, 0.155), (0.16, 0.315), (0.323, 0.445), (0.455, 1.0))
    names = ("Customer", "Role", "Last contact", "Know before you walk in")
    cells = tuple(Cell(n, a, b, head) for n, (a, b) in zip(names, columns, strict=True))
    rows = [_person(person, columns, pad) for person in people]
    return Table(head=Row(cells=cells, pad=3, rule=RULE), rows=tuple(rows))


def _person(person: InTheRoom, columns: tuple[tuple[float, float], ...], pad: float) -> Row:
    strong, plain = type_style("print_strong"), type_style("print_body", "text2")
    days = "never" if person.days_since is None else f"{person.days_since} d"
    texts = (person.name, person.title, days, person.know)
    cells = tuple(
        Cell(text, a, b, strong if i == 0 else plain)
        for i, (text, (a, b)) in enumerate(zip(texts, columns, strict=True))
    )
    return Row(cells=cells, pad=pad, sign=stance_sign(_stance(person)))


def _stance(person: InTheRoom) -> Stance:
    if person.champion:
        return Stance.CHAMPION
    if person.attitude is not None and person.attitude <= 2:
        return Stance.DETRACTOR
    supportive = person.attitude is not None and person.attitude >= 4
    return Stance.SUPPORTIVE if supportive else Stance.NEUTRAL


def _agenda(facts: InternalFacts, *, tight: bool) -> Stack:
    total = sum(item.minutes or 0 for item in facts.agenda)
    note = counted(total, "minute") if total else ""
    start = None
    if facts.visit is not None and facts.visit.start is not None:
        start = dt.datetime.combine(facts.visit.date, facts.visit.start)
    if not facts.agenda:
        words = "No agenda is written for this visit." if facts.visit else "No visit to plan for."
        return _said("Agenda", words)
    blocks = agenda_blocks(facts.agenda[: facts.rows], start, 0.4 if tight else 0.62)
    return Stack(blocks=(Heading(text="Agenda", note=note, after=6), *blocks))


def _promises(facts: InternalFacts) -> Stack:
    if facts.promised_on is None or not facts.promises:
        return _said("Promised", "No promise is on record.")
    kept = sum(p.done for p in facts.promises)
    head = f"Promised on {long_day(facts.promised_on).rsplit(' ', 1)[0]}"
    note = of_many(facts.rows, facts.promises, f"{kept} of {len(facts.promises)} kept")
    rows = [_promise(promise, facts.as_of) for promise in facts.promises[: facts.rows]]
    return Stack(blocks=(Heading(text=head, note=note, after=4), *rows))


def _promise(promise: OwedFacts, as_of: dt.date) -> Row:
    late = 0 if promise.done or promise.due is None else (as_of - promise.due).days
    if promise.done:
        state, day, health = "Done", promise.closed, Health.HEALTHY
    elif late > 0:
        state, day, health = f"{late} d late", promise.due, Health.AT_RISK
    else:
        state, day, health = "Open", promise.due, Health.WATCH
    words = "" if day is None else ("" if promise.done else "due ") + short_day(day)
    plain = type_style("print_body", "text2")
    cells = (
        Cell(promise.text, 0.055, 0.63, type_style("print_body", "text", 500)),
        Cell(state, 0.645, 0.8, plain),
        Cell(words, 0.8, 1.0, plain, Align.RIGHT),
    )
    return Row(cells=cells, pad=5, sign=moon_sign(health))


def _said(head: str, words: str) -> Stack:
    style = type_style("print_body", "text3")
    return Stack(blocks=(Heading(text=head), Words(text=words, style=style, line=15)))


def travel_stack(trip: TripFacts) -> Stack:
    """Return the trip in a paragraph."""
    cities = " and ".join(city for city in trip.cities if city)
    note = f"T-{trip.number}, {cities}, {span(trip.start, trip.end).rsplit(' ', 1)[0]}"
    days = (trip.end - trip.start).days + 1
    parts = [f"{counted(trip.visits, 'visit')} in {counted(days, 'day')}."]
    parts += [f"{leg}." for leg in trip.legs]
    state = _STATES.get(trip.state, trip.state)
    cost = "No cost line on record"
    if trip.cost is not None:
        cost = f"Estimated cost {money(trip.cost, trip.currency)}"
    parts.append(f"{cost}, {state}.")
    if trip.next_stop:
        parts.append(f"The next visit is {trip.next_stop}.")
    style = type_style("print_body", "text2")
    words = Words(text=" ".join(parts), style=style, line=15)
    return Stack(blocks=(Heading(text="Travel", note=note), words))

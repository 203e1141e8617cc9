"""Facts for papers in tests: a full account like the one of the design, a bare one, a long one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from csplanner.domain.customer_facts import (
    ActionFacts,
    AgendaItem,
    Attendee,
    CustomerFacts,
    GoalFacts,
    Result,
    Visit,
    VisitMark,
)
from csplanner.domain.health import Burden, Component, DriverState, Health, Part, band_of
from csplanner.domain.internal_facts import (
    Event,
    InternalFacts,
    InTheRoom,
    LedItem,
    Matters,
    OwedFacts,
    Reading,
    TouchMark,
    TripFacts,
)
from tests.reports.customer_papers import further_parts
from tests.reports.parts_papers import full_parts

TODAY = dt.date(2027, 5, 12)
ITEMS = (
    ("Welcome and your priorities", 10, "M. Tarrisk"),
    ("Progress against your goals", 25, "I. Sollander"),
    ("EDI connector v2: plan and dates", 20, "CTO"),
    ("Joliet site result", 15, "J. Osmere"),
    ("Next quarter and CEO visit", 15, "CTO"),
    ("Agreed actions", 5, "I. Sollander"),
)
VISIT = Visit(
    type="executive_qbr",
    date=dt.date(2027, 6, 9),
    start=dt.time(10),
    minutes=90,
    onsite=True,
    city="Chicago",
    agenda=tuple(AgendaItem(title=title, minutes=minutes) for title, minutes, _ in ITEMS),
    theirs=(
        Attendee(name="M. Tarrisk", title="Chief Operating Officer"),
        Attendee(name="A. Quellin", title="Chief Information Officer"),
        Attendee(name="J. Osmere", title="VP Operations"),
        Attendee(name="S. Ulverton", title="EDI lead"),
    ),
    ours=(
        Attendee(name="Chief Technology Officer", title="executive sponsor"),
        Attendee(name="I. Sollander", title="customer success"),
    ),
)
SCORES = (76, 77, 78, 79, 79, 78, 77, 76, 74, 73, 72, 71)
POINTS = {
    Part.USAGE: (30, 25, 25),
    Part.OUTCOMES: (25, 19, 18),
    Part.SUPPORT: (20, 14, 9),
    Part.CONTACT: (15, 12, 12),
    Part.SENTIMENT: (10, 7, 7),
}
YEAR = (
    ("check_in", "done", 1, 19, ""),
    ("check_in", "done", 2, 9, ""),
    ("executive_qbr", "done", 2, 24, "24 Feb · CPO"),
    ("check_in", "done", 3, 24, ""),
    ("training", "done", 4, 22, ""),
    ("check_in", "done", 5, 4, ""),
    ("check_in", "agreed", 5, 19, ""),
    ("executive_qbr", "planned", 6, 9, "9 Jun · CTO"),
    ("check_in", "planned", 6, 30, ""),
    ("value_review", "planned", 7, 14, ""),
    ("check_in", "planned", 8, 4, ""),
    ("training", "planned", 8, 18, ""),
    ("check_in", "planned", 9, 1, ""),
    ("ceo_visit", "planned", 9, 15, "CEO visit, Sep"),
    ("check_in", "planned", 10, 20, ""),
    ("executive_qbr", "planned", 11, 17, "17 Nov · CPO"),
)
DRIVERS = (
    ("Weekly active dispatchers", "", False, 450.0, 412.0, 0.84),
    ("Loads auto-routed", "%", False, 70.0, 63.0, 0.83),
    ("Dock dwell time", "min", True, 38.0, 41.0, 0.83),
    ("EDI orders without touch", "%", False, 90.0, 71.0, 0.89),
    ("Certified admins", "", False, 6.0, 6.0, 0.83),
    ("New site, time to first value", "d", True, 21.0, 19.0, 1.0),
    ("Tickets per 100 users", "", True, 6.0, 9.8, 0.94),
)


def month_end(back: int) -> dt.date:
    """Return the end of the month so many months before May 2027, today for none."""
    if back == 0:
        return TODAY
    index = 2027 * 12 + 5 - back
    return dt.date(index // 12, index % 12 + 1, 1) - dt.timedelta(days=1)


def history() -> tuple[Health, ...]:
    """Return twelve months of health that end at 71 points."""
    found = []
    for i, score in enumerate(SCORES):
        parts, rest = [], float(score)
        for part, (weight, before, now) in POINTS.items():
            points = float(before if i < 8 else now)
            parts.append((part, weight, points))
            rest -= points
        parts = [(p, w, v + rest if p is Part.SUPPORT else v) for p, w, v in parts]
        found.append(
            Health(
                as_of=month_end(len(SCORES) - 1 - i),
                score=float(score),
                band=band_of(score),
                components=tuple(
                    Component(
                        name=part,
                        weight=float(weight),
                        share=float(weight),
                        value=100 * points / weight,
                        contribution=points,
                        as_of=dt.date(2027, 4, 30),
                        basis="Made of its own numbers.",
                    )
                    for part, weight, points in parts
                ),
            )
        )
    return tuple(found)


def drivers() -> tuple[DriverState, ...]:
    """Return the seven drivers of the design."""
    found = []
    for name, unit, lower, target, current, before in DRIVERS:
        now = target / current if lower else current / target
        line = tuple(before + (now - before) * i / 8 for i in range(9))
        found.append(
            DriverState(
                name=name,
                unit=unit,
                lower_is_better=lower,
                baseline=None,
                target=target,
                current=current,
                weight=1.0,
                attainment=now,
                before=before,
                as_of=dt.date(2027, 4, 30),
                line=line,
            )
        )
    return tuple(found)


def burden(change: float) -> Burden:
    """Return a burden that changed so much."""
    return Burden(value=7.8, baseline=10.0, change=change, silence=False, as_of=TODAY)


MATTERS = Matters(
    going_well=(
        "Dispatchers use the product daily: 412 of 450 active each week, up from 380.",
        "New sites reach first value in 19 days, two ahead of target.",
    ),
    at_risk=(
        "EDI orders without touch fell from 80% to 71%. The v1 connector fails on splits.",
        "Tickets per 100 users rose from 6.4 to 9.8. Most are EDI.",
    ),
    ask=(
        "A named EDI test owner at Ardenmoor before 18 June.",
        "Thirty minutes with the CFO before the window opens on 4 July.",
    ),
    readings=(
        Reading(head="Adoption holds", text="Three drivers gained 6 to 10 points."),
        Reading(head="EDI pulls two drivers down", text="31 of 64 tickets trace to EDI."),
        Reading(head="What would move the score", text="Tickets back to 6.0: 76 points."),
    ),
    written=dt.date(2027, 5, 10),
)
ROOM = (
    InTheRoom(
        name="M. Tarrisk",
        title="COO",
        champion=True,
        attitude=5,
        days_since=8,
        know="Wants dwell time under 38 min before peak season",
    ),
    InTheRoom(name="A. Quellin", title="CIO", attitude=3, days_since=22, know="Asks dates"),
    InTheRoom(name="J. Osmere", title="VP Operations", champion=True, days_since=5),
    InTheRoom(
        name="S. Ulverton",
        title="EDI lead",
        attitude=1,
        days_since=13,
        know="Logged 18 of 31 EDI tickets; invite to design review",
    ),
)
PROMISES = (
    OwedFacts(text="Joliet rollout live", done=True, closed=dt.date(2027, 5, 3)),
    OwedFacts(text="Connector v2 scope signed", done=True, closed=dt.date(2027, 3, 30)),
    OwedFacts(text="Connector v2 beta", done=False, due=dt.date(2027, 5, 7)),
    OwedFacts(text="Second admin cohort certified", done=True),
    OwedFacts(text="Dwell time report by dock", done=False, due=dt.date(2027, 6, 4)),
)
TRIP = TripFacts(
    number=10,
    cities=("Chicago", "Denver"),
    start=dt.date(2027, 6, 7),
    end=dt.date(2027, 6, 11),
    visits=6,
    state="asked",
    cost=Decimal(3412),
    currency="USD",
    legs=("Minneapolis to Chicago, Mon 7 Jun 07:40",),
    next_stop="Hallivan Retail, Wed 9 Jun 14:00",
)


def full_internal() -> InternalFacts:
    """Return the internal facts of a well-filled account."""
    return InternalFacts(
        organisation="Kestrane",
        account="Ardenmoor Freight",
        as_of=TODAY,
        quarter=2,
        year=2027,
        policy="Policy 2027 v3",
        tier="Strategic",
        stage="nurture",
        arr=Decimal(2_400_000),
        currency="USD",
        renewal=dt.date(2027, 12, 31),
        window=(dt.date(2027, 7, 4), dt.date(2027, 10, 2)),
        relationship=4,
        visit=VISIT,
        history=history(),
        drivers=drivers(),
        burden=burden(-0.22),
        burden_before=burden(-0.31),
        matters=MATTERS,
        events=(Event(date=dt.date(2026, 12, 9), text="EDI connector v1 errors begin"),),
        marks=tuple(
            TouchMark(date=dt.date(2027, m, d), type=t, state=s, label=w, locked=t == "ceo_visit")
            for t, s, m, d, w in YEAR
        ),
        owed="tier asks for 4 executive QBRs, 1 CEO visit",
        room=ROOM,
        agenda=tuple(LedItem(title=t, minutes=m, lead=w) for t, m, w in ITEMS),
        promises=PROMISES,
        promised_on=dt.date(2027, 2, 24),
        trip=TRIP,
        parts=full_parts(),
    )


def bare_internal() -> InternalFacts:
    """Return the internal facts of an account of which nothing is known but its name."""
    components = tuple(
        Component(name=part, weight=float(w), missing=True, basis="No data at all.")
        for part, (w, _, _) in POINTS.items()
    )
    empty = Burden(value=None, baseline=None, change=None, silence=False)
    points = [
        Health(as_of=month_end(back), score=None, band=band_of(None), components=components)
        for back in reversed(range(12))
    ]
    return InternalFacts(
        organisation="Us",
        account="Company_1",
        as_of=TODAY,
        quarter=2,
        year=2027,
        policy="Default policy",
        tier="Scale",
        history=tuple(points),
        burden=empty,
        burden_before=empty,
    )


GOALS = (
    ("Dispatchers working in one place", "412 of 450 active weekly", 0.916, 0.84, "Two sites left"),
    ("Loads routed without a call", "63%, goal 70%", 0.9, 0.83, "Turn on backhaul rules"),
    ("Trucks off the dock in 38 minutes", "41 min, was 46", 0.927, 0.83, "Report on 4 June"),
    ("EDI orders with no touch", "71%, goal 90%", 0.79, 0.89, "Connector v2 replaces v1"),
    ("Six certified admins", "6 of 6", 1.0, 0.83, "Reached on 16 April"),
    ("New sites productive in 21 days", "19 days", 1.105, 1.0, "Joliet took 17 days"),
)


OURS = (
    ActionFacts(text="Ship EDI connector v2", due=dt.date(2027, 6, 30)),
    ActionFacts(text="Dock-level dwell report", due=dt.date(2027, 6, 4)),
    ActionFacts(text="On-site training, Joliet", due=dt.date(2027, 8, 18)),
)
THEIRS = (
    ActionFacts(text="Name an EDI test owner", due=dt.date(2027, 6, 18)),
    ActionFacts(text="Open backhaul data for 9 sites", due=dt.date(2027, 7, 2)),
    ActionFacts(text="Choose sites for wave four", due=dt.date(2027, 7, 30)),
)
RESULTS = (
    Result(figure="1,240 h", text="of dispatch time given back this quarter"),
    Result(figure="5 min", text="less dwell per truck than in February"),
    Result(figure="19 days", text="from kick-off to a productive new site"),
)


def goal(text: str, figure: str, now: float, before: float, note: str) -> GoalFacts:
    """Return a goal with a straight line of nine months."""
    return GoalFacts(
        text=text,
        figure=figure,
        note=note,
        now=now,
        before=before,
        agreed=dt.date(2027, 2, 24),
        line=tuple(before + (now - before) * i / 8 for i in range(9)),
    )


def full_customer() -> CustomerFacts:
    """Return the customer facts of a well-filled account."""
    return CustomerFacts(
        organisation="Kestrane",
        account="Ardenmoor Freight",
        as_of=TODAY,
        data_to=TODAY,
        quarter=2,
        year=2027,
        visit=VISIT,
        last_review=dt.date(2027, 2, 24),
        marks=tuple(
            VisitMark(date=dt.date(2027, m, d), type=t, state=s, label=w)
            for t, s, m, d, w in YEAR
            if t != "value_review"
        ),
        results=RESULTS,
        goals=tuple(goal(*row) for row in GOALS),
        our_actions=OURS,
        their_actions=THEIRS,
        wrong=("The first EDI connector did not handle split loads and cost your team 210 hours.",),
        **further_parts(),
    )


def bare_customer() -> CustomerFacts:
    """Return the customer facts of an account of which nothing is known but its name."""
    return CustomerFacts(
        organisation="Us",
        account="Company_1",
        as_of=TODAY,
        data_to=TODAY,
        quarter=2,
        year=2027,
    )

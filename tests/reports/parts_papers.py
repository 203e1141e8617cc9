"""Facts of the further parts of the internal pack, for tests: a full account like the design's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from csplanner.domain.pack_facts import (
    Clause,
    CommercialFacts,
    Counted,
    CoverageFacts,
    GoalState,
    Held,
    Leg,
    MissingTouch,
    OpenTicket,
    Owed,
    PackFacts,
    RevenueLine,
    RuleCount,
    Seen,
    Stakeholder,
    Stop,
    SubscriptionLine,
    SupportFacts,
    TicketType,
    TripSheetFacts,
    WrittenText,
)

TODAY = dt.date(2027, 5, 12)
WRITTEN = dt.date(2027, 5, 10)
PEOPLE = (
    ("M. Tarrisk", "COO", "champion", 5, 5, 8, True),
    ("A. Quellin", "CIO", "decision maker", 5, 3, 22, True),
    ("J. Osmere", "VP Operations", "champion", 3, 5, 5, True),
    ("S. Ulverton", "EDI lead", "detractor", 2, 1, 13, True),
    ("L. Ferrant", "CFO", "economic buyer", 4, 3, 141, False),
)


def people(count: int = 5) -> tuple[Stakeholder, ...]:
    """Return so many stakeholders, the first five those of the design."""
    found = []
    for i in range(count):
        name, title, role, influence, attitude, days, here = PEOPLE[i % len(PEOPLE)]
        found.append(
            Stakeholder(
                name=name if i < len(PEOPLE) else f"{name} {i}",
                title=title,
                role=role,
                influence=influence,
                attitude=attitude,
                days_since=days,
                know="Wants dwell time under 38 min before peak season",
                next_step="Agree the date on 9 June",
                in_room=here,
            )
        )
    return tuple(found)


def support() -> SupportFacts:
    """Return burden by quarter and the tickets of 90 days."""
    names = ("Q3", "Q4", "Q1 '26", "Q2", "Q3", "Q4", "Q1 '27", "Q2")
    values = (None, 3.4, 3.2, 3.0, 2.8, 2.7, 2.6, 2.9)
    return SupportFacts(
        since=dt.date(2027, 2, 12),
        until=dt.date(2027, 5, 10),
        unit="Weighted tickets per 1,000 loads moved",
        quarters=tuple(Counted(name=n, value=v) for n, v in zip(names, values, strict=True)),
        baseline=3.7,
        tones=("low", "medium", "high", "urgent"),
        types=(
            TicketType(name="Integration fault", counts=(4, 9, 14, 4), hours=21.4, points=131),
            TicketType(name="Access", counts=(2, 6, 3, 0), hours=3.1, points=27),
            TicketType(name="How-to", counts=(6, 3, 0, 0), points=10),
        ),
        weeks=tuple(Counted(name=f"W{i}", value=float(i % 7)) for i in range(1, 20)),
        opened=51,
        opened_before=44,
        given=(Counted(name="Dispatch hours saved", value=1240, note="$52.1k"),),
        open=tuple(
            OpenTicket(subject=f"Split loads drop stop {i}", type="Fault", severity="high", days=i)
            for i in range(8)
        ),
    )


def commercial() -> CommercialFacts:
    """Return revenue that grew in January, two products, a pilot."""
    months = [dt.date(2026, 6 + i, 28) for i in range(7)]
    months += [dt.date(2027, 1 + i, 28) for i in range(4)] + [TODAY]
    return CommercialFacts(
        arr=tuple((d, Decimal(2_222_000 if d.year == 2026 else 2_400_000)) for d in months),
        year_ago=Decimal(2_222_000),
        share=0.153,
        contract_start=dt.date(2022, 1, 1),
        contract_end=dt.date(2027, 12, 31),
        subscriptions=(
            SubscriptionLine(
                product="Dispatch",
                start=dt.date(2022, 1, 1),
                end=None,
                seats=1496,
                arr=Decimal(1_347_008),
                currency="USD",
            ),
        ),
        events=(
            RevenueLine(
                date=dt.date(2027, 1, 1),
                kind="contraction",
                amount=Decimal(-178_000),
                currency="USD",
                reason="Renewal uplift",
            ),
        ),
        pilot_end=dt.date(2027, 7, 1),
        pilot_value=Decimal(50_000),
        converted_value=Decimal(400_000),
        pilot_criteria="Two yards live for four weeks.",
    )


def coverage() -> CoverageFacts:
    """Return a year with reviews, check-ins and one gap."""
    return CoverageFacts(
        rules=(
            RuleCount(name="executive_qbr", planned=4, done=1, scheduled=2, done_before=4),
            RuleCount(name="check_in", planned=6, done=3, scheduled=3, done_before=6),
        ),
        elapsed=0.36,
        held=tuple(
            Held(
                date=TODAY - dt.timedelta(days=20 * i),
                type="check_in" if i % 3 else "executive_qbr",
                state="missed" if i == 4 else "done",
                ours="I. Sollander",
                theirs="M. Tarrisk",
                outcome="Agenda agreed in outline.",
            )
            for i in range(9)
        ),
        gaps=(MissingTouch(rule="executive_qbr", period="2027-Q4", detail="No executive is free"),),
        last=dt.date(2027, 5, 4),
        longest_gap=75,
        wanted_gap=74,
    )


def trip() -> TripSheetFacts:
    """Return a trip of two visits with legs and costs."""
    return TripSheetFacts(
        number=10,
        cities=("Chicago", "Denver"),
        start=dt.date(2027, 6, 7),
        end=dt.date(2027, 6, 11),
        travellers=("I. Sollander", "A. Wexcombe"),
        stops=(
            Stop(
                date=dt.date(2027, 6, 9),
                time="10:00",
                account="Ardenmoor Freight",
                what="executive_qbr",
                city="Chicago",
                who="I. Sollander",
                here=True,
            ),
            Stop(date=dt.date(2027, 6, 9), time="", account="Hallivan Retail", what="qbr"),
        ),
        legs=(Leg(mode="air", route="Minneapolis to Chicago", departs="Mon 7 Jun 07:40"),),
        costs=(("air", Decimal(1046)), ("lodging", Decimal(2366))),
        total=Decimal(3412),
        alone=Decimal(7068),
        currency="USD",
        state="asked",
        notes="Hotel 1.2 km from Ardenmoor.",
    )


def owed(text: str, due: dt.date | None, **more: object) -> Owed:
    """Return something owed."""
    return Owed(text=text, due=due, owner="Product", **more)  # type: ignore[arg-type]


TEXTS = (
    WrittenText(part="objective", text="One place to dispatch from.", written=WRITTEN),
    WrittenText(part="outcome", figure="1,240 h", text="given back", written=WRITTEN),
    WrittenText(part="never_say", text="Do not promise capacity.", written=WRITTEN),
    WrittenText(part="exposure", text="A credit of $61k a month.", written=WRITTEN),
)
CLAUSES = (
    Clause(
        clause="4.2",
        text="Custom EDI connector v2",
        owner="Product",
        difficulty="hard",
        cost=Decimal(310_000),
        currency="USD",
        due=dt.date(2027, 6, 30),
        status="2 of 5 milestones",
    ),
    Clause(clause="6.2", text="Named support engineer", status="met", met=True),
)
PROMISES = (
    owed("Connector v2 beta", dt.date(2027, 5, 7)),
    owed("Joliet rollout live", None, done=True, closed=dt.date(2027, 5, 3)),
)
ACTIONS = (
    owed("Ship EDI connector v2", dt.date(2027, 6, 30)),
    owed("Name an EDI test owner", dt.date(2027, 6, 18), theirs=True),
)
SIGHTINGS = (
    Seen(date=dt.date(2027, 4, 22), name="Orbexa", text="bundle", answer="Joliet result"),
    Seen(date=dt.date(2027, 2, 11), name="Trackonda", text="yard RFP"),
)


def full_parts() -> PackFacts:
    """Return the further parts of a well-filled account."""
    return PackFacts(
        owner="I. Sollander",
        executive="R. Havelstone",
        sponsor="A. Wexcombe",
        industry="Freight",
        place="Chicago, US",
        texts=TEXTS,
        people=people(),
        ratings=(
            (dt.date(2027, 2, 25), 4, "Open talk.", "They do not like rejects."),
            (dt.date(2026, 9, 17), 5, "Went live early.", ""),
        ),
        support=support(),
        goals=(
            GoalState(text="Trucks off the dock", figure="41 min", now=0.93, before=0.83),
            GoalState(text="Not measured yet", shared=True),
        ),
        commercial=commercial(),
        clauses=CLAUSES,
        promises=PROMISES,
        actions=ACTIONS,
        risks=(owed("EDI lead may speak against us", dt.date(2027, 9, 30)),),
        sightings=SIGHTINGS,
        requests=(Seen(date=dt.date(2027, 4, 30), name="planned", text="Export of more rows"),),
        signals=(Seen(date=dt.date(2027, 5, 4), name="new", text="Wants driver messages"),),
        coverage=coverage(),
        steps=(
            ("Connector test plan", "Product", dt.date(2027, 5, 2), False),
            ("Tickets of 90 days read", "I. Sollander", None, True),
        ),
        trip=trip(),
        notes="Sign in at gate 2.",
    )

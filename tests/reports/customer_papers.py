"""Facts of the customer pack's further parts, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from csplanner.domain.customer_facts import (
    DriverLine,
    Idea,
    MeasureLine,
    Promised,
    ServiceFacts,
    Voice,
)

TODAY = dt.date(2027, 5, 12)
MONTHS = ("May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May")


def measure(name: str, *, use: bool = True) -> MeasureLine:
    """Return a measure that grew by a tenth in three months."""
    return MeasureLine(
        name=name,
        unit="users",
        labels=MONTHS,
        values=(None, *(100.0 + 2 * i for i in range(12))),
        now=122.0,
        before=111.0,
        as_of=dt.date(2027, 4, 30),
        use=use,
    )


def further_parts() -> dict[str, Any]:
    """Return the fields of the parts after the goals."""
    return {
        "objective": "One place to dispatch from, before peak season.",
        "drivers": (
            DriverLine(name="Loads auto-routed", now=0.9, before=0.83, actual="63%", target="70%"),
            DriverLine(name="Certified admins", now=1.0, before=0.83, actual="6", target="6"),
        ),
        "measures": (measure("Users active weekly"), measure("Uptime", use=False)),
        "service": ServiceFacts(
            since=dt.date(2027, 2, 12),
            opened=64,
            opened_before=44,
            closed=56,
            open_now=11,
            days=2.0,
            days_before=3.0,
            months=tuple((name, 20 + i, 18 + i) for i, name in enumerate(MONTHS)),
            as_of=dt.date(2027, 5, 10),
        ),
        "learned": ("Sites with a certified administrator reach first value sooner.",),
        "voices": (Voice(date=dt.date(2027, 3, 11), comment="The yards want nothing else."),),
        "commitments": (Promised(text="Two on-site trainings", due=dt.date(2027, 8, 20)),),
        "promises": (
            Promised(text="Joliet live", done=True, done_on=dt.date(2027, 5, 3)),
            Promised(text="Connector beta", due=dt.date(2027, 5, 7)),
        ),
        "trends": ("Shippers ask for dock appointments.", "Split loads grow."),
        "suggestions": (
            Idea(text="Turn on backhaul rules", state="open", quarter="2027Q2"),
            Idea(text="Certify a second admin", state="done", quarter="2027Q1"),
        ),
        "requests": (Idea(text="Export more rows", state="planned", date=dt.date(2027, 4, 30)),),
    }

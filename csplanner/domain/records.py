"""The list of all records, in an order in which each may only refer to those before it."""

from __future__ import annotations

from csplanner.domain.account import (
    Account,
    Contact,
    RelationshipRating,
    RevenueEvent,
    Subscription,
)
from csplanner.domain.documents import BriefVersion, PolicyVersion, SectionTemplate
from csplanner.domain.engagement import (
    ChecklistItem,
    Engagement,
    PlanRun,
    UnplacedTouch,
    Waiver,
)
from csplanner.domain.evidence import Driver, DriverReading, Goal, Measure, Survey, Ticket
from csplanner.domain.promise import (
    Action,
    BriefText,
    Commitment,
    ProductRequest,
    Promise,
    Risk,
    Sighting,
    Signal,
    Suggestion,
    Trend,
)
from csplanner.domain.record import Record
from csplanner.domain.team import Blackout, ExchangeRate, Organisation, Person, TimeOff
from csplanner.domain.trip import Rate, Trip, TripCost, TripLeg

RECORDS: tuple[type[Record], ...] = (
    Organisation,
    ExchangeRate,
    PolicyVersion,
    SectionTemplate,
    Rate,
    Person,
    TimeOff,
    Account,
    Blackout,
    RelationshipRating,
    Subscription,
    Contact,
    RevenueEvent,
    PlanRun,
    UnplacedTouch,
    Trip,
    TripCost,
    TripLeg,
    Engagement,
    ChecklistItem,
    Waiver,
    Measure,
    Survey,
    Ticket,
    Driver,
    DriverReading,
    Goal,
    Commitment,
    Promise,
    Action,
    Risk,
    Sighting,
    ProductRequest,
    Signal,
    Trend,
    Suggestion,
    BriefText,
    BriefVersion,
)

"""Every kind of record that a file may hold, with its columns.

The columns named in the contract ('Own CSV headers') come first, in its order; what a record has
beyond them follows, so that an exported folder loses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain import account, documents, engagement, evidence, promise, team, trip
from csplanner.importing.fields import kind_from

if TYPE_CHECKING:
    from csplanner.domain.record import Record
    from csplanner.importing.fields import Kind

_ACCOUNT = "account=account_id:>accounts!"
_OWED = (
    f"{_ACCOUNT} engagement=engagement_id:>engagements text! owner due:date status "
    "customer_safe:yesno side:side made:date closed:date"
)

# Ordered like the records of the domain: a kind refers to itself or to kinds above it.
_KINDS = (
    kind_from(
        "organisation",
        team.Organisation,
        "name! team logo base_currency:currency fiscal_year_start_month:whole week_start:whole "
        "day_starts:time day_ends:time is_sample:yesno",
        "name",
        unique=True,
    ),
    kind_from(
        "exchange_rates",
        team.ExchangeRate,
        "currency:currency! date:date! rate:decimal!",
        "currency+date",
        unique=True,
    ),
    kind_from(
        "policies",
        documents.PolicyVersion,
        "number:whole! effective:date! text! note",
        "number",
        unique=True,
    ),
    kind_from(
        "templates",
        documents.SectionTemplate,
        "name! tier audience:audience! sections:list",
        "name+audience+tier",
    ),
    kind_from(
        "rates",
        trip.Rate,
        "category:category! city from_km:whole to_km:whole amount:money! currency:currency",
        "category+city+from_km+to_km",
    ),
    kind_from(
        "people",
        team.Person,
        "name! role:role title email home_city country:country timezone weekly_hours:decimal "
        "travel_weeks_per_quarter:whole visits_per_month:whole visits_per_quarter:whole "
        "visits_per_year:whole deputy=deputy_id:>people reports_to=reports_to_id:>people region "
        "working_weekdays:weekdays",
        "email name",
        unique=True,
    ),
    kind_from(
        "timeoff",
        team.TimeOff,
        "person=person_id:>people! from=start:date! to=end:date! reason",
        "person_id+start+end",
    ),
    kind_from(
        "accounts",
        account.Account,
        "name! domain:domain arr:money currency:currency tier_override tier_reason industry "
        "segment stage:stage owner=owner_id:>people account_executive=account_executive_id:>people "
        "executive_sponsor=executive_sponsor_id:>people executive_pool:>>people city "
        "country:country latitude:number longitude:number timezone contract_start:date "
        "contract_end:date renewal_date:date pilot_end:date pilot_value:money "
        "converted_value:money preferred_weekdays:weekdays relationship:rating notes "
        "archived:yesno decision_lead_days:whole pilot_criteria region",
        "domain name",
        unique=True,
    ),
    kind_from(
        "blackouts",
        team.Blackout,
        "account=account_id:>accounts from=start:date! to=end:date! reason",
        "account_id+start+end",
    ),
    kind_from(
        "relationship_ratings",
        account.RelationshipRating,
        f"{_ACCOUNT} date:date! rating:rating! reason quote",
        "account_id+date",
    ),
    kind_from(
        "subscriptions",
        account.Subscription,
        f"{_ACCOUNT} product start:date! end:date seats:whole arr:money currency:currency",
        "account_id+product+start",
    ),
    kind_from(
        "contacts",
        account.Contact,
        f"{_ACCOUNT} name! title role email phone influence:rating attitude:rating "
        "touch_interval_days:whole last_touch:date notes available_weekdays:weekdays "
        "away_from:date away_to:date",
        "account_id+email account_id+name",
        unique=True,
    ),
    kind_from(
        "revenue",
        account.RevenueEvent,
        f"{_ACCOUNT} date:date! kind:revenue_kind! amount:money! currency:currency reason note",
        "account_id+date+kind",
    ),
    kind_from(
        "plan_runs",
        engagement.PlanRun,
        "number:whole! year:whole! date:date! at:instant seed:whole effort "
        "policy=policy_version_id:>policies state:run_state label demand:whole scheduled:whole "
        "objective:decimal terms bound:decimal gap:number changes",
        "number",
        unique=True,
    ),
    kind_from(
        "unplaced",
        engagement.UnplacedTouch,
        f"plan_run=plan_run_id:>plan_runs! {_ACCOUNT} touch! rule! window_from:date "
        "window_to:date reason! detail relax",
        "plan_run_id+touch",
    ),
    kind_from(
        "trips",
        trip.Trip,
        "number:whole! year:whole! city! cities:list start:date! end:date! "
        "travellers:>>people purpose:purpose state:trip_state decided_by decided_on:date "
        "alone_cost:money currency:currency plan_run=plan_run_id:>plan_runs notes",
        "year+number",
        unique=True,
    ),
    kind_from(
        "trip_costs",
        trip.TripCost,
        "trip=trip_id:>trips! category:category! person=person_id:>people amount:money! "
        "currency:currency note",
        "trip_id+category+person_id",
    ),
    kind_from(
        "trip_legs",
        trip.TripLeg,
        "trip=trip_id:>trips! mode origin destination departs:moment departs_zone "
        "arrives:moment arrives_zone reference",
        "trip_id+departs+origin",
    ),
    kind_from(
        "engagements",
        engagement.Engagement,
        f"touch {_ACCOUNT} type:engagement_type state:state date:date! start:time minutes:whole "
        "timezone mode:mode city participants:>>people contacts:>>contacts rule locked:yesno "
        "purpose:purpose agenda notes outcome reason window_from:date window_to:date explanation "
        "trip=trip_id:>trips asked:date",
        "touch account_id+type+date",
    ),
    kind_from(
        "checklist",
        engagement.ChecklistItem,
        "engagement=engagement_id:>engagements! text! owner due:date done:yesno",
        "engagement_id+text",
    ),
    kind_from(
        "waivers",
        engagement.Waiver,
        f"{_ACCOUNT} touch! asked_by reason decided_by decided_on:date refused:yesno",
        "account_id+touch",
    ),
    kind_from(
        "measures",
        evidence.Measure,
        f"{_ACCOUNT} metric! date:date! value:number! unit customer_safe:yesno",
        "account_id+metric+date",
        unique=True,
    ),
    kind_from(
        "surveys",
        evidence.Survey,
        f"{_ACCOUNT} date:date! kind score:number comment contact customer_safe:yesno",
        "account_id+date+kind+contact",
    ),
    kind_from(
        "tickets",
        evidence.Ticket,
        f"{_ACCOUNT} opened:date! closed:date type severity subject text satisfaction:number "
        "hours:number",
        "account_id+opened+subject",
    ),
    kind_from(
        "drivers",
        evidence.Driver,
        f"{_ACCOUNT} name! unit direction:direction baseline:number target:number current:number "
        "weight:number owner customer_safe:yesno",
        "account_id+name",
        unique=True,
    ),
    kind_from(
        "driver_readings",
        evidence.DriverReading,
        "driver=driver_id:>drivers! date:date! value:number!",
        "driver_id+date",
    ),
    kind_from(
        "goals",
        evidence.Goal,
        f"{_ACCOUNT} text! metric baseline:number target:number current:number due:date "
        "customer_safe:yesno unit agreed:date note",
        "account_id+text",
    ),
    kind_from(
        "commitments",
        promise.Commitment,
        f"{_ACCOUNT} clause text! functional_owner difficulty cost:money due:date status "
        "customer_safe:yesno currency:currency",
        "account_id+clause+text",
    ),
    kind_from("promises", promise.Promise, _OWED, "account_id+text"),
    kind_from("actions", promise.Action, _OWED, "account_id+text"),
    kind_from("risks", promise.Risk, _OWED, "account_id+text"),
    kind_from(
        "sightings",
        promise.Sighting,
        f"{_ACCOUNT} competitor! date:date! pitch our_answer source",
        "account_id+competitor+date",
    ),
    kind_from(
        "requests",
        promise.ProductRequest,
        f"{_ACCOUNT} date:date! text! status customer_safe:yesno answer",
        "account_id+date+text",
    ),
    kind_from(
        "signals",
        promise.Signal,
        f"{_ACCOUNT} date:date! text! source status",
        "account_id+date+text",
    ),
    kind_from(
        "trends",
        promise.Trend,
        "industry quarter:quarter! text! source account=account_id:>accounts",
        "industry+quarter+text",
    ),
    kind_from(
        "suggestions",
        promise.Suggestion,
        f"{_ACCOUNT} quarter:quarter! text! status",
        "account_id+quarter+text",
    ),
    kind_from(
        "brief_texts",
        promise.BriefText,
        f"{_ACCOUNT} quarter:quarter! part! figure text! written:date customer_safe:yesno",
        "account_id+quarter+part+text",
    ),
    kind_from(
        "brief_versions",
        documents.BriefVersion,
        f"{_ACCOUNT} engagement=engagement_id:>engagements audience:audience! date:date! "
        "pages:whole digest",
        "account_id+audience+date+digest",
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}
"""Every kind by the word used after `import`, in an order in which references point upwards."""


def kind_named(name: str) -> Kind:
    """Find the kind with this name; a UserMistake that lists all kinds if there is none."""
    found = KINDS.get(name.strip().casefold().replace("-", "_"))
    if found is None:
        raise UserMistake(f"'{name}' is no kind of record.", f"Choose one of: {', '.join(KINDS)}.")
    return found


def kind_of(record: type[Record]) -> Kind:
    """Find the kind that holds records of this type."""
    return next(kind for kind in _KINDS if kind.record is record)

"""Which packs are offered: what lies ahead, in order, each found again by its key."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Trip
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.make_pack import is_visit
from csplanner.services.pack_offers import pack_chosen, pack_offers
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from pathlib import Path

YEAR = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def test_every_offer_leads_to_its_visits(tmp_path: Path) -> None:
    """Quarters, trips and people with visits; each key gives visits, an old one a mistake."""
    with make_team(tmp_path, accounts=6) as team:
        assert pack_offers(team, TODAY) == ()
        adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
        offers = pack_offers(team, TODAY)
        kinds = [offer.key.partition(":")[0] for offer in offers]
        assert kinds == sorted(kinds, key=["quarter", "trip", "person"].index)
        assert {"quarter", "trip", "person"} == set(kinds)
        assert kinds.count("trip") == team.count(Trip)
        for offer in offers:
            visits = pack_chosen(team, offer.key, *YEAR).visits
            assert visits, offer
            assert all(is_visit(visit) for visit in visits)
        assert f"({len(pack_chosen(team, offers[0].key, *YEAR).visits)})" in offers[0].name
        with pytest.raises(UserMistake, match="any more"):
            pack_chosen(team, "trip:gone", *YEAR)


def test_what_is_over_is_not_offered(tmp_path: Path) -> None:
    """At the end of the year neither its trips nor its quarters but the last are there."""
    with make_team(tmp_path, accounts=6) as team:
        adopt(team, propose(team, PlanRequest(year=2027, today=TODAY, effort="quick")))
        late = [offer.key for offer in pack_offers(team, dt.date(2027, 12, 31))]
        assert not [key for key in late if key.startswith(("trip", "person"))]
        assert {key for key in late if key.startswith("quarter")} <= {"quarter:2027Q4"}

"""Proves `score` on a portfolio: joins, as-of, the keys of the contract, history recomputed."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from benchmarks.insight_bare import bare, differences
from benchmarks.insight_portfolio import filled as filled_portfolio
from csplanner.base.clock import Clock
from csplanner.base.errors import Cancelled, UserMistake
from csplanner.base.ids import seeded_ids
from csplanner.base.job import Job
from csplanner.domain.engagement import State
from csplanner.domain.ids import (
    AccountId,
    ContactId,
    DriverId,
    DriverReadingId,
    EngagementId,
    MeasureId,
    SurveyId,
    TicketId,
)
from csplanner.domain.records import (
    Account,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Measure,
    Survey,
    Ticket,
)
from csplanner.services import workspace as ws
from csplanner.services.health_drops import health_drops
from csplanner.services.review_coverage import review_coverage
from csplanner.services.score import health_history, score_accounts
from csplanner.services.score_json import score_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.record import Record

TODAY = dt.date(2027, 5, 12)


def filled() -> tuple[list[Record], AccountId]:
    """Return the records of one account with facts for all five components."""
    new = seeded_ids(7)
    account, contact, driver = AccountId(new()), ContactId(new()), DriverId(new())
    records: list[Record] = [
        Account(id=account, name="Full", arr=Decimal(2_400_000), currency="USD", relationship=4),
        Contact(id=contact, account_id=account, name="C. Contact", influence=5),
        Driver(id=driver, account_id=account, name="Active", target=100.0),
        Survey(id=SurveyId(new()), account_id=account, date=dt.date(2027, 4, 1), score=8.0),
        Engagement(
            id=EngagementId(new()),
            account_id=account,
            date=dt.date(2027, 4, 20),
            state=State.DONE,
            contacts=(contact,),
        ),
    ]
    for back in range(18):
        index = 2027 * 12 + 4 - back
        day = dt.date(index // 12, index % 12 + 1, 1)
        records += [
            Measure(id=MeasureId(new()), account_id=account, metric="loads", date=day, value=100.0),
            Ticket(id=TicketId(new()), account_id=account, opened=day, severity="high"),
            DriverReading(id=DriverReadingId(new()), driver_id=driver, date=day, value=90.0 - back),
        ]
    return records, account


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Yield a portfolio with one full account, one with nothing at all, one archived."""
    new = seeded_ids(9)
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            for record in filled()[0]:
                work.put(record)
            work.put(Account(id=AccountId(new()), name="Empty"))
            work.put(Account(id=AccountId(new()), name="Old", archived=True))
        yield workspace


def test_every_component_is_found_and_sums(portfolio: ws.Workspace) -> None:
    """The full account has five live components whose points are its score."""
    full = score_accounts(portfolio, TODAY)[1]
    assert full.name == "Full"
    assert [c.counts for c in full.health.components] == [True] * 5
    assert full.health.score == pytest.approx(sum(c.contribution for c in full.health.components))
    assert (full.tier, full.relationship) == ("strategic", 4)
    assert full.drivers[0].current == 90.0
    assert full.burden.use_metric == "loads"


def test_archived_accounts_are_left_out_and_empty_ones_are_not(portfolio: ws.Workspace) -> None:
    """All accounts not archived are scored, one without facts with no score."""
    found = score_accounts(portfolio, TODAY)
    assert [s.name for s in found] == ["Empty", "Full"]
    assert found[0].health.score is None


def test_the_answer_has_the_keys_of_the_contract(portfolio: ws.Workspace) -> None:
    """`score --json` can be written as JSON and holds every promised key."""
    answer = json.loads(json.dumps(score_json(score_accounts(portfolio, TODAY), TODAY)))
    assert answer["as_of"] == "2027-05-12"
    account = answer["accounts"][1]
    assert {"id", "external_id", "name", "tier", "health", "relationship", "drivers"} <= set(
        account
    )
    assert {"value", "baseline", "change", "parts", "silence"} <= set(account["burden"])
    wanted = {"name", "weight", "value", "contribution", "as_of", "missing", "stale"}
    assert all(wanted <= set(c) for c in account["health"]["components"])


def test_one_account_scores_as_in_the_whole(portfolio: ws.Workspace) -> None:
    """Asking for one id gives exactly its line of the whole answer."""
    whole = score_accounts(portfolio, TODAY)[1]
    assert score_accounts(portfolio, TODAY, [whole.id]) == (whole,)


def test_many_accounts_score_as_each_alone_and_as_arrays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pieces do not show, and sums over NumPy arrays by the same formulas say the same."""
    with filled_portfolio(tmp_path / "many.csplan", 30, 900) as workspace:
        whole = score_accounts(workspace, TODAY)
        assert [score_accounts(workspace, TODAY, [s.id])[0] for s in whole] == list(whole)
        monkeypatch.setattr("csplanner.services.score.AT_ONCE", 7)
        assert score_accounts(workspace, TODAY) == whole
        review = review_coverage(workspace, TODAY.year, TODAY)
        assert differences(bare(workspace, TODAY), whole, review) == []


def test_scoring_stops_when_asked(portfolio: ws.Workspace) -> None:
    """It says where it is, and a cancelled one leaves no answer."""
    told: list[str] = []
    score_accounts(portfolio, TODAY, job=Job(lambda _done, words: told.append(words)))
    assert told[-1] == "Scoring 2 accounts"
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        health_drops(portfolio, TODAY, job=job)


def test_history_is_recomputed_as_of_each_month(portfolio: ws.Workspace) -> None:
    """Twelve points, the last equal to today's score, the earlier ones without later facts."""
    account = filled()[1]
    points = health_history(portfolio, account, TODAY)
    assert [p.as_of for p in points[-3:]] == [dt.date(2027, 3, 31), dt.date(2027, 4, 30), TODAY]
    assert points[-1] == score_accounts(portfolio, TODAY, [account])[0].health
    assert len(points) == 12
    assert points[0].part(points[0].components[4].name).missing
    earlier = score_accounts(portfolio, dt.date(2027, 3, 31), [account])[0].health
    assert points[-3] == earlier


def test_an_unknown_account_is_a_mistake(portfolio: ws.Workspace) -> None:
    """An id that is not there is said, not skipped."""
    with pytest.raises(UserMistake):
        score_accounts(portfolio, TODAY, ["nobody"])


def test_how_much_of_the_score_has_data_is_said(portfolio: ws.Workspace) -> None:
    """All 100 points for the full account, none for the empty one; drivers say when they arrive."""
    answer = score_json(score_accounts(portfolio, TODAY), TODAY)
    empty, full = answer["accounts"]
    assert (empty["health"]["known"], full["health"]["known"]) == (0, 100)
    assert full["health"]["profile"] == "standard"
    assert empty["health"]["profile"] == "scale"
    assert full["drivers"][0]["reaches"] > TODAY.isoformat()
    assert full["burden"]["quarters"][0]["from"] == "2026-01-01"


def test_a_trend_of_two_years_reads_what_lies_behind_it(portfolio: ws.Workspace) -> None:
    """Twenty-four points; the last is today's, the first months have no data and say so."""
    points = health_history(portfolio, filled()[1], TODAY, 24)
    assert (len(points), points[0].as_of) == (24, dt.date(2025, 6, 30))
    assert points[-1].score == score_accounts(portfolio, TODAY, [filled()[1]])[0].health.score
    assert points[0].score is None

"""Each component can be computed again from the rows that its trace lists: nothing is hidden."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.health import Part
from csplanner.domain.health_profile import STANDARD
from csplanner.domain.records import Account
from csplanner.services import workspace as ws
from csplanner.services.new_portfolio import make_portfolio
from csplanner.services.score import score_accounts
from csplanner.services.trace import trace_json, trace_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.health import Health
    from csplanner.services.trace import TraceRow

TODAY = dt.date(2027, 5, 12)
NAMES = ("Ardenmoor Freight", "Garrowby Bank", "Ostrand Paper")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ws.Workspace]:
    """Yield the sample portfolio."""
    path: Path = tmp_path_factory.mktemp("trace") / "s.csplan"
    make_portfolio(path, Clock(TODAY), sample=True)
    with ws.open_workspace(path, Clock(TODAY)) as workspace:
        yield workspace


@pytest.fixture(scope="module", params=NAMES)
def traced(
    sample: ws.Workspace, request: pytest.FixtureRequest
) -> tuple[Health, dict[Part, tuple[TraceRow, ...]]]:
    """Return an account's health with the rows behind it."""
    account = sample.where(Account, name=request.param)[0]
    health = score_accounts(sample, TODAY, [account.id])[0].health
    return health, trace_of(sample, account.id, TODAY)


def _means(rows: tuple[TraceRow, ...]) -> dict[str, float]:
    groups: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row.figure)
    return {name: sum(values) / len(values) for name, values in groups.items()}


def test_usage_is_the_mean_of_the_listed_measures(
    traced: tuple[Health, dict[Part, tuple[TraceRow, ...]]],
) -> None:
    """Level now over level before of each metric, on its curve."""
    health, rows = traced
    means = _means(rows[Part.USAGE])
    values = []
    for name in {group.removesuffix(", now") for group in means if group.endswith(", now")}:
        now, before = means[f"{name}, now"], means[f"{name}, before"]
        share = name == "Licence use"
        values.append(
            STANDARD.value("licence_use", now / 100)
            if share
            else STANDARD.value("use", now / before)
        )
    assert health.part(Part.USAGE).value == pytest.approx(sum(values) / len(values))


def test_outcomes_is_the_weighted_mean_of_the_listed_attainments(
    traced: tuple[Health, dict[Part, tuple[TraceRow, ...]]],
) -> None:
    """Weight x value over the weights."""
    health, rows = traced
    pairs = [
        (float(r.group.removeprefix("weight ")), STANDARD.value("attainment", r.figure))
        for r in rows[Part.OUTCOMES]
    ]
    wanted = sum(w * v for w, v in pairs) / sum(w for w, _ in pairs)
    assert health.part(Part.OUTCOMES).value == pytest.approx(wanted)


def test_support_load_is_the_points_of_the_listed_tickets(
    traced: tuple[Health, dict[Part, tuple[TraceRow, ...]]],
) -> None:
    """As many recent tickets as the component says."""
    health, rows = traced
    now = [r for r in rows[Part.SUPPORT] if r.group == "now"]
    assert health.part(Part.SUPPORT).basis.startswith(f"{len(now)} ticket")


def test_sentiment_is_the_mean_of_the_listed_answers_by_kind(
    traced: tuple[Health, dict[Part, tuple[TraceRow, ...]]],
) -> None:
    """NPS, ratings and tones, each averaged on its curve, then averaged."""
    health, rows = traced
    groups: dict[str, list[float]] = defaultdict(list)
    for row in rows[Part.SENTIMENT]:
        curve = {"nps": "nps", "tone of threads": "tone"}.get(row.group, "csat")
        figure = row.figure if curve == "tone" else STANDARD.value(curve, row.figure)
        groups[row.group].append(figure)
    means = {name: sum(values) / len(values) for name, values in groups.items()}
    if "tone of threads" in means:
        means["tone of threads"] = STANDARD.value("tone", means["tone of threads"])
    wanted = sum(means.values()) / len(means)
    assert health.part(Part.SENTIMENT).value == pytest.approx(wanted)


def test_contact_lists_everybody_and_the_last_touch(
    sample: ws.Workspace, traced: tuple[Health, dict[Part, tuple[TraceRow, ...]]]
) -> None:
    """Reach is the share of influence met in time; every row names a record that exists."""
    health, rows = traced
    people = [r for r in rows[Part.CONTACT] if r.group in {"reach", "champion"}]
    met = sum(r.figure for r in people)
    total = sum(int(r.what.split("influence ")[1].split(":")[0]) for r in people)
    assert f"{100 * met / total:.0f}% of stakeholders" in health.part(Part.CONTACT).basis
    for part in rows.values():
        assert all(row.record for row in part)
        days = [row.date for row in part if row.date]
        assert days == sorted(days, reverse=True)
    assert trace_json(rows[Part.CONTACT])[0]["record"]

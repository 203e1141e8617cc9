"""Proves that usage becomes monthly measures, joined through the subscription."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from tests.importing.desk import Desk, counts
from tests.importing.test_preset_ravenstack import TODAY, rows_of, take

if TYPE_CHECKING:
    from pathlib import Path

USAGE = (
    "usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count\n"
)


def test_every_row_of_the_real_file_counts(tmp_path: Path, shared: Path) -> None:
    """Sums by account and month equal those of plain loops; odd rows count and are told."""
    source, desk = shared / "data" / "ravenstack", Desk(tmp_path, TODAY)
    take(desk, "accounts", source, "accounts")
    take(desk, "subscriptions", source, "subscriptions")
    told = desk.take("measures", source / "ravenstack_feature_usage.csv", preset="ravenstack")
    assert counts(told) == (25000, 0, 0, 0)
    assert "21 usage ids" in told.notices[0]
    assert "19,432 of 25,000 usage rows lie outside" in told.notices[1]
    owner = {r["subscription_id"]: r["account_id"] for r in rows_of(source, "subscriptions")}
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    features: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_of(source, "feature_usage"):
        key = owner[row["subscription_id"]], row["usage_date"][:7]
        for at, name in enumerate(("usage_count", "usage_duration_secs", "error_count")):
            sums[key][at] += int(row[name])
        features[key].add(row["feature_name"])
    ids = {a.id: a.external_id for a in desk.all("accounts")}
    found = {(ids[m.account_id], str(m.date)[:7], m.metric): m.value for m in desk.all("measures")}
    assert found == {
        (*key, metric): float(value)
        for key, values in sums.items()
        for metric, value in zip(
            ("usage", "usage seconds", "errors", "used features"),
            (*values, len(features[key])),
            strict=True,
        )
    }


def test_measures_stand_on_the_last_day_of_the_month(tmp_path: Path) -> None:
    """A month's sum is known when the month is over, leap years included."""
    desk = _desk(tmp_path)
    text = USAGE + "U1,S1,2024-02-03,f1,2,60,0\nU2,S1,2024-02-09,f1,3,60,1\n"
    for fate in ((2, 0, 0, 0), (0, 0, 2, 0)):
        assert counts(desk.take("measures", desk.file("u.csv", text), preset="ravenstack")) == fate
    usage = desk.one("measures", metric="usage")
    assert (usage.value, usage.date) == (5, dt.date(2024, 2, 29))
    assert desk.one("measures", metric="used features").value == 1


def test_rows_that_cannot_be_joined_or_read_are_rejected(tmp_path: Path) -> None:
    """An unknown subscription and a missing count are told row by row."""
    desk = _desk(tmp_path)
    text = (
        USAGE + "U1,S9,2024-02-03,f1,2,60,0\nU2,S1,2024-02-09,f1,,60,1\nU3,S1,2024-02-09,f1,1,1,0\n"
    )
    told = desk.take("measures", desk.file("u.csv", text), preset="ravenstack")
    assert counts(told) == (1, 0, 0, 2)
    assert [problem.column for problem in told.problems] == ["subscription_id", "usage_count"]


def test_without_any_subscription_nothing_can_be_joined(tmp_path: Path) -> None:
    """The whole file is refused in one sentence, not row by row."""
    desk = Desk(tmp_path, TODAY)
    path = desk.file("u.csv", USAGE + "U1,S1,2024-02-03,f1,2,60,0\n")
    with pytest.raises(UserMistake, match="none is known yet"):
        desk.take("measures", path, preset="ravenstack")


def _desk(folder: Path) -> Desk:
    desk = Desk(folder, TODAY)
    desk.take_text("accounts", "external_id,name\nA1,Acme\n")
    desk.take_text("subscriptions", "external_id,account,start,arr\nS1,A1,2024-01-01,100\n")
    return desk

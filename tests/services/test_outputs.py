"""What leaves the portfolio: calendars, coverage, planning files; and the care of the file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.ids import ChecklistItemId, PromiseId
from csplanner.domain.records import Account, ChecklistItem, Engagement, Promise
from csplanner.services import care
from csplanner.services.adjust_calendar import miss, move, waive
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.explain_date import explain
from csplanner.services.export_calendar import calendar_entries, export_calendar
from csplanner.services.export_coverage import export_coverage
from csplanner.services.find import person_named
from csplanner.services.passphrases import given_passphrase, open_with_passphrase
from csplanner.services.plan_answer import explain_json, plan_json, touch_rows
from csplanner.services.review_coverage import review_coverage
from csplanner.services.selftest import selftest
from csplanner.services.workspace import NotOpened
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio

REQUEST = PlanRequest(year=2027, today=TODAY, effort="quick")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path) as portfolio:
        adopt(portfolio, propose(portfolio, REQUEST))
        yield portfolio


def test_a_moved_engagement_keeps_its_uid_and_counts_up(team: Portfolio) -> None:
    """Calendars see an update of the same event, not a second one."""
    first = {entry.uid: entry for entry in calendar_entries(team, 2027)}
    touch = "K00:CHECK-SCALE:2027-H1:1"
    before = first[f"{touch}@csplanner"]
    better = explain(team, touch, TODAY).next_best[0].date
    move(team, touch, better)
    after = {entry.uid: entry for entry in calendar_entries(team, 2027)}
    assert after.keys() == first.keys()
    assert after[before.uid].date == better
    assert after[before.uid].sequence == before.sequence + 1


def test_a_missed_one_leaves_its_uid_to_what_makes_it_up(team: Portfolio) -> None:
    """No two entries of a calendar share a UID."""
    touch = "K00:CHECK-SCALE:2027-H1:1"
    miss(team, touch)
    adopt(team, propose(team, REQUEST))
    entries = calendar_entries(team, 2027)
    assert len({entry.uid for entry in entries}) == len(entries)
    assert [entry.state for entry in entries if entry.uid == f"{touch}@csplanner"] == ["planned"]


def test_a_calendar_of_one_person_holds_only_theirs(team: Portfolio, tmp_path: Path) -> None:
    """And an ending that no calendar has is refused."""
    ceo = person_named(team, "CEO")
    assert {entry.rule for entry in calendar_entries(team, 2027, ceo)} == {"CEO"}
    with pytest.raises(UserMistake, match=r"\.doc"):
        export_calendar(team, 2027, tmp_path / "x.doc")


def test_coverage_files_hold_what_the_answer_holds(team: Portfolio, tmp_path: Path) -> None:
    """The table's first block is the matrix; an unknown ending is refused."""
    review = review_coverage(team, 2027, TODAY)
    out = tmp_path / "coverage.csv"
    assert export_coverage(team, review, out) == (out.stat().st_size, None)
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    year = [row for row in rows if row["period"] == "year"]
    assert [row["tier"] for row in year] == ["strategic", "enterprise", "growth", "scale"]
    assert export_coverage(team, review, tmp_path / "coverage.xlsx")[0] > 4000
    with pytest.raises(UserMistake, match="docx"):
        export_coverage(team, review, tmp_path / "coverage.docx")


def test_answers_name_touches_by_touch_id(team: Portfolio) -> None:
    """The plan's answer counts what rules ask for, and each row says rule, band and window."""
    proposal = propose(team, REQUEST)
    answer = plan_json(proposal, 1.5, adopted=False)
    rows = touch_rows(proposal)
    assert answer["demand"] == len(rows) == answer["scheduled"]
    assert {row["band"] for row in rows} == {"strategic", "enterprise", "growth", "scale"}
    assert all(row["from"] <= row["date"] <= row["to"] for row in rows)
    told = explain_json(explain(team, rows[0]["touch"], TODAY))
    assert told["touch"] == rows[0]["touch"]
    assert json.dumps(told["ruled_out"])


def test_archiving_leaves_plans_and_keeps_history(team: Portfolio) -> None:
    """What was only planned goes, what was agreed stays."""
    account = team.all(Account)[1]
    mine = team.where(Engagement, account_id=account.id)
    with team.change("Agree") as work:
        work.put(replace(mine[0], state="agreed"))
    care.archive(team, account)
    assert [e.id for e in team.where(Engagement, account_id=account.id)] == [mine[0].id]
    assert team.get(Account, account.id).archived


def test_a_restored_backup_is_checked_first(team: Portfolio, tmp_path: Path) -> None:
    """What it holds is told; what does not exist is a mistake in words."""
    made = team.back_up("asked")
    holds = care.restore(made.path, tmp_path / "again.csplan", team.clock)
    assert holds == {"accounts": 12, "engagements": team.count(Engagement)}
    with pytest.raises(UserMistake, match="no backup"):
        care.restore(tmp_path / "none.csplan", tmp_path / "b.csplan", team.clock)


def test_a_passphrase_comes_from_a_file_or_the_variable(team: Portfolio, tmp_path: Path) -> None:
    """The file goes before the variable; an empty first line and an empty new one are refused."""
    path = team.path
    team.close()
    care.change_passphrase(path, Clock(TODAY), None, "from a file")
    file = tmp_path / "secret.txt"
    file.write_text("from a file\nanother line\n", encoding="utf-8")
    assert given_passphrase(file, {"CSPLANNER_PASSPHRASE": "other"}) == "from a file"
    assert given_passphrase(None, {"CSPLANNER_PASSPHRASE": "other"}) == "other"
    open_with_passphrase(path, Clock(TODAY), file, {}).close()
    with pytest.raises(NotOpened):
        open_with_passphrase(path, Clock(TODAY), None, {"CSPLANNER_PASSPHRASE": "other"})
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(UserMistake, match="empty"):
        given_passphrase(file, {})
    with pytest.raises(UserMistake, match="empty"):
        care.change_passphrase(path, Clock(TODAY), "from a file", "")


def test_the_self_test_opens_plans_charts_and_prints() -> None:
    """On this installation every step works, and the kernel is named."""
    steps = {step.name: step for step in selftest(Job())}
    assert [name for name, step in steps.items() if not step.ok] == []
    assert steps["kernel"].told in {"compiled", "interpreted"}
    pages, word = steps["customer brief"].told.split(",")[0].split()
    assert word == "pages"
    assert int(pages) >= 2


def test_years_are_told_apart(team: Portfolio) -> None:
    """A calendar holds the engagements of its own year."""
    assert calendar_entries(team, 2028) == ()
    assert all(entry.date.year == 2027 for entry in calendar_entries(team, 2027))


def test_what_hangs_on_a_planned_visit_does_not_hold_it_back(team: Portfolio) -> None:
    """An account with a checklist and a promise is archived; the promise stays."""
    account = team.all(Account)[1]
    visit = team.where(Engagement, account_id=account.id)[0]
    step = ChecklistItem(id=ChecklistItemId(new_id()), engagement_id=visit.id, text="Print")
    promise = Promise(
        id=PromiseId(new_id()), account_id=account.id, engagement_id=visit.id, text="A date"
    )
    with team.change("Prepare") as work:
        work.put(step, promise)
    care.archive(team, account)
    assert team.count(ChecklistItem) == 0
    assert [p.engagement_id for p in team.all(Promise)] == [None]
    team.undo()
    assert team.get(Promise, promise.id).engagement_id == visit.id


def test_an_anchored_touch_is_explained_in_the_year_it_is_planned_in(team: Portfolio) -> None:
    """A review before a renewal of the next January belongs to this year; a waiver is told."""
    visit = next(e for e in team.all(Engagement) if ":2028-" in e.touch)
    found = explain(team, visit.touch, TODAY)
    assert found.date == visit.date
    waive(team, visit.touch, "Customer asked")
    assert "Customer asked" in explain(team, visit.touch, TODAY).because[0]

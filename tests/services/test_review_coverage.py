"""Coverage read from a portfolio: one set of figures for the answer, the board and the paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from csplanner.base.errors import Cancelled, UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.engagement import State
from csplanner.domain.ids import BlackoutId, TimeOffId
from csplanner.domain.records import Blackout, Engagement, Person, TimeOff
from csplanner.domain.team import Role
from csplanner.services.adjust_calendar import miss
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.coverage_board import ALL, behind_cell, behind_week, coverage_board
from csplanner.services.coverage_paper import coverage_pdf
from csplanner.services.coverage_words import mend_words, owed_words, promise_words, short_money
from csplanner.services.export_coverage import coverage_json, export_coverage
from csplanner.services.plan_facts import year_facts
from csplanner.services.review_coverage import Span, review_coverage
from csplanner.services.waivers import ask
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.coverage_board import Board
    from csplanner.services.review_coverage import CoverageReview
    from csplanner.store.portfolio import Portfolio

MAY = dt.date(2027, 5, 12)
TOUCH = "K00:CHECK-SCALE:2027-H1:1"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """Return a planned year in which everything before May was held but one touch."""
    with make_team(tmp_path_factory.mktemp("team")) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        past = [e for e in portfolio.all(Engagement) if e.date < MAY]
        with portfolio.change("Held") as work:
            work.put(*(replace(e, state=State.DONE) for e in past[1:]))
        miss(portfolio, past[0].touch, "Snow")
        yield portfolio


def _board(team: Portfolio, review: CoverageReview) -> Board:
    people: dict[str, Person] = {person.id: person for person in team.all(Person)}
    return coverage_board(review, year_facts(team, 2027, MAY), people)


@pytest.mark.parametrize("by", ["tier", "owner", "city"])
def test_groups_add_up_and_the_board_says_the_same(team: Portfolio, by: str) -> None:
    """Rows sum to the total, and the matrix prints the counts of the answer."""
    review = review_coverage(team, 2027, MAY, by)
    year = next(row for row in review.total if row.period == "year")
    mine = [row for row in review.rows if row.period == "year"]
    assert sum(row.planned for row in mine) == year.planned
    assert year.planned == year.done + year.scheduled + year.remaining_to_schedule
    board = _board(team, review)
    placed = {row.key: row.cells[-1].counts for row in board.matrix.rows}
    assert placed[ALL] == f"{year.done + year.scheduled} of {year.planned}"
    for row in mine:
        if row.planned:
            assert placed[row.group] == f"{row.done + row.scheduled} of {row.planned}"
            assert len(behind_cell(review, row.group, "year")) == row.planned
    assert len(behind_cell(review, ALL, "year")) == year.planned


def test_by_person_a_touch_counts_for_everybody_who_takes_part(team: Portfolio) -> None:
    """And once in the total; an account executive sees the reviews."""
    review = review_coverage(team, 2027, MAY, "person")
    rows = {row.group: row.planned for row in review.rows if row.period == "year"}
    assert rows["Person A1"] > 0
    total = next(row for row in review.total if row.period == "year")
    assert sum(rows.values()) > total.planned


def test_a_period_of_ones_own(team: Portfolio) -> None:
    """It is the sum of nothing but what lies inside; the wrong way round is refused."""
    span = Span("spring", dt.date(2027, 4, 1), dt.date(2027, 6, 30))
    review = review_coverage(team, 2027, MAY, "tier", span)
    quarter = {r.group: r.planned for r in review.rows if r.period == "Q2"}
    assert {r.group: r.planned for r in review.rows if r.period == "spring"} == quarter
    with pytest.raises(UserMistake, match="before it begins"):
        review_coverage(team, 2027, MAY, "tier", Span("x", span.last, span.first))


def test_as_of_an_earlier_day_what_was_held_later_lay_ahead(team: Portfolio) -> None:
    """On 4 January only what was held that day was done, and the rest counts as scheduled."""
    first = review_coverage(team, 2027, TODAY)
    then = next(r for r in first.total if r.period == "year")
    now = next(r for r in review_coverage(team, 2027, MAY).total if r.period == "year")
    dated = [t.touch for t in first.touches if t.touch.placed and t.touch.state == "done"]
    assert {touch.placed for touch in dated} <= {TODAY}
    assert then.done == len(dated) < now.done
    assert (then.missed, now.missed) == (0, 1)
    assert then.scheduled + then.done == now.scheduled + now.done + now.missed


def test_a_gap_says_its_reason_its_mend_and_who_challenged_it(team: Portfolio) -> None:
    """The missed touch is listed with what was noted of it."""
    gap = next(g for g in review_coverage(team, 2027, MAY).gaps if g.reason == "MISSED")
    assert (gap.detail, gap.asked) == ("Snow", None)
    assert mend_words(gap, MAY)
    ask(team, gap.touch, "They were closed", "C1")
    asked = next(g for g in review_coverage(team, 2027, MAY).gaps if g.touch == gap.touch)
    assert asked.asked is not None
    answer = coverage_json(review_coverage(team, 2027, MAY))
    assert [g["challenged"] for g in answer["gaps"] if g["touch"] == gap.touch] == [
        "They were closed"
    ]
    assert [w["state"] for w in answer["waivers"]] == ["asked"]
    team.undo()


def test_the_weeks_of_a_person_hold_their_engagements(team: Portfolio) -> None:
    """Every live engagement of the year stands in one week of each who takes part."""
    review = review_coverage(team, 2027, MAY)
    person = next(p for p in team.all(Person) if p.external_id == "C1")
    found = [e for week in range(1, 53) for e in behind_week(review, person.id, week)]
    assert len(found) == sum(person.id in e.participants for e in review.engagements)


def test_attention_says_what_each_account_gets(team: Portfolio) -> None:
    """Promised is what is owed; given and short make it up; costs are set against revenue."""
    found = coverage_json(review_coverage(team, 2027, MAY))["attention"]
    assert [p["purpose"] for p in found["purposes"]] == ["keep", "win"]
    assert all(a["promised"] == a["given"] + a["short"] for a in found["accounts"])
    spent = sum(a["travel_cost"] for a in found["accounts"])
    assert spent == pytest.approx(sum(p["travel_cost"] for p in found["purposes"]), abs=1)
    assert found["kept_share"] == 1.0


def test_the_report_repeats_and_prints_the_figures(team: Portfolio, tmp_path: Path) -> None:
    """The same review gives the same bytes; page one holds the total of the answer."""
    review = review_coverage(team, 2027, MAY)
    content, pages = coverage_pdf(team, review)
    assert coverage_pdf(team, review)[0] == content
    document = pypdfium2.PdfDocument(BytesIO(content))
    assert len(document) == pages
    words = document[0].get_textpage().get_text_range()
    year = next(row for row in review.total if row.period == "year")
    assert f"{year.done + year.scheduled} of {year.planned}" in words
    assert "Internal" in words
    out = tmp_path / "coverage.pdf"
    assert export_coverage(team, review, out) == (out.stat().st_size, pages)


def test_words() -> None:
    """Amounts are short; a promise lists what is owed in a year."""
    from csplanner.services.policy import default_text, parse

    assert short_money(Decimal(15720000), "USD") == "$15.72M"
    assert short_money(Decimal(920000), "CHF") == "CHF 920k"
    policy = parse(default_text())
    assert promise_words(policy, "growth") == "4 QBRs, 1 training, 2 check-ins"
    assert "1 CEO visit, 4 exec QBRs" in promise_words(policy, "strategic")


def test_the_plan_and_coverage_say_the_same_of_a_persons_year(team: Portfolio) -> None:
    """Utilisation is one figure, with holidays, leave and the company's closed days taken off."""
    person = next(p for p in team.all(Person) if p.role is Role.CSM)
    away = TimeOff(
        id=TimeOffId(new_id()), person_id=person.id, start=MAY, end=MAY + dt.timedelta(days=13)
    )
    closed = Blackout(
        id=BlackoutId(new_id()), start=dt.date(2027, 12, 20), end=dt.date(2027, 12, 31)
    )
    with team.change("Away") as work:
        work.put(away, closed)
    there = {p.id: p.load.utilisation for p in review_coverage(team, 2027, MAY).people}
    loads = year_facts(team, 2027, MAY).loads
    team.undo()
    assert loads
    assert [load.utilisation for load in loads] == [pytest.approx(there[load.id]) for load in loads]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2027-Q4", "QBR, Q4 2027"),
        ("2027-M05", "QBR, May 2027"),
        ("2027-H1", "QBR, H1 2027"),
        ("2027-Y", "QBR, 2027"),
        ("2028-07-31", "QBR for 31 Jul 2028"),
        ("", "QBR"),
    ],
)
def test_what_is_owed_is_said_in_words(period: str, said: str) -> None:
    """A period reads as people say it, a renewal as its day."""
    assert owed_words("qbr", period) == said


def test_counting_says_where_it_is_and_stops_when_asked(team: Portfolio) -> None:
    """Each part is named; a cancelled one leaves no answer."""
    told: list[float] = []
    review_coverage(team, 2027, MAY, job=Job(lambda done, _words: told.append(done)))
    assert told == sorted(told)
    assert len(told) > 2
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        review_coverage(team, 2027, MAY, job=job)

"""Proves the statements behind health: what they sum, by when, and for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csplanner.base.clock import Clock
from csplanner.base.ids import seeded_ids
from csplanner.domain.engagement import State
from csplanner.domain.ids import (
    AccountId,
    ContactId,
    EngagementId,
    MeasureId,
    SurveyId,
    TicketId,
)
from csplanner.domain.records import Account, Contact, Engagement, Measure, Survey, Ticket
from csplanner.store import reads_insight as reads
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW = seeded_ids(11)
ONE, TWO = AccountId(NEW()), AccountId(NEW())
PERSON = ContactId(NEW())
START, END = dt.date(2027, 1, 1), dt.date(2027, 5, 12)


BOUNDS = (-0.5, -0.2, 0.3)


def day(month: int, number: int) -> dt.date:
    """Return a day of 2027."""
    return dt.date(2027, month, number)


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    """Yield two accounts with measures, tickets, answers and touches."""
    folder: Path = tmp_path_factory.mktemp("reads")
    with Portfolio.create(folder / "p.csplan", Clock(END), folder / "backups") as made:
        with made.change("Fill") as work:
            work.put(Account(id=ONE, name="One"), Account(id=TWO, name="Two"))
            work.put(Contact(id=PERSON, account_id=ONE, name="P"))
            for account in (ONE, TWO):
                for month, number, value in ((2, 1, 4.0), (2, 20, 6.0), (6, 1, 99.0)):
                    work.put(
                        Measure(
                            id=MeasureId(NEW()),
                            account_id=account,
                            metric="use",
                            date=day(month, number),
                            value=value,
                        )
                    )
                for opened in (day(3, 2), day(3, 9)):
                    work.put(
                        Ticket(
                            id=TicketId(NEW()),
                            account_id=account,
                            opened=opened,
                            severity="high",
                            satisfaction=4,
                            hours=1.5,
                        )
                    )
            work.put(Survey(id=SurveyId(NEW()), account_id=ONE, date=day(4, 1), score=9))
            for state, when in ((State.DONE, day(3, 1)), (State.DONE, day(4, 2))):
                work.put(_touch(state, when))
            work.put(_touch(State.PLANNED, day(5, 1)), _touch(State.DONE, day(6, 1)))
        yield made


def _touch(state: State, when: dt.date) -> Engagement:
    return Engagement(
        id=EngagementId(NEW()), account_id=ONE, date=when, state=state, contacts=(PERSON,)
    )


def test_measures_are_summed_by_month_and_later_ones_left_out(portfolio: Portfolio) -> None:
    """Two readings of February are one row with their sum, number and newest day."""
    rows = reads.usage_months(portfolio.database, START, END, None)
    assert [row[1:] for row in rows] == [("use", "", "2027-02", 10.0, 2, "2027-02-20")] * 2
    assert {row[0] for row in rows} == {ONE, TWO}


def test_tickets_are_counted_by_month_and_severity(portfolio: Portfolio) -> None:
    """Number and hours; and the days that the whole portfolio's tickets cover."""
    rows = reads.ticket_months(portfolio.database, START, END, [ONE], BOUNDS)
    assert rows == [(ONE, "2027-03", "", "high", "not_scored", 2, 3.0, 0, 0.0)]
    assert reads.ticket_days(portfolio.database, END) == [("2027-03-02", "2027-03-09")]
    assert reads.ticket_days(portfolio.database, day(3, 5)) == [("2027-03-02", "2027-03-02")]


def test_answers_are_surveys_and_rated_tickets(portfolio: Portfolio) -> None:
    """Each with its kind and score; an unrated ticket gives none."""
    rows = reads.answers(portfolio.database, START, END, [ONE])
    assert [(kind, score) for _, _, kind, score in rows] == [
        ("nps", 9.0),
        ("ticket", 4.0),
        ("ticket", 4.0),
    ]


@pytest.mark.parametrize(
    ("latest", "days"), [(True, ["2027-04-02"]), (False, ["2027-03-01", "2027-04-02"])]
)
def test_only_held_touches_up_to_the_day_count(
    portfolio: Portfolio, days: list[str], *, latest: bool
) -> None:
    """Planned and later ones are no touches; `latest` gives the last alone."""
    rows = reads.touches(portfolio.database, END, None, latest=latest)
    assert [found for _, found in rows] == days
    people = reads.contact_touches(portfolio.database, END, [ONE], latest=latest)
    assert people == [(PERSON, found) for found in days]


def test_no_ids_is_nobody(portfolio: Portfolio) -> None:
    """An empty list of ids asks for no account, which is not the same as all."""
    assert reads.usage_months(portfolio.database, START, END, []) == []
    assert reads.contacts(portfolio.database, [TWO]) == []


def test_tones_are_kept_until_the_text_changes(tmp_path: Path) -> None:
    """A kept tone puts its ticket into a step; a new text, and undo of it, clear it."""
    account, ticket = AccountId(NEW()), TicketId(NEW())
    record = Ticket(id=ticket, account_id=account, opened=day(3, 2), text="Bad")
    with Portfolio.create(tmp_path / "t.csplan", Clock(END), tmp_path / "backups") as made:
        with made.change("Fill") as work:
            work.put(Account(id=account, name="One"), record)
        assert reads.untoned(made.database, "1", END, None) == [(ticket, "Bad")]
        tone = {"ticket_id": ticket, "scorer": "1", "language": "en", "start": -0.6}
        tone |= {"end": -0.6, "slope": 0.0, "mean": -0.6}
        reads.keep_tones(made.database, [tone])
        assert reads.untoned(made.database, "1", END, [account]) == []
        assert reads.untoned(made.database, "2", END, None) == [(ticket, "Bad")]
        found = reads.ticket_months(made.database, START, END, None, BOUNDS)
        assert found == [(account, "2027-03", "", "", "angry", 1, 0.0, 1, -0.6)]
        with made.change("Severity") as work:
            work.put(replace(record, severity="high"))
        assert reads.untoned(made.database, "1", END, None) == []
        with made.change("Text") as work:
            work.put(replace(record, text="Good"))
        assert reads.untoned(made.database, "1", END, None) == [(ticket, "Good")]
        reads.keep_tones(made.database, [tone])
        made.undo()
        assert reads.untoned(made.database, "1", END, None) == [(ticket, "Bad")]
        reads.keep_tones(made.database, [tone])
        with made.change("Remove") as work:
            work.remove(replace(record, severity="high"))
        assert made.database.fetch_rows("SELECT count(*) FROM ticket_tone") == [(0,)]


def test_the_first_months_of_an_account_are_read_whatever_their_age(portfolio: Portfolio) -> None:
    """A baseline lies years back; only the months from each account's own first one come."""
    rows = reads.first_usage_months(portfolio.database, END, 1, [ONE])
    assert [row[3:] for row in rows] == [("2027-02", 10.0, 2, "2027-02-20")]
    assert reads.first_usage_months(portfolio.database, START, 6, None) == []


def test_months_of_use_are_read_from_their_index(
    portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row of a measure is touched, whatever order an import wrote them in."""
    asked: list[tuple[str, tuple[str, ...]]] = []
    fetch = portfolio.database.fetch_rows
    monkeypatch.setattr(
        portfolio.database, "fetch_rows", lambda sql, values: asked.append((sql, values)) or []
    )
    reads.usage_months(portfolio.database, START, END, [ONE])
    reads.ticket_days(portfolio.database, END)
    for sql, values in asked:
        steps = [str(row[3]) for row in fetch(f"EXPLAIN QUERY PLAN {sql}", values)]
        reading = [step for step in steps if "measure" in step or "ticket" in step]
        assert reading
        assert all("USING COVERING INDEX" in step for step in reading)


@given(
    days=st.lists(st.dates(dt.date(2025, 11, 1), dt.date(2027, 3, 31)), max_size=12),
    until=st.dates(dt.date(2025, 10, 1), dt.date(2027, 4, 30)),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_days_of_tickets_are_those_of_a_plain_loop(
    portfolio: Portfolio, days: list[dt.date], until: dt.date
) -> None:
    """First and last day of each month with tickets up to a day, months without left out."""
    made = [Ticket(id=TicketId(NEW()), account_id=ONE, opened=day) for day in days]
    kept = [ticket.opened for ticket in portfolio.all(Ticket)]
    with portfolio.change("Open") as work:
        work.put(*made)
    found = reads.ticket_days(portfolio.database, until)
    with portfolio.change("Take away") as work:
        for ticket in made:
            work.remove(ticket)
    months: dict[str, list[str]] = {}
    for day in sorted(days + kept):
        if day <= until:
            months.setdefault(f"{day:%Y-%m}", []).append(day.isoformat())
    assert found == [(inside[0], inside[-1]) for inside in months.values()]

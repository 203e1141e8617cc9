"""Proves what the window is told of an import: columns, values, decisions with fixes, changes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Cancelled
from csplanner.base.job import Job
from csplanner.domain.account import Account
from csplanner.services.import_choices import (
    date_order_of,
    decimal_mark_of,
    with_column,
    with_date_order,
    with_decimal_mark,
    with_reading,
    with_value,
)
from csplanner.services.import_examine import (
    ImportTask,
    clashes,
    examine,
    fields_of,
    plain_words,
)
from csplanner.services.import_fixes import last_day
from csplanner.services.import_portfolio import KINDS, ImportRequest, accept
from csplanner.services.import_words import field_words, kinds_in_words, value_words
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.import_examine import (
        Examined,
    )

TEXT = (
    "Account Name;Acct ID;ACV (USD);Renewal;Tier;Stage;Link\n"
    "Ardenmoor Freight;A1;2,400,000;13/04/2027;A;nurture;x\n"
    "Boreth Grid;A2;n/a;31/02/2027;B;pilot;x\n"
)


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    """Return an empty portfolio."""
    clock = Clock(dt.date(2027, 5, 12))
    with Portfolio.create(tmp_path / "a.csplan", clock, tmp_path / "backups") as made:
        yield made


def request(tmp_path: Path, text: str = TEXT, kind: str = "accounts") -> ImportRequest:
    """Return the request for a file with this text."""
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return ImportRequest(kind=kind, files=(path,))


def look(portfolio: Portfolio, asked: ImportRequest) -> Examined:
    """Look at a request."""
    return examine(portfolio, ImportTask(request=asked), Job())


def test_columns_are_told_with_field_words_and_values(portfolio: Portfolio, tmp_path: Path) -> None:
    """Each column has its field, how it is read, and the values of a list that nobody knows."""
    seen = look(portfolio, request(tmp_path))
    by_header = {column.match.header: column for column in seen.columns}
    assert by_header["ACV (USD)"].match.field == "arr"
    assert by_header["ACV (USD)"].read_as == "money"
    assert by_header["Renewal"].read_as == "date, day first"
    assert by_header["Tier"].read_as == "2 values to match"
    assert [value.cell for value in by_header["Tier"].values] == ["A", "B"]
    assert by_header["Stage"].values[0].meaning == "nurture"
    assert by_header["Link"].match.field == ""
    assert clashes(seen.columns) == frozenset()


def test_a_value_is_read_as_what_was_chosen(portfolio: Portfolio, tmp_path: Path) -> None:
    """A matched value is written as chosen, and told as understood."""
    asked = with_value(request(tmp_path), "tier_override", "A", "strategic")
    seen = look(portfolio, asked)
    tier = next(column for column in seen.columns if column.match.header == "Tier")
    assert {value.cell: value.meaning for value in tier.values} == {"A": "strategic", "B": ""}
    assert tier.read_as == "1 value to match"
    assert seen.proposal is not None
    accept(portfolio, seen.proposal)
    assert [a.tier_override for a in portfolio.all(Account)] == ["strategic"]


def test_decisions_name_the_fix_and_using_it_mends_the_row(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    """A date that does not exist becomes the month's last day, a wrong number leaves its field."""
    asked = request(tmp_path)
    seen = look(portfolio, asked)
    words = {d.problem.column: d.fix.words for d in seen.decisions if d.fix}
    assert words == {"ACV (USD)": "Leave the field as it is", "Renewal": "Set 28 Feb 2027"}
    for decision in seen.decisions:
        assert decision.fix is not None
        asked = with_value(asked, decision.fix.field, decision.fix.cell, decision.fix.instead)
    mended = look(portfolio, asked)
    assert mended.decisions == ()
    assert mended.proposal is not None
    assert (mended.proposal.preview.new, mended.proposal.preview.rejected) == (2, 0)
    accept(portfolio, mended.proposal)
    boreth = next(a for a in portfolio.all(Account) if a.external_id == "A2")
    assert (boreth.arr, boreth.renewal_date) == (None, dt.date(2027, 2, 28))


def test_a_fix_is_never_offered_for_what_a_record_cannot_be_without(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    """A row whose account nobody knows is left out, not emptied."""
    asked = request(tmp_path, "account,name\nNobody,M. Tarrisk\n", "contacts")
    (decision,) = look(portfolio, asked).decisions
    assert decision.fix is None


def test_open_dates_are_a_question_and_not_a_heap_of_rows(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    """One question a column; said once, it is gone, and the column tells how it is read."""
    asked = request(tmp_path, "name,Renewal\nArdenmoor,03/04/2027\nBoreth,05/06/2027\n")
    seen = look(portfolio, asked)
    (column,) = [c for c in seen.columns if c.question]
    assert (column.asks, column.match.header) == ("date", "Renewal")
    assert "3 Apr 2027 or 4 Mar 2027" in column.question
    assert seen.decisions == ()
    said = with_date_order(asked, "Renewal", "mdy")
    assert date_order_of(said, "Renewal") == "mdy"
    answered = look(portfolio, said)
    assert [c.read_as for c in answered.columns] == ["key", "date, month first"]
    assert answered.proposal is not None
    assert answered.proposal.preview.rejected == 0
    assert date_order_of(with_date_order(said, "Renewal", ""), "Renewal") == ""


def test_single_doubtful_dates_are_to_be_confirmed_and_come_last(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    """In a column of mixed dates the ambiguous one is unsure, with the day first as its fix."""
    text = "name,Renewal\nA,13/04/2027\nB,04/13/2027\nC,03/04/2027\nD,31/02/2027\n"
    seen = look(portfolio, request(tmp_path, text))
    assert [(d.problem.row, d.unsure) for d in seen.decisions] == [(5, False), (4, True)]
    fix = seen.decisions[1].fix
    assert fix is not None
    assert (fix.words, fix.instead) == ("3 Apr 2027, day first", "2027-04-03")


def test_a_decimal_mark_is_asked_and_said(portfolio: Portfolio, tmp_path: Path) -> None:
    """An amount that could be thousands or decimals is a question; the answer decides it."""
    asked = request(tmp_path, "name;arr\nA;1.200\n")
    (column,) = [c for c in look(portfolio, asked).columns if c.question]
    assert column.asks == "money"
    said = with_decimal_mark(asked, "arr", ",")
    assert decimal_mark_of(said, "arr") == ","
    seen = look(portfolio, said)
    assert seen.proposal is not None
    accept(portfolio, seen.proposal)
    assert [int(a.arr or 0) for a in portfolio.all(Account)] == [1200]


def test_two_columns_on_one_field_are_shown_together(portfolio: Portfolio, tmp_path: Path) -> None:
    """A refused match still tells all columns, the two that clash among them."""
    seen = look(portfolio, request(tmp_path, "name,ARR,Annual recurring revenue\nA,1,2\n"))
    assert seen.proposal is None
    assert seen.mistake is not None
    marked = clashes(seen.columns)
    assert {
        c.match.header for c in seen.columns if (c.match.file, "", c.match.index) in marked
    } == {
        "ARR",
        "Annual recurring revenue",
    }
    mended = with_column(seen.task.request, "ARR", "")
    again = look(portfolio, mended)
    assert again.proposal is not None
    assert clashes(again.columns) == frozenset()


def test_a_file_that_cannot_be_used_is_told_without_words_of_the_command_line(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    """The mistake says what is wrong; advice about --map is left out by `plain_words`."""
    seen = look(portfolio, request(tmp_path, "colour,shape\nred,round\n"))
    assert seen.mistake is not None
    words = plain_words(f"{seen.mistake.message} {seen.mistake.hint}")
    assert "does not look like accounts" in words
    assert "--" not in words
    assert [column.match.header for column in seen.columns] == ["colour", "shape"]
    assert look(portfolio, ImportRequest(kind="accounts", files=(tmp_path / "no.csv",))).mistake


def test_how_a_file_is_read_can_be_said(portfolio: Portfolio, tmp_path: Path) -> None:
    """Header row and separator follow what was said."""
    asked = request(tmp_path, "A report\n\nname|arr\nA|5\n")
    seen = look(portfolio, with_reading(asked, asked.files[0].name, header_row=3, separator="|"))
    assert (seen.files[0].header_row, seen.files[0].separator) == (3, "bar")
    assert [column.match.field for column in seen.columns] == ["name", "arr"]


def test_changes_say_what_becomes_of_each_record(portfolio: Portfolio, tmp_path: Path) -> None:
    """A new record tells its fields, a changed one before and after, with names for people."""
    people = look(portfolio, request(tmp_path, "name,role\nI. Sollander,CSM\n", "people"))
    assert people.proposal is not None
    accept(portfolio, people.proposal)
    first = look(portfolio, request(tmp_path, "name,arr,owner\nA,1000,I. Sollander\n"))
    assert [(c.title, c.new, c.details) for c in first.changes] == [
        ("A", True, "ARR 1,000; Currency USD; Owner I. Sollander")
    ]
    assert first.proposal is not None
    accept(portfolio, first.proposal)
    second = look(portfolio, request(tmp_path, "name,arr\nA,2000\nB,1\n"))
    assert [(c.title, c.new, c.details) for c in second.changes] == [
        ("A", False, "ARR 1,000 → 2,000"),
        ("B", True, "ARR 1; Currency USD"),
    ]


def test_a_calendar_asks_whose_it_is(portfolio: Portfolio, tmp_path: Path) -> None:
    """Without an owner it is a mistake that can be mended; with one its days are time off."""
    people = look(portfolio, request(tmp_path, "name\nI. Sollander\n", "people"))
    assert people.proposal is not None
    accept(portfolio, people.proposal)
    path = tmp_path / "leave.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Leave\r\n"
        "DTSTART;VALUE=DATE:20270705\r\nDTEND;VALUE=DATE:20270710\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    asked = ImportRequest(kind="calendar", files=(path,))
    assert look(portfolio, asked).mistake is not None
    seen = examine(portfolio, ImportTask(request=asked, person="I. Sollander"), Job())
    assert [(c.kind, c.new) for c in seen.changes] == [("Time off", True)]


def test_a_cancelled_look_stops(portfolio: Portfolio, tmp_path: Path) -> None:
    """A job that was cancelled raises, whatever the file says."""
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        examine(portfolio, ImportTask(request=request(tmp_path)), job)


def test_a_cancelled_import_writes_nothing(portfolio: Portfolio, tmp_path: Path) -> None:
    """Cancelling while records are written takes all of them back."""
    seen = look(portfolio, request(tmp_path, "name\nA\nB\n"))
    assert seen.proposal is not None
    job = Job(lambda _done, label: job.cancel() if label.startswith("Writing") else None)
    with pytest.raises(Cancelled):
        accept(portfolio, seen.proposal, job=job)
    assert portfolio.count(Account) == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/02/2027", dt.date(2027, 2, 28)),
        ("2028-02-30", dt.date(2028, 2, 29)),
        ("31.04.27", dt.date(2027, 4, 30)),
        ("12/31/2027", dt.date(2027, 12, 31)),
        ("0/0/0", None),
        ("soon", None),
    ],
)
def test_the_last_day_of_a_month(text: str, day: dt.date | None) -> None:
    """A day that a month does not have is its last one; nonsense has none."""
    assert last_day(text) == day


def test_everything_has_words() -> None:
    """Every kind and field is told in words, none by its raw name."""
    told = dict(kinds_in_words())
    assert set(KINDS) <= set(told)
    for name in KINDS:
        assert told[name][0].isupper()
        assert all(words[0].isupper() and "_" not in words for _, words in fields_of(name))
    assert field_words("accounts", "arr") == "ARR"
    assert [value_words(word) for word in ("at_risk", "qbr", "CSM")] == ["At risk", "QBR", "CSM"]

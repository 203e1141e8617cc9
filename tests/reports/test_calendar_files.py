"""Calendar files are read back by other parsers: days stay days, names never become formulas."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from csplanner.reports.calendar_files import CalendarEntry, harmless, ics, table, workbook
from csplanner.reports.workbook import workbook_of

STAMP = dt.datetime(2027, 5, 12, tzinfo=dt.UTC)
ENTRY = CalendarEntry(
    uid="AR:EXEC-QBR:2027-Q2:1@csplanner",
    sequence=2,
    touch="AR:EXEC-QBR:2027-Q2:1",
    account="Ardenmoor Freight",
    type="executive_qbr",
    title="Executive QBR, Ardenmoor Freight",
    state="agreed",
    date=dt.date(2027, 6, 9),
    start=dt.time(10, 0),
    minutes=90,
    timezone="America/Chicago",
    mode="onsite",
    city="Chicago",
    participants=("I. Sollander",),
    rule="EXEC-QBR",
    locked=True,
)
WHOLE_DAY = replace(ENTRY, uid="day@csplanner", start=None, state="planned", sequence=0)


def test_a_visit_keeps_its_local_time() -> None:
    """Ten o'clock in Chicago is 15:00 UTC in June, with the zone in the file."""
    found = icalendar.Calendar.from_ical(ics([ENTRY], "Plan", STAMP))
    event = found.walk("VEVENT")[0]
    assert event.decoded("dtstart").astimezone(dt.UTC).hour == 15
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=90)
    assert (str(event["uid"]), event["sequence"]) == (ENTRY.uid, 2)
    assert str(event["status"]) == "CONFIRMED"
    assert [str(zone["tzid"]) for zone in found.walk("VTIMEZONE")] == ["America/Chicago"]


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_a_day_is_a_date_and_ends_the_day_after(day: dt.date) -> None:
    """All-day entries carry VALUE=DATE, so that no time zone can move them."""
    content = ics([replace(WHOLE_DAY, date=day)], "Plan", STAMP)
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}".encode() in content
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).at(day)
    assert [str(event["uid"]) for event in found] == ["day@csplanner"]
    later = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).at(
        day + dt.timedelta(days=1)
    )
    assert later == []


def test_the_same_entries_give_the_same_bytes() -> None:
    """Nothing in a file follows the clock."""
    entries = [ENTRY, WHOLE_DAY]
    for write in (
        lambda: ics(entries, "Plan", STAMP),
        lambda: table(entries),
        lambda: workbook(entries, "Plan", STAMP.date()),
    ):
        assert write() == write()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\tx"])
def test_a_text_is_no_formula(text: str) -> None:
    """A name that looks like a formula is text in the table and in the workbook."""
    entry = replace(ENTRY, account=text)
    row = next(csv.DictReader(io.StringIO(table([entry]).decode())))
    assert row["account"] == harmless(text) == f"'{text}"
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook([entry], "Plan", STAMP.date())))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][rows[0].index("account")] == text


def test_a_workbook_keeps_numbers_dates_and_gaps() -> None:
    """Numbers stay numbers, minus five too; a missing value is an empty cell."""
    rows = [
        {"n": -5, "day": dt.date(2027, 6, 9), "none": None, "yes": True},
        {"n": 2.5, "day": dt.date(2028, 2, 29), "none": "x", "yes": False},
    ]
    content = workbook_of({"Sheet": rows, "Empty": []}, "Title", dt.date(2027, 5, 12))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Sheet", "Empty"]
    assert book.get_sheet_by_name("Sheet").to_python() == [
        ["n", "day", "none", "yes"],
        [-5.0, dt.date(2027, 6, 9), "", "true"],
        [2.5, dt.date(2028, 2, 29), "x", "false"],
    ]

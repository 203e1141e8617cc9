"""Proves that every list of engagements says local time, and the CSM's own beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel

from csplanner.domain.engagement import State
from csplanner.domain.ids import EngagementId
from csplanner.domain.records import Account, Engagement, Person
from ui.local_times import both_times, local_time, own_time

if TYPE_CHECKING:
    from tests.ui.drivers import WindowDriver

JUNE = dt.date(2027, 6, 9)
CHICAGO, PARIS = "America/Chicago", "Europe/Paris"


def test_both_times_in_words() -> None:
    """The place first, then the CSM; another day is named; the same clock is not said twice."""
    assert both_times(JUNE, dt.time(10), CHICAGO, PARIS) == "10:00 CDT · 17:00 CEST for the CSM"
    assert both_times(JUNE, dt.time(10), CHICAGO, CHICAGO) == "10:00 CDT"
    assert own_time(JUNE, dt.time(20), CHICAGO, PARIS) == "03:00 CEST, Thu 10 Jun"
    assert local_time(JUNE, None, CHICAGO) == ""
    assert both_times(JUNE, None, CHICAGO, PARIS) == ""


def put_visit(driver: WindowDriver) -> Engagement:
    """Put a visit in Chicago tomorrow whose CSM lives in Paris."""
    account = next(a for a in driver.workspace.all(Account) if a.name == "Ardenmoor Freight")
    owner = driver.workspace.get(Person, account.owner_id or "")
    assert owner is not None
    visit = Engagement(
        id=EngagementId("visit-1"),
        account_id=account.id,
        state=State.AGREED,
        date=dt.date(2027, 5, 13),
        start=dt.time(10),
        timezone=CHICAGO,
        participants=(owner.id,),
    )
    with driver.workspace.change("Far away") as work:
        work.remove(*driver.workspace.where(Engagement, date=visit.date))
        work.put(replace(owner, timezone=PARIS), visit)
    return visit


def inspector(driver: WindowDriver) -> str:
    """Return what the inspector says."""
    labels = driver.window.inspector.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_the_calendar_says_both(driver: WindowDriver) -> None:
    """Inspector and agenda name the zone of the place and the CSM's clock."""
    visit = put_visit(driver)
    driver.go("calendar", day=visit.date)
    page: Any = driver.window.pages["calendar"]
    page.spans.choose("agenda")
    driver.settle()
    row = next(r for r in page.agenda.table.rows if r.id == visit.id)
    column = next(c for c in page.agenda.table.columns if c.title == "Time")
    assert column.show(row) == "10:00 CDT"
    assert "17:00 CEST" in column.tip(row)
    page.agenda.choose(visit.id)
    driver.settle()
    assert "10:00 CDT, 60 min\nFor the CSM\n17:00 CEST" in inspector(driver)


def test_plan_and_today_say_both(driver: WindowDriver) -> None:
    """The plan's inspector and the rows of Today say where and what the CSM's clock shows."""
    visit = put_visit(driver)
    driver.go("plan", account_id=visit.account_id, engagement_id=visit.id)
    assert "17:00 CEST for the CSM" in inspector(driver)
    driver.go("today")
    page: Any = driver.window.pages["today"]
    shown = next(v for v in page.view.days[3].visits if v.id == visit.id)
    assert (shown.timezone, shown.owner_zone) == (CHICAGO, PARIS)

"""The table of pages: name, title, icon, where it is made, where it stands in the sidebar.

A page's module is imported when the page is first shown. A row whose module is not there does not
count: the sidebar shows what works, and nothing else.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages.base import Page


class Place(Enum):
    """Where the sidebar shows a page."""

    BODY = "body"
    FOOT = "foot"
    NOWHERE = "nowhere"


class PageEntry(NamedTuple):
    """One page: `factory` is "module:Class" below ui.pages; `under` lights another entry up."""

    name: str
    title: str
    icon: str
    factory: str
    place: Place = Place.BODY
    under: str = ""
    needs_portfolio: bool = True

    def make(self, context: Context) -> Page:
        """Import the page's module and make the page."""
        module, _, kind = self.factory.partition(":")
        page: Page = getattr(import_module(f"ui.pages.{module}"), kind)(context)
        return page


_FOOT, _NOWHERE = Place.FOOT, Place.NOWHERE
# In the order of the sidebar.
_TABLE = (
    PageEntry(name="today", title="Today", icon="today", factory="today:TodayPage"),
    PageEntry(
        name="portfolio", title="Portfolio", icon="portfolio", factory="portfolio:PortfolioPage"
    ),
    PageEntry(name="plan", title="Annual plan", icon="plan", factory="annual_plan:AnnualPlanPage"),
    PageEntry(name="calendar", title="Calendar", icon="calendar", factory="calendar:CalendarPage"),
    PageEntry(name="review", title="Plan runs", icon="runs", factory="review:ReviewPage"),
    PageEntry(name="trips", title="Trips", icon="trips", factory="trips:TripsPage"),
    PageEntry(name="briefs", title="Briefs", icon="briefs", factory="briefs:BriefsPage"),
    PageEntry(name="coverage", title="Coverage", icon="coverage", factory="coverage:CoveragePage"),
    PageEntry(
        name="retention", title="Retention", icon="retention", factory="retention:RetentionPage"
    ),
    PageEntry(name="import", title="Import", icon="import", factory="import_:ImportPage"),
    PageEntry(
        name="policy", title="Policy", icon="policy", factory="policy:PolicyPage", place=_FOOT
    ),
    PageEntry(
        name="history", title="History", icon="history", factory="history:HistoryPage", place=_FOOT
    ),
    PageEntry(
        name="backup", title="Backup", icon="backup", factory="backup:BackupPage", place=_FOOT
    ),
    PageEntry(
        name="settings",
        title="Settings",
        icon="settings",
        factory="settings:SettingsPage",
        place=_FOOT,
    ),
    PageEntry(
        name="help",
        title="Help",
        icon="help",
        factory="help:HelpPage",
        place=_FOOT,
        needs_portfolio=False,
    ),
    PageEntry(
        name="account",
        title="Account",
        icon="portfolio",
        factory="account:AccountPage",
        place=_NOWHERE,
        under="portfolio",
    ),
    PageEntry(
        name="year_end",
        title="Close the year",
        icon="archive",
        factory="year_end:YearEndPage",
        place=_NOWHERE,
        under="plan",
    ),
    PageEntry(
        name="merge",
        title="Merge a folder",
        icon="layers",
        factory="merge:MergePage",
        place=_NOWHERE,
        under="import",
    ),
    PageEntry(
        name="people",
        title="People",
        icon="users",
        factory="people:PeoplePage",
        place=_NOWHERE,
        under="settings",
    ),
    PageEntry(
        name="welcome",
        title="Welcome",
        icon="help",
        factory="welcome:WelcomePage",
        place=_NOWHERE,
        needs_portfolio=False,
    ),
)


@cache
def entries() -> tuple[PageEntry, ...]:
    """Return the pages that are there, in the order of the sidebar."""
    return tuple(
        entry
        for entry in _TABLE
        if find_spec(f"ui.pages.{entry.factory.partition(':')[0]}") is not None
    )


def entry(name: str) -> PageEntry:
    """Return a page's row; an unknown name is a KeyError."""
    for found in entries():
        if found.name == name:
            return found
    raise KeyError(f"there is no page called {name}")

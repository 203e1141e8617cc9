"""Reads the year of the annual plan: a small one at once, a big one off the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.services.plan_facts import year_facts

if TYPE_CHECKING:
    from csplanner.services.plan_facts import YearFacts
    from ui.pages.annual_plan import AnnualPlanPage

_AT_ONCE = 500  # accounts whose year is read within a frame or two
_KEY = "plan.year"


class PlanYear:
    """Reads for one page; what it shows stays until the new year is there."""

    def __init__(self, page: AnnualPlanPage) -> None:
        self._page = page

    def read(self, *, at_once: bool = False) -> None:
        """Read the page's year and show it; the first one always at once."""
        page = self._page
        asked = (page.workspace, page.year, page.context.today, page.owners)
        if at_once or page.facts is None or len(page.facts.accounts) <= _AT_ONCE:
            self._take(year_facts(*asked))
            return
        page.context.jobs.restart(
            lambda _job: year_facts(*asked), self._take, "Reading the year", key=_KEY
        )

    def stop(self) -> None:
        """Forget what is being read."""
        self._page.context.jobs.cancel(_KEY)

    def _take(self, facts: YearFacts) -> None:
        page = self._page
        page.facts = facts
        page.why.forget()
        page.arrange()
        page.runs.want_holidays(facts)
        page.header_changed.emit()

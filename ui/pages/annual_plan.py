"""The annual plan: the year grid with its tools, planning the year, and editing single dates."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from csplanner.drawing.axis import Zoom
from csplanner.services.plan_view import Grouping, PlanFilter, Sorting, arranged
from csplanner.services.proof import nearness
from ui import formats
from ui.models.plan_grid import Kind, PlanGrid, RowStore
from ui.pages.annual_plan_actions import plan_actions
from ui.pages.annual_plan_edit import PlanEdit
from ui.pages.annual_plan_health import PlanHealth
from ui.pages.annual_plan_run import PlanRuns
from ui.pages.annual_plan_trips import PlanTrips
from ui.pages.annual_plan_why import PlanWhy
from ui.pages.annual_plan_year import PlanYear
from ui.pages.base import Page
from ui.widgets.cards import EmptyState
from ui.widgets.plan_inspector import PlanInspector
from ui.widgets.plan_tools import Hint, PlanTools
from ui.widgets.year_grid import YearGrid

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from csplanner.services.plan_facts import YearFacts
    from csplanner.services.workspace import Changes
    from ui.actions import Action

KINDS = (
    *("account", "engagement", "person", "time_off", "blackout", "trip", "plan_run"),
    *("unplaced_touch", "policy_version", "organisation", "exchange_rate", "waiver"),
)


class AnnualPlanPage(Page):
    """See the year, find what is wrong, understand and change one date."""

    name, title = "plan", "Annual plan"

    def build(self) -> None:
        """Make tools, grid and inspector."""
        self.year = self.context.today.year
        self.facts: YearFacts | None = None
        self.owners: tuple[str, ...] = ()
        self.filter = PlanFilter()
        self._store: RowStore | None = None
        self._shut: set[str] = set()
        self._unfolded: set[str] = set()
        self.tools, self.grid, self.hint = PlanTools(self), YearGrid(), Hint()
        self.panel = PlanInspector()
        self.why, self.edit, self.runs = PlanWhy(self), PlanEdit(self), PlanRuns(self)
        self.trips, self.reading = PlanTrips(self), PlanYear(self)
        self.health = PlanHealth(self)
        self.health.changed.connect(partial(self.arrange, again=True))
        self.stack, column = QStackedWidget(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.empty = EmptyState(
            "No accounts yet",
            "The plan needs accounts, their CSMs and their renewals. Import them from a file.",
            ("Import accounts", partial(self.context.go, "import")),
        )
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.empty)
        for widget in (self.tools, self.hint):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        self.grid.toggled.connect(self._toggle)
        self.grid.asked.connect(self.ask)
        self.grid.opened.connect(self._open_account)
        self.panel.asked.connect(self.ask)
        self.hint.button.clicked.connect(self._act_on_hint)
        self.context.theme_changed.connect(self.grid.refresh_look)
        self.context.workspace_changed.connect(self._forget)
        self.set_density(str(self.context.memory.get("plan_density", "M")))

    def open(self, **arguments: Any) -> None:
        """Show a year, an engagement or a gap: `year=`, `account_id=`, `engagement_id=`, `gap=`."""
        self.year = int(arguments.get("year", self.year))
        if "account_id" in arguments:
            if self.facts is None or self.facts.year != self.year:
                self.reading.read(at_once=True)
            self.reveal(arguments["account_id"], arguments.get("engagement_id", ""))
        if "gap" in arguments:
            self.why.show_gap(arguments["gap"], listed=False)

    def _forget(self) -> None:
        """Show nothing of a portfolio that is closed."""
        self.facts = self._store = None
        self.reading.stop()
        self.grid.show_content(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the grid."""
        super().showEvent(event)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Read the year again if a change touched it."""
        if changes is None or changes.touch(*KINDS):
            self.title = f"Annual plan {self.year}"
            self.reading.read()

    def arrange(self, *, again: bool = False) -> None:
        """Group and filter what was read, and show it; `again` makes every row anew."""
        facts = self.facts
        if facts is None:
            return
        groups = arranged(facts, self.filter)
        if again or self._store is None or self._store.facts is not facts:
            self._store = RowStore(self.workspace, facts, self.health.cells)
        content = PlanGrid(
            self._store, groups, shut=frozenset(self._shut), unfolded=frozenset(self._unfolded)
        )
        self.grid.show_content(content, self.runs.holidays(facts.year))
        self.tools.say(facts, sum(group.count for group in groups), self.filter)
        self.stack.setCurrentWidget(self.grid if facts.accounts else self.empty)
        self.hint.say(*hint_of(facts, self.filter.words, len(groups)))

    def _act_on_hint(self) -> None:
        if self.hint.word == "run":
            self.runs.run_plan()
        else:
            self.tools.field.clear()

    def context_line(self) -> str:
        """Say which run the calendar comes from."""
        run = self.facts.run if self.facts is not None else None
        if run is None:
            return "Not planned yet" if self.facts is not None else ""
        line = f"Run {run.number} · {formats.day(run.date, run.date)}"
        return line if run.gap is None else f"{line} · {nearness(1 + run.gap, 1)}"

    def page_actions(self) -> tuple[Action, ...]:
        """Return planning, editing and looking."""
        return plan_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Export, the last run, and planning."""
        return "plan.export", "plan.runs", "plan.run"

    def inspector(self) -> QWidget:
        """Return the inspector of the selection."""
        return self.panel

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement that are selected."""
        return self.grid.scene.account, self.grid.scene.chosen

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.tools.open_filter()

    def ask(self, word: str) -> None:
        """Do what the grid, the inspector or an action asks for."""
        kind, _, rest = word.partition(" ")
        if kind == "zoom":
            self.set_zoom(Zoom[rest])
        elif kind == "sort":
            self.sort(rest)
        elif kind == "group":
            self.next_grouping()
        elif kind == "filter":
            self.focus_filter()
        elif kind in {"missed", "unplaced", "gap"}:
            self.why.ask(kind, rest)
        elif kind == "show":
            self.reveal(*rest.split(" ", 1))
        else:
            self.edit.ask(kind)

    def reveal(self, account: str, engagement: str = "") -> None:
        """Select a row, and one of its glyphs, and scroll to it; opens what hides it."""
        content = self.grid.scene.content
        if content is not None and account not in content.places:
            self._shut.clear()
            self._unfolded.update(item.key for item in content.items if item.kind is Kind.GROUP)
            self.tools.field.clear()
            self.arrange()
        self.grid.select(account, engagement)
        self.grid.show_index(self.grid.scene.current_index)

    def set_zoom(self, zoom: Zoom) -> None:
        """Show a year, half, quarter or month."""
        self.tools.zoom.choose(zoom.name, tell=False)
        self.grid.set_zoom(zoom)

    def set_density(self, size: str) -> None:
        """Set small, medium or large rows, and remember it."""
        self.tools.density.choose(size, tell=False)
        self.grid.set_density(size)
        self.context.memory.keep("plan_density", size)

    def set_owner(self, owner: str) -> None:
        """Show the accounts of one CSM, or of all."""
        self.owners = (owner,) if owner else ()
        self.refresh(None)

    def set_grouping(self, grouping: str) -> None:
        """Put rows together by something else."""
        self.filter = replace(self.filter, grouping=Grouping(grouping))
        self.arrange()

    def next_grouping(self) -> None:
        """Put rows together by the next thing."""
        choices = list(Grouping)
        place = choices.index(self.filter.grouping)
        self.set_grouping(choices[(place + 1) % len(choices)].value)

    def sort(self, column: str) -> None:
        """Sort by a column; once more turns the order round."""
        sorting = Sorting(column)
        rising = self.filter.sorting is sorting and not self.filter.rising
        self.filter = replace(self.filter, sorting=sorting, rising=rising)
        self.arrange()

    def set_words(self, words: str) -> None:
        """Show the accounts that these words name."""
        self.filter = replace(self.filter, words=words)
        self.arrange()

    def step_year(self, step: int) -> None:
        """Show the year so many years later."""
        self.year += step
        self.refresh(None)

    def _toggle(self, kind: Kind, key: str) -> None:
        keys = self._shut if kind is Kind.GROUP else self._unfolded
        keys.symmetric_difference_update({key})
        self.arrange()

    def _open_account(self, account: str) -> None:
        self.context.go("account", account_id=account)


def hint_of(facts: YearFacts, words: str, groups: int) -> tuple[str, str, str]:
    """Return what the bar over the grid says, its button and what that does; '' for no bar."""
    if not facts.accounts:
        return "", "", ""
    if facts.run is None and not facts.engagements:
        said = f"{facts.year} is not planned yet: rows show decision windows and blackouts."
        return said, "Run plan", "run"
    if words and not groups:
        return f"No account matches '{words}'.", "Clear filter", "clear"
    return "", "", ""

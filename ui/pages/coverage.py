"""For the manager: is each group getting what the policy promises, and can the team carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui import formats
from ui.models import coverage_rows as rows
from ui.pages.base import Page
from ui.pages.coverage_actions import CoverageActs, coverage_actions
from ui.pages.coverage_board import CoverageBoard
from ui.pages.coverage_gaps import GapPanel
from ui.widgets.cards import EmptyState, Segmented
from ui.widgets.drop_button import DropButton

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from csplanner.base.job import Job
    from csplanner.services.coverage_board import Board
    from csplanner.services.review_coverage import CoverageReview
    from csplanner.services.workspace import Changes
    from ui.actions import Action

    Read = tuple[CoverageReview, Board]

_READ = (
    *("account", "engagement", "person", "policy_version", "exchange_rate", "organisation"),
    *("blackout", "time_off", "plan_run", "unplaced_touch", "waiver", "trip", "trip_cost"),
)
_GROUPS = (("tier", "Tier"), ("owner", "CSM"), ("city", "City"), ("person", "Person"))
_MUCH = 10_000  # owed touches, of half a kilobyte and more each


class CoveragePage(Page):
    """Matrix, weeks, who waits, where time goes; the gaps stand in the inspector."""

    name, title = "coverage", "Coverage"

    def build(self) -> None:
        """Make the tools, the board, the inspector, and what stands where nothing is owed."""
        self.review: CoverageReview | None = None
        self.drawn: Board | None = None
        self.year = self.context.today.year
        self.acts = CoverageActs(self)
        self.group = Segmented(_GROUPS, "Rows by")
        self.group.chosen.connect(self._regroup)
        self.years = DropButton(
            str(self.year), icon="calendar", choices=self.year_choices, chosen=self.choose_year
        )
        self._given_back = False
        self.board = CoverageBoard(self.group, self.years)
        self.board.matrix.asked.connect(self.show_cell)
        self.board.capacity.asked.connect(self.show_week)
        self.board.opened.connect(self.acts.open)
        self.panel = GapPanel()
        self.panel.asked.connect(self.acts.asked)
        self.panel.opened.connect(self.acts.open)
        self.panel.back.connect(self.show_gaps)
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No accounts in plans",
            "Coverage compares what the policy promises with what is done and planned.",
            ("Import accounts", self.acts.go_import),
        )
        self._blank = QWidget()
        for widget in (self.board, self._none, self._blank):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self._blank)
        self.setFocusProxy(self.board.matrix)
        self.context.workspace_changed.connect(self._forget)

    def open(self, **arguments: Any) -> None:
        """Take a year (`year=`) or what the rows are by (`by=`)."""
        self.year = int(arguments.get("year", self.year))
        if "by" in arguments:
            self.group.choose(arguments["by"], tell=False)

    def refresh(self, changes: Changes | None) -> None:
        """Count again, off the page; the last counts stay until the new ones are there."""
        if changes is not None and not changes.touch(*_READ):
            return
        workspace, today, year, by = self.workspace, self.context.today, self.year, self.group.on

        def work(job: Job) -> Read:
            from csplanner.domain.records import Person
            from csplanner.services.coverage_board import coverage_board
            from csplanner.services.plan_facts import year_facts
            from csplanner.services.review_coverage import review_coverage

            review = review_coverage(workspace, year, today, by, job=job)
            job.step(0.9, "Counting coverage")
            people: dict[str, Person] = {p.id: p for p in workspace.all(Person)}
            return review, coverage_board(review, year_facts(workspace, year, today), people)

        self.context.jobs.restart(work, self._take, "Counting coverage", key="coverage")
        self.header_changed.emit()

    def leave(self) -> None:
        """Give back the counts of a large portfolio; they are made again when one comes back."""
        if self.review is not None and len(self.review.touches) > _MUCH:
            self.review = self.drawn = None
            self._given_back = True

    def showEvent(self, event: QShowEvent) -> None:
        """Count again what was given back."""
        super().showEvent(event)
        if self._given_back and self.context.workspace is not None:
            self.refresh(None)

    def _take(self, read: Read) -> None:
        self.review, self.drawn = read
        self._given_back = False
        review, board = read
        self._stack.setCurrentWidget(self.board if board.matrix.rows else self._none)
        self.years.say(str(review.year))
        self.board.show_review(review, board)
        self.show_gaps()
        self.header_changed.emit()

    def _forget(self) -> None:
        self.review = self.drawn = None
        self._stack.setCurrentWidget(self._blank)

    def _regroup(self, _by: str) -> None:
        self.refresh(None)

    def choose_year(self, year: str) -> None:
        """Show another year."""
        self.year = int(year)
        self.refresh(None)

    def year_choices(self) -> list[tuple[str, str, bool]]:
        """Return the years that can be shown, as (key, words, is on)."""
        now = self.context.today.year
        return [(str(y), str(y), y == self.year) for y in range(now - 2, now + 2)]

    def show_gaps(self) -> None:
        """List every gap in the inspector."""
        if self.review is not None and self.drawn is not None:
            found = self.review
            self.panel.show_gaps(found.gaps, found.challenges, self.drawn.placed, found.as_of)

    def show_cell(self, key: str, column: int) -> None:
        """List the touches behind a cell of the matrix."""
        from csplanner.services.coverage_board import behind_cell

        if self.review is None:
            return
        spans = [span.name for span in self.review.spans if span.name != "year"] + ["year"]
        period = spans[column] if column >= 0 else "year"
        found = behind_cell(self.review, key, period)
        row = next(row for row in self.board.matrix.matrix.rows if row.key == key)
        head = str(self.review.year) if period == "year" else f"{period} {self.review.year}"
        looks = [rows.touch_row(touch, self.review.as_of) for touch in found]
        note = formats.counted(len(found), "touch", "touches") + " owed"
        self._list(f"{row.name}, {head}", note, looks)

    def show_week(self, person: str, week: int) -> None:
        """List what a person does in a week."""
        from csplanner.services.coverage_board import behind_week

        if self.review is None:
            return
        found = behind_week(self.review, person, week)
        name = next((p.name for p in self.review.people if p.id == person), "")
        looks = [rows.engagement_row(item, self.review.names) for item in found]
        minutes = sum(item.minutes for item in found)
        note = f"{formats.counted(len(found), 'engagement')}, {formats.number(minutes / 60, 1)} h"
        self._list(f"{name}, W{week}", note, looks)

    def _list(self, title: str, note: str, looks: list[Any]) -> None:
        self.panel.show_list(title, note, looks)
        self.inspector_changed.emit(True)

    def context_line(self) -> str:
        """Say how many people carry how many accounts."""
        if self.review is None:
            return ""
        people = sum(person.role == "CSM" for person in self.review.people)
        accounts = formats.counted(len(self.review.names), "account")
        return f"{accounts} · {formats.counted(people, 'CSM')}"

    def page_actions(self) -> tuple[Action, ...]:
        """Gaps, policy, export."""
        return coverage_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Policy, and export."""
        return ("coverage.policy", "coverage.export")

    def inspector(self) -> QWidget:
        """Return the gaps."""
        return self.panel

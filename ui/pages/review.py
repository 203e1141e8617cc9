"""Review of a plan run: what it would change, which of that to take, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from csplanner.domain.records import PlanRun
from csplanner.services.proof import nearness
from csplanner.services.review_run import (
    around,
    figures_before,
    part_of_plan,
    review_rows,
)
from ui import formats
from ui.models.plan_sentences import told
from ui.pages.base import Page
from ui.pages.plan_job import start_plan
from ui.pages.plan_runs import PlanRunsList
from ui.pages.review_act import ReviewAct, review_actions
from ui.pages.review_why import ReviewWhy
from ui.theme import current
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState, Ground, Segmented
from ui.widgets.change_list import ChangeList
from ui.widgets.labels import Elided
from ui.widgets.plan_tools import Hint
from ui.widgets.review_inspector import ReviewInspector
from ui.widgets.review_tiles import tiles_of
from ui.widgets.runs_view import RunsView
from ui.widgets.tiles import Tiles
from ui.widgets.whole_plan import WholePlan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.review_run import PartOfPlan, PlanFigures, ReviewRow
    from csplanner.services.workspace import Changes
    from ui.actions import Action

_CHANGING = ("account", "engagement", "person", "time_off", "blackout", "policy_version", "waiver")

_VIEWS = (("changes", "Changes"), ("whole", "Whole plan"), ("csm", "By CSM"))


class ReviewPage(Page):
    """Decide what to take from a new run."""

    name, title = "review", "Plan runs"

    def build(self) -> None:
        """Make tiles, tools, list and inspector."""
        self.proposal: PlanProposal | None = None
        self.rows: tuple[ReviewRow, ...] = ()
        self.part: PartOfPlan | None = None
        self.before: PlanFigures | None = None
        self._last: PlanRun | None = None
        self._moved_on = False
        self.tiles, self.list, self.hint = Tiles("The run in figures"), ChangeList(), Hint()
        self.panel, self.act = ReviewInspector(), ReviewAct(self)
        self.why = ReviewWhy(self.context, self)
        self.why.answered.connect(self._show_again)
        self.whole, self.views = WholePlan(), QStackedWidget()
        self.by = Segmented(_VIEWS, "Group the changes")
        self.summary = Elided("", "table", "text2")
        self.all = Button("Select all", keys="Ctrl A", small=True)
        self.empty = EmptyState("No run to review", "", ("Run plan", self.run_plan))
        self.runs = RunsView()
        self.lister = PlanRunsList(self)
        self._place()
        self.by.chosen.connect(self._show_rows)
        self.all.clicked.connect(self.list.tick_all)
        self.list.ticked.connect(self.judge)
        self.list.selected.connect(self._show_row)
        self.list.asked.connect(self.act.asked)
        self.whole.picked.connect(self._pick)
        self.panel.asked.connect(self.act.ask_selected)
        self.hint.button.clicked.connect(self.run_plan)
        self.context.workspace_changed.connect(self._forget)

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        full = Ground("surface")
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        bar = Ground("surface", "b")
        bar.setFixedHeight(current().size.tool_row)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.by)
        row.addWidget(self.summary, 1)
        row.addWidget(self.all)
        for widget in (self.tiles, bar, self.hint):
            inside.addWidget(widget)
        self.views.addWidget(self.list)
        self.views.addWidget(self.whole)
        inside.addWidget(self.views, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.runs)
        column.addWidget(self.stack)

    def open(self, **arguments: Any) -> None:
        """Review a proposal: `proposal=`."""
        if "proposal" in arguments:
            self.show_proposal(arguments["proposal"])

    def _forget(self) -> None:
        """Drop a proposal for a portfolio that is closed."""
        self.show_proposal(None)
        self.whole.show_content(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keys to the list."""
        super().showEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_proposal(self, proposal: PlanProposal | None) -> None:
        """Review this proposal, with every change ticked; None: nothing."""
        self.proposal = proposal
        self.rows = review_rows(proposal) if proposal is not None else ()
        self.before = figures_before(proposal) if proposal is not None else None
        self.list.ticks = {row.touch for row in self.rows if row.group != "unplaced"}
        self.list.locks = set()
        self._moved_on = False

    def refresh(self, changes: Changes | None) -> None:
        """Show the proposal; say so if the portfolio moved on since it was made."""
        runs = self.workspace.where(PlanRun, state="accepted")
        self._last = max(runs, key=lambda run: run.number, default=None)
        if changes is not None and self.proposal is not None and changes.touch(*_CHANGING):
            self._moved_on = True
        self.title = "Plan runs" if self.proposal is None else f"Review run {self.number}"
        changed = any(row.group != "unplaced" for row in self.rows)
        has_runs = self.workspace.count(PlanRun) > 0
        self.stack.setCurrentIndex(0 if self.rows else 2 if has_runs else 1)
        self.all.setVisible(changed)
        title, words = empty_words(self.proposal, self._last, self.number)
        self.empty.title.setText(title)
        self.empty.text.setText(words)
        self.lister.show(title, words)
        self._show_rows()
        self.judge()

    @property
    def number(self) -> int:
        """The number that this run gets when it is accepted."""
        return (self._last.number if self._last is not None else 0) + 1

    def _pick(self, account: str) -> None:
        """Select the first change of an account."""
        row = next((row for row in self.list.rows if row.account_id == account), None)
        if row is not None:
            self.list.select(row)

    def _show_rows(self, _by: str = "") -> None:
        whole = self.by.on == "whole" and self.proposal is not None
        self.views.setCurrentWidget(self.whole if whole else self.list)
        if whole and self.proposal is not None:
            year, today = self.proposal.year, self.context.today
            self.whole.show_changes(self.workspace, year, today, self.rows)
        self.list.show_rows(
            self.rows,
            by_owner=self.by.on == "csm",
            year=self.proposal.year if self.proposal is not None else self.context.today.year,
            today=self.context.today,
        )

    def judge(self) -> None:
        """Have the figures of the ticked part computed, and whether it keeps the rules."""
        proposal, only = self.proposal, frozenset(self.list.ticks)
        if proposal is None:
            self._take(None)
            return
        self.context.jobs.restart(
            lambda _job: part_of_plan(proposal, only),
            self._take,
            "Weighing the changes",
            key="review.part",
        )

    def _take(self, part: PartOfPlan | None) -> None:
        self.part = part
        if part is not None and self.before is not None and self.proposal is not None:
            self.tiles.show_tiles(tiles_of(self.proposal, self.before, part, self._last))
        self._say_hint(part.broken if part is not None else "")
        self.summary.setText(summary_of(self.proposal, self.rows, self.act.some))
        self._show_row(self.list.row)
        self.header_changed.emit()

    def _say_hint(self, broken: str) -> None:
        if self._moved_on:
            words = "The portfolio changed since this run. Run the plan again to review it."
            self.hint.say(words, "Run again", "run")
        else:
            self.hint.say(broken or infeasible_words(self.proposal), "", "")

    def _show_again(self) -> None:
        self._show_row(self.list.row)

    def _show_row(self, row: ReviewRow | None) -> None:
        proposal, before = self.proposal, self.before
        if proposal is None or before is None:
            self.panel.show_row(None, around=(), peaks={}, run=())
            return
        why = self.why.of(proposal, row) if row is not None else None
        after = self.part.figures if self.part is not None else before
        peaks = {name: (value, after.peaks[name]) for name, value in before.peaks.items()}
        near = around(proposal, row) if row is not None else ()
        self.panel.show_row(row, around=near, peaks=peaks, run=run_facts(proposal), why=why)

    def context_line(self) -> str:
        """Say what is reviewed, and against what."""
        if self.proposal is None:
            return ""
        against = f" · against run {self._last.number}" if self._last is not None else ""
        return f"Draft, {formats.day(self.context.today, self.context.today)}{against}"

    def page_actions(self) -> tuple[Action, ...]:
        """Return accepting, discarding and walking."""
        return review_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Discard, accept a part, accept; without a proposal, suppose or run the plan."""
        if not self.rows:
            return "review.what_if", "review.run"
        return "review.discard", "review.accept_some", "review.accept"

    def inspector(self) -> QWidget | None:
        """Return the inspector of the selected change."""
        return self.panel if self.rows else None

    @property
    def year(self) -> int:
        """The year that is reviewed, else that of today."""
        return self.proposal.year if self.proposal is not None else self.context.today.year

    def run_plan(self) -> None:
        """Propose the year again."""
        start_plan(self.context, self.year)


def run_facts(proposal: PlanProposal) -> tuple[tuple[str, str], ...]:
    """Return how a run was made, as names and values."""
    meta = proposal.result.plan.meta
    proof = proposal.result.proof
    return (
        ("Effort", meta.effort),
        ("Seed", str(meta.seed)),
        ("Kernel", proposal.result.kernel),
        ("How good", nearness(meta.objective, meta.bound) or "no bound was computed"),
        *((("Proven by", proof.split(",")[0]),) if proof else ()),
        ("Objective", f"{formats.number(meta.objective)} points"),
    )


def gap_words(proposal: PlanProposal) -> str:
    """Return how near a plan is to a proven bound."""
    meta = proposal.result.plan.meta
    near = nearness(meta.objective, meta.bound)
    return f"It is {near}." if near else "No bound was computed."


def infeasible_words(proposal: PlanProposal | None) -> str:
    """Return what the run was asked above what there is, the largest of it in full."""
    found = proposal.infeasible if proposal is not None else ()
    # A window without a day stands in the list below, with what closes it.
    found = tuple(each for each in found if each.kind != "window")
    if not found:
        return ""
    limits = len({(each.kind, each.who) for each in found})
    more = f" And {formats.counted(limits - 1, 'limit')} more." if limits > 1 else ""
    return f"More is asked than can be. {told(found[0].detail)}.{more}"


def empty_words(
    proposal: PlanProposal | None, last: PlanRun | None, number: int
) -> tuple[str, str]:
    """Return title and sentence of the page while there is nothing to review."""
    if proposal is not None:
        words = "The plan is already the best found. " + gap_words(proposal)
        return f"Run {number} changes nothing", words
    if last is not None:
        words = f"It placed {last.scheduled} of {last.demand} touches. Run the plan to see what"
        words += " a new run would change; nothing is written before you accept."
        return f"Run {last.number} of {formats.day(last.date)} is on the calendar", words
    return (
        "No run yet",
        "Run the plan: it proposes a date for every touch that the policy asks for.",
    )


def summary_of(proposal: PlanProposal | None, rows: Iterable[ReviewRow], ticked: int) -> str:
    """Return how many changes there are and are taken, and what stays as it is."""
    if proposal is None:
        return ""
    kinds = [row.group for row in rows]
    unplaced = kinds.count("unplaced")
    changes = len(kinds) - unplaced
    locked = len(proposal.problem.scenario.locked)
    chosen = formats.counted(changes, "change")
    if ticked < changes:
        chosen = f"{formats.number(ticked)} of {chosen} ticked"
    return (
        f"{chosen}, {formats.number(unplaced)} unplaced · "
        f"{formats.number(proposal.counts['kept'])} unchanged, {formats.number(locked)} of them "
        "fixed"
    )

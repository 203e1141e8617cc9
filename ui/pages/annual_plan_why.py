"""What the annual plan knows of its selection: the record at once, the planner's word after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from csplanner.domain.records import Account, Contact, Engagement, Person, Trip
from ui import formats
from ui.models.plan_sentences import short_titles, told
from ui.widgets.engagement_words import type_words
from ui.widgets.plan_inspector import Gap, Shown, verdict_words
from ui.widgets.year_grid_scene import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.domain.policy import TierPolicy
    from csplanner.services.gap_insight import GapInsight
    from csplanner.services.plan_facts import UnplacedRow
    from csplanner.services.problem import Problem
    from csplanner.services.touch_insight import TouchInsight, WeekVerdict
    from csplanner.services.workspace import Workspace
    from ui.pages.annual_plan import AnnualPlanPage


class PlanWhy(QObject):
    """Fills the inspector and judges weeks; keeps what the planner said until something changes."""

    def __init__(self, page: AnnualPlanPage) -> None:
        super().__init__(page)
        self._page, self._grid, self._inspector = page, page.grid, page.panel
        self._context = page.context
        self._problem: Problem | None = None
        self._insight: TouchInsight | None = None
        self._gap, self._listed = "", False
        self._grid.judge = self.judge
        self._grid.selected.connect(self.show_selection)

    @property
    def workspace(self) -> Workspace:
        """The open portfolio."""
        return self._page.workspace

    def forget(self) -> None:
        """Drop what was true before a change."""
        self._problem = self._insight = None
        if self._gap:
            self.show_gap(self._gap, listed=self._listed)
            return
        scene = self._grid.scene
        self.show_selection(scene.account if scene.chosen else "", scene.chosen)

    def show_selection(self, account: str, key: str) -> None:
        """Show what is selected in the inspector, and ask the planner about it."""
        self._gap = ""
        engagement = self.workspace.get(Engagement, key) if key else None
        if engagement is None:
            self._show_account(account)
        else:
            known = self._insight
            same = known is not None and known.engagement == engagement
            self._inspector.show_engagement(self._shown(engagement), known if same else None)
            if not same:
                self._ask_planner(engagement.id)
        self._page.header_changed.emit()

    def ask(self, word: str, touch: str) -> None:
        """List what was "missed" or is "unplaced", or explain one "gap"."""
        if word == "gap":
            self.show_gap(touch)
        else:
            self.show_gaps(word)

    def show_gaps(self, word: str) -> None:
        """List what was missed, or what has no date, in the inspector."""
        facts = self._page.facts
        if facts is None:
            return
        names = {account.id: account.name for account in facts.accounts}
        if word == "missed":
            gaps = [self._missed(touch, names) for touch in facts.missed]
        else:
            gaps = [_unplaced(row, names, facts.policy) for row in facts.unplaced]
        self._grid.select("")
        self._gap = ""
        self._inspector.show_gaps(word.capitalize(), gaps)
        self._page.inspector_changed.emit(True)

    def show_gap(self, touch: str, *, listed: bool = True) -> None:
        """Explain a touch without a date: select its account, and ask the planner."""
        facts = self._page.facts
        row = next((row for row in facts.unplaced if row.touch == touch), None) if facts else None
        if row is not None:
            self._page.reveal(row.account_id)
        self._gap, self._listed = touch, listed
        self._inspector.show_gap(None, listed=listed)
        self._page.inspector_changed.emit(True)
        workspace, today, problem = self.workspace, self._context.today, self._problem

        def work(job: Job) -> GapInsight:
            from csplanner.services.gap_insight import gap_insight

            return gap_insight(workspace, touch, today, problem=problem, job=job)

        def take(gap: GapInsight) -> None:
            self._problem = gap.problem
            if self._gap == touch:
                self._inspector.show_gap(gap, listed=listed)

        def failed(error: CsplannerError) -> None:
            if self._gap == touch:
                self._inspector.show_nothing(error.message)

        label = "Asking the planner"
        self._context.jobs.restart(work, take, label, key="plan.why", failed=failed)

    def _missed(self, touch: str, names: Mapping[str, str]) -> Gap:
        found = self.workspace.where(Engagement, touch=touch, state="missed")[0]
        day = f"{formats.weekday(found.date, found.date)}, {formats.week(found.date)}"
        lines = (day, found.reason) if found.reason else (day,)
        return Gap(
            account=found.account_id,
            engagement=found.id,
            head=f"{type_words(found.type.value)}, {names.get(found.account_id, '')}",
            lines=lines,
        )

    def _show_account(self, key: str) -> None:
        facts = self._page.facts
        found = next((a for a in facts.accounts if a.id == key), None) if facts and key else None
        if found is None:
            self._inspector.show_nothing()
            return
        placed, required, held = (sum(found.counts[i : i + 4]) for i in (0, 4, 8))
        self._inspector.show_account(
            found.name,
            [
                ("CSM", found.owner or formats.NOTHING),
                ("ARR", formats.money(found.arr, found.currency)),
                ("Renewal", formats.day(found.renewal)),
                ("Planned", f"{formats.number(required)} this year"),
                ("Placed", formats.number(placed)),
                ("Done", formats.number(held)),
            ],
        )

    def _shown(self, engagement: Engagement) -> Shown:
        people = self.workspace.many(Person, engagement.participants)
        trip = self.workspace.get(Trip, engagement.trip_id) if engagement.trip_id else None
        contacts = self.workspace.many(Contact, engagement.contacts)
        facts = self._page.facts
        names = {a.id: a.name for a in facts.accounts} if facts is not None else {}
        tops = [p for p in people if p.role.value in {"EXEC", "CEO"}]
        return Shown(
            engagement=engagement,
            account=names.get(engagement.account_id, ""),
            trip=f"T-{trip.number}" if trip is not None else "",
            ours=tuple(p.name for p in people if p not in tops),
            executives=tuple(short_titles(p.title) or p.name for p in tops),
            owner_zone=self._owner_zone(engagement),
            contacts=tuple(f"{c.name} ({c.title})" if c.title else c.name for c in contacts),
        )

    def _owner_zone(self, engagement: Engagement) -> str:
        """Return the time zone of the account's CSM."""
        account = self.workspace.get(Account, engagement.account_id)
        owner = account.owner_id if account is not None else None
        person = self.workspace.get(Person, owner) if owner else None
        return person.timezone if person is not None else ""

    def _ask_planner(self, key: str) -> None:
        workspace, today, problem = self.workspace, self._context.today, self._problem

        def work(job: Job) -> TouchInsight | None:
            from csplanner.services.touch_insight import touch_insight

            return touch_insight(workspace, key, today, problem=problem, job=job)

        self._context.jobs.restart(work, self._take, "Asking the planner", key="plan.why")

    def _take(self, insight: TouchInsight | None) -> None:
        if insight is None:
            return
        self._insight, self._problem = insight, insight.problem
        if self._grid.scene.chosen == insight.engagement.id:
            self._inspector.show_engagement(self._shown(insight.engagement), insight)

    def judge(self, key: str) -> Mapping[int, Verdict]:
        """Return what each week would do to an engagement, for the hand that carries it."""
        if self._insight is None or self._insight.engagement.id != key:
            from csplanner.base.job import Job
            from csplanner.services.touch_insight import touch_insight

            today = self._context.today
            self._insight = touch_insight(
                self.workspace, key, today, problem=self._problem, job=Job()
            )
        weeks = self._insight.weeks if self._insight is not None else {}
        return {week: _verdict(found) for week, found in weeks.items()}


def _verdict(found: WeekVerdict) -> Verdict:
    rule, cost = verdict_words(found)
    return Verdict(rule=rule, cost=cost, day=found.day)


def _unplaced(row: UnplacedRow, names: Mapping[str, str], policy: TierPolicy) -> Gap:
    rule = policy.rule(row.rule)
    kind = type_words(rule.type) if rule is not None else row.rule
    window = f"{formats.day(row.window_from, row.window_from)} to "
    lines = [window + formats.day(row.window_to, row.window_to), told(row.detail)]
    if row.relax:
        lines.append(f"What would place it: {told(row.relax)}")
    return Gap(
        account=row.account_id,
        touch=row.touch,
        head=f"{kind}, {names.get(row.account_id, '')}",
        lines=tuple(line for line in lines if line),
    )

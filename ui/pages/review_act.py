"""What a review does: accept whole or in part, discard, waive what cannot be placed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import formats
from ui.actions import Action
from ui.widgets.engagement_words import type_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.services.adopt_plan import Adopted
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.review_run import ReviewRow
    from ui.pages.review import ReviewPage


class ReviewAct(QObject):
    """Works for one review page."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self.form: QDialog | None = None

    @property
    def some(self) -> int:
        """How many changes are ticked."""
        return len(self._page.list.ticks)

    def can_accept(self) -> bool:
        """Whether there is a proposal to accept whole."""
        return self._page.proposal is not None and bool(self._page.rows)

    def can_accept_some(self) -> bool:
        """Whether the ticked part keeps every rule and is not empty."""
        part = self._page.part
        return self.can_accept() and self.some > 0 and part is not None and not part.broken

    def accept(self) -> None:
        """Take every change."""
        self._adopt(None)

    def accept_some(self) -> None:
        """Take what is ticked."""
        self._adopt(frozenset(self._page.list.ticks))

    def _adopt(self, only: frozenset[str] | None) -> None:
        workspace, proposal = self._page.workspace, self._page.proposal
        if proposal is None:
            return
        locks = frozenset(self._page.list.locks)

        def work(_job: Job) -> Adopted:
            from csplanner.services import adjust_calendar
            from csplanner.services.adopt_plan import adopt

            adopted = adopt(workspace, proposal, only=only)
            for touch in sorted(locks if only is None else locks & only):
                adjust_calendar.lock(workspace, touch)
            return adopted

        self._context.jobs.start(
            work,
            self._adopted,
            "Accepting the plan",
            key="review.accept",
            lane="writes",
            failed=self._failed,
        )

    def _adopted(self, adopted: Adopted) -> None:
        self._page.show_proposal(None)
        parts = [
            f"{formats.number(count)} {word}"
            for word, count in (
                ("added", adopted.added),
                ("moved", adopted.moved),
                ("removed", adopted.removed),
            )
            if count
        ]
        words = f"Run {adopted.run.number} accepted: {', '.join(parts) or 'nothing changed'}"
        self._context.go("plan", year=adopted.run.year)
        self._page.refresh(None)
        self._context.notify(words, undo=True)

    def _failed(self, error: CsplannerError) -> None:
        self._context.notify(
            error.message,
            hint=error.hint,
            kind=error.kind,
            action=("Run again", self._page.run_plan),
        )

    def can_prove(self) -> bool:
        """Whether there is a proposal without a proven bound."""
        proposal = self._page.proposal
        return proposal is not None and proposal.result.plan.meta.bound is None

    def prove(self) -> None:
        """Have it proven how good the run is; large years take minutes."""
        proposal = self._page.proposal
        if proposal is None:
            return

        def work(job: Job) -> PlanProposal:
            from csplanner.services.proof import prove

            return prove(proposal, job)

        def take(proved: PlanProposal) -> None:
            if self._page.proposal is proposal:
                self._page.proposal = proved
                self._page.judge()

        self._context.jobs.start(work, take, "Proving how good the plan is", key="review.prove")

    def discard(self) -> None:
        """Drop the proposal; nothing was written."""
        self._page.show_proposal(None)
        self._page.refresh(None)
        self._context.go("plan")
        self._context.notify("Run discarded; the calendar is as it was")

    def asked(self, word: str, row: ReviewRow) -> None:
        """Do what a row asks for."""
        if word == "open":
            self._context.go("account", account_id=row.account_id)
        elif word == "waive":
            from ui.dialogs.waive_form import Challenged, WaiveForm

            touch = Challenged(touch=row.touch, account=row.account, words=type_words(row.type))
            self.form = WaiveForm(self._page, self._context, touch)
            self.form.open()

    def ask_selected(self, word: str) -> None:
        """Do what the inspector asks of the selected change."""
        row = self._page.list.row
        if row is None:
            return
        acts: dict[str, Callable[[], object]] = {
            "keep": partial(self._page.list.tick, row, on=False),
            "lock": partial(self._page.list.lock, row),
        }
        acts[word]()


def review_actions(page: ReviewPage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    act = page.act
    run = Action(
        name="review.run",
        text="Run plan",
        run=page.run_plan,
        keys="Ctrl+R",
        icon="play",
        menu="Plan",
        detail="Propose the year; nothing is written before you accept",
    )
    tick = Action(
        name="review.all",
        text="Select all or none",
        run=page.list.tick_all,
        keys="Ctrl+A",
        icon="checklist",
        menu="Plan",
        on=act.can_accept,
    )
    what_if = Action(
        name="review.what_if",
        text="What if\N{HORIZONTAL ELLIPSIS}",
        run=page.lister.ask,
        keys="Ctrl+Shift+W",
        icon="compare",
        menu="Plan",
        detail="Plan the year otherwise, beside the plan; the calendar stays as it is",
    )
    prove = Action(
        name="review.prove",
        text="Prove how good it is",
        run=act.prove,
        icon="target",
        menu="Plan",
        detail="Compute a bound that no plan can go below; large years take minutes",
        on=act.can_prove,
    )
    return (what_if, run, prove, tick, *_endings(act))


def _endings(act: ReviewAct) -> tuple[Action, ...]:
    return (
        Action(
            name="review.discard",
            text="Discard",
            run=act.discard,
            keys="Ctrl+D",
            icon="close",
            menu="Plan",
            detail="Drop the run; nothing was written",
            on=act.can_accept,
        ),
        Action(
            name="review.accept_some",
            text="Accept selected",
            run=act.accept_some,
            icon="checklist",
            menu="Plan",
            detail="Write what is ticked; one undo step",
            on=act.can_accept_some,
        ),
        Action(
            name="review.accept",
            text="Accept run",
            run=act.accept,
            keys="Ctrl+Return",
            icon="check",
            menu="Plan",
            detail="Write every change; one undo step",
            on=act.can_accept,
        ),
    )

"""What was kept and lost, why, which renewals and pilots come next, what standing still costs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui import formats
from ui.actions import Action
from ui.pages.base import Page
from ui.pages.retention_board import RetentionBoard
from ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.review_retention import RetentionReview, Span
    from csplanner.services.workspace import Changes

_READ = (
    *("account", "subscription", "revenue_event", "exchange_rate", "organisation", "person"),
    *("policy_version", "engagement", "contact"),
)


class RetentionPage(Page):
    """Figures of a period; the what-if stands beside them."""

    name, title = "retention", "Retention"

    def build(self) -> None:
        """Make the board and what stands where no revenue is."""
        self.review: RetentionReview | None = None
        self.board = RetentionBoard(self)
        self.board.period.chosen.connect(self._again)
        self.board.opened.connect(self._open)
        self._stack = QStackedLayout(self)
        self._none = EmptyState(
            "No revenue yet",
            "Retention is reckoned from subscriptions, or from accounts and revenue events.",
            ("Import revenue", self._go_import),
        )
        self._blank = QWidget()
        for widget in (self.board, self._none, self._blank):
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(self._blank)
        self.context.workspace_changed.connect(self._forget)

    def open(self, **arguments: Any) -> None:
        """Take a period (`period=` year, this or last)."""
        if "period" in arguments:
            self.board.period.choose(arguments["period"], tell=False)

    def refresh(self, changes: Changes | None) -> None:
        """Reckon again, off the page; the last figures stay until the new ones are there."""
        if changes is not None and not changes.touch(*_READ):
            return
        workspace, today, span = self.workspace, self.context.today, self.span()

        def work(_job: Job) -> RetentionReview:
            from csplanner.services.review_retention import review_retention

            return review_retention(workspace, span, today)

        self.context.jobs.restart(work, self._take, "Reckoning retention", key="retention")

    def span(self) -> Span:
        """Return the period that is chosen."""
        from csplanner.services.review_retention import Span, year_to

        today = self.context.today
        if self.board.period.on == "this":
            return Span(first=dt.date(today.year, 1, 1), last=today)
        if self.board.period.on == "last":
            return Span(first=dt.date(today.year - 1, 1, 1), last=dt.date(today.year - 1, 12, 31))
        return year_to(today)

    def _take(self, review: RetentionReview) -> None:
        self.review = review
        there = any(c.start or c.end or c.new for c in review.changes)
        self._stack.setCurrentWidget(self.board if there else self._none)
        self.board.show_review(review)
        self.header_changed.emit()

    def _again(self, _period: str) -> None:
        self.refresh(None)

    def _forget(self) -> None:
        self.review = None
        self._stack.setCurrentWidget(self._blank)

    def _open(self, key: str) -> None:
        kind, _, ident = key.partition(":")
        if kind == "account":
            self.context.go("account", account_id=ident)

    def _go_import(self) -> None:
        self.context.go("import")

    def context_line(self) -> str:
        """Say the period and the currency."""
        review = self.review
        if review is None:
            return ""
        last = min(review.span.last, review.as_of)
        days = f"{formats.day(review.span.first)} to {formats.day(last)}"
        return f"{days} · in {review.currency}"

    def page_actions(self) -> tuple[Action, ...]:
        """Choose a period, go to the renewals, go to the what-if."""
        choices = (("year", "Twelve months"), ("this", "This year"), ("last", "Last year"))
        periods = [
            Action(
                name=f"retention.{key}",
                text=text,
                run=_choose(self.board, key),
                keys=str(number),
                menu="View",
            )
            for number, (key, text) in enumerate(choices, 1)
        ]
        return (
            *periods,
            Action(
                name="retention.renewals",
                text="Renewals",
                run=self.board.focus_renewals,
                keys="R",
                icon="clock",
                menu="View",
                detail="Every renewal of the coming year with its decision window",
            ),
            Action(
                name="retention.leak",
                text="What if",
                run=self.board.focus_leak,
                keys="W",
                icon="chart",
                menu="View",
                detail="What new sales must bring to stand still",
            ),
        )

    def buttons(self) -> tuple[str, ...]:
        """Renewals and the what-if."""
        return ("retention.renewals", "retention.leak")


def _choose(board: RetentionBoard, key: str) -> Any:
    return lambda: board.period.choose(key)

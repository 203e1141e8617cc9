"""Reads what sidebar, status bar and title say of the open portfolio, and says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.widgets.status_bar import OFFLINE

if TYPE_CHECKING:
    from pathlib import Path

    from ui.context import Notice
    from ui.main_window import MainWindow


class FrameTeller(QObject):
    """Keeps the words of the frame true for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sample = False
        window.context.told.connect(self._on_told)
        window.context.preferred.connect(self._follow_density)

    def _follow_density(self) -> None:
        """Give the tables the rows that are preferred, and let pages say everything again."""
        from ui.widgets.table_view import TableView

        for view in self._window.findChildren(TableView):
            view.follow_density()
        self._window.context.day_changed.emit()

    def say_opening(self, path: Path | None) -> None:
        """Say in the first frame which portfolio comes, before its file is touched."""
        if path is not None:
            self._window.header.say(path.stem, "Opening the portfolio", ("", ""))
        self._window.status.say([OFFLINE], [])

    def refresh(self) -> None:
        """Read counts and facts again."""
        window, workspace = self._window, self._window.context.workspace
        if workspace is None:
            window.sidebar.set_counts({})
            window.status.say([], [])
            return
        from csplanner.services import views
        from csplanner.services.snoozed import overdue_count
        from ui import frame_facts

        today = window.context.today
        facts = views.frame_facts(workspace, today)
        waiting = overdue_count(workspace, today)
        window.sidebar.set_counts(frame_facts.counts_of(facts, waiting))
        backup = views.last_backup(workspace)
        window.status.say(
            frame_facts.left_facts(
                workspace, facts, backup, today, sample=self._sample, unsaved=window.context.unsaved
            ),
            frame_facts.right_facts(facts, today),
        )

    def _on_told(self, notice: Notice) -> None:
        if notice.kind == "trouble":
            self.refresh()

    def say_whose(self) -> None:
        """Say whose portfolio is open, and whether it is the sample."""
        window, workspace = self._window, self._window.context.workspace
        window.sidebar.set_open(is_open=workspace is not None)
        if workspace is None:
            window.presentation.say_title("csplanner")
            window.sidebar.say("csplanner", "")
            return
        from csplanner.services.views import whose

        window.presentation.say_title(f"{workspace.path.stem} · csplanner")
        name, team, self._sample = whose(workspace)
        window.sidebar.say("csplanner", team or name or workspace.path.stem)

"""Backups: the last good one, all that are kept, a check of the portfolio, and a restored copy."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from ui import formats
from ui.actions import Action
from ui.models.row_table import Column, RowTable
from ui.pages.backup_care import is_there_anything, mend_action
from ui.pages.base import Page
from ui.widgets.cards import Card, EmptyState
from ui.widgets.icons import pixmap
from ui.widgets.labels import Label
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.base.job import Job
    from csplanner.services.care import Checked
    from csplanner.services.workspace import Backup, Changes
    from ui.context import Context
    from ui.jobs import Handle

_FILTER = "Portfolios (*.csplan)"
_REASONS = {
    "by-hand": "Asked for",
    "asked": "Asked for",
    "half-hour": "Every half hour of work",
    "import": "Before an import",
    "plan": "Before a plan was accepted",
    "migration": "Before an update of the file",
    "repair": "Before faults were mended",
}
_STALE_DAYS, _MEGA, _KILO = 7, 1 << 20, 1 << 10
_MOST_PROBLEMS = 8


class BackupPage(Page):
    """What would be left if this machine's file were gone, and how to get it back."""

    name, title = "backup", "Backup"

    def build(self) -> None:
        """Make the two cards and the list."""
        self.found: Checked | None = None
        self.status = Label("", "body", weight=500).wrapped()
        self.hint = Label("", "table", "text2").wrapped()
        self._mark = Label()
        self.verdict = Label("Not checked since it was opened.", "body", "text2").wrapped()
        self.table: RowTable[Backup] = RowTable(_columns(self.context), key=lambda item: item.path)
        self.view = TableView(self.table, "Backups")
        self.view.setObjectName("backup_table")
        self.view.remember(self.context.memory, "backup")
        self.view.picked.connect(self._ask)
        self._none = EmptyState(
            "No backup yet", "One is made before every import and every accepted plan."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(12)
        cards = QHBoxLayout()
        cards.setContentsMargins(16, 0, 16, 0)
        cards.setSpacing(12)
        cards.addWidget(self._status_card(), 1)
        cards.addWidget(self._check_card(), 1)
        column.addLayout(cards)
        column.addWidget(self._stack, 1)
        self.context.jobs.started.connect(self._on_job)
        self.context.theme_changed.connect(self._show)
        self.context.workspace_changed.connect(self._forget)

    def _status_card(self) -> Card:
        card = Card("Last good backup")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.status, 1)
        card.body.addLayout(row)
        card.body.addSpacing(4)
        card.body.addWidget(self.hint)
        card.body.addStretch(1)
        return card

    def _check_card(self) -> Card:
        card = Card("This portfolio")
        card.body.addWidget(self.verdict)
        card.body.addSpacing(4)
        words = "The check reads every page of the file and every reference between records."
        card.body.addWidget(Label(words, "table", "text2").wrapped())
        card.body.addStretch(1)
        return card

    def refresh(self, changes: Changes | None) -> None:
        """List the backups again."""
        if changes is None or not self.table.rows:
            self._show()

    def page_actions(self) -> tuple[Action, ...]:
        """Check, restore."""
        return (
            Action(
                name="backup.check",
                text="Check portfolio",
                run=self.check,
                icon="checklist",
                menu="Tools",
                detail="Reads every page and every reference",
            ),
            mend_action(self),
            Action(
                name="backup.restore",
                text="Restore to a copy…",
                run=self._ask_chosen,
                icon="download",
                menu="File",
                detail="The open portfolio stays as it is",
                on=lambda: bool(self.table.rows),
            ),
        )

    def buttons(self) -> tuple[str, ...]:
        """Check, mend when there is something to mend, restore, back up."""
        mend = ("backup.repair",) if is_there_anything(self.found) else ()
        return ("backup.check", *mend, "backup.restore", "file.backup")

    def context_line(self) -> str:
        """Say where the backups lie."""
        return str(self.workspace.backups) if self.context.workspace else ""

    def check(self) -> None:
        """Check the open portfolio, off the GUI thread."""
        workspace = self.workspace

        def work(job: Job) -> Checked:
            from csplanner.services.care import check

            job.step(0.1, "Checking the portfolio")
            return check(workspace)

        self.verdict.setText("Checking…")
        self.context.jobs.start(work, self.checked, "Checking the portfolio", key="backup.check")

    def restore(self, backup: Backup, target: Path) -> None:
        """Restore a backup to a new file; the open portfolio is not touched."""
        clock, origin = self.context.clock, self.workspace.path

        def work(job: Job) -> Path:
            from csplanner.services.care import restore
            from csplanner.services.passphrases import given_passphrase, remembered_passphrase

            job.step(0.1, f"Restoring {backup.path.name}")
            words = given_passphrase(None, os.environ) or remembered_passphrase(origin)
            restore(backup.path, target, clock, words)
            return target

        self.context.jobs.start(work, self._restored, "Restoring", key="backup.restore")

    def _show(self) -> None:
        if self.context.workspace is None:
            return
        from csplanner.services.care import backups_of

        backups = backups_of(self.workspace)
        self.table.set_rows(backups)
        shown: QWidget = self.view if backups else self._none
        self._stack.setCurrentWidget(shown)
        if backups:
            self.setFocusProxy(self.view)
        if backups and not self.view.currentIndex().isValid():
            self.view.stand_on(0)
        self._say(backups[0] if backups else None)
        self.header_changed.emit()

    def _say(self, newest: Backup | None) -> None:
        ink = "risk"
        if newest is None:
            self.status.setText("There is no backup of this portfolio.")
            self.hint.setText(
                "Back up now; the copy is opened again and compared before it counts."
            )
        else:
            age = (self.context.today - newest.at.astimezone().date()).days
            ink = "good" if age < _STALE_DAYS else "watch"
            when = when_words(newest, self.context.today)
            self.status.setText(f"{when}, {size_words(newest.size)}, verified")
            self.hint.setText(f"{reason_words(newest)}. A copy is kept of the last days and weeks.")
        self.status.set_ink("text" if ink == "good" else ink)
        self._mark.setPixmap(pixmap("shield-check", ink, 18))

    def checked(self, found: Checked) -> None:
        """Show what a check found."""
        self.found = found
        self.header_changed.emit()
        self.verdict.setText(check_words(found))
        self.verdict.set_ink("good" if found.ok else "risk")

    def _restored(self, target: Path) -> None:
        self.context.notify(
            f"Restored to {target.name}",
            hint="The open portfolio is as it was.",
            action=("Open the copy", lambda: self.context.open_asked.emit(target)),
        )

    def _ask_chosen(self) -> None:
        chosen = self.view.selected() or self.table.shown[:1]
        if chosen:
            self._ask(chosen[0])

    def _ask(self, backup: Backup) -> None:
        start = self.workspace.path.with_name(f"{self.workspace.path.stem}-restored.csplan")
        chosen, _ = QFileDialog.getSaveFileName(self, "Restore to a copy", str(start), _FILTER)
        if chosen:
            self.restore(backup, Path(chosen))

    def _on_job(self, handle: Handle) -> None:
        if handle.key == "backup":
            handle.ended.connect(self._show)

    def _forget(self) -> None:
        self.found = None
        self.verdict.setText("Not checked since it was opened.")
        self.verdict.set_ink("text2")


def _columns(context: Context) -> tuple[Column[Backup], ...]:
    return (
        Column(
            title="When",
            show=lambda b: when_words(b, context.today),
            sort=lambda b: b.at,
            width=190,
            strong=True,
            descending_first=True,
        ),
        Column(title="Why", show=reason_words, width=230),
        Column(
            title="Size",
            show=lambda b: size_words(b.size),
            sort=lambda b: b.size,
            width=90,
            right=True,
        ),
        Column(
            title="File",
            show=lambda b: b.path.name,
            width=300,
            ink=lambda _: "text2",
            tip=lambda b: str(b.path),
        ),
    )


def when_words(backup: Backup, today: dt.date) -> str:
    """Return "Today, 12:00" or "9 May, 12:00", in the time of this machine."""
    at = backup.at.astimezone()
    names = {today: "Today", today - dt.timedelta(days=1): "Yesterday"}
    return f"{names.get(at.date()) or formats.day(at.date(), today)}, {formats.clock(at.time())}"


def reason_words(backup: Backup) -> str:
    """Return why a backup was made."""
    return _REASONS.get(backup.reason, backup.reason.replace("-", " ").capitalize())


def size_words(size: int) -> str:
    """Return a size in kB or MB."""
    if size < _MEGA:
        return f"{formats.number(max(1, size / _KILO))} kB"
    return f"{formats.number(size / _MEGA, 1)} MB"


def check_words(found: Checked) -> str:
    """Return what a check found, in sentences."""
    if found.ok:
        return "Sound: every page can be read and every reference leads somewhere."
    shown = found.problems[:_MOST_PROBLEMS]
    more = len(found.problems) - len(shown)
    rest = f" And {formats.counted(more, 'problem')} more." if more else ""
    advice = "Restore the last good backup to a copy and compare."
    if found.integrity:
        advice = "Mend what is safe: a backup is made before."
    return f"{'; '.join(shown)}.{rest} {advice}"

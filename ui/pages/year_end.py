"""The end of a year: what was left undone, an archive in files, and on to the next year."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from csplanner.base.errors import CsplannerError
from ui import formats
from ui.actions import Action
from ui.models.row_table import Column, RowTable
from ui.pages.base import Page
from ui.widgets.buttons import icon_button
from ui.widgets.cards import EmptyState, Ground
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Label
from ui.widgets.layouts import clear
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from csplanner.base.job import Job
    from csplanner.services.close_year import Undone, YearEnd
    from csplanner.services.workspace import Changes

_KEY, _FOLDER = "year end", "year_end.folder"
_KINDS = {"unconfirmed": "Unconfirmed", "owed": "Without a date", "promised": "Promised"}
_BECOMES = 5


class UndoneView(TableView):
    """The table; Space turns an unconfirmed engagement from missed to held and back."""

    def __init__(self, page: YearEndPage, table: RowTable[Undone]) -> None:
        super().__init__(table, "Left undone")
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the chosen rows on Space."""
        if event.key() == Qt.Key.Key_Space and self.selected():
            self._page.turn(self.selected())
        else:
            super().keyPressEvent(event)


class YearEndPage(Page):
    """Decide what was held, archive the year, close it as one undo step, plan the next one."""

    name, title = "year_end", "Close the year"

    def build(self) -> None:
        """Make the tools, the table and what stands where nothing is left."""
        self.year = self._usual()
        self.end: YearEnd | None = None
        self.held: set[str] = set()
        self._panel: InspectorBody | None = None
        self.table: RowTable[Undone] = RowTable(self._columns(), key=lambda u: (u.kind, u.id))
        self.view = UndoneView(self, self.table)
        self.view.remember(self.context.memory, "year_end")
        self.nothing = EmptyState("Nothing was left undone", "")
        self.label = Label("", "body", weight=600)
        self.counts = Label("", "body", "text2")
        tools = Ground("surface", "b")
        tools.setFixedHeight(44)
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 0, 14, 0)
        before, after = (
            icon_button("chevron-left", "Year before", keys="["),
            icon_button("chevron-right", "Year after", keys="]"),
        )
        before.clicked.connect(partial(self.step, -1))
        after.clicked.connect(partial(self.step, 1))
        for widget in (before, self.label, after):
            row.addWidget(widget)
        row.addSpacing(12)
        row.addWidget(self.counts, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tools)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.context.workspace_changed.connect(self._forget)

    def _usual(self) -> int:
        """Return the year that one closes now: this one from December on, else the last."""
        today = self.context.today
        return today.year if today.month == 12 else today.year - 1

    def open(self, **arguments: Any) -> None:
        """Show a year (`year=`)."""
        self.year = int(arguments.get("year", self.year))

    def refresh(self, changes: Changes | None) -> None:
        """Read the year off this thread: its gaps are the planner's."""
        del changes
        workspace, year, today = self.workspace, self.year, self.context.today
        self.label.setText(str(year))

        def work(_job: Job) -> YearEnd:
            from csplanner.services.close_year import year_end

            return year_end(workspace, year, today)

        self.context.jobs.restart(work, self._take, f"Reading {year}", key=_KEY)

    def _take(self, end: YearEnd) -> None:
        self.end = end
        self.held &= {one.id for one in end.left}
        self.table.set_rows(end.left)
        self._stack.setCurrentWidget(self.view if end.left else self.nothing)
        parts = [f"{formats.number(end.done)} of {formats.number(end.planned)} held"]
        parts += [
            f"{formats.number(len(end.of(kind)))} {words.lower()}" for kind, words in _KINDS.items()
        ]
        self.counts.setText(" · ".join(parts))
        self._show_steps()
        self.header_changed.emit()

    def _forget(self) -> None:
        self.end, self.held = None, set()
        self.table.set_rows(())

    def turn(self, rows: tuple[Undone, ...]) -> None:
        """Say of unconfirmed engagements that they were held, or that they were not."""
        for row in rows:
            if row.kind == "unconfirmed":
                self.held ^= {row.id}
        self.table.repaint(_BECOMES)
        self._show_steps()

    def becomes(self, row: Undone) -> str:
        """Return what closing makes of a row."""
        if row.kind != "unconfirmed":
            return "goes on" if row.kind == "promised" else "stays listed"
        return "held" if row.id in self.held else "missed"

    def step(self, by: int) -> None:
        """Show another year."""
        self.year += by
        self.held = set()
        self.refresh(None)

    def close_it(self) -> None:
        """Close the year as one undo step."""
        from csplanner.services.close_year import close_year

        try:
            settled = close_year(self.workspace, self.year, frozenset(self.held))
        except CsplannerError as error:
            self.context.notify_error(error)
            return
        count = formats.counted(settled, "engagement")
        self.context.notify(f"Closed {self.year}: {count} settled", undo=settled > 0)
        self.refresh(None)

    def archive(self) -> None:
        """Ask for a folder and write the year into it."""
        start = str(self.context.memory.get(_FOLDER, str(Path.home())))
        chosen = QFileDialog.getExistingDirectory(self, f"Archive {self.year} into", start)
        if chosen:
            self.context.memory.keep(_FOLDER, str(Path(chosen).parent))
            self.write(Path(chosen))

    def write(self, folder: Path) -> None:
        """Write the archive off this thread."""
        workspace, year = self.workspace, self.year

        def work(job: Job) -> tuple[str, ...]:
            from csplanner.services.close_year import archive_year

            return archive_year(workspace, year, folder, job)

        def done(files: tuple[str, ...]) -> None:
            self.context.notify(f"Archived {year}: {len(files)} files in {folder.name}")

        self.context.jobs.start(work, done, f"Archiving {year}", key="archive year")

    def plan_next(self) -> None:
        """Go to the plan of the year after, which is planned with this one's history."""
        self.context.go("plan", year=self.year + 1)

    def crumb(self) -> tuple[str, str]:
        """Return to the plan."""
        return "Annual plan", "plan"

    def context_line(self) -> str:
        """Say where the year stands."""
        if self.end is None:
            return ""
        if self.end.closed:
            return f"{self.year} is closed"
        ahead = formats.counted(self.end.ahead, "engagement")
        return f"{ahead} still to come" if self.end.ahead else "nothing lies ahead in it"

    def buttons(self) -> tuple[str, ...]:
        """Archive, and close."""
        return ("year_end.archive", "year_end.close")

    def page_actions(self) -> tuple[Action, ...]:
        """Archive, plan, close, step through years."""
        return year_end_actions(self)

    def inspector(self) -> QWidget:
        """Return the steps, and how far they are."""
        if self._panel is None:
            self._panel = InspectorBody("Steps")
            self._show_steps()
        return self._panel

    def _show_steps(self) -> None:
        if self._panel is not None:
            show_steps(self._panel, self.end, len(self.held))

    def _columns(self) -> tuple[Column[Undone], ...]:
        today = self.context.today
        return (
            Column(title="Left", show=lambda u: _KINDS[u.kind], width=110, ink=lambda _: "text2"),
            Column(title="What", show=lambda u: u.what, width=210, strong=True,
                   tip=lambda u: u.what),
            Column(title="Account", show=lambda u: u.account, width=170),
            Column(title="Day", show=lambda u: formats.day(u.day, today), width=104,
                   sort=lambda u: u.day),
            Column(title="Why", show=lambda u: u.note, width=200, tip=lambda u: u.note,
                   ink=lambda _: "text2"),
            Column(title="Becomes", show=self.becomes, width=90, strong=True),
        )  # fmt: skip


def show_steps(panel: InspectorBody, end: YearEnd | None, held: int) -> None:
    """Show the four steps of a year's end."""
    column = panel.column
    clear(column)
    if end is None:
        column.addStretch(1)
        return
    open_ones = len(end.of("unconfirmed"))
    decide = "Everything is settled."
    if open_ones:
        share = f"{formats.number(held)} of {formats.number(open_ones)} held"
        decide = f"{share}; Space turns a row. The others become missed."
    archive = "Calendar, coverage report, what was left undone and a backup, into a folder."
    planned = f"{formats.counted(end.next_year, 'engagement')} planned so far."
    carried = "The planner counts gaps and whose turn it is from this year's touches."
    steps = (
        ("1  Say what was held", decide),
        ("2  Archive the year", archive),
        (f"3  Close {end.year}", "One undo step. Promises go on; nothing is deleted."),
        (f"4  Plan {end.year + 1}", f"{planned} {carried}"),
    )
    for title, words in steps:
        column.addWidget(Label(title, "body", weight=600).wrapped())
        column.addWidget(Label(words, "table", "text2").wrapped())
        column.addSpacing(10)
    column.addStretch(1)


def year_end_actions(page: YearEndPage) -> tuple[Action, ...]:
    """Return the actions of the page."""

    def writable() -> bool:
        return page.end is not None and not page.workspace.read_only

    return (
        Action(name="year_end.archive", text="Archive\N{HORIZONTAL ELLIPSIS}", run=page.archive,
               icon="archive", menu="File", on=writable),
        Action(name="year_end.next", text="Plan the next year", run=page.plan_next, icon="plan",
               menu="Plan"),
        Action(name="year_end.close", text="Close the year", run=page.close_it,
               keys="Ctrl+Return", icon="check", menu="Plan", on=writable),
        Action(name="year_end.before", text="Year before", run=partial(page.step, -1), keys="[",
               icon="chevron-left", menu="View"),
        Action(name="year_end.after", text="Year after", run=partial(page.step, 1), keys="]",
               icon="chevron-right", menu="View"),
    )  # fmt: skip

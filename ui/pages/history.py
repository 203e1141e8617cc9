"""The journal: every change with who, when and what it touched; undo and redo from here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from ui import formats
from ui.models.row_table import Column, RowTable
from ui.pages.base import Page
from ui.pages.history_fields import HistoryFields
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState, Ground, Pill
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Label, named
from ui.widgets.layouts import clear
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.workspace import ChangeEntry, Changes

MOST = 2000
# State of a change -> its word, its colour, what it means.
_STATES = {
    "done": ("Done", "good", "In force. Undo takes the newest such change back first."),
    "undone": (
        "Undone",
        "watch",
        "Taken back. Redo does it again, as long as nothing new is done.",
    ),
    "dropped": ("Overtaken", "text3", "Taken back, and something else was done since."),
    "sealed": ("Sealed", "text2", "In force, and it cannot be undone."),
    "erased": ("Erased", "text2", "What it held was erased for good, so it cannot be undone."),
}
_PILLS = {"done": "good", "undone": "watch"}
_KINDS = {
    "person": "people",
    "time_off": "time off",
    "policy_version": "policy",
    "organisation": "our organisation",
}


class HistoryPage(Page):
    """All changes, the newest first, with a filter over their words."""

    name, title = "history", "History"

    def build(self) -> None:
        """Make the filter, the table and what stands where nothing is."""
        self.table: RowTable[ChangeEntry] = RowTable(self._columns(), key=lambda entry: entry.id)
        self.view = TableView(self.table, "Changes")
        self.view.setObjectName("history_table")
        self.view.remember(self.context.memory, "history")
        self.view.current_row.connect(self._tell_of)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: words, a name, a day such as 12 May")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(320)
        named(self.filter, "Filter changes")
        self.filter.textChanged.connect(self._apply)
        self.count = Label("", "table", "text2")
        self._panel: InspectorBody | None = None
        self._record = ""
        self.fields = HistoryFields(self.context)
        self._none = EmptyState("Nothing has changed yet", "Every change will be listed here.")
        self._unmatched = EmptyState(
            "No change matches the filter", "", ("Clear the filter", self.filter.clear)
        )
        self._stack = QStackedWidget()
        for widget in (self.view, self._none, self._unmatched):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tools = Ground("surface", "b")
        tools.setFixedHeight(44)
        row = QHBoxLayout(tools)
        row.setContentsMargins(14, 0, 14, 0)
        self.whole = Button("Show all changes", icon="close", small=True)
        self.whole.clicked.connect(self.show_all)
        self.whole.hide()
        row.addWidget(self.filter)
        row.addWidget(self.whole)
        row.addStretch(1)
        row.addWidget(self.count)
        column.addWidget(tools)
        column.addWidget(self._stack, 1)

    def refresh(self, changes: Changes | None) -> None:
        """Read the journal again."""
        del changes
        self.table.set_rows(self.workspace.history(MOST, self._record or None))
        self._apply(self.filter.text())
        self.whole.setVisible(bool(self._record))
        chosen = self.view.selected()
        self._tell_of(chosen[0] if chosen else None)
        self.header_changed.emit()

    def open(self, **arguments: Any) -> None:
        """Show the changes of one record alone (`record_id=`), or of all again."""
        self._record = str(arguments.get("record_id", ""))

    def leave(self) -> None:
        """Show all changes again when one comes back."""
        self._record = ""

    def show_all(self) -> None:
        """Show the changes of all records again."""
        self._record = ""
        self.refresh(None)

    def context_line(self) -> str:
        """Say what the next undo would take back."""
        entry = self.workspace.next_undo() if self.context.workspace else None
        return f"Undo would take back: {entry.label}" if entry else "Nothing to undo"

    def buttons(self) -> tuple[str, ...]:
        """Redo and undo, as everywhere."""
        return ("edit.redo", "edit.undo")

    def inspector(self) -> QWidget:
        """Return what tells of the chosen change."""
        if self._panel is None:
            self._panel = InspectorBody("Chosen change")
            chosen = self.view.selected()
            self._tell_of(chosen[0] if chosen else None)
        return self._panel

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _columns(self) -> tuple[Column[ChangeEntry], ...]:
        return (
            Column(
                title="When", show=self._when, sort=lambda e: e.id, width=150, descending_first=True
            ),
            Column(title="What", show=lambda e: e.label, width=320, strong=True, tip=_label),
            Column(
                title="Records",
                show=lambda e: formats.number(e.records),
                sort=lambda e: e.records,
                width=70,
                right=True,
                descending_first=True,
            ),
            Column(title="Touched", show=kinds_words, width=200, ink=lambda _: "text2"),
            Column(title="Who", show=lambda e: e.who, width=110, ink=lambda _: "text2"),
            Column(
                title="State",
                show=lambda e: _STATES[e.state][0],
                width=90,
                ink=lambda e: _STATES[e.state][1],
            ),
        )

    def _when(self, entry: ChangeEntry) -> str:
        at = moment(entry)
        return f"{formats.day(at.date(), self.context.today)}, {formats.clock(at.time())}"

    def _apply(self, words: str) -> None:
        wanted = words.casefold().split()

        def keep(entry: ChangeEntry) -> bool:
            parts = (self._when(entry), entry.label, entry.who, kinds_words(entry))
            text = " ".join((*parts, _STATES[entry.state][0])).casefold()
            return all(word in text for word in wanted)

        self.table.set_filter(keep if wanted else None)
        shown, known = len(self.table.shown), len(self.table.rows)
        count = formats.counted(known, "change")
        self.count.setText(count if shown == known else f"{formats.number(shown)} of {count}")
        wanted_widget: QWidget = self.view
        if not known:
            wanted_widget = self._none
        elif not shown:
            wanted_widget = self._unmatched
        self._stack.setCurrentWidget(wanted_widget)
        self.setFocusProxy(self.view if shown else self.filter)
        if shown and not self.view.currentIndex().isValid():
            self.view.stand_on(0)

    def _tell_of(self, entry: ChangeEntry | None) -> None:
        if self._panel is None:
            return
        column = self._panel.column
        clear(column)
        if entry is None:
            column.addWidget(Label("Choose a change in the list.", "table", "text2"))
            column.addStretch(1)
            return
        word, _, meaning = _STATES[entry.state]
        at = moment(entry)
        column.addWidget(Label(entry.label, "inspector_title").wrapped())
        pill = QHBoxLayout()
        pill.addWidget(Pill(word, _PILLS.get(entry.state, "plain")))
        pill.addStretch(1)
        column.addLayout(pill)
        column.addSpacing(8)
        when = f"{formats.weekday(at.date())} {at.year}, {formats.clock(at.time())}"
        for text in (
            f"{when}, by {entry.who}.",
            f"{formats.counted(entry.records, 'record')}: {kinds_words(entry)}.",
            meaning,
        ):
            column.addWidget(Label(text, "table", "text2").wrapped())
        self.fields.fill(column, entry)
        column.addStretch(1)


def moment(entry: ChangeEntry) -> dt.datetime:
    """Return when a change was made, in the time of this machine."""
    return dt.datetime.fromisoformat(entry.at).astimezone()


def kinds_words(entry: ChangeEntry) -> str:
    """Return the kinds of records that a change touched, in words."""
    return ", ".join(_KINDS.get(kind, f"{kind.replace('_', ' ')}s") for kind in entry.kinds)


def _label(entry: ChangeEntry) -> str:
    return entry.label

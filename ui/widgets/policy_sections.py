"""The parts of the policy editor: cards of forms, and a list with the form of what is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csplanner.base.errors import CsplannerError
from ui.models.row_table import Column, RowTable
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Ground
from ui.widgets.labels import Label, named
from ui.widgets.layouts import clear
from ui.widgets.policy_forms import TableForm, WordsForm, card_of, focus_problem
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.domain.toml_text import Path
    from ui.models.policy_draft import PolicyDraft
    from ui.models.policy_entries import Entry, ListSpec, Part

_LIST, _LEAST, _FORM = 310, 190, 560


class Section(QWidget):
    """What all parts can do. Signals: `refused(error)`, `removed(words)`."""

    refused = Signal(object)
    removed = Signal(str)

    def __init__(self, draft: PolicyDraft) -> None:
        super().__init__()
        self.draft = draft
        self.forms: list[TableForm | WordsForm] = []

    def refresh(self) -> None:
        """Show what the draft says."""
        for form in self.forms:
            form.refresh()

    def rebuild(self) -> None:
        """Show the tables that there are now."""

    def focus_problem(self, path: Path) -> None:
        """Put the cursor where something is wrong."""
        del path
        focus_problem([form for form in self.forms if isinstance(form, TableForm)])

    def _column(self) -> QVBoxLayout:
        """Return a scrolled column for cards."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        scroll, port = QScrollArea(), QWidget()
        scroll.setViewport(port)
        port.setAutoFillBackground(False)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Fields")
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._scroll = scroll
        return column

    def _form(self, part: Part, parent: Path | None) -> TableForm | WordsForm:
        made: TableForm | WordsForm
        if part.fields:
            made = TableForm(self.draft, part.path, part.fields, parent)
        else:
            made = WordsForm(self.draft, part.path, part.what)
        made.refused.connect(self.refused)
        self.forms.append(made)
        return made


class PlainSection(Section):
    """Cards of forms over tables that are always there."""

    def __init__(self, draft: PolicyDraft, parts: Callable[[PolicyDraft], list[Part]]) -> None:
        super().__init__(draft)
        self._parts = parts
        self.column = self._column()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self.rebuild()

    def rebuild(self) -> None:
        """Make the forms again."""
        clear(self.column)
        self.forms = []
        for part in self._parts(self.draft):
            card = card_of(part.title, part.note, self._form(part, None))
            card.setMaximumWidth(_FORM)
            self.column.addWidget(card)
        self.column.addStretch(1)


class ListSection(Section):
    """A list at the left; at the right the cards of the chosen table, and what can be added."""

    def __init__(self, draft: PolicyDraft, spec: ListSpec) -> None:
        super().__init__(draft)
        self.spec = spec
        self.table: RowTable[Entry] = RowTable(_columns(spec), key=lambda entry: entry.path)
        self.view = TableView(self.table, f"{spec.one}s".capitalize())
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.current_row.connect(self._show)
        self.chosen: Entry | None = None
        self.column = self._column()
        left = Ground("surface", "r")
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 1, 0)
        side.setSpacing(0)
        side.addWidget(self.view, 1)
        side.addWidget(self._tools())
        left.setMinimumWidth(_LEAST)
        left.setMaximumWidth(_LIST)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(left, 2)
        outer.addWidget(self._scroll, 3)
        self.setFocusProxy(self.view)
        self.rebuild()

    def _tools(self) -> QWidget:
        tools = Ground("surface", "t")
        row = QHBoxLayout(tools)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(6)
        add = Button(f"Add {_a(self.spec.one)}", icon="plus", small=True)
        add.clicked.connect(self._add)
        self.remove_button = Button("Remove", icon="delete", small=True)
        named(self.remove_button, f"Remove the chosen {self.spec.one}")
        self.remove_button.clicked.connect(self.remove)
        row.addWidget(add)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        for words, icon, by in (("up", "chevron-up", -1), ("down", "chevron-down", 1)):
            if self.spec.ordered:
                button = Button("", icon=icon, small=True)
                named(button, f"Move the chosen {self.spec.one} {words}")
                button.setToolTip(f"Tried {'earlier' if by < 0 else 'later'}")
                button.clicked.connect(partial(self._move, by))
                row.addWidget(button)
        return tools

    def rebuild(self) -> None:
        """List the tables that there are, and show the chosen one."""
        at = self.view.currentIndex().row()
        self.table.set_rows(self.spec.entries(self.draft))
        shown = len(self.table.shown)
        self.remove_button.setEnabled(shown > 0)
        if not shown:
            self._show(None)
        elif not self.view.currentIndex().isValid():
            self.view.selectRow(min(max(0, at), shown - 1))
        else:
            self._show(self.table.row_at(self.view.currentIndex().row()))

    def refresh(self) -> None:
        """Show what the draft says."""
        chosen = self.chosen
        self.table.set_rows(self.spec.entries(self.draft))
        if chosen is not None:
            self.view.choose(chosen.path)
        super().refresh()

    def choose(self, path: Path) -> bool:
        """Choose a table of the list; say whether it is there."""
        return self.view.choose(path)

    def focus_problem(self, path: Path) -> None:
        """Choose the table and put the cursor where something is wrong."""
        wrong = [entry for entry in self.table.rows if entry.wrong]
        mine = [entry for entry in wrong if entry.path[:1] == path[:1]] or wrong
        if mine:
            self.choose(mine[0].path)
        super().focus_problem(path)

    def remove(self) -> None:
        """Take the chosen table out of the draft."""
        if self.chosen is None:
            return
        said = f"Removed {self.chosen.title.lstrip(_STEP)} from the draft"
        if self._try(partial(self.draft.remove, self.chosen.path)):
            self.removed.emit(said)

    def _add(self) -> None:
        if self._try(partial(self.draft.add, (), self.spec.name, self.spec.new(self.draft))):
            self.view.choose(self.table.rows[-1].path)

    def _move(self, by: int) -> None:
        if self.chosen is None:
            return
        name, nth = self.chosen.path[0]
        assert nth is not None
        if self._try(partial(self.draft.move, self.chosen.path, by)):
            self.view.choose(((name, nth + by),))

    def _try(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except CsplannerError as error:
            self.refused.emit(error)
            return False
        return True

    def _show(self, entry: Entry | None) -> None:
        if entry is not None and self.chosen is not None and entry.path == self.chosen.path:
            same = [form.path for form in self.forms] == [
                part.path for part in self.spec.parts(self.draft, entry)
            ]
            if same:
                self.chosen = entry
                return
        if self.chosen is None or entry is None or entry.path != self.chosen.path:
            self._scroll.verticalScrollBar().setValue(0)
        self.chosen = entry
        clear(self.column)
        self.forms = []
        if entry is None:
            words = f"There is no {self.spec.one}. Add one at the left."
            self.column.addWidget(Label(words, "body", "text2").wrapped())
        else:
            self._fill(entry)
        self.column.addStretch(1)

    def _fill(self, entry: Entry) -> None:
        for part in self.spec.parts(self.draft, entry):
            card = card_of(part.title, part.note, self._form(part, entry.parent))
            card.setMaximumWidth(_FORM)
            if part.inner:
                remove = Button("Remove", kind=Kind.QUIET, small=True)
                named(remove, f"Remove {part.title}")
                remove.clicked.connect(partial(self._remove_inner, part))
                card.head.addWidget(remove)
            self.column.addWidget(card)
        if entry.parent is not None:
            return
        row = QHBoxLayout()
        for name, words, values in self.spec.adds:
            button = Button(words, icon="plus", small=True)
            button.clicked.connect(partial(self._add_inner, entry, name, values))
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _add_inner(
        self,
        entry: Entry,
        name: str,
        values: Callable[[PolicyDraft, Entry], dict[str, Any]],
    ) -> None:
        self._try(partial(self.draft.add, entry.path, name, values(self.draft, entry)))

    def _remove_inner(self, part: Part) -> None:
        if self._try(partial(self.draft.remove, part.path)):
            self.removed.emit(f"Removed {part.title} from the draft")


_STEP = "\N{DOWNWARDS ARROW WITH TIP RIGHTWARDS} "


def _columns(spec: ListSpec) -> tuple[Column[Entry], ...]:
    def title(entry: Entry) -> str:
        return f"{entry.title}  \N{WARNING SIGN}" if entry.wrong else entry.title

    return (
        Column(
            spec.one.capitalize(),
            title,
            width=122,
            strong=True,
            ink=lambda entry: "risk" if entry.wrong else "text",
            spoken=lambda e: f"{e.title}, {e.wrong} wrong" if e.wrong else e.title,
        ),
        Column("In short", lambda e: e.gist, width=150, tip=lambda e: e.gist, ink=_quiet),
    )


def _quiet(_entry: Entry) -> str:
    return "text2"


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"

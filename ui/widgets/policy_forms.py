"""Forms over the tables of a policy draft: each field, its meaning, and what is wrong with it.

A form shows one table. A step of a rule that grows shows what it inherits, quietly, and offers to
take a value of its own back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from csplanner.base.errors import CsplannerError
from ui.models.policy_fields import Field
from ui.widgets.buttons import Button, Kind, icon_button
from ui.widgets.cards import Card
from ui.widgets.labels import Label, named
from ui.widgets.policy_editors import ChipsEditor, LineEditor, WordEditor, editor_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.domain.toml_text import Path
    from ui.models.policy_draft import PolicyDraft
    from ui.widgets.policy_editors import Editor

    Refused = Callable[[CsplannerError], object]

LABELS = 140
_DAYS_FROM, _DAYS_TO = 45, 75


class _Line:
    """The widgets of one field."""

    def __init__(self, field: Field, editor: Editor) -> None:
        self.field, self.editor = field, editor
        self.label = Label(field.label, "body")
        self.hint = Label(field.hint, "note", "text2").wrapped()
        self.wrong = Label("", "note", "risk").wrapped()
        self.own = Button("", kind=Kind.QUIET, small=True)
        self.own.hide()
        self.under = QVBoxLayout()
        self.under.setSpacing(1)
        for widget in (self.hint, self.wrong, self.own):
            self.under.addWidget(widget)

    def show(self, *, shown: bool) -> None:
        for widget in (self.label, self.editor):
            widget.setVisible(shown)
        self.hint.setVisible(shown and bool(self.hint.text()))
        self.wrong.setVisible(shown and bool(self.wrong.text()))
        self.under.setContentsMargins(0, 2 * shown, 0, 8 * shown)


class TableForm(QWidget):
    """The fields of one table. `parent_path` is the rule that a step grows from.

    Signal: `refused(error)` for a change that the text does not allow.
    """

    refused = Signal(object)

    def __init__(
        self,
        draft: PolicyDraft,
        path: Path,
        fields: Sequence[Field],
        parent_path: Path | None = None,
    ) -> None:
        super().__init__()
        self.draft, self.path, self._parent = draft, path, parent_path
        self.lines: dict[tuple[str, str], _Line] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, LABELS)
        grid.setColumnStretch(1, 1)
        for nth, field in enumerate(fields):
            line = _Line(field, editor_for(field, draft.tiers()))
            line.editor.edited.connect(partial(self._edited, field))
            line.own.clicked.connect(partial(self._inherit, field))
            self.lines[field.key, field.kind] = line
            self._place(grid, line, nth * 3)
        self.refresh()

    def _place(self, grid: QGridLayout, line: _Line, row: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        line.label.setContentsMargins(0, 5, 0, 0)
        grid.addWidget(line.label, row, 0, top)
        grid.addWidget(line.editor, row, 1)
        grid.addLayout(line.under, row + 1, 1)

    def editor(self, key: str) -> Editor:
        """Return the editor of a key, the first of its name."""
        return next(line.editor for (name, _), line in self.lines.items() if name == key)

    def wrong(self, key: str) -> str:
        """Return what is said to be wrong with a key."""
        found = (line.wrong.text() for (name, _), line in self.lines.items() if name == key)
        return " ".join(filter(None, found))

    def refresh(self) -> None:
        """Show what the draft says now."""
        mine = self.draft.table(self.path)
        above = self.draft.table(self._parent) if self._parent is not None else {}
        values = {**above, **mine}
        for line in self.lines.values():
            self._show(line, mine, values)

    def _show(self, line: _Line, mine: dict[str, Any], values: dict[str, Any]) -> None:
        field, editor = line.field, line.editor
        if field.tiers and isinstance(editor, ChipsEditor | WordEditor):
            editor.offer(self.draft.tiers())
        asks = "anchor" if "anchor" in values else "period"
        editor.show_value(asks if field.kind == "asks" else values.get(field.key))
        line.wrong.setText(self.draft.problem_of(self.path, field.key))
        own = self._parent is not None and field.key in mine and field.key not in {"id", "from"}
        line.own.setVisible(own and field.shown(values))
        if self._parent is not None:
            above = str(self.draft.table(self._parent).get("id", "the rule"))
            inherited = field.key not in mine and field.kind != "asks"
            line.hint.setText(f"As in {above}." if inherited else field.hint)
            line.own.setText(f"Take that of {above}")
            named(line.own, f"{field.label}: take that of {above}")
            line.own.updateGeometry()
        line.show(shown=field.shown(values))

    def _edited(self, field: Field, value: Any) -> None:
        if field.kind == "asks":
            self._change(_asking(str(value)))
        else:
            self._change({field.key: value})

    def _inherit(self, field: Field) -> None:
        self._change({field.key: None})

    def _change(self, values: dict[str, Any]) -> None:
        try:
            self.draft.put(self.path, values)
        except CsplannerError as error:
            self.refused.emit(error)
            self.refresh()


def _asking(how: str) -> dict[str, Any]:
    """Return what a rule needs to ask in another way."""
    none = dict.fromkeys(("anchor", "from_days", "to_days", "qualifies", "period", "count"))
    if how == "anchor":
        days = {"from_days": _DAYS_FROM, "to_days": _DAYS_TO}
        return {**none, "anchor": "contract_start", **days}
    return {**none, "period": "year", "count": 1}


class WordsForm(QWidget):
    """A table of any words with a number each, such as what types of tickets weigh.

    Signal: `refused(error)` for a change that the text does not allow.
    """

    refused = Signal(object)

    def __init__(self, draft: PolicyDraft, path: Path, what: str) -> None:
        super().__init__()
        self.draft, self.path, self._what = draft, path, what
        self.lines: list[TableForm] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for word in draft.table(path):
            field = Field(word, word, "number", unit="points")
            form = TableForm(draft, path, (field,))
            form.refused.connect(self.refused)
            self.lines.append(form)
            remove = icon_button("close", f"Remove {word}")
            remove.clicked.connect(partial(self._put, word, None))
            row = QHBoxLayout()
            row.addWidget(form, 1)
            row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        self.word = QLineEdit()
        self.word.setPlaceholderText(f"Another {what}")
        self.word.setFixedWidth(LABELS)
        named(self.word, f"Another {what}")
        self.word.returnPressed.connect(self._add)
        add = Button("Add", icon="plus", small=True)
        named(add, f"Add the {what}")
        add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(self.word)
        row.addWidget(add)
        row.addStretch(1)
        column.addLayout(row)

    def refresh(self) -> None:
        """Show what the draft says now."""
        for line in self.lines:
            line.refresh()

    def _add(self) -> None:
        word = self.word.text().strip().lower()
        if word and word not in self.draft.table(self.path):
            self._put(word, 1)

    def _put(self, word: str, value: int | None) -> None:
        try:
            self.draft.put(self.path, {word: value})
        except CsplannerError as error:
            self.refused.emit(error)
            return
        self.draft.reshaped.emit()


def card_of(title: str, note: str, *forms: QWidget) -> Card:
    """Return a card that holds forms."""
    card = Card(title, note)
    for form in forms:
        card.body.addWidget(form)
    return card


def focus_problem(forms: Sequence[TableForm]) -> bool:
    """Put the cursor where the first of the problems is; say whether there is one."""
    for form in forms:
        for line in form.lines.values():
            if line.wrong.text():
                line.editor.setFocus()
                return True
    return False


__all__ = ["LABELS", "LineEditor", "TableForm", "WordsForm", "card_of", "focus_problem"]

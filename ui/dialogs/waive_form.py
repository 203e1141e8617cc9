"""The forms of a waiver: why a touch shall not be done and who asks; who decides, now or later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Person
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.domain.records import Waiver
    from ui.context import Context

_LATER = "Nobody yet: the manager decides later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged:
    """The touch in question: its id, whose, what in words, and what was asked of it already."""

    touch: str
    account: str
    words: str
    asked: Waiver | None = None


class WaiveForm(Form):
    """Asks for the reason; without a decision the touch stays owed and waits for one."""

    def __init__(self, parent: QWidget, context: Context, touch: Challenged) -> None:
        super().__init__(parent, f"Waive for {touch.account}", "Keep")
        self._context, self._touch = context, touch
        words = f"{touch.words}: why shall it not be done?"
        self.body.addWidget(Label(words, "body", "text2").wrapped())
        asked = touch.asked
        self.reason = QLineEdit(asked.reason if asked else "")
        self.reason.setPlaceholderText("It is kept, and stands in the export")
        self.asks, self.decides = _people(context, "CSM"), _people(context, "MANAGER")
        self.asks.insertItem(0, "")
        self.asks.setCurrentIndex(0)
        self.decides.insertItem(0, _LATER)
        self.decides.setCurrentIndex(0)
        if asked:
            self.asks.setEditText(asked.asked_by)
        rows = (("Reason", self.reason), ("Asked by", self.asks), ("Decided by", self.decides))
        self.body.addLayout(_form(rows))

    def finish(self) -> bool:
        """Ask, or decide at once; a mistake is said in the form."""
        from csplanner.services.waivers import ask, waive

        workspace = self._context.workspace
        assert workspace is not None
        asker = self.asks.currentText().strip()
        decider = self.decides.currentText().strip()
        reason = self.reason.text().strip()
        if decider in {_LATER, ""}:
            ask(workspace, self._touch.touch, reason, asker)
            said = f"Asked to waive for {self._touch.account}; it stays owed until decided"
        else:
            waive(workspace, self._touch.touch, reason, asker, decider)
            said = f"Waived for {self._touch.account}"
        self._context.notify(said, undo=True)
        return True


class DecideForm(Form):
    """Asks who grants or refuses what somebody asked; the name is kept with the decision."""

    def __init__(
        self, parent: QWidget, context: Context, touch: Challenged, *, granted: bool
    ) -> None:
        verb = "Grant" if granted else "Refuse"
        super().__init__(parent, f"{verb} the waiver for {touch.account}", verb)
        self._context, self._touch, self._granted = context, touch, granted
        asked = touch.asked
        who = (asked.asked_by if asked else "") or "Somebody"
        reason = f": {asked.reason}" if asked else ""
        effect = (
            "It leaves the calendar and is owed no more."
            if granted
            else "It stays owed, and the refusal is kept."
        )
        told = f"{touch.words}. {who} asks not to do it{reason}"
        self.body.addWidget(Label(told, "body", "text2").wrapped())
        self.body.addWidget(Label(effect, "note", "text2").wrapped())
        self.by = _people(context, "MANAGER")
        self.body.addLayout(_form((("Decided by", self.by),)))
        self.by.setFocus()

    def finish(self) -> bool:
        """Keep the decision with its name."""
        from csplanner.services.waivers import decide

        workspace = self._context.workspace
        assert workspace is not None
        name = self.by.currentText().strip()
        if not name:
            raise UserMistake("Nobody decided.", "Name who grants or refuses it.")
        decide(workspace, self._touch.touch, granted=self._granted, decided_by=name)
        word = "Waived" if self._granted else "Refused to waive"
        self._context.notify(f"{word} for {self._touch.account}", undo=True)
        return True


def _people(context: Context, first: str) -> QComboBox:
    """Return a box of our people, those of one role first; another name can be typed."""
    assert context.workspace is not None
    made = QComboBox()
    made.setEditable(True)
    people = context.workspace.all(Person)
    for person in sorted(people, key=lambda p: (p.role.value != first, p.name)):
        made.addItem(person.name)
    return made


def _form(rows: tuple[tuple[str, QWidget], ...]) -> QFormLayout:
    form = QFormLayout()
    form.setSpacing(8)
    for label, field in rows:
        named(field, label)
        form.addRow(Label(label, "body", "text2"), field)
    return form

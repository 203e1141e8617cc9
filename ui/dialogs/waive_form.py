"""The form of a waiver: why a touch shall not be done, who asks, and who decides (or later)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit

from csplanner.domain.records import Person
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.review_coverage import Gap
    from ui.context import Context

_LATER = "Nobody yet: the manager decides later"


class WaiveForm(Form):
    """Asks for the reason; without a decision the touch stays owed and waits for one."""

    def __init__(self, parent: QWidget, context: Context, gap: Gap, words: str) -> None:
        super().__init__(parent, f"Waive for {gap.account_name}", "Keep")
        self._context, self._gap = context, gap
        workspace = context.workspace
        assert workspace is not None
        self.body.addWidget(Label(words, "body", "text2").wrapped())
        asked = gap.asked
        self.reason = QLineEdit(asked.reason if asked else "")
        self.reason.setPlaceholderText("It is kept, and stands in the export")
        people = sorted(workspace.all(Person), key=lambda person: person.name)
        self.asks, self.decides = QComboBox(), QComboBox()
        self.asks.setEditable(True)
        self.decides.setEditable(True)
        self.asks.addItem("")
        self.decides.addItem(_LATER)
        for person in people:
            self.asks.addItem(person.name)
            self.decides.addItem(person.name)
        if asked:
            self.asks.setEditText(asked.asked_by)
        form = QFormLayout()
        form.setSpacing(8)
        rows = (("Reason", self.reason), ("Asked by", self.asks), ("Decided by", self.decides))
        for label, field in rows:
            named(field, label)
            form.addRow(Label(label, "body", "text2"), field)
        self.body.addLayout(form)

    def finish(self) -> bool:
        """Ask, or decide at once; a mistake is said in the form."""
        from csplanner.services.waivers import ask, waive

        workspace = self._context.workspace
        assert workspace is not None
        asker = self.asks.currentText().strip()
        decider = self.decides.currentText().strip()
        reason = self.reason.text().strip()
        if decider in {_LATER, ""}:
            ask(workspace, self._gap.touch, reason, asker)
            said = f"Asked to waive for {self._gap.account_name}; it stays owed until decided"
        else:
            waive(workspace, self._gap.touch, reason, asker, decider)
            said = f"Waived for {self._gap.account_name}"
        self._context.notify(said, undo=True)
        return True

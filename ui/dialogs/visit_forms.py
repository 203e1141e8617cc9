"""Forms of a visit that lies ahead: its invitation, its checklist, and that it was missed."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from csplanner.domain.engagement import State
from ui import formats
from ui.dialogs.form import Form
from ui.dialogs.record_form import DayField, Field, RecordForm, Wording
from ui.widgets.buttons import Button, icon_button
from ui.widgets.engagement_words import state_words, type_words
from ui.widgets.labels import Elided, Label, named
from ui.widgets.layouts import clear, scrolled

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from csplanner.domain.records import ChecklistItem, Engagement
    from csplanner.services.invite import Invitation
    from csplanner.services.workspace import Workspace
    from ui.context import Context

_WIDE, _LETTER_HIGH, _LIST_HIGH = 620, 340, 240
_FOLDER = "invitation.folder"


class InvitationForm(Form):
    """The letter to copy and the calendar file to send; then it is noted as asked or agreed."""

    def __init__(self, parent: QWidget, context: Context, made: Invitation) -> None:
        self._agreed = made.engagement.state is State.AGREED
        asked = made.engagement.asked is not None
        verb = "Done" if self._agreed else "Mark as confirmed" if asked else "Mark as asked"
        super().__init__(parent, "Invitation", verb)
        self.setFixedWidth(_WIDE)
        self._context, self._made = context, made
        self.body.addWidget(Label(self._standing(), "body", "text2").wrapped())
        self.subject = QLineEdit(made.subject)
        self.subject.setReadOnly(True)
        named(self.subject, "Subject")
        self.letter = QPlainTextEdit(made.letter)
        self.letter.setTabChangesFocus(True)
        self.letter.setMinimumHeight(_LETTER_HIGH)
        named(self.letter, "Letter", "Only what the customer may read; change it before copying")
        self.letter.setFocus()
        self.body.addWidget(self.subject)
        self.body.addWidget(self.letter)
        row = QHBoxLayout()
        self.copy_button = Button("Copy letter", icon="copy", small=True)
        self.copy_button.clicked.connect(self.copy)
        self.save_button = Button(
            "Save calendar file\N{HORIZONTAL ELLIPSIS}", icon="calendar", small=True
        )
        self.save_button.clicked.connect(self.save)
        self.said = Elided("", "table", "text2")
        for widget in (self.copy_button, self.save_button):
            row.addWidget(widget)
        row.addWidget(self.said, 1)
        self.body.addLayout(row)
        if made.without_address:
            words = f"No e-mail address: {', '.join(made.without_address)}."
            self.body.addWidget(Label(words, "note", "watch").wrapped())

    def _standing(self) -> str:
        visit = self._made.engagement
        said = state_words(visit.state)
        if visit.asked is not None and not self._agreed:
            said = f"Asked {formats.day(visit.asked, self._context.today)}, no answer yet"
        return f"{type_words(visit.type)}, {formats.spoken_day(visit.date)} · {said}"

    def copy(self) -> None:
        """Put subject and letter, as they read now, on the clipboard."""
        text = f"{self.subject.text()}\n\n{self.letter.toPlainText()}"
        QApplication.clipboard().setText(text)
        self.said.setText("Copied")

    def save(self) -> None:
        """Ask where to, and write the calendar file; that counts as asked."""
        folder = Path(str(self._context.memory.get(_FOLDER, str(Path.home()))))
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save invitation", str(folder / self._made.file_name), "Calendar file (*.ics)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, out: Path) -> None:
        """Write the calendar file."""
        from csplanner.base.errors import CsplannerError
        from csplanner.services.invite import write_invitation

        out = out if out.suffix else out.with_suffix(".ics")
        self._context.memory.keep(_FOLDER, str(out.parent))
        try:
            write_invitation(self._workspace, self._made.engagement.id, out)
        except CsplannerError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self.said.setText(f"Saved {out.name}")

    @property
    def _workspace(self) -> Workspace:
        assert self._context.workspace is not None
        return self._context.workspace

    def finish(self) -> bool:
        """Note what the visit is now: asked for, or agreed."""
        from csplanner.services.adjust_calendar import agree
        from csplanner.services.invite import ask

        visit = self._made.engagement
        if self._agreed:
            return True
        if visit.asked is None:
            ask(self._workspace, visit.id)
            self._context.notify("Marked as asked; the planner keeps this date", undo=True)
        else:
            agree(self._workspace, visit.id)
            self._context.notify("Marked as confirmed", undo=True)
        return True


class PrepareForm(Form):
    """The checklist of a visit: ticks, steps of one's own, and what is still to do."""

    def __init__(self, parent: QWidget, context: Context, visit: Engagement, account: str) -> None:
        super().__init__(parent, f"Prepare {account}", "Done")
        self.setFixedWidth(_WIDE)
        self._context, self._visit = context, visit
        when = f"{type_words(visit.type)}, {formats.spoken_day(visit.date)}"
        head = QHBoxLayout()
        head.addWidget(Label(when, "body", "text2"), 1)
        self.progress = Label("", "body", weight=600)
        head.addWidget(self.progress)
        self.body.addLayout(head)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(2)
        scroll = scrolled(inside)
        scroll.setMinimumHeight(_LIST_HIGH)
        named(scroll, "Checklist")
        self.body.addWidget(scroll)
        row = QHBoxLayout()
        self.words = QLineEdit()
        self.words.setPlaceholderText("A step of your own")
        named(self.words, "New step")
        self.words.returnPressed.connect(self.add)
        known = Field(key="due", label="Due", kind="day", choices=((context.today, ""),))
        self.due = DayField(known)
        self.add_button = Button("Add", icon="plus", small=True)
        self.add_button.clicked.connect(self.add)
        for widget in (self.words, self.due, self.add_button):
            row.addWidget(widget)
        self.body.addLayout(row)
        self.boxes: list[QCheckBox] = []
        self.show_steps()
        if self.boxes:
            self.boxes[0].setFocus()

    @property
    def _workspace(self) -> Workspace:
        assert self._context.workspace is not None
        return self._context.workspace

    def show_steps(self) -> None:
        """Read the steps again."""
        from csplanner.services.preparation import steps_of

        clear(self._list)
        self.boxes = []
        items = steps_of(self._workspace, self._visit.id)
        for item in items:
            self._list.addLayout(self._row(item))
        self._list.addStretch(1)
        done = sum(item.done for item in items)
        self.progress.setText(f"{done} of {len(items)} done")

    def _row(self, item: ChecklistItem) -> QHBoxLayout:
        row = QHBoxLayout()
        box = QCheckBox(item.text)
        box.setChecked(item.done)
        box.clicked.connect(partial(self._tick, item.id))
        self.boxes.append(box)
        late = item.due is not None and item.due < self._context.today and not item.done
        due = formats.day(item.due, self._context.today) if item.due else "no day"
        row.addWidget(box, 1)
        row.addWidget(Label(item.owner, "table", "text2"))
        row.addSpacing(8)
        words = f"late, {due}" if late else due
        row.addWidget(Label(words, "table", "risk" if late else "text2"))
        drop = icon_button("close", f"Remove {item.text}")
        drop.clicked.connect(partial(self._drop, item.id))
        row.addWidget(drop)
        return row

    def _tick(self, item_id: str) -> None:
        from csplanner.services.today import tick

        tick(self._workspace, item_id)
        self.show_steps()

    def _drop(self, item_id: str) -> None:
        from csplanner.services.preparation import drop_step

        drop_step(self._workspace, item_id)
        self.show_steps()

    def add(self) -> None:
        """Add the step that was typed."""
        from csplanner.services.preparation import add_step

        if self.words.text().strip():
            add_step(self._workspace, self._visit.id, self.words.text(), self.due.day())
            self.words.clear()
            self.show_steps()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the step on Enter in its field, and leave the form open."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (enter and self.focusWidget() is self.words):
            super().keyPressEvent(event)


def ask_missed(parent: QWidget, context: Context, visit: Engagement, account: str) -> RecordForm:
    """Open the form that notes a visit as missed, why, and when it is made up."""
    soon = max(context.today, visit.date) + dt.timedelta(days=7)
    fields = (
        Field(
            key="reason", label="Why", kind="text", value=visit.reason, hint="it is kept with it"
        ),
        Field(key="again", label="Made up on", kind="day", choices=((soon, ""),)),
    )
    when = f"{type_words(visit.type)}, {formats.spoken_day(visit.date)}."
    words = f"{when} Without a day, the next run finds one."
    wording = Wording(title=f"Missed with {account}", verb="Mark as missed", below=words)

    def save(values: dict[str, Any]) -> bool:
        from csplanner.services.outcome import missed

        assert context.workspace is not None
        missed(context.workspace, visit.id, values["reason"], values["again"])
        made_up = (
            f", made up {formats.day(values['again'], context.today)}" if values["again"] else ""
        )
        context.notify(f"Missed: {account}{made_up}", undo=True)
        return True

    form = RecordForm(parent, wording, fields, save)
    form.setObjectName("missed_form")
    return form

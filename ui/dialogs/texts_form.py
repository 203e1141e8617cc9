"""The texts of a brief that a person must write: a field each with its prompt, mark and age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import formats
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.services.brief_texts import Written

    Told = dict[str, tuple[str, bool]]

_WIDE, _HIGH, _FIELD = 620, 520, 58


class TextsForm(Form):
    """Shows what was written for a quarter; `save` gets (lines, shared) by part."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        texts: Sequence[Written],
        save: Callable[[Told], bool],
    ) -> None:
        super().__init__(parent, title, "Save texts")
        self.setFixedWidth(_WIDE)
        self._save = save
        self.fields: dict[str, QPlainTextEdit] = {}
        self.marks: dict[str, QCheckBox] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for text in texts:
            self._add(column, text)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(_HIGH)
        scroll.setWidget(inside)
        named(scroll, "Texts of the brief")
        self.body.addWidget(scroll)

    def told(self) -> Told:
        """Return what was typed, by part."""
        return {
            part: (field.toPlainText(), part in self.marks and self.marks[part].isChecked())
            for part, field in self.fields.items()
        }

    def finish(self) -> bool:
        """Hand the texts on."""
        return self._save(self.told())

    def _add(self, column: QVBoxLayout, text: Written) -> None:
        asked = text.asked
        head = QHBoxLayout()
        head.addWidget(Label(asked.label, "body", weight=600))
        age = f"written {formats.day(text.written)}" if text.written else "not written"
        head.addWidget(Label(age, "note", "text2"))
        head.addStretch(1)
        if asked.always:
            head.addWidget(Label("The customer reads it", "note", "good"))
        if asked.shared:
            mark = QCheckBox("The customer may read it")
            mark.setChecked(text.shared)
            named(mark, f"{asked.label}: the customer may read it")
            self.marks[asked.part] = mark
            head.addWidget(mark)
        field = QPlainTextEdit(text.text)
        field.setTabChangesFocus(True)
        field.setFixedHeight(_FIELD)
        field.setPlaceholderText(asked.prompt)
        named(field, asked.label, asked.prompt)
        self.fields[asked.part] = field
        column.addLayout(head)
        column.addWidget(field)
        column.addSpacing(8)

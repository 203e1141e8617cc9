"""One editor for each kind of value of a policy; each shows a value and tells what was made of it.

What cannot be read, as a word where a number belongs, is handed on as it was typed: the policy says
what is wrong with it, beside the field.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.cards import Segmented
from ui.widgets.field_box import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Elided, named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent

    from ui.models.policy_fields import Choices, Field

_NARROW, _WIDE, _HIGH = 110, 300, 96
_DIGITS = {"whole", "number"}


class Editor(QWidget):
    """A field's editor. Signal: `edited(value)`, None to leave the key out."""

    edited = Signal(object)

    def show_value(self, value: Any) -> None:
        """Show a value; tells nobody."""


class LineEditor(Editor):
    """A text, a number, or points, typed in one line."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._kind, self._shown = field.kind, ""
        self.line = QLineEdit()
        self.line.setPlaceholderText(field.standard)
        if field.kind in _DIGITS:
            self.line.setFixedWidth(_NARROW)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            self.line.setMaximumWidth(_WIDE)
        named(self.line, field.label, field.hint or field.label)
        self.line.editingFinished.connect(self._finished)
        row = _row(self)
        row.addWidget(self.line, 0 if field.kind in _DIGITS else 1)
        if field.unit:
            row.addWidget(Elided(field.unit, "table", "text2"), 1)
        elif field.kind in _DIGITS:
            row.addStretch(1)
        self.setFocusProxy(self.line)

    def show_value(self, value: Any) -> None:
        """Show a value as it is typed."""
        self._shown = _typed(value)
        if self.line.text() != self._shown:
            self.line.setText(self._shown)

    def _finished(self) -> None:
        if self.line.text() != self._shown:
            self._shown = self.line.text()
            self.edited.emit(_read(self._kind, self._shown.strip()))


class LinesEditor(Editor):
    """A list of texts, one a line."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.box = _Lines()
        self.box.setMaximumWidth(_WIDE)
        self.box.setFixedHeight(_HIGH)
        self.box.setTabChangesFocus(True)
        named(self.box, field.label, field.hint or "One a line")
        self.box.left.connect(self._finished)
        self._shown = ""
        _row(self).addWidget(self.box)
        self.setFocusProxy(self.box)

    def show_value(self, value: Any) -> None:
        """Show the texts."""
        self._shown = "\n".join(map(str, value)) if isinstance(value, list) else _typed(value)
        if self.box.toPlainText() != self._shown:
            self.box.setPlainText(self._shown)

    def _finished(self) -> None:
        typed = self.box.toPlainText()
        if typed != self._shown:
            self._shown = typed
            self.edited.emit([line.strip() for line in typed.splitlines() if line.strip()])


class _Lines(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class WordEditor(Editor):
    """One word out of some."""

    def __init__(self, field: Field, offered: Choices) -> None:
        super().__init__()
        self._field, self._standard = field, field.standard
        self.box = FieldBox((), field.label)
        self.offer(offered)
        self.box.chose.connect(self._chosen)
        row = _row(self)
        row.addWidget(self.box)
        row.addStretch(1)
        self.setFocusProxy(self.box)

    def offer(self, offered: Choices) -> None:
        """Offer other words; where there is a standard, it comes first."""
        first = ((("", self._standard),) if self._standard else ()) + offered
        self.box.fill(first, self.box.key)

    def show_value(self, value: Any) -> None:
        """Show the word; one that is not offered is added, since it is what is written."""
        if value is None and not self._standard and self.box.findData("") < 0:
            self.box.insertItem(0, "Choose", "")
        key = "" if value is None else str(value)
        if self.box.findData(key) < 0:
            self.box.addItem(key, key)
        self.box.turn_on(key)

    def _chosen(self, key: str) -> None:
        self.edited.emit(key or None)


class ChipsEditor(Editor):
    """Some of a few words or months, each a button that is on or off."""

    def __init__(self, field: Field, offered: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._flow = FlowLayout(self, 4)
        self._label, self.chips = field.label, {}
        self.offer(offered)

    chips: dict[Any, Button]

    def offer(self, offered: Sequence[tuple[Any, str]]) -> None:
        """Offer other words."""
        if list(self.chips) == [key for key, _ in offered]:
            return
        self._flow.clear()
        self.chips = {}
        for key, words in offered:
            chip = Button(words, small=True)
            chip.setCheckable(True)
            named(chip, f"{self._label}: {words}")
            chip.clicked.connect(self._clicked)
            self.chips[key] = chip
            self._flow.addWidget(chip)
        for chip in tuple(self.chips.values())[:1]:
            self.setFocusProxy(chip)

    def show_value(self, value: Any) -> None:
        """Turn on what is chosen."""
        chosen = value if isinstance(value, list) else []
        for key, chip in self.chips.items():
            chip.setChecked(key in chosen)
            chip.icon_name = "check" if key in chosen else ""
            chip.updateGeometry()

    def _clicked(self) -> None:
        chosen = [key for key, chip in self.chips.items() if chip.isChecked()]
        self.edited.emit(chosen or None)


class TruthEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.choice = Segmented((("", "No"), ("yes", "Yes")), field.label)
        self.choice.chosen.connect(self._chosen)
        row = _row(self)
        row.addWidget(self.choice)
        row.addStretch(1)
        self.setFocusProxy(self.choice)

    def show_value(self, value: Any) -> None:
        """Show which it is."""
        self.choice.choose("yes" if value is True else "", tell=False)

    def _chosen(self, key: str) -> None:
        self.edited.emit(True if key else None)


class AsksEditor(Editor):
    """Whether a rule asks for so many touches a period, or for one by a date."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        sides = (("period", "So many a period"), ("anchor", "One by a date"))
        self.choice = Segmented(sides, field.label)
        self.choice.chosen.connect(self._chosen)
        row = _row(self)
        row.addWidget(self.choice)
        row.addStretch(1)
        self.setFocusProxy(self.choice)

    def show_value(self, value: Any) -> None:
        """Show which it is."""
        self.choice.choose(str(value), tell=False)

    def _chosen(self, key: str) -> None:
        self.edited.emit(key)


def editor_for(field: Field, tiers: Choices) -> Editor:
    """Return the editor of a field."""
    made = _MAKERS.get(field.kind)
    if made is not None:
        return made(field)
    offered: Sequence[tuple[Any, str]] = tiers if field.tiers else field.choices
    if field.kind == "word":
        return WordEditor(field, tuple(offered))
    if field.kind == "months":
        offered = [(n, formats.month_name(n)[:3]) for n in range(1, 13)]
    return ChipsEditor(field, offered)


_MAKERS: dict[str, Callable[[Field], Editor]] = {
    "text": LineEditor,
    "line": LineEditor,
    "whole": LineEditor,
    "number": LineEditor,
    "points": LineEditor,
    "phrases": LinesEditor,
    "truth": TruthEditor,
    "asks": AsksEditor,
}


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return row


def _typed(value: Any) -> str:
    """Return how a value is typed."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | list):
        return str(value)
    if isinstance(value, list):
        pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2]
        if len(pairs) == len(value):
            return "; ".join(f"{_typed(one)}: {_typed(other)}" for one, other in pairs)
        return "; ".join(map(str, value))
    whole = value == int(value) and abs(value) < 1e15
    text = f"{int(value):,}" if whole and abs(value) >= 1000 else f"{value:g}"
    return text if whole or float(text) == value else repr(value)


def _read(kind: str, text: str) -> Any:
    """Return what was typed as a value; None for nothing, the words where it is none."""
    if not text:
        return None
    if kind == "points":
        return _points(text)
    if kind in _DIGITS:
        return _number(text)
    return text


def _number(text: str) -> Any:
    bare = text.replace(",", "").replace("_", "").replace(" ", "").replace(formats.MINUS, "-")
    try:
        return int(bare)
    except ValueError:
        pass
    try:
        value = float(bare)
    except ValueError:
        return text
    return value if math.isfinite(value) else text


def _points(text: str) -> Any:
    pairs = [part.partition(":") for part in text.split(";") if part.strip()]
    return [[_number(one.strip()), _number(other.strip())] for one, _, other in pairs]

"""The lines of the page Settings: a name, a field, what it does, and a way back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QLineEdit, QTimeEdit

from csplanner.base.errors import CsplannerError
from csplanner.domain.ids import OrganisationId
from csplanner.domain.records import Organisation
from csplanner.services.our_settings import change_setting, our_settings
from ui import formats
from ui.preferences import preferred
from ui.widgets.cards import Segmented
from ui.widgets.field_box import FieldBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context
    from ui.preferences import Preference

_FEW, _NARROW, _WIDE = 4, 90, 320
_STANDARD = Organisation(id=OrganisationId(""), name="")
DAYS = (("0", "Monday"), ("6", "Sunday"), ("5", "Saturday"))


class Line:
    """One setting: its field, and how it is shown, told from its standard, and put back."""

    def __init__(self, label: str, hint: str, field: QWidget) -> None:
        self.label, self.hint, self.field = label, hint, field

    def show(self) -> None:
        """Show what is in force."""

    @property
    def is_standard(self) -> bool:
        """Whether it is as in a new installation or portfolio."""
        return True

    def reset(self) -> None:
        """Put it back."""


class PreferenceLine(Line):
    """One of some choices, kept on this computer."""

    def __init__(self, context: Context, what: Preference, label: str, hint: str) -> None:
        now = preferred(context.memory, what)
        field: Segmented | FieldBox
        if len(what.choices) <= _FEW:
            field = Segmented(what.choices, label, now)
            field.chosen.connect(self._chosen)
        else:
            field = FieldBox(what.choices, label, now)
            field.chose.connect(self._chosen)
        super().__init__(label, hint, field)
        self._context, self._what, self.choice = context, what, field

    def _chosen(self, key: str) -> None:
        self._context.prefer(self._what.name, key)

    def show(self) -> None:
        """Show what is preferred."""
        now = preferred(self._context.memory, self._what)
        if isinstance(self.choice, Segmented):
            self.choice.choose(now, tell=False)
        else:
            self.choice.turn_on(now)

    @property
    def is_standard(self) -> bool:
        """Whether it is as the program comes."""
        return preferred(self._context.memory, self._what) == self._what.standard

    def reset(self) -> None:
        """Prefer what the program comes with."""
        self._chosen(self._what.standard)
        self.show()


class OurLine(Line):
    """A field of the organisation, kept in the portfolio; a change can be undone."""

    def __init__(self, context: Context, name: str, label: str, hint: str, field: QWidget) -> None:
        super().__init__(label, hint, field)
        self._context, self._name = context, name

    @property
    def value(self) -> Any:
        """What is in force."""
        assert self._context.workspace is not None
        return getattr(our_settings(self._context.workspace), self._name)

    @property
    def is_standard(self) -> bool:
        """Whether it is as in a new portfolio; a name of ours has no standard."""
        return self._name in {"name", "team"} or bool(self.value == self._standard)

    @property
    def _standard(self) -> Any:
        return getattr(_STANDARD, self._name)

    def reset(self) -> None:
        """Put it back to that of a new portfolio."""
        self.set(self._standard)

    def set(self, value: Any) -> None:
        """Change it as one undo step; what cannot be is told, and the field says what is."""
        workspace = self._context.workspace
        if workspace is None or self.value == value:
            return
        try:
            change_setting(workspace, self._name, value)
        except CsplannerError as error:
            self._context.notify_error(error)
            self.show()


class TextLine(OurLine):
    """A text of the organisation."""

    def __init__(self, context: Context, name: str, label: str, hint: str) -> None:
        self.text = QLineEdit()
        self.text.setFixedWidth(_NARROW if name == "base_currency" else _WIDE)
        super().__init__(context, name, label, hint, self.text)
        self._upper = name == "base_currency"
        self.text.editingFinished.connect(self._typed)

    def _typed(self) -> None:
        text = self.text.text().strip()
        self.set(text.upper() if self._upper else text)

    def show(self) -> None:
        """Show the text, unless it is being typed."""
        if not self.text.hasFocus() or not self.text.isModified():
            self.text.setText(self.value)

    def set(self, value: Any) -> None:
        """Change it; the field then says what is in force."""
        super().set(value)
        self.text.setModified(False)
        self.show()


class ChoiceLine(OurLine):
    """A number of the organisation, chosen by its words."""

    def __init__(
        self,
        context: Context,
        name: str,
        label: str,
        hint: str,
        choices: tuple[tuple[str, str], ...],
    ) -> None:
        self.box = FieldBox(choices, label)
        super().__init__(context, name, label, hint, self.box)
        self.box.chose.connect(self._chosen)

    def _chosen(self, key: str) -> None:
        self.set(int(key))

    def show(self) -> None:
        """Show the choice."""
        self.box.turn_on(str(self.value))


class TimeLine(OurLine):
    """A time of day of the organisation."""

    def __init__(self, context: Context, name: str, label: str, hint: str) -> None:
        self.time = QTimeEdit()
        self.time.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.time.setFixedWidth(_NARROW)
        self.time.lineEdit().setTextMargins(8, 0, 0, 0)
        super().__init__(context, name, label, hint, self.time)
        self.time.editingFinished.connect(self._typed)

    def _typed(self) -> None:
        at = self.time.time()
        self.set(dt.time(at.hour(), at.minute()))

    def show(self) -> None:
        """Show the time as times are written."""
        self.time.setDisplayFormat(formats.time_pattern())
        self.time.setTime(QTime(self.value.hour, self.value.minute))


def months() -> tuple[tuple[str, str], ...]:
    """Return the months by number, with their names."""
    return tuple((str(n), formats.month_name(n)) for n in range(1, 13))

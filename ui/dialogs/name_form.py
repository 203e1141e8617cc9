"""A form that asks for one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class NameForm(Form):
    """Asks for a name; `words` are title, verb and what is named; `save` may refuse in words."""

    def __init__(
        self,
        parent: QWidget,
        words: tuple[str, str, str],
        text: str,
        save: Callable[[str], None],
    ) -> None:
        title, verb, what = words
        super().__init__(parent, title, verb)
        self._save = save
        self.field = QLineEdit(text)
        self.field.selectAll()
        named(self.field, what)
        self.body.addWidget(Label(what, "body", "text2"))
        self.body.addWidget(self.field)
        self.field.setFocus()

    def finish(self) -> bool:
        """Hand the name on."""
        self._save(self.field.text())
        return True

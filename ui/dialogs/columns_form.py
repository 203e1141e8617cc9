"""Choosing the columns of a list: which are shown, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea

from ui.dialogs.form import Form
from ui.widgets.labels import Label, named
from ui.widgets.section_list import SectionList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.widgets.section_list import SectionRow

_HIGH = 420


class ColumnsForm(Form):
    """Shows all columns, those shown first; `save` gets the keys of those shown, in order."""

    def __init__(
        self,
        parent: QWidget,
        rows: Sequence[SectionRow],
        save: Callable[[tuple[str, ...]], None],
    ) -> None:
        super().__init__(parent, "Columns", "Show these columns")
        self._save = save
        self.list = SectionList("Columns: Space switches, Alt with arrows moves")
        self.list.show_rows(rows)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFixedHeight(min(_HIGH, self.list.sizeHint().height() + 4))
        scroll.setWidget(self.list)
        named(scroll, "Columns")
        self.body.addWidget(scroll)
        hint = "Space switches a column, Alt with Up and Down moves it; or drag it."
        self.body.addWidget(Label(hint, "note", "text2").wrapped())
        self.list.setFocus()

    def finish(self) -> bool:
        """Show them."""
        self._save(self.list.keys())
        return True

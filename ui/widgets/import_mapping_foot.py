"""At the foot of an import's inspector: keep the mapping under a name, or say which one is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from csplanner.services.import_mappings import suggested_name
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.models.import_flow import ImportFlow


class MappingFoot(QWidget):
    """Saves the mapping, and tells when a kept one reads the files."""

    def __init__(self, flow: ImportFlow) -> None:
        super().__init__()
        self.flow = flow
        self.told = Label("", "table", "text2").wrapped()
        self.save = Button("Save as mapping…", icon="archive")
        self.change = Button("Save the changes", icon="archive")
        self.leave = Button("Do not use", small=True)
        self.forget = Button("Forget it", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.leave, self.forget):
            line.addWidget(button)
        line.addStretch(1)
        for widget in (self.told, self.save, self.change):
            column.addWidget(widget)
        column.addLayout(line)
        self.save.clicked.connect(self.ask_name)
        self.change.clicked.connect(self._change)
        self.leave.clicked.connect(flow.leave_mapping)
        self.forget.clicked.connect(flow.forget_mapping)

    def refresh(self) -> None:
        """Show what can be done with the mapping as it stands."""
        flow = self.flow
        shown = flow.can_keep_mapping
        self.setVisible(shown)
        if not shown:
            return
        used = flow.used
        changed = flow.mapping_changed
        name = used.name if used else suggested_name(flow.request)
        self.told.setText(f"Read by the mapping “{name}”." if used else "")
        self.save.setText(f"Save as mapping “{_short(name)}”")
        self.save.setAccessibleName(self.save.text())
        self.change.setText(f"Save the changes to “{_short(name)}”")
        self.change.setAccessibleName(self.change.text())
        self.told.setVisible(used is not None)
        self.save.setVisible(used is None)
        self.change.setVisible(used is not None and changed)
        for button in (self.leave, self.forget):
            button.setVisible(used is not None)

    def ask_name(self) -> None:
        """Ask what the mapping shall be called, and keep it."""
        name, said = QInputDialog.getText(
            self, "Save as mapping", "Name of the mapping:", text=suggested_name(self.flow.request)
        )
        if said and name.strip():
            self.flow.keep_mapping(name)

    def _change(self) -> None:
        if self.flow.used is not None:
            self.flow.keep_mapping(self.flow.used.name)


def _short(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:19]}…"

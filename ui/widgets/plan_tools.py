"""The tool row over the year grid: zoom, CSMs, grouping, filter, what is wrong, density."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from csplanner.drawing.axis import Zoom
from csplanner.services.plan_view import Grouping
from ui import formats
from ui.theme import current
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Ground, Segmented
from ui.widgets.drop_button import DropButton
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from csplanner.services.plan_facts import YearFacts
    from csplanner.services.plan_view import PlanFilter
    from ui.pages.annual_plan import AnnualPlanPage

_GROUPS = {
    Grouping.TIER: "Group: tier",
    Grouping.OWNER: "Group: CSM",
    Grouping.RENEWAL: "Group: renewal",
    Grouping.NONE: "No groups",
}
_NARROWEST, _MIDDLE, _WIDE = 420, 640, 860


class FilterField(QLineEdit):
    """The filter box; Escape clears it, then gives the keys back to the grid."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Account or CSM")
        self.setAccessibleName("Filter accounts")
        self.setClearButtonEnabled(True)
        self.setFixedWidth(150)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Escape."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.hide()


class Count(Button):
    """How many touches are in trouble, as a quiet button that lists them."""

    def __init__(self, ink: str) -> None:
        super().__init__("", kind=Kind.QUIET, small=True)
        self._token = ink

    def say(self, words: str) -> None:
        """Show a count, or hide."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()

    def _ink(self) -> str:
        return self._token


class PlanTools(Ground):
    """The row of tools; it asks the page, and shows what the page says."""

    def __init__(self, page: AnnualPlanPage) -> None:
        super().__init__("surface", "b")
        self._page = page
        self._facts: YearFacts | None = None
        self.setFixedHeight(current().size.tool_row)
        self.zoom = Segmented([(z.name, z.name.capitalize()) for z in Zoom], "Zoom")
        self.owners = DropButton(
            "All CSMs", icon="users", choices=self._owners, chosen=page.set_owner
        )
        self.groups = DropButton(
            _GROUPS[Grouping.TIER], icon="layers", choices=self._groups, chosen=page.set_grouping
        )
        self.filter = Button("Filter", icon="filter", kind=Kind.QUIET, small=True)
        self.field = FilterField()
        self.missed, self.unplaced = Count("text2"), Count("risk")
        sizes = (("S", "S"), ("M", "M"), ("L", "L"))
        self.density = Segmented(sizes, "Density", "M")
        self._place()
        self.zoom.chosen.connect(self._zoom)
        self.density.chosen.connect(page.set_density)
        self.filter.clicked.connect(self.open_filter)
        self.missed.clicked.connect(partial(page.ask, "missed"))
        self.unplaced.clicked.connect(partial(page.ask, "unplaced"))
        self.field.textChanged.connect(page.set_words)

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        for widget in (self.zoom, self.owners, self.groups, self.filter, self.field):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.missed)
        row.addWidget(self.unplaced)
        self._density_name = Label("Density", "table", "text2")
        row.addWidget(self._density_name)
        row.addWidget(self.density)

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrow; what has no room then gives way."""
        return QSize(_NARROWEST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what there is no room for: the density first, then the grouping."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._density_name.setVisible(wide)
        self.density.setVisible(wide)
        self.groups.setVisible(self.width() >= _MIDDLE)

    def say(self, facts: YearFacts, shown: int, wanted: PlanFilter) -> None:
        """Show what is chosen and what is wrong."""
        self._facts = facts
        names = {person.id: person.name for person in facts.people}
        owner = self._page.owners[0] if self._page.owners else ""
        self.owners.say(names.get(owner, "All CSMs"))
        self.groups.say(_GROUPS[wanted.grouping])
        unplaced, missed = len(facts.unplaced), len(facts.missed)
        self.missed.say(f"{formats.number(missed)} missed" if missed else "")
        self.unplaced.say(f"{formats.number(unplaced)} unplaced" if unplaced else "")
        self.field.setAccessibleDescription(formats.counted(shown, "account"))

    def open_filter(self) -> None:
        """Show the filter box with the cursor in it."""
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _zoom(self, key: str) -> None:
        self._page.grid.set_zoom(Zoom[key])

    def _owners(self) -> list[tuple[str, str, bool]]:
        chosen = self._page.owners[0] if self._page.owners else ""
        people = self._facts.people if self._facts is not None else ()
        csms = [(p.id, p.name, p.id == chosen) for p in people if p.role == "CSM"]
        return [("", "All CSMs", not chosen), *csms]

    def _groups(self) -> list[tuple[str, str, bool]]:
        on = self._page.filter.grouping
        return [(group.value, words, group is on) for group, words in _GROUPS.items()]


class Hint(Ground):
    """A bar over the grid that says what is missing and offers the one step that mends it."""

    def __init__(self) -> None:
        super().__init__("accentsoft", "b")
        self.word = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        self.label = Label("", "body").wrapped()
        self.button = Button("", small=True)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def say(self, words: str, button: str, word: str) -> None:
        """Show a sentence with a button, or hide when there is nothing to say."""
        self.word = word
        self.label.setText(words)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self.button.updateGeometry()
        self.setVisible(bool(words))

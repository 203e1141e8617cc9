"""The sidebar: portfolio and team, the jump field, one entry a page, the person at the foot.

It shows the pages that are registered and nothing else; Ctrl+B collapses it to icons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import formats
from ui.pages.registry import Place, entries
from ui.theme import colour, current, font
from ui.widgets.buttons import icon_button, paint_focus, paint_keys
from ui.widgets.cards import Ground
from ui.widgets.icons import paint_icon
from ui.widgets.labels import Elided

if TYPE_CHECKING:
    from ui.pages.registry import PageEntry

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_COUNT_ROOM = 40
_LOWEST = 17


class NavButton(QAbstractButton):
    """One page in the sidebar: icon, words, and how much waits there."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self.entry = entry
        self.count: int | None = None
        self.collapsed = False
        self.setText(entry.title)
        self.setAccessibleName(entry.title)
        self.setObjectName(f"nav_{entry.name}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """Stand closer in a low window."""
        return QSize(0, _LOWEST)

    def set_count(self, count: int | None) -> None:
        """Show a count, or none."""
        self.count = count
        said = "" if count is None else formats.number(count)
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a nav row; the width is the sidebar's."""
        return QSize(0, current().size.nav_row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row, on its white ground when its page is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = current().radius.button
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(colour("border") if on else Qt.PenStyle.NoPen)
            painter.setBrush(colour("surface" if on else "inset"))
            painter.drawRoundedRect(box, radius, radius)
        ink = "accenttext" if on else "text2"
        left = (self.width() - 16) / 2 if self.collapsed else 8.0
        paint_icon(painter, QPointF(left, (self.height() - 16) / 2), self.entry.icon, ink, 16)
        if not self.collapsed:
            self._words(painter, on=on)
        if self.hasFocus():
            paint_focus(painter, box, radius)
        painter.end()

    def _words(self, painter: QPainter, *, on: bool) -> None:
        painter.setFont(font("nav"))
        painter.setPen(colour("text"))
        room = QRectF(33, 0, self.width() - 33 - _COUNT_ROOM, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.count is not None:
            painter.setFont(font("label"))
            painter.setPen(colour("text2" if on else "text3"))
            box = QRectF(0, 0, self.width() - 9, self.height())
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, formats.number(self.count))


class JumpField(QAbstractButton):
    """Looks like a field, opens the command palette."""

    def __init__(self) -> None:
        super().__init__()
        self.collapsed = False
        self.setAccessibleName("Search, jump")
        self.setToolTip("Search and jump (Ctrl K)")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a field."""
        return QSize(0, current().size.button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a field with a magnifier, the word and its key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = current().radius.button
        painter.setPen(colour("border2"))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(box, radius, radius)
        middle = self.height() / 2
        left = (self.width() - 14) / 2 if self.collapsed else 9.0
        paint_icon(painter, QPointF(left, middle - 7), "search", "text3", 14)
        if not self.collapsed:
            painter.setFont(font("body"))
            painter.setPen(colour("text3"))
            painter.drawText(box.adjusted(29, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word())
            paint_keys(painter, QPointF(self.width() - 44, middle), "Ctrl K")
        if self.hasFocus():
            paint_focus(painter, box, radius)
        painter.end()

    def _word(self) -> str:
        metrics = QFontMetrics(font("body"))
        return metrics.elidedText(
            "Search, jump", Qt.TextElideMode.ElideRight, max(0, self.width() - 78)
        )


class Mark(QWidget):
    """The sign of the program: three lines of a plan on a rounded square."""

    def __init__(self, side: int = 22) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self.setAccessibleName("csplanner")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the accent colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        unit = self.width() / 22
        painter.drawRoundedRect(QRectF(self.rect()), 5 * unit, 5 * unit)
        painter.setBrush(colour("accentfg"))
        for row, (left, width) in enumerate(((5, 8), (5, 12), (9, 8))):
            bar = QRectF(left * unit, (6 + 4.2 * row) * unit, width * unit, 2 * unit)
            painter.drawRoundedRect(bar, unit, unit)
        painter.end()


class Person(QAbstractButton):
    """The person at the foot: initials, name, role and place; opens the menu of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.line = ""
        self.collapsed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say("", "")

    def say(self, name: str, line: str) -> None:
        """Show who works here."""
        self.line = line
        self.setText(name)
        self.setAccessibleName(f"Menu, {name}" if name else "Menu")
        self.setToolTip("Menu (F10)")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        return QSize(0, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint initials, two lines and the sliders."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("inset"))
            painter.drawRoundedRect(box, 6, 6)
        left = (self.width() - 26) / 2 if self.collapsed else 4.0
        disc = QRectF(left, 7, 26, 26)
        painter.setPen(colour("border2"))
        painter.setBrush(colour("inset"))
        painter.drawRoundedRect(disc.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(font("owner"))
        painter.setPen(colour("text2"))
        if self.text():
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, formats.initials(self.text()))
        else:
            paint_icon(painter, QPointF(left + 6, 13), "menu", "text2", 14)
        if not self.collapsed:
            self._words(painter)
        if self.hasFocus():
            paint_focus(painter, box, 6)
        painter.end()

    def _words(self, painter: QPainter) -> None:
        room = self.width() - 38 - 26
        lines = (
            (self.text() or "Menu", "body", 600, "text", 3 if self.line else 11),
            (self.line, "note", 400, "text2", 20),
        )
        for words, role, weight, ink, top in lines:
            painter.setFont(font(role, weight))
            painter.setPen(colour(ink))
            metrics = QFontMetrics(font(role, weight))
            text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(38, top, room, 18), Qt.AlignmentFlag.AlignVCenter, text)
        paint_icon(painter, QPointF(self.width() - 22, 13), "settings", "text2", 14)


class Sidebar(Ground):
    """All of it. Signals: `wanted(page name)`, `jump()`, `collapse()`, `menu()`."""

    wanted = Signal(str)
    jump = Signal()
    collapse = Signal()
    menu = Signal()

    def __init__(self) -> None:
        super().__init__("sidebar", "r")
        self.setObjectName("sidebar")
        self.setAccessibleName("Sidebar")
        self._buttons: dict[str, NavButton] = {}
        self._under = {entry.name: entry.under or entry.name for entry in entries()}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 10, 9, 10)
        self._column.setSpacing(1)
        self._head()
        self.field = JumpField()
        self.field.clicked.connect(self.jump)
        self._column.addSpacing(6)
        self._column.addWidget(self.field)
        self._column.addSpacing(10)
        self._entries(Place.BODY)
        self._column.addStretch(1)
        self._entries(Place.FOOT)
        self._column.addSpacing(6)
        self.person = Person()
        self.person.clicked.connect(self.menu)
        self._column.addWidget(self.person)
        self.set_collapsed(collapsed=False)

    @property
    def collapsed(self) -> bool:
        """Whether only icons are shown."""
        return self.width() <= current().size.sidebar_collapsed

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Show icons only, or icons and words."""
        size = current().size
        self.setFixedWidth(size.sidebar_collapsed if collapsed else size.sidebar)
        self.field.collapsed = self.person.collapsed = collapsed
        self.field.update()
        self.person.update()
        for button in self._buttons.values():
            button.collapsed = collapsed
            button.setToolTip(button.text() if collapsed else "")
        self._mark.setVisible(not collapsed)
        self._names.setVisible(not collapsed)

    def show_page(self, name: str) -> None:
        """Mark the entry of a page."""
        wanted = self._under.get(name, name)
        for key, button in self._buttons.items():
            button.setChecked(key == wanted)

    def say(self, name: str, team: str) -> None:
        """Say which portfolio is open."""
        self._name.setText(name)
        self._team.setText(team)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how much waits on the pages named; a page without a count shows none."""
        for name, button in self._buttons.items():
            button.set_count(counts.get(name))

    def set_open(self, *, is_open: bool) -> None:
        """Let the entries be used, or not, while no portfolio is open."""
        for button in self._buttons.values():
            button.setEnabled(is_open or not button.entry.needs_portfolio)

    def _head(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        self._mark = Mark()
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        self._name = Elided("csplanner", "body", weight=600)
        self._team = Elided("", "note", "text2")
        names.addWidget(self._name)
        names.addWidget(self._team)
        self.fold = icon_button("sidebar", "Show or hide the sidebar", keys="Ctrl B")
        self.fold.clicked.connect(self.collapse)
        row.addWidget(self._mark)
        row.addWidget(self._names, 1)
        row.addWidget(self.fold)
        self._column.addLayout(row)

    def _entries(self, place: Place) -> None:
        for entry in entries():
            if entry.place is place:
                button = NavButton(entry)
                button.clicked.connect(self._clicked)
                self._buttons[entry.name] = button
                self._column.addWidget(button)

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, NavButton)
        button.setChecked(True)
        self.wanted.emit(button.entry.name)

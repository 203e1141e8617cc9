"""The stage: what stands in the window in place of everything else while a screen is shared.

A strip says that it is on; below it stand views that hold only what the customer may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import colour
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import EmptyState, Segmented
from ui.widgets.icons import paint_icon
from ui.widgets.labels import Elided, Label, named
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.stage_views import StageColumns, overview_of, year_of

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtGui import QPaintEvent

    from csplanner.domain.customer_facts import CustomerFacts
    from csplanner.services.present import Preview

KEYS = "Ctrl+Shift+P"
OVERVIEW, YEAR, PACK = "overview", "year", "pack"
_VIEWS = ((OVERVIEW, "Overview"), (YEAR, "Year"), (PACK, "Review pack"))
_HIGH = 44
_MARK = "Presenting"


class _Strip(QWidget):
    """The strip over the stage, in the accent's colour and with a crossed eye."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HIGH)
        self.setAccessibleName(_MARK)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, edge and sign."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("accentsoft"))
        painter.fillRect(0, self.height() - 2, self.width(), 2, colour("accent"))
        paint_icon(painter, QPointF(18, self.height() / 2 - 9), "eye-off", "accenttext", 18)
        painter.end()


class Stage(QWidget):
    """Signals: `left()` to end presenting, `view_chosen(key)`, `named(words)` for a customer."""

    left = Signal()
    view_chosen = Signal(str)
    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAccessibleName(_MARK)
        self.strip = _Strip()
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(44, 0, 14, 0)
        row.setSpacing(14)
        self.mark = Label(_MARK, "body", "accenttext", weight=600)
        self.who = Label("", "page_title")
        self.line = Elided("", "body", "text2")
        self.views = Segmented(_VIEWS, "View")
        self.views.chosen.connect(self.view_chosen)
        self.leave_button = Button("Leave", keys=KEYS.replace("+", " "), icon="close")
        self.leave_button.setAccessibleName("Leave presentation mode")
        self.leave_button.clicked.connect(self.left)
        row.addWidget(self.mark)
        row.addWidget(self.who)
        row.addWidget(self.line, 1)
        row.addWidget(self.views)
        row.addWidget(self.leave_button)
        self.overview = StageColumns("Overview")
        self.year = StageColumns("Year")
        self.pack = PdfPages()
        self.cover = EmptyState("Not shown while you present")
        self.ask = _Ask()
        self.ask.field.returnPressed.connect(self._name)
        self.stack = QStackedWidget()
        for widget in (self.overview, self.year, self.pack, self.cover, self.ask):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)

    def show_facts(self, facts: CustomerFacts, today: dt.date) -> None:
        """Take another customer, or the same one as they are now."""
        self.who.setText(facts.account)
        self.line.setText("Only what they may see is shown")
        self.overview.show_cards(overview_of(facts, today))
        self.year.show_cards(year_of(facts, today))
        self.views.setVisible(True)

    def forget(self) -> None:
        """Show nobody."""
        self.who.setText("")
        self.line.setText("Nothing is shown")
        self.views.setVisible(False)
        self.overview.show_cards(())
        self.year.show_cards(())
        self.pack.show_pages(())

    def show_view(self, key: str) -> None:
        """Show one of the views."""
        self.views.choose(key, tell=False)
        widget: QWidget = {OVERVIEW: self.overview, YEAR: self.year, PACK: self.pack}[key]
        self._raise(widget)

    def show_pack(self, shown: Preview | None) -> None:
        """Show the pages of the pack; None where it may not be shown."""
        pictures = shown.pictures if shown is not None else ()
        self.pack.show_pages([one for one in pictures if one], self.devicePixelRatioF())
        if shown is None:
            words = "The check of the pack found something internal in it. Leave, and see Briefs."
            self.show_cover("The review pack is not ready to be shown", words)

    def show_cover(self, title: str, words: str) -> None:
        """Stand in for a page that must not be seen."""
        self.cover.title.setText(title)
        self.cover.text.setText(words)
        self._raise(self.cover)

    def ask_whom(self, wrong: str = "") -> None:
        """Ask for a customer by name, without a list of them."""
        self.ask.wrong.setText(wrong)
        self._raise(self.ask)
        self.ask.field.setFocus()

    def _raise(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self.setFocusProxy(widget)

    def _name(self) -> None:
        words = self.ask.field.text().strip()
        if words:
            self.named.emit(words)


class _Ask(QWidget):
    """The name of the customer that is presented to; it lists and completes nothing."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        self.title = Label("Whom do you present to?", "inspector_title")
        self.hint = Label("Type the customer's whole name and press Enter.", "body", "text2")
        self.field = QLineEdit()
        self.field.setFixedWidth(360)
        named(self.field, "Customer's name")
        self.setFocusProxy(self.field)
        self.wrong = Label("", "table", "risk")
        self.button = Button("Show", kind=Kind.PRIMARY, keys="Enter")
        self.button.clicked.connect(self.field.returnPressed)
        column.addStretch(2)
        centred = QVBoxLayout()
        for widget in (self.title, self.hint, self.field, self.wrong, self.button):
            centred.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(centred)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

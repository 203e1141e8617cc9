"""The left side of the brief builder: account, visit, reader, paper, and what the brief holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import formats
from ui.widgets.cards import Ground, Pill, Segmented
from ui.widgets.engagement_words import state_words, type_words
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Elided, Label, named
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.records import Engagement
    from csplanner.services.brief_builder import NamedAccount

AUDIENCES = (
    ("internal", "Internal"),
    ("executive", "Executive"),
    ("ceo", "CEO"),
    ("customer", "Customer"),
)
PAPERS = (("A4", "A4"), ("Letter", "Letter"))
_WIDTH = 300
NO_VISIT = "none"


class ChoicePanel(Ground):
    """Chooses what is printed. Signal: `chosen()` after any choice of the user."""

    chosen = Signal()
    account_chosen = Signal(str)

    def __init__(self, paper: str) -> None:
        super().__init__("surface2", "r")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName("What to print")
        self.account = self._account_box()
        self._offered: tuple[NamedAccount, ...] = ()
        self.visit = FieldBox((), "Visit")
        self.audience = Segmented(AUDIENCES, "Reader")
        self.paper = Segmented(PAPERS, "Paper", paper)
        self._sections = QVBoxLayout()
        self._sections.setSpacing(0)
        self._count = Label("", "note", "text2")
        self.visit.chose.connect(self._tell)
        self.audience.chosen.connect(self._tell)
        self.paper.chosen.connect(self._tell)
        self._lay_out()

    def _account_box(self) -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setMaxVisibleItems(16)
        box.setMinimumWidth(120)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        named(box, "Account")
        field, completer = box.lineEdit(), box.completer()
        assert field is not None
        assert completer is not None
        named(field, "Account, type to find")
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.activated.connect(self._on_account)
        return box

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 15, 12)
        outer.setSpacing(4)
        pairs = (
            ("Account", self.account),
            ("Visit", self.visit),
            ("Reader", self.audience),
            ("Paper", self.paper),
        )
        for words, widget in pairs:
            outer.addWidget(Label(words, "label", "text2"))
            outer.addWidget(widget)
            outer.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label("Sections", "body", weight=600))
        head.addStretch(1)
        head.addWidget(self._count)
        outer.addSpacing(4)
        outer.addLayout(head)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._sections)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        named(scroll, "Sections of the brief")
        outer.addWidget(scroll, 1)

    def offer_accounts(self, accounts: Sequence[NamedAccount], on: str) -> None:
        """Offer accounts by name, one of them chosen; tells nobody."""
        self.account.blockSignals(True)
        if self._offered != tuple(accounts):
            self._offered = tuple(accounts)
            self.account.clear()
            for account in accounts:
                self.account.addItem(account.name, account.id)
        self.account.setCurrentIndex(max(0, self.account.findData(on)) if accounts else -1)
        self.account.blockSignals(False)

    def offer_visits(self, visits: Sequence[Engagement], today: dt.date, on: str) -> None:
        """Offer the visits of the account, one of them chosen; tells nobody."""
        choices = [(visit.id, visit_words(visit, today)) for visit in visits]
        self.visit.fill(choices or [(NO_VISIT, "No visit on the calendar")], on)
        self.visit.setEnabled(bool(choices))

    def show_sections(self, sections: Sequence[str], *, customer: bool) -> None:
        """List what the brief holds, and who may read it."""
        clear(self._sections)
        for name in sections:
            row = Ground("surface2", "b")
            row.setFixedHeight(33)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Elided(name, "table", weight=500), 1)
            kind = "good" if customer else "risk"
            line.addWidget(Pill("Customer" if customer else "Internal", kind))
            self._sections.addWidget(row)
        self._count.setText(formats.counted(len(sections), "section") if sections else "")

    def _on_account(self, _index: int) -> None:
        self.account_chosen.emit(str(self.account.currentData() or ""))

    def _tell(self, _key: str) -> None:
        self.chosen.emit()


def visit_words(visit: Engagement, today: dt.date) -> str:
    """Say a visit in a line: type, day, state."""
    day = formats.weekday(visit.date, today)
    return f"{type_words(visit.type)} · {day} · {state_words(visit.state)}"

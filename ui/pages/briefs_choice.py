"""The left side of the brief builder: account, visit, reader, paper, and what the brief holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground, Segmented
from ui.widgets.engagement_words import state_words, type_words
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Label, named
from ui.widgets.section_list import SectionList

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.records import Engagement
    from csplanner.services.brief_builder import NamedAccount
    from csplanner.services.prepare_brief import BriefRequest
    from ui.widgets.section_list import SectionRow

AUDIENCES = (
    ("internal", "Internal"),
    ("executive", "Executive"),
    ("ceo", "CEO"),
    ("customer", "Customer"),
)
PAPERS = (("A4", "A4"), ("Letter", "Letter"))
_WIDTH = 300
NO_VISIT, TIER = "none", "tier"


class ChoicePanel(Ground):
    """Chooses what is printed, and what it holds.

    Signals: `chosen()` after a choice of visit, reader or paper, `account_chosen(id)`,
    `sections_changed()`, `template_chosen(key)`.
    """

    chosen = Signal()
    account_chosen = Signal(str)
    sections_changed = Signal()
    template_chosen = Signal(str)

    def __init__(self, paper: str) -> None:
        super().__init__("surface2", "r")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName("What to print")
        self.account = self._account_box()
        self._offered: tuple[NamedAccount, ...] = ()
        self.visit = FieldBox((), "Visit")
        self.audience = Segmented(AUDIENCES, "Reader")
        self.paper = Segmented(PAPERS, "Paper", paper)
        self.sections = SectionList()
        self.sections.changed.connect(self._on_sections)
        self.template = FieldBox(((TIER, "As for the tier"),), "Template")
        self.template.chose.connect(self.template_chosen)
        self.save_button = Button("Save", icon="saved", small=True)
        self.save_button.setToolTip("Save these sections as a template")
        named(self.save_button, "Save these sections as a template")
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
        row = QHBoxLayout()
        row.addWidget(self.template, 1)
        row.addWidget(self.save_button)
        outer.addLayout(row)
        outer.addSpacing(4)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sections)
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

    def show_sections(self, rows: Sequence[SectionRow], *, customer: bool) -> None:
        """List what the brief may hold, who may read it, and what is on; tells nobody."""
        self.sections.show_rows(rows, customer=customer)
        self._say_count()

    def offer_templates(self, templates: Sequence[tuple[str, str]], on: str) -> None:
        """Offer saved choices of sections by key and name; tells nobody."""
        self.template.fill([(TIER, "As for the tier"), *templates], on)

    def next_reader(self) -> None:
        """Choose the next reader."""
        keys = [key for key, _ in AUDIENCES]
        self.audience.choose(keys[(keys.index(self.audience.on) + 1) % len(keys)])

    def request(self, account_id: str, touch: str) -> BriefRequest:
        """Return the brief that is chosen, for an account and the id of a visit."""
        from csplanner.services.prepare_brief import BriefRequest

        return BriefRequest(
            account_id=account_id,
            audience=self.audience.on,
            touch=touch or None,
            paper=self.paper.on,
            sections=self.sections.keys(),
        )

    def _on_sections(self) -> None:
        self._say_count()
        self.sections_changed.emit()

    def _say_count(self) -> None:
        on, of = len(self.sections.keys()), len(self.sections.rows)
        self._count.setText(f"{on} of {of} on" if of else "")

    def _on_account(self, _index: int) -> None:
        self.account_chosen.emit(str(self.account.currentData() or ""))

    def _tell(self, _key: str) -> None:
        self.chosen.emit()


def visit_words(visit: Engagement, today: dt.date) -> str:
    """Say a visit in a line: type, day, state."""
    day = formats.weekday(visit.date, today)
    return f"{type_words(visit.type)} · {day} · {state_words(visit.state)}"

"""The right side of the brief builder: what the reading back found, the page, earlier versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground, Pill
from ui.widgets.icons import paint_icon
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from csplanner.domain.records import BriefVersion
    from csplanner.services.gate import Check
    from csplanner.services.prepare_brief import Brief

_WHY = (
    "Customer pages are made of safe facts only, and the finished PDF is read back and searched "
    "for what is internal."
)
_INSIDE = "This paper is for us: scores, revenue and notes stand on it. Do not hand it over."
_READERS = {
    "internal": "Internal brief",
    "executive": "Executive brief",
    "ceo": "CEO sheet",
    "customer": "Customer pack",
}
_SIZES = {"A4": "A4 portrait", "Letter": "Letter portrait"}
_SIGNS = {"good": "check", "watch": "eye", "risk": "warning"}
_LEAKS_SHOWN = 8


class CheckPanel(InspectorBody):
    """Shows the check of a brief. Signals: `read()` and `page_wanted(int)`."""

    read = Signal()
    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("Redaction check")
        head = QHBoxLayout()
        head.addWidget(Label("Redaction check", "inspector_title"))
        head.addStretch(1)
        self.verdict = Pill("")
        head.addWidget(self.verdict)
        self.column.addLayout(head)
        self.why = Label("", "table", "text2").wrapped()
        self.column.addWidget(self.why)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addSpacing(6)
        self.column.addLayout(self._rows)
        self.pass_button = Button("Read and pass", icon="eye", small=True)
        self.pass_button.clicked.connect(self.read)
        self.column.addSpacing(4)
        self.column.addWidget(self.pass_button)
        self._page = self._part("Page")
        self._versions = self._part("Versions")
        self.column.addStretch(1)

    def _part(self, words: str) -> QVBoxLayout:
        self.column.addSpacing(10)
        line = Ground("border")
        line.setFixedHeight(1)
        self.column.addWidget(line)
        self.column.addSpacing(6)
        self.column.addWidget(Label(words, "body", weight=600))
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self.column.addLayout(rows)
        return rows

    def show_brief(self, brief: Brief | None, versions: Sequence[BriefVersion]) -> None:
        """Show the check of a brief, its page and what was printed before."""
        clear(self._rows)
        check = brief.check if brief else None
        self.pass_button.setVisible(bool(check and check.to_read and not check.leaks))
        if check is None:
            self.why.setText(_INSIDE if brief else "")
            self.verdict.set_text("Internal" if brief else "", "risk" if brief else "plain")
        else:
            self.why.setText(_WHY)
            self.verdict.set_text(*verdict(check))
            self._show_check(check)
        self.verdict.setVisible(brief is not None)
        self._show_page(brief)
        self._show_versions(versions)

    def _show_check(self, check: Check) -> None:
        from csplanner.services.gate import KINDS

        for kind in KINDS:
            leaks = [leak for leak in check.leaks if leak.kind == kind]
            words = f"{len(leaks)} found" if leaks else "none found"
            self._rows.addWidget(_row(kind, words, "risk" if leaks else "good"))
        for leak in check.leaks[:_LEAKS_SHOWN]:
            button = Button(f"{leak.field}, {leak.where}", icon="arrow-right", small=True)
            button.clicked.connect(_Goer(self, leak.page).go)
            self._rows.addWidget(button)
        unread = sum(count for _, count in check.to_read)
        words = f"{formats.counted(unread, 'field')} to read" if unread else "read"
        self._rows.addWidget(_row("Free text", words, "watch" if unread else "good"))
        for sentence in check.sales_words:
            self._rows.addWidget(Label(sentence, "table", "watch").wrapped())

    def _show_page(self, brief: Brief | None) -> None:
        clear(self._page)
        if brief is None:
            self._page.addWidget(Label("No brief yet.", "table", "text2"))
            return
        for name, value in (
            ("Size", _SIZES[brief.request.paper]),
            ("Pages", str(brief.pages)),
            ("Data to", formats.day(brief.as_of)),
            ("Paper and ink", "Colour, reads in grey"),
            ("File", brief.file_name),
        ):
            self._page.addWidget(_pair(name, value))

    def _show_versions(self, versions: Sequence[BriefVersion]) -> None:
        clear(self._versions)
        if not versions:
            self._versions.addWidget(Label("Nothing was printed yet.", "table", "text2"))
        for version in versions:
            words = _READERS[version.audience.value]
            self._versions.addWidget(_pair(words, formats.day(version.date)))


class _Sign(QWidget):
    """The icon of a finding: tick, eye or warning; painted anew in each theme."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(16, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in its tone."""
        painter = QPainter(self)
        paint_icon(painter, QPointF(0, 2), _SIGNS[self._tone], self._tone, 14)
        painter.end()


class _Goer(QObject):
    """Remembers the page of a leak for the button that leads there."""

    def __init__(self, panel: CheckPanel, page: int) -> None:
        super().__init__(panel)
        self._panel, self._number = panel, page

    def go(self) -> None:
        """Ask for the page."""
        self._panel.page_wanted.emit(self._number)


def verdict(check: Check) -> tuple[str, str]:
    """Return the words and the tint of a check's outcome."""
    if check.leaks:
        return formats.counted(len(check.leaks), "leak"), "risk"
    unread = sum(count for _, count in check.to_read)
    return (f"{unread} to read", "watch") if unread else ("Passed", "good")


def _row(name: str, words: str, tone: str) -> Ground:
    row = Ground("surface2")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(_Sign(tone))
    line.addWidget(Elided(name, "table"), 1)
    line.addWidget(Label(words, "table", "text2" if tone == "good" else tone))
    row.setAccessibleName(f"{name}: {words}")
    return row


def _pair(name: str, value: str) -> Ground:
    row = Ground("surface2")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addWidget(Label(name, "table", "text2"))
    words = Elided(value, "table", weight=500)
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(words, 1)
    row.setAccessibleName(f"{name}: {value}")
    return row

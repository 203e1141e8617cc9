"""The middle of the brief builder: the pages as they will be printed, thumbnails, zoom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ui.widgets.cards import EmptyState, Ground, Segmented
from ui.widgets.labels import Label, named
from ui.widgets.pdf_pages import FIT, PdfPages, Thumbnails

if TYPE_CHECKING:
    from csplanner.base.errors import CsplannerError
    from csplanner.services.brief_builder import PagePicture, Preview
    from ui.context import Context

_ZOOMS = ((FIT, "Fit"), ("100", "100%"), ("150", "150%"))
_SIZES = {
    "A4": "A4 portrait, 210 \N{MULTIPLICATION SIGN} 297 mm",
    "Letter": "Letter portrait, 8.5 \N{MULTIPLICATION SIGN} 11 in",
}


class BriefView(QWidget):
    """Shows a preview, or says why there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._pictures: dict[bytes, PagePicture] = {}
        self._ratio = 0.0
        self.pages = PdfPages()
        self.thumbs = Thumbnails()
        self.pages.page_changed.connect(self._on_page)
        self.thumbs.chosen.connect(self.pages.go)
        self._place = Label("", "table", "text2")
        self._size = Label("", "table", "text2")
        self.zoom = Segmented(_ZOOMS, "Zoom")
        self.zoom.chosen.connect(self.pages.zoom)
        self._stack = QStackedLayout(self)
        self._nobody = EmptyState(
            "No account to print for",
            "Import accounts or add one; its brief then shows here.",
            ("Open the portfolio", partial(context.go, "portfolio")),
        )
        self._failed = EmptyState("This brief cannot be made")
        for widget in (self._shown(), self._nobody, self._failed):
            self._stack.addWidget(widget)

    def show_preview(self, preview: Preview) -> None:
        """Show the pages of a brief; the first leak's page if there is one."""
        ratio = self.devicePixelRatioF()
        pictures = self._pictures_of(preview)
        self.pages.show_pages(pictures, ratio, preview.marks)
        self.thumbs.show_pages(pictures, ratio)
        self._on_page(self.pages.page)
        self._size.setText(_SIZES[preview.brief.request.paper])
        self._stack.setCurrentIndex(0)
        leaks = preview.brief.check.leaks if preview.brief.check else ()
        if leaks and leaks[0].page:
            self.pages.go(leaks[0].page)

    def seen(self) -> frozenset[bytes]:
        """Return the prints of the pages whose pictures are here, for this screen's scale."""
        if self._ratio != self.devicePixelRatioF():
            self._pictures = {}
        return frozenset(self._pictures)

    def _pictures_of(self, preview: Preview) -> list[PagePicture]:
        """Return the pages' pictures, those that look as before taken from there."""
        self._ratio = self.devicePixelRatioF()
        pairs = zip(preview.brief.prints, preview.pictures, strict=True)
        pictures = [
            self._pictures[looks] if picture is None else picture for looks, picture in pairs
        ]
        self._pictures = dict(zip(preview.brief.prints, pictures, strict=True))
        return pictures

    def show_nobody(self) -> None:
        """Say that there is no account."""
        self._stack.setCurrentWidget(self._nobody)

    def show_failure(self, error: CsplannerError) -> None:
        """Say why the brief cannot be made, and what to do."""
        self._failed.title.setText(error.message)
        self._failed.text.setText(error.hint)
        self._stack.setCurrentWidget(self._failed)

    def _shown(self) -> QWidget:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        below = QHBoxLayout()
        below.setSpacing(0)
        strip = QScrollArea()
        strip.setWidgetResizable(True)
        strip.setFrameShape(QScrollArea.Shape.NoFrame)
        strip.setFixedWidth(124)
        strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setWidget(self.thumbs)
        named(strip, "Thumbnails")
        below.addWidget(strip)
        below.addWidget(self.pages, 1)
        column.addLayout(below, 1)
        return shown

    def _tools(self) -> Ground:
        tools = Ground("surface", "b")
        tools.setFixedHeight(36)
        line = QHBoxLayout(tools)
        line.setContentsMargins(14, 0, 14, 0)
        line.addWidget(self._place, 1)
        line.addWidget(self.zoom)
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._size, 1)
        return tools

    def _on_page(self, number: int) -> None:
        self.thumbs.turn_on(number)
        self._place.setText(f"Page {number} of {self.pages.count}" if number else "")

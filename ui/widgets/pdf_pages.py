"""The pages of a PDF on the screen, one under the other, and as thumbnails beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from ui.theme import colour, font, kept_colour
from ui.widgets.buttons import paint_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from csplanner.services.brief_builder import PageMark, PagePicture

FIT = "fit"
RENDERED = 1.5  # pictures are made at 150 %, and only made smaller
_MARGIN, _GAP = 24, 20
_AT_HAND = 4  # inflated pages, of some megabytes each
_THUMB, _THUMB_GAP, _NUMBER = 88, 14, 18


def image_of(picture: PagePicture) -> QImage:
    """Return a page's picture as an image that owns its pixels."""
    image = QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    return image.copy()


class PdfPages(QScrollArea):
    """Pages to read, at the width of the view or at a share of their size.

    Signal: `page_changed(int)` with the number of the page that is mostly seen, from 1.
    """

    page_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheets = _Sheets()
        self.setWidget(self._sheets)
        self.setWidgetResizable(False)
        self._zoom, self._page = FIT, 0
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    @property
    def page(self) -> int:
        """The number of the page that is seen, 0 without pages."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sheets.pages)

    def show_pages(
        self, pages: Sequence[PagePicture], ratio: float = 1.0, marks: Sequence[PageMark] = ()
    ) -> None:
        """Show other pages, at the same place where that is possible; `ratio` is the screen's.

        `marks` are boxed: leaks in red, words of selling in a broken line.
        """
        at = self.verticalScrollBar().value()
        self._sheets.show_pages(pages, ratio)
        self._sheets.marks = tuple(marks)
        self._lay_out()
        self.verticalScrollBar().setValue(at)
        self._page = 0
        self._on_scroll()

    def zoom(self, key: str) -> None:
        """Show pages as wide as the view ("fit") or at a percentage such as "100"."""
        page = self._page
        self._zoom = key
        self._lay_out()
        self.go(page)

    def go(self, number: int) -> None:
        """Scroll to a page."""
        if 1 <= number <= self.count:
            self.verticalScrollBar().setValue(int(self._sheets.top_of(number - 1)) - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go from page to page."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.go(min(max(self._page + step, 1), self.count))
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        wide = self.viewport().width()
        share = None if self._zoom == FIT else int(self._zoom) / 100
        self._sheets.lay_out(wide, share)

    def _on_scroll(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        number = self._sheets.page_at(middle)
        if number != self._page:
            self._page = number
            self.page_changed.emit(number)


class _Sheets(QWidget):
    """Paints the pages in a column."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[PageMark, ...] = ()
        self.pages: tuple[PagePicture, ...] = ()
        self._ratio = 1.0
        self._boxes: list[QRectF] = []
        self._inflated: dict[int, QImage] = {}

    def show_pages(self, pages: Sequence[PagePicture], ratio: float) -> None:
        """Show other pages; those in view are inflated when they are painted."""
        self.pages, self._ratio, self._inflated = tuple(pages), ratio, {}

    def _image(self, index: int) -> QImage:
        """Return a page's image; the few that were painted last are at hand."""
        image = self._inflated.pop(index, None) or image_of(self.pages[index])
        self._inflated[index] = image
        if len(self._inflated) > _AT_HAND:
            del self._inflated[next(iter(self._inflated))]
        return image

    def lay_out(self, wide: int, share: float | None) -> None:
        """Give each page its box in a width; `share` None fits them into it."""
        boxes, y = [], float(_GAP)
        most = float(wide)
        for page in self.pages:
            full = page.width / RENDERED / self._ratio
            size = min(wide - 2 * _MARGIN, 1.5 * full) if share is None else full * share
            size = max(size, 60.0)
            high = size * page.height / page.width
            boxes.append(QRectF(max(_MARGIN, (wide - size) / 2), y, size, high))
            most = max(most, size + 2 * _MARGIN)
            y += high + _GAP
        self._boxes = boxes
        self.resize(int(most), int(y))
        self.update()

    def top_of(self, index: int) -> float:
        """Return where a page begins."""
        return self._boxes[index].top()

    def page_at(self, y: float) -> int:
        """Return the number of the page at a height, 0 without pages."""
        found = 0
        for i, box in enumerate(self._boxes, start=1):
            if i == 1 or box.top() <= y:
                found = i
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are in view, each with a hairline around it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("inset"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, box in enumerate(self._boxes):
            if not box.intersects(QRectF(event.rect())):
                continue
            painter.drawImage(box, self._image(index))
            painter.setPen(colour("border2"))
            painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        for mark in self.marks:
            if mark.page <= len(self._boxes):
                _paint_mark(painter, self._boxes[mark.page - 1], mark)
        painter.end()


def _paint_mark(painter: QPainter, page: QRectF, mark: PageMark) -> None:
    line = Qt.PenStyle.SolidLine if mark.tone == "risk" else Qt.PenStyle.DashLine
    painter.setPen(QPen(kept_colour("print", mark.tone), 2.0, line))
    left, top = page.x() + mark.x * page.width(), page.y() + mark.y * page.height()
    painter.drawRect(QRectF(left, top, mark.w * page.width(), mark.h * page.height()))


class Thumbnails(QWidget):
    """Small pages with their numbers; a click or the arrows choose. Signal: `chosen(int)`."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Thumbnails of the pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._images: list[QImage] = []
        self._made: list[tuple[PagePicture, QImage]] = []
        self._on = 0

    def show_pages(self, pages: Sequence[PagePicture], ratio: float = 1.0) -> None:
        """Make the thumbnails of pages; those that were made stay."""
        wide = round(_THUMB * ratio)
        mode = Qt.TransformationMode.SmoothTransformation
        known = {id(page): image for page, image in self._made if image.width() == wide}
        self._made = [
            (page, known.get(id(page)) or image_of(page).scaledToWidth(wide, mode))
            for page in pages
        ]
        self._images = [image for _, image in self._made]
        self._on = min(max(self._on, 1), len(pages))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def turn_on(self, number: int) -> None:
        """Mark the page that is seen; tells nobody."""
        self._on = number
        self.setAccessibleDescription(f"Page {number} of {len(self._images)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of all thumbnails."""
        boxes = self._boxes()
        bottom = boxes[-1].bottom() + _NUMBER + 8 if boxes else 40.0
        return QSize(_THUMB + 2 * _THUMB_GAP, int(bottom))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the page under the pointer."""
        for i, box in enumerate(self._boxes(), start=1):
            if box.contains(event.position()):
                self._choose(i)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose the page before and after."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
        elif 1 <= self._on + step <= len(self._images):
            self._choose(self._on + step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the small pages, the one that is seen with a strong border."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("inset"))
        painter.setFont(font("dense"))
        for i, (image, box) in enumerate(zip(self._images, self._boxes(), strict=True), start=1):
            painter.drawImage(box, image)
            pen = painter.pen()
            pen.setColor(colour("accent" if i == self._on else "border2"))
            pen.setWidth(2 if i == self._on else 1)
            painter.setPen(pen)
            painter.drawRect(box.adjusted(-1, -1, 1, 1))
            painter.setPen(colour("text2"))
            under = QRectF(box.left(), box.bottom() + 2, box.width(), _NUMBER)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, str(i))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 4)
        painter.end()

    def _choose(self, number: int) -> None:
        self.turn_on(number)
        self.chosen.emit(number)

    def _boxes(self) -> list[QRectF]:
        boxes, y = [], 14.0
        for image in self._images:
            high = _THUMB * image.height() / max(1, image.width())
            boxes.append(QRectF(_THUMB_GAP, y, _THUMB, high))
            y += high + _NUMBER + 8
        return boxes

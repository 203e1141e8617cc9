"""A page of the guide, set in the type of the window; pictures follow theme and width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFontDatabase,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from csplanner.services.guide import picture
from ui.theme import colour, current, font
from ui.widgets.labels import named

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtGui import QResizeEvent, QTextBlock

    from csplanner.services.guide import GuidePage

_WIDE, _MARGIN, _LINE = 760, 24, 140
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_HEADS = {1: "page_title", 2: "inspector_title"}


class GuideView(QTextBrowser):
    """Shows one page. Signal: `wanted(page name)` when a link to another one is followed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        named(self, "User guide")
        self.setObjectName("guide")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)
        self._later = QTimer(self)
        self._later.setObjectName("guide width")
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.restyle)
        self._page: GuidePage | None = None
        self._words: tuple[str, ...] = ()

    def show_page(self, page: GuidePage, words: str = "") -> None:
        """Show a page, with words that are looked for marked; the first is brought into view."""
        if self._page is not page:
            self._page = page
            self._set()
        self._words = tuple(words.casefold().split())
        self._mark()

    def next_word(self) -> bool:
        """Go to the next place of the words that are looked for; say whether there is one."""
        if not self._words:
            return False
        if not self.find(self._words[0]):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            return self.find(self._words[0])
        return True

    def restyle(self) -> None:
        """Take the colours and pictures of the theme that is on."""
        if self._page is not None:
            self._set()
            self._mark()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, in the theme that is on, no wider than the column."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, QUrl(name))
        path = picture(name.toString() if isinstance(name, QUrl) else name)
        themed = path.with_name(path.name.replace("-light", f"-{current().name}"))
        image = QImage(str(themed if themed.is_file() else path))
        ratio = self.devicePixelRatioF()
        wide = int((self._column() - 2 * _MARGIN) * ratio)
        if image.width() > wide:
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaledToWidth(wide, smooth)
        image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let column and pictures follow the width."""
        before = self.lineWrapColumnOrWidth()
        self.setLineWrapColumnOrWidth(self._column())
        super().resizeEvent(event)
        if before != self.lineWrapColumnOrWidth():
            self._later.start()  # the document must not be set again while it is laid out

    def _column(self) -> int:
        return max(280, min(_WIDE, self.viewport().width()))

    def _set(self) -> None:
        assert self._page is not None
        document = self.document()
        document.clear()
        document.setDefaultFont(font("body"))
        document.setMarkdown(self._page.text)
        block = document.begin()
        while block.isValid():
            self._style(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format()
                look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setBorderBrush(colour("border"))
                look.setCellPadding(5)
                frame.setFormat(look)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _style(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        look = QTextBlockFormat(block.blockFormat())
        level = look.headingLevel()
        look.setTopMargin({1: 4.0, 2: 18.0}.get(level, 2.0))
        look.setBottomMargin(6.0 if level or block.textList() is None else 3.0)
        if not level and _PICTURE not in block.text():
            look.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(look)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if level:
            head = QTextCharFormat()
            head.setFont(font(_HEADS.get(level, "body"), 600))
            cursor.setCharFormat(head)
            return
        parts = block.begin()
        while not parts.atEnd():
            part = parts.fragment()
            if part.charFormat().fontFixedPitch():
                self._fix(part.position(), part.length())
            parts += 1

    def _fix(self, start: int, length: int) -> None:
        """Set what is typed by a user in a font of even letters on a quiet ground."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(font("table").pixelSize())
        look.setFont(fixed)
        look.setBackground(colour("inset"))
        cursor.mergeCharFormat(look)

    def _mark(self) -> None:
        marks = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                look = QTextCharFormat()
                look.setBackground(colour("watchsoft"))
                look.setForeground(colour("text"))
                mark.format, mark.cursor = look, cursor
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)
        if marks:
            first = QTextCursor(marks[0].cursor)
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def _follow(self, link: QUrl) -> None:
        name = link.toString().partition("#")[0]
        if name.endswith(".md"):
            self.wanted.emit(name.removesuffix(".md"))

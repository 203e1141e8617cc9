"""A text that was found, whole, with the words marked, and the way on to its account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from ui.dialogs.form import Form
from ui.palette_search import plain
from ui.theme import colour
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.account import AccountPage

_HIGH = 260


class TextFound(Form):
    """Shows one text to read; Enter or Esc closes it."""

    def __init__(self, parent: QWidget, title: str, text: str, words: str) -> None:
        super().__init__(parent, title, "Close")
        self.cancel_button.hide()
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setFixedHeight(_HIGH)
        named(self.text, title)
        self.marked = self._mark(text, words)
        self.body.addWidget(self.text)
        told = "The words are marked." if self.marked else "The words are no longer in this text."
        self.body.addWidget(Label(told, "note", "text2"))
        self.do_button.setFocus()

    def _mark(self, text: str, words: str) -> int:
        look = QTextCharFormat()
        look.setBackground(colour("watchsoft"))
        look.setForeground(colour("text"))
        look.setFontWeight(600)
        found = []
        for word in re.findall(r"[^\W_]+", plain(words)):
            for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}", plain(text)):
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(match.start())
                cursor.setPosition(match.end(), QTextCursor.MoveMode.KeepAnchor)
                selection.cursor, selection.format = cursor, look
                found.append(selection)
        self.text.setExtraSelections(found)
        if found:
            first = QTextCursor(found[0].cursor)
            first.clearSelection()
            self.text.setTextCursor(first)
            self.text.ensureCursorVisible()
        return len(found)


def show_text(page: AccountPage, kind: str, record_id: str, words: str) -> None:
    """Show a text that was found, over the account that it is about."""
    from csplanner.services.search import text_of

    workspace = page.context.workspace
    if workspace is not None:
        title = f"{kind.replace('_', ' ').capitalize()} of {page.title}"
        TextFound(page, title, text_of(workspace, kind, record_id), words).open()

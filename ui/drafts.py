"""Drafts in the window: what is typed into a form is kept a moment later, and offered again.

A form that is opened again over the same words takes its draft back. One that is closed with Esc
lets its words go with a way back; one that a crash or a kill closed is offered at the next start.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QObject, Qt, QTime, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)

from csplanner.base.errors import CsplannerError
from csplanner.services.drafts import (
    Draft,
    draft_of,
    drafts,
    drop_draft,
    forget_let_go,
    keep_draft,
)
from ui import formats
from ui.later import after_paint
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout

    from csplanner.services.workspace import Workspace
    from ui.dialogs.form import Form
    from ui.main_window import MainWindow

_REST_MS = 700
_TEXTS = (QPlainTextEdit, QLineEdit)


# What a field of each kind holds, as text.
_READS: dict[type, Callable[[Any], str]] = {
    QPlainTextEdit: QPlainTextEdit.toPlainText,
    QLineEdit: QLineEdit.text,
    QDateEdit: lambda field: field.date().toString(Qt.DateFormat.ISODate),
    QTimeEdit: lambda field: field.time().toString(Qt.DateFormat.ISODate),
    QComboBox: QComboBox.currentText,
    QCheckBox: lambda field: "yes" if field.isChecked() else "",
}


def read_field(widget: QWidget) -> str | None:
    """Return what a field holds as text; None for what is no field."""
    reads = next((reads for kind, reads in _READS.items() if isinstance(widget, kind)), None)
    return None if reads is None else reads(widget)


def fill_field(widget: QWidget, text: str) -> None:
    """Put a text that `read_field` returned back into a field."""
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QDateEdit):
        widget.setDate(QDate.fromString(text, Qt.DateFormat.ISODate))
    elif isinstance(widget, QTimeEdit):
        widget.setTime(QTime.fromString(text, Qt.DateFormat.ISODate))
    elif isinstance(widget, QComboBox):
        widget.setCurrentText(text)
    elif isinstance(widget, QCheckBox):
        widget.setChecked(text == "yes")


def fields_of(form: QWidget) -> dict[str, QWidget]:
    """Return the fields of a form by their names, those of one name numbered."""
    found: dict[str, QWidget] = {}
    for widget in form.findChildren(QWidget):
        name = widget.accessibleName()
        inside = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QComboBox | QDateEdit | QTimeEdit
        )
        fixed = isinstance(widget, _TEXTS) and widget.isReadOnly()
        if not name or inside or fixed or read_field(widget) is None:
            continue
        while name in found:
            name += "+"
        found[name] = widget
    return found


class DraftKeeper(QObject):
    """Keeps the draft of one form that is open."""

    def __init__(self, form: Form, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(form)
        self._form, self._window, self._workspace = form, window, workspace
        self._fields = fields_of(form)
        self._begun = self._read()
        page = window.page
        self._draft = Draft(
            key=self._key(),
            title=form.windowTitle(),
            account_id=page.at_hand()[0] if page is not None else "",
            page=page.name if page is not None else "",
            action=window.actions_table.last,
        )
        self._kept = False
        self.told = Label("", "note", "text2")
        self.afresh = Button("Start afresh", small=True)
        self.afresh.clicked.connect(self._begin_afresh)
        self.afresh.hide()
        foot: QHBoxLayout = form.foot
        foot.insertWidget(0, self.told)
        foot.insertWidget(1, self.afresh)
        self._rest = QTimer(self)
        self._rest.setObjectName("draft")
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)
        self._take_back()
        self._listen()

    def use(self, workspace: Workspace) -> None:
        """Keep the draft in the file that was closed and is open again."""
        self._workspace = workspace

    def _listen(self) -> None:
        for widget in self._fields.values():
            if isinstance(widget, _TEXTS):
                widget.textChanged.connect(self._touched)
        self._form.accepted.connect(self._done)
        self._form.rejected.connect(self._let_go)

    def _touched(self) -> None:
        self._rest.start()

    def _key(self) -> str:
        """Name the form by its kind, its title and the words it began with."""
        texts = [self._begun[n] for n, w in self._fields.items() if isinstance(w, _TEXTS)]
        words = "\x1f".join((type(self._form).__name__, self._form.windowTitle(), *texts))
        return hashlib.sha256(words.encode()).hexdigest()

    def _read(self) -> dict[str, str]:
        return {name: read_field(widget) or "" for name, widget in self._fields.items()}

    def _take_back(self) -> None:
        kept = draft_of(self._workspace, self._draft.key)
        if kept is None:
            return
        for name, text in kept.fields.items():
            if name in self._fields:
                fill_field(self._fields[name], text)
        self._kept = True
        self.told.setText(f"Your draft of {_clock(kept)}")
        self.afresh.show()

    def _begin_afresh(self) -> None:
        for name, text in self._begun.items():
            fill_field(self._fields[name], text)
        self._rest.stop()
        self._drop()
        self.told.setText("")
        self.afresh.hide()

    def keep(self) -> None:
        """Keep what was typed, and say so."""
        self._rest.stop()
        now = self._read()
        if now == self._begun:
            self._drop()
            return
        try:
            draft = keep_draft(self._workspace, replace(self._draft, fields=now))
        except CsplannerError as error:
            self.told.setText(f"Draft not kept: {error.message}")
            return
        self._kept = True
        self.told.setText(f"Draft kept {_clock(draft)}")

    def _drop(self) -> None:
        if self._kept:
            self._kept = False
            drop_draft(self._workspace, self._draft.key)

    def _done(self) -> None:
        self._rest.stop()
        self._drop()

    def _let_go(self) -> None:
        self._rest.stop()
        if self._window.context.workspace is not self._workspace:
            return
        now = self._read()
        if not any(now[n] != self._begun[n] for n, w in self._fields.items() if _typed(w)):
            self._drop()
            return
        gone = keep_draft(self._workspace, replace(self._draft, fields=now, let_go=True))
        self._window.context.notify(
            f"Not kept: {gone.title}",
            action=("Bring it back", partial(_revive, self._window, gone)),
        )


def _typed(widget: QWidget) -> bool:
    return isinstance(widget, _TEXTS)


def _clock(draft: Draft) -> str:
    assert draft.at is not None
    return formats.clock(draft.at.astimezone().time())


def keeper_for(form: Form) -> DraftKeeper | None:
    """Return what keeps the draft of a form, None where there is no portfolio to keep it in."""
    from ui.main_window import MainWindow

    home = form.parentWidget()
    window = home.window() if home is not None else None
    if not isinstance(window, MainWindow):
        return None
    workspace = window.context.workspace
    if workspace is None or workspace.read_only:
        return None
    if not any(_typed(widget) for widget in fields_of(form).values()):
        return None
    return DraftKeeper(form, window, workspace)


def _revive(window: MainWindow, draft: Draft) -> None:
    if window.context.workspace is not None:
        keep_draft(window.context.workspace, replace(draft, let_go=False))
        go_on(window, draft)


def go_on(window: MainWindow, draft: Draft) -> None:
    """Lead back to the form of a draft, which takes it back when it opens."""
    if draft.page == "account" and draft.account_id:
        window.go("account", account_id=draft.account_id)
        if any(action.name == draft.action for action in window.actions_table.of("account")):
            after_paint(window, partial(window.actions_table.trigger, draft.action))
            return
    elif draft.page:
        window.go(draft.page)
    window.context.notify(f"Open it here again, it holds your words: {draft.title}")


def offer_drafts(window: MainWindow) -> None:
    """Offer at the start what was typed before and not kept."""
    workspace = window.context.workspace
    if workspace is None:
        return
    forget_let_go(workspace)
    found = drafts(workspace)
    if not found:
        return
    newest = found[0]
    more = f", and {len(found) - 1} more in the menu Edit" if len(found) > 1 else ""
    window.context.notify(
        f"A draft was kept: {newest.title}{more}",
        hint=f"Typed at {_clock(newest)}, not kept since.",
        action=("Go on with it", partial(go_on, window, newest)),
    )


def pop_drafts(window: MainWindow) -> None:
    """Go on with the one draft there is, or choose among several."""
    workspace = window.context.workspace
    found = () if workspace is None else drafts(workspace)
    if len(found) == 1:
        go_on(window, found[0])
    elif found:
        menu = QMenu(window)
        for draft in found:
            words = f"{draft.title}, {_clock(draft)}".replace("&", "&&")
            menu.addAction(words, partial(go_on, window, draft))
        menu.addSeparator()
        menu.addAction("Discard all drafts", partial(_discard, window))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(window.mapToGlobal(window.rect().center()))


def _discard(window: MainWindow) -> None:
    workspace = window.context.workspace
    if workspace is not None:
        for draft in drafts(workspace):
            drop_draft(workspace, draft.key)


def has_drafts(window: MainWindow) -> bool:
    """Whether there is a draft to go on with."""
    workspace = window.context.workspace
    return workspace is not None and bool(drafts(workspace))

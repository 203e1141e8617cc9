"""Forms that are open when the window is locked: their drafts are kept, their fields emptied.

The drafts are in the file, which is encrypted (see `drafts`); a program that ends while locked
offers them at the next start. After unlocking the forms stand as they were.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QTextEdit

from ui.drafts import DraftKeeper, fields_of, fill_field, read_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from csplanner.services.workspace import Workspace


class LockedForm(NamedTuple):
    """A form out of sight, and what its fields held."""

    form: QDialog
    values: tuple[tuple[QWidget, str], ...]


def taken() -> list[LockedForm]:
    """Keep the drafts of the open forms, empty their fields and take them out of sight."""
    found = []
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            for keeper in widget.findChildren(DraftKeeper):
                keeper.keep()
            fields = fields_of(widget).values()
            values = tuple((field, read_field(field) or "") for field in fields)
            for field, _ in values:
                if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
                    with _quiet(field):
                        field.clear()
            widget.hide()
            found.append(LockedForm(widget, values))
    return found


def give_back(forms: list[LockedForm], workspace: Workspace) -> None:
    """Fill the fields again and show the forms, which keep their drafts in the file as before."""
    for form, values in forms:
        if not shiboken6.isValid(form):
            continue
        for keeper in form.findChildren(DraftKeeper):
            keeper.use(workspace)
        for field, text in values:
            if shiboken6.isValid(field):
                with _quiet(field):
                    fill_field(field, text)
        form.show()
        form.raise_()


@contextmanager
def _quiet(field: QWidget) -> Iterator[None]:
    """Change a field without anybody being told: it is not the user who types."""
    before = field.blockSignals(True)
    try:
        yield
    finally:
        field.blockSignals(before)

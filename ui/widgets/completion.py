"""Choices under a field while one types: any of them that holds the letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLineEdit


def offer(field: QLineEdit, choices: Sequence[str], name: str) -> None:
    """Offer choices under a field; `name` is what assistive software calls the list."""
    completer = QCompleter(list(choices), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = completer.popup()
    if popup is not None:
        popup.setAccessibleName(name)
    field.setCompleter(completer)

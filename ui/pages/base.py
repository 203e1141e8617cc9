"""What a page is: a QWidget named `page_<name>` that says its title, buttons and actions.

The main window asks; a page never reaches for header, inspector or sidebar itself. It is made when
it is first shown. `refresh` is called when it is shown, and after each change while it is visible;
a hidden page is refreshed once when it is shown again.

    class CoveragePage(Page):
        name, title = "coverage", "Coverage"

        def build(self) -> None: ...                      # make the widgets, once
        def refresh(self, changes) -> None: ...           # read and show; None: everything is new
        def context_line(self) -> str: ...                # beside the title
        def page_actions(self) -> tuple[Action, ...]: ... # while shown; names begin "coverage."
        def buttons(self) -> tuple[str, ...]: ...         # up to three names, the primary one last
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from csplanner.services.workspace import Changes, Workspace
    from ui.actions import Action
    from ui.context import Context


class Page(QWidget):
    """One screen.

    Signals: `header_changed()` when title, context line, buttons or their state changed;
    `inspector_changed(shown)` to show or hide the inspector for a new selection.
    """

    name = ""
    title = ""
    header_changed = Signal()
    inspector_changed = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._first: QWidget | None = None
        self.context = context
        self.setObjectName(f"page_{self.name}")
        self.setAccessibleName(self.title)
        self.build()

    @property
    def workspace(self) -> Workspace:
        """The open portfolio; pages other than Welcome are only shown while there is one."""
        assert self.context.workspace is not None
        return self.context.workspace

    def setFocusProxy(self, widget: QWidget) -> None:
        """Say which widget has the focus when the page is shown.

        Not by Qt's own means: Tab would then pass over all that stands before that widget.
        """
        self._first = widget

    def focusProxy(self) -> QWidget | None:
        """Return the widget that has the focus when the page is shown, None if none was named."""
        return self._first

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the widget that was named."""
        if self._first is not None:
            self._first.setFocus(reason)

    def build(self) -> None:
        """Make the widgets, once."""

    def open(self, **arguments: Any) -> None:
        """Take what `context.go(name, **arguments)` said, before the refresh that follows."""

    def refresh(self, changes: Changes | None) -> None:
        """Read and show again; `changes` is None when nothing can be taken as known."""

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement that the page stands on, each an id or empty."""
        return "", ""

    def leave(self) -> None:
        """Another page is shown now: give back what runs only for the eye."""

    def crumb(self) -> tuple[str, str]:
        """Return the page above this one as (words, page name), or two empty texts."""
        return "", ""

    def context_line(self) -> str:
        """Return one line for the header, beside the title."""
        return ""

    def page_actions(self) -> tuple[Action, ...]:
        """Return what can be done while this page is shown."""
        return ()

    def buttons(self) -> tuple[str, ...]:
        """Return the names of at most three actions for the header, the primary one last."""
        return ()

    def inspector(self) -> QWidget | None:
        """Return the widget for the inspector, made once, or None if the page has none."""
        return None

    def focus_filter(self) -> None:
        """Put the cursor into the page's filter (Ctrl+F)."""

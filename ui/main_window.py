"""The window: one page at a time inside the frame, and how one gets from page to page.

`go("portfolio")` shows a page. Pages are made when first shown; what they can do joins the table of
actions while they are shown.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from ui import geometry
from ui.actions import ActionTable
from ui.frame import Frame
from ui.frame_teller import FrameTeller
from ui.later import after_paint
from ui.notices import NoticeBar
from ui.pages import registry
from ui.presentation import Presentation

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from csplanner.services.workspace import Changes
    from ui.context import Context
    from ui.crash import Crashes
    from ui.opening import Opening
    from ui.pages.base import Page
    from ui.widgets.palette import Palette

NARROWER = 1000


class MainWindow(QMainWindow):
    """The frame round one page at a time.

    Signals: `painted()` when it was painted for the first time, `shown(page name)`, `closing()`.
    """

    painted = Signal()
    shown = Signal(str)
    closing = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.actions_table = ActionTable(self)
        self.opening: Opening
        self.crashes: Crashes
        self.pages: dict[str, Page] = {}
        self.page: Page | None = None
        self.inspector_wanted = bool(context.memory.get("inspector", True))
        self._stale: set[str] = set()
        self._was_painted = self.start_again = False
        self.setObjectName("main_window")
        self.setWindowTitle("csplanner")
        self.root = frame = Frame(context.jobs)
        self.sidebar, self.header, self.inspector = frame.sidebar, frame.header, frame.inspector
        self.status, self.strip, self.stack = frame.status, frame.strip, frame.stack
        self.notices = NoticeBar(frame)
        self.teller, self.presentation = FrameTeller(self), Presentation(self)
        self.setCentralWidget(frame)
        self._listen()
        self.sidebar.set_collapsed(collapsed=bool(context.memory.get("sidebar_collapsed", False)))
        geometry.restore(self, context.memory)

    def _listen(self) -> None:
        context = self.context
        context.changed.connect(self._on_change)
        context.workspace_changed.connect(self._on_workspace)
        context.day_changed.connect(self._on_day)
        context.wanted.connect(self._on_wanted)
        context.told.connect(self.presentation.tell)
        context.asked.connect(self.actions_table.trigger)
        self.notices.undo.connect(context.undo)
        self.sidebar.wanted.connect(self.go)
        self.sidebar.collapse.connect(self.toggle_sidebar)
        self.sidebar.menu.connect(self.pop_menu)
        self.sidebar.jump.connect(self.open_palette)
        self.header.asked.connect(self.actions_table.trigger)
        self.header.up.connect(self.go)
        self.status.wanted.connect(self._on_status)

    def go(self, name: str, **arguments: Any) -> None:
        """Show a page; without an open portfolio only the welcome page can be shown."""
        if self.presentation.takes(name):
            return
        entry = registry.entry(name)
        if entry.needs_portfolio and self.context.workspace is None:
            entry = registry.entry("welcome")
        page = self._page(entry)
        if page is not self.page:
            self._swap(page)
        if arguments:
            page.open(**arguments)
            self._stale.add(entry.name)
        if entry.name in self._stale:
            self._stale.discard(entry.name)
            page.refresh(None)
        self.sidebar.show_page(entry.name)
        self.root.show_inspector(page.inspector(), wanted=self.inspector_wanted)
        self.show_header()
        if page.focusProxy() is not None:
            page.setFocus()
        self.shown.emit(entry.name)

    def _page(self, entry: registry.PageEntry) -> Page:
        page = self.pages.get(entry.name)
        if page is None:
            page = entry.make(self.context)
            page.header_changed.connect(self.show_header)
            page.inspector_changed.connect(self._on_inspector)
            self.pages[entry.name] = page
            self.stack.addWidget(page)
            self._stale.add(entry.name)
        return page

    def _swap(self, page: Page) -> None:
        if self.page is not None:
            self.page.leave()
            self.actions_table.remove(self.page.name)
        self.page = page
        self.actions_table.add(page.page_actions(), page.name)
        self.stack.setCurrentWidget(page)

    def show_header(self) -> None:
        """Bring title, context line and buttons up to date with the page."""
        page = self.page
        if page is not None:
            self.header.say(page.title, page.context_line(), page.crumb())
            self.header.set_actions([self.actions_table.get(name) for name in page.buttons()])

    def toggle_sidebar(self) -> None:
        """Collapse the sidebar to icons, or open it again."""
        collapsed = not self.sidebar.collapsed
        self.sidebar.set_collapsed(collapsed=collapsed)
        self.context.memory.keep("sidebar_collapsed", collapsed)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector of this page."""
        self.inspector_wanted = not self.inspector_wanted
        self.context.memory.keep("inspector", self.inspector_wanted)
        widget = self.page.inspector() if self.page is not None else None
        self.root.show_inspector(widget, wanted=self.inspector_wanted)

    def pop_menu(self) -> None:
        """Open the menus of the program at the person in the sidebar."""
        self.actions_table.pop(self.sidebar.person)

    @cached_property
    def palette_box(self) -> Palette:
        """The command palette, made after the first frame or when it is first asked for."""
        from ui.widgets.palette import Palette

        return Palette(self.root, self.context, self.actions_table)

    def open_palette(self, words: str = "") -> None:
        """Open the command palette (Ctrl+K); never on a shared screen."""
        if not self.presentation.on:
            self.palette_box.open(words)

    def follow_system(self) -> None:
        """Take the system's theme when it changes, if that is what the user wants."""
        if self.context.memory.get("theme", "system") == "system":
            self.context.use_theme("system")

    def focus_filter(self) -> None:
        """Put the cursor into the filter of this page (Ctrl+F)."""
        if self.page is not None:
            self.page.focus_filter()

    def next_region(self) -> None:
        """Move the focus to the next of sidebar, header, page, inspector, status bar (F6)."""
        self.root.next_region(self.focusWidget())

    def refresh_frame(self) -> None:
        """Read what sidebar and status bar say."""
        self.teller.refresh()

    def _on_change(self, changes: Changes) -> None:
        self._stale |= {name for name, page in self.pages.items() if page is not self.page}
        if self.page is not None:
            self.page.refresh(changes)
        self.refresh_frame()
        self.show_header()

    def _on_workspace(self) -> None:
        self._stale |= set(self.pages)
        self.teller.say_whose()
        # The rows of the page come first.
        after_paint(self, self.refresh_frame)

    def _on_day(self) -> None:
        self._stale |= set(self.pages)
        if self.page is not None:
            self.go(self.page.name)
        self.refresh_frame()

    def _on_wanted(self, name: str, arguments: dict[str, Any]) -> None:
        self.go(name, **arguments)

    def _on_status(self, name: str) -> None:
        if any(entry.name == name for entry in registry.entries()):
            self.go(name)

    def _on_inspector(self, shown: bool) -> None:  # noqa: FBT001 - the signal says it
        if shown != self.inspector_wanted:
            self.toggle_inspector()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the sidebar and lay the inspector over the page when there is little room."""
        super().resizeEvent(event)
        wanted = self.width() < NARROWER or self.context.memory.get("sidebar_collapsed", False)
        if wanted != self.sidebar.collapsed:
            self.sidebar.set_collapsed(collapsed=wanted)
        self.root.place_inspector()
        if self.notices.isVisible():
            self.notices.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first frame was painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember place and size, end the work, give the file back."""
        geometry.keep(self, self.context.memory)
        self.notices.dismiss()
        self.closing.emit()
        self.context.stop()
        super().closeEvent(event)

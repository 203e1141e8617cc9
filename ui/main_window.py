"""The window: sidebar, header, the page, inspector, status bar; and how one gets from page to page.

`go("portfolio")` shows a page. Pages are made when first shown; what they can do joins the table of
actions while they are shown.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ui.actions import ActionTable
from ui.notices import NoticeBar
from ui.pages import registry
from ui.theme import current
from ui.widgets.header import Header
from ui.widgets.inspector import Inspector
from ui.widgets.job_strip import JobStrip
from ui.widgets.sidebar import Sidebar
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from csplanner.services.workspace import Changes
    from ui.context import Context
    from ui.crash import Crashes
    from ui.opening import Opening
    from ui.pages.base import Page
    from ui.widgets.palette import Palette

WIDTH, HEIGHT = 1440, 900
NARROW, NARROWER = 1200, 1000


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
        self._stale: dict[str, bool] = {}
        self._was_painted = False
        self._sample = False
        self._inspector_wanted = bool(context.memory.get("inspector", True))
        self.setObjectName("main_window")
        self.setWindowTitle("csplanner")
        self._build()
        self._listen()
        self._restore()

    def _build(self) -> None:
        self.sidebar, self.header, self.inspector = Sidebar(), Header(), Inspector()
        self.status, self.strip, self.stack = (
            StatusBar(),
            JobStrip(self.context.jobs),
            QStackedWidget(),
        )
        self.stack.setObjectName("pages")
        root = QWidget()
        self.root = root
        outer = QVBoxLayout(root)
        top, column, self._body = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for layout in (outer, top, column, self._body):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._body.addWidget(self.stack, 1)
        self._body.addWidget(self.inspector)
        column.addWidget(self.header)
        column.addWidget(self.strip)
        column.addLayout(self._body, 1)
        top.addWidget(self.sidebar)
        top.addLayout(column, 1)
        outer.addLayout(top, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(root)
        self.menuBar().hide()
        self.notices = NoticeBar(root)
        self.inspector.hide()
        self.sidebar.set_open(is_open=False)

    def _listen(self) -> None:
        context = self.context
        context.changed.connect(self._on_change)
        context.workspace_changed.connect(self._on_workspace)
        context.day_changed.connect(self._on_day)
        context.theme_changed.connect(self._on_theme)
        context.wanted.connect(self._on_wanted)
        context.told.connect(self.notices.tell)
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
        entry = registry.entry(name)
        if entry.needs_portfolio and self.context.workspace is None:
            entry = registry.entry("welcome")
        page = self._page(entry)
        if page is not self.page:
            self._swap(page)
        if arguments:
            page.open(**arguments)
            self._stale[entry.name] = True
        if self._stale.pop(entry.name, False):
            page.refresh(None)
        self.sidebar.show_page(entry.name)
        self._show_inspector()
        self.show_header()
        if self.page is not None and self.page.focusProxy() is not None:
            self.page.setFocus()
        self.shown.emit(entry.name)

    def _page(self, entry: registry.PageEntry) -> Page:
        page = self.pages.get(entry.name)
        if page is None:
            page = entry.make(self.context)
            page.header_changed.connect(self.show_header)
            page.inspector_changed.connect(self._on_inspector)
            self.pages[entry.name] = page
            self.stack.addWidget(page)
            self._stale[entry.name] = True
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
        if page is None:
            return
        self.header.say(page.title, page.context_line(), page.crumb())
        self.header.set_actions([self.actions_table.get(name) for name in page.buttons()])

    def toggle_sidebar(self) -> None:
        """Collapse the sidebar to icons, or open it again."""
        collapsed = not self.sidebar.collapsed
        self.sidebar.set_collapsed(collapsed=collapsed)
        self.context.memory.keep("sidebar_collapsed", collapsed)

    def toggle_inspector(self) -> None:
        """Show or hide the inspector of this page."""
        self._inspector_wanted = not self._inspector_wanted
        self.context.memory.keep("inspector", self._inspector_wanted)
        self._show_inspector()

    @property
    def inspector_wanted(self) -> bool:
        """Whether the inspector is shown where a page has one."""
        return self._inspector_wanted

    def pop_menu(self) -> None:
        """Open the menus of the program at the person in the sidebar."""
        menu = QMenu(self)
        self.actions_table.fill_bar(menu)
        at = self.sidebar.person.mapToGlobal(self.sidebar.person.rect().topRight())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    @cached_property
    def palette_box(self) -> Palette:
        """The command palette, made when it is first asked for."""
        from ui.widgets.palette import Palette

        return Palette(self.root, self.context, self.actions_table)

    def make_palette(self) -> None:
        """Make the command palette, which the first frame does not wait for."""
        self.palette_box.hide()

    def open_palette(self) -> None:
        """Open the command palette (Ctrl+K)."""
        self.palette_box.open()

    def show_keys(self) -> None:
        """Show the keys of this page in the palette (?)."""
        self.palette_box.open(">")

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
        regions = [self.sidebar, self.header, self.stack, self.inspector, self.status]
        seen = [region for region in regions if region.isVisible()]
        focus = self.focusWidget()
        inside = [i for i, r in enumerate(seen) if focus is not None and r.isAncestorOf(focus)]
        start = inside[0] + 1 if inside else 0
        for step in range(len(seen)):
            if _focus_first(seen[(start + step) % len(seen)]):
                return

    def refresh_frame(self) -> None:
        """Read what sidebar and status bar say."""
        from ui import frame_facts

        workspace = self.context.workspace
        if workspace is None:
            self.sidebar.set_counts({})
            self.status.say([], [])
            return
        from csplanner.services import views

        today = self.context.today
        facts = views.frame_facts(workspace, today)
        self.sidebar.set_counts(frame_facts.counts_of(facts))
        backup = views.last_backup(workspace)
        self.status.say(
            frame_facts.left_facts(workspace, facts, backup, today, sample=self._sample),
            frame_facts.right_facts(facts, today),
        )

    def _on_change(self, changes: Changes) -> None:
        for name, page in self.pages.items():
            if page is self.page:
                page.refresh(changes)
            else:
                self._stale[name] = True
        self.refresh_frame()
        self.show_header()

    def _on_workspace(self) -> None:
        workspace = self.context.workspace
        for page in self.pages.values():
            self._stale[page.name] = True
        self.sidebar.set_open(is_open=workspace is not None)
        self._say_whose()
        # The rows of the page come first.
        QTimer.singleShot(0, self, self.refresh_frame)

    def _say_whose(self) -> None:
        workspace = self.context.workspace
        if workspace is None:
            self.setWindowTitle("csplanner")
            self.sidebar.say("csplanner", "")
            self.sidebar.person.say("", "")
            return
        from csplanner.services.views import whose

        self.setWindowTitle(f"{workspace.path.stem} · csplanner")
        name, team, self._sample = whose(workspace)
        self.sidebar.say("csplanner", team or name or workspace.path.stem)
        self.sidebar.person.say("", "")

    def _on_day(self) -> None:
        for name in self.pages:
            self._stale[name] = True
        if self.page is not None and self._stale.pop(self.page.name, False):
            self.page.refresh(None)
        self.refresh_frame()

    def _on_theme(self) -> None:
        self.update()

    def _on_wanted(self, name: str, arguments: dict[str, Any]) -> None:
        self.go(name, **arguments)

    def _on_status(self, name: str) -> None:
        if any(entry.name == name for entry in registry.entries()):
            self.go(name)

    def _on_inspector(self, shown: bool) -> None:  # noqa: FBT001 - the signal says it
        if shown != self._inspector_wanted:
            self.toggle_inspector()
        else:
            self._show_inspector()

    def _show_inspector(self) -> None:
        widget = self.page.inspector() if self.page is not None else None
        self.inspector.show_widget(widget)
        self.inspector.setVisible(widget is not None and self._inspector_wanted)
        self._place_inspector()

    def _place_inspector(self) -> None:
        """Stand beside the page, or over it in a narrow window."""
        narrow = self.width() < NARROW
        over = self.inspector.parentWidget() is self.stack
        if narrow and not over:
            self._body.removeWidget(self.inspector)
            self.inspector.setParent(self.stack)
            self.inspector.setVisible(self._inspector_visible())
        elif not narrow and over:
            self._body.addWidget(self.inspector)
            self.inspector.setVisible(self._inspector_visible())
        if narrow:
            width = current().size.inspector
            self.inspector.setGeometry(self.stack.width() - width, 0, width, self.stack.height())
            self.inspector.raise_()

    def _inspector_visible(self) -> bool:
        return (
            self._inspector_wanted and self.page is not None and self.page.inspector() is not None
        )

    def _restore(self) -> None:
        memory = self.context.memory
        self.sidebar.set_collapsed(collapsed=bool(memory.get("sidebar_collapsed", False)))
        self.resize(WIDTH, HEIGHT)
        geometry = memory.get("geometry", "")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
            self._stay_on_a_screen()

    def _stay_on_a_screen(self) -> None:
        frame = self.frameGeometry()
        if not any(s.availableGeometry().intersects(frame) for s in QGuiApplication.screens()):
            self.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Collapse the sidebar and lay the inspector over the page when there is little room."""
        super().resizeEvent(event)
        narrower = self.width() < NARROWER
        wanted = narrower or bool(self.context.memory.get("sidebar_collapsed", False))
        if wanted != self.sidebar.collapsed:
            self.sidebar.set_collapsed(collapsed=wanted)
        self._place_inspector()
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
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.context.memory.keep("geometry", geometry)
        self.notices.dismiss()
        self.closing.emit()
        self.context.stop()
        super().closeEvent(event)


def _focus_first(region: QWidget) -> bool:
    """Give the focus to the first widget of a region that takes it; say whether there is one."""
    for widget in region.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False

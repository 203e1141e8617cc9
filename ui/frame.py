"""The parts round a page, laid out: sidebar, header, job strip, inspector, status bar.

In a narrow window the inspector lies over the page instead of beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import current
from ui.widgets.header import Header
from ui.widgets.inspector import Inspector
from ui.widgets.job_strip import JobStrip
from ui.widgets.sidebar import Sidebar
from ui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from ui.jobs import Jobs

NARROW = 1200
_LEAST = (560, 300)


class PageStack(QStackedWidget):
    """The pages behind one another; the widest of them does not widen the window."""

    def minimumSizeHint(self) -> QSize:
        """Be content with what a small screen has at a scale of 200 %."""
        return QSize(*_LEAST)


class Frame(QWidget):
    """Holds the parts and the stack of pages; the window tells them what to show."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.sidebar, self.header, self.inspector = Sidebar(), Header(), Inspector()
        self.status, self.strip, self.stack = StatusBar(), JobStrip(jobs), PageStack()
        self.stack.setObjectName("pages")
        self._stage: QWidget | None
        outer = QVBoxLayout(self)
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
        self._work = QWidget()
        self._work.setLayout(top)
        outer.addWidget(self._work, 1)
        outer.addWidget(self.status)
        self._outer, self._stage = outer, None
        self.inspector.hide()
        self.sidebar.set_open(is_open=False)

    def present(self, stage: QWidget | None) -> None:
        """Show a stage in place of all parts, or the parts again."""
        if stage is not None and self._outer.indexOf(stage) < 0:
            self._outer.addWidget(stage, 1)
        self._work.setVisible(stage is None)
        self.status.setVisible(stage is None)
        if self._stage is not None:
            self._stage.hide()
        if stage is not None:
            stage.show()
        self._stage = stage

    def show_inspector(self, widget: QWidget | None, *, wanted: bool) -> None:
        """Show a page's widget in the inspector, or no inspector."""
        self.inspector.show_widget(widget)
        self.inspector.setVisible(widget is not None and wanted)
        self.place_inspector()

    def place_inspector(self) -> None:
        """Stand beside the page, or over it in a narrow window."""
        narrow = self.window().width() < NARROW
        over = self.inspector.parentWidget() is self.stack
        shown = not self.inspector.isHidden()
        if narrow and not over:
            self._body.removeWidget(self.inspector)
            self.inspector.setParent(self.stack)
            self.inspector.setVisible(shown)
        elif not narrow and over:
            self._body.addWidget(self.inspector)
            self.inspector.setVisible(shown)
        if narrow:
            width = current().size.inspector
            self.inspector.setGeometry(self.stack.width() - width, 0, width, self.stack.height())
            self.inspector.raise_()

    def next_region(self, focus: QWidget | None) -> None:
        """Move the focus to the first widget of the region after the one that has it."""
        parts = (self.sidebar, self.header, self.stack, self.inspector, self.status, self._stage)
        regions = [part for part in parts if part is not None]
        seen = [region for region in regions if region.isVisible()]
        inside = [i for i, r in enumerate(seen) if focus is not None and r.isAncestorOf(focus)]
        start = inside[0] + 1 if inside else 0
        for step in range(len(seen)):
            if _focus_first(seen[(start + step) % len(seen)]):
                return


def _focus_first(region: QWidget) -> bool:
    """Give the focus to the first widget of a region that takes it; say whether there is one."""
    for widget in region.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False

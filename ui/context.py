"""What every page is given: the open portfolio, the day, the theme, jobs, notices, navigation.

A page reads through `context.workspace`, writes through `context.run_change`, and learns of every
change, whoever made it, by the one signal `changed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from csplanner.base.clock import Clock
from csplanner.base.errors import CsplannerError
from ui import theme
from ui.jobs import Jobs
from ui.later import after_paint
from ui.scores import Scores

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from csplanner.services.workspace import Changes, UnitOfWork, Workspace
    from ui.memory import Memory

    Act = Callable[[UnitOfWork], Any]

_TICK_MS = 20_000


class Notice:
    """One thing to tell: `kind` is info, warning, mistake or trouble.

    `action` is (label, callable).
    """

    __slots__ = ("action", "hint", "kind", "text", "undo")

    def __init__(
        self,
        text: str,
        *,
        hint: str = "",
        kind: str = "info",
        undo: bool = False,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        self.text, self.hint, self.kind, self.undo, self.action = text, hint, kind, undo, action


class Context(QObject):
    """The one object that pages share.

    Signals, all on the GUI thread: `changed(Changes)` after each change of the portfolio;
    `workspace_changed()` when another portfolio is open, or none; `day_changed()` at midnight and
    after sleep; `theme_changed()`; `preferred(name)` when something else of `ui.preferences` is;
    `wanted(page, arguments)` to go to a page; `told(Notice)`;
    `asked(action name)` to run an action of the window; `open_asked(path)` to open a portfolio.
    """

    changed = Signal(object)
    workspace_changed = Signal()
    day_changed = Signal()
    theme_changed = Signal()
    preferred = Signal(str)
    wanted = Signal(str, object)
    told = Signal(object)
    asked = Signal(str)
    open_asked = Signal(object)
    _published = Signal(object)

    def __init__(self, memory: Memory, clock: Clock | None = None) -> None:
        super().__init__()
        self.memory = memory
        self.clock = clock or Clock()
        self.jobs = Jobs(self)
        self.jobs.failed = self.notify_error
        self.workspace: Workspace | None = None
        self.scores = Scores(self)
        self.unsaved = ""  # why the last change could not be kept
        self._unsubscribe: Callable[[], None] | None = None
        self._day = self.clock.today()
        self._published.connect(self._publish)
        self._ticks = QTimer(self)
        self._ticks.setObjectName("context day")
        self._ticks.timeout.connect(self._tick)
        self._ticks.start(_TICK_MS)

    @property
    def today(self) -> dt.date:
        """The day that everything is judged by."""
        return self.clock.today()

    def use_workspace(self, workspace: Workspace | None) -> None:
        """Work on this portfolio from now on; the one before is closed."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        before, self.workspace = self.workspace, workspace
        if before is not None and before is not workspace:
            self.jobs.stop()
            before.close()
        if workspace is not None:
            self._unsubscribe = workspace.subscribe(self._published.emit)
            after_paint(self, self._note_opened)
        self.workspace_changed.emit()

    def run_change(
        self, label: str, act: Act, *, origin: str = "", notice: str = "", undo: bool = True
    ) -> bool:
        """Run `act(work)` as one undo step; tell a mistake or trouble; say whether it was done.

        `notice` is shown afterwards, with a button Undo unless `undo` is False.
        """
        if self.workspace is None:
            return False
        try:
            with self.workspace.change(label, origin) as work:
                act(work)
        except CsplannerError as error:
            self.unsaved = error.message.rstrip(".") if error.kind == "trouble" else self.unsaved
            self.notify_error(error)
            return False
        if notice:
            self.notify(notice, undo=undo)
        return True

    def undo(self) -> None:
        """Take the newest change back and say which."""
        self._swing("undo", "Undone")

    def redo(self) -> None:
        """Do the undone change again and say which."""
        self._swing("redo", "Done again")

    def _swing(self, way: str, said: str) -> None:
        if self.workspace is None:
            return
        try:
            changes = getattr(self.workspace, way)()
        except CsplannerError as error:
            self.notify_error(error)
            return
        self.notify(f"{said}: {changes.label.partition(': ')[2] or changes.label}")

    def notify(
        self,
        text: str,
        *,
        hint: str = "",
        kind: str = "info",
        undo: bool = False,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show a notice; with `undo`, a button that takes the last change back."""
        self.told.emit(Notice(text, hint=hint, kind=kind, undo=undo, action=action))

    def notify_error(self, error: CsplannerError) -> None:
        """Show a mistake or a trouble as a notice: what happened, and what to do."""
        self.notify(error.message, hint=error.hint, kind=error.kind)

    def go(self, page: str, **arguments: Any) -> None:
        """Show a page, the part of its name after `page_`; arguments reach its `open`."""
        self.wanted.emit(page, arguments)

    def use_theme(self, mode: str) -> None:
        """Put a theme on and remember it: light, dark, or system."""
        self.memory.keep("theme", mode)
        theme.use(theme.system_theme() if mode == "system" else mode)
        self.theme_changed.emit()

    def prefer(self, name: str, value: str) -> None:
        """Remember what is preferred on this computer and put it in force."""
        if name == "theme":
            self.use_theme(value)
            return
        from ui import preferences

        self.memory.keep(name, value)
        preferences.apply(self.memory)
        self.preferred.emit(name)

    def stop(self) -> None:
        """End the jobs and the ticking, and give the file back."""
        self._ticks.stop()
        self.jobs.stop()
        if self.workspace is not None:
            self.use_workspace(None)

    def _note_opened(self) -> None:
        if self.workspace is not None:
            self.memory.note_opened(self.workspace.path)

    def _publish(self, changes: Changes) -> None:
        self.unsaved = ""
        self.unsaved = ""
        self.changed.emit(changes)

    def _tick(self) -> None:
        if self.today != self._day:
            self._day = self.today
            self.day_changed.emit()

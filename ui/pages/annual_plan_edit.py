"""Edits of the annual plan: move, lock, swap, agree, hold, miss; each one undo step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from csplanner.base.errors import CsplannerError
from csplanner.domain.records import Engagement, Person
from ui.moving import move

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from csplanner.services.workspace import Workspace
    from ui.pages.annual_plan import AnnualPlanPage


class PlanEdit(QObject):
    """Changes engagements for one page, through the use cases, and says what was done."""

    def __init__(self, page: AnnualPlanPage) -> None:
        super().__init__(page)
        self._page, self._grid = page, page.grid
        self._context = page.context
        self._grid.moved.connect(self.move)

    @property
    def workspace(self) -> Workspace:
        """The open portfolio."""
        return self._page.workspace

    def move(self, key: str, day: dt.date) -> None:
        """Move an engagement and lock it; a broken rule is named and may be overruled."""
        move(self._context, key, day)

    def ask(self, word: str) -> None:
        """Do what a letter or a button asks for, to the selection."""
        acts: dict[str, Callable[[], object]] = {
            "move": self._grid.start_move,
            "trip": self._grid.start_trip,
            "why": partial(self._page.inspector_changed.emit, True),
            "close": partial(self._grid.select, ""),
            "brief": self._brief,
            "swap": self._swap,
        }
        if word in acts:
            acts[word]()
        else:
            self._adjust(word)

    def _adjust(self, word: str) -> None:
        from csplanner.services import adjust_calendar

        mark = self._grid.chosen_mark()
        if mark is None:
            return
        if word == "lock" and mark.locked:
            word = "unlock"
        said = {
            "lock": "Locked: the planner keeps this date",
            "unlock": "Unlocked",
            "agree": "Marked as confirmed",
            "done": "Marked as held",
        }[word]
        try:
            getattr(adjust_calendar, word)(self.workspace, mark.id)
        except CsplannerError as error:
            self._context.notify_error(error)
        else:
            self._context.notify(said, undo=True)

    def _brief(self) -> None:
        scene = self._grid.scene
        if scene.account:
            self._context.go("briefs", account_id=scene.account, engagement_id=scene.chosen)

    def _swap(self) -> None:
        mark = self._grid.chosen_mark()
        if mark is None or not self.executives_for(mark.id):
            return
        menu = self.swap_menu(mark.id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._grid.mapToGlobal(self._grid.rect().center()))

    def executives_for(self, key: str) -> tuple[Person, ...]:
        """Return the key executives who might come instead of the one who does."""
        engagement = self.workspace.get(Engagement, key)
        if engagement is None or engagement.state.value not in {"planned", "agreed"}:
            return ()
        people = self.workspace.where(Person, role="EXEC")
        if not any(person.id in engagement.participants for person in people):
            return ()
        return tuple(person for person in people if person.id not in engagement.participants)

    def swap_menu(self, key: str) -> QMenu:
        """Return the executives as a menu."""
        menu = QMenu(self._grid)
        for person in self.executives_for(key):
            action = menu.addAction(f"{person.title or person.name} instead")
            action.setData(person.id)
        menu.setProperty("engagement", key)
        menu.triggered.connect(self._take_swap)
        return menu

    def _take_swap(self, action: QAction) -> None:
        from csplanner.services import adjust_calendar

        person = self.workspace.get(Person, str(action.data()))
        key = str(self.sender().property("engagement"))
        if person is None:
            return
        try:
            adjust_calendar.swap_executive(self.workspace, key, person)
        except CsplannerError as error:
            self._context.notify_error(error)
        else:
            self._context.notify(f"{person.title or person.name} joins; locked", undo=True)

    def to_today(self) -> None:
        """Bring today into view."""
        self._grid.to_today()

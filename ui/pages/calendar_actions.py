"""What can be done in the calendar, and the keys for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from csplanner.base.errors import CsplannerError
from csplanner.domain.records import Engagement, Person
from ui import formats
from ui.actions import Action
from ui.visit_acts import visit_actions
from ui.widgets.engagement_words import state_words, type_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from csplanner.services.calendar_view import CalendarItem
    from ui.pages.calendar import CalendarPage

_FOLDER = "calendar.folder"
_KINDS = "Calendar file (*.ics);;Workbook (*.xlsx);;Table (*.csv);;Wall planner (*.pdf)"
_SAID = {"agree": "Marked as confirmed", "done": "Marked as held"}


class CalendarActs:
    """Does things for one page; failures become notices."""

    def __init__(self, page: CalendarPage) -> None:
        self._page, self._context = page, page.context
        self.form: QDialog | None = None

    @property
    def can_write(self) -> bool:
        """Whether the chosen engagement may be changed."""
        workspace = self._context.workspace
        return workspace is not None and not workspace.read_only and self._page.chosen is not None

    @property
    def can_challenge(self) -> bool:
        """Whether the chosen engagement is one that a rule asks for and that is not held yet."""
        item = self._page.chosen
        if item is None or not self.can_write:
            return False
        return bool(item.touch) and item.state in {"planned", "agreed", "missed"}

    def names(self, item: CalendarItem) -> list[str]:
        """Return who of ours attends."""
        found = self._page.workspace.many(Person, item.participants)
        names: dict[str, str] = {person.id: person.name for person in found}
        return [names[key] for key in item.participants if key in names]

    def standing(self, item: CalendarItem) -> str:
        """Return how firm an engagement is: planned, asked for, confirmed, locked."""
        visit = self._page.workspace.get(Engagement, item.id)
        asked = visit.asked if visit is not None and item.state == "planned" else None
        words = [state_words(item.state)]
        if asked is not None:
            words.append(f"asked {formats.day(asked, self._context.today)}")
        return ", ".join([*words, "locked"] if item.locked else words)

    def prepared(self, item: CalendarItem) -> str:
        """Return how far the checklist of an engagement is."""
        from csplanner.services.preparation import steps_of

        steps = steps_of(self._page.workspace, item.id)
        done = sum(step.done for step in steps)
        return f"{done} of {len(steps)} steps" if steps else "no checklist"

    def open_account(self, item: CalendarItem) -> None:
        """Open the account of an engagement."""
        self._context.go("account", account_id=item.account_id)

    def open_brief(self, item: CalendarItem) -> None:
        """Open the brief of an engagement."""
        self._context.go("briefs", account_id=item.account_id, engagement_id=item.id)

    def brief(self) -> None:
        """Open the brief of the chosen engagement."""
        item = self._page.chosen
        if item is not None:
            self.open_brief(item)

    def mark(self, word: str) -> None:
        """Agree to, hold, miss, lock or unlock the chosen engagement."""
        from csplanner.services import adjust_calendar

        item = self._page.chosen
        if item is None:
            return
        if word == "lock":
            word = "unlock" if item.locked else "lock"
        try:
            getattr(adjust_calendar, word)(self._page.workspace, item.id)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        said = _SAID.get(word, "Locked" if word == "lock" else "Unlocked")
        self._context.notify(f"{said}: {item.account}", undo=True)

    def challenge(self) -> None:
        """Ask not to hold the chosen engagement, with a reason that is kept."""
        from csplanner.services.waivers import open_waiver
        from ui.dialogs.waive_form import Challenged, WaiveForm

        item = self._page.chosen
        if item is None or not item.touch:
            return
        words = f"{type_words(item.type)}, {formats.day(item.date)}"
        asked = open_waiver(self._page.workspace, item.touch)
        touch = Challenged(touch=item.touch, account=item.account, words=words, asked=asked)
        self.form = WaiveForm(self._page, self._context, touch)
        self.form.open()

    def go_to(self) -> None:
        """Ask for a day and show it."""
        from ui.dialogs.day_form import ask_day

        day = ask_day(self._page, self._page.day)
        if day is not None:
            self._context.go("calendar", day=day)

    def export(self) -> None:
        """Write the year's calendar to a file of the user's choice."""
        folder = Path(self._context.memory.get(_FOLDER, str(Path.home())))
        year = self._page.period.last.year
        path, kind = QFileDialog.getSaveFileName(
            self._page, "Export calendar", str(folder / f"calendar-{year}.ics"), _KINDS
        )
        if not path:
            return
        out = Path(path)
        if not out.suffix:
            out = out.with_suffix(kind.rpartition("*")[2].rstrip(")") or ".ics")
        self._context.memory.keep(_FOLDER, str(out.parent))
        self._write(out, year)

    def _write(self, out: Path, year: int) -> None:
        from csplanner.services.export_calendar import export_calendar

        page = self._page
        person = page.workspace.get(Person, page.person) if page.person else None
        try:
            export_calendar(page.workspace, year, out, person)
        except CsplannerError as error:
            self._context.notify_error(error)
            return
        self._context.notify(f"Wrote the calendar of {year} to {out.name}")


def calendar_actions(page: CalendarPage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    return (*_ways(page), *_marks(page), *visit_actions(page), *_files(page))


def _ways(page: CalendarPage) -> tuple[Action, ...]:
    spans = (("year", "1"), ("quarter", "2"), ("month", "3"), ("agenda", "4"))
    return (
        *(
            Action(
                name=f"calendar.{span}",
                text=f"Calendar by {span}" if span != "agenda" else "Calendar as agenda",
                run=partial(page.spans.choose, span),
                keys=key,
                icon="calendar",
                menu="View",
            )
            for span, key in spans
        ),
        *(
            Action(name=f"calendar.{name}", text=text, run=run, keys=keys, icon=icon, menu="View")
            for name, text, run, keys, icon in (
                ("before", "Calendar: before", partial(page.turn, -1), "[", "chevron-left"),
                ("after", "Calendar: after", partial(page.turn, 1), "]", "chevron-right"),
                ("today", "Calendar: today", page.to_today, "T;Ctrl+T", "today"),
                ("goto", "Go to date", page.acts.go_to, "Ctrl+G", "calendar"),
            )
        ),
        *(
            Action(
                name=f"calendar.{name}",
                text=text,
                run=partial(page.view.step_item, way),
                keys=keys,
                icon=icon,
            )
            for name, text, way, keys, icon in (
                ("next", "Next engagement of the day", 1, "J", "chevron-down"),
                ("previous", "Engagement before", -1, "K", "chevron-up"),
            )
        ),
    )


def _marks(page: CalendarPage) -> tuple[Action, ...]:
    rows = (
        ("agree", "Confirmed by the customer", "C", "check"),
        ("done", "Held", "D", "check"),
        ("lock", "Lock or unlock", "L;Ctrl+L", "lock"),
    )
    marks = tuple(
        Action(
            name=f"calendar.{word}",
            text=text,
            run=partial(page.acts.mark, word),
            keys=keys,
            icon=icon,
            menu="Plan",
            on=lambda: page.acts.can_write,
        )
        for word, text, keys, icon in rows
    )
    challenge = Action(
        name="calendar.challenge",
        text="Challenge this touch",
        run=page.acts.challenge,
        keys="W",
        icon="warning",
        menu="Plan",
        detail="Ask not to hold it, with a reason; the manager decides in Coverage",
        on=lambda: page.acts.can_challenge,
    )
    return (*marks, challenge)


def _files(page: CalendarPage) -> tuple[Action, ...]:
    return (
        Action(
            name="calendar.brief",
            text="Open brief",
            run=page.acts.brief,
            keys="B",
            icon="briefs",
            menu="Brief",
            on=lambda: page.chosen is not None,
        ),
        Action(
            name="calendar.export",
            text="Export",
            run=page.acts.export,
            keys="Ctrl+E",
            icon="export",
            menu="File",
            detail="Calendar file, workbook, table or wall planner",
        ),
    )

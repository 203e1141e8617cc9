"""Our people: who they are, their limits, holidays and leave; and the company's closed days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout

from csplanner.domain.team import Role
from csplanner.services.team_view import closed_days, team_rows
from ui import formats
from ui.actions import Action
from ui.models.row_table import Column, RowTable
from ui.pages.base import Page
from ui.pages.people_forms import PeopleForms
from ui.pages.people_panel import PeoplePanel, works_on
from ui.widgets.cards import EmptyState
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.services.team_view import TeamRow
    from csplanner.services.workspace import Changes

SHORT = {
    Role.CSM: "CSM",
    Role.AE: "Account executive",
    Role.EXEC: "Key executive",
    Role.CEO: "CEO",
    Role.MANAGER: "Manager",
    Role.OTHER: "Other",
}
_KINDS = ("person", "time_off", "blackout", "account")


def limits_of(row: TeamRow) -> str:
    """Return visits a month, quarter and year, as far as they are limited."""
    person = row.person
    limits = (
        (person.visits_per_month, "mo"),
        (person.visits_per_quarter, "qtr"),
        (person.visits_per_year, "yr"),
    )
    return ", ".join(f"{limit}/{word}" for limit, word in limits if limit is not None)


def holidays_of(row: TeamRow) -> str:
    """Return the country of somebody's holidays, with its region."""
    parts = (row.person.country, row.person.region or "")
    return "-".join(part for part in parts if part)


def works(row: TeamRow) -> str:
    """Return the days on which somebody works."""
    return works_on(row.person.working_weekdays)


COLUMNS: tuple[Column[TeamRow], ...] = (
    Column("Name", lambda r: r.person.name, lambda r: r.person.name.casefold(), 130, strong=True),
    Column("Role", lambda r: SHORT[r.person.role], lambda r: r.person.role.value, 120),
    Column("Home", lambda r: r.person.home_city, lambda r: r.person.home_city, 100),
    Column("Holidays", holidays_of, holidays_of, 70),
    Column("Works", works, works, 110, tip=works),
    Column(
        "Hours",
        lambda r: formats.number(float(r.person.weekly_hours)) if r.person.weekly_hours else "",
        lambda r: r.person.weekly_hours,
        54,
        right=True,
    ),
    Column(
        "Travel wks",
        lambda r: str(r.person.travel_weeks_per_quarter or ""),
        lambda r: r.person.travel_weeks_per_quarter,
        78,
        right=True,
    ),
    Column("Visits", limits_of, lambda r: r.person.visits_per_year, 122),
    Column("Deputy", lambda r: r.deputy, lambda r: r.deputy, 104),
)


class PeoplePage(Page):
    """The team as a list; leave and closed days stand in the inspector."""

    name, title = "people", "People"

    def build(self) -> None:
        """Make list, inspector and the empty state."""
        self.forms = PeopleForms(self, self.context)
        self.table: RowTable[TeamRow] = RowTable(COLUMNS, lambda row: row.person.id)
        self.view = TableView(self.table, "People")
        self.view.setObjectName("people_table")
        self.view.remember(self.context.memory, "people")
        self.view.current_row.connect(self._show)
        self.view.activated.connect(self.change)
        self.panel = PeoplePanel()
        self.panel.asked.connect(self._asked)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        words = "The plan needs to know who visits whom. Import people, or add them one by one."
        self._stack.addWidget(EmptyState("No people yet", words, ("Add a person", self.add)))

    def refresh(self, changes: Changes | None) -> None:
        """Read the team again if a change touched it."""
        if changes is not None and not changes.touch(*_KINDS):
            return
        rows = team_rows(self.workspace, self.context.today)
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._show()
        self.header_changed.emit()

    @property
    def chosen(self) -> TeamRow | None:
        """The selected person."""
        rows = self.view.selected()
        return rows[0] if rows else None

    def context_line(self) -> str:
        """Say how many there are."""
        return formats.counted(self.table.rowCount(), "person", "people")

    def page_actions(self) -> tuple[Action, ...]:
        """Return adding and changing people, and leave."""
        return (
            self._action("change", "Change", self.change, "E", "edit", chosen=True),
            self._action("leave", "Add leave", self.add_leave, "L", "calendar", chosen=True),
            self._action("add", "Add person", self.add, "N", "plus", chosen=False),
        )

    def _action(
        self, word: str, text: str, run: object, keys: str, icon: str, *, chosen: bool
    ) -> Action:
        def on() -> bool:
            workspace = self.context.workspace
            is_open = workspace is not None and not workspace.read_only
            return is_open and (not chosen or self.chosen is not None)

        return Action(
            name=f"people.{word}",
            text=text,
            run=run,  # type: ignore[arg-type]
            keys=keys,
            icon=icon,
            menu="Edit",
            on=on,
        )

    def buttons(self) -> tuple[str, ...]:
        """Change, leave, add."""
        return "people.change", "people.leave", "people.add"

    def inspector(self) -> QWidget:
        """Return leave and closed days."""
        return self.panel

    def add(self) -> None:
        """Ask for one more of ours."""
        self.forms.person()

    def change(self) -> None:
        """Change the selected person."""
        if self.chosen is not None:
            self.forms.person(self.chosen.person)

    def add_leave(self) -> None:
        """Ask for leave of the selected person."""
        if self.chosen is not None:
            self.forms.leave(self.chosen.person)

    def _show(self, *_: object) -> None:
        if self.context.workspace is not None:
            company = closed_days(self.workspace, None, self.context.today)
            self.panel.show_row(self.chosen, company)
        self.header_changed.emit()

    def _asked(self, word: str, key: str) -> None:
        """Open the form of a leave or a blackout; without a key, of a new one."""
        row = self.chosen
        if word == "closed":
            found = closed_days(self.workspace, None, self.context.today)
            old = next((each for each in found if each.id == key), None)
            self.forms.closed(None, "the company", old)
        elif row is not None:
            self.forms.leave(row.person, next((off for off in row.off if off.id == key), None))

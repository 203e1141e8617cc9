"""The forms of our people: a person, their leave, the days on which the company is closed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.base.ids import new_id
from csplanner.domain.ids import BlackoutId, PersonId, TimeOffId
from csplanner.domain.records import Blackout, Person, TimeOff
from csplanner.domain.team import Role
from ui.dialogs.record_form import Field, RecordForm, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from csplanner.domain.ids import AccountId
    from ui.context import Context

    Values = dict[str, Any]

ROLES = (
    (Role.CSM, "Customer success manager"),
    (Role.AE, "Account executive"),
    (Role.EXEC, "Key executive"),
    (Role.CEO, "CEO"),
    (Role.MANAGER, "Manager"),
    (Role.OTHER, "Other"),
)
_LIMITS = (
    ("travel_weeks_per_quarter", "Travel weeks", "a quarter; empty: no limit"),
    ("visits_per_month", "Visits a month", "empty: no limit"),
    ("visits_per_quarter", "Visits a quarter", "empty: no limit"),
    ("visits_per_year", "Visits a year", "empty: no limit"),
)


class PeopleForms:
    """Opens forms over a page; each saves as one undo step."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._parent, self._context = parent, context

    def person(self, old: Person | None = None) -> None:
        """Ask for one of ours."""
        from csplanner.services.team_view import checked_person

        made = old or Person(id=PersonId(new_id()), name="", role=Role.CSM)

        def save(values: Values) -> bool:
            hours = values["weekly_hours"]
            values["weekly_hours"] = None if hours is None else Decimal(str(hours))
            for key in ("deputy_id", "reports_to_id"):
                values[key] = PersonId(values[key]) if values[key] else None
            changed = checked_person(replace(made, **values))
            verb = "Change" if old else "Add"
            return self._put(f"{verb} {changed.name}", f"{changed.name} saved", changed)

        title = made.name or "Add a person"
        self._ask(Wording(title=title, verb="Save"), self._fields(made), save)

    def _fields(self, made: Person) -> tuple[Field, ...]:
        others = self._others(made)
        hours = None if made.weekly_hours is None else format(made.weekly_hours.normalize(), "f")
        return (
            Field(key="name", label="Name", value=made.name, needed=True),
            Field(key="role", label="Role", kind="choice", value=made.role, choices=ROLES),
            Field(key="title", label="Title", value=made.title),
            Field(key="email", label="E-mail", value=made.email),
            Field(key="home_city", label="Home city", value=made.home_city),
            Field(key="country", label="Country", value=made.country, hint="US, or Germany"),
            Field(key="region", label="Holidays of", value=made.region,
                  hint="a state or province, such as MA"),
            Field(key="working_weekdays", label="Works on", kind="weekdays",
                  value=made.working_weekdays),
            Field(key="weekly_hours", label="Hours a week", kind="number", value=hours,
                  hint="for customers; empty: the policy's"),
            *(
                Field(key=key, label=label, kind="whole", value=getattr(made, key), hint=hint)
                for key, label, hint in _LIMITS
            ),
            Field(key="deputy_id", label="Deputy", kind="choice", value=made.deputy_id or "",
                  choices=others),
            Field(key="reports_to_id", label="Reports to", kind="choice",
                  value=made.reports_to_id or "", choices=others),
        )  # fmt: skip

    def _others(self, made: Person) -> tuple[tuple[str, str], ...]:
        workspace = self._context.workspace
        assert workspace is not None
        people = sorted(workspace.all(Person), key=lambda p: p.name.casefold())
        return (("", "Nobody"), *((p.id, p.name) for p in people if p.id != made.id))

    def leave(self, person: Person, old: TimeOff | None = None) -> None:
        """Ask for days on which one of ours is away."""
        today = self._context.today
        made = old or TimeOff(
            id=TimeOffId(new_id()), person_id=person.id, start=today, end=today, reason=""
        )
        self._days(made, f"leave of {person.name}", is_new=old is None)

    def closed(self, account: AccountId | None, name: str, old: Blackout | None = None) -> None:
        """Ask for days on which a customer, or the whole company (None), is closed."""
        today = self._context.today
        made = old or Blackout(
            id=BlackoutId(new_id()), account_id=account, start=today, end=today, reason=""
        )
        self._days(made, f"closed days of {name}", is_new=old is None)

    def _days(self, made: TimeOff | Blackout, words: str, *, is_new: bool) -> None:
        from csplanner.services.team_view import checked_days

        fields = (
            Field(key="start", label="From", kind="day", value=made.start, needed=True),
            Field(key="end", label="To", kind="day", value=made.end, needed=True),
            Field(key="reason", label="Reason", value=made.reason),
        )

        def save(values: Values) -> bool:
            changed = replace(made, **values)
            checked_days(changed)
            verb = "Add" if is_new else "Change"
            return self._put(f"{verb} {words}", f"{words[0].upper()}{words[1:]} saved", changed)

        def remove() -> bool:
            return self._context.run_change(
                f"Remove {words}", lambda work: work.remove(made), notice=f"Removed {words}"
            )

        title = f"{words[0].upper()}{words[1:]}"
        below = "Both days are included. The next run of the plan keeps them free."
        wording = Wording(title=title, verb="Save", below=below)
        self._ask(wording, fields, save, None if is_new else remove)

    def _ask(
        self,
        wording: Wording,
        fields: tuple[Field, ...],
        save: Callable[[Values], bool],
        remove: Callable[[], bool] | None = None,
    ) -> None:
        workspace = self._context.workspace
        if workspace is not None and not workspace.read_only:
            form = RecordForm(self._parent, wording, fields, save, remove)
            form.setObjectName("record_form")
            form.open()

    def _put(self, label: str, notice: str, record: Person | TimeOff | Blackout) -> bool:
        return self._context.run_change(label, lambda work: work.put(record), notice=notice)

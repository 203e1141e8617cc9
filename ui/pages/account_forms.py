"""The forms of an account's page: asked in a window of their own, kept as one undo step."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.services.team_view import checked_region
from ui.dialogs.record_form import Field, RecordForm, Wording
from ui.pages.people_forms import PeopleForms

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from csplanner.domain.record import Record
    from csplanner.domain.records import Account, Blackout
    from csplanner.services.account_view import AccountView
    from ui.context import Context
    from ui.pages.account_meeting import MeetingTerms

    Values = dict[str, Any]

INTERNAL = "Internal: never printed for the customer."


class AccountForms:
    """Opens forms over a page; `view` says what account is shown now."""

    def __init__(
        self, parent: QWidget, context: Context, view: Callable[[], AccountView | None]
    ) -> None:
        self._parent, self._context, self._view = parent, context, view

    @property
    def account(self) -> Account:
        """The account that is shown."""
        view = self._view()
        assert view is not None
        return view.account

    def _form(
        self, words: str, made: Record, old: Record | None, fields: tuple[Field, ...]
    ) -> None:
        account = self.account

        def save(values: Values) -> bool:
            if "cost" in values:
                values["cost"] = None if values["cost"] is None else Decimal(str(values["cost"]))
            label = f"{'Change' if old else 'Log'} {words} of {account.name}"
            return self._put(label, f"{words.capitalize()} saved", replace(made, **values))

        def remove() -> bool:
            return self._context.run_change(
                f"Remove {words} of {account.name}",
                lambda work: work.remove(made),
                notice=f"{words.capitalize()} removed",
            )

        title = f"{'Change' if old else 'Log'} {words}"
        below = "" if any(f.key == "customer_safe" for f in fields) else INTERNAL
        wording = Wording(title=title, verb="Save", below=below)
        self._ask(wording, fields, save, remove if old is not None else None)

    def _ask(
        self,
        wording: Wording,
        fields: tuple[Field, ...],
        save: Callable[[Values], bool],
        remove: Callable[[], bool] | None = None,
    ) -> None:
        if not self._read_only():
            form = RecordForm(self._parent, wording, fields, save, remove)
            form.setObjectName("record_form")
            form.open()

    def closed(self, old: Blackout | None = None) -> None:
        """Ask for days on which the customer is closed."""
        PeopleForms(self._parent, self._context).closed(self.account.id, self.account.name, old)

    def meeting(self, terms: MeetingTerms) -> None:
        """Ask for the weekdays that the customer prefers and the holidays of its region."""
        account = terms.account
        fields = (
            Field(key="preferred_weekdays", label="Prefers", kind="weekdays",
                  value=account.preferred_weekdays or None),
            Field(key="region", label="Holidays of", value=account.region,
                  hint="a state or province, such as MA"),
        )  # fmt: skip

        def save(values: Values) -> bool:
            days = values["preferred_weekdays"]
            region = checked_region(account.country, values["region"])
            changed = replace(account, preferred_weekdays=days or (), region=region)
            return self._put(f"Change when to meet {account.name}", "Weekdays saved", changed)

        below = "Preferred weekdays cost points where the plan leaves them; holidays are kept."
        self._ask(Wording(title="When to meet", verb="Save", below=below), fields, save)

    def _put(self, label: str, notice: str, *records: Record) -> bool:
        return self._context.run_change(label, lambda work: work.put(*records), notice=notice)

    def _soon(self) -> tuple[tuple[Any, str], ...]:
        return ((self._context.today, ""),)

    def _read_only(self) -> bool:
        workspace = self._context.workspace
        return workspace is None or workspace.read_only


def safe_mark(*, on: bool = False) -> Field:
    """Return the mark that lets a record be printed for the customer."""
    return Field(
        key="customer_safe",
        label="Customer-safe",
        kind="mark",
        value=on,
        hint="may be printed for the customer",
    )

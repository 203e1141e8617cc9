"""Archiving and erasing an account from its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from csplanner.base.errors import CsplannerError, UserMistake
from csplanner.domain.place import folded
from csplanner.domain.records import Account
from ui import formats
from ui.dialogs.form import Form
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.domain.records import Contact
    from csplanner.services.care import Erased
    from ui.context import Context
    from ui.pages.account import AccountPage

_SHOWN = 6


class EraseForm(Form):
    """Asks for the name, because nothing brings it back; then says where it may still stand."""

    def __init__(self, parent: QWidget, context: Context, doomed: Account | Contact) -> None:
        super().__init__(parent, f"Erase {doomed.name} for good", "Erase for good")
        self._context, self._doomed = context, doomed
        self.erased: Erased | None = None
        words = (
            "Everything of it goes: records, history, search. It cannot be undone."
            " To take it out of plans only, archive it instead."
        )
        self.body.addWidget(Label(words, "body").wrapped())
        self.body.addWidget(Label(f"Type its name to confirm: {doomed.name}", "body", "text2"))
        self.name_field = QLineEdit()
        named(self.name_field, "Name to confirm")
        self.body.addWidget(self.name_field)
        self.name_field.setFocus()

    def finish(self) -> bool:
        """Erase it, if the name was typed."""
        from csplanner.services.care import erase

        if folded(self.name_field.text()) != folded(self._doomed.name):
            raise UserMistake("That is not its name.", f"Type {self._doomed.name}.")
        assert self._context.workspace is not None
        self.erased = erase(self._context.workspace, self._doomed)
        return True


class ErasedForm(Form):
    """Says where what was erased may still stand."""

    def __init__(self, parent: QWidget, gone: Erased) -> None:
        super().__init__(parent, "What may still say it", "Close")
        self.cancel_button.hide()
        lists = (
            ("These backups hold it, or cannot be looked at now; delete them, too:",
             [str(path) for path in gone.backups]),
            ("These texts of other records still say the name; read and mend them:",
             [f"{kind.replace('_', ' ')}, {field}" for kind, _, field in gone.mentions]),
        )  # fmt: skip
        for head, lines in lists:
            if lines:
                self.body.addWidget(Label(head, "body", weight=600).wrapped())
                for line in lines[:_SHOWN]:
                    self.body.addWidget(Label(line, "table", "text2").wrapped().selectable())
                if len(lines) > _SHOWN:
                    more = formats.counted(len(lines) - _SHOWN, "more", "more")
                    self.body.addWidget(Label(f"and {more}", "table", "text2"))


def archive(page: AccountPage) -> None:
    """Archive the account that is shown, or take it back from the archive."""
    from csplanner.services.care import archive as put_away
    from csplanner.services.care import take_back

    account = page.workspace.get(Account, page.account_id)
    if account is None:
        return
    try:
        (take_back if account.archived else put_away)(page.workspace, account)
    except CsplannerError as error:
        page.context.notify_error(error)
        return
    said = "Back in plans and lists" if account.archived else "Archived; its history is kept"
    page.context.notify(f"{account.name}: {said.lower()}", undo=True)


def erase(page: AccountPage) -> None:
    """Ask for the name of the account, erase it, and say where it may still stand."""
    account = page.workspace.get(Account, page.account_id)
    if account is not None:
        form = EraseForm(page, page.context, account)
        form.setObjectName("erase_form")
        form.accepted.connect(lambda: _erased(page, form))
        form.open()


def _erased(page: AccountPage, form: EraseForm) -> None:
    gone = form.erased
    if gone is None:
        return
    rows = formats.counted(sum(gone.rows.values()), "record")
    page.context.go("portfolio")
    page.context.notify(f"Erased for good: {rows}")
    if gone.backups or gone.mentions:
        told = ErasedForm(page.window(), gone)
        told.setObjectName("erased_form")
        told.open()

"""The brief builder: choose account, visit and reader, see the real PDF, read the check, export."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from csplanner.domain.records import Account
from csplanner.services.papers import default_paper
from csplanner.services.prepare_brief import KeptFacts
from ui.pages import briefs_export, briefs_sections
from ui.pages.base import Page
from ui.pages.briefs_actions import brief_actions
from ui.pages.briefs_check import CheckPanel
from ui.pages.briefs_choice import NO_VISIT, ChoicePanel
from ui.pages.briefs_pack import PackDesk
from ui.pages.briefs_print import ask_and_print
from ui.pages.briefs_sections import SectionDesk
from ui.pages.briefs_view import BriefView
from ui.preferences import PAPER, READER, preferred
from ui.widgets.pdf_pages import RENDERED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from csplanner.base.errors import CsplannerError
    from csplanner.services.brief_builder import Preview
    from csplanner.services.prepare_brief import Brief
    from csplanner.services.workspace import Changes
    from ui.actions import Action

_KEY, _PAPER = "brief preview", "briefs.paper"


class BriefsPage(Page):
    """One brief at a time: what is chosen at left, its pages in the middle, its check at right."""

    name, title = "briefs", "Briefs"

    def build(self) -> None:
        """Make the three parts."""
        self.brief: Brief | None = None
        self._account, self._touch = "", ""
        self._panel: CheckPanel | None = None
        memory = self.context.memory
        paper = preferred(memory, PAPER) or default_paper(os.environ)
        self.choice = ChoicePanel(memory.get(_PAPER, paper))
        self.choice.audience.choose(preferred(memory, READER), tell=False)
        self.choice.chosen.connect(self._on_choice)
        self.choice.account_chosen.connect(self.choose_account)
        self.choice.sections_changed.connect(self._preview)
        self.choice.template_chosen.connect(self._on_template)
        self.choice.save_button.clicked.connect(self._save_template)
        self.choice.sections.picked.connect(self._go_to_section)
        self._kept = KeptFacts()
        self.desk = SectionDesk(self.context, self.choice)
        self.view = BriefView(self.context)
        self.packs = PackDesk(self, self.context)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.choice)
        row.addWidget(self.view, 1)
        self.setFocusProxy(self.view.pages)

    def open(self, **arguments: Any) -> None:
        """Take an account, and a visit by `engagement_id`; and a reader by `audience`."""
        if "account_id" in arguments:
            self._account = str(arguments["account_id"])
            self._touch = ""
        if arguments.get("engagement_id"):
            self._touch = str(arguments["engagement_id"])
        if "audience" in arguments:
            self.choice.audience.choose(str(arguments["audience"]), tell=False)

    def refresh(self, changes: Changes | None) -> None:
        """Offer what there is now, and make the preview again."""
        from csplanner.services import brief_builder

        if changes is not None and changes.kinds == frozenset({"brief_version"}):
            self._show_check()
            return
        self._kept.forget(None if changes is None else changes.kinds)
        accounts = brief_builder.account_names(self.workspace)
        if self._account not in {account.id for account in accounts}:
            due = brief_builder.next_reviewed(self.workspace, self.context.today)
            self._account = due or (accounts[0].id if accounts else "")
            self._touch = ""
        self.choice.offer_accounts(accounts, self._account)
        self._offer_visits()
        self.desk.offer(self._account, anew=changes is None or "section_template" in changes.kinds)
        self._preview()

    def leave(self) -> None:
        """Stop making a preview that nobody sees; give back what the gate knows of very many."""
        self.context.jobs.cancel(_KEY)
        self._kept.spare(self.choice.account.count())

    def page_actions(self) -> tuple[Action, ...]:
        """Write texts, print, export, change the reader, go to the account."""
        return brief_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Return the texts, the printer and the export."""
        return ("briefs.texts", "briefs.print", "briefs.export")

    def context_line(self) -> str:
        """Say which brief is shown and how its check stands."""
        return briefs_sections.said_of(self.brief, self.choice.account.currentText())

    def inspector(self) -> QWidget:
        """Return the redaction check."""
        if self._panel is None:
            self._panel = CheckPanel()
            self._panel.read.connect(self._on_read)
            self._panel.page_wanted.connect(self.view.pages.go)
            self._show_check()
        return self._panel

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement that the brief is for."""
        return self._account, self._touch

    def focus_filter(self) -> None:
        """Put the cursor into the field that finds an account."""
        field = self.choice.account.lineEdit()
        if field is not None:
            field.setFocus()
            field.selectAll()

    @property
    def account_id(self) -> str:
        """The account whose brief is shown, empty without any."""
        return self._account

    def choose_account(self, account_id: str) -> None:
        """Show the brief of another account, for its default visit."""
        if account_id and account_id != self._account:
            self._account, self._touch = account_id, ""
            self._offer_visits()
            self.desk.offer(self._account, anew=True)
            self._preview()

    def _offer_visits(self) -> None:
        from csplanner.services import brief_builder

        today = self.context.today
        if not self._account:
            self.choice.offer_visits((), today, "")
            return
        visits, self._touch = brief_builder.visit_choice(
            self.workspace, self._account, self._touch, today
        )
        self.choice.offer_visits(visits, today, self._touch)

    def _preview(self) -> None:
        if not self._account:
            self.view.show_nobody()
            self._now(None)
            return
        from csplanner.services.brief_builder import Look

        look = Look(RENDERED * self.devicePixelRatioF(), self.view.seen())
        request = self.choice.request(self._account, self._touch)
        today, say = self.context.today, "Making the brief"
        work = briefs_sections.maker(self.workspace, request, today, look, self._kept)
        self.context.jobs.restart(work, self._show, say, key=_KEY, failed=self._refuse)

    def _show(self, preview: Preview) -> None:
        self.view.show_preview(preview)
        self._now(preview.brief)

    def _refuse(self, error: CsplannerError) -> None:
        self.view.show_failure(error)
        self._now(None)

    def _now(self, brief: Brief | None) -> None:
        self.brief = brief
        self._show_check()
        self.header_changed.emit()

    def _show_check(self) -> None:
        if self._panel is None or self.context.workspace is None:
            return
        from csplanner.services import brief_builder

        versions = brief_builder.versions_of(self.workspace, self._account) if self._account else ()
        self._panel.show_brief(self.brief, versions)

    def _on_choice(self) -> None:
        key = self.choice.visit.key
        self._touch = "" if key == NO_VISIT else key
        self.context.memory.keep(_PAPER, self.choice.paper.on)
        self.desk.offer(self._account, anew=False)
        self._preview()

    def _on_template(self, key: str) -> None:
        self.desk.choose(self._account, key)
        self._preview()

    def _save_template(self) -> None:
        if self._account:
            self.desk.save(self)

    def _go_to_section(self, key: str) -> None:
        page = dict(self.brief.places).get(key) if self.brief else None
        if page is not None:
            self.view.pages.go(page)

    def write_texts(self) -> None:
        """Ask for the texts of the quarter that only a person can write."""
        account = self.workspace.get(Account, self._account)
        if account is not None:
            quarter = briefs_sections.quarter_of(self.brief, self.context.today)
            briefs_sections.write_texts(self, self.context, account, quarter)

    def print(self) -> None:
        """Ask how to print, and print."""
        if self.brief is not None:
            ask_and_print(self, self.context, self.brief)

    def _on_read(self) -> None:
        if self.brief is not None and briefs_export.note_read(self.context, self.brief):
            self._preview()

    def export(self) -> None:
        """Ask where to, and write the file."""
        path = briefs_export.ask_where(self, self.context, self.brief)
        if self.brief is not None and path is not None:
            briefs_export.export(self.context, self.brief, path)

    def open_account(self) -> None:
        """Go to the account."""
        self.context.go("account", account_id=self._account)

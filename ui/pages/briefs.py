"""The brief builder: choose account, visit and reader, see the real PDF, read the check, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from csplanner.domain.records import Account
from csplanner.services.prepare_brief import KeptFacts
from ui import formats
from ui.actions import Action
from ui.pages import briefs_export, briefs_sections
from ui.pages.base import Page
from ui.pages.briefs_check import CheckPanel, verdict
from ui.pages.briefs_choice import AUDIENCES, NO_VISIT, TIER, ChoicePanel
from ui.pages.briefs_view import BriefView
from ui.widgets.engagement_words import type_words
from ui.widgets.pdf_pages import RENDERED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from csplanner.base.errors import CsplannerError
    from csplanner.base.job import Job
    from csplanner.services.brief_builder import Preview
    from csplanner.services.prepare_brief import Brief, BriefRequest
    from csplanner.services.workspace import Changes, Workspace

_KEY, _PAPER = "brief preview", "briefs.paper"


class BriefsPage(Page):
    """One brief at a time: what is chosen at left, its pages in the middle, its check at right."""

    name, title = "briefs", "Briefs"

    def build(self) -> None:
        """Make the three parts."""
        self.brief: Brief | None = None
        self._account, self._touch = "", ""
        self._panel: CheckPanel | None = None
        self.choice = ChoicePanel(self.context.memory.get(_PAPER, "A4"))
        self.choice.chosen.connect(self._on_choice)
        self.choice.account_chosen.connect(self.choose_account)
        self.choice.sections_changed.connect(self._preview)
        self.choice.template_chosen.connect(self._on_template)
        self.choice.save_button.clicked.connect(self._save_template)
        self.choice.sections.picked.connect(self._go_to_section)
        self._kept = KeptFacts()
        self._listed = ("", "")
        self.view = BriefView(self.context)
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
        self._kept.forget()
        accounts = brief_builder.account_names(self.workspace)
        if self._account not in {account.id for account in accounts}:
            due = brief_builder.next_reviewed(self.workspace, self.context.today)
            self._account = due or (accounts[0].id if accounts else "")
            self._touch = ""
        self.choice.offer_accounts(accounts, self._account)
        self._offer_visits()
        self._offer_sections(anew=changes is None or "section_template" in changes.kinds)
        self._preview()

    def leave(self) -> None:
        """Stop making a preview that nobody sees."""
        self.context.jobs.cancel(_KEY)

    def page_actions(self) -> tuple[Action, ...]:
        """Export, change the reader, go to the account."""
        return (
            Action(
                name="briefs.account",
                text="Open account",
                run=self._open_account,
                icon="portfolio",
                menu="Account",
                on=lambda: bool(self._account),
            ),
            Action(
                name="briefs.audience",
                text="Next reader",
                run=self.next_audience,
                keys="A",
                icon="eye",
                menu="Brief",
                on=lambda: bool(self._account),
            ),
            Action(
                name="briefs.texts",
                text="Write texts",
                run=self._write_texts,
                keys="W",
                icon="edit",
                menu="Brief",
                on=lambda: bool(self._account),
            ),
            Action(
                name="briefs.print",
                text="Print",
                run=self._print,
                keys="Ctrl+P",
                icon="print",
                menu="Brief",
                on=lambda: briefs_export.exportable(self.brief),
            ),
            Action(
                name="briefs.export",
                text="Export PDF",
                run=self._export,
                keys="Ctrl+E",
                icon="export",
                menu="Brief",
                on=lambda: briefs_export.exportable(self.brief),
            ),
        )

    def buttons(self) -> tuple[str, ...]:
        """Return the texts, the printer and the export."""
        return ("briefs.texts", "briefs.print", "briefs.export")

    def context_line(self) -> str:
        """Say which brief is shown and how its check stands."""
        if self.brief is None:
            return ""
        visit = self.brief.engagement
        words = "no visit on the calendar"
        if visit is not None:
            words = f"{type_words(visit.type)}, {formats.day(visit.date)}"
        parts = [self.choice.account.currentText(), words]
        if self.brief.check is not None:
            parts.append(verdict(self.brief.check)[0])
        return " · ".join(parts)

    def inspector(self) -> QWidget:
        """Return the redaction check."""
        if self._panel is None:
            self._panel = CheckPanel()
            self._panel.read.connect(self._on_read)
            self._panel.page_wanted.connect(self.view.pages.go)
            self._show_check()
        return self._panel

    def focus_filter(self) -> None:
        """Put the cursor into the field that finds an account."""
        field = self.choice.account.lineEdit()
        if field is not None:
            field.setFocus()
            field.selectAll()

    def choose_account(self, account_id: str) -> None:
        """Show the brief of another account, for its default visit."""
        if account_id and account_id != self._account:
            self._account, self._touch = account_id, ""
            self._offer_visits()
            self._offer_sections(anew=True)
            self._preview()

    def next_audience(self) -> None:
        """Show the brief for the next reader."""
        keys = [key for key, _ in AUDIENCES]
        at = keys.index(self.choice.audience.on)
        self.choice.audience.choose(keys[(at + 1) % len(keys)])

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

    def _request(self) -> BriefRequest:
        from csplanner.services.prepare_brief import BriefRequest

        return BriefRequest(
            account_id=self._account,
            audience=self.choice.audience.on,
            touch=self._touch or None,
            paper=self.choice.paper.on,
            sections=self.choice.sections.keys(),
        )

    def _preview(self) -> None:
        if not self._account:
            self.view.show_nobody()
            self._now(None)
            return
        scale = RENDERED * self.devicePixelRatioF()
        request = self._request()
        work = _maker(self.workspace, request, self.context.today, scale, self._kept)
        jobs = self.context.jobs
        jobs.restart(work, self._show, "Making the brief", key=_KEY, failed=self._refuse)

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
        self._offer_sections(anew=self._listed[1] != self.choice.audience.on)
        self._preview()

    def _offer_sections(self, *, anew: bool) -> None:
        """List the sections of account and reader; what was switched stays unless it is `anew`."""
        account = self.workspace.get(Account, self._account) if self._account else None
        audience = self.choice.audience.on
        if account is None:
            self.choice.show_sections((), customer=False)
            return
        if not anew and self._listed == (self._account, audience):
            return
        same = self._listed == (self._account, audience)
        self._listed = (self._account, audience)
        on = self.choice.template.key if same else TIER
        choices = briefs_sections.template_choices(self.workspace, audience)
        on = on if on in {key for key, _ in choices} else TIER
        self.choice.offer_templates(choices, on)
        keys = briefs_sections.keys_for(self.workspace, account, audience, self.context.today, on)
        rows = briefs_sections.rows_of(audience, keys)
        self.choice.show_sections(rows, customer=audience == "customer")

    def _on_template(self, key: str) -> None:
        account = self.workspace.get(Account, self._account)
        if account is None:
            return
        audience = self.choice.audience.on
        keys = briefs_sections.keys_for(self.workspace, account, audience, self.context.today, key)
        rows = briefs_sections.rows_of(audience, keys)
        self.choice.show_sections(rows, customer=audience == "customer")
        self._preview()

    def _save_template(self) -> None:
        if self._account:
            keys, audience = self.choice.sections.keys(), self.choice.audience.on
            briefs_sections.ask_template(self, self.context, audience, keys)

    def _go_to_section(self, key: str) -> None:
        page = dict(self.brief.places).get(key) if self.brief else None
        if page is not None:
            self.view.pages.go(page)

    def _write_texts(self) -> None:
        account = self.workspace.get(Account, self._account)
        if account is None:
            return
        day = self.brief.engagement.date if self.brief and self.brief.engagement else None
        day = day or self.context.today
        quarter = f"{day.year}Q{(day.month + 2) // 3}"
        briefs_sections.write_texts(self, self.context, account, quarter)

    def _print(self) -> None:
        if self.brief is not None:
            from ui.pages.briefs_print import ask_and_print

            ask_and_print(self, self.context, self.brief)

    def _on_read(self) -> None:
        if self.brief is not None and briefs_export.note_read(self.context, self.brief):
            self._preview()

    def _export(self) -> None:
        path = briefs_export.ask_where(self, self.context, self.brief)
        if self.brief is not None and path is not None:
            briefs_export.export(self.context, self.brief, path)

    def _open_account(self) -> None:
        self.context.go("account", account_id=self._account)


def _maker(
    workspace: Workspace,
    request: BriefRequest,
    today: dt.date,
    scale: float,
    kept: KeptFacts,
) -> Callable[[Job], Preview]:
    """Return the work that makes a preview, on whatever thread it is called."""
    from csplanner.services import brief_builder

    def work(job: Job) -> Preview:
        return brief_builder.preview(workspace, request, today, scale, job, kept)

    return work

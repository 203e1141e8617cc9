"""What the brief builder knows of sections: rows from templates, saving, the written texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import formats
from ui.dialogs.record_form import Field, RecordForm, Wording
from ui.dialogs.texts_form import TextsForm
from ui.pages.briefs_check import verdict
from ui.pages.briefs_choice import TIER
from ui.widgets.engagement_words import type_words
from ui.widgets.section_list import SectionRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from csplanner.base.job import Job
    from csplanner.domain.records import Account, SectionTemplate
    from csplanner.services.brief_builder import Look, Preview
    from csplanner.services.prepare_brief import Brief, BriefRequest, KeptFacts
    from csplanner.services.workspace import Reader, UnitOfWork, Workspace
    from ui.context import Context
    from ui.pages.briefs_choice import ChoicePanel


def rows_of(audience: str, on: Sequence[str]) -> tuple[SectionRow, ...]:
    """Return the sections that are on in their order, then those that are off."""
    from csplanner.services.brief_templates import parts_of

    titles = {part.key: part.title for part in parts_of(audience)}
    first = [SectionRow(key, titles[key]) for key in on if key in titles]
    rest = [SectionRow(key, title, on=False) for key, title in titles.items() if key not in on]
    return (*first, *rest)


def keys_for(
    reader: Reader, account: Account, audience: str, today: dt.date, template: str
) -> tuple[str, ...]:
    """Return the keys that a template, or that of the account's tier, turns on."""
    from csplanner.domain.records import SectionTemplate
    from csplanner.services.brief_templates import sections_for

    chosen = reader.get(SectionTemplate, template) if template not in {"", TIER} else None
    if chosen is not None and chosen.audience.value == audience:
        return chosen.sections
    return sections_for(reader, account, audience, today)


class SectionDesk:
    """Keeps the list of sections of the page in step with account, reader and template."""

    def __init__(self, context: Context, choice: ChoicePanel) -> None:
        self._context, self._choice = context, choice
        self._listed = ("", "")

    def offer(self, account_id: str, *, anew: bool) -> None:
        """List the sections of an account; what was switched stays unless it is `anew`."""
        account, audience = self._account(account_id), self._choice.audience.on
        same = self._listed == (account_id, audience)
        if account is None:
            self._choice.show_sections((), customer=False)
        if account is None or (same and not anew):
            return
        self._listed = (account_id, audience)
        reader = self._context.workspace
        assert reader is not None
        choices = template_choices(reader, audience)
        on = self._choice.template.key if same else TIER
        on = on if on in {key for key, _ in choices} else TIER
        self._choice.offer_templates(choices, on)
        self._show(account, on)

    def choose(self, account_id: str, template: str) -> None:
        """List the sections of a template."""
        account = self._account(account_id)
        if account is not None:
            self._show(account, template)

    def save(self, parent: QWidget) -> None:
        """Ask for a name, and keep what is on as a template."""
        keys, audience = self._choice.sections.keys(), self._choice.audience.on
        ask_template(parent, self._context, audience, keys)

    def _account(self, account_id: str) -> Account | None:
        from csplanner.domain.records import Account

        reader = self._context.workspace
        return reader.get(Account, account_id) if reader is not None and account_id else None

    def _show(self, account: Account, template: str) -> None:
        reader, audience = self._context.workspace, self._choice.audience.on
        assert reader is not None
        keys = keys_for(reader, account, audience, self._context.today, template)
        self._choice.show_sections(rows_of(audience, keys), customer=audience == "customer")


def template_choices(reader: Reader, audience: str) -> list[tuple[str, str]]:
    """Return the saved templates as (id, name)."""
    from csplanner.services.brief_templates import templates_of

    return [(template.id, template.name) for template in templates_of(reader, audience)]


def ask_template(
    parent: QWidget, context: Context, audience: str, keys: Sequence[str]
) -> SectionTemplate | None:
    """Ask for a name and a tier, and keep the sections as a template."""
    from csplanner.services.brief_templates import new_template, save_template
    from csplanner.services.policy import policy_in_force

    workspace = context.workspace
    assert workspace is not None
    bands = policy_in_force(workspace, context.today).policy.bands
    tiers = (("", "Any tier"), *((band.id, band.name) for band in bands))
    made: list[SectionTemplate] = []

    def save(values: dict[str, object]) -> bool:
        template = new_template(str(values["name"]), str(values["tier"]), audience, keys)
        label = "Save template"
        return context.run_change(
            label,
            lambda work: made.append(save_template(workspace, work, template)),
            notice=f"Saved the template {template.name.strip()}",
        )

    form = RecordForm(
        parent,
        Wording(
            title="Save sections as template",
            verb="Save template",
            below="A brief takes the newest template of its account's tier. "
            "A template of the same name is replaced.",
        ),
        (
            Field(key="name", label="Name", needed=True),
            Field(key="tier", label="For", kind="choice", value="", choices=tiers),
        ),
        save,
    )
    form.exec()
    return made[0] if made else None


def write_texts(parent: QWidget, context: Context, account: Account, quarter: str) -> bool:
    """Ask for the texts of a quarter that only a person can write, and keep them."""
    from csplanner.services.brief_ideas import ideas_of, save_ideas
    from csplanner.services.brief_texts import save_texts, texts_of

    workspace = context.workspace
    assert workspace is not None
    found = (
        *texts_of(workspace, account.id, quarter),
        *ideas_of(workspace, account.id, quarter),
    )

    def save(told: dict[str, tuple[str, bool]]) -> bool:
        place = (account.id, quarter)

        def keep(work: UnitOfWork) -> None:
            save_texts(workspace, work, place, told, context.today)
            save_ideas(workspace, work, place, told)

        return context.run_change(
            "Write texts of a brief",
            keep,
            notice=f"Saved the texts for {account.name}",
        )

    title = f"Texts for {account.name}, {quarter[4:]} {quarter[:4]}"
    form = TextsForm(parent, title, found, save)
    return form.exec() == TextsForm.DialogCode.Accepted


def maker(
    workspace: Workspace,
    request: BriefRequest,
    today: dt.date,
    look: Look,
    kept: KeptFacts,
) -> Callable[[Job], Preview]:
    """Return the work that makes a preview, on whatever thread it is called."""
    from csplanner.services import brief_builder

    def work(job: Job) -> Preview:
        return brief_builder.preview(workspace, request, today, look, job, kept)

    return work


def said_of(brief: Brief | None, account: str) -> str:
    """Say which brief is shown and how its check stands."""
    if brief is None:
        return ""
    visit = brief.engagement
    words = "no visit on the calendar"
    if visit is not None:
        words = f"{type_words(visit.type)}, {formats.day(visit.date)}"
    parts = [account, words]
    if brief.check is not None:
        parts.append(verdict(brief.check)[0])
    return " · ".join(parts)


def quarter_of(brief: Brief | None, today: dt.date) -> str:
    """Return the quarter whose texts a brief prints, as 2027Q2."""
    day = brief.engagement.date if brief and brief.engagement else today
    return f"{day.year}Q{(day.month + 2) // 3}"

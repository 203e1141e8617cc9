"""What can be done with the visit at hand, on every page that has one: ask, prepare, keep, miss."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csplanner.base.errors import CsplannerError
from ui.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from csplanner.domain.records import Engagement
    from ui.pages.base import Page

_ACTS = (
    (
        "invite",
        "Invitation\N{HORIZONTAL ELLIPSIS}",
        "I",
        "mail",
        "Letter and calendar file for the customer",
    ),
    (
        "prepare",
        "Prepare\N{HORIZONTAL ELLIPSIS}",
        "P",
        "checklist",
        "The checklist of the visit, by its type",
    ),
    (
        "outcome",
        "Outcome\N{HORIZONTAL ELLIPSIS}",
        "O",
        "note",
        "Who came, what was said and promised, next date",
    ),
    (
        "missed",
        "Missed\N{HORIZONTAL ELLIPSIS}",
        "X",
        "blocked",
        "Not held: why, and when it is made up",
    ),
)


def visit_actions(page: Page) -> tuple[Action, ...]:
    """Return the actions on the visit at hand, named after the page."""
    return tuple(
        Action(
            name=f"{page.name}.{word}",
            text=text,
            run=partial(open_form, page, word),
            keys=keys,
            icon=icon,
            menu="Account",
            detail=detail,
            on=lambda: _can(page),
        )
        for word, text, keys, icon, detail in _ACTS
    )


def _can(page: Page) -> bool:
    workspace = page.context.workspace
    return workspace is not None and not workspace.read_only and bool(page.at_hand()[1])


def open_form(page: Page, word: str) -> QDialog | None:
    """Open a form for the visit at hand; what forbids it is told instead."""
    from csplanner.domain.records import Engagement

    visit = page.workspace.get(Engagement, page.at_hand()[1])
    if visit is None:
        return None
    makers: dict[str, Callable[[Page, Engagement], QDialog]] = {
        "invite": _invite,
        "prepare": _prepare,
        "outcome": _outcome,
        "missed": _missed,
    }
    try:
        form = makers[word](page, visit)
    except CsplannerError as error:
        page.context.notify_error(error)
        return None
    form.setObjectName(f"{word}_form")
    form.open()
    return form


def _name(page: Page, visit: Engagement) -> str:
    from csplanner.domain.records import Account

    account = page.workspace.get(Account, visit.account_id)
    return account.name if account is not None else "?"


def _invite(page: Page, visit: Engagement) -> QDialog:
    from csplanner.services.invite import invitation
    from ui.dialogs.visit_forms import InvitationForm

    return InvitationForm(page, page.context, invitation(page.workspace, visit.id))


def _prepare(page: Page, visit: Engagement) -> QDialog:
    from csplanner.services.preparation import prepare
    from ui.dialogs.visit_forms import PrepareForm

    prepare(page.workspace, visit.id)
    return PrepareForm(page, page.context, visit, _name(page, visit))


def _outcome(page: Page, visit: Engagement) -> QDialog:
    from csplanner.base.errors import UserMistake
    from csplanner.services.visit_brief import visit_brief
    from ui.dialogs.outcome_form import OutcomeForm

    if visit.date > page.context.today:
        raise UserMistake(
            f"{_name(page, visit)}, {visit.date}, lies ahead; its outcome comes afterwards.",
            "Move it to the day on which it was held, if it was held already.",
        )
    return OutcomeForm(page, page.context, visit, visit_brief(page.workspace, visit))


def _missed(page: Page, visit: Engagement) -> QDialog:
    from ui.dialogs.visit_forms import ask_missed

    return ask_missed(page, page.context, visit, _name(page, visit))

"""What can be done while an account is shown: log, change, plan, brief, step, jump to a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csplanner.domain.health import Part
from ui.actions import Action
from ui.pages.registry import entries
from ui.visit_acts import visit_actions

if TYPE_CHECKING:
    from ui.pages.account import AccountPage


def actions_of(page: AccountPage) -> tuple[Action, ...]:
    """Return the actions of the page, the buttons of its header among them."""
    return (
        *_logging(page),
        *_leading(page),
        *visit_actions(page),
        *_steps(page),
        *_jumps(page),
        *_rows(page),
        *_care(page),
    )


def _logging(page: AccountPage) -> tuple[Action, ...]:
    kinds = tuple(
        Action(
            name=f"account.log_{kind.words.lower()}",
            text=f"Log a {kind.words.lower()}",
            run=kind.open,
            icon="plus",
            detail=kind.detail,
            on=page.writable,
        )
        for kind in page.records.kinds()
    )
    letters = ", ".join(f"{kind.key} {kind.words.lower()}" for kind in page.records.kinds())
    return (
        Action(
            name="account.log",
            text="Log",
            run=page.records.open_menu,
            keys="N;Ctrl+N",
            icon="plus",
            menu="Account",
            detail=f"N, then {letters}",
            on=page.writable,
        ),
        Action(
            name="account.edit",
            text="Change what has the focus",
            run=page.change,
            keys="E",
            icon="edit",
            menu="Account",
            on=page.writable,
        ),
        *kinds,
    )


def _leading(page: AccountPage) -> tuple[Action, ...]:
    return (
        Action(
            name="account.plan",
            text="Open in plan",
            run=lambda: page.context.go("plan", account_id=page.account_id),
            icon="plan",
            menu="Account",
            on=lambda: bool(page.account_id) and _there("plan"),
        ),
        Action(
            name="account.brief",
            text="Open brief",
            run=lambda: page.context.go("briefs", account_id=page.account_id),
            keys="B",
            icon="briefs",
            menu="Brief",
            on=lambda: bool(page.account_id) and _there("briefs"),
        ),
    )


def _care(page: AccountPage) -> tuple[Action, ...]:
    """Return what is rarely done: history, archive, erase."""
    from ui.pages.account_care import archive, erase

    return (
        Action(
            name="account.history",
            text="History of this account",
            run=lambda: page.context.go("history", record_id=page.account_id),
            icon="history",
            menu="Account",
            detail="Who changed what, when, from what; each field can be put back",
            on=lambda: bool(page.account_id),
        ),
        Action(
            name="account.archive",
            text="Archive or take back",
            run=partial(archive, page),
            icon="archive",
            menu="Account",
            detail="An archived account keeps its history and leaves plans and lists",
            on=page.writable,
        ),
        Action(
            name="account.erase",
            text="Erase for good…",
            run=partial(erase, page),
            icon="delete",
            menu="Account",
            detail="As a customer may ask for: from the history, too; it cannot be undone",
            on=page.writable,
        ),
    )


def _steps(page: AccountPage) -> tuple[Action, ...]:
    def several() -> bool:
        return len(page.among()) > 1

    return (
        Action(
            name="account.next",
            text="Next account",
            run=partial(page.step, 1),
            keys="J",
            icon="chevron-down",
            menu="Account",
            on=several,
        ),
        Action(
            name="account.previous",
            text="Account before",
            run=partial(page.step, -1),
            keys="K",
            icon="chevron-up",
            menu="Account",
            on=several,
        ),
    )


def _jumps(page: AccountPage) -> tuple[Action, ...]:
    return tuple(
        Action(
            name=f"account.card{number}",
            text=f"Card {card.title.text()}",
            run=partial(page.jump, card),
            keys=str(number) if number < 10 else "",
        )
        for number, card in enumerate(page.cards, 1)
    )


def _rows(page: AccountPage) -> tuple[Action, ...]:
    return tuple(
        Action(
            name=f"account.rows_{part.name.lower()}",
            text=f"Records behind {part.value}",
            run=partial(page.show_rows_of, at),
            icon="list",
            on=lambda: bool(page.account_id),
        )
        for at, part in enumerate(Part)
    )


def _there(page: str) -> bool:
    return any(entry.name == page for entry in entries())

"""What can be done on the page Briefs: each action with its key, menu and when it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions import Action
from ui.pages import briefs_both, briefs_export

if TYPE_CHECKING:
    from ui.pages.briefs import BriefsPage


def brief_actions(page: BriefsPage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    return (*_choosing(page), *_leaving(page), *_many(page))


def _choosing(page: BriefsPage) -> tuple[Action, ...]:
    return (
        Action(
            name="briefs.account",
            text="Open account",
            run=page.open_account,
            icon="portfolio",
            menu="Account",
            on=lambda: bool(page.account_id),
        ),
        Action(
            name="briefs.audience",
            text="Next reader",
            run=page.choice.next_reader,
            keys="A",
            icon="eye",
            menu="Brief",
            on=lambda: bool(page.account_id),
        ),
    )


def _leaving(page: BriefsPage) -> tuple[Action, ...]:
    return (
        Action(
            name="briefs.texts",
            text="Write texts",
            run=page.write_texts,
            keys="W",
            icon="edit",
            menu="Brief",
            on=lambda: bool(page.account_id),
        ),
        Action(
            name="briefs.print",
            text="Print",
            run=page.print,
            keys="Ctrl+P",
            icon="print",
            menu="Brief",
            on=lambda: briefs_export.exportable(page.brief),
        ),
        Action(
            name="briefs.export",
            text="Export PDF",
            run=page.export,
            keys="Ctrl+E",
            icon="export",
            menu="Brief",
            on=lambda: briefs_export.exportable(page.brief),
        ),
    )


def _many(page: BriefsPage) -> tuple[Action, ...]:
    return (
        Action(
            name="briefs.both",
            text="Export both briefs",
            run=lambda: briefs_both.ask_and_export(page, page.context, page.brief),
            keys="B",
            icon="export",
            menu="Brief",
            on=lambda: page.brief is not None,
        ),
        Action(
            name="briefs.pack",
            text="Export a pack",
            run=lambda: page.packs.ask(page.choice.audience.on, page.choice.paper.on),
            keys="Ctrl+Shift+E",
            icon="export",
            menu="Brief",
            on=lambda: bool(page.account_id),
        ),
    )

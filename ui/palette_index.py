"""Fills the palette: the index of names, kept until the portfolio changes, and the hits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import formats
from ui.pages.registry import entries
from ui.palette_search import (
    COMMANDS,
    PEOPLE,
    TEXTS,
    Entry,
    Hit,
    plain,
    search,
    search_actions,
    span,
)
from ui.palette_texts import text_hits

if TYPE_CHECKING:
    from csplanner.services.views import EngagementRow, NameRow
    from csplanner.services.workspace import Changes
    from ui.actions import Action, ActionTable
    from ui.context import Context

_ACCOUNTS, _CONTACTS, _ENGAGEMENTS, _ACTIONS = 5, 4, 3, 6
_TEXTS, _ALL_TEXTS = 5, 30
_ON_ACCOUNT = (("briefs", "Open brief", "briefs"), ("plan", "Open in plan", "plan"))
_NAMED = ("account", "contact", "user")


class PaletteIndex(QObject):
    """Answers the palette's field; reads the names when they are first needed."""

    def __init__(self, context: Context, actions: ActionTable) -> None:
        super().__init__()
        self._context, self._actions = context, actions
        self._entries: tuple[Entry, ...] | None = None
        context.changed.connect(self._on_change)
        context.workspace_changed.connect(self._forget)

    def scope(self) -> str:
        """Return what is searched, in words."""
        accounts = sum(entry.kind == "account" for entry in self._names())
        return f"offline index of {formats.counted(accounts, 'account')}"

    def hits(self, words: str) -> tuple[Hit, ...]:
        """Return what answers the words, in groups."""
        if words.startswith(COMMANDS):
            return tuple(self._commands(words[1:], 40))
        if words.startswith(PEOPLE):
            return tuple(self._named(words[1:], "contact", 12))
        if words.startswith(TEXTS):
            return self.texts(words[1:], _ALL_TEXTS)
        if not words.strip():
            return tuple(self._commands("", 12))
        accounts = self._named(words, "account", _ACCOUNTS)
        return (
            *accounts,
            *self._engagements(words),
            *self._on_best(words),
            *self._named(words, "contact", _CONTACTS),
            *self._commands(words, _ACTIONS),
        )

    def texts(self, words: str, most: int = _TEXTS) -> tuple[Hit, ...]:
        """Return the texts that hold the words; for signs of other questions there are none."""
        if words.startswith((COMMANDS, PEOPLE, TEXTS)):
            return ()
        return text_hits(self._context, words, most)

    def _names(self) -> tuple[Entry, ...]:
        workspace = self._context.workspace
        if self._entries is None and workspace is not None:
            from csplanner.services import views

            self._entries = tuple(
                Entry(row.kind, row.id, row.account_id, row.text, _detail(row), plain(row.text))
                for row in views.palette_names(workspace)
            )
        return self._entries or ()

    def _named(self, words: str, kind: str, most: int) -> list[Hit]:
        group, icon = ("Accounts", "portfolio") if kind == "account" else ("People", "user")
        found = search((e for e in self._names() if e.kind == kind), words, most)
        return [
            Hit(
                group=group,
                text=entry.text,
                detail=entry.detail,
                icon=icon,
                at=span(words, entry.text),
                run=partial(self._context.go, "account", account_id=entry.owner),
            )
            for entry in found
        ]

    def _engagements(self, words: str) -> list[Hit]:
        best = search((e for e in self._names() if e.kind == "account"), words, 1)
        workspace = self._context.workspace
        if not best or workspace is None:
            return []
        from csplanner.services import views

        rows = views.next_engagements(workspace, best[0].key, self._context.today, _ENGAGEMENTS)
        return [self._engagement(words, best[0], row) for row in rows]

    def _engagement(self, words: str, account: Entry, row: EngagementRow) -> Hit:
        from ui.widgets.engagement_words import stamp_of, type_words

        text = f"{type_words(row.type)}, {account.text}"
        detail = f"{formats.weekday(row.date, self._context.today)}, {formats.week(row.date)}"
        return Hit(
            group="Engagements",
            text=text,
            detail=detail + (", locked" if row.locked else ""),
            stamp=stamp_of(row.type, row.state, 13.0, locked=row.locked),
            at=span(words, text),
            run=partial(self._context.go, "account", account_id=account.key),
        )

    def _on_best(self, words: str) -> list[Hit]:
        """Offer what can be done with the best account."""
        best = search((e for e in self._names() if e.kind == "account"), words, 1)
        there = {entry.name for entry in entries()}
        return [
            Hit(
                group=f"Actions on {best[0].text}",
                text=text,
                icon=icon,
                run=partial(self._context.go, page, account_id=best[0].key),
            )
            for page, text, icon in _ON_ACCOUNT
            if best and page in there
        ]

    def _commands(self, words: str, most: int) -> list[Hit]:
        actions = [a for a in self._actions.all() if a.name != "view.palette"]
        ordered = sorted(actions, key=_page_first)
        return [
            Hit(
                group="Commands",
                text=action.words,
                detail=action.detail,
                icon=action.icon,
                keys=action.shown_keys,
                at=span(words, action.words),
                run=partial(self._actions.trigger, action.name),
            )
            for action in search_actions(ordered, words, most)
        ]

    def _on_change(self, changes: Changes) -> None:
        if changes.touch(*_NAMED):
            self._forget()

    def _forget(self) -> None:
        self._entries = None


def _detail(row: NameRow) -> str:
    """Return the quiet words beside a name: place and revenue, or title and account."""
    if row.kind == "account":
        arr = "" if row.arr is None else formats.money(row.arr, row.more or "USD")
        return ", ".join(part for part in (row.place, arr) if part)
    return ", ".join(part for part in (row.place, row.more) if part)


def _page_first(action: Action) -> int:
    """Order what the page can do before what always can be done."""
    general = ("file.", "edit.", "go.", "view.", "window.", "help.")
    return 1 if action.name.startswith(general) else 0

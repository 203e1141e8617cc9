"""Drafts of forms, kept in the encrypted portfolio until what was typed is kept or let go."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from csplanner.store import drafts as stored
from csplanner.store.drafts import DraftRow

if TYPE_CHECKING:
    from csplanner.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed into one form.

    `fields` are texts by the names of the fields; `page` and `action` lead back to the form. A
    draft that was `let_go` is offered no more, but can still be brought back in this session.
    """

    key: str
    title: str
    account_id: str = ""
    page: str = ""
    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    at: dt.datetime | None = None
    let_go: bool = False


def keep_draft(workspace: Workspace, draft: Draft) -> Draft:
    """Keep a draft as of now; raises Trouble where the file cannot be written."""
    now = workspace.clock.now()
    content = {
        "page": draft.page,
        "action": draft.action,
        "fields": draft.fields,
        "let_go": draft.let_go,
    }
    text = json.dumps(content, ensure_ascii=False)
    row = DraftRow(draft.key, draft.title, draft.account_id or None, text, now.isoformat())
    stored.keep(workspace.database, row)
    return replace(draft, at=now)


def drop_draft(workspace: Workspace, key: str) -> None:
    """Forget a draft."""
    stored.drop(workspace.database, (key,))


def forget_let_go(workspace: Workspace) -> None:
    """Forget what was let go in an earlier session."""
    gone = tuple(draft.key for draft in _all(workspace) if draft.let_go)
    if gone and not workspace.read_only:
        stored.drop(workspace.database, gone)


def drafts(workspace: Workspace) -> tuple[Draft, ...]:
    """Return the drafts that are offered, newest first."""
    return tuple(draft for draft in _all(workspace) if not draft.let_go)


def draft_of(workspace: Workspace, key: str) -> Draft | None:
    """Return the draft of a form, if one is offered."""
    return next((draft for draft in drafts(workspace) if draft.key == key), None)


def _all(workspace: Workspace) -> tuple[Draft, ...]:
    return tuple(_read(row) for row in stored.rows(workspace.database))


def _read(row: DraftRow) -> Draft:
    content = json.loads(row.text)
    return Draft(
        key=row.key,
        title=row.title,
        account_id=row.account_id or "",
        page=content["page"],
        action=content["action"],
        fields=dict(content["fields"]),
        at=dt.datetime.fromisoformat(row.at),
        let_go=bool(content["let_go"]),
    )

"""Saved views of the list of accounts: what is filtered, shown, sorted and grouped, by name.

They are kept in the portfolio as a setting. A view keeps its columns, widths, sorting and grouping
as the user leaves them; its filter changes only when the user says so. The view without a name is
the whole list, which is always there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake

if TYPE_CHECKING:
    from csplanner.services.workspace import Workspace

_SETTING = "account_views"
_LONGEST = 60
WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """One view. `columns` are (key, width in pixels) of those shown, from the left.

    `sort` is a column's key, `group` the key of what rows are grouped by; both may be empty.
    """

    name: str
    filter: str = ""
    columns: tuple[tuple[str, int], ...] = ()
    sort: str = ""
    descending: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """All saved views in the order of their names, the whole list's look, and what opens first."""

    named: tuple[SavedView, ...] = ()
    whole: SavedView = SavedView(name=WHOLE)
    first: str = WHOLE

    def get(self, name: str) -> SavedView:
        """Return a view by name; the whole list where there is none of that name."""
        return next((view for view in self.named if view.name == name), self.whole)


def saved_views(workspace: Workspace) -> Views:
    """Return the views of a portfolio; what cannot be read counts as not there."""
    try:
        kept = json.loads(workspace.setting(_SETTING, "{}"))
        named = tuple(_read(item) for item in kept.get("named", []))
        whole = _read(kept.get("whole", {"name": WHOLE}))
        return Views(named=named, whole=whole, first=str(kept.get("first", WHOLE)))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Views()


def keep_view(workspace: Workspace, view: SavedView) -> Views:
    """Keep a view under its name, new or in place of the one before."""
    views = saved_views(workspace)
    if view.name == WHOLE:
        return _write(workspace, replace(views, whole=replace(view, filter="")))
    others = [other for other in views.named if other.name != view.name]
    return _write(workspace, replace(views, named=_ordered([*others, view])))


def add_view(workspace: Workspace, view: SavedView) -> Views:
    """Keep a new view; raises UserMistake where its name is empty, too long or taken."""
    view = replace(view, name=_free_name(saved_views(workspace), view.name))
    return keep_view(workspace, view)


def rename_view(workspace: Workspace, name: str, new: str) -> Views:
    """Give a view another name; raises UserMistake where that is empty, too long or taken."""
    views = saved_views(workspace)
    view = views.get(name)
    rest = replace(views, named=tuple(v for v in views.named if v.name != name))
    renamed = replace(view, name=_free_name(rest, new))
    first = renamed.name if views.first == name else views.first
    return _write(workspace, replace(rest, named=_ordered([*rest.named, renamed]), first=first))


def delete_view(workspace: Workspace, name: str) -> Views:
    """Remove a view; if it opened first, the whole list does so now."""
    views = saved_views(workspace)
    named = tuple(view for view in views.named if view.name != name)
    return _write(
        workspace, replace(views, named=named, first=WHOLE if views.first == name else views.first)
    )


def open_first(workspace: Workspace, name: str) -> Views:
    """Say which view is shown when the portfolio is opened."""
    return _write(workspace, replace(saved_views(workspace), first=name))


def _ordered(views: list[SavedView]) -> tuple[SavedView, ...]:
    return tuple(sorted(views, key=lambda view: view.name.casefold()))


def _free_name(views: Views, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserMistake("The view has no name.", "Type one, such as Renewals this quarter.")
    if len(name) > _LONGEST:
        raise UserMistake("The name is too long.", f"Use at most {_LONGEST} letters.")
    if name.casefold() in {view.name.casefold() for view in views.named}:
        raise UserMistake(f"There is a view {name!r} already.", "Choose another name.")
    return name


def _read(kept: dict[str, Any]) -> SavedView:
    columns = tuple((str(key), int(width)) for key, width in kept.get("columns", ()))
    return SavedView(
        name=str(kept["name"]),
        filter=str(kept.get("filter", "")),
        columns=columns,
        sort=str(kept.get("sort", "")),
        descending=bool(kept.get("descending", False)),
        group=str(kept.get("group", "")),
    )


def _write(workspace: Workspace, views: Views) -> Views:
    if not workspace.read_only:
        kept = {
            "named": [asdict(view) for view in views.named],
            "whole": asdict(views.whole),
            "first": views.first,
        }
        workspace.set_setting(_SETTING, json.dumps(kept, ensure_ascii=False))
    return views

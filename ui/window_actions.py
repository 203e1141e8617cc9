"""The actions that hold on every page: files, undo, pages, palette, regions, theme."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.actions import Action
from ui.pages.registry import Place, entries
from ui.palette_search import COMMANDS, TEXTS

if TYPE_CHECKING:
    from ui.context import Context
    from ui.main_window import MainWindow
    from ui.opening import Opening

_NUMBERED = 8
_THEMES = (
    ("light", "Light theme", "sun"),
    ("dark", "Dark theme", "moon"),
    ("system", "Theme of the system", ""),
)


def window_actions(window: MainWindow, opening: Opening) -> tuple[Action, ...]:
    """Return the window's own actions, in the order of the menus."""
    return (
        *_files(window, opening),
        *_exchange(window),
        *_log(window),
        *_edits(window),
        *_filters(window),
        *_pages(window),
        *_views(window),
        *_themes(window.context),
        *_settings(window),
        *_window(window),
        *_help(window),
    )


def _files(window: MainWindow, opening: Opening) -> tuple[Action, ...]:
    return (
        Action(
            name="file.open",
            text="Open portfolio…",
            run=opening.ask_open,
            keys="Ctrl+O",
            icon="folder",
            menu="File",
        ),
        Action(
            name="file.new",
            text="New portfolio…",
            run=opening.ask_new,
            icon="plus",
            menu="File",
        ),
        Action(
            name="file.sample",
            text="Sample portfolio…",
            run=opening.ask_sample,
            icon="star",
            menu="File",
        ),
        Action(
            name="file.backup",
            text="Back up now",
            run=opening.back_up,
            icon="shield-check",
            menu="File",
            detail="A verified copy into the folder of backups",
            on=lambda: _is_open(window) and not window.context.workspace.read_only,  # type: ignore[union-attr]
        ),
        Action(name="file.quit", text="Quit", run=window.close, keys="Ctrl+Q", menu="File"),
    )


def _exchange(window: MainWindow) -> tuple[Action, ...]:
    """Return how portfolios of colleagues come together."""
    from ui.exporting import ask_export

    return (
        Action(
            name="file.merge",
            text="Merge a colleague's folder…",
            run=partial(window.go, "merge"),
            icon="layers",
            menu="File",
            detail="What both of you changed is shown side by side",
            on=lambda: _is_open(window),
        ),
        Action(
            name="plan.close_year",
            text="Close the year…",
            run=partial(window.go, "year_end"),
            icon="archive",
            menu="Plan",
            detail="What was left undone, an archive in files, and on to the next year",
            on=lambda: _is_open(window),
        ),
        Action(
            name="file.export_folder",
            text="Export folder…",
            run=partial(ask_export, window),
            icon="export",
            menu="File",
            detail="Every record as a plain file, for a colleague to merge or read",
            on=lambda: _is_open(window),
        ),
    )


def _log(window: MainWindow) -> tuple[Action, ...]:
    """Return what logs a touch from anywhere; a page may have a way of its own."""

    def log() -> None:
        from csplanner.domain.records import Account
        from ui.dialogs.log_form import LogForm

        context, page = window.context, window.page
        if context.workspace is not None and page is not None:
            account = context.workspace.get(Account, page.at_hand()[0])
            LogForm(page, context, account).open()

    return (
        Action(
            name="touch.log",
            text="Log a touch\N{HORIZONTAL ELLIPSIS}",
            run=log,
            keys="N;Ctrl+N",
            icon="plus",
            menu="Account",
            detail="N, then Enter: a touch of today with the account at hand",
            on=lambda: _writable(window),
        ),
    )


def _writable(window: MainWindow) -> bool:
    workspace = window.context.workspace
    return workspace is not None and not workspace.read_only


def _edits(window: MainWindow) -> tuple[Action, ...]:
    def can_undo() -> bool:
        workspace = window.context.workspace
        return workspace is not None and workspace.next_undo() is not None

    def can_redo() -> bool:
        workspace = window.context.workspace
        return workspace is not None and workspace.next_redo() is not None

    return (
        Action(
            name="edit.undo",
            text="Undo",
            run=window.context.undo,
            keys="Ctrl+Z",
            icon="undo",
            menu="Edit",
            detail="Take the last change back",
            on=can_undo,
            says=lambda: _stepped("Undo", window, "next_undo"),
        ),
        Action(
            name="edit.redo",
            text="Redo",
            run=window.context.redo,
            keys="Ctrl+Shift+Z;Ctrl+Y",
            icon="redo",
            menu="Edit",
            detail="Do again what was undone",
            on=can_redo,
            says=lambda: _stepped("Redo", window, "next_redo"),
        ),
    )


def _has_drafts(window: MainWindow) -> bool:
    from ui.drafts import has_drafts

    return has_drafts(window)


def _pop_drafts(window: MainWindow) -> None:
    from ui.drafts import pop_drafts

    pop_drafts(window)


def _filters(window: MainWindow) -> tuple[Action, ...]:
    return (
        Action(
            name="edit.drafts",
            text="Go on with a draft…",
            run=partial(_pop_drafts, window),
            icon="note",
            menu="Edit",
            detail="What was typed into a form and not kept",
            on=partial(_has_drafts, window),
        ),
        Action(
            name="edit.filter",
            text="Filter here",
            run=window.focus_filter,
            keys="Ctrl+F",
            icon="filter",
            menu="Edit",
            on=lambda: _is_open(window),
        ),
        Action(
            name="edit.search",
            text="Search all texts…",
            run=partial(window.open_palette, TEXTS),
            keys="Ctrl+Shift+F",
            icon="search",
            menu="Edit",
            detail="Notes, outcomes, tickets, commitments",
            on=lambda: _is_open(window),
        ),
    )


def _stepped(verb: str, window: MainWindow, step: str) -> str:
    """Return what undo or redo would do, in words: "Undo change owner of 3 accounts"."""
    workspace = window.context.workspace
    entry = getattr(workspace, step)() if workspace is not None else None
    if entry is None:
        return verb
    first, rest = entry.label[:1], entry.label[1:]
    return f"{verb} {first if rest[:1].isupper() else first.lower()}{rest}"


_BESIDE = tuple(entry for entry in entries() if entry.name == "people")
"""Pages that the sidebar does not show, reached by the menu and the palette."""


def _pages(window: MainWindow) -> tuple[Action, ...]:
    shown = [entry for entry in entries() if entry.place is not Place.NOWHERE]
    return tuple(
        Action(
            name=f"go.{entry.name}",
            text=entry.title,
            run=partial(window.go, entry.name),
            keys=f"Ctrl+{number}" if number <= _NUMBERED else "",
            icon=entry.icon,
            menu="View",
            on=lambda: _is_open(window),
        )
        for number, entry in enumerate((*shown, *_BESIDE), 1)
    )


def _views(window: MainWindow) -> tuple[Action, ...]:
    return (
        Action(
            name="view.palette",
            text="Search and jump…",
            run=window.open_palette,
            keys="Ctrl+K",
            icon="search",
            menu="View",
        ),
        Action(
            name="view.sidebar",
            text="Sidebar",
            run=window.toggle_sidebar,
            keys="Ctrl+B",
            icon="sidebar",
            menu="View",
            checked=lambda: not window.sidebar.collapsed,
        ),
        Action(
            name="view.inspector",
            text="Inspector",
            run=window.toggle_inspector,
            keys="Ctrl+I",
            icon="inspector",
            menu="View",
            checked=lambda: window.inspector_wanted,
        ),
        Action(
            name="view.present",
            text="Presentation mode",
            run=window.presentation.toggle,
            keys="Ctrl+Shift+P",
            icon="eye-off",
            menu="View",
            detail="For a shared screen: only what one customer may see",
            on=lambda: _is_open(window),
            checked=lambda: window.presentation.on,
        ),
    )


def _themes(context: Context) -> tuple[Action, ...]:
    return tuple(
        Action(
            name=f"view.{mode}",
            text=text,
            run=partial(context.use_theme, mode),
            icon=icon,
            menu="View",
        )
        for mode, text, icon in _THEMES
    )


# What the palette calls each setting, and the words that find it on the page.
_SETTINGS = {
    "density": "Density",
    "scale": "Scale",
    "region": "Region",
    "dates": "Dates",
    "clock": "Time of day",
    "paper": "Paper",
    "backups": "Backups",
    "currency": "Base currency",
    "week": "The week begins on",
    "fiscal": "The fiscal year begins in",
}


def _settings(window: MainWindow) -> tuple[Action, ...]:
    return tuple(
        Action(
            name=f"set.{name}",
            text=f"Setting: {words[0].lower()}{words[1:]}",
            run=partial(window.go, "settings", find=words),
            icon="settings",
            on=lambda: _is_open(window),
        )
        for name, words in _SETTINGS.items()
    )


def _window(window: MainWindow) -> tuple[Action, ...]:
    def again() -> None:
        window.start_again = True
        window.close()

    return (
        Action(
            name="window.again",
            text="Start again",
            run=again,
            menu="Window",
            detail="Closes the program and opens this portfolio again",
        ),
        Action(name="window.menu", text="Menu", run=window.pop_menu, keys="F10"),
        Action(
            name="window.region",
            text="Next region",
            run=window.next_region,
            keys="F6",
            menu="Window",
            detail="Sidebar, header, page, inspector, status bar",
        ),
    )


def _help(window: MainWindow) -> tuple[Action, ...]:
    return (
        Action(
            name="help.guide",
            text="User guide",
            run=lambda: window.go("help", about=window.page.name if window.page else ""),
            keys="F1",
            icon="help",
            menu="Help",
            detail="What the guide says of this page; no network needed",
        ),
        Action(
            name="help.diagnostics",
            text="Diagnostics",
            run=partial(window.go, "help", part="diagnostics"),
            icon="info",
            menu="Help",
            detail="Versions, sizes and counts to copy, without customer data",
        ),
        Action(
            name="help.keys",
            text="Keys of this page",
            run=partial(window.open_palette, COMMANDS),
            keys="?",
            icon="command",
            menu="Help",
        ),
    )


def _is_open(window: MainWindow) -> bool:
    return window.context.workspace is not None

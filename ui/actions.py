"""The one table of actions: menus, shortcuts, the palette, buttons and context menus read it.

A page adds its own actions while it is shown (scope = the page's name), so that a letter may mean
one thing on one page and another on the next. A text field that has the focus keeps its letters:
Qt asks it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

MENUS = ("File", "Edit", "View", "Account", "Plan", "Brief", "Tools", "Window", "Help")


class Action(NamedTuple):
    """One thing that can be asked for.

    `name` is unique ("plan.run"); `keys` is a shortcut as Qt writes it ("Ctrl+R", "N"), more than
    one apart by ";"; `menu` is one of MENUS or empty; `detail` explains it in the palette and the
    tooltip; `on` tells whether it can be asked for now, `checked` whether it is on (None: it is
    not a switch). `says` gives other words than `text` for what it would do now.
    """

    name: str
    text: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""
    menu: str = ""
    detail: str = ""
    on: Callable[[], bool] | None = None
    checked: Callable[[], bool] | None = None
    says: Callable[[], str] | None = None

    @property
    def words(self) -> str:
        """What it is called now."""
        return self.says() if self.says is not None else self.text

    @property
    def enabled(self) -> bool:
        """Whether it can be asked for now."""
        return self.on is None or self.on()

    @property
    def shown_keys(self) -> str:
        """The first shortcut as people read it: "Ctrl R"."""
        return self.keys.split(";")[0].strip().replace("+", " ")


class _Trigger(QObject):
    """Runs one action when its QAction is triggered; a QObject, so that it runs on its thread."""

    def __init__(self, name: str, table: ActionTable, parent: QObject) -> None:
        super().__init__(parent)
        self._name, self._table = name, table

    def run(self) -> None:
        self._table.trigger(self._name)


class ActionTable(QObject):
    """All actions there are at the moment. Signal: `changed()` when some come or go."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.last = ""  # the action that was asked for last
        self._actions: dict[str, Action] = {}
        self._made: dict[str, QAction] = {}
        self._scopes: dict[str, list[str]] = {}
        self._allowed: Collection[str] | None = None

    def add(self, actions: Iterable[Action], scope: str = "") -> None:
        """Add actions under a scope; a name that exists already is a bug."""
        for action in actions:
            if action.name in self._actions:
                raise ValueError(f"two actions are called {action.name}")
            self._actions[action.name] = action
            self._scopes.setdefault(scope, []).append(action.name)
            self._made[action.name] = self._make(action)
            self._made[action.name].setEnabled(self._allows(action.name))
        self._share_keys()
        self.changed.emit()

    def remove(self, scope: str) -> None:
        """Take the actions of a scope away."""
        for name in self._scopes.pop(scope, []):
            del self._actions[name]
            made = self._made.pop(name)
            self._window.removeAction(made)
            made.deleteLater()
        self._share_keys()
        self.changed.emit()

    def _share_keys(self) -> None:
        """Give a key to the page while it has one; two that hold it would both be silent."""
        of_page = {
            key
            for scope, names in self._scopes.items()
            for name in names
            if scope
            for key in _keys(self._actions[name])
        }
        for name in self._scopes.get("", ()):
            keys = [key for key in _keys(self._actions[name]) if key not in of_page]
            self._made[name].setShortcuts([QKeySequence(key) for key in keys])

    def allow(self, names: Collection[str] | None) -> None:
        """Let only these actions be asked for, by whatever way; None lets all of them."""
        self._allowed = names
        self._wake()
        self.changed.emit()

    def _allows(self, name: str) -> bool:
        return self._allowed is None or name in self._allowed

    def _wake(self) -> None:
        """Let the shortcuts work of what is allowed; whether it can be done is asked then."""
        for name, made in self._made.items():
            made.setEnabled(self._allows(name))

    def all(self) -> tuple[Action, ...]:
        """Return all actions that are allowed, those of the window first."""
        return tuple(a for a in self._actions.values() if self._allows(a.name))

    def of(self, scope: str) -> tuple[Action, ...]:
        """Return the actions of a scope."""
        return tuple(self._actions[name] for name in self._scopes.get(scope, ()))

    def get(self, name: str) -> Action:
        """Return an action by name; an unknown name is a KeyError."""
        return self._actions[name]

    def qaction(self, name: str) -> QAction:
        """Return the QAction of an action, as menus want it, brought up to date."""
        action, made = self._actions[name], self._made[name]
        if action.icon:
            made.setIcon(icon(action.icon))
        made.setText(action.words)
        made.setEnabled(action.enabled and self._allows(name))
        if action.checked is not None:
            made.setChecked(action.checked())
        return made

    def trigger(self, name: str) -> None:
        """Run an action if it can be asked for now."""
        action = self._actions[name]
        if action.enabled and self._allows(name):
            self.last = name
            action.run()

    def fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Fill a menu with actions by name; an empty name is a separator."""
        menu.clear()
        for name in names:
            if name:
                menu.addAction(self.qaction(name))
            else:
                menu.addSeparator()

    def fill_bar(self, bar: QMenuBar | QMenu) -> None:
        """Fill a menu bar, or a menu of menus, with every action that names a menu."""
        bar.clear()
        for title in MENUS:
            names = [action.name for action in self.all() if action.menu == title]
            if names:
                self.fill(bar.addMenu(title), names)

    def pop(self, at: QWidget) -> None:
        """Open the menu of menus beside a widget."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self._window)
        self.fill_bar(menu)
        menu.aboutToHide.connect(self._wake)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at.mapToGlobal(at.rect().topRight()))

    def _make(self, action: Action) -> QAction:
        made = QAction(action.text, self._window)
        made.setObjectName(action.name)
        if action.keys:
            made.setShortcuts([QKeySequence(key) for key in _keys(action)])
        made.setToolTip(action.detail or action.text)
        made.setCheckable(action.checked is not None)
        trigger = _Trigger(action.name, self, made)
        made.triggered.connect(trigger.run)
        self._window.addAction(made)
        return made


def _keys(action: Action) -> list[str]:
    """Return the shortcuts of an action one by one."""
    return [key.strip() for key in action.keys.split(";") if key.strip()]

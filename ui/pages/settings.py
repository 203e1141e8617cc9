"""Settings: how the window looks and says things, and what belongs to the portfolio.

Each takes effect at once and has a way back to its standard; only the scale asks for a new start.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui import formats, preferences
from ui.actions import Action
from ui.pages.base import Page
from ui.pages.settings_backups import BackupPlaceLine
from ui.pages.settings_cards import settings_cards
from ui.pages.settings_lines import PreferenceLine
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.labels import Label, named
from ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    from csplanner.services.workspace import Changes
    from ui.pages.settings_lines import Line

_WIDE, _LABELS = 680, 170


class _Shown(NamedTuple):
    """A line on the page: the words it is found by, its card, its widgets."""

    words: str
    card: Card
    line: Line
    widgets: tuple[QWidget, ...]
    back: Button


class SettingsPage(Page):
    """Cards of settings; those of the portfolio can be undone like any other change."""

    name, title = "settings", "Settings"

    def build(self) -> None:
        """Make the cards."""
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find a setting")
        self.filter.setClearButtonEnabled(True)
        named(self.filter, "Find a setting")
        self.filter.textChanged.connect(self._find)
        self.lines: dict[str, Line] = {}
        self._shown: list[_Shown] = []
        self.sample = Label("", "table", "text2").wrapped()
        self.none = EmptyState(
            "No setting is called so", "", ("Clear the search", self.filter.clear)
        )
        self.reset_button = Button("Reset", icon="undo", small=True)
        named(self.reset_button, "Reset this computer's settings")
        self.reset_button.clicked.connect(self.reset_all)
        self._lay_out()
        self.setFocusProxy(self.filter)
        self.context.theme_changed.connect(self._show)
        self.context.preferred.connect(self._preferred)
        self._find("")

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        top = QWidget()
        top.setMaximumWidth(_WIDE)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.reset_button)
        column.addWidget(top)
        for title, note, lines in settings_cards(self.context):
            card = self._card(title, note, lines)
            if "dates" in lines:
                card.body.addWidget(self.sample)
            card.setMaximumWidth(_WIDE)
            column.addWidget(card)
        self.none.setMaximumWidth(_WIDE)
        column.addWidget(self.none)
        column.addStretch(1)
        scroll = scrolled(inside, "Settings")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _card(self, title: str, note: str, lines: dict[str, Line]) -> Card:
        card = Card(title, note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _LABELS)
        for nth, line in enumerate(lines.values()):
            row = 2 * nth
            named(line.field, line.label, line.hint)
            words, hint = Label(line.label, "body"), Label(line.hint, "note", "text2").wrapped()
            hint.setAlignment(Qt.AlignmentFlag.AlignTop)
            back = icon_button("undo", f"{line.label}: back to the standard")
            back.clicked.connect(partial(self._reset, line))
            grid.addWidget(words, row, 0)
            wide = isinstance(line, BackupPlaceLine)
            side = Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(line.field, row, 1, side)
            grid.addWidget(back, row, 2)
            grid.addWidget(hint, row + 1, 1)
            grid.setRowMinimumHeight(row + 1, 24)
            text = f"{title} {line.label} {line.hint}".casefold()
            self._shown.append(_Shown(text, card, line, (words, line.field, hint), back))
        self.lines |= lines
        card.body.addLayout(grid)
        return card

    def open(self, **arguments: object) -> None:
        """Find a setting by words, as in `find="paper"`."""
        self.filter.setText(str(arguments.get("find", "")))

    def refresh(self, changes: Changes | None) -> None:
        """Show what is set."""
        if changes is None or changes.touch("organisation"):
            self._show()

    def context_line(self) -> str:
        """Say that there is no button to save."""
        return "Every change is kept at once"

    def page_actions(self) -> tuple[Action, ...]:
        """Put everything back."""
        return (
            Action(
                name="settings.reset",
                text="Reset this computer's settings",
                run=self.reset_all,
                menu="Edit",
                detail="Those of the portfolio stay",
                on=lambda: any(not line.is_standard for line in self._mine()),
            ),
        )

    def reset_all(self) -> None:
        """Put the settings of this computer back to what the program comes with."""
        before = {
            what.name: preferences.preferred(self.context.memory, what) for what in preferences.ALL
        }
        for line in self._mine():
            if not line.is_standard:
                line.reset()

        def back() -> None:
            for name, value in before.items():
                self.context.prefer(name, value)

        self.context.notify("This computer's settings are reset", action=("Take them back", back))

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _mine(self) -> list[PreferenceLine]:
        return [line for line in self.lines.values() if isinstance(line, PreferenceLine)]

    def _show(self) -> None:
        if self.context.workspace is None:
            return
        writable = not self.workspace.read_only
        for shown in self._shown:
            shown.line.show()
            shown.back.setVisible(not shown.line.is_standard and not shown.widgets[0].isHidden())
            if not isinstance(shown.line, PreferenceLine | BackupPlaceLine):
                shown.line.field.setEnabled(writable)
                shown.back.setEnabled(writable)
        self.reset_button.setEnabled(any(not line.is_standard for line in self._mine()))
        self.sample.setText(_sample(self))
        self.header_changed.emit()

    def _reset(self, line: Line) -> None:
        line.reset()
        self._show()

    def _preferred(self, name: str) -> None:
        if name == preferences.PAPER.name:
            self.context.memory.keep("briefs.paper", formats.paper())
        wanted = preferences.preferred(self.context.memory, preferences.SCALE)
        if name == preferences.SCALE.name and wanted != preferences.scale_in_force():
            self.context.notify(
                f"The window will be at {wanted} %",
                hint="After a new start; everything is kept.",
                action=("Start again", partial(self.context.asked.emit, "window.again")),
            )

    def _find(self, words: str) -> None:
        """Show the settings that a filter leaves, and the cards that still hold one."""
        wanted = words.casefold().split()
        left: set[Card] = set()
        for shown in self._shown:
            fits = all(word in shown.words for word in wanted)
            for widget in shown.widgets:
                widget.setVisible(fits)
            shown.back.setVisible(fits and self._resettable(shown.line))
            if fits:
                left.add(shown.card)
        for shown in self._shown:
            shown.card.setVisible(shown.card in left)
        self.none.setVisible(not left)

    def _resettable(self, line: Line) -> bool:
        return self.context.workspace is not None and not line.is_standard


def _sample(page: SettingsPage) -> str:
    """Return how things are said now, in one line."""
    import datetime as dt
    from decimal import Decimal

    today = page.context.today
    parts = (
        f"{formats.weekday(today)} {formats.clock(dt.time(14, 30))}",
        formats.day(today),
        formats.number(1234567.5, 1),
        formats.exact_money(Decimal("2400000.5"), "USD"),
        formats.paper(),
    )
    return "Now: " + "   ".join(parts)

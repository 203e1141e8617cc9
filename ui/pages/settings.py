"""Settings: how the window looks, and what belongs to the portfolio; each takes effect at once."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from csplanner.base.errors import CsplannerError
from csplanner.services.our_settings import change_setting, our_settings
from ui import formats
from ui.pages.base import Page
from ui.widgets.cards import Card, Segmented
from ui.widgets.field_box import FieldBox
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from csplanner.services.workspace import Changes

_THEMES = (("light", "Light"), ("dark", "Dark"), ("system", "As the system"))
_DAYS = (("0", "Monday"), ("6", "Sunday"), ("5", "Saturday"))
_WIDE = 640


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
        self._lines: list[tuple[str, Card, tuple[QWidget, ...]]] = []
        self.theme = Segmented(_THEMES, "Theme", self.context.memory.get("theme", "system"))
        self.theme.chosen.connect(self.context.use_theme)
        self.texts = {key: QLineEdit() for key in ("name", "team", "base_currency")}
        for key, field in self.texts.items():
            field.setFixedWidth(90 if key == "base_currency" else 320)
            field.editingFinished.connect(partial(self._text, key))
        self.week = FieldBox(_DAYS, "The week begins on")
        self.week.chose.connect(self._week)
        months = [(str(n), formats.month_name(n)) for n in range(1, 13)]
        self.fiscal = FieldBox(months, "The fiscal year begins in")
        self.fiscal.chose.connect(self._fiscal)
        self.times = {key: QTimeEdit() for key in ("day_starts", "day_ends")}
        for key, time in self.times.items():
            time.setDisplayFormat("HH:mm")
            time.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
            time.setFixedWidth(90)
            time.editingFinished.connect(partial(self._time, key))
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        self.filter.setMaximumWidth(_WIDE)
        column.addWidget(self.filter)
        for card in self._cards():
            card.setMaximumWidth(_WIDE)
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Settings")
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # Qt turns it on in setWidget
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setFocusProxy(self.filter)

    def _cards(self) -> tuple[Card, ...]:
        times = self.times
        window = ("Theme", self.theme, "Changes at once, everywhere.")
        ours = (
            ("Name", self.texts["name"], "Stands on every paper."),
            ("Team", self.texts["team"], "Stands beside the name in the sidebar."),
            ("Base currency", self.texts["base_currency"], "Bands and totals are in it."),
        )
        days = (
            ("The week begins on", self.week, "In the calendar; week numbers stay ISO."),
            ("The fiscal year begins in", self.fiscal, "Quarters of the calendar follow."),
            ("The day starts at", times["day_starts"], "Touches are timed after it."),
            ("The day ends at", times["day_ends"], "Touches are over by then."),
        )
        return (
            self._card("This window", "kept on this computer", (window,)),
            self._card("Our organisation", "kept in the portfolio", ours),
            self._card("Days and years", "kept in the portfolio", days),
        )

    def _card(self, title: str, note: str, rows: tuple[tuple[str, QWidget, str], ...]) -> Card:
        card = Card(title, note)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 170)
        for i, (label, field, told) in enumerate(rows):
            named(field, label, told)
            words, hint = Label(label, "body"), Label(told, "note", "text2")
            hint.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, 2 * i, 0)
            grid.addWidget(field, 2 * i, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(hint, 2 * i + 1, 1)
            grid.setRowMinimumHeight(2 * i + 1, 24)
            self._lines.append((f"{title} {label} {told}".casefold(), card, (words, field, hint)))
        card.body.addLayout(grid)
        return card

    def refresh(self, changes: Changes | None) -> None:
        """Show what is set."""
        if changes is not None and not changes.touch("organisation"):
            return
        ours = our_settings(self.workspace)
        for key, field in self.texts.items():
            if not field.hasFocus():
                field.setText(getattr(ours, key))
        self.week.turn_on(str(ours.week_start))
        self.fiscal.turn_on(str(ours.fiscal_year_start_month))
        for key, time in self.times.items():
            at = getattr(ours, key)
            time.setTime(QTime(at.hour, at.minute))
        self.theme.choose(self.context.memory.get("theme", "system"), tell=False)
        for widget in (*self.texts.values(), self.week, self.fiscal, *self.times.values()):
            widget.setEnabled(not self.workspace.read_only)

    def context_line(self) -> str:
        """Say that there is no button to save."""
        return "Every change is kept at once"

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _find(self, words: str) -> None:
        """Show the settings that a filter leaves, and the cards that still hold one."""
        wanted = words.casefold().split()
        left: set[Card] = set()
        for text, card, widgets in self._lines:
            fits = all(word in text for word in wanted)
            for widget in widgets:
                widget.setVisible(fits)
            if fits:
                left.add(card)
        for _, card, _ in self._lines:
            card.setVisible(card in left)

    def _set(self, field: str, value: Any) -> None:
        if getattr(our_settings(self.workspace), field) == value:
            return
        try:
            change_setting(self.workspace, field, value)
        except CsplannerError as error:
            self.context.notify_error(error)
            self.refresh(None)

    def _text(self, field: str) -> None:
        text = self.texts[field].text().strip()
        self._set(field, text.upper() if field == "base_currency" else text)

    def _week(self, key: str) -> None:
        self._set("week_start", int(key))

    def _fiscal(self, key: str) -> None:
        self._set("fiscal_year_start_month", int(key))

    def _time(self, field: str) -> None:
        at = self.times[field].time()
        self._set(field, dt.time(at.hour(), at.minute()))

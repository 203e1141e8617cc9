"""The band under the header of an account: who it is, and six facts that need no scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from csplanner.drawing.marks import Health as Moon
from ui import formats
from ui.pages.portfolio_columns import NEAR_DAYS, SOON_DAYS, stage_words
from ui.widgets.cards import Ground, Pill
from ui.widgets.engagement_words import type_words
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.services.account_view import AccountView

HEIGHT = 68


class Figure(QVBoxLayout):
    """A label, a strong value and a quiet line below."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.setSpacing(1)
        self.value = Label("", "inspector_title")
        self.line = Label("", "note", "text2")
        self.addWidget(Label(label, "note", "text2"))
        self.addWidget(self.value)
        self.addWidget(self.line)

    def say(self, value: str, line: str = "", ink: str = "text2") -> None:
        """Show a value."""
        self.value.setText(value)
        self.line.setText(line)
        self.line.set_ink(ink)


class AccountBand(Ground):
    """Pills and place at the left, figures at the right."""

    def __init__(self) -> None:
        super().__init__("surface", "b")
        self.setAccessibleName("Facts of the account")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(26)
        left = QVBoxLayout()
        left.setSpacing(5)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(6)
        self._place = Elided("", "table", "text2")
        left.addLayout(self._pills)
        left.addWidget(self._place)
        row.addLayout(left, 1)
        names = ("ARR", "Renewal", "Decision window", "Owner", "Next on site")
        self._figures = {name: Figure(name) for name in names}
        for figure in self._figures.values():
            row.addLayout(figure)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Show an account."""
        self._show_pills(view)
        account, facts = view.account, view.facts
        place = account.city or account.country or "Remote only"
        since = account.contract_start
        parts = [place, f"customer since {formats.month(since, year=True)}" if since else ""]
        self._place.setText(" · ".join(part for part in parts if part))
        arr = formats.money(account.arr, account.currency or facts.currency or "USD")
        stars = f"trust {account.relationship} of 5" if account.relationship else ""
        self._figures["ARR"].say(arr, stars)
        self._renewal(view, today)
        self._window(view, today)
        executive = f"executive: {view.executive}" if view.executive else "no executive sponsor"
        self._figures["Owner"].say(view.owner or "Nobody", executive)
        self._next(view, today)

    def _show_pills(self, view: AccountView) -> None:
        clear(self._pills)
        health = Pill("")
        health.set_health(Moon(view.facts.health.band.value))
        found = [health, Pill(view.facts.tier, "accent")]
        found += [Pill(words) for words in (view.account.industry, view.account.segment) if words]
        found.append(Pill(stage_words(view.account.stage)))
        for pill in found:
            self._pills.addWidget(pill)
        self._pills.addStretch(1)

    def _renewal(self, view: AccountView, today: dt.date) -> None:
        renewal = view.facts.renewal
        if renewal is None:
            self._figures["Renewal"].say(formats.NOTHING, "no date known")
            return
        apart = (renewal - today).days
        ink = "risk" if apart < SOON_DAYS else "watch" if apart < NEAR_DAYS else "text2"
        self._figures["Renewal"].say(formats.day(renewal), formats.distance(renewal, today), ink)

    def _window(self, view: AccountView, today: dt.date) -> None:
        window, figure = view.facts.window, self._figures["Decision window"]
        if window is None:
            figure.say(formats.NOTHING, "no renewal known")
            return
        opens, closes = window
        span = f"{formats.day(opens, today)} {formats.NOTHING} {formats.day(closes, today)}"
        if today < opens:
            near = (opens - today).days <= SOON_DAYS
            figure.say(
                span, f"opens {formats.distance(opens, today)}", "watch" if near else "text2"
            )
        elif today <= closes:
            figure.say(span, f"open, {formats.days((closes - today).days)} left", "risk")
        else:
            figure.say(span, f"closed {formats.distance(closes, today)}")

    def _next(self, view: AccountView, today: dt.date) -> None:
        following, figure = view.next(today, onsite=True), self._figures["Next on site"]
        if following is None:
            figure.say(formats.NOTHING, "nothing planned on site")
            return
        trip = view.trip_of.get(following.trip_id or "")
        words = type_words(following.type) + (f", trip T-{trip}" if trip else "")
        figure.say(formats.weekday(following.date, today), words)

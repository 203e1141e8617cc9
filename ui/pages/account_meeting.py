"""The card that says when a customer can be met: holidays, weekdays, closed days, absences."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ui import formats
from ui.pages.account_card import AccountCard, Row
from ui.pages.people_panel import days_words, works_on
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.records import Account, Contact
    from csplanner.services.account_view import AccountView


class MeetingTerms(NamedTuple):
    """What the first row asks to change: the weekdays and the holidays of an account."""

    account: Account


def absence_of(contact: Contact, today: dt.date) -> str:
    """Return when one of theirs can be met, '' where nothing limits it any more."""
    parts = []
    if contact.available_weekdays is not None:
        parts.append(works_on(contact.available_weekdays))
    first, last = contact.away_from, contact.away_to
    if last is not None and last < today:
        return ", ".join(parts)
    if first is not None and last is not None:
        parts.append(f"away {days_words(first, last)}")
    elif first is not None:
        parts.append(f"away from {formats.day(first)}")
    elif last is not None:
        parts.append(f"away until {formats.day(last)}")
    return ", ".join(parts)


class MeetingCard(AccountCard):
    """When they can be met: what the plan keeps to, and what it prefers."""

    def __init__(self) -> None:
        super().__init__("When to meet", "the plan keeps to it", adds="Add closed days")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List holidays with weekdays, closed days, and contacts who are not always there."""
        clear(self.inside)
        self.fill(there=True, otherwise="")
        account = view.account
        place = "-".join(part for part in (account.country, account.region or "") if part)
        days = account.preferred_weekdays
        liked = f"prefers {works_on(days)}" if days else "any weekday"
        self._add("Week", f"holidays of {place or 'no country'}, {liked}", MeetingTerms(account))
        for each in view.closed:
            self._add(days_words(each.start, each.end), each.reason or "closed", each)
        for found in view.contacts:
            told = absence_of(found.contact, today)
            if told:
                self._add(found.name, told, found.contact)

    def _add(self, head: str, words: str, record: object) -> None:
        row = Row(f"{head}: {words}", first=self.inside.count() == 0)
        row.line.addWidget(Label(head, "table", weight=500))
        row.line.addWidget(Elided(words, "table", "text2"), 1)
        row.pressed.connect(partial(self.edit_asked.emit, record))
        self.inside.addWidget(row)

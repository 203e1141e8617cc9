"""The cards of an account's page; each one is told the account's view and shows its part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from csplanner.charts.drivers import draw_drivers, drivers_height
from csplanner.charts.health import draw_health
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health as Moon
from csplanner.drawing.stakeholders import draw_stakeholders
from csplanner.drawing.timeline import draw_account_line
from ui import formats
from ui.pages import account_series as series
from ui.widgets.cards import Card, Ground, Stamp
from ui.widgets.chart_view import ChartView
from ui.widgets.engagement_words import type_words
from ui.widgets.icons import pixmap
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.records import Commitment, Sighting
    from csplanner.services.account_view import AccountView

_DONE = {"done", "kept", "met", "closed", "fulfilled"}
_SOON = 60
_MOST_ROWS = 6
_OWNER_WIDE, _DUE_WIDE = 92, 84


class AccountCard(Card):
    """One card: `show_view` fills it; with nothing to show it says what fills it."""

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__(title, note)
        self.empty = Label("", "table", "text2").wrapped()
        self.content = QWidget()
        self.inside = QVBoxLayout(self.content)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(0)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.content)

    def fill(self, *, there: bool, otherwise: str) -> None:
        """Show the content, or the words that stand in its place."""
        self.content.setVisible(there)
        self.empty.setVisible(not there)
        self.empty.setText(otherwise)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Show this card's part of an account; a card that has none says nothing."""
        del view, today
        self.fill(there=False, otherwise="")


class HealthCard(AccountCard):
    """Score with zones, five component strips, change since a month."""

    def __init__(self) -> None:
        super().__init__("Health")
        self.chart = ChartView("Health by month", 264, 460)
        self.inside.addWidget(self.chart)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the months."""
        del today
        history = view.facts.history
        scored = [health for health in history if health.score is not None]
        self.fill(
            there=bool(scored),
            otherwise="No score yet: import usage, tickets or surveys of this account.",
        )
        if not scored:
            self.note.setText("")
            return
        self.note.setText(f"12 months · change since {series.compared_month(history)} at right")
        told = series.health_series(history, view.facts.events)
        self.chart.show_drawing(
            lambda canvas, box: draw_health(canvas, box, told), series.health_words(history)
        )


class DriversCard(AccountCard):
    """Attainment of each driver, 90 days ago and now."""

    def __init__(self) -> None:
        super().__init__("Drivers", "○ 90 days ago   ● now")
        self.chart = ChartView("Drivers against target", 200, 460)
        self.inside.addWidget(self.chart)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the drivers."""
        del today
        drivers = view.facts.drivers
        self.fill(
            there=bool(drivers),
            otherwise="No drivers. Import drivers to follow what carries this account's outcome.",
        )
        if drivers:
            rows = series.driver_rows(drivers)
            self.chart.show_drawing(
                lambda canvas, box: draw_drivers(canvas, box, rows),
                series.driver_words(drivers),
                int(drivers_height(len(rows))) + 2,
            )


class EngagementsCard(AccountCard):
    """Last to next on one line, with the decision window behind."""

    def __init__(self) -> None:
        super().__init__("Engagements")
        self.chart = ChartView("Engagements, three months back and five ahead", 80, 400)
        self.inside.addWidget(self.chart)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the line."""
        last, following = view.last(today), view.next(today)
        said = []
        if last is not None:
            said.append(f"last: {type_words(last.type).lower()} {formats.day(last.date, today)}")
        if following is not None:
            when = formats.day(following.date, today)
            said.append(f"next: {type_words(following.type).lower()} {when}")
        self.note.setText("   ".join(said))
        self.fill(
            there=bool(view.engagements),
            otherwise="No engagements. Run the plan, or log a touch that was held.",
        )
        line = series.account_line(view, today)
        self.chart.show_drawing(
            lambda canvas, box: draw_account_line(canvas, box, line),
            f"{formats.counted(len(line.marks), 'engagement')} from "
            f"{formats.day(line.start)} to {formats.day(line.end)}; {', '.join(said)}",
        )


class StakeholdersCard(AccountCard):
    """Stance across, influence up."""

    def __init__(self) -> None:
        super().__init__("Stakeholders", "★ champion   dashed: no contact in 90 days")
        self.chart = ChartView("Stakeholder map", 196, 300)
        self.inside.addWidget(self.chart)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Draw the map."""
        del today
        people = series.people_on_map(view.contacts)
        unknown = len(view.contacts) - len(people)
        otherwise = "No contacts. Import contacts of this account."
        if unknown:
            otherwise = f"{formats.counted(unknown, 'contact')} without influence or attitude."
        self.fill(there=bool(people), otherwise=otherwise)
        self.chart.show_drawing(
            lambda canvas, box: draw_stakeholders(canvas, box, people),
            series.people_words(view.contacts),
        )


class CommitmentsCard(AccountCard):
    """Terms outside the standard contract: what, clause, who, until when."""

    def __init__(self) -> None:
        super().__init__("Commitments", "non-standard contract terms")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List them by due date."""
        clear(self.inside)
        rows = view.commitments[:_MOST_ROWS]
        self.fill(there=bool(rows), otherwise="Nothing was agreed outside the standard contract.")
        for row in rows:
            self.inside.addWidget(_commitment_row(row, today, first=row is rows[0]))
        if len(view.commitments) > len(rows):
            more = len(view.commitments) - len(rows)
            self.inside.addWidget(Label(f"and {more} more", "note", "text2"))


class CompetitorsCard(AccountCard):
    """Who was seen, with what pitch, when."""

    def __init__(self) -> None:
        super().__init__("Competitors sighted")

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """List the newest first."""
        clear(self.inside)
        rows = view.sightings[:_MOST_ROWS]
        self.fill(there=bool(rows), otherwise="No competitor was seen here.")
        for row in rows:
            self.inside.addWidget(_sighting_row(row, today, first=row is rows[0]))


class BurdenCard(AccountCard):
    """Weighted tickets per 1,000 units of use against the baseline."""

    def __init__(self) -> None:
        super().__init__("Reduction of burden")
        row = QHBoxLayout()
        row.setSpacing(18)
        self.figure = Label("", "figure")
        self.words = Label("", "note", "text2").wrapped()
        self.silence = Label("", "note", "watch").wrapped()
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.silence)
        row.addLayout(column, 1)
        self.inside.addLayout(row)

    def show_view(self, view: AccountView, today: dt.date) -> None:
        """Say the change and what it is made of."""
        del today
        burden = view.facts.burden
        self.fill(
            there=burden.value is not None,
            otherwise="No burden yet: import tickets, and a measure of use beside them.",
        )
        if burden.value is None:
            return
        change = burden.change
        sign = "+" if change is not None and change > 0 else ""
        self.figure.setText(
            formats.number(burden.value, 1) if change is None else sign + formats.percent(change)
        )
        self.figure.set_ink("text" if change is None or change <= 0 else "watch")
        unit = f"1,000 {burden.use_metric}" if burden.use_metric else "month"
        base = "" if burden.baseline is None else f", baseline {formats.number(burden.baseline, 1)}"
        self.words.setText(
            f"burden per {unit}: {formats.number(burden.value, 1)} weighted tickets a month{base}"
        )
        self.silence.setText("Silence: tickets fell because usage fell." if burden.silence else "")
        self.silence.setVisible(burden.silence)


def _row(first: bool) -> tuple[QWidget, QHBoxLayout]:  # noqa: FBT001 - a private helper
    widget = Ground("surface", "" if first else "t")
    line = QHBoxLayout(widget)
    line.setContentsMargins(0, 5, 0, 5)
    line.setSpacing(9)
    return widget, line


def _two_lines(head: str, below: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Elided(head, "table", weight=500))
    words.addWidget(Elided(below, "note", "text2"))
    return words


def _commitment_row(row: Commitment, today: dt.date, *, first: bool) -> QWidget:
    widget, line = _row(first)
    kept = row.status.lower() in _DONE
    late = row.due is not None and not kept and row.due < today
    soon = row.due is not None and not kept and (row.due - today).days <= _SOON
    band = Moon.HEALTHY if not soon else Moon.AT_RISK if late else Moon.WATCH
    line.addWidget(Stamp(moon(band), f"{row.status or 'open'}{', late' if late else ''}", 14))
    clause = f"§{row.clause.lstrip('§ ')} · " if row.clause else ""
    line.addLayout(_two_lines(row.text, f"{clause}{row.status or 'open'}"), 3)
    owner = Elided(row.functional_owner, "table", "text2")
    # An ignored width counts as none in the row, and the date would be laid over the owner.
    owner.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    owner.setFixedWidth(_OWNER_WIDE)
    line.addWidget(owner)
    ink = "risk" if late else "watch" if soon else "text2"
    due = formats.day(row.due) if row.due else "ongoing"
    when = Label(due, "table", ink, weight=600 if soon else 400)
    when.setFixedWidth(_DUE_WIDE)
    when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(when)
    return widget


def _sighting_row(row: Sighting, today: dt.date, *, first: bool) -> QWidget:
    widget, line = _row(first)
    sign = Label()
    sign.setPixmap(pixmap("binoculars", "text3", 16, 2.0))
    sign.setFixedWidth(18)
    line.addWidget(sign)
    below = row.pitch if row.our_answer else f"{row.pitch} · no answer yet".strip(" ·")
    line.addLayout(_two_lines(row.competitor, below), 1)
    line.addWidget(Label(formats.day(row.date, today), "table", "text2"))
    return widget

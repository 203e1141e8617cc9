"""The cards of the page Settings and the lines of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui import preferences
from ui.pages.settings_backups import BackupPlaceLine
from ui.pages.settings_lines import DAYS, ChoiceLine, PreferenceLine, TextLine, TimeLine, months

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages.settings_lines import Line

_HERE, _THERE = "kept on this computer", "kept in the portfolio"


def settings_cards(context: Context) -> tuple[tuple[str, str, dict[str, Line]], ...]:
    """Return head, note and lines by name of each card, in the order of the page."""
    here = partial(PreferenceLine, context)
    return (
        ("This window", _HERE, _looks(here)),
        ("Dates, numbers and paper", _HERE, _said(here)),
        ("Briefs", _HERE, _briefs(here)),
        ("Backups", _HERE, _backups(context, here)),
        ("Safety", _HERE, _safety(here)),
        ("Our organisation", _THERE, _ours(context)),
        ("Days and years", _THERE, _days(context)),
    )


def _briefs(here: partial[PreferenceLine]) -> dict[str, Line]:
    told = "A new brief begins for this reader."
    return {"reader": here(preferences.READER, "Reader", told)}


def _backups(context: Context, here: partial[PreferenceLine]) -> dict[str, Line]:
    told = "While something has changed; also before each import and plan."
    return {
        "place": BackupPlaceLine(context),
        "interval": here(preferences.BACKUPS, "Every", told),
    }


def _safety(here: partial[PreferenceLine]) -> dict[str, Line]:
    told = "A portfolio with a passphrase, when nobody is there; always after the machine slept."
    return {"lock": here(preferences.LOCK, "Lock after", told)}


def _looks(here: partial[PreferenceLine]) -> dict[str, Line]:
    return {
        "theme": here(preferences.THEME, "Theme", "Changes at once, everywhere."),
        "density": here(
            preferences.DENSITY, "Density", "How high the rows of tables and lists are."
        ),
        "scale": here(
            preferences.SCALE, "Scale", "Of everything in the window, after a new start."
        ),
    }


def _said(here: partial[PreferenceLine]) -> dict[str, Line]:
    return {
        "region": here(
            preferences.REGION,
            "Region",
            "How numbers and money are written, and on what paper.",
        ),
        "dates": here(preferences.DATES, "Dates", "Files keep 2027-05-12, whatever is chosen."),
        "clock": here(preferences.CLOCK, "Time of day", "In the time of the place."),
        "paper": here(preferences.PAPER, "Paper", "Of briefs, trips and reports."),
    }


def _ours(context: Context) -> dict[str, Line]:
    ours = partial(TextLine, context)
    return {
        "name": ours("name", "Name", "Stands on every paper."),
        "team": ours("team", "Team", "Stands beside the name in the sidebar."),
        "base_currency": ours("base_currency", "Base currency", "Bands and totals are in it."),
    }


def _days(context: Context) -> dict[str, Line]:
    return {
        "week": ChoiceLine(
            context,
            "week_start",
            "The week begins on",
            "In the calendar; week numbers stay ISO.",
            DAYS,
        ),
        "fiscal": ChoiceLine(
            context,
            "fiscal_year_start_month",
            "The fiscal year begins in",
            "Quarters of the calendar follow.",
            months(),
        ),
        "day_starts": TimeLine(
            context, "day_starts", "The day starts at", "Touches are timed after it."
        ),
        "day_ends": TimeLine(context, "day_ends", "The day ends at", "Touches are over by then."),
    }

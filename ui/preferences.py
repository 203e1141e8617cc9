"""What a person prefers on this computer: look, dates, numbers, paper, briefs; kept in the memory.

`apply` puts all of it in force, at the start and after a change. Only the scale waits for the next
start: Qt asks for it once, before there is an application.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale

from ui import formats, theme

if TYPE_CHECKING:
    from ui.memory import Memory

Choices = tuple[tuple[str, str], ...]
_SCALE_VARIABLE = "QT_SCALE_FACTOR"
_scaled: list[str] = []


class Preference(NamedTuple):
    """One thing to prefer: its name in the memory, what it is without a choice, the choices."""

    name: str
    standard: str
    choices: Choices


THEME = Preference(
    "theme", "system", (("light", "Light"), ("dark", "Dark"), ("system", "As the system"))
)
DENSITY = Preference(
    "density",
    "normal",
    (("comfortable", "Comfortable"), ("normal", "Normal"), ("compact", "Compact")),
)
SCALE = Preference(
    "scale", "100", tuple((str(n), f"{n} %") for n in (100, 110, 125, 150, 175, 200))
)
REGION = Preference(
    "region",
    "",
    (
        ("", "As the system"),
        ("en_US", "United States: 1,234.5"),
        ("en_GB", "United Kingdom: 1,234.5"),
        ("en_CA", "Canada: 1,234.5"),
        ("en_IE", "Ireland: 1,234.5"),
        ("en_CH", "Switzerland: 1\N{RIGHT SINGLE QUOTATION MARK}234.5"),
        ("en_DE", "Germany: 1.234,5"),
        ("en_SE", "Sweden: 1 234,5"),
        ("en_AU", "Australia: 1,234.5"),
        ("en_IN", "India: 1,234.5"),
    ),
)
DATES = Preference(
    "dates",
    "",
    (
        ("", "12 May 2027"),
        ("us", "May 12, 2027"),
        ("iso", "2027-05-12"),
        ("dots", "12.05.2027"),
    ),
)
CLOCK = Preference("clock", "24", (("24", "14:30"), ("12", "2:30 PM")))
PAPER = Preference("paper", "", (("", "As the region"), ("A4", "A4"), ("Letter", "Letter")))
READER = Preference(
    "brief_reader",
    "internal",
    (
        ("internal", "Internal"),
        ("executive", "Executive"),
        ("ceo", "CEO"),
        ("customer", "Customer"),
    ),
)
BACKUPS = Preference(
    "backup_minutes",
    "30",
    (("15", "15 minutes"), ("30", "30 minutes"), ("60", "An hour"), ("120", "Two hours")),
)
LOCK = Preference(
    "lock_minutes",
    "10",
    (
        ("2", "2 minutes"),
        ("5", "5 minutes"),
        ("10", "10 minutes"),
        ("30", "30 minutes"),
        ("0", "Never"),
    ),
)
ALL = (THEME, DENSITY, SCALE, REGION, DATES, CLOCK, PAPER, READER, BACKUPS, LOCK)


def preferred(memory: Memory, what: Preference) -> str:
    """Return what is preferred; a value that is no choice any more counts as none."""
    kept = str(memory.get(what.name, what.standard))
    return kept if kept in dict(what.choices) else what.standard


def apply(memory: Memory) -> None:
    """Put what is preferred in force, but for the scale."""
    region = preferred(memory, REGION)
    if region:
        QLocale.setDefault(QLocale(region))
    else:
        use_system_locale()
    formats.use(
        dates=preferred(memory, DATES),
        clock=preferred(memory, CLOCK),
        paper=preferred(memory, PAPER),
    )
    theme.use_density(preferred(memory, DENSITY))


def use_system_locale() -> None:
    """Take the locale of the system; that of the United States where there is none."""
    system = QLocale.system()
    if system.language() is QLocale.Language.C:
        system = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    QLocale.setDefault(system)


def scale_before_start(memory: Memory) -> None:
    """Ask Qt for the scale, before the application is made; a scale asked for outside stays."""
    scale = preferred(memory, SCALE)
    if scale != SCALE.standard and _SCALE_VARIABLE not in os.environ:
        os.environ[_SCALE_VARIABLE] = f"{int(scale) / 100:g}"
        _scaled.append(scale)


def scale_in_force() -> str:
    """Return the scale that this window was started with."""
    return _scaled[-1] if _scaled else SCALE.standard


def forget_scale() -> None:
    """Leave the scale to the program that is started next."""
    if _scaled:
        os.environ.pop(_SCALE_VARIABLE, None)

"""The presets by name: files that are read without any question about their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing import plain, preset_headers, preset_maven, preset_ravenstack

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.importing.reading import Harvest, Reading
    from csplanner.importing.tables import Table


def _as_they_are(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    return tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """How one source is read; `plain` means values are in the program's own way, without guess."""

    name: str
    harvest: Callable[[Reading], Harvest]
    prepare: Callable[[tuple[Table, ...]], tuple[Table, ...]] = _as_they_are
    plain: bool = False


_PRESETS = (
    Preset(name="", harvest=plain.harvest_matched),
    Preset(name="csplanner", harvest=plain.harvest_own, plain=True),
    Preset(
        name="salesforce",
        harvest=preset_headers.harvest_salesforce,
        prepare=preset_headers.prepared,
    ),
    Preset(name="hubspot", harvest=preset_headers.harvest_hubspot, prepare=preset_headers.prepared),
    Preset(name="ravenstack", harvest=preset_ravenstack.harvest),
    Preset(name="maven", harvest=preset_maven.harvest),
)

PRESETS: dict[str, Preset] = {preset.name: preset for preset in _PRESETS}
"""By name; the one without a name matches headers."""


def preset_named(name: str) -> Preset:
    """Find a preset; a UserMistake that lists all of them if there is none."""
    found = PRESETS.get(name.strip().casefold())
    if found is None:
        names = ", ".join(name for name in PRESETS if name)
        raise UserMistake(f"'{name}' is no preset.", f"Choose one of: {names}.")
    return found

"""The mappings that an import has kept, by name and by the headers that they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.services.import_mappings import SavedMapping

if TYPE_CHECKING:
    from ui.memory import Memory

_KEY = "mappings"
_MOST = 40


class SavedMappings:
    """Keeps mappings in the window's memory, the newest first."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def all(self) -> tuple[SavedMapping, ...]:
        """Return every kept mapping that can still be read."""
        kept = self._memory.get(_KEY, [])
        fields = ("name", "source", "text")
        return tuple(
            SavedMapping(**{field: each[field] for field in fields})
            for each in kept
            if isinstance(each, dict) and all(isinstance(each.get(f), str) for f in fields)
        )

    def of(self, source: str) -> SavedMapping | None:
        """Return the newest mapping of a source, None without one."""
        return next((each for each in self.all() if each.source == source), None)

    def keep(self, mapping: SavedMapping) -> None:
        """Keep a mapping; one of the same name gives way."""
        rest = [each for each in self.all() if each.name != mapping.name]
        self._write([mapping, *rest][:_MOST])

    def forget(self, name: str) -> None:
        """Forget a mapping by its name."""
        self._write([each for each in self.all() if each.name != name])

    def _write(self, mappings: list[SavedMapping]) -> None:
        told = [{"name": m.name, "source": m.source, "text": m.text} for m in mappings]
        self._memory.keep(_KEY, told)

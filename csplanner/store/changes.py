"""What a unit of work tells the world after its commit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The kinds of record (table names) that a change touched, its label, and who asked for it."""

    kinds: frozenset[str]
    label: str
    origin: str = ""

    def touch(self, *kinds: str) -> bool:
        """Tell whether any of these kinds was touched."""
        return not self.kinds.isdisjoint(kinds)

"""Why revenue is lost: the taxonomy that the policy edits, in two halves.

What we could have influenced is work for us; what we could not is weather.
"""

from __future__ import annotations

from dataclasses import dataclass

COULD, COULD_NOT, UNSORTED, UNSAID = (
    "could influence",
    "could not influence",
    "unsorted",
    "no reason",
)
DEFAULT_COULD = (
    "adoption", "champion left", "competitor", "features", "fewer users", "onboarding", "price",
    "pricing", "product", "relationship", "service", "support", "value",
)  # fmt: skip
DEFAULT_COULD_NOT = (
    "acquired", "branch closures", "budget", "business closed", "fewer sites", "insolvent",
    "merger", "project ended", "regulation", "site closed", "site sold",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReasons:
    """Reasons in lower case, sorted into what we could and could not influence."""

    could: tuple[str, ...] = DEFAULT_COULD
    could_not: tuple[str, ...] = DEFAULT_COULD_NOT

    def influence_of(self, reason: str) -> str:
        """Return which half a reason belongs to, `unsorted` for a word that stands in neither."""
        word = reason.strip().casefold()
        if not word:
            return UNSAID
        if word in self.could:
            return COULD
        return COULD_NOT if word in self.could_not else UNSORTED

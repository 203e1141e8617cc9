"""The text of a tier policy turned into the policy, kept per text; and the text that ships."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from csplanner.base.resource import resource_text
from csplanner.domain.policy_file import parse_policy

if TYPE_CHECKING:
    from csplanner.domain.policy import TierPolicy


def default_text() -> str:
    """Return the text of the policy that ships."""
    return resource_text("policies/default.toml")


@lru_cache(maxsize=8)
def tier_policy(text: str) -> TierPolicy:
    """Return the policy of a text; raises PolicyMistake where it cannot be used."""
    return parse_policy(text)

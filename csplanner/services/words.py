"""The planner speaks in its own ids; users read names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplanner.domain.rules import RULES

if TYPE_CHECKING:
    from csplanner.services.problem import Problem


def in_names(problem: Problem, text: str) -> str:
    """Return a sentence of the planner with names for ids and words for its rules."""
    names = problem.names

    def name(match: re.Match[str]) -> str:
        word = match[0]
        return names.get(word) or (word.replace("_", " ") if word in RULES else word)

    return re.sub(r"[\w.@-]*\w", name, text)

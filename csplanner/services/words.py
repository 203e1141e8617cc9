"""The planner speaks in its own ids; users read names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplanner.services.problem import Problem


def in_names(problem: Problem, text: str) -> str:
    """Return a sentence of the planner with the names of accounts and people for their ids."""
    names = {key: person.title or person.name for key, person in problem.people.items()}
    names |= {key: account.name for key, account in problem.accounts.items()}

    def name(match: re.Match[str]) -> str:
        return names.get(match[0], match[0])

    return re.sub(r"[\w.@-]*\w", name, text)

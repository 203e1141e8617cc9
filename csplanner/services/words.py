"""The planner speaks in its own ids; users read names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplanner.domain.rules import RULES
from csplanner.domain.team import Role

if TYPE_CHECKING:
    from csplanner.domain.records import Person
    from csplanner.services.problem import Problem


def in_names(problem: Problem, text: str) -> str:
    """Return a sentence of the planner with names for ids and words for its rules."""
    names = {key: _called(person) for key, person in problem.people.items()}
    names |= {key: account.name for key, account in problem.accounts.items()}

    def name(match: re.Match[str]) -> str:
        word = match[0]
        return names.get(word) or (word.replace("_", " ") if word in RULES else word)

    return re.sub(r"[\w.@-]*\w", name, text)


def _called(person: Person) -> str:
    """Return what a person is called: executives by their title, everybody else by name."""
    titled = person.role in {Role.EXEC, Role.CEO}
    return person.title or person.name if titled else person.name

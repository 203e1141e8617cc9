"""Who may attend a touch: the sets of people that its rule allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry, TouchId
    from csplanner.domain.scenario import Person, PlannedAccount, Scenario


def ceo_of(scenario: Scenario) -> str | None:
    """Find the CEO: the first person of that role."""
    return next((person.id for person in scenario.people if person.role == "CEO"), None)


def csm_choices(account: PlannedAccount, people: Mapping[str, Person]) -> tuple[str, ...]:
    """List who may hold the CSM's part: the owner, then the owner's deputy; nobody owns: none."""
    owner = people.get(account.owner)
    if owner is None:
        return ()
    deputy = owner.deputy
    return (owner.id,) if deputy is None or deputy not in people else (owner.id, deputy)


def unfilled_role(
    touch: Touch, account: PlannedAccount, people: Mapping[str, Person], ceo: str | None
) -> str | None:
    """Name a role of the touch that nobody can fill, or None."""
    if "CSM" in touch.roles and account.owner not in people:
        return "CSM"
    if "AE" in touch.roles and account.ae is None:
        return "AE"
    if "CEO" in touch.roles and ceo is None:
        return "CEO"
    if "EXEC" in touch.roles and not attendances(touch, account, people, ceo):
        return "EXEC"
    return None


def attendances(
    touch: Touch, account: PlannedAccount, people: Mapping[str, Person], ceo: str | None
) -> tuple[tuple[str, ...], ...]:
    """List the sets of people that the touch may be held by, each in the order of its roles.

    The owner comes before the deputy, executives in the order of the pool; an executive is
    somebody beside the others. Empty where a role cannot be filled.
    """
    found: list[tuple[str, ...]] = [()]
    for role in sorted(touch.roles, key=lambda name: name == "EXEC"):
        choices = {
            "CSM": csm_choices(account, people),
            "AE": (account.ae,) if account.ae is not None else (),
            "CEO": (ceo,) if ceo is not None else (),
            "EXEC": account.exec_pool,
        }[role]
        found = [
            (*people_so_far, choice) if choice not in people_so_far else people_so_far
            for people_so_far in found
            for choice in choices
            if not (role == "EXEC" and choice in people_so_far)
        ]
    return tuple(dict.fromkeys(found))


def executive_among(
    participants: tuple[str, ...], account: PlannedAccount, people: Mapping[str, Person]
) -> str | None:
    """Find who of the participants attends as the account's executive, or None."""
    others = {*csm_choices(account, people), account.ae}
    guests = [
        person
        for person in participants
        if person in people and person not in others and people[person].role != "CEO"
    ]
    pool = [person for person in guests if person in account.exec_pool]
    return next(iter(pool + [guest for guest in guests if people[guest].role == "EXEC"]), None)


def fixed_entries(scenario: Scenario) -> dict[TouchId, Entry]:
    """Collect the entries that no plan may change: locked, or of the baseline before the freeze."""
    fixed: dict[TouchId, Entry] = {}
    if scenario.freeze_until is not None:
        for entry in scenario.baseline:
            if entry.date < scenario.freeze_until:
                fixed[entry.touch] = entry
    fixed.update({entry.touch: entry for entry in scenario.locked})
    return fixed

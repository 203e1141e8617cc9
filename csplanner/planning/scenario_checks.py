"""Whether the parts of a scenario fit together: names known, ids unique, dates in the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.demand import touches_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from csplanner.domain.plan import Entry
    from csplanner.domain.scenario import PlannedAccount, Scenario


def check_scenario(scenario: Scenario) -> None:
    """Raise UserMistake, naming key, index and value, where the parts do not fit together."""
    metros = _unique("metros", (each.id for each in scenario.metros))
    people = _unique("people", (each.id for each in scenario.people))
    accounts = _unique("accounts", (each.id for each in scenario.accounts))
    tiers = _unique("policy.tiers", (each.id for each in scenario.policy.tiers))
    _unique("policy.rules", (each.id for each in scenario.policy.rules))
    if not tiers:
        raise UserMistake("policy.tiers: [] is not a list of bands.", "Give at least one.")
    for index, person in enumerate(scenario.people):
        _known(f"people[{index}].metro", person.metro, metros, "metros")
        _known(f"people[{index}].deputy", person.deputy, people, "people")
    for index, account in enumerate(scenario.accounts):
        _check_account(f"accounts[{index}]", account, people, metros, tiers)
    for index, rule in enumerate(scenario.policy.rules):
        for place, tier in enumerate(rule.tiers):
            if tier != "*":
                _known(f"policy.rules[{index}].tiers[{place}]", tier, tiers, "policy.tiers")
    _check_stated(scenario, accounts)
    _check_entries(scenario, people)


def _check_account(
    where: str,
    account: PlannedAccount,
    people: Collection[str],
    metros: Collection[str],
    tiers: Collection[str],
) -> None:
    _known(f"{where}.owner", account.owner, people, "people")
    _known(f"{where}.ae", account.ae, people, "people")
    _known(f"{where}.metro", account.metro, metros, "metros")
    _known(f"{where}.tier", account.tier, tiers, "policy.tiers")
    for place, executive in enumerate(account.exec_pool):
        _known(f"{where}.exec_pool[{place}]", executive, people, "people")


def _check_stated(scenario: Scenario, accounts: Collection[str]) -> None:
    for index, past in enumerate(scenario.history):
        _known(f"history[{index}].account", past.account, accounts, "accounts")
    for index, touch in enumerate(scenario.touches):
        _known(f"touches[{index}].account", touch.account, accounts, "accounts")
        if touch.last < touch.first:
            raise UserMistake(
                f'touches[{index}].to: "{touch.last}" is before "{touch.first}".',
                "Give a window that starts before it ends.",
            )
        if touch.first.year != scenario.year or touch.last.year != scenario.year:
            raise UserMistake(
                f'touches[{index}]: "{touch.first}" to "{touch.last}" leaves {scenario.year}.',
                "Give a window inside the year.",
            )


def _check_entries(scenario: Scenario, people: Collection[str]) -> None:
    touches = _unique("demand", (touch.id for touch in touches_of(scenario)))
    _unique("locked", (entry.touch for entry in scenario.locked))
    _unique("baseline", (entry.touch for entry in scenario.baseline))
    for index, entry in enumerate(scenario.locked):
        where = f"locked[{index}]"
        _known(f"{where}.touch", entry.touch, touches, "the demand")
        _check_entry(where, entry, scenario.year, people)
    for index, entry in enumerate(scenario.baseline):
        if entry.touch in touches and _is_frozen(scenario, entry):
            _check_entry(f"baseline[{index}]", entry, scenario.year, people)


def _is_frozen(scenario: Scenario, entry: Entry) -> bool:
    return scenario.freeze_until is not None and entry.date < scenario.freeze_until


def _check_entry(where: str, entry: Entry, year: int, people: Collection[str]) -> None:
    if entry.date.year != year:
        raise UserMistake(f'{where}.date: "{entry.date}" is not in {year}.', "Give a day of it.")
    for place, person in enumerate(entry.participants):
        _known(f"{where}.participants[{place}]", person, people, "people")


def _unique(where: str, ids: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for index, each in enumerate(ids):
        if each in seen:
            raise UserMistake(
                f'{where}[{index}]: "{each}" is there twice.', "Give each its own id."
            )
        seen.add(each)
    return frozenset(seen)


def _known(where: str, name: str | None, known: Collection[str], among: str) -> None:
    if name is not None and name not in known:
        raise UserMistake(f'{where}: "{name}" is not among {among}.', "Name one that is there.")

"""Preparing a visit: its checklist, made from the policy's steps for its type."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.engagement import Mode, State
from csplanner.domain.ids import ChecklistItemId
from csplanner.domain.place import folded
from csplanner.domain.preparation import steps_for
from csplanner.domain.records import Account, ChecklistItem, Person
from csplanner.services.find import engagement_named
from csplanner.services.policy import policy_in_force

if TYPE_CHECKING:
    from csplanner.domain.preparation import Step
    from csplanner.domain.records import Engagement
    from csplanner.services.workspace import Reader, Workspace

_AHEAD = (State.PLANNED, State.AGREED)


def steps_of(reader: Reader, engagement_id: str) -> tuple[ChecklistItem, ...]:
    """Return the steps of a visit, by due date."""
    items = reader.where(ChecklistItem, engagement_id=engagement_id)
    return tuple(sorted(items, key=lambda i: (i.due or dt.date.max, i.id)))


def prepare(workspace: Workspace, touch: str) -> tuple[ChecklistItem, ...]:
    """Give a visit the steps of its type that it does not have yet; returns all its steps.

    Days that have passed already become today's.
    """
    engagement = engagement_named(workspace, touch)
    if engagement.state not in _AHEAD:
        raise UserMistake(
            f"This engagement is {engagement.state.value}; there is nothing to prepare.",
            "Choose one that lies ahead.",
        )
    there = steps_of(workspace, engagement.id)
    known = {folded(item.text) for item in there}
    today = workspace.clock.today()
    policy = policy_in_force(workspace, today).policy
    onsite = engagement.mode is Mode.ONSITE
    wanted = steps_for(policy.checklists, engagement.type.value, onsite=onsite)
    missing = [step for step in wanted if folded(step.text) not in known]
    if not missing:
        return there
    owners = _owners(workspace, engagement)
    made = [_item(engagement, step, owners.get(step.role, ""), today) for step in missing]
    account = workspace.get(Account, engagement.account_id)
    name = account.name if account is not None else "?"
    with workspace.change(f"Prepare {name}, {engagement.date:%d %b}") as work:
        work.put(*made)
    return steps_of(workspace, engagement.id)


def _item(engagement: Engagement, step: Step, owner: str, today: dt.date) -> ChecklistItem:
    due = max(engagement.date - dt.timedelta(days=step.days), min(today, engagement.date))
    return ChecklistItem(
        id=ChecklistItemId(new_id()),
        engagement_id=engagement.id,
        text=step.text,
        owner=owner,
        due=due,
    )


def _owners(reader: Reader, engagement: Engagement) -> dict[str, str]:
    """Return the name of who comes, by role; the CSM is the account's own where none comes."""
    account = reader.get(Account, engagement.account_id)
    ids = [*engagement.participants, *filter(None, [account.owner_id if account else None])]
    people = {person.id: person for person in reader.many(Person, ids)}
    found: dict[str, str] = {}
    for key in ids:
        if key in people:
            found.setdefault(people[key].role.value, people[key].name)
    return {role: found.get(role, found.get("CSM", "")) for role in ("CSM", "AE", "EXEC", "CEO")}


def add_step(workspace: Workspace, touch: str, text: str, due: dt.date | None) -> ChecklistItem:
    """Add one step of one's own to a visit."""
    if not text.strip():
        raise UserMistake("The step has no words.", "Say what is to be done.")
    engagement = engagement_named(workspace, touch)
    owner = _owners(workspace, engagement)["CSM"]
    item = ChecklistItem(
        id=ChecklistItemId(new_id()),
        engagement_id=engagement.id,
        text=text.strip(),
        owner=owner,
        due=due,
    )
    with workspace.change(f"Add step: {item.text}") as work:
        work.put(item)
    return item


def drop_step(workspace: Workspace, item_id: str) -> None:
    """Take a step off the checklist."""
    item = workspace.get(ChecklistItem, item_id)
    if item is None:
        raise UserMistake("This step is not in the checklist any more.")
    with workspace.change(f"Remove step: {item.text}") as work:
        work.remove(item)


def shifted(reader: Reader, engagement: Engagement, day: dt.date) -> tuple[ChecklistItem, ...]:
    """Return the open steps of a visit with their days moved as far as the visit is."""
    by = day - engagement.date
    return tuple(
        replace(item, due=item.due + by)
        for item in reader.where(ChecklistItem, engagement_id=engagement.id)
        if item.due is not None and not item.done
    )

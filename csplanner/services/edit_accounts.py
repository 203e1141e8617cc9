"""Changes fields of accounts, one or a whole selection at once, as one undo step.

What is typed is read as the import reads a cell, and the record that comes of it must hold what
an imported one must: one set of rules, whichever way a value comes in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.domain.kinds import Stage
from csplanner.domain.records import Account, Person
from csplanner.domain.team import Role
from csplanner.importing.checks import fault_of
from csplanner.importing.kinds import kind_named
from csplanner.importing.texts import Misread, shortened
from csplanner.importing.values import Convention, read_cell
from csplanner.services.find import person_named
from csplanner.services.policy import policy_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from csplanner.services.workspace import Reader, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """A field that can be changed in the list: its column of the import, and how it is called."""

    name: str
    label: str
    hint: str = ""
    needed: bool = False
    in_bulk: bool = True


_FIELDS = (
    Editable(name="owner", label="Owner", hint="a CSM's name"),
    Editable(name="account_executive", label="Account executive", hint="a name"),
    Editable(name="executive_sponsor", label="Executive sponsor", hint="a name"),
    Editable(name="stage", label="Stage", hint="such as onboarding"),
    Editable(name="tier_override", label="Tier", hint="empty: what the revenue says"),
    Editable(name="renewal_date", label="Renewal", hint="such as 2027-12-31"),
    Editable(name="contract_end", label="Contract end", hint="such as 2027-12-31"),
    Editable(name="city", label="City"),
    Editable(name="country", label="Country", hint="two letters, such as US"),
    Editable(name="industry", label="Industry"),
    Editable(name="segment", label="Segment"),
    Editable(name="currency", label="Currency", hint="such as EUR"),
    Editable(name="arr", label="ARR", hint="a year, such as 250000"),
    Editable(name="name", label="Account", needed=True, in_bulk=False),
    Editable(name="domain", label="Domain", hint="such as example.com", in_bulk=False),
)
EDITABLE = {field.name: field for field in _FIELDS}
_KIND = kind_named("accounts")
_ROLES = {
    "owner": (Role.CSM, Role.MANAGER),
    "account_executive": (Role.AE,),
    "executive_sponsor": (Role.EXEC, Role.CEO),
}
_PLACE = ("city", "country")
_SHOWN = 3


def edit_accounts(
    workspace: Workspace,
    ids: Sequence[str],
    values: Mapping[str, str],
    today: dt.date,
) -> int:
    """Set fields of these accounts as one undo step; returns how many accounts changed.

    `values` are texts by the names in EDITABLE, and `tier_reason` beside a tier; an empty text
    clears a field. Raises UserMistake where a text cannot be read or an account cannot take it:
    then nothing is changed.
    """
    accounts = workspace.many(Account, ids)
    read = {name: read_field(workspace, name, text, today) for name, text in values.items()}
    changed = [(before, _changed(before, read)) for before in accounts]
    changed = [(before, after) for before, after in changed if after != before]
    for _, after in changed:
        _check(after)
    if changed:
        with workspace.change(_label(values, [before for before, _ in changed])) as work:
            work.put(*(after for _, after in changed))
    return len(changed)


def read_field(reader: Reader, name: str, text: str, today: dt.date) -> Any:
    """Return the value of a field from what was typed; raises UserMistake in words."""
    text = text.strip()
    if name == "tier_reason":
        return text
    field = EDITABLE[name]
    if not text:
        if field.needed:
            raise UserMistake(f"{field.label} is empty.", "Type it.")
        return _EMPTY.get(name, "")
    if name in _ROLES:
        return person_named(reader, text).id
    if name == "tier_override":
        return _band(reader, text, today)
    try:
        return read_cell(text, _KIND.by_name[name], Convention())
    except Misread as misread:
        raise UserMistake(f"{field.label} {shortened(text)}: {misread}.") from misread


# What an emptied field holds; the others hold an empty text.
_EMPTY = dict.fromkeys(("arr", "renewal_date", "contract_end", *_ROLES))


def _band(reader: Reader, text: str, today: dt.date) -> str:
    bands = policy_in_force(reader, today).policy.bands
    for band in bands:
        if text.casefold() in {band.id.casefold(), band.name.casefold()}:
            return band.id
    known = ", ".join(band.name for band in bands)
    raise UserMistake(f"The policy has no tier {shortened(text)}.", f"It has {known}.")


def _changed(account: Account, read: Mapping[str, Any]) -> Account:
    values = {_KIND.by_name[name].attribute: value for name, value in read.items()}
    moved = any(name in values and values[name] != getattr(account, name) for name in _PLACE)
    if moved:
        # Where it lies and what its clocks say belong to the place before.
        values |= {"latitude": None, "longitude": None, "timezone": ""}
    if values.get("tier_override", None) == "":
        values["tier_reason"] = ""
    return replace(account, **values)


def _check(account: Account) -> None:
    fault = fault_of(account)
    if fault is not None:
        column, value, expected = fault
        field = EDITABLE.get(column)
        said = field.label if field else column.replace("_", " ")
        raise UserMistake(f"{account.name}: {said} {shortened(value)}, {expected}.")


def _label(values: Mapping[str, str], accounts: Sequence[Account]) -> str:
    names = [EDITABLE[name].label for name in values if name in EDITABLE]
    said = " and ".join(name if name == "ARR" else name.lower() for name in names)
    whose = accounts[0].name if len(accounts) == 1 else f"{len(accounts)} accounts"
    return f"Change {said} of {whose}"


def choices(reader: Reader, name: str, today: dt.date) -> tuple[str, ...]:
    """Return what a field is usually filled with, to choose from; other texts may be typed."""
    if name in _ROLES:
        people = [person for person in reader.all(Person) if person.role in _ROLES[name]]
        return tuple(sorted({person.name for person in people}))
    if name == "tier_override":
        return tuple(band.name for band in policy_in_force(reader, today).policy.bands)
    if name == "stage":
        known = [stage.value for stage in Stage]
        used = {account.stage for account in reader.all(Account)} - {"", *known}
        return (*known, *sorted(used))
    if name in {"city", "country", "industry", "segment", "currency"}:
        used = {getattr(account, name) for account in reader.all(Account)}
        return tuple(sorted(used - {""}))
    return ()


def current_text(reader: Reader, account_id: str, name: str) -> str:
    """Return what a field holds now, as it would be typed."""
    account = reader.get(Account, account_id)
    if account is None:
        raise UserMistake("This account is gone.", "Undo what removed it, or choose another one.")
    value = getattr(account, _KIND.by_name[name].attribute)
    if value is None:
        return ""
    if name in _ROLES:
        person = reader.get(Person, value)
        return "" if person is None else person.name
    return format(value, "f") if name == "arr" else str(value)

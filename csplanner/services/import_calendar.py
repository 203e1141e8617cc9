"""Calendar files: a person's leave and busy days, or a customer's blackouts and meetings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.account import Account
from csplanner.domain.team import Person
from csplanner.importing.building import Building
from csplanner.importing.calendar_entries import Owner, sort_events, table_of
from csplanner.importing.calendar_text import read_calendar_text
from csplanner.importing.directory import Directory
from csplanner.importing.entries import Problems
from csplanner.importing.kinds import KINDS
from csplanner.importing.preview import told_of as preview_of
from csplanner.importing.reading import Harvest
from csplanner.importing.resolve import Resolver
from csplanner.importing.tables import ReadOptions
from csplanner.importing.texts import Misread
from csplanner.services.import_answer import ALL_GOOD_ROWS, finish
from csplanner.services.import_portfolio import (
    ImportProposal,
    Snapshot,
    existing_of,
    fingerprint_of,
    needed_kinds,
    system_code_page,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.services.import_answer import Told, Wishes
    from csplanner.services.workspace import Workspace

_KINDS = ("timeoff", "blackouts", "engagements")


def calendar_snapshot(workspace: Workspace) -> Snapshot:
    """Read from a portfolio what an import of calendars is computed from."""
    names = {name for kind in _KINDS for name in needed_kinds(KINDS[kind])}
    return Snapshot(
        existing=existing_of(workspace, [name for name in KINDS if name in names]),
        today=workspace.clock.today(),
        base_currency="",
        fingerprint=fingerprint_of(workspace),
    )


def import_calendar(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    person: str | None = None,
    account: str | None = None,
    wishes: Wishes = ALL_GOOD_ROWS,
) -> Told:
    """Import calendars as one change, as far as it is wished for."""
    snapshot = calendar_snapshot(workspace)
    proposal = propose_calendar(snapshot, files, person=person or "", account=account or "")
    return finish(workspace, proposal, wishes)


def propose_calendar(
    snapshot: Snapshot, files: Sequence[Path], *, person: str = "", account: str = ""
) -> ImportProposal:
    """Tell what importing calendars for one person or one account would do; writes nothing.

    A row is an event of the file. Raises UserMistake where no one, or both, are named.
    """
    owner = _owner(snapshot, person, account)
    options = ReadOptions(code_page=system_code_page())
    calendars = [read_calendar_text(path, options) for path in files]
    problems = Problems(tuple(table_of(calendar) for calendar in calendars))
    found = sort_events(calendars, owner, problems, snapshot.today)
    building = Building(problems=problems, make_id=new_id)
    resolver = Resolver(existing=snapshot.existing, building=building)
    resolver.resolve(found.entries)
    told = preview_of("calendar", Harvest(notices=list(found.notices())), resolver)
    names = ", ".join(path.name for path in files)
    return ImportProposal(
        preview=told,
        writes=tuple(resolver.writes),
        label=f"Import calendar {names}",
        fingerprint=snapshot.fingerprint,
        calendars=tuple(calendars),
    )


def _owner(snapshot: Snapshot, person: str, account: str) -> Owner:
    if bool(person) == bool(account):
        raise UserMistake(
            "A calendar belongs to one person or one account.",
            "Give --person NAME or --account NAME.",
        )
    kind, name = ("people", person) if person else ("accounts", account)
    records = snapshot.existing.get(kind, ())
    try:
        found = Directory(kind, records).find(name)
    except Misread as misread:
        raise UserMistake(f"{str(misread)[:1].upper()}{str(misread)[1:]}.") from misread
    zone = _zone(next(record for record in records if record.id == found))
    empty = Owner(timezone=zone)
    return replace(empty, person=found) if person else replace(empty, account=found)


def _zone(record: Record) -> str:
    return record.timezone if isinstance(record, Person | Account) else ""

"""Verbs that care for the file: check, backup, restore, passphrase, history, undo, erase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.cli.output import table
from csplanner.cli.parser import count
from csplanner.cli.verb import Answer, Verb

if TYPE_CHECKING:
    import argparse

    from csplanner.cli.verb import Call

_DAMAGED = 1


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repair",
        action="store_true",
        help="back up, then mend what is safe to mend; the rest is listed",
    )


def _check(call: Call) -> Answer:
    from csplanner.services.care import check, repair
    from csplanner.services.workspace import counts

    mended = repair(call.workspace) if call.options.repair else ()
    found = check(call.workspace)
    data = {
        "ok": found.ok,
        "integrity": found.integrity,
        "foreign_keys": found.foreign_keys,
        "problems": list(found.problems),
        "schema": found.schema,
        "mended": list(mended),
        **counts(call.workspace),
        "exit": 0 if found.ok else _DAMAGED,
    }
    told = "is sound" if found.ok else f"has {len(found.problems)} problem(s)"
    lines = (
        *(f"Mended: {what}" for what in mended),
        f"{call.portfolio.name} {told}.",
        *found.problems,
    )
    return Answer(data=data, lines=lines)


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="DIR", help="another folder than the usual one")
    parser.add_argument("--list", action="store_true", help="list the backups instead")


def _backup(call: Call) -> Answer:
    if call.options.list:
        from csplanner.services.care import backups_of

        found = backups_of(call.workspace)
        rows = [(f"{b.at:%Y-%m-%d %H:%M}", b.reason, b.size, b.path) for b in found]
        listed = [{"at": b.at, "reason": b.reason, "bytes": b.size, "path": b.path} for b in found]
        heads = ("at (UTC)", "why", "bytes", "file")
        return Answer(data={"backups": listed}, lines=table(heads, rows))
    made = call.workspace.back_up("asked", call.options.to)
    data = {"out": made.path, "bytes": made.size, "verified": True}
    return Answer(data=data, lines=(f"Backed up and verified: {made.path}",))


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="a new file")


def _restore(call: Call) -> Answer:
    from csplanner.services.care import restore
    from csplanner.services.passphrases import given_passphrase

    options = call.options
    passphrase = given_passphrase(options.passphrase_file, call.environment)
    holds = restore(options.backup, options.to, call.clock, passphrase)
    told = f"Restored {holds['accounts']} accounts, {holds['engagements']} engagements."
    return Answer(data={"out": options.to, **holds}, lines=(told,))


def _passphrase_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", choices=("set", "remove"))
    parser.add_argument(
        "--new-passphrase-file", type=Path, metavar="FILE", help="its first line is the new one"
    )


def _passphrase(call: Call) -> Answer:
    from csplanner.services.care import change_passphrase
    from csplanner.services.passphrases import asked_passphrase, given_passphrase

    options = call.options
    old = given_passphrase(options.passphrase_file, call.environment)
    new = None
    if options.act == "set":
        new = given_passphrase(options.new_passphrase_file, {})
        new = new or asked_passphrase(call.portfolio, "New passphrase of")
        if new is None:
            raise UserMistake(
                "No new passphrase is given.",
                "Write it to a file and name that with --new-passphrase-file.",
            )
    change_passphrase(call.portfolio, call.clock, old, new)
    told = "The passphrase is set." if new else "The passphrase is removed."
    return Answer(data={"passphrase": new is not None}, lines=(told,))


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("named", metavar="ACCOUNT")


def _archive(call: Call) -> Answer:
    from csplanner.services.care import archive
    from csplanner.services.find import account_named

    archived = archive(call.workspace, account_named(call.workspace, call.options.named))
    told = f"Archived {archived.name}: it keeps its history and leaves plans."
    return Answer(data={"account": archived.id, "archived": True}, lines=(told,))


def _erase_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("named", metavar="ACCOUNT|CONTACT")


def _erase(call: Call) -> Answer:
    from csplanner.services.care import erase
    from csplanner.services.find import account_or_contact_named

    found = account_or_contact_named(call.workspace, call.options.named)
    gone = erase(call.workspace, found)
    data = {
        "erased": found.id,
        "rows": gone.rows,
        "journal": gone.journal,
        "backups": list(gone.backups),
        "mentions": [{"kind": k, "id": i, "field": f} for k, i, f in gone.mentions],
    }
    lines = [f"Erased {sum(gone.rows.values())} rows and {gone.journal} entries of the journal."]
    if gone.backups:
        lines += ["These backups hold it, or cannot be looked at now; delete them, too:"]
        lines += [f"  {path}" for path in gone.backups]
    if gone.mentions:
        lines += ["These texts of other records still say the name; read and mend them:"]
        lines += [f"  {kind} {record}, {field}" for kind, record, field in gone.mentions]
    return Answer(data=data, lines=tuple(lines))


def _history_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", nargs="?", metavar="ACCOUNT")
    parser.add_argument("--limit", type=count, default=50, metavar="N")


def _history(call: Call) -> Answer:
    from csplanner.services.find import account_named

    options = call.options
    record = account_named(call.workspace, options.account).id if options.account else None
    found = call.workspace.history(options.limit, record)
    changes = [
        {"at": c.at, "label": c.label, "who": c.who, "records": c.records, "state": c.state}
        for c in found
    ]
    rows = [(c.at[:16].replace("T", " "), c.who, c.label, c.records, c.state) for c in found]
    heads = ("at (UTC)", "who", "change", "records", "state")
    return Answer(data={"changes": changes}, lines=table(heads, rows))


def _undo(call: Call) -> Answer:
    changes = call.workspace.undo()
    return Answer(data={"undone": changes.label}, lines=(f"{changes.label}.",))


def _redo(call: Call) -> Answer:
    changes = call.workspace.redo()
    return Answer(data={"redone": changes.label}, lines=(f"{changes.label}.",))


def _selftest(call: Call) -> Answer:
    from csplanner.services.selftest import selftest

    steps = selftest(call.job)
    good = all(step.ok for step in steps)
    data = {
        "ok": good,
        "steps": [{"name": s.name, "ok": s.ok, "told": s.told} for s in steps],
        "kernel": next((s.told for s in steps if s.name == "kernel"), ""),
        "exit": 0 if good else _DAMAGED,
    }
    lines = tuple(f"{'ok  ' if s.ok else 'FAIL'} {s.name}: {s.told}" for s in steps)
    return Answer(data=data, lines=lines)


VERBS = (
    Verb(
        name="check",
        help="say whether the portfolio file is sound",
        examples=("csplanner check -p team.csplan", "csplanner check --repair -p team.csplan"),
        run=_check,
        options=_check_options,
    ),
    Verb(
        name="backup",
        help="write a verified backup, or list them",
        examples=("csplanner backup -p team.csplan", "csplanner backup --list -p team.csplan"),
        run=_backup,
        options=_backup_options,
    ),
    Verb(
        name="restore",
        help="restore a backup to a new file",
        examples=("csplanner restore team-20270512T091000-asked.csplan --to team2.csplan",),
        run=_restore,
        options=_restore_options,
    ),
    Verb(
        name="passphrase",
        help="set or remove the passphrase of the portfolio",
        examples=("csplanner passphrase set --new-passphrase-file secret.txt -p team.csplan",),
        run=_passphrase,
        options=_passphrase_options,
    ),
    Verb(
        name="archive",
        help="take an account out of plans and keep its history",
        examples=("csplanner archive 'Tarnwick Tools' -p team.csplan",),
        run=_archive,
        options=_named,
    ),
    Verb(
        name="erase",
        help="remove a customer or one of their people for good",
        examples=("csplanner erase 'Tarnwick Tools' -p team.csplan",),
        run=_erase,
        options=_erase_options,
    ),
    Verb(
        name="history",
        help="who changed what, when",
        examples=("csplanner history 'Ardenmoor Freight' --limit 20 -p team.csplan",),
        run=_history,
        options=_history_options,
    ),
    Verb(
        name="undo",
        help="take the last change back",
        examples=("csplanner undo -p team.csplan",),
        run=_undo,
    ),
    Verb(
        name="redo",
        help="do the change again that was undone last",
        examples=("csplanner redo -p team.csplan",),
        run=_redo,
    ),
    Verb(
        name="selftest",
        help="prove that this installation can open, plan, chart and print",
        examples=("csplanner selftest",),
        run=_selftest,
    ),
)

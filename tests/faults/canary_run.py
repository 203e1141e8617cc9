"""Works with a portfolio full of canaries, by command line and in the window; run by a test.

Its watch (see shim.c.txt) notes each file that is written and each connection that is made.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

CANARY = "Zzcanaryzz"
WORDS = "lettuce tractor violin gravel seven"
WINDOW = "-- the window --"
_DAY = "2027-05-12"


def _tables(folder: Path) -> None:
    word = CANARY
    accounts = [f"A{n},{word} Works {n},{n}00000,USD,{word} notes {n},Chicago,US" for n in range(6)]
    people = [f"P{n},{word} Person {n},CSM,{word}{n}@example.com,Boston,US" for n in range(2)]
    contacts = [f"A{n},{word} Contact {n},Buyer {word},5" for n in range(6)]
    tickets = [f"A{n},2027-01-0{n + 1},{word} subject,{word} text of a ticket" for n in range(6)]
    texts = {
        "people": ("external_id,name,role,email,home_city,country", people),
        "accounts": ("external_id,name,arr,currency,notes,city,country", accounts),
        "contacts": ("account,name,title,influence", contacts),
        "tickets": ("account,opened,subject,text", tickets),
    }
    folder.mkdir()
    for name, (head, rows) in texts.items():
        (folder / f"{name}.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")


def by_command_line(folder: Path, portfolio: Path, secret: Path) -> None:
    """Do what verbs there are that read and write the portfolio."""
    from main import main

    common = ["-p", str(portfolio), "--today", _DAY, "--passphrase-file", str(secret)]
    out = folder / "out"
    out.mkdir()
    for kind in ("people", "accounts", "contacts", "tickets"):
        _call(main, ["import", kind, str(folder / "in" / f"{kind}.csv"), *common])
    account = f"{CANARY} Works 1"
    for words in (
        ["score", account],
        ["plan", "2027", "--effort", "quick"],
        ["log", account, "--type", "training", "--date", "2027-05-03", "--notes", CANARY],
        ["brief", account, "--audience", "internal", "--out", str(out / "brief.pdf")],
        ["export", "folder", str(out / "folder")],
        ["calendar", "2027", "--out", str(out / "year.ics")],
        ["check"],
        ["backup"],
        ["undo"],
        ["history"],
        ["score", f"{CANARY} that is not there"],
        ["erase", f"{CANARY} Works 2"],
    ):
        _call(main, [*words, *common])


def _call(main: object, words: list[str]) -> None:
    assert callable(main)
    status = main(["csplanner", *words])
    if status not in {0, 2}:
        raise SystemExit(f"{words[0]} ended with {status}")


def in_the_window(portfolio: Path, secret: Path) -> None:
    """Open every page, meet a bug, lock and unlock, and go."""
    from PySide6.QtWidgets import QApplication

    from ui.app import start
    from ui.pages.registry import entries

    window = start(["csplanner", str(portfolio), "--today", _DAY, "--passphrase-file", str(secret)])
    for entry in entries():
        window.go(entry.name)
        QApplication.processEvents()
    bug = ValueError(f"no account '{CANARY} Works 1'")
    window.crashes.take(ValueError, bug, None)
    window.opening.back_up()
    window.opening.locker.lock()
    QApplication.processEvents()
    window.opening.locker.unlock(WORDS)
    QApplication.processEvents()
    window.close()


def main() -> None:
    """Do all of it in the folder that is named."""
    folder = Path(sys.argv[1])
    secret, portfolio = folder / "secret.txt", folder / "team.csplan"
    secret.write_text(WORDS)
    _tables(folder / "in")
    from csplanner.base.clock import Clock
    from csplanner.services.new_portfolio import make_portfolio

    make_portfolio(portfolio, Clock(), passphrase=WORDS)
    by_command_line(folder, portfolio, secret)
    sys.stderr.write(f"{WINDOW}\n")
    in_the_window(portfolio, secret)
    if "leak" in sys.argv[2:]:
        (Path(os.environ["XDG_CACHE_HOME"]) / "thumbnail").write_text(f"of {CANARY}")


if __name__ == "__main__":
    main()

"""Proves that a folder fills an empty portfolio, and merges into a filled one with nothing lost."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.account import Account
from csplanner.domain.documents import PolicyVersion
from csplanner.domain.evidence import Ticket
from csplanner.domain.team import Organisation
from csplanner.services.care import erase
from csplanner.services.export_folder import POLICY, export_folder, folder_texts
from csplanner.services.import_answer import Wishes
from csplanner.services.import_folder import import_folder
from csplanner.services.policy import default_text
from csplanner.store.portfolio import Portfolio
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from pathlib import Path


def fresh(folder: Path, name: str) -> Portfolio:
    """Return a new portfolio as `new` makes it."""
    portfolio = Portfolio.create(folder / f"{name}.csplan", Clock(TODAY), folder / "backups")
    with portfolio.change("New portfolio") as work:
        work.put(Organisation(id="o", name="Our company"))
    return portfolio


def edit(portfolio: Portfolio, key: str, **changes: str) -> None:
    """Change an account by hand."""
    (account,) = portfolio.where(Account, external_id=key)
    with portfolio.change("Edit") as work:
        work.put(dataclasses.replace(account, **changes))


def account(portfolio: Portfolio, key: str) -> Account:
    """Return an account by its external id."""
    return portfolio.where(Account, external_id=key)[0]


def test_into_an_empty_portfolio_as_it_was(tmp_path: Path) -> None:
    """Our own name comes along; a dry run only tells; a filled portfolio is refused."""
    with make_team(tmp_path) as first, fresh(tmp_path, "b") as second:
        export_folder(first, tmp_path / "out")
        dry = import_folder(second, tmp_path / "out", wishes=Wishes(dry_run=True))
        assert dry.data["new"] == 18
        assert second.count(Account) == 0
        import_folder(second, tmp_path / "out")
        assert second.all(Organisation)[0].name == "Ours"
        assert folder_texts(second) == folder_texts(first)
        with pytest.raises(UserMistake, match="not empty"):
            import_folder(second, tmp_path / "out")


def test_both_sides_changes_are_kept(tmp_path: Path) -> None:
    """What only one side changed is taken from it; what both changed is listed and kept here."""
    with make_team(tmp_path) as manager, fresh(tmp_path, "csm") as csm:
        export_folder(manager, tmp_path / "out")
        import_folder(csm, tmp_path / "out")
        edit(csm, "K01", notes="theirs", city="Reno")
        edit(manager, "K01", notes="ours", industry="Paper")
        edit(manager, "K02", city="Waco")
        with csm.change("Log") as work:
            work.put(Ticket(id="t1", account_id=account(csm, "K03").id, opened=TODAY))
            work.put(Account(id="a9", external_id="K99", name="Won by the CSM"))
        export_folder(csm, tmp_path / "back")
        told = import_folder(manager, tmp_path / "back", merge=True)
        merged = account(manager, "K01")
        assert (merged.notes, merged.city, merged.industry) == ("ours", "Reno", "Paper")
        assert account(manager, "K02").city == "Waco"
        assert account(manager, "K99").name == "Won by the CSM"
        assert manager.all(Ticket)[0].account_id == account(manager, "K03").id
        (conflict,) = told.data["conflicts"]
        assert (conflict["column"], conflict["ours"], conflict["theirs"]) == (
            "notes",
            "ours",
            "theirs",
        )
        assert "kept 'ours', the folder has 'theirs'" in told.remarks[-1]
        again = import_folder(manager, tmp_path / "back", merge=True)
        assert (again.data["new"], again.data["changed"]) == (0, 0)


def test_the_same_csm_may_change_a_field_again(tmp_path: Path) -> None:
    """A later folder of the same name goes on; one of another name is a conflict."""
    with make_team(tmp_path) as manager, fresh(tmp_path, "csm") as csm:
        export_folder(manager, tmp_path / "out")
        import_folder(csm, tmp_path / "out")
        for notes in ("first", "second"):
            edit(csm, "K01", notes=notes)
            export_folder(csm, tmp_path / "anna")
            assert import_folder(manager, tmp_path / "anna", merge=True).data["conflicts"] == []
            assert account(manager, "K01").notes == notes
        edit(csm, "K01", notes="third")
        export_folder(csm, tmp_path / "ben")
        assert len(import_folder(manager, tmp_path / "ben", merge=True).data["conflicts"]) == 1
        assert account(manager, "K01").notes == "second"


def test_what_was_deleted_here_stays_deleted(tmp_path: Path) -> None:
    """A merge does not bring back what was removed, and says so."""
    with make_team(tmp_path) as manager, fresh(tmp_path, "csm") as csm:
        ticket = Ticket(
            id="01900000-0000-7000-8000-000000000001",
            account_id=account(manager, "K01").id,
            opened=TODAY,
        )
        with manager.change("Ticket") as work:
            work.put(ticket)
        export_folder(manager, tmp_path / "out")
        import_folder(csm, tmp_path / "out")
        assert csm.all(Ticket)[0].id == ticket.id
        with manager.change("Delete") as work:
            work.remove(ticket)
        told = import_folder(manager, tmp_path / "out", merge=True)
        assert manager.count(Ticket) == 0
        assert any("stay deleted" in line for line in told.lines)


def test_what_was_erased_for_good_does_not_come_back(tmp_path: Path) -> None:
    """A colleague's folder still holds the customer: it and all of it stays out, nothing is bad."""
    with make_team(tmp_path) as manager, fresh(tmp_path, "csm") as csm:
        gone = account(manager, "K01")
        with manager.change("Ticket") as work:
            work.put(Ticket(id="t1", external_id="T-1", account_id=gone.id, opened=TODAY))
        export_folder(manager, tmp_path / "out")
        import_folder(csm, tmp_path / "out")
        erase(manager, gone)
        told = import_folder(manager, tmp_path / "out", merge=True)
        assert (told.data["new"], told.data["rejected"]) == (0, 0)
        assert "2 records were deleted here and stay deleted." in told.lines
        assert not manager.where(Account, external_id="K01")
        assert manager.count(Ticket) == 0


def test_a_logo_and_prose_are_no_faults(tmp_path: Path) -> None:
    """A large logo in one cell, and notes whose lines look like rows, come back as they were."""
    with make_team(tmp_path) as first, fresh(tmp_path, "b") as second:
        ours = dataclasses.replace(first.all(Organisation)[0], logo="QUJD" * 60_000)
        with first.change("Logo") as work:
            work.put(ours)
        edit(first, "K01", notes="first\n" + "," * 30 + "\n" + ", " * 28 + '"')
        export_folder(first, tmp_path / "out")
        assert import_folder(second, tmp_path / "out").data["rejected"] == 0
        assert folder_texts(second) == folder_texts(first)


def test_an_edited_policy_becomes_a_version(tmp_path: Path) -> None:
    """A policy.toml without a version in the folder is one of today."""
    with make_team(tmp_path) as first, fresh(tmp_path, "b") as second:
        export_folder(first, tmp_path / "out")
        text = f"# ours\n{default_text()}"
        (tmp_path / "out" / POLICY).write_text(text, encoding="utf-8")
        import_folder(second, tmp_path / "out")
        (version,) = second.all(PolicyVersion)
        assert (version.text, version.effective) == (text, TODAY)


def test_folders_that_are_none(tmp_path: Path) -> None:
    """A missing folder and one without known files are refused; a stray file is told."""
    with fresh(tmp_path, "b") as portfolio:
        with pytest.raises(UserMistake, match="is no folder"):
            import_folder(portfolio, tmp_path / "none")
        with pytest.raises(UserMistake, match="no exported file"):
            import_folder(portfolio, tmp_path)
        (tmp_path / "accounts.csv").write_text("external_id,name\n,Acme\n", encoding="utf-8")
        (tmp_path / "colours.csv").write_text("a\n1\n", encoding="utf-8")
        told = import_folder(portfolio, tmp_path)
        assert told.data["new"] == 1
        assert any("colours.csv" in line for line in told.lines)

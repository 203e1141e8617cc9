"""Proves the main job through the window: files in, a year planned and accepted, briefs on paper.

Only the dialogs of the system that ask for a file name are answered for the user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog

from csplanner.domain.records import Account, BriefVersion, Engagement, Measure, Person, Ticket
from csplanner.services.care import check
from ui.widgets.cards import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]

MINUTES = 5 * 60_000
PEOPLE = (
    "external_id,name,role,home_city,country,weekly_hours\n"
    "P1,R. Vantongeren,CSM,Chicago,US,36\n"
    "P2,S. Ockerby,CSM,Boston,US,36\n"
    "P3,L. Hartwiese,EXEC,Chicago,US,40\n"
    "P4,C. Morandelle,CEO,Chicago,US,40\n"
)
ACCOUNTS = (
    "Account Name;Acct ID;ACV (USD);Renewal;CSM owner;HQ city;Country;Contract start\n"
    "Ardenmoor Freight;A1;2,400,000;31/12/2027;R. Vantongeren;Chicago;US;01/01/2025\n"
    "Boreth Grid;A2;920,000;30/09/2027;S. Ockerby;Boston;US;01/10/2024\n"
    "Calyxa Health;A3;260,000;31/01/2028;R. Vantongeren;Denver;US;01/02/2025\n"
    "Delmarra Foods;A4;60,000;30/11/2027;S. Ockerby;Boston;US;01/12/2025\n"
)


class Traveller:
    """A user with the window before them, and answers to the dialogs that ask for a name."""

    def __init__(self, driver: WindowDriver, patch: pytest.MonkeyPatch) -> None:
        self.driver, self._patch = driver, patch

    def settle(self) -> None:
        """Wait for whatever runs, however long a plan takes."""
        jobs = self.driver.window.context.jobs
        QApplication.processEvents()
        self.driver.qtbot.waitUntil(lambda: not jobs.running, timeout=MINUTES)
        QApplication.processEvents()

    def press(self, keys: str) -> None:
        """Press keys on the page, and wait."""
        self.driver.press(keys, on=self.driver.window.page)
        self.settle()

    def click(self, name: str) -> None:
        """Click a button by its name, and wait."""
        button = next(b for b in self.driver.shown(QAbstractButton) if b.accessibleName() == name)
        button.click()
        self.settle()

    def will_save_as(self, path: Path) -> None:
        """Answer the next dialog that asks where to save."""
        self._patch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))

    def make_portfolio(self, path: Path) -> None:
        """Make a new portfolio from the welcome page."""
        assert self.driver.page == "welcome"
        self.will_save_as(path)
        self.click("New portfolio")
        assert self.driver.workspace.path == path

    def import_files(self, kind: str, *paths: Path, preset: str = "") -> None:
        """Import files through the page, from the choice of files to the last step."""
        self.driver.go("import")
        page: Any = self.driver.window.page
        page.flow.again()
        page.file.kind.choose(kind)
        page.file.preset.choose(preset)
        names = [str(path) for path in paths]
        self._patch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: (names, ""))
        self.click("Choose files…")
        for _ in range(4):
            self.press("Ctrl+Enter")
            while page.mapping.questions.isVisible() and page.mapping.questions.answers:
                header = next(iter(page.mapping.questions.answers))[0]
                self.click(f"{header}: Day first")
        assert page.flow.written is not None, page.flow.trouble
        assert page.flow.written.rejected == 0
        assert self.driver.notice.startswith("Imported: ")

    def plan_and_accept(self) -> int:
        """Run the plan, look at the review, accept; return how many touches were added."""
        self.driver.go("plan")
        self.press("Ctrl+R")
        assert self.driver.page == "review"
        review: Any = self.driver.window.page
        wanted = sum(1 for row in review.rows if row.group == "added")
        assert self.driver.workspace.count(Engagement) == 0
        self.click("Accept run")
        self.settle()
        assert self.driver.page == "plan"
        assert "accepted" in self.driver.notice
        return wanted

    def open_largest(self) -> Account:
        """Open the account with the highest revenue from the list."""
        largest = max(self.driver.workspace.all(Account), key=lambda account: account.arr or 0)
        self.driver.go("portfolio")
        self.driver.portfolio.choose(largest.name)
        self.settle()
        self.click("Open account")
        assert self.driver.page == "account"
        assert self.driver.title == largest.name
        return largest

    def print_both(self, folder: Path) -> dict[str, bytes]:
        """Look at the internal and the customer's brief of the open account, and export both."""
        self.press("B")
        assert self.driver.page == "briefs"
        found = {}
        for reader in ("internal", "customer"):
            choice = next(s for s in self.driver.shown(Segmented) if s.accessibleName() == "Reader")
            choice.choose(reader)
            self.settle()
            page: Any = self.driver.window.page
            assert page.brief is not None
            assert page.view.pages.count == page.brief.pages > 0
            path = folder / f"{reader}.pdf"
            self.will_save_as(path)
            self.press("Ctrl+E")
            found[reader] = path.read_bytes()
        return found


def _travel(traveller: Traveller, folder: Path) -> None:
    """Plan, accept, open, print; and prove what is in the file afterwards."""
    added = traveller.plan_and_accept()
    workspace = traveller.driver.workspace
    assert added == workspace.count(Engagement) > 0
    largest = traveller.open_largest()
    assert workspace.where(Engagement, account_id=largest.id)
    papers = traveller.print_both(folder)
    assert all(paper.startswith(b"%PDF-") for paper in papers.values())
    assert papers["internal"] != papers["customer"]
    audiences = sorted(version.audience.value for version in workspace.all(BriefVersion))
    assert audiences == ["customer", "internal"]
    assert check(workspace).ok


def test_a_small_team_from_files_to_paper(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files with other headers than ours become a team with a planned year and two briefs."""
    people, accounts = tmp_path / "people.csv", tmp_path / "crm.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    accounts.write_text(ACCOUNTS, encoding="utf-8")
    traveller = Traveller(start(None), monkeypatch)
    traveller.make_portfolio(tmp_path / "mine.csplan")
    traveller.import_files("people", people)
    traveller.import_files("accounts", accounts)
    workspace = traveller.driver.workspace
    assert (workspace.count(Person), workspace.count(Account)) == (4, 4)
    _travel(traveller, tmp_path)


def test_ravenstack_from_files_to_paper(
    start: Start, shared: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """500 accounts of the real files and the invented team of the docs, all through the window."""
    data, ours = shared / "data" / "ravenstack", root / "docs" / "examples"
    traveller = Traveller(start(None), monkeypatch)
    traveller.make_portfolio(tmp_path / "raven.csplan")
    files = {name: data / f"ravenstack_{name}.csv" for name in ("accounts", "subscriptions")}
    traveller.import_files("accounts", *files.values(), preset="ravenstack")
    traveller.import_files("subscriptions", files["subscriptions"], preset="ravenstack")
    for kind, name in (
        ("measures", "feature_usage"),
        ("tickets", "support_tickets"),
        ("revenue", "churn_events"),
    ):
        traveller.import_files(kind, data / f"ravenstack_{name}.csv", preset="ravenstack")
    traveller.import_files("people", ours / "ravenstack_people.csv")
    traveller.import_files("accounts", ours / "ravenstack_owners.csv")
    workspace = traveller.driver.workspace
    assert workspace.count(Account) == 500
    assert all(account.owner_id for account in workspace.all(Account))
    assert workspace.count(Ticket) == 2000
    assert workspace.count(Measure) > 0
    _travel(traveller, tmp_path)

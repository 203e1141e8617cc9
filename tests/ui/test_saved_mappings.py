"""Proves that a mapping is kept under a name and reads the next file with the same headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QInputDialog

from csplanner.domain.records import Account
from tests.ui.importing import Importing
from ui.models.import_state import Step

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import Start
    from tests.ui.drivers import WindowDriver
    from ui.widgets.import_mapping_foot import MappingFoot

MAY = "Report\nAccount Name;Boss;ACV;Since\nArdenmoor Freight;I. Sollander;1.200,50;03/04/2027\n"
JUNE = MAY.replace("1.200,50", "1.300,50")


@pytest.fixture
def importing(driver: WindowDriver) -> Importing:
    """Stand on the page, with twelve accounts in the portfolio."""
    return Importing(driver)


def kept(importing: Importing, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Map a file by hand and keep how under the name 'CRM monthly'."""
    importing.text(folder, MAY, "crm-2027-05.csv")
    importing.forward()
    importing.choose("Boss", "")
    importing.choose("Since", "contract_start")
    importing.page.mapping.questions.answers["Since", "dmy"].click()
    importing.driver.settle()
    foot = foot_of(importing)
    assert foot.save.text() == "Save as mapping “crm”"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("CRM monthly", True))
    foot.save.click()
    importing.driver.settle()


def foot_of(importing: Importing) -> MappingFoot:
    """Return the foot of the page's inspector."""
    inspector: Any = importing.page.inspector()
    return inspector.mapping


def test_the_next_file_of_a_source_is_read_by_its_mapping(
    driver: WindowDriver, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another session, too: nothing is asked again, and what was imported says so."""
    kept(Importing(driver), tmp_path, monkeypatch)
    driver.close()
    again = Importing(start())
    again.text(tmp_path, JUNE, "crm-2027-06.csv")
    again.forward()
    foot = foot_of(again)
    assert foot.told.text() == "Read by the mapping “CRM monthly”."
    assert not foot.change.isVisibleTo(foot)
    assert again.row("Boss").box.currentText() == "Do not import"
    assert again.row("Since").reads.text() == "date, day first"
    again.to_the_end()
    (account,) = again.driver.workspace.where(Account, name="Ardenmoor Freight")
    assert str(account.contract_start) == "2027-04-03"


def test_a_kept_mapping_can_be_changed_left_and_forgotten(
    importing: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is offered at the foot of the inspector."""
    kept(importing, tmp_path, monkeypatch)
    foot = foot_of(importing)
    importing.choose("ACV", "")
    assert foot.change.isVisibleTo(foot)
    foot.change.click()
    importing.driver.settle()
    assert not foot.change.isVisibleTo(foot)
    foot.leave.click()
    importing.driver.settle()
    assert importing.row("ACV").box.currentText() == "ARR"
    assert importing.page.mapping.questions.answers
    importing.page.flow.again()
    importing.text(tmp_path, MAY, "crm-2027-07.csv")
    assert importing.page.flow.used is not None
    foot.forget.click()
    importing.page.flow.again()
    importing.text(tmp_path, MAY, "crm-2027-08.csv")
    assert importing.page.flow.used is None
    assert importing.at(Step.FILE)


def test_other_headers_are_another_source(
    importing: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with one more column is read as found."""
    kept(importing, tmp_path, monkeypatch)
    importing.page.flow.again()
    importing.text(tmp_path, MAY.replace("Since", "Since;More"), "crm-2027-09.csv")
    assert importing.page.flow.used is None

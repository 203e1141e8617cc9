"""Proves that both briefs of a visit are written together, or neither."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from csplanner.base.clock import Clock
from csplanner.domain.records import Account, BriefVersion, Goal
from csplanner.services.new_portfolio import make_portfolio as make_sample
from tests.ui.portfolios import TODAY
from tests.ui.test_briefs_page import Builder
from ui.pages.briefs_both import ask_and_export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample portfolio of the day of the pictures."""
    path = tmp_path_factory.mktemp("sample") / "sample.csplan"
    make_sample(path, Clock(TODAY), sample=True)
    return path


def test_both_are_written_and_noted_or_neither(
    start: Start, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files and two versions; a competitor in a shared goal stops both."""
    path, folder = tmp_path / "sample.csplan", tmp_path / "both"
    shutil.copy(sample_file, path)
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    builder = Builder(start(None, str(path)))
    workspace = builder.driver.workspace
    account = workspace.where(Account, name="Ardenmoor Freight")[0]
    builder.open(account_id=account.id)
    before = len(workspace.where(BriefVersion, account_id=account.id))
    ask_and_export(builder.page, builder.page.context, builder.brief)
    builder.driver.settle()
    kinds = sorted(file.stem.rpartition("-")[2] for file in folder.iterdir())
    assert kinds == ["brief", "review"]
    assert len(workspace.where(BriefVersion, account_id=account.id)) == before + 2
    shutil.rmtree(folder)
    folder.mkdir()
    goal = next(g for g in workspace.where(Goal, account_id=account.id) if g.customer_safe)
    with workspace.change("Leak") as work:
        work.put(replace(goal, note="As Orbexa does"))
    builder.driver.settle()
    ask_and_export(builder.page, builder.page.context, builder.brief)
    builder.driver.settle()
    assert list(folder.iterdir()) == []

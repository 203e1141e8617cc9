"""Proves that both briefs of a visit are written together, or neither."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from csplanner.domain.records import Account, BriefVersion, Goal
from tests.ui.test_briefs_page import Builder
from ui.pages.briefs_both import ask_and_export

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ui.drivers import WindowDriver


def test_both_are_written_and_noted_or_neither(
    sample: WindowDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files and two versions; a competitor in a shared goal stops both."""
    folder = tmp_path / "both"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    builder = Builder(sample)
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

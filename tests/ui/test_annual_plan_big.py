"""A year of many accounts is read off the page: what was shown stays until the new one is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csplanner.domain.records import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


def test_a_change_in_a_big_year_comes_without_waiting(start: Start) -> None:
    driver = start(520)
    driver.go("plan")
    page: Any = driver.window.pages["plan"]
    before = page.facts
    account = driver.workspace.all(Account)[0]
    driver.window.context.run_change(
        "Rename", lambda work: work.put(replace(account, name="Zymbrol Works"))
    )
    assert page.facts is before
    driver.settle()
    assert "Zymbrol Works" in {row.name for row in page.facts.accounts}


def test_a_closed_portfolio_takes_its_year_along(start: Start) -> None:
    driver = start(520)
    driver.go("plan")
    page: Any = driver.window.pages["plan"]
    page.refresh(None)
    driver.window.context.use_workspace(None)
    driver.settle()
    assert page.facts is None

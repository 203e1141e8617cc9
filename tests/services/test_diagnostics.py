"""Proves that diagnostics hold no word of customers, and what helps to find a fault."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.domain.records import Account, Contact, Person
from csplanner.services.diagnostics import as_text, portfolio_facts, program_facts
from csplanner.services.new_portfolio import make_portfolio
from csplanner.services.workspace import open_workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_no_word_of_customers_is_told(tmp_path: Path) -> None:
    """Not the name of the file either, which may name one; the counts are right."""
    path = tmp_path / "Ardenmoor-secret.csplan"
    clock = Clock(dt.date(2027, 5, 12))
    make_portfolio(path, clock, sample=True)
    with open_workspace(path, clock) as workspace:
        text = as_text((("Program", program_facts()), ("Portfolio", portfolio_facts(workspace))))
        names = [a.name for a in workspace.all(Account)]
        names += [p.name for p in (*workspace.all(Person), *workspace.all(Contact))]
        for account in workspace.all(Account):
            for field in fields(account):
                value = getattr(account, field.name)
                if isinstance(value, str) and len(value) > 12:
                    names.append(value)
        assert [name for name in names if name in text] == []
        assert f"{workspace.count(Account):,}" in text
    assert "secret" not in text
    assert str(tmp_path) not in text
    assert "Newest backup" in text
    assert "none" in text

"""Proves how a name on the command line finds what it means, and when it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.errors import UserMistake
from csplanner.domain.account import Account, Contact
from csplanner.domain.team import Person
from csplanner.services.find import account_named, account_or_contact_named, person_named
from tests.services.team import make_team

if TYPE_CHECKING:
    from pathlib import Path


def test_names_ids_and_addresses(tmp_path: Path) -> None:
    """Case and accents do not count; an id goes before a name; two of a name are listed."""
    with make_team(tmp_path) as portfolio:
        with portfolio.change("More") as work:
            work.put(
                Account(id="a1", external_id="X1", name="Café Søren"),
                Account(id="a2", external_id="X2", name="Twin"),
                Account(id="a3", external_id="X3", name="TWIN"),
                Account(id="a4", external_id="X4", name="X1"),
                Contact(id="c1", account_id="a2", name="Twin"),
                Contact(id="c2", account_id="a1", name="Bo", email="Bo@cafe.example"),
                Person(id="p1", name="Ann", email="ann@ours.example"),
            )
        for named in ("a1", "X1", "cafe søren", "  CAFÉ SØREN "):
            assert account_named(portfolio, named).id == "a1"
        with pytest.raises(UserMistake, match=r"2 accounts: Twin \(X2\), TWIN \(X3\)"):
            account_named(portfolio, "twin")
        with pytest.raises(UserMistake, match=r"3 accounts or contacts: .*Twin of Twin \(c1\)"):
            account_or_contact_named(portfolio, "twin")
        assert account_or_contact_named(portfolio, "c1").id == "c1"
        assert account_or_contact_named(portfolio, "bo@CAFE.example").id == "c2"
        assert person_named(portfolio, "ANN@ours.example").id == "p1"
        for nobody in ("", " ", "Nobody"):
            with pytest.raises(UserMistake, match="There is no account"):
                account_named(portfolio, nobody)

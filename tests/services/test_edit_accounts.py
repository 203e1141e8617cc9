"""Proves that fields of accounts change as one step, by the import's own rules."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.ids import AccountId, PersonId
from csplanner.domain.records import Account, Person
from csplanner.domain.team import Role
from csplanner.services.edit_accounts import choices, current_text, edit_accounts
from csplanner.services.workspace import create
from tests.services.team import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.workspace import Workspace


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Workspace]:
    """Return a portfolio of three accounts, a CSM and an executive."""
    with create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        with made.change("Begin") as work:
            work.put(
                Person(id=PersonId("p1"), name="Ida Sollander", role=Role.CSM),
                Person(id=PersonId("p2"), name="Teo Kelvane", role=Role.EXEC),
                *(
                    Account(
                        id=AccountId(f"a{number}"),
                        name=f"Account {number}",
                        city="Chicago",
                        country="US",
                        latitude=41.9,
                        longitude=-87.6,
                        timezone="America/Chicago",
                        contract_start=dt.date(2025, 1, 1),
                    )
                    for number in (1, 2, 3)
                ),
            )
        yield made


def test_many_accounts_change_as_one_step_and_come_back_whole(portfolio: Workspace) -> None:
    """One undo brings all of them back; the step says what was changed of how many."""
    before = portfolio.all(Account)
    assert edit_accounts(portfolio, ["a1", "a2"], {"owner": "ida sollander"}, TODAY) == 2
    assert [a.owner_id for a in portfolio.all(Account)] == ["p1", "p1", None]
    step = portfolio.next_undo()
    assert step is not None
    assert step.label == "Change owner of 2 accounts"
    portfolio.undo()
    assert portfolio.all(Account) == before


def test_what_is_that_already_makes_no_step(portfolio: Workspace) -> None:
    """Typing the same again changes nothing and leaves no entry in the history."""
    steps = len(portfolio.history())
    assert edit_accounts(portfolio, ["a1"], {"city": "Chicago"}, TODAY) == 0
    assert len(portfolio.history()) == steps


def test_another_city_forgets_where_the_old_one_lay(portfolio: Workspace) -> None:
    """Degrees and clock of the place before would send people to the wrong town."""
    edit_accounts(portfolio, ["a1"], {"city": "Denver"}, TODAY)
    moved = portfolio.get(Account, "a1")
    assert moved is not None
    assert (moved.city, moved.latitude, moved.timezone) == ("Denver", None, "")


def test_values_are_read_as_a_file_would_be(portfolio: Workspace) -> None:
    """Amounts, dates and countries in the ways that the import understands."""
    values = {"arr": "160k", "renewal_date": "2027-12-31", "country": "Germany"}
    edit_accounts(portfolio, ["a1"], values, TODAY)
    changed = portfolio.get(Account, "a1")
    assert changed is not None
    assert changed.arr == Decimal(160_000)
    assert changed.renewal_date == dt.date(2027, 12, 31)
    assert changed.country == "DE"
    edit_accounts(portfolio, ["a1"], {"arr": "", "renewal_date": " "}, TODAY)
    cleared = portfolio.get(Account, "a1")
    assert cleared is not None
    assert (cleared.arr, cleared.renewal_date) == (None, None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"owner": "nobody at all"}, "no person 'nobody at all'"),
        ({"arr": "a lot"}, "ARR a lot: expected a number"),
        ({"arr": "-5"}, "expected 0 or more"),
        ({"renewal_date": "2027-13-45"}, "expected a date"),
        ({"renewal_date": "2024-01-01"}, "expected a day on or after 2025-01-01"),
        ({"tier_override": "platinum"}, "The policy has no tier platinum"),
        ({"name": " "}, "Account is empty"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    portfolio: Workspace, values: dict[str, str], said: str
) -> None:
    """One account that cannot take it keeps all of them as they were."""
    before = portfolio.all(Account)
    with pytest.raises(UserMistake, match=said):
        edit_accounts(portfolio, ["a1", "a2", "a3"], values, TODAY)
    assert portfolio.all(Account) == before


def test_a_tier_by_hand_keeps_its_reason_and_is_let_go_with_it(portfolio: Workspace) -> None:
    """The name of the tier is enough; emptied, revenue decides again and the reason goes."""
    edit_accounts(
        portfolio, ["a1"], {"tier_override": "growth", "tier_reason": "a lighthouse"}, TODAY
    )
    held = portfolio.get(Account, "a1")
    assert held is not None
    assert (held.tier_override, held.tier_reason) == ("growth", "a lighthouse")
    edit_accounts(portfolio, ["a1"], {"tier_override": ""}, TODAY)
    freed = portfolio.get(Account, "a1")
    assert freed is not None
    assert (freed.tier_override, freed.tier_reason) == ("", "")


def test_choices_are_those_who_can_do_it_and_values_in_use(portfolio: Workspace) -> None:
    """An executive owns no account; a city in use is offered."""
    assert choices(portfolio, "owner", TODAY) == ("Ida Sollander",)
    assert choices(portfolio, "executive_sponsor", TODAY) == ("Teo Kelvane",)
    assert choices(portfolio, "city", TODAY) == ("Chicago",)
    assert "at_risk" in choices(portfolio, "stage", TODAY)
    assert choices(portfolio, "arr", TODAY) == ()


def test_the_text_of_a_field_reads_back_as_it_is(portfolio: Workspace) -> None:
    """What the cell offers to change is what would be typed."""
    edit_accounts(portfolio, ["a1"], {"owner": "Ida Sollander", "arr": "1250.5"}, TODAY)
    assert current_text(portfolio, "a1", "owner") == "Ida Sollander"
    assert current_text(portfolio, "a1", "arr") == "1250.5"
    assert current_text(portfolio, "a1", "renewal_date") == ""
    with pytest.raises(UserMistake, match="gone"):
        current_text(portfolio, "no such", "arr")

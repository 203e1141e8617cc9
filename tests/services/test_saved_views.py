"""Proves that views of the list are kept in the portfolio, named, changed and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.services.saved_views import (
    SavedView,
    add_view,
    delete_view,
    keep_view,
    open_first,
    rename_view,
    saved_views,
)
from csplanner.services.workspace import create, open_workspace
from tests.services.team import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.workspace import Workspace

RISK = SavedView(
    name="At risk",
    filter="health<70",
    columns=(("account", 180), ("arr", 80)),
    sort="arr",
    descending=True,
    group="owner",
)


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Workspace]:
    """Return an empty portfolio."""
    with create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        yield made


def test_a_view_comes_back_exactly_after_a_restart(tmp_path: Path) -> None:
    """Filter, columns with widths, sorting and grouping, and which view opens first."""
    path = tmp_path / "team.csplan"
    with create(path, Clock(TODAY)) as first:
        add_view(first, RISK)
        open_first(first, "At risk")
        keep_view(first, SavedView(name="", columns=(("owner", 60),), filter="gone"))
    with open_workspace(path, Clock(TODAY)) as again:
        views = saved_views(again)
        assert views.named == (RISK,)
        assert views.get("At risk") == RISK
        assert views.first == "At risk"
        assert views.whole == SavedView(name="", columns=(("owner", 60),))


def test_names_are_kept_apart_and_in_order(portfolio: Workspace) -> None:
    """A name that is taken, empty or endless is refused in words."""
    add_view(portfolio, RISK)
    views = add_view(portfolio, SavedView(name="  Abroad  now "))
    assert [view.name for view in views.named] == ["Abroad now", "At risk"]
    for name, said in (("at RISK", "already"), ("  ", "no name"), ("x" * 61, "too long")):
        with pytest.raises(UserMistake, match=said):
            add_view(portfolio, SavedView(name=name))


def test_renaming_keeps_what_opens_first(portfolio: Workspace) -> None:
    """The view that opens first is still the one after it got another name."""
    add_view(portfolio, RISK)
    open_first(portfolio, "At risk")
    views = rename_view(portfolio, "At risk", "At RISK")
    assert (views.first, [view.name for view in views.named]) == ("At RISK", ["At RISK"])
    assert views.get("At RISK").filter == "health<70"


def test_deleting_what_opens_first_opens_the_whole_list(portfolio: Workspace) -> None:
    """A view that is gone cannot open."""
    add_view(portfolio, RISK)
    open_first(portfolio, "At risk")
    views = delete_view(portfolio, "At risk")
    assert (views.named, views.first) == ((), "")
    assert views.get("At risk") == views.whole


def test_a_setting_that_cannot_be_read_counts_as_none(portfolio: Workspace) -> None:
    """Damaged words of another version stop nobody."""
    for text in ("{", "[]", '{"named": [{"columns": 3}]}', "null"):
        portfolio.set_setting("account_views", text)
        assert saved_views(portfolio).named == ()

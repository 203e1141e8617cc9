"""Proves templates of sections: which one is used, what is refused, papers by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.documents import Audience
from csplanner.services import workspace as ws
from csplanner.services.brief_templates import (
    checked_sections,
    new_template,
    parts_of,
    save_template,
    sections_for,
    template_named,
    templates_of,
    tier_id,
)
from csplanner.services.papers import default_paper
from csplanner.services.prepare_brief import BriefRequest, prepare
from tests.services.test_facts import ACCOUNT, TODAY, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Yield a small portfolio without any template."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*records())
        yield workspace


def keep(portfolio: ws.Workspace, name: str, tier: str, *keys: str) -> None:
    """Save an internal template."""
    with portfolio.change("Save template") as work:
        save_template(portfolio, work, new_template(name, tier, "internal", keys))


def test_numbers_of_parts() -> None:
    """Thirteen inside, four for an executive, two sides for the CEO, ten for the customer."""
    counts = {audience.value: len(parts_of(audience)) for audience in Audience}
    assert counts == {"internal": 13, "executive": 4, "ceo": 2, "customer": 10}


def test_without_a_template_all_parts_are_printed(portfolio: ws.Workspace) -> None:
    """The usual order is that of the list."""
    found = sections_for(portfolio, ACCOUNT, "internal", TODAY)
    assert found == tuple(part.key for part in parts_of("internal"))


def test_the_template_of_the_tier_wins_over_that_of_any_tier(portfolio: ws.Workspace) -> None:
    """A brief follows the account's tier; unknown keys of old templates are passed over."""
    keep(portfolio, "Any", "", "cover", "health")
    assert sections_for(portfolio, ACCOUNT, "internal", TODAY) == ("cover", "health")
    keep(portfolio, "Mine", tier_id(portfolio, ACCOUNT, TODAY), "threats", "notes")
    brief = prepare(portfolio, BriefRequest(account_id=ACCOUNT.id), TODAY)
    assert brief.sections == ("Threats", "Notes")


def test_a_template_can_be_named_or_overruled(portfolio: ws.Workspace) -> None:
    """A name or plain keys choose for one brief."""
    keep(portfolio, "Short", "nobody", "agenda")
    by_name = BriefRequest(account_id=ACCOUNT.id, template="short")
    assert prepare(portfolio, by_name, TODAY).sections == ("Agenda",)
    by_key = BriefRequest(account_id=ACCOUNT.id, sections=("notes", "agenda", "notes"))
    assert prepare(portfolio, by_key, TODAY).sections == ("Notes", "Agenda")
    with pytest.raises(UserMistake, match="no internal template 'Long'"):
        template_named(portfolio, "internal", "Long")


def test_saving_again_replaces(portfolio: ws.Workspace) -> None:
    """One name of an audience is one template; undo brings the old one back."""
    keep(portfolio, "Short", "", "agenda")
    keep(portfolio, "SHORT", "", "notes")
    assert [t.sections for t in templates_of(portfolio, "internal")] == [("notes",)]
    portfolio.undo()
    assert [t.sections for t in templates_of(portfolio, "internal")] == [("agenda",)]


@pytest.mark.parametrize(("keys", "said"), [((), "at least one"), (("prices",), "'prices'")])
def test_nonsense_is_refused(keys: tuple[str, ...], said: str) -> None:
    """No section, or one that the pack does not have, is a mistake that lists them."""
    with pytest.raises(UserMistake, match=said) as caught:
        checked_sections("customer", keys)
    assert "goals" in caught.value.hint


def test_a_template_needs_a_name(portfolio: ws.Workspace) -> None:
    """A blank name is refused."""
    with pytest.raises(UserMistake, match="needs a name"):
        keep(portfolio, "  ", "", "agenda")


def test_paper_follows_the_locale() -> None:
    """Letter in the United States and a few others, A4 elsewhere and without a locale."""
    assert default_paper({"LANG": "en_US.UTF-8"}) == "Letter"
    assert default_paper({"LANG": "en_US.UTF-8", "LC_ALL": "de_DE"}) == "A4"
    assert default_paper({"LC_PAPER": "es_MX"}) == "Letter"
    assert default_paper({}) == default_paper({"LANG": "C"}) == "A4"

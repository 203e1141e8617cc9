"""Proves the answers of the search: whose text, of which day, where its words stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.domain.ids import AccountId, SightingId
from csplanner.domain.records import Account, Sighting
from csplanner.services.search import search_texts, text_of
from csplanner.services.workspace import create
from tests.services.team import TODAY

if TYPE_CHECKING:
    from pathlib import Path


def test_an_answer_says_whose_of_when_and_where(tmp_path: Path) -> None:
    """Marks stand on the words as they are written, line breaks are blanks."""
    with create(tmp_path / "p.csplan", Clock(TODAY)) as portfolio:
        with portfolio.change("Begin") as work:
            work.put(
                Account(id=AccountId("a1"), name="Oak"),
                Sighting(
                    id=SightingId("s1"),
                    account_id=AccountId("a1"),
                    competitor="Vexa",
                    date=dt.date(2027, 4, 2),
                    pitch="Half the\nprice, they say",
                ),
            )
        (found,) = search_texts(portfolio, "vexa PRI")
        assert (found.kind, found.kind_words, found.account) == ("sighting", "Competitor", "Oak")
        assert (found.day, found.text) == (dt.date(2027, 4, 2), "Vexa Half the price, they say")
        assert [found.text[start:end] for start, end in found.marks] == ["Vexa", "price"]
        assert text_of(portfolio, "sighting", "s1") == "Vexa\nHalf the\nprice, they say"
        assert text_of(portfolio, "sighting", "gone") == ""
        assert search_texts(portfolio, "  ?! ") == ()

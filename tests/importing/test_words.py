"""Proves that enumerations are understood as people write them."""

from __future__ import annotations

import pytest

from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.team import Role
from csplanner.importing.texts import Misread
from csplanner.importing.words import (
    read_stage,
    read_weekday,
    read_word,
    read_yesno,
    role_of,
    weekday_word,
)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("CSM", Role.CSM),
        ("Senior Customer Success Manager", Role.CSM),
        ("Account Executive", Role.AE),
        ("Sales executive", Role.AE),
        ("CTO", Role.EXEC),
        ("Chief Product Officer", Role.EXEC),
        ("VP, Customer Success", Role.EXEC),
        ("CEO", Role.CEO),
        ("Chief Executive Officer", Role.CEO),
        ("Head of Customer Success", Role.MANAGER),
        ("CS Manager", Role.MANAGER),
        ("Solutions engineer", Role.OTHER),
    ],
)
def test_titles_in_words_are_roles(title: str, role: Role) -> None:
    """The role that the plan needs is read out of a title."""
    assert read_word(title, Role) is role
    assert role_of(title) is role


def test_words_of_the_calendar() -> None:
    """On-site, confirmed and business review mean what the contract calls otherwise."""
    assert read_word("on-site", Mode) is Mode.ONSITE
    assert read_word("Confirmed", State) is State.AGREED
    assert read_word("Quarterly Business Review", EngagementType) is EngagementType.QBR
    with pytest.raises(Misread, match="planned, agreed, done, missed, waived"):
        read_word("perhaps", State)


def test_other_stages_are_kept_as_written() -> None:
    """Known stages become ids, others stay."""
    assert read_stage("At Risk") == "at_risk"
    assert read_stage(" Sunset ") == "Sunset"


def test_yes_no_and_weekdays() -> None:
    """Booleans and weekdays are read in words and numbers, nothing else is guessed."""
    assert [read_yesno(text) for text in ("TRUE", "yes", "1", "False", "no", "0")] == (
        [True] * 3 + [False] * 3
    )
    assert [read_weekday(text) for text in ("Tue", "thursday", "0")] == [1, 3, 0]
    assert weekday_word(4) == "Fri"
    for reader, text in ((read_yesno, "maybe"), (read_weekday, "Sunday"), (read_weekday, "7")):
        with pytest.raises(Misread):
            reader(text)

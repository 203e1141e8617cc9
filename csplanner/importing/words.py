"""The words of enumerations as people write them: roles in titles, on-site, yes and no."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from csplanner.domain.account import Stage
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.team import Role
from csplanner.importing.texts import Misread, words_of

if TYPE_CHECKING:
    from enum import StrEnum

_YES = frozenset({"true", "yes", "y", "t", "1", "x", "on", "ja", "oui", "si", "wahr"})
_NO = frozenset({"false", "no", "n", "f", "0", "off", "nein", "non", "falsch", "-"})
_DAYS = ("mon", "tue", "wed", "thu", "fri")

_MORE: dict[type[StrEnum], dict[str, StrEnum]] = {
    Mode: {
        "on site": Mode.ONSITE,
        "in person": Mode.ONSITE,
        "face to face": Mode.ONSITE,
        "visit": Mode.ONSITE,
        "online": Mode.REMOTE,
        "virtual": Mode.REMOTE,
        "video": Mode.REMOTE,
        "call": Mode.REMOTE,
        "phone": Mode.REMOTE,
    },
    State: {
        "confirmed": State.AGREED,
        "scheduled": State.PLANNED,
        "completed": State.DONE,
        "held": State.DONE,
        "no show": State.MISSED,
        "cancelled": State.WAIVED,
        "canceled": State.WAIVED,
    },
    Stage: {
        "trial": Stage.PILOT,
        "poc": Stage.PILOT,
        "implementation": Stage.ONBOARDING,
        "nurturing": Stage.NURTURE,
        "adoption": Stage.NURTURE,
        "risk": Stage.AT_RISK,
        "renewal": Stage.RENEWING,
        "lost": Stage.CHURNED,
    },
    EngagementType: {
        "quarterly business review": EngagementType.QBR,
        "business review": EngagementType.QBR,
        "executive business review": EngagementType.EXECUTIVE_QBR,
        "ebr": EngagementType.EXECUTIVE_QBR,
        "exec qbr": EngagementType.EXECUTIVE_QBR,
        "kick off": EngagementType.KICKOFF,
        "checkin": EngagementType.CHECK_IN,
    },
}

_ROLE_SIGNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.CEO, re.compile(r"\b(ceo|chief executive)\b")),
    (
        Role.EXEC,
        re.compile(
            r"\b(c[a-z]o|chief|[se]?vp|vice president|president|founder|key executive|exec)\b"
        ),
    ),
    (Role.MANAGER, re.compile(r"\b(head of|director|team lead|cs manager|csm manager)\b")),
    (Role.CSM, re.compile(r"\b(csm|customer success (manager|specialist|partner|lead))\b")),
    (Role.AE, re.compile(r"\b(ae|account (executive|manager)|sales|account director)\b")),
    (Role.MANAGER, re.compile(r"\b(manager|lead|supervisor)\b")),
    (Role.EXEC, re.compile(r"\bexecutive\b")),
)


@cache
def _known(words: type[StrEnum]) -> dict[str, StrEnum]:
    found = {words_of(member.value): member for member in words}
    return found | _MORE.get(words, {})


def read_word(text: str, words: type[StrEnum]) -> StrEnum:
    """Return the member of an enumeration that a word stands for. Raises Misread."""
    found = _known(words).get(words_of(text))
    if found is not None:
        return found
    if words is Role:
        return role_of(text)
    raise Misread(f"expected one of: {', '.join(words)}")


def role_of(title: str) -> Role:
    """Return the role that a title speaks of; OTHER if it speaks of none."""
    folded = words_of(title)
    return next((role for role, sign in _ROLE_SIGNS if sign.search(folded)), Role.OTHER)


def read_stage(text: str) -> str:
    """Return a stage's id; words that are none are kept as written."""
    found = _known(Stage).get(words_of(text))
    return text.strip() if found is None else found.value


def read_yesno(text: str) -> bool:
    """Read yes or no, true or false, 1 or 0. Raises Misread."""
    folded = text.strip().casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise Misread("expected true or false")


def read_weekday(text: str) -> int:
    """Return a working weekday's number, 0 for Monday, from its name or number. Raises Misread."""
    folded = words_of(text)
    if folded[:3] in _DAYS and len(folded) >= 3:
        return _DAYS.index(folded[:3])
    if folded in {"0", "1", "2", "3", "4"}:
        return int(folded)
    raise Misread("expected weekdays such as Tue;Thu")


def weekday_word(number: int) -> str:
    """Return a weekday's short English name."""
    return _DAYS[number].capitalize()

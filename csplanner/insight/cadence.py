"""How long customers wait: days since the last qualifying touch, against each rule's longest gap.

Pure (docs/coverage.md): days of touches in, gaps and silences out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

ANY = "check_in"
# What a touch of another type also answers: whoever holds the greater one need not repeat it.
_ANSWERS = {"qbr": ("executive_qbr", "ceo_visit"), "executive_qbr": ("ceo_visit",)}


class Held(NamedTuple):
    """A touch: its day, its type, the id of the rule that asked for it ('' for none)."""

    day: dt.date
    type: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A rule's cadence: so many days at most between two touches that qualify."""

    rule: str
    type: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """One account and rule: `days` since the last qualifying touch, None if there never was one.

    `next` is the next one on the calendar. `urgency` is days / the longest gap.
    """

    account: str
    rule: str
    last: dt.date | None
    days: int | None
    most: int
    next: dt.date | None

    @property
    def urgency(self) -> float | None:
        """Days since the last qualifying touch / the rule's longest gap."""
        return None if self.days is None else self.days / self.most

    @property
    def is_late(self) -> bool:
        """Whether the longest gap is passed."""
        return self.days is not None and self.days > self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class TooClose:
    """Two touches of an account that stand closer than its tier allows."""

    account: str
    first: dt.date
    second: dt.date
    least: int

    @property
    def days(self) -> int:
        """How many days apart they are."""
        return (self.second - self.first).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The longest stretch without any touch, and the one that goes on, in days.

    `now` is None for an account that was never touched.
    """

    account: str
    longest: int | None
    now: int | None


def qualifies(touch: Held, wanted: Wanted) -> bool:
    """Tell whether a touch answers a rule: its own, one of its type, or a greater one.

    Any touch answers a check-in, whoever made it.
    """
    if touch.rule == wanted.rule or wanted.type in (ANY, touch.type):
        return True
    return touch.type in _ANSWERS.get(wanted.type, ())


def cadence(
    account: str, wanted: Wanted, touches: Iterable[Held], as_of: dt.date, since: dt.date | None
) -> Cadence:
    """Return the cadence of a rule as of a day; `since` counts where nothing was ever held."""
    days = sorted(touch.day for touch in touches if qualifies(touch, wanted))
    held = [day for day in days if day <= as_of]
    ahead = [day for day in days if day > as_of]
    last = held[-1] if held else None
    start = last or (since if since is not None and since <= as_of else None)
    return Cadence(
        account=account,
        rule=wanted.rule,
        last=last,
        days=(as_of - start).days if start else None,
        most=wanted.most,
        next=ahead[0] if ahead else None,
    )


def too_close(account: str, days: Iterable[dt.date], least: int) -> tuple[TooClose, ...]:
    """Return the neighbours among days that are less than `least` days apart."""
    return tuple(
        TooClose(account=account, first=first, second=second, least=least)
        for first, second in pairwise(sorted(days))
        if (second - first).days < least
    )


def silence(account: str, held: Sequence[dt.date], first: dt.date, as_of: dt.date) -> Silence:
    """Return the silences from `first` to `as_of`; one that began before it counts in full."""
    days = sorted(day for day in set(held) if day <= as_of)
    if not days:
        return Silence(account=account, longest=None, now=None)
    gaps = [(b - a).days for a, b in pairwise([*days, as_of]) if b >= first]
    return Silence(account=account, longest=max(gaps, default=0), now=(as_of - days[-1]).days)

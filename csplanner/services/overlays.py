"""What accounts stand under beside their tier: stage, decision window, low health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.account import Stage
from csplanner.domain.demand import anniversary
from csplanner.domain.health import Band
from csplanner.domain.policy import DECISION_WINDOW, LOW_HEALTH
from csplanner.domain.scenario import Overlay
from csplanner.insight.renewals import window_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from csplanner.domain.account import Account
    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader


def overlays_of(
    reader: Reader, accounts: Iterable[Account], policy: TierPolicy, days: tuple[int, dt.date]
) -> dict[str, tuple[Overlay, ...]]:
    """Return the overlays of each account, as far as a rule of the policy asks for them.

    `days` are the planned year and today.
    """
    year, today = days
    wanted = {word for rule in policy.rules for word in rule.overlays}
    found = list(accounts)
    low = _low(reader, found, today) if LOW_HEALTH in wanted else frozenset()
    return {
        account.id: tuple(
            each
            for each in (
                *_of_today(account, today, is_low=account.id in low),
                *_windows(account, policy, year),
            )
            if each.id in wanted
        )
        for account in found
    }


def _low(reader: Reader, accounts: Collection[Account], today: dt.date) -> frozenset[str]:
    from csplanner.services.score import score_accounts

    scores = score_accounts(reader, today, [account.id for account in accounts])
    return frozenset(score.id for score in scores if score.health.band is Band.AT_RISK)


def _of_today(account: Account, today: dt.date, *, is_low: bool) -> Iterator[Overlay]:
    last = account.pilot_end if account.stage == Stage.PILOT.value else None
    yield Overlay(id=account.stage, last=last)
    if is_low:
        yield Overlay(id=LOW_HEALTH, first=today)


def _windows(account: Account, policy: TierPolicy, planned: int) -> Iterator[Overlay]:
    """Yield the decision windows before the renewals of the planned year and the next."""
    if account.renewal_date is not None:
        for year in (planned, planned + 1):
            opens, decides = window_of(
                anniversary(account.renewal_date, year),
                account.decision_lead_days,
                policy.window_opens_days,
                policy.decision_days,
            )
            yield Overlay(id=DECISION_WINDOW, first=opens, last=decides)

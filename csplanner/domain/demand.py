"""From accounts and policy to the touches of a year: which rule asks for what, and when.

Pure: the same scenario gives the same touches in the same order (accounts, then rules, then
dates, as the scenario lists them; touches stated outright come last).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.plan import TouchId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.domain.scenario import (
        Mode,
        PlannedAccount,
        Policy,
        Rule,
        Scenario,
        StatedTouch,
        Tier,
    )

_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One engagement that the year owes an account, to be dated in [first, last].

    `rule` is the id of the rule that asks for it, empty for a touch stated outright; `band` is
    the tier that it was asked of. Spacing applies where `target_gap_days` is not 0. `meeting` are
    the minutes with the customer, the rest of `minutes` is preparation.
    """

    id: TouchId
    account: str
    rule: str
    period: str
    seq: int
    band: str
    first: date
    last: date
    mode: Mode
    roles: tuple[str, ...]
    minutes: int
    target_gap_days: int = 0
    tol_days: int = 0
    max_gap_days: int | None = None
    preferred_months: tuple[int, ...] = ()
    meeting: int = 0


def tier_of(policy: Policy, account: PlannedAccount) -> Tier | None:
    """Find the account's tier: its override, else the highest band that its ARR reaches."""
    if account.tier is not None:
        return next((tier for tier in policy.tiers if tier.id == account.tier), None)
    reached = [tier for tier in policy.tiers if tier.min_arr <= account.arr]
    return max(reached, key=lambda tier: tier.min_arr, default=None)


def min_gap_of(policy: Policy, account: PlannedAccount) -> int:
    """Days that any two touches of the account must be apart."""
    tier = tier_of(policy, account)
    gap = tier.min_gap_days if tier is not None else 0
    if account.pilot_end is not None:
        gap = min(gap, policy.pilot_min_gap_days)
    return gap


def uncovered_cost_of(policy: Policy, account: PlannedAccount) -> float:
    """Points for leaving one touch of the account without a date."""
    tier = tier_of(policy, account)
    if tier is None:
        tier = min(policy.tiers, key=lambda band: band.min_arr)
    return tier.uncovered_cost


def touches_of(scenario: Scenario) -> tuple[Touch, ...]:
    """Every touch of the scenario's year, without those that are dated in another."""
    found: list[Touch] = []
    for account in scenario.accounts:
        tier = tier_of(scenario.policy, account)
        band = tier.id if tier is not None else ""
        for rule in scenario.policy.rules:
            spans = _spans(rule, account, band)
            if spans:
                found.extend(_asked(scenario, account, rule, (band, spans)))
    found = [touch for touch in found if touch.id not in scenario.elsewhere]
    found.extend(_stated_outright(scenario))
    return tuple(found)


def _stated_outright(scenario: Scenario) -> Iterator[Touch]:
    accounts = {account.id: account for account in scenario.accounts}
    for touch in scenario.touches:
        account = accounts.get(touch.account)
        if account is None:
            raise UserMistake(
                f'The touch "{touch.touch}" is of "{touch.account}", which is no account here.',
                "Take it out, or add the account.",
            )
        tier = tier_of(scenario.policy, account)
        yield _stated(touch, tier.id if tier is not None else "", account.metro)


def _spans(rule: Rule, account: PlannedAccount, band: str) -> list[tuple[date, date]]:
    """List the spans of days in which a rule asks anything of an account; overlays limit them."""
    if "*" not in rule.tiers and band not in rule.tiers:
        return []
    if not rule.overlays:
        return [(date.min, date.max)]
    return [
        (each.first or date.min, each.last or date.max)
        for each in account.overlays
        if each.id in rule.overlays
    ]


def _asked(
    scenario: Scenario,
    account: PlannedAccount,
    rule: Rule,
    owed: tuple[str, list[tuple[date, date]]],
) -> Iterator[Touch]:
    band, spans = owed
    mode = rule.mode if account.metro is not None else "remote"
    windows = (
        period_windows(scenario.year, rule.period, rule.count)
        if rule.kind == "period"
        else anchor_windows(scenario, account, rule)
    )
    for period, seq, opens, closes in windows:
        part = _owed_part(scenario, account, spans, (opens, closes))
        if part is None:
            continue
        asked, (first, last) = _frozen_travel(scenario, account, mode, part)
        yield Touch(
            id=TouchId(f"{account.id}:{rule.id}:{period}:{seq}"),
            account=account.id,
            rule=rule.id,
            period=period,
            seq=seq,
            band=band,
            first=first,
            last=last,
            mode=asked,
            roles=rule.roles,
            minutes=rule.minutes,
            target_gap_days=rule.target_gap_days,
            tol_days=rule.tol_days,
            max_gap_days=rule.max_gap_days,
            preferred_months=rule.preferred_months,
            meeting=rule.meeting_minutes or rule.minutes,
        )


def _frozen_travel(
    scenario: Scenario, account: PlannedAccount, mode: Mode, window: tuple[date, date]
) -> tuple[Mode, tuple[date, date]]:
    """Mode and window of a touch under a freeze of travel: a call inside it, else a visit outside.

    Visits at the owner's home are no travel.
    """
    if mode == "remote" or not scenario.no_travel:
        return mode, window
    homes = {person.id: person.metro for person in scenario.people}
    if homes.get(account.owner) == account.metro:
        return mode, window
    first, last = window
    for opens, closes in scenario.no_travel:
        before = (first, min(last, opens - timedelta(days=1)))
        after = (max(first, closes + timedelta(days=1)), last)
        first, last = max(before, after, key=lambda part: part[1] - part[0])
        if last < first:
            return "remote", window
    return mode, (first, last)


def _owed_part(
    scenario: Scenario,
    account: PlannedAccount,
    spans: list[tuple[date, date]],
    window: tuple[date, date],
) -> tuple[date, date] | None:
    """Part of a window that is owed: after the account's start and inside a span, None for none.

    What is left of a window is skipped where it is shorter than an anchored one may be.
    """
    full = (window[1] - window[0]).days + 1
    least = max(1, min(scenario.policy.anchor_min_days, full))
    opens = max(window[0], account.starts or window[0])
    for first, last in spans:
        part = max(first, opens), min(last, window[1])
        if part == window or (part[1] - part[0]).days + 1 >= least:
            return part
    return None


def _stated(touch: StatedTouch, band: str, metro: str | None) -> Touch:
    return Touch(
        id=touch.touch,
        account=touch.account,
        rule="",
        period="",
        seq=1,
        band=band,
        first=touch.first,
        last=touch.last,
        mode=touch.mode if metro is not None else "remote",
        roles=touch.roles,
        minutes=touch.minutes,
        meeting=touch.meeting_minutes or touch.minutes,
    )


def period_windows(year: int, period: str, count: int) -> Iterator[tuple[str, int, date, date]]:
    """(period name, seq from 1, first day, last day) of each touch of a rule of kind `period`."""
    months = _MONTHS[period]
    for number, start in enumerate(range(1, 13, months), start=1):
        name = {12: "Y", 6: f"H{number}", 3: f"Q{number}", 1: f"M{number:02d}"}[months]
        first = date(year, start, 1)
        after = date(year + 1, 1, 1) if start + months > 12 else date(year, start + months, 1)
        for seq in range(1, count + 1):
            yield f"{year}-{name}", seq, first, after - timedelta(days=1)


def anchor_windows(
    scenario: Scenario, account: PlannedAccount, rule: Rule
) -> Iterator[tuple[str, int, date, date]]:
    """(anchor's date, 1, first day, last day) of each touch of a rule of kind `anchor`."""
    year = scenario.year
    for anchor in _anchors(account, rule, year):
        first, last = anchor + timedelta(rule.from_days), anchor + timedelta(rule.to_days)
        full = (last - first).days + 1
        first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if (last - first).days + 1 >= max(1, min(scenario.policy.anchor_min_days, full)):
            yield anchor.isoformat(), 1, first, last


def _anchors(account: PlannedAccount, rule: Rule, year: int) -> list[date]:
    if rule.anchor == "contract_start":
        return [account.starts] if account.starts is not None else []
    if rule.anchor == "pilot_end":
        return [account.pilot_end] if account.pilot_end is not None else []
    if account.renewal is None:
        return []
    return [anniversary(account.renewal, year), anniversary(account.renewal, year + 1)]


def anniversary(day: date, year: int) -> date:
    """Take the same day in another year; 29 February falls back to the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)

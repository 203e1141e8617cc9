"""The tier policy in force: versions with effective dates, kept in the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.ids import PolicyVersionId
from csplanner.domain.records import ExchangeRate, Organisation, PolicyVersion
from csplanner.services.tier_policy import default_text, tier_policy

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from csplanner.domain.policy import TierPolicy
    from csplanner.services.workspace import Reader, Workspace

__all__ = [
    "PolicyInForce",
    "base_currency",
    "default_text",
    "parse",
    "policy_for_year",
    "policy_from_file",
    "policy_in_force",
    "rates_on",
    "read_policy_file",
    "set_policy",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyInForce:
    """A policy with the version that it comes from; no version: the default that ships."""

    policy: TierPolicy
    text: str
    version: PolicyVersion | None = None

    @property
    def name(self) -> str:
        """How the window names it."""
        if self.version is None:
            return "Default policy"
        return f"Policy {self.version.effective:%Y} v{self.version.number}"


def policy_in_force(reader: Reader, on: dt.date) -> PolicyInForce:
    """Return the policy of a day: the newest version effective by then, else the default."""
    versions = [v for v in reader.all(PolicyVersion) if v.effective <= on]
    if not versions:
        text = default_text()
        return PolicyInForce(policy=tier_policy(text), text=text)
    version = max(versions, key=lambda v: (v.effective, v.number))
    return PolicyInForce(policy=tier_policy(version.text), text=version.text, version=version)


def policy_for_year(reader: Reader, year: int, today: dt.date) -> PolicyInForce:
    """Return the policy that a year is planned with: that of today, or of the year's start."""
    start = today.replace(year=year, month=1, day=1)
    return policy_in_force(reader, max(start, min(today, start.replace(month=12, day=31))))


def parse(text: str) -> TierPolicy:
    """Return the policy of a text; raises PolicyMistake naming all that is wrong."""
    return tier_policy(text)


def policy_from_file(path: Path) -> PolicyInForce:
    """Return the policy of a file, for a what-if."""
    text = read_policy_file(path)
    return PolicyInForce(policy=tier_policy(text), text=text)


def read_policy_file(path: Path) -> str:
    """Return the text of a policy file that parses; raises UserMistake in words."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserMistake(
            f"{path} is not UTF-8 at byte {error.start}.", "Save it as UTF-8."
        ) from error
    except OSError as error:
        raise UserMistake(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    tier_policy(text)
    return text


def set_policy(
    workspace: Workspace, text: str, effective: dt.date, note: str = ""
) -> PolicyVersion:
    """Keep a new version of the policy; raises PolicyMistake where it cannot be used."""
    tier_policy(text)
    number = max((v.number for v in workspace.all(PolicyVersion)), default=0) + 1
    version = PolicyVersion(
        id=PolicyVersionId(new_id()), number=number, effective=effective, text=text, note=note
    )
    with workspace.change(f"Set policy version {number}") as work:
        work.put(version)
    return version


def rates_on(reader: Reader, on: dt.date) -> dict[str, Decimal]:
    """Return what a unit of each currency is worth in the base currency on a day."""
    organisations = reader.all(Organisation)
    base = organisations[0].base_currency if organisations else "USD"
    rates = {base: Decimal(1), "": Decimal(1)}
    for rate in sorted(reader.all(ExchangeRate), key=lambda r: r.date):
        if rate.date <= on:
            rates[rate.currency] = rate.rate
    return rates


def base_currency(reader: Reader) -> str:
    """Return the currency that bands and totals are in."""
    organisations = reader.all(Organisation)
    return organisations[0].base_currency if organisations else "USD"

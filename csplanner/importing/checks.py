"""What must hold between the fields of one record, whatever file it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csplanner.domain.account import Account, RevenueEvent, RevenueKind, Subscription
from csplanner.domain.team import Blackout, TimeOff
from csplanner.domain.trip import Trip

if TYPE_CHECKING:
    from csplanner.domain.record import Record

Fault = tuple[str, str, str]
"""Column, value and what was expected."""


def fault_of(record: Record) -> Fault | None:
    """Return the first thing that is wrong with a record, or None."""
    if isinstance(record, Account):
        return _account(record)
    if isinstance(record, RevenueEvent):
        return _revenue(record)
    if isinstance(record, TimeOff | Blackout | Trip):
        if record.end < record.start:
            return ("to", str(record.end), f"expected a day on or after {record.start}")
        return None
    if isinstance(record, Subscription) and record.end is not None and record.end < record.start:
        return ("end", str(record.end), f"expected a day on or after {record.start}")
    zone = getattr(record, "timezone", "")
    return None if is_zone(zone) else ("timezone", zone, _ZONE)


_ZONE = "expected a time zone such as Europe/Berlin"
_known_zones: dict[str, bool] = {"": True}


def is_zone(name: str) -> bool:
    """Tell whether a time zone exists."""
    if name not in _known_zones:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            _known_zones[name] = False
        else:
            _known_zones[name] = True
    return _known_zones[name]


def _account(account: Account) -> Fault | None:
    if account.arr is not None and account.arr < 0:
        return ("arr", str(account.arr), "expected 0 or more")
    for name, limit in (("latitude", 90), ("longitude", 180)):
        degrees = getattr(account, name)
        if degrees is not None and not -limit <= degrees <= limit:
            return (name, str(degrees), f"expected degrees from -{limit} to {limit}")
    start, end = account.contract_start, account.contract_end
    if start is not None and end is not None and end < start:
        return ("contract_end", str(end), f"expected a day on or after {start}")
    return None if is_zone(account.timezone) else ("timezone", account.timezone, _ZONE)


def _revenue(event: RevenueEvent) -> Fault | None:
    if event.amount < 0 and event.kind in {RevenueKind.NEW, RevenueKind.EXPANSION}:
        return ("amount", str(event.amount), "expected 0 or more: the kind tells the direction")
    return None

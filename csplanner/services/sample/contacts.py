"""The customers' people: those of Ardenmoor Freight as told, the others from a table of seats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from csplanner.domain.ids import ContactId
from csplanner.domain.records import Contact
from csplanner.services.sample.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from csplanner.domain.records import Account
    from csplanner.services.sample.frame import Frame
    from csplanner.services.sample.levels import Level

_SEATS = {"Strategic": 6, "Enterprise": 5, "Mid-market": 3, "Small": 3}
_FEW = 2
_STORY = "ardenmoor"


def contacts(
    frame: Frame, known: Mapping[str, Account], levels: Mapping[str, Level]
) -> dict[str, tuple[Contact, ...]]:
    """Make the people of each account, the first one being our main contact."""
    names = _names(frame.chance("names"))
    found = {_STORY: tuple(_told(frame, known[_STORY]))}
    for key, account in known.items():
        if key != _STORY:
            found[key] = tuple(_seated(frame, account, levels[key], names))
    return {key: found[key] for key in known}


def _names(chance: Random) -> Iterator[str]:
    table = tables("contacts")
    names = [a + b for a in table["first"] for b in table["second"]]
    chance.shuffle(names)
    for name in names:
        yield f"{chance.choice(table['initials'])}. {name}"


def _told(frame: Frame, account: Account) -> Iterator[Contact]:
    for item in tables(_STORY)["contact"]:
        last = frame.story_today - dt.timedelta(days=item["days"])
        yield _contact(frame, account, item, (last, item["notes"], item["attitude"]))


def _seated(
    frame: Frame, account: Account, level: Level, names: Iterator[str]
) -> Iterator[Contact]:
    table = tables("contacts")
    chance = frame.chance("contacts", account.external_id)
    size = account.segment.split(",")[0]
    seats = table["seat"][: _FEW if "digital" in account.segment else _SEATS[size]]
    late = _late(seats, level.reach, chance)
    for number, seat in enumerate(seats):
        interval = seat["interval"]
        days = chance.randint(interval + 20, interval + 110)
        if number not in late:
            days = chance.randint(3, max(4, interval - 15))
        last = max(
            frame.story_today - dt.timedelta(days=days), account.contract_start or dt.date.min
        )
        item = {**seat, "name": next(names)}
        attitude = _attitude(seat["role"], level.sentiment, chance)
        yield _contact(
            frame, account, item, (last, chance.choice(table["notes"][seat["role"]]), attitude)
        )


def _late(seats: list[dict[str, Any]], reach: float, chance: Random) -> set[int]:
    """Choose who was not met in time, so that the met share of influence comes near `reach`."""
    total = sum(seat["influence"] for seat in seats)
    order = list(range(len(seats)))
    chance.shuffle(order)
    order.sort(key=lambda number: seats[number]["role"] == "champion")  # the last to be forgotten
    late: set[int] = set()
    missing = total * (1 - reach)
    for number in order:
        influence = seats[number]["influence"]
        if influence <= missing + 0.5:
            late.add(number)
            missing -= influence
    return late


def _attitude(role: str, sentiment: float, chance: Random) -> int:
    base = {"champion": 5, "blocker": 2}.get(role, 2 + round(sentiment / 40))
    return min(5, max(1, base + chance.choice((-1, 0, 0, 0)) - (sentiment < 50)))


def _contact(
    frame: Frame, account: Account, item: Mapping[str, Any], facts: tuple[dt.date, str, int]
) -> Contact:
    last, notes, attitude = facts
    initial, surname = item["name"].split()
    number = frame.chance("phone", item["name"]).randint(100, 199)
    return Contact(
        id=frame.id(ContactId),
        account_id=account.id,
        name=item["name"],
        title=item["title"],
        role=item["role"],
        email=f"{initial[0].lower()}.{surname.lower()}@{account.domain}",
        phone=f"+1 555 0{number}",
        influence=item["influence"],
        attitude=attitude,
        touch_interval_days=item["interval"],
        last_touch=last,
        notes=notes,
    )

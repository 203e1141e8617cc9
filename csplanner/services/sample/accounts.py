"""The customers of the sample: accounts, what they pay, how revenue moved, how far they trust."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.account import RevenueKind
from csplanner.domain.ids import (
    AccountId,
    BlackoutId,
    RelationshipRatingId,
    RevenueEventId,
    SubscriptionId,
)
from csplanner.domain.records import (
    Account,
    Blackout,
    RelationshipRating,
    RevenueEvent,
    Subscription,
)
from csplanner.services.places import places
from csplanner.services.sample.tables import rows, split, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplanner.domain.record import Record
    from csplanner.domain.team import Person
    from csplanner.services.sample.frame import Frame

CURRENCY = "USD"
_THOUSAND = Decimal(1000)
_SEAT_PRICES = (900, 1200, 1500, 2000)
_FIRST_SHARE = Decimal("0.6476")
_YEAR = dt.timedelta(weeks=52)


def accounts(frame: Frame, people: Mapping[str, Person]) -> dict[str, Account]:
    """Make the 42 accounts by their key."""
    return {row["key"]: _account(frame, row, people) for row in rows("accounts")}


def _account(frame: Frame, row: Mapping[str, str], people: Mapping[str, Person]) -> Account:
    place = places().city(row["city"], row["country"])
    assert place is not None
    extra = tables("accounts").get(row["key"], {})
    sponsor = people[row["sponsor"]].id if row["sponsor"] else None
    renewal = frame.maybe(row["renewal"])
    return Account(
        id=frame.id(AccountId),
        external_id=row["key"],
        name=row["name"],
        domain=f"{row['key']}.example",
        arr=int(row["arr"]) * _THOUSAND,
        currency=CURRENCY,
        industry=row["industry"],
        segment=row["segment"],
        stage=row["stage"],
        owner_id=people[row["owner"]].id,
        account_executive_id=people[row["ae"]].id,
        executive_sponsor_id=sponsor,
        city=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        timezone=place.timezone,
        contract_start=frame.day(row["since"]),
        contract_end=renewal,
        renewal_date=renewal,
        pilot_end=frame.maybe(extra.get("pilot_end")),
        pilot_value=_money(extra.get("pilot_value")),
        converted_value=_money(extra.get("converted_value")),
        pilot_criteria=extra.get("pilot_criteria", ""),
        preferred_weekdays=tuple(int(day) for day in split(row["days"])),
        relationship=int(row["relationship"]),
        notes=extra.get("notes", ""),
    )


def _money(thousands: int | None) -> Decimal | None:
    return None if thousands is None else thousands * _THOUSAND


def closed_days(frame: Frame, known: Mapping[str, Account]) -> Iterator[Blackout]:
    """Yield the customers' freezes and shutdowns of last year, this year and the next."""
    for item in tables("calendar")["closed"]:
        for turn in (-_YEAR, dt.timedelta(0), _YEAR):
            yield Blackout(
                id=frame.id(BlackoutId),
                account_id=known[item["account"]].id,
                start=frame.day(item["from"]) + turn,
                end=frame.day(item["to"]) + turn,
                reason=item["reason"],
            )


def revenue(frame: Frame, known: Mapping[str, Account]) -> Iterator[Record]:
    """Yield revenue events and subscriptions; those active today sum to each account's ARR."""
    events: dict[str, list[RevenueEvent]] = {key: [] for key in known}
    for row in rows("revenue"):
        events[row["account"]].append(
            RevenueEvent(
                id=frame.id(RevenueEventId),
                account_id=known[row["account"]].id,
                date=frame.day(row["date"]),
                kind=RevenueKind(row["kind"]),
                amount=int(row["amount"]) * _THOUSAND,
                currency=CURRENCY,
                reason=row["reason"],
                note=row["note"],
            )
        )
    modules = {row["key"]: split(row["modules"]) for row in rows("accounts")}
    for key, account in known.items():
        yield from events[key]
        yield from _subscriptions(frame, account, modules[key], events[key])


def _subscriptions(
    frame: Frame, account: Account, modules: tuple[str, ...], events: list[RevenueEvent]
) -> Iterator[Subscription]:
    assert account.arr is not None
    assert account.contract_start is not None
    base, start = account.arr, account.contract_start
    for event in events:
        if event.kind is RevenueKind.EXPANSION:
            base -= event.amount
            yield _paid(frame, account, modules[-1], (event.date, None), event.amount)
        elif event.kind is RevenueKind.CONTRACTION:
            yield _paid(frame, account, modules[0], (start, event.date), event.amount)
        elif event.kind is RevenueKind.CHURN:
            begun = event.date - 2 * _YEAR
            yield _paid(frame, account, modules[0], (begun, event.date), event.amount)
    first = base if len(modules) == 1 else (base * _FIRST_SHARE).quantize(_THOUSAND)
    yield _paid(frame, account, modules[0], (start, None), first)
    if len(modules) > 1:
        yield _paid(frame, account, modules[1], (start, None), base - first)


def _paid(
    frame: Frame,
    account: Account,
    product: str,
    span: tuple[dt.date, dt.date | None],
    amount: Decimal,
) -> Subscription:
    price = frame.chance("seat", account.external_id, product).choice(_SEAT_PRICES)
    return Subscription(
        id=frame.id(SubscriptionId),
        account_id=account.id,
        product=product,
        start=span[0],
        end=span[1],
        seats=max(2, int(amount / price)),
        arr=amount,
        currency=CURRENCY,
    )


def ratings(frame: Frame, known: Mapping[str, Account]) -> Iterator[RelationshipRating]:
    """Yield how trust was rated over time; the newest rating is the account's own."""
    own = tables("ardenmoor")["rating"]
    for item in own:
        yield RelationshipRating(
            id=frame.id(RelationshipRatingId),
            account_id=known["ardenmoor"].id,
            date=frame.day(item["date"]),
            rating=item["rating"],
            reason=item["reason"],
            quote=item["quote"],
        )
    pools = tables("voices")["rating"]
    for key, account in known.items():
        chance = frame.chance("rating", key)
        if key == "ardenmoor":
            continue
        for rating, day in _rated(frame, account, chance.randrange(5, 45)):
            said = chance.choice(pools[str(rating)])
            yield RelationshipRating(
                id=frame.id(RelationshipRatingId),
                account_id=account.id,
                date=day,
                rating=rating,
                reason=said["reason"],
                quote=said["quote"],
            )


def _rated(frame: Frame, account: Account, days: int) -> Iterator[tuple[int, dt.date]]:
    """Yield (rating, day): the present one, and earlier ones if the customer is that old."""
    now = account.relationship or 3
    moves = {2: (3, 4), 3: (3, 4), 4: (3, 4), 5: (4, 4)}[now]
    for rating, back in ((moves[1], days + 330), (moves[0], days + 150), (now, days)):
        day = frame.story_today - dt.timedelta(days=back)
        if account.contract_start is not None and day >= account.contract_start:
            yield rating, day

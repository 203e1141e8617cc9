"""The registers of the sample: what is owed, feared, seen, heard, asked for and written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from csplanner.domain.ids import (
    ActionId,
    BriefTextId,
    CommitmentId,
    ProductRequestId,
    PromiseId,
    RiskId,
    SightingId,
    SignalId,
    SuggestionId,
    TrendId,
)
from csplanner.domain.promise import Side
from csplanner.domain.records import (
    Action,
    BriefText,
    Commitment,
    ProductRequest,
    Promise,
    Risk,
    Sighting,
    Signal,
    Suggestion,
    Trend,
)
from csplanner.services.sample.tables import rows, split, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csplanner.domain.account import Contact
    from csplanner.domain.engagement import Engagement
    from csplanner.domain.record import Record
    from csplanner.domain.records import (
        Account,
    )
    from csplanner.services.sample.frame import Frame

    Item = Mapping[str, Any]

STORY = "ardenmoor"
REVIEW = "2027-02-24"
NEXT_REVIEW = "2027-06-09"
_KINDS = ("commitment", "promise", "action", "risk", "sighting", "request", "signal")


class Registers:
    """Makes register entries; `held` are the engagements that promises were made at."""

    def __init__(self, frame: Frame, known: Mapping[str, Account], held: list[Engagement]) -> None:
        self._frame = frame
        self._known = known
        self._held = {(item.account_id, item.date): item.id for item in held}

    def all(self, contacts: Mapping[str, tuple[Contact, ...]]) -> Iterator[Record]:
        """Yield every entry of every register."""
        own, others = tables(STORY), tables("registers")
        for kind in _KINDS:
            make = getattr(self, f"_{kind}")
            for item in own[kind]:
                yield make(self._known[STORY], _dated(kind, item))
            for item in others[kind]:
                main = contacts[item["account"]][0].name
                owner = item.get("owner", "").format(main=main)
                yield make(self._known[item["account"]], {**item, "owner": owner})
        yield from self._next_steps()
        yield from self._suggestions()
        yield from self._trends()
        yield from self._texts()

    def _commitment(self, account: Account, item: Item) -> Commitment:
        return Commitment(
            id=self._frame.id(CommitmentId),
            account_id=account.id,
            clause=item["clause"],
            text=item["text"],
            functional_owner=item["owner"],
            difficulty=item["difficulty"],
            cost=Decimal(item["cost"]) * 1000,
            currency="USD",
            due=self._frame.maybe(item.get("due")),
            status=item["status"],
            customer_safe=item.get("safe", False),
        )

    def _owed(self, account: Account, item: Item) -> dict[str, Any]:
        made = self._frame.maybe(item.get("made"))
        return {
            "account_id": account.id,
            "engagement_id": self._held.get((account.id, made)) if made else None,
            "text": item["text"],
            "owner": item["owner"],
            "side": Side(item.get("side", "ours")),
            "made": made,
            "due": self._frame.maybe(item.get("due")),
            "closed": self._frame.maybe(item.get("closed")),
            "status": item.get("status", "open"),
            "customer_safe": item.get("safe", False),
        }

    def _promise(self, account: Account, item: Item) -> Promise:
        return Promise(id=self._frame.id(PromiseId), **self._owed(account, item))

    def _action(self, account: Account, item: Item) -> Action:
        safe = {"safe": True, **item}
        return Action(id=self._frame.id(ActionId), **self._owed(account, safe))

    def _risk(self, account: Account, item: Item) -> Risk:
        return Risk(id=self._frame.id(RiskId), **self._owed(account, item))

    def _sighting(self, account: Account, item: Item) -> Sighting:
        return Sighting(
            id=self._frame.id(SightingId),
            account_id=account.id,
            competitor=item["competitor"],
            date=self._frame.day(item["date"]),
            pitch=item["pitch"],
            our_answer=item["answer"],
            source=item["source"],
        )

    def _request(self, account: Account, item: Item) -> ProductRequest:
        return ProductRequest(
            id=self._frame.id(ProductRequestId),
            account_id=account.id,
            date=self._frame.day(item["date"]),
            text=item["text"],
            status=item["status"],
            answer=item["answer"],
            customer_safe=item.get("safe", False),
        )

    def _signal(self, account: Account, item: Item) -> Signal:
        return Signal(
            id=self._frame.id(SignalId),
            account_id=account.id,
            date=self._frame.day(item["date"]),
            text=item["text"],
            source=item["source"],
        )

    def _next_steps(self) -> Iterator[Action]:
        """Yield the next step with each of Ardenmoor's people; for us alone."""
        for item in tables(STORY)["contact"]:
            told = {
                "text": f"{item['name']}: {item['next']}",
                "owner": "I. Sollander",
                "made": tables(STORY)["visit"][2]["date"],
                "safe": False,
            }
            yield self._action(self._known[STORY], told)

    def _suggestions(self) -> Iterator[Suggestion]:
        for item in tables(STORY)["suggestion"]:
            quarter = self._quarter(item["quarters_back"])
            yield self._suggestion(self._known[STORY], quarter, (item["text"], item["status"]))
        pools = tables("registers")["suggestions"]
        for row in rows("accounts"):
            if row["key"] != STORY and "digital" not in row["segment"]:
                for back, text in enumerate(pools[split(row["modules"])[0]]):
                    status = "done" if back else "open"
                    account = self._known[row["key"]]
                    yield self._suggestion(account, self._quarter(back), (text, status))

    def _suggestion(self, account: Account, quarter: str, said: tuple[str, str]) -> Suggestion:
        return Suggestion(
            id=self._frame.id(SuggestionId),
            account_id=account.id,
            quarter=quarter,
            text=said[0],
            status=said[1],
        )

    def _trends(self) -> Iterator[Trend]:
        for row in rows("trends"):
            yield Trend(
                id=self._frame.id(TrendId),
                industry=row["industry"],
                quarter=self._quarter(int(row["quarters_back"])),
                text=row["text"],
                source=row["source"],
            )

    def _texts(self) -> Iterator[BriefText]:
        for item in tables(STORY)["text"]:
            yield self._text(self._known[STORY], item)
        objectives = tables("registers")["objectives"]
        for row in rows("accounts"):
            if row["key"] != STORY and "digital" not in row["segment"]:
                text = objectives[split(row["modules"])[0]]
                told = {"part": "objective", "text": text, "safe": True}
                yield self._text(self._known[row["key"]], told)

    def _text(self, account: Account, item: Item) -> BriefText:
        return BriefText(
            id=self._frame.id(BriefTextId),
            account_id=account.id,
            quarter=self._quarter(0),
            part=item["part"],
            figure=item.get("figure", ""),
            text=item["text"],
            written=self._frame.story_today - dt.timedelta(days=1),
            customer_safe=item.get("safe", False),
        )

    def _quarter(self, back: int) -> str:
        """Name the quarter of the next review, or one so many quarters before it."""
        review = self._frame.day(NEXT_REVIEW)
        number = review.year * 4 + (review.month - 1) // 3 - back
        return f"{number // 4}Q{number % 4 + 1}"


def _dated(kind: str, item: Item) -> Item:
    """Say of Ardenmoor's promises and actions that they were made at the last review."""
    if kind in {"promise", "action"}:
        return {"made": REVIEW, **item}
    return item

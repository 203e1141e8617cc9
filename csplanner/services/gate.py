"""The second gate before a customer: the finished PDF is read back and searched for our secrets.

The first gate is that the pack is laid out from `CustomerFacts` alone. A find blocks the export and
names field and page, never the text. What a customer-safe field also holds may pass.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.health import round_half_up
from csplanner.services.gate_others import others_of
from csplanner.services.gate_search import Haystack
from csplanner.services.gate_values import values_of
from csplanner.services.pdf_text import Place, read_back
from csplanner.services.sales_words import sales_words_in
from csplanner.services.score import score_accounts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csplanner.domain.customer_facts import CustomerFacts
    from csplanner.domain.records import Account
    from csplanner.services.gate_others import Others
    from csplanner.services.gate_values import Values
    from csplanner.services.workspace import Reader, Workspace

_READ = "brief.read."
_NAMED = 5
KINDS = (
    "ARR, price and cost",
    "Health score and ratings",
    "Internal notes and texts",
    "Competitors",
    "Other customers' names",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """An internal value in the pack: its kind, its field, and where it stands (page 0: beside)."""

    kind: str
    field: str
    page: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the reading back found. `to_read` counts free texts that nobody has read yet."""

    leaks: tuple[Leak, ...]
    to_read: tuple[tuple[str, int], ...]
    sales_words: tuple[str, ...]
    digest: str

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the author should look at; never a word of an internal text."""
        found = []
        if self.to_read:
            listed = ", ".join(f"{what} ({count})" for what, count in self.to_read)
            found.append(f"Free text that nobody has marked as read: {listed}.")
        found += [f"{words} A review informs, it does not sell." for words in self.sales_words]
        return tuple(found)

    def refuse_leaks(self) -> None:
        """Raise UserMistake that names field and page of each leak."""
        if not self.leaks:
            return
        named = "; ".join(f"{leak.field} on {leak.where}" for leak in self.leaks[:_NAMED])
        more = len(self.leaks) - _NAMED
        raise UserMistake(
            f"The customer pack holds internal values: {named}"
            + (f" and {more} more." if more > 0 else "."),
            "Take them out of the customer-safe texts, or mark the record as customer-safe. "
            "No file was written.",
        )


def checked(
    reader: Reader,
    account: Account,
    facts: CustomerFacts,
    content: bytes,
    file_name: str,
    others: Others | None = None,
) -> Check:
    """Read a customer pack back and search it; `others` saves reading the portfolio again."""
    places = (*read_back(content), Place(0, "the file name", file_name))
    values = values_of(reader, account)
    hay = Haystack(places, values.safe, (*values.safe_names, *_FIXED), values.safe_numbers)
    leaks = _leaks(reader, account, hay, values, facts.as_of)
    leaks += _leaks_of_others(hay, others or others_of(reader, account))
    return Check(
        leaks=tuple(leaks),
        to_read=() if _was_read(reader, digest_of(facts)) else _free_texts(facts),
        sales_words=tuple(sales_words_in(facts)),
        digest=digest_of(facts),
    )


def _leaks(
    reader: Reader, account: Account, hay: Haystack, values: Values, as_of: dt.date
) -> list[Leak]:
    money, scores, texts, competitors, others = KINDS
    found = [
        Leak(kind=competitors if "competitor" in told.field else others, field=told.field,
             page=place.page, where=place.where)
        for told in values.names
        if (place := hay.name(told.text)) is not None
    ]  # fmt: skip
    for told in values.internal:
        place = hay.run(told.text)
        if place is not None:
            found.append(Leak(kind=texts, field=told.field, page=place.page, where=place.where))
    for field, amount in values.amounts:
        place = hay.amount(amount)
        if place is not None:
            found.append(Leak(kind=money, field=field, page=place.page, where=place.where))
    place = hay.rated(values.ratings | _scores(reader, account, as_of))
    if place is not None:
        found.append(
            Leak(kind=scores, field="health or rating", page=place.page, where=place.where)
        )
    return found


def _leaks_of_others(hay: Haystack, others: Others) -> Iterator[Leak]:
    """Yield what belongs to another customer, a leak a field."""
    money, _, texts, _, _ = KINDS
    for field, words in others.words:
        place = hay.run_among(words)
        if place is not None:
            name = f"another customer's {field}"
            yield Leak(kind=texts, field=name, page=place.page, where=place.where)
    for field, amounts in others.amounts:
        place = hay.amount_among(amounts)
        if place is not None:
            name = f"another customer's {field}"
            yield Leak(kind=money, field=name, page=place.page, where=place.where)


def _scores(reader: Reader, account: Account, as_of: dt.date) -> frozenset[int]:
    score = score_accounts(reader, as_of, [account.id])[0].health.score
    return frozenset() if score is None else frozenset({round_half_up(score)})


def digest_of(facts: CustomerFacts) -> str:
    """Return what stands for all free texts of a pack, so that a change asks to read again."""
    texts = "\n".join(text for _, found in facts.free_texts() for text in found)
    return hashlib.sha256(texts.encode()).hexdigest()[:24]


def mark_read(workspace: Workspace, check: Check, on: dt.date) -> None:
    """Note that somebody has read the free texts of a pack as they stand."""
    workspace.set_setting(_READ + check.digest, on.isoformat())


def _was_read(reader: Reader, digest: str) -> bool:
    setting = getattr(reader, "setting", None)
    return bool(setting and setting(_READ + digest))


def _free_texts(facts: CustomerFacts) -> tuple[tuple[str, int], ...]:
    return tuple((what, len(found)) for what, found in facts.free_texts() if found)


_FIXED = (
    "Quarterly business review",
    "Progress against your goals",
    "thin line thick line goal State 9 months start",
    "Before the next review",
    "What we got wrong",
    "Our year together",
    "With you From Agenda Cover Today",
    "Prepared for by. Data to 1 of 2",
    "These are the goals agreed on. As of",
    "first second third fourth quarter",
    "CEO visit Executive QBR Value review Check-in Training Pilot review Kick-off Meeting",
)

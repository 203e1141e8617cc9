"""The second gate before a customer: the finished PDF is read back and searched for our secrets.

The first gate is that the pack is laid out from `CustomerFacts` alone. A find blocks the export and
names field and page, never the text. What a customer-safe field also holds may pass.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.health import round_half_up
from csplanner.services.gate_others import Everybody
from csplanner.services.gate_search import Haystack
from csplanner.services.gate_values import MONEY, values_of
from csplanner.services.pdf_text import Place, read_back
from csplanner.services.sales_words import sales_words_in, selling_words
from csplanner.services.score import score_accounts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from csplanner.domain.customer_facts import CustomerFacts
    from csplanner.domain.records import Account
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
_MONEY, _SCORES, _TEXTS, _COMPETITORS, _CUSTOMERS = KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """An internal value in the pack: its kind, its field, and where it stands (page 0: beside).

    `found` are the words there, to box them on our own screen; no message says them.
    """

    kind: str
    field: str
    page: int
    where: str
    found: str = dataclass_field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the reading back found. `to_read` counts free texts that nobody has read yet.

    `sales_words` are sentences about words of selling, `selling` these words.
    """

    leaks: tuple[Leak, ...]
    to_read: tuple[tuple[str, int], ...]
    sales_words: tuple[str, ...]
    digest: str
    selling: tuple[str, ...] = ()

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
    everybody: Everybody | None = None,
) -> Check:
    """Read a customer pack back and search it; `everybody` saves reading the portfolio again."""
    places = (*read_back(content), Place(0, "the file name", file_name))
    leaks = leaks_in(reader, account, facts, places, everybody)
    return Check(
        leaks=tuple(leaks),
        to_read=() if _was_read(reader, digest_of(facts)) else _free_texts(facts),
        sales_words=tuple(sales_words_in(facts)),
        digest=digest_of(facts),
        selling=selling_words(facts),
    )


def leaks_in(
    reader: Reader,
    account: Account,
    facts: CustomerFacts,
    places: tuple[Place, ...],
    everybody: Everybody | None = None,
) -> list[Leak]:
    """Return what texts for a customer hold of ours or of other customers'."""
    values = values_of(reader, account)
    hay = Haystack(places, values.safe, (*values.safe_names, *_FIXED), values.safe_numbers)
    everybody = everybody or Everybody(reader)
    leaks = [*_names(hay, everybody, account.id), *_own(hay, values)]
    leaks += _ratings(hay, values.ratings | _scores(reader, account, facts.as_of))
    leaks += _of_others(hay, everybody, account.id)
    return leaks


def _names(hay: Haystack, everybody: Everybody, account_id: str) -> Iterator[Leak]:
    for field, name in everybody.names_besides(account_id):
        place = hay.name(name)
        if place is not None:
            kind = _COMPETITORS if "competitor" in field else _CUSTOMERS
            yield _leak(kind, field, place)


def _own(hay: Haystack, values: Values) -> Iterator[Leak]:
    """Yield the account's own texts and amounts that no customer-safe field holds."""
    for told in values.internal:
        place = hay.run(told.text)
        if place is not None:
            yield _leak(_TEXTS, told.field, place)
    for field, amount in values.amounts:
        place = hay.amount(amount)
        if place is not None:
            yield _leak(_MONEY, field, place)


def _ratings(hay: Haystack, values: Collection[int]) -> Iterator[Leak]:
    place = hay.rated(values)
    if place is not None:
        yield _leak(_SCORES, "health or rating", place)


def _of_others(hay: Haystack, everybody: Everybody, account_id: str) -> Iterator[Leak]:
    """Yield what belongs to another customer, a leak a field."""
    for field, place in everybody.leaks(hay, account_id):
        kind = _MONEY if field.rpartition(".")[2] in MONEY else _TEXTS
        yield _leak(kind, f"another customer's {field}", place)


def _leak(kind: str, field: str, place: Place) -> Leak:
    return Leak(kind=kind, field=field, page=place.page, where=place.where, found=place.text)


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

"""Trends and suggestions of a customer's pack: written for an account and quarter, a line each.

Trends of a whole industry stand in their own table and are not changed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, SuggestionId, TrendId
from csplanner.domain.records import Suggestion, Trend
from csplanner.services.brief_texts import Asked, Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.services.workspace import Reader, UnitOfWork

STATES = ("open", "accepted", "in work", "done", "declined")
TREND = Asked(
    part="trend",
    label="Industry trends",
    prompt="What moves their industry? A line each, the source after a bar.",
    always=True,
)
SUGGESTION = Asked(
    part="suggestion",
    label="Suggestions for improvement",
    prompt=f"What could they do better? A line each; after a bar {', '.join(STATES)}.",
    always=True,
)


def ideas_of(reader: Reader, account_id: str, quarter: str) -> tuple[Written, ...]:
    """Return the trends and suggestions of a quarter as lines, with the day of the newest."""
    return tuple(
        Written(
            asked=asked,
            text="\n".join(f"{text} | {beside}" if beside else text for text, beside in lines),
            shared=True,
            written=max((r.changed.date() for r in found if r.changed), default=None),
        )
        for asked in (TREND, SUGGESTION)
        for found in (_records(reader, asked.part, account_id, quarter),)
        for lines in ([_line(record) for record in found],)
    )


def save_ideas(
    reader: Reader,
    work: UnitOfWork,
    place: tuple[str, str],
    told: Mapping[str, tuple[str, bool]],
) -> int:
    """Keep the lines of (account id, quarter); returns how many were added, changed or removed.

    A line whose text was there before stays the same record, so that what became of it is kept.
    """
    changed = 0
    for asked in (TREND, SUGGESTION):
        if asked.part not in told:
            continue
        before = {_line(r)[0]: r for r in _records(reader, asked.part, *place)}
        for line in told[asked.part][0].splitlines():
            text, _, beside = (part.strip() for part in line.partition("|"))
            if not text:
                continue
            old = before.pop(text, None)
            if old is None or _line(old)[1] != _beside(asked.part, beside):
                work.put(_made(asked.part, place, old, (text, beside)))
                changed += 1
        for gone in before.values():
            work.remove(gone)
            changed += 1
    return changed


def _records(
    reader: Reader, part: str, account_id: str, quarter: str
) -> Sequence[Trend | Suggestion]:
    if part == TREND.part:
        return reader.where(Trend, account_id=account_id, quarter=quarter)
    return reader.where(Suggestion, account_id=account_id, quarter=quarter)


def _line(record: Trend | Suggestion) -> tuple[str, str]:
    """Return a record's text and what stands behind the bar: a source, or another state."""
    text = " ".join(record.text.split())
    if isinstance(record, Trend):
        return text, record.source
    return text, _beside(SUGGESTION.part, record.status)


def _beside(part: str, words: str) -> str:
    return "" if part == SUGGESTION.part and words in {"", "open"} else words


def _made(
    part: str, place: tuple[str, str], old: Trend | Suggestion | None, told: tuple[str, str]
) -> Trend | Suggestion:
    account, quarter = AccountId(place[0]), place[1]
    text, beside = told
    if part == TREND.part:
        new = old.id if isinstance(old, Trend) else TrendId(new_id())
        return Trend(id=new, account_id=account, quarter=quarter, text=text, source=beside)
    same = old.id if isinstance(old, Suggestion) else SuggestionId(new_id())
    status = beside or "open"
    return Suggestion(id=same, account_id=account, quarter=quarter, text=text, status=status)

"""RavenStack's usage rows as monthly measures: counts, seconds, errors, and features used."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.evidence import Measure
from csplanner.importing.entries import Entry
from csplanner.importing.fields import kind_from
from csplanner.importing.kinds import KINDS

if TYPE_CHECKING:
    from csplanner.importing.entries import RowKey
    from csplanner.importing.ravenstack_book import Book
    from csplanner.importing.reading import Harvest, Reading

_ROWS = kind_from(
    "usage",
    Measure,
    "subscription! date:date! feature! count:whole! seconds:whole! errors:whole!",
    "",
)
_HEADERS = {
    "usage id": "external_id",
    "subscription id": "subscription",
    "usage date": "date",
    "feature name": "feature",
    "usage count": "count",
    "usage duration secs": "seconds",
    "error count": "errors",
}
_METRICS = (
    ("usage", "uses"),
    ("usage seconds", "s"),
    ("errors", "errors"),
    ("used features", "features"),
)


@dataclass(slots=True)
class _Month:
    """One account's month: sums, the features seen, and the rows that they come from."""

    count: int = 0
    seconds: int = 0
    errors: int = 0
    features: set[str] = field(default_factory=set)
    rows: list[RowKey] = field(default_factory=list)


def read_usage(reading: Reading, places: list[int], book: Book, found: Harvest) -> None:
    """Join usage with its account through the subscription, and sum it by month.

    Raises UserMistake where no subscription is known at all.
    """
    if not book.lines:
        raise UserMistake(
            "Usage names subscriptions, and none is known yet.",
            "Give the file of subscriptions too, or import subscriptions first.",
        )
    months: dict[tuple[str, int, int], _Month] = {}
    ids: Counter[str] = Counter()
    outside = rows = 0
    for place in places:
        for entry in reading.read(place, _ROWS, found, _HEADERS):
            if not _is_whole(reading, entry):
                continue
            line = book.lines.get(entry.values["subscription"])
            if line is None:
                reading.problems.add(
                    entry.rows,
                    "no subscription is called so: give the subscriptions' file too, or import it "
                    "first",
                    "subscription_id",
                    entry.values["subscription"],
                )
                continue
            day = entry.values["date"]
            rows += 1
            outside += not line.covers(day)
            ids[entry.values.get("external_id", "")] += 1
            _add(months.setdefault((line.account, day.year, day.month), _Month()), entry)
    for (account, year, month), sums in months.items():
        found.entries += _measures(account, year, month, sums)
    _note(ids, outside, rows, found)


def _is_whole(reading: Reading, entry: Entry) -> bool:
    for column in _ROWS.fields:
        if column.required and column.name not in entry.values:
            reading.problems.add(entry.rows, f"expected a value in {column.name}", column.name)
            return False
    return True


def _add(month: _Month, entry: Entry) -> None:
    values = entry.values
    month.count += values["count"]
    month.seconds += values["seconds"]
    month.errors += values["errors"]
    month.features.add(values["feature"])
    month.rows += entry.rows


def _measures(account: str, year: int, month: int, sums: _Month) -> list[Entry]:
    """Make the four measures of a month, dated on its last day."""
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    figures = (sums.count, sums.seconds, sums.errors, len(sums.features))
    rows = tuple(sums.rows)
    return [
        Entry(
            kind=KINDS["measures"],
            values={
                "external_id": f"{account}/{metric}/{year}-{month:02d}",
                "account": account,
                "metric": metric,
                "date": last,
                "value": float(figure),
                "unit": unit,
            },
            rows=rows,
        )
        for (metric, unit), figure in zip(_METRICS, figures, strict=True)
    ]


def _note(ids: Counter[str], outside: int, rows: int, found: Harvest) -> None:
    twice = sum(1 for name, count in ids.items() if name and count > 1)
    if twice:
        found.notices.append(
            f"{twice} usage ids stand on more than one row, with different contents: every row "
            "counts."
        )
    if outside:
        found.notices.append(
            f"{outside:,} of {rows:,} usage rows lie outside the window of their subscription: "
            "they count all the same."
        )

"""Single-statement reads for the frame of the window: counts, what was saved last, edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.store.amounts import decimal_of

if TYPE_CHECKING:
    from decimal import Decimal

    from csplanner.store.database import Database

_FRAME = """
WITH run AS (
    SELECT number, at FROM plan_run WHERE state = 'accepted' ORDER BY number DESC LIMIT 1
)
SELECT
    (SELECT count(*) FROM account WHERE archived = 0),
    (SELECT max(at) FROM change),
    (SELECT number FROM run),
    (SELECT count(*) FROM change
        WHERE state = 'done' AND kinds NOT LIKE '%"plan_run"%' AND at > (SELECT at FROM run)),
    (SELECT number FROM policy_version WHERE effective <= :today
        ORDER BY effective DESC, number DESC LIMIT 1),
    (SELECT count(*) FROM trip WHERE state IN ('draft', 'asked') AND "end" >= :today),
    (SELECT count(*) FROM plan_run WHERE state = 'proposed')
"""
_WHOSE = "SELECT name, team, is_sample FROM organisation ORDER BY id LIMIT 1"
_ARR = """
SELECT coalesce(nullif(currency, ''),
    (SELECT base_currency FROM organisation ORDER BY id LIMIT 1), 'USD'), sum(arr)
FROM account WHERE archived = 0 AND arr IS NOT NULL GROUP BY 1 ORDER BY 2 DESC
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFacts:
    """What the frame says; `saved` is a UTC instant as text, `arr` pairs of currency and sum."""

    accounts: int
    saved: str | None
    run: int | None
    edits_since_run: int
    policy: int | None
    trips_waiting: int
    runs_waiting: int
    arr: tuple[tuple[str, Decimal], ...] = ()


def whose(database: Database) -> tuple[str, str, bool]:
    """Return our name, the team, and whether this is the sample; empty in an empty portfolio."""
    rows = database.fetch_rows(_WHOSE)
    return (str(rows[0][0]), str(rows[0][1]), bool(rows[0][2])) if rows else ("", "", False)


def frame_facts(database: Database, today: str) -> FrameFacts:
    """Return the facts of the frame as of a day (ISO text)."""
    row = database.fetch_rows(_FRAME.replace(":today", "?1"), (today,))[0]
    return FrameFacts(
        accounts=row[0],
        saved=row[1],
        run=row[2],
        edits_since_run=row[3],
        policy=row[4],
        trips_waiting=row[5],
        runs_waiting=row[6],
        arr=tuple((code, decimal_of(total)) for code, total in database.fetch_rows(_ARR)),
    )

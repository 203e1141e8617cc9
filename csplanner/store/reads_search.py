"""Looking for words in the texts of a portfolio, best answers first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from csplanner.store.search_tables import SEARCHED

if TYPE_CHECKING:
    from csplanner.store.database import Database

_WORD = re.compile(r"[^\W_]+")
# The best answers first; among equals, the newer day.
_FIND = """
SELECT f.id, e.kind, e.record_id, coalesce(e.account_id, ''), coalesce(a.name, ''),
    coalesce(e.day, '')
FROM (SELECT rowid AS id, rank FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?) f
JOIN search_entry e ON e.id = f.id LEFT JOIN account a ON a.id = e.account_id
WHERE coalesce(a.archived, 0) = 0
ORDER BY f.rank, e.day DESC, e.id LIMIT ?
"""
# Only for the few that are shown: finding where the words stand costs more than finding the text.
_SNIPPETS = """
SELECT rowid, snippet(search, 0, char(2), char(3), '…', 14) FROM search
WHERE search MATCH ? AND rowid IN ({marks})
"""
_SPARE = 4


class TextRow(NamedTuple):
    r"""One text that holds the words; in `text` each stands between the marks \x02 and \x03."""

    kind: str
    record_id: str
    account_id: str
    account: str
    day: str
    text: str


def text_rows(database: Database, words: str, most: int) -> tuple[TextRow, ...]:
    """Return the texts that hold all of these words, the last one also as the start of a word.

    Case and accents do not count. Signs are no words; without a word there is no answer.
    """
    found = _WORD.findall(words)
    if not found:
        return ()
    asked = " ".join([*(f'"{word}"' for word in found[:-1]), f'"{found[-1]}" *'])
    rows = database.fetch_rows(_FIND, (asked, most * _SPARE, most))
    if not rows:
        return ()
    marks = ", ".join("?" * len(rows))
    sql = _SNIPPETS.replace("{marks}", marks)
    texts = dict(database.fetch_rows(sql, (asked, *(row[0] for row in rows))))
    return tuple(TextRow._make((*row[1:], texts[row[0]])) for row in rows)


def whole_text(database: Database, kind: str, record_id: str) -> str:
    """Return all the words of a record as the index holds them, empty where there are none."""
    sql = "SELECT text FROM search_entry WHERE record_id = ? AND kind = ?"
    rows = database.fetch_rows(sql, (record_id, kind))
    return str(rows[0][0]) if rows else ""


def index_faults(database: Database) -> list[str]:
    """Find tables whose texts and entries of the index differ in number."""
    found = []
    for table, columns in SEARCHED.items():
        filled = " OR ".join(
            f"trim(coalesce(\"{name}\", ''), char(10) || ' ') <> ''" for name in columns
        )
        sql = (
            f'SELECT (SELECT count(*) FROM "{table}" WHERE {filled}),'  # noqa: S608 - own names
            f" (SELECT count(*) FROM search_entry WHERE kind = '{table}')"
        )
        texts, entries = database.fetch_rows(sql)[0]
        if texts != entries:
            found.append(f"the index of words holds {entries} of {texts} texts of {table}")
    return found

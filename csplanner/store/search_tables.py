"""The index of words: what is looked through, and the triggers that keep it true.

Each text of a record stands once in `search_entry`; the FTS5 table `search` holds its words only.
Triggers on the tables of the records write it, so that whoever changes a record, undo, merge and
erasure among them, changes the index in the same transaction. Words that are taken out are gone
from the index at once ('secure-delete'), not at its next merge.
"""

from __future__ import annotations

# What is looked through: table -> the columns that hold words of people.
SEARCHED: dict[str, tuple[str, ...]] = {
    "account": ("notes", "pilot_criteria"),
    "contact": ("notes",),
    "engagement": ("outcome", "notes", "agenda", "reason"),
    "checklist_item": ("text",),
    "relationship_rating": ("reason", "quote"),
    "survey": ("comment",),
    "ticket": ("subject", "text"),
    "goal": ("text",),
    "commitment": ("clause", "text"),
    "promise": ("text",),
    "action": ("text",),
    "risk": ("text",),
    "sighting": ("competitor", "pitch", "our_answer"),
    "product_request": ("text", "answer"),
    "signal": ("text",),
    "suggestion": ("text",),
    "brief_text": ("text",),
    "revenue_event": ("reason", "note"),
}
# The account that a row belongs to, and the day it speaks of, where the table has no such column.
_ACCOUNT = {
    "account": "{row}.id",
    "checklist_item": "(SELECT account_id FROM engagement WHERE id = {row}.engagement_id)",
}
_DAY = {
    "engagement": "date",
    "relationship_rating": "date",
    "survey": "date",
    "ticket": "opened",
    "sighting": "date",
    "product_request": "date",
    "signal": "date",
    "revenue_event": "date",
    "commitment": "due",
    "promise": "due",
    "action": "due",
    "risk": "due",
}
_TABLES = (
    (
        "CREATE TABLE search_entry (id INTEGER NOT NULL PRIMARY KEY, kind VARCHAR NOT NULL,"
        " record_id VARCHAR NOT NULL, account_id VARCHAR, day VARCHAR, text VARCHAR NOT NULL)"
    ),
    "CREATE UNIQUE INDEX ix_search_entry_record ON search_entry (record_id, kind)",
    (
        "CREATE VIRTUAL TABLE search USING fts5(text, content='search_entry', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    ),
    "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)",
    (
        "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN"
        " INSERT INTO search(rowid, text) VALUES (new.id, new.text); END"
    ),
    (
        "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN"
        " INSERT INTO search(search, rowid, text) VALUES ('delete', old.id, old.text); END"
    ),
)


def _text(table: str, row: str) -> str:
    parts = " || char(10) || ".join(f"coalesce({row}.\"{name}\", '')" for name in SEARCHED[table])
    return f"trim({parts}, char(10) || ' ')"


def _values(table: str, row: str) -> str:
    account = _ACCOUNT.get(table, "{row}.account_id").format(row=row)
    day = f'{row}."{_DAY[table]}"' if table in _DAY else "NULL"
    return f"'{table}', {row}.id, {account}, {day}, {_text(table, row)}"


def _triggers(table: str) -> tuple[str, ...]:
    """Return what keeps the entries of one table true."""
    gone = f"DELETE FROM search_entry WHERE record_id = old.id AND kind = '{table}';"  # noqa: S608 - own names
    added = (
        "INSERT INTO search_entry (kind, record_id, account_id, day, text)"
        f" SELECT {_values(table, 'new')} WHERE {_text(table, 'new')} <> '';"
    )
    watched = [*SEARCHED[table], *([_DAY[table]] if table in _DAY else [])]
    watched += [] if table in _ACCOUNT else ["account_id"]
    columns = ", ".join(f'"{name}"' for name in watched)
    differs = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in watched)
    return (
        (
            f'CREATE TRIGGER search_{table}_added AFTER INSERT ON "{table}"'
            f" WHEN {_text(table, 'new')} <> '' BEGIN {added} END"
        ),
        (
            f'CREATE TRIGGER search_{table}_changed AFTER UPDATE OF {columns} ON "{table}"'
            f" WHEN {differs} BEGIN {gone} {added} END"
        ),
        (
            f'CREATE TRIGGER search_{table}_gone AFTER DELETE ON "{table}"'
            f" WHEN {_text(table, 'old')} <> '' BEGIN {gone} END"
        ),
    )


MAKE_SEARCH: tuple[str, ...] = (
    *_TABLES,
    *(statement for table in SEARCHED for statement in _triggers(table)),
)
# For files that were filled before there was an index.
FILL_SEARCH: tuple[str, ...] = tuple(
    "INSERT INTO search_entry (kind, record_id, account_id, day, text)"  # noqa: S608 - own names
    f" SELECT {_values(table, 'r')} FROM \"{table}\" r WHERE {_text(table, 'r')} <> ''"
    for table in SEARCHED
)

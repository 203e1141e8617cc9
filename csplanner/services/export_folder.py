"""The whole portfolio as a folder of plain files: one CSV a kind of record, and the policy."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake
from csplanner.base.paths import failure_of, write_atomically
from csplanner.domain.documents import PolicyVersion
from csplanner.importing.entries import guarded
from csplanner.importing.fields import Reads
from csplanner.importing.kinds import KINDS
from csplanner.importing.values import text_of
from csplanner.services.policy import default_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from csplanner.domain.record import Record
    from csplanner.importing.fields import Field, Kind
    from csplanner.services.workspace import Reader

POLICY = "policy.toml"
_TEXTS = frozenset({Reads.TEXT, Reads.LIST, Reads.REF, Reads.REFS, Reads.DOMAIN})


def export_folder(reader: Reader, folder: Path) -> tuple[str, ...]:
    """Write every record and the policy into a folder; returns the names of the files.

    Equal portfolios give equal bytes: rows stand in the order of their external ids. Raises Trouble
    where the folder cannot be written.
    """
    texts = folder_texts(reader)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UserMistake(f"{folder.name} is a file.", "Name a folder.") from error
    except OSError as error:
        raise failure_of(error, f"Cannot make {folder}") from error
    for name, text in texts.items():
        write_atomically(folder / name, text.encode("utf-8"))
    return tuple(texts)


def folder_texts(reader: Reader) -> dict[str, str]:
    """Return the text of each file of an exported folder, by its name."""
    records = {name: reader.all(kind.record) for name, kind in KINDS.items()}
    keys = {name: _keys(found) for name, found in records.items()}
    newest = newest_policy(r for r in records["policies"] if isinstance(r, PolicyVersion))
    texts = {}
    for name, kind in KINDS.items():
        rows = sorted(_row(kind, record, keys, newest) for record in records[name])
        texts[f"{name}.csv"] = _csv((kind.names, *rows))
    texts[POLICY] = newest.text if newest else default_text()
    return texts


def newest_policy(versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    """Return the version that policy.toml holds: the last one to take effect."""
    return max(versions, key=lambda version: (version.effective, version.number), default=None)


def _keys(records: Iterable[Record]) -> dict[str, str]:
    """Return what each record is called in files: its external id if unique, else its own id."""
    found = tuple(records)
    counts = Counter(record.external_id for record in found)
    return {
        record.id: record.external_id
        if record.external_id and counts[record.external_id] == 1
        else record.id
        for record in found
    }


def _row(
    kind: Kind,
    record: Record,
    keys: Mapping[str, Mapping[str, str]],
    newest: PolicyVersion | None,
) -> tuple[str, ...]:
    cells = [guarded(keys[kind.name][record.id])]
    for field in kind.fields[1:]:
        value = getattr(record, field.attribute)
        if record is newest and field.name == "text":
            value = ""
        cells.append(_cell(value, field, keys))
    return tuple(cells)


def _cell(value: Any, field: Field, keys: Mapping[str, Mapping[str, str]]) -> str:
    if field.target and value is not None:
        names = keys[field.target]
        value = tuple(names[v] for v in value) if isinstance(value, tuple) else names[value]
    text = text_of(value, field)
    return guarded(text) if field.reads in _TEXTS else text


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()

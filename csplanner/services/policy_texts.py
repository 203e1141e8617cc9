"""Where an exported policy keeps its text: in policy.toml, beside the policies.csv without it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from csplanner.services.export_folder import POLICY
from csplanner.services.policy import read_policy_file

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.importing.fields import Kind
    from csplanner.importing.tables import Table


def with_policy_text(kind: Kind, table: Table, folder: Path) -> Table:
    """Fill the newest policy's text in from policy.toml, where the export has put it."""
    path = folder / POLICY
    if kind.name != "policies" or "text" not in table.header or not path.is_file():
        return table
    at = table.header.index("text")
    text = policy_text(path)
    rows = tuple(row if row[at] else [*row[:at], text, *row[at + 1 :]] for row in table.rows)
    return dataclasses.replace(table, rows=rows)


def policy_text(path: Path) -> str:
    """Return the text of a policy file to the letter; raises UserMistake where it is no policy."""
    read_policy_file(path)
    return path.read_bytes().decode("utf-8")

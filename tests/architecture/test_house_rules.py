"""Proves rules that no linter knows: no clock below services, no colour in Python, a light door."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Only the clock itself asks the system; below services nobody asks even the clock, but for the
# store, which stamps what it writes.
STAGES = ("domain", "drawing", "charts", "importing", "insight", "planning", "reports")
_CLOCKS = {"today", "now", "utcnow", "fromtimestamp", "localtime", "gmtime"}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")


def _nodes(folder: Path) -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


def _clock_reads(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (place, what is asked) of each call that reads a clock."""
    for path, node in _nodes(folder):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked = node.func.value
            name = asked.attr if isinstance(asked, ast.Attribute) else getattr(asked, "id", "")
            if node.func.attr in _CLOCKS:
                yield f"{path.name}:{node.lineno}", name


def test_only_the_clock_reads_the_clock(root: Path) -> None:
    """The system's time is read in base/clock.py alone, so that `--today` holds everywhere."""
    system = {"date", "datetime", "time"}
    reads = [
        place
        for package in ("csplanner", "ui")
        for place, name in _clock_reads(root / package)
        if name in system and not place.startswith("clock.py")
    ]
    assert reads == []


def test_no_stage_reads_a_clock(root: Path) -> None:
    """`today` is an argument in every stage: the same input gives the same answer."""
    reads = [read for stage in STAGES for read in _clock_reads(root / "csplanner" / stage)]
    assert reads == []


def test_no_colour_in_python(root: Path) -> None:
    """Colours come from the theme's tokens: no string of the program holds a hex colour."""
    found = [
        f"{path.relative_to(root)}:{node.lineno} {node.value[:40]!r}"
        for package in ("csplanner", "ui")
        for path, node in _nodes(root / package)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _COLOUR.search(node.value)
    ]
    assert found == []


def test_qt_is_loaded_by_nobody_before_a_verb(root: Path) -> None:
    """main.py imports no Qt, window or heavy library at its top: it picks a door first."""
    tree = ast.parse((root / "main.py").read_text(encoding="utf-8"))
    tops = {
        name.split(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [a.name for a in node.names]
        )
    }
    assert not tops & {
        "ui",
        "PySide6",
        "matplotlib",
        "sqlalchemy",
        "reportlab",
        "highspy",
        "alembic",
    }

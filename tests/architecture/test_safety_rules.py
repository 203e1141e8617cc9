"""Proves rules of safety: SQL with bound values only, no network in the program or the suite."""

from __future__ import annotations

import ast
import contextlib
import re
import socket
from typing import TYPE_CHECKING

from tests import network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SQL = re.compile(r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE\b.+\bSET\b|\bDELETE FROM\b")
# Makes triggers from names of our own tables; no value of anybody is near it.
_DEFINES = {"search_tables.py"}
_OWN_NAMES = re.compile(r"noqa: S608 - ")
_NETWORK = {"urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "telnetlib"}


def _built_sql(path: Path) -> Iterator[str]:
    """Yield the place of each statement put together from values, that says no reason."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            words = "".join(p.value for p in node.values if isinstance(p, ast.Constant))
            mixed = any(isinstance(part, ast.FormattedValue) for part in node.values)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            left = node.left
            words = left.value if isinstance(left, ast.Constant) else ""
            mixed = isinstance(words, str)
        else:
            continue
        if not (mixed and isinstance(words, str) and _SQL.search(words)):
            continue
        around = lines[node.lineno - 1 : (node.end_lineno or node.lineno) + 1]
        told = any(_OWN_NAMES.search(line) for line in around)
        if not told and path.name not in _DEFINES:
            yield f"{path.name}:{node.lineno}"


def test_values_are_bound(root: Path) -> None:
    """Every statement put together says in its line that only names of ours are put in."""
    places = [place for path in (root / "csplanner").rglob("*.py") for place in _built_sql(path)]
    assert places == []


def test_the_rule_bites(tmp_path: Path) -> None:
    """A planted statement with a value in it is found, in each of three ways to write it."""
    path = tmp_path / "planted.py"
    path.write_text(
        'a = f"SELECT * FROM account WHERE name = {name}"\n'
        'b = "DELETE FROM account WHERE id = %s" % row\n'
        'c = "UPDATE account SET name = " + name\n'
        'd = "SELECT 1"\n'
    )
    assert list(_built_sql(path)) == ["planted.py:1", "planted.py:2", "planted.py:3"]


def test_the_program_knows_no_network(root: Path) -> None:
    """No module of the program imports what speaks to other machines."""
    found = []
    for package in ("csplanner", "ui"):
        for path in (root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                    found += [(path.name, n) for n in names if n.split(".")[0] in _NETWORK]
                elif isinstance(node, ast.ImportFrom) and node.module:
                    found += [(path.name, node.module)] * (node.module.split(".")[0] in _NETWORK)
    assert found == []


def test_the_suite_cannot_leave_this_machine() -> None:
    """A planted connection and a planted question for a name are refused and remembered."""
    before = len(network.attempts)
    with contextlib.suppress(network.LeavesTheMachine), socket.socket() as wanting:
        wanting.connect(("192.0.2.1", 9))
    with contextlib.suppress(network.LeavesTheMachine):
        socket.getaddrinfo("example.com", 80)
    assert network.attempts[before:] == ["192.0.2.1", "example.com"]
    del network.attempts[before:]

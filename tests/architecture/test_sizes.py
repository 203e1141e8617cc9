"""Proves that every file, class, function and argument list stays small; exceptions say why."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_LINES, CLASS_LINES, FUNCTION_LINES, ARGUMENTS = 400, 200, 40, 6
# "path" or "path:name" -> why it may be larger. Each one is a debt: the list may only shrink.
EXCEPTIONS: dict[str, str] = {}
EXCEPTIONS_AT_MOST = 0
PLACES = ("csplanner", "ui", "resources", "tests", "benchmarks", "docs")

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _files(root: Path) -> Iterator[Path]:
    yield from (path for path in (root / "main.py", root / "setup.py") if path.exists())
    for place in PLACES:
        yield from sorted((root / place).rglob("*.py"))


def _excess(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield (key, complaint) for each thing in a file that is larger than its room."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > FILE_LINES:
        yield name, f"{name}: {lines} lines, room for {FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.ClassDef, *type_of_function)):
            yield from _excess_of_node(node, name)


def _excess_of_node(
    node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str
) -> Iterator[tuple[str, str]]:
    key = f"{name}:{node.name}"
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    room = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
    if lines > room:
        yield key, f"{name}:{node.lineno} {node.name}: {lines} lines, room for {room}"
    if isinstance(node, type_of_function) and not name.startswith("tests/"):
        given = node.args
        count = len([*given.posonlyargs, *given.args, *given.kwonlyargs])
        count -= bool(given.args) and given.args[0].arg in {"self", "cls"}
        if count > ARGUMENTS:
            yield key, f"{name}:{node.lineno} {node.name}: {count} arguments, room for {ARGUMENTS}"


@pytest.fixture(scope="module")
def excess(root: Path) -> list[tuple[str, str]]:
    """Return (key, complaint) for the whole tree."""
    return [
        found for path in _files(root) for found in _excess(path, path.relative_to(root).as_posix())
    ]


def test_nothing_outgrows_its_room(excess: list[tuple[str, str]]) -> None:
    """No file, class, function or argument list is larger than agreed."""
    assert [complaint for key, complaint in excess if key not in EXCEPTIONS] == []


def test_exceptions_are_few_true_and_explained(excess: list[tuple[str, str]]) -> None:
    """Each listed exception is still one, says why, and their number does not grow."""
    assert len(EXCEPTIONS) <= EXCEPTIONS_AT_MOST
    assert set(EXCEPTIONS) <= {key for key, _ in excess}
    assert all(len(reason.split()) >= 5 for reason in EXCEPTIONS.values())


def test_the_ruler_measures(tmp_path: Path) -> None:
    """A file, a class and a function one line too long, and one argument too many, are all seen."""
    method = ["    def long(self, a, b, c, d, e, f, g):", *["        a += 1"] * FUNCTION_LINES]
    text = "\n".join(["class Big:", *method, *["    x = 1"] * FILE_LINES]) + "\n"
    path = tmp_path / "big.py"
    path.write_text(text, encoding="utf-8")
    complaints = [complaint.split(": ")[1] for _, complaint in _excess(path, "big.py")]
    assert complaints == [
        "442 lines, room for 400",
        "442 lines, room for 200",
        "41 lines, room for 40",
        "7 arguments, room for 6",
    ]

"""Proves that every module with logic is reached by a test of its own package.

A module counts as reached if a test file imports it, or if it is a part of a reached module: one
of the same package that the reached module imports. Files are split to stay small; the parts are
proven through the door that their package shows.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = ("base", "domain", "drawing", "charts", "insight", "importing", "planning")
PACKAGES += ("reports", "store", "services")
# "csplanner.package.module" -> the test file that proves it without importing it, and how.
ELSEWHERE: dict[str, tuple[str, str]] = {}
ELSEWHERE_AT_MOST = 5


def _decides(path: Path) -> bool:
    """Say whether a module does more than declare: a function with a branch or a loop in it."""
    forks = (ast.If, ast.For, ast.While, ast.Try, ast.Match, ast.comprehension, ast.IfExp)
    return any(
        isinstance(inner, forks)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    )


def _imports(path: Path) -> set[str]:
    """Return every dotted name that a file imports, members as well as modules."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def _modules(root: Path) -> dict[str, Path]:
    """Return dotted name -> file of every module of the packages, a package by its own name."""
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for package in PACKAGES
        for path in (root / "csplanner" / package).rglob("*.py")
        if "migrations" not in path.parts
    }


def _reached(root: Path, modules: dict[str, Path]) -> set[str]:
    tests = [path for path in (root / "tests").rglob("*.py") if path.parent.name != "architecture"]
    waiting = {name for path in tests for name in _imports(path)} & set(modules)
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        package = ".".join(name.split(".")[:2])
        parts = {
            part for part in _imports(modules[name]) & set(modules) if part.startswith(package)
        }
        waiting |= parts - reached
    return reached


def test_every_module_with_logic_is_reached(root: Path) -> None:
    """No module that decides something is left without a test that begins in its package."""
    modules = _modules(root)
    reached = _reached(root, modules)
    lonely = {name for name, path in modules.items() if _decides(path) and name not in reached}
    assert sorted(lonely - set(ELSEWHERE)) == []
    assert sorted(set(ELSEWHERE) - lonely) == []


def test_what_is_proven_elsewhere_is_little_and_there(root: Path) -> None:
    """The modules that a test reaches only through the command line are few, and it exists."""
    assert len(ELSEWHERE) <= ELSEWHERE_AT_MOST
    for test, how in ELSEWHERE.values():
        assert (root / "tests" / test).is_file()
        assert len(how.split()) >= 4

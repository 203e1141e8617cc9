"""Proves that every module with logic has a test file of its own name."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = ("domain", "insight", "planning", "services", "importing", "store")
# Modules proven under another name: "package/module" -> where.
ELSEWHERE: dict[str, str] = {}


def _decides(path: Path) -> bool:
    """Say whether a module does more than declare: a function with a branch or a loop in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    forks = (ast.If, ast.For, ast.While, ast.Try, ast.Match, ast.comprehension, ast.IfExp)
    return any(
        isinstance(inner, forks)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    )


def test_every_module_with_logic_has_its_test(root: Path) -> None:
    """A module that decides something has tests/<package>/test_<module>*.py."""
    lonely = [
        f"{package}/{path.stem}"
        for package in PACKAGES
        for path in sorted((root / "csplanner" / package).glob("[a-z]*.py"))
        if _decides(path) and not list((root / "tests" / package).glob(f"test_{path.stem}*.py"))
    ]
    assert [name for name in lonely if name not in ELSEWHERE] == []
    assert sorted(set(ELSEWHERE) - set(lonely)) == []


def test_what_is_proven_elsewhere_is_there(root: Path) -> None:
    """Each module listed as proven elsewhere names a test file that exists and speaks of it."""
    for name, where in ELSEWHERE.items():
        text = (root / "tests" / where).read_text(encoding="utf-8")
        assert name.split("/")[1] in text, f"tests/{where} does not mention {name}"

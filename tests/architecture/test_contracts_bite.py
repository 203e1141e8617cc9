"""Proves that each import contract of pyproject.toml is kept, and breaks once it is violated."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

LAYERS = "Layers: doors, services, siblings, charts, drawing, domain, base"
DOORS = "Front doors act through services"
NO_QT = "Qt lives in ui"
PLAIN = "Domain and base use the standard library only"
SQL = "SQL lives in store"
HIGHS = "HiGHS lives in planning"
REPORTLAB = "ReportLab lives in reports"
MATPLOTLIB = "Matplotlib lives in charts; reports and ui place its figures"
CUSTOMER = "The customer pack sees customer facts and no other record"

# (contract, module that gets one more import, the import)
SEEDS = (
    (LAYERS, "csplanner/base/errors.py", "import csplanner.domain"),
    (LAYERS, "csplanner/domain/seed.py", "import csplanner.drawing"),
    (LAYERS, "csplanner/drawing/seed.py", "import csplanner.charts"),
    (LAYERS, "csplanner/charts/seed.py", "import csplanner.reports"),
    (LAYERS, "csplanner/insight/seed.py", "import csplanner.store"),
    (LAYERS, "csplanner/planning/seed.py", "import csplanner.insight"),
    (LAYERS, "csplanner/importing/seed.py", "import csplanner.planning"),
    (LAYERS, "csplanner/reports/seed.py", "import csplanner.importing"),
    (LAYERS, "csplanner/store/seed.py", "import csplanner.reports"),
    (LAYERS, "csplanner/services/seed.py", "import csplanner.cli"),
    (LAYERS, "csplanner/cli/seed.py", "import ui"),
    (LAYERS, "ui/seed.py", "import csplanner.cli"),
    (DOORS, "csplanner/cli/seed.py", "import csplanner.store"),
    (DOORS, "ui/seed.py", "from csplanner import planning"),
    (NO_QT, "csplanner/services/seed.py", "from PySide6.QtCore import QObject"),
    (NO_QT, "csplanner/drawing/seed.py", "import ui"),
    (PLAIN, "csplanner/domain/seed.py", "import numpy"),
    (PLAIN, "csplanner/base/seed.py", "import platformdirs"),
    (SQL, "csplanner/services/seed.py", "from sqlalchemy import select"),
    (SQL, "ui/seed.py", "import sqlite3"),
    (HIGHS, "csplanner/services/seed.py", "import highspy"),
    (REPORTLAB, "csplanner/charts/seed.py", "import reportlab"),
    (MATPLOTLIB, "csplanner/services/seed.py", "from matplotlib.figure import Figure"),
    (CUSTOMER, "csplanner/reports/customer.py", "import csplanner.domain.internal_facts"),
    (CUSTOMER, "csplanner/reports/customer.py", "import csplanner.reports.internal"),
    (CUSTOMER, "csplanner/reports/customer_goals.py", "from csplanner.domain import promise"),
    (CUSTOMER, "csplanner/reports/parts.py", "import csplanner.domain.account"),
)


def _states(tree: Path) -> dict[str, bool]:
    """Run import-linter on a tree and return contract name -> kept."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "NO_COLOR": "1", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    assert found, f"import-linter judged nothing: {done.stdout[-500:]}{done.stderr[-500:]}"
    return {name: word == "KEPT" for name, word in found}


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the program's Python files with the contracts."""
    for package in ("csplanner", "ui"):
        shutil.copytree(
            root / package,
            tmp_path / package,
            ignore=lambda folder, names: [
                name for name in names if not (name.endswith(".py") or Path(folder, name).is_dir())
            ],
        )
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept(copy: Path) -> None:
    """The program as it stands breaks no contract."""
    states = _states(copy)
    assert [name for name, kept in states.items() if not kept] == []
    assert len(states) == len({contract for contract, _, _ in SEEDS})


def test_every_contract_has_a_seed(root: Path) -> None:
    """No contract stands in pyproject.toml without a violation here that proves it."""
    with (root / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {name for name, _, _ in SEEDS}


@pytest.mark.parametrize(("contract", "module", "line"), SEEDS)
def test_a_violation_breaks_its_contract(copy: Path, contract: str, module: str, line: str) -> None:
    """One forbidden import, added to a copy of the program, breaks the contract that forbids it."""
    path = copy / module
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    assert _states(copy)[contract] is False


def test_domain_and_base_import_nothing_foreign(root: Path) -> None:
    """Every import in domain and base is of the standard library or of each other."""
    allowed = {"csplanner.domain", "csplanner.base"}
    foreign = [
        f"{path.relative_to(root)}: {name}"
        for package in ("domain", "base")
        for path in (root / "csplanner" / package).rglob("*.py")
        for name in _imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and ".".join(name.split(".")[:2]) not in allowed
    ]
    assert foreign == []


def _imports(path: Path) -> list[str]:
    """Return the full names of all modules that a file imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return names

"""Proves that the command line works with Qt absent, and that help loads nothing heavy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_BLOCKED = """
import sys
for name in ("PySide6", "shiboken6", "ui"):
    sys.modules[name] = None
from main import main
sys.exit(main())
"""
_LOADED = """
import sys
from main import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}))
"""
HEAVY = {
    "PySide6",
    "ui",
    "matplotlib",
    "numpy",
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "pikepdf",
    "highspy",
    "holidays",
    "icalendar",
}
_PEOPLE = """external_id,name,role,email,home_city,country,weekly_hours
p1,Ines Albers,CSM,ines@example.com,Hamburg,DE,30
p2,Tomas Rehor,AE,tomas@example.com,Prague,CZ,20
"""
_ACCOUNTS = """external_id,name,arr,currency,owner,account_executive,city,country,renewal_date
a1,Northlight Foods,240000,USD,p1,p2,Berlin,DE,2027-10-01
a2,Harbour Tools,130000,USD,p1,p2,Vienna,AT,2027-12-15
"""


def _run(root: Path, code: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the program's entry point in a process of its own, under a piece of code."""
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.mark.parametrize("args", [("--help",), ("plan", "--help"), ("brief", "--help")])
def test_help_loads_nothing_heavy(root: Path, args: tuple[str, ...]) -> None:
    """Help is answered without Qt, charts, database or printing being loaded."""
    done = _run(root, _LOADED, *args)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.rsplit("LOADED", 1)[1].split())
    assert loaded & HEAVY == set()
    assert "usage" in done.stdout.lower()


def test_import_plan_and_brief_without_qt(root: Path, tmp_path: Path) -> None:
    """With PySide6 and the window blocked, a year is imported, planned and put on paper."""
    portfolio, brief = tmp_path / "year.csplan", tmp_path / "brief.pdf"
    (tmp_path / "people.csv").write_text(_PEOPLE, encoding="utf-8")
    (tmp_path / "accounts.csv").write_text(_ACCOUNTS, encoding="utf-8")
    always = ("--portfolio", str(portfolio), "--today", "2027-01-04", "--json")

    def answer(*args: str) -> dict[str, Any]:
        done = _run(root, _BLOCKED, *always, *args)
        assert done.returncode == 0, f"{args}: {done.stdout}{done.stderr}"
        return dict(json.loads(done.stdout))

    answer("new", str(portfolio))
    assert answer("import", "people", str(tmp_path / "people.csv"))["new"] == 2
    assert answer("import", "accounts", str(tmp_path / "accounts.csv"))["new"] == 2
    plan = answer("plan", "2027", "--effort", "quick")
    assert plan["scheduled"] >= 8, plan
    to = ("--audience", "internal", "--out", str(brief))
    assert answer("brief", "Northlight Foods", *to)["bytes"] == brief.stat().st_size
    assert brief.read_bytes().startswith(b"%PDF-")

"""Proves that the repository holds nothing large, private to one machine, or unfinished."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

_MEGABYTE = 1 << 20
_TEXT = {
    ".py",
    ".pyx",
    ".pxd",
    ".md",
    ".toml",
    ".sh",
    ".in",
    ".lock",
    ".txt",
    ".svg",
    ".csv",
    ".qss",
    "",
}
_NOT_OURS = {".git", ".venv", "build", "dist", "out", "__pycache__"}
_REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|debian\.org|npmjs\.(?:org|com)")
_MACHINE = re.compile(r"(?<![\w./*-])/(?:root|home|work|Users)/\w|[A-Za-z]:\\\\?Users\\")
_UNFINISHED = re.compile(r"\b(?:TODO|FIXME)\b|raise NotImplementedError")


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """Return the files of the repository; of a tree without git, all that it ships."""
    if (root / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "-c", f"safe.directory={root}", "ls-files", "-z"],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        )
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        files = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
        names = [str(path) for path in files if all(_ours(part) for part in path.parts)]
    return [root / name for name in names if (root / name).is_file()]


def _ours(part: str) -> bool:
    made = ("_cache", ".egg-info", ".hypothesis", ".so", ".c", ".pyc")
    return part not in _NOT_OURS and not part.endswith(made)


def _lines_with(pattern: re.Pattern[str], paths: list[Path], root: Path) -> list[str]:
    """Return 'file:line: text' for each line of the text files that the pattern finds."""
    return [
        f"{path.relative_to(root)}:{number}: {line.strip()[:80]}"
        for path in paths
        if path.suffix in _TEXT and path != Path(__file__)
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if pattern.search(line)
    ]


def test_no_file_is_large(root: Path, tracked: list[Path]) -> None:
    """No file passes one megabyte: pictures are compressed, data is made by scripts."""
    assert [p.relative_to(root) for p in tracked if p.stat().st_size > _MEGABYTE] == []


def test_nothing_built_is_kept(root: Path, tracked: list[Path]) -> None:
    """Wheels, compiled modules and archives are made, not committed."""
    built = {".whl", ".so", ".pyd", ".pyc", ".o", ".gz", ".zip", ".csplan"}
    assert [str(p.relative_to(root)) for p in tracked if p.suffix in built] == []


def test_no_path_of_one_machine(root: Path, tracked: list[Path]) -> None:
    """No file names a folder of somebody's own machine."""
    assert _lines_with(_MACHINE, tracked, root) == []


def test_no_address_of_a_registry(root: Path, tracked: list[Path]) -> None:
    """Packages are asked for by name; where they come from is each machine's own matter."""
    assert _lines_with(_REGISTRIES, tracked, root) == []


def test_nothing_is_left_unfinished(root: Path, tracked: list[Path]) -> None:
    """No note to self and no stub stands in the tree: work left over belongs in an issue."""
    code = [path for path in tracked if path.suffix in {".py", ".pyx", ".pxd", ".sh"}]
    assert _lines_with(_UNFINISHED, code, root) == []


def test_shell_scripts_stop_at_the_first_error(root: Path) -> None:
    """Each script of set-up runs under `set -euo pipefail` and may be executed."""
    scripts = [path for path in (root / ".ci").iterdir() if path.is_file() and not path.suffix]
    assert len(scripts) >= 3
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert text.startswith("#!/usr/bin/env bash\n# "), script
        assert "\nset -euo pipefail\n" in text, script
        assert os.access(script, os.X_OK), script

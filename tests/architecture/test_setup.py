"""Proves what set-up does where it may not install anything, and that commands and pages exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from csplanner.cli.main import VERBS

QT = ["libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libglib2.0-0", "libdbus-1-3"]
# The make targets that contract.md promises.
TARGETS = {"run", "test", "check", "bench", "torture", "shots", "install", "docs", "dist"}
_ASK = 'source "$1/.ci/system.sh"; python=python3; need_system_packages "$2"'


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder of commands as a bare machine has them for a user who is not root."""
    commands = {
        "id": "echo 1000",
        "ldconfig": "exit 0",
        "cc": "exit 1",
        "python3": 'case "$*" in *version_info*) echo python3.11;; *) exit 1;; esac',
        "uname": "echo Linux",
        "apt-get": "echo 'must not be called' >&2; exit 9",
    }
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, body in commands.items():
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def _ask(
    root: Path, bare: Path, level: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash")
    assert bash
    return subprocess.run(
        [bash, "-euo", "pipefail", "-c", _ASK, "ask", str(root), level],
        env={"PATH": str(bare), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_rights_the_packages_are_named(root: Path, bare: Path) -> None:
    """A user who may not install is told the exact packages in one line to copy, and it stops."""
    done = _ask(root, bare, "dev")
    assert done.returncode == 1
    line = re.search(r"sudo apt-get install (.+)", done.stderr)
    assert line, done.stderr
    tools = ["gcc", "libc6-dev", "python3.11-dev"]
    assert line[1].split() == ["python3.11-venv", *QT, *tools]
    assert "must not be called" not in done.stderr


def test_a_window_needs_more_than_the_tests(root: Path, bare: Path) -> None:
    """With a display, `make run` asks for the libraries of a window, too; `make test` does not."""
    run = _ask(root, bare, "run", DISPLAY=":0").stderr
    test = _ask(root, bare, "dev", DISPLAY=":0").stderr
    assert "libxcb-cursor0" in run
    assert "libxcb-cursor0" not in test


def test_a_missing_compiler_is_no_reason_to_stop(root: Path, bare: Path) -> None:
    """With all libraries there, a missing compiler is mentioned and the work goes on."""
    names = ["libGL.so.1", "libEGL.so.1", "libxkbcommon.so.0", "libfontconfig.so.1"]
    names += ["libglib-2.0.so.0", "libdbus-1.so.3"]
    lines = "\n".join(f"\t{name} (libc6,x86-64) => lib" for name in names)
    (bare / "ldconfig").write_text(f"#!/bin/sh\nprintf '%s\\n' '{lines}'\n", encoding="utf-8")
    (bare / "python3").write_text("#!/bin/sh\necho python3.11\n", encoding="utf-8")
    done = _ask(root, bare, "dev")
    assert done.returncode == 0, done.stderr
    assert "gcc" in done.stderr


def test_install_leaves_a_folder_of_the_user_alone(root: Path, tmp_path: Path) -> None:
    """Installing into a folder with other things in it stops and touches none of them."""
    (tmp_path / "letters.txt").write_text("dear", encoding="utf-8")
    done = subprocess.run(
        [root / ".ci" / "setup", "install", tmp_path],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "is no virtual environment" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_every_promised_target_is_there(root: Path) -> None:
    """`make` lists each target of the contract with a line on what it is for."""
    text = (root / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r"^([a-z-]+):[^#\n]*## \S", text, re.MULTILINE))
    assert told >= TARGETS
    assert "exec make test" in (root / ".ci" / "run").read_text(encoding="utf-8")


def test_every_link_of_the_pages_leads_somewhere(root: Path) -> None:
    """Each relative link and picture in README, change log, docs and benchmarks exists."""
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("benchmarks/*.md")]
    dead = [
        f"{page.relative_to(root)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not Path(os.path.normpath(page.parent / target)).exists()
    ]
    assert dead == []


def test_every_page_of_the_guide_is_listed(root: Path) -> None:
    """docs/README.md links every page beside it: none is found only by listing the folder."""
    index = (root / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (root / "docs").glob("*.md")} - {"README.md"}
    assert pages <= set(re.findall(r"\]\(([^)#]+)\)", index))


def test_every_verb_is_on_the_page_of_commands(root: Path) -> None:
    """docs/commands.md has a head for each verb that the program knows, in the same order."""
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## csplanner (\S+)$", page, re.MULTILINE)
    assert heads == [verb.name for verb in VERBS]


def test_every_decision_is_listed_and_complete(root: Path) -> None:
    """Each decision says context, choice and price, and stands in the list."""
    folder = root / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    pages = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert listed == pages
    for page in pages:
        text = (folder / page).read_text(encoding="utf-8")
        assert re.findall(r"^\*\*(Context|Choice|Price)\.\*\*", text, re.MULTILINE) == [
            "Context",
            "Choice",
            "Price",
        ], page

"""Proves that what is installed is pinned, hashed, free of addresses, and as pyproject asks."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("requirements.lock", "requirements-dev.lock")
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"


def _plain(name: str) -> str:
    """Return a package name in the one spelling that comparing needs."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins(path: Path) -> dict[str, tuple[str, int]]:
    """Return name -> (version, number of hashes) of a lock; anything else in it fails."""
    text = "\n".join(
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    ).replace("\\\n", " ")
    pins: dict[str, tuple[str, int]] = {}
    for entry in filter(None, (line.strip() for line in text.splitlines())):
        found = re.fullmatch(
            rf"({_NAME})==(\S+)( ;[^-]+?)?((?: +--hash=sha256:[0-9a-f]{{64}})*)", entry
        )
        assert found, f"{path.name}: not a pin with hashes: {entry[:100]}"
        pins[_plain(found[1])] = (found[2], found[4].count("--hash"))
    return pins


def _asked(path: Path) -> set[str]:
    """Return the package names that a requirements*.in file asks for itself."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {_leading_name(line) for line in lines if line and not line.startswith("-")}


def _leading_name(entry: str) -> str:
    """Return the package that a requirement begins with."""
    found = re.match(_NAME, entry)
    assert found, entry
    return _plain(found[0])


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(root: Path, lock: str) -> None:
    """Each entry of a lock is one exact version with at least one hash."""
    pins = _pins(root / lock)
    assert len(pins) > 30
    assert [name for name, (_, hashes) in pins.items() if not hashes] == []


@pytest.mark.parametrize("lock", [*LOCKS, "requirements.in", "requirements-dev.in"])
def test_no_address_in_a_lock(root: Path, lock: str) -> None:
    """No lock names a server, an index or a folder: it works with whatever index a machine uses."""
    text = (root / lock).read_text(encoding="utf-8")
    assert (
        re.findall(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host|@ file", text) == []
    )


def test_tools_only_add_to_the_program(root: Path) -> None:
    """Tests run on the very versions that users get: the dev lock holds every pin of the other."""
    program, tools = (_pins(root / lock) for lock in LOCKS)
    assert {name: tools.get(name) for name in program} == program


def test_pyproject_asks_for_what_is_locked(root: Path) -> None:
    """requirements.in names what pyproject.toml needs, to run and to build, and all is locked."""
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    needs = {_leading_name(entry) for entry in project["project"]["dependencies"]}
    build = {_leading_name(entry) for entry in project["build-system"]["requires"]}
    asked = _asked(root / "requirements.in")
    assert asked - build - {"wheel"} == needs
    assert build <= asked
    assert asked <= set(_pins(root / "requirements.lock"))
    assert _asked(root / "requirements-dev.in") <= set(_pins(root / "requirements-dev.lock"))


def test_qt_stays_at_the_version_that_survives(root: Path) -> None:
    """PySide6 is at 6.11.3 until the emit guard passes with a newer one on each Python."""
    assert _pins(root / "requirements.lock")["pyside6-essentials"][0] == "6.11.3"

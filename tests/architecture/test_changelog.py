"""Proves that CHANGELOG.md keeps its form and the version of pyproject.toml."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.fixture(scope="module")
def lines(root: Path) -> list[str]:
    """Return the lines of the change log."""
    return (root / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()


def test_releases_stand_newest_first(lines: list[str]) -> None:
    """'Unreleased' leads, then every release as `## [x.y.z] - date`, in falling order."""
    heads = [line for line in lines if line.startswith("## ")]
    assert heads[0] == "## [Unreleased]"
    found = [re.fullmatch(r"## \[(\d+)\.(\d+)\.(\d+)\] - (\S+)", head) for head in heads[1:]]
    assert all(found), heads
    versions = [tuple(int(part) for part in match.groups()[:3]) for match in found if match]
    dates = [dt.date.fromisoformat(match[4]) for match in found if match]
    assert versions == sorted(versions, reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_entries_are_sentences_under_known_heads(lines: list[str]) -> None:
    """Each entry stands under Added, Changed, ... and is a sentence for users."""
    assert lines[0] == "# Changes"
    kinds = [line[4:] for line in lines if line.startswith("### ")]
    assert kinds
    assert set(kinds) <= KINDS
    entries = re.findall(r"^- (.+(?:\n  .+)*)", "\n".join(lines), re.MULTILINE)
    assert entries
    assert [entry for entry in entries if not re.fullmatch(r"(?s)[A-Z`].*\.", entry)] == []


def test_the_version_is_known(root: Path, lines: list[str]) -> None:
    """The version of pyproject.toml is a release of the change log, or the one being made."""
    with (root / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    releases = [line.split("[")[1].split("]")[0] for line in lines if line.startswith("## [")]
    assert version == "0.1.0" or version in releases[:2]

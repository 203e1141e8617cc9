"""The bill of materials names every locked package with its sums; all licences are collected."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the script of `make dist` wrote both files."""
    folder = tmp_path_factory.mktemp("bill")
    script = [sys.executable, str(root / ".ci" / "bill.py"), str(root / "requirements.lock")]
    subprocess.run([*script, str(folder)], check=True)
    return folder


def test_every_pin_is_in_the_bill(made: Path, root: Path) -> None:
    """Names, versions and sums are those of the lock; each has a licence."""
    (path,) = made.glob("csplanner-*.cdx.json")
    bill = json.loads(path.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", lock, re.MULTILINE))
    listed = {part["name"]: part["version"] for part in bill["components"]}
    assert listed.items() <= {name.lower(): v for name, v in pinned.items()}.items()
    assert len(listed) >= len(pinned) - 5  # some are for other systems only
    for part in bill["components"]:
        assert part["hashes"]
        assert part["licenses"][0]["license"]["name"] != "not said", part["name"]


def test_all_licences_are_in_one_file(made: Path) -> None:
    """Ours, the fonts' and the packages'."""
    text = (made / "LICENSES.txt").read_text(encoding="utf-8")
    for words in ("csplanner (MIT)", "sqlalchemy (MIT)", "SIL OPEN FONT LICENSE", "reportlab ("):
        assert words.lower() in text.lower(), words

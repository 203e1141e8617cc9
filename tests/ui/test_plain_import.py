"""With the window imported, Python's `import` reads no source any more."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import linecache
{first}
import PySide6.QtWidgets
import csplanner
print(csplanner.__file__ in linecache.cache)
"""


def _source_is_read(first: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(first=first)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip() == "True"


def test_no_source_is_read_at_import() -> None:
    assert _source_is_read("import PySide6.QtCore")  # else PySide has mended it: take this away
    assert not _source_is_read("import ui")

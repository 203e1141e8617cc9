"""What the window remembers between two runs, outside of any portfolio: a small JSON file.

A file that cannot be read counts as empty: losing the width of a column must stop nobody.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from csplanner.base.errors import Trouble

_log = logging.getLogger("csplanner.ui")
RECENT_KEPT = 8


class Memory:
    """Settings by name; written at once when one changes."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or _usual_path()
        self._values = self._read()

    def get(self, name: str, default: Any) -> Any:
        """Return a value if it is kept and of the default's type, else the default."""
        value = self._values.get(name, default)
        return value if default is None or isinstance(value, type(default)) else default

    def keep(self, name: str, value: Any) -> None:
        """Keep a value that JSON can say."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        import json

        from csplanner.base.paths import write_atomically

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, json.dumps(self._values, indent=1).encode())
        except (OSError, Trouble):
            _log.info("the window's settings could not be kept in %s", self.path.name)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The portfolios opened last, newest first, that still exist."""
        found = [Path(text) for text in self.get("recent", []) if isinstance(text, str)]
        return tuple(path for path in found if path.is_file())

    def note_opened(self, path: Path) -> None:
        """Put a portfolio first in the list of recent ones."""
        text = str(path.absolute())
        rest = [other for other in self.get("recent", []) if other != text]
        self.keep("recent", [text, *rest][:RECENT_KEPT])

    def _read(self) -> dict[str, Any]:
        try:
            text = self.path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return {}
        import json

        try:
            values = json.loads(text)
        except ValueError:
            return {}
        return values if isinstance(values, dict) else {}


def _usual_path() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "csplanner" / "window.json"

"""Python's own `import` back in its place.

PySide puts a hook round `import` that reads the source of every module imported from then on, to
see whether it asks for one of PySide's features (`from __feature__ import snake_case`). The program
asks for none, and the look costs a tenth of the start.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - puts the hook in


def use_plain_import() -> None:
    """Take PySide's hook out; where this PySide has none, nothing happens."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

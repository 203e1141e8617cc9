"""The files that ship in the package `resources`, as bytes or text.

`pkgutil` does the same as `importlib.resources` for a plain read and costs a tenth of its import,
which counts before the first frame is painted.
"""

from __future__ import annotations

import pkgutil
from importlib.util import find_spec
from pathlib import Path


def resource_bytes(name: str) -> bytes:
    """Return the content of a file such as "theme/tokens.toml"; FileNotFoundError if none."""
    content = pkgutil.get_data("resources", name)
    if content is None:
        raise FileNotFoundError(f"resources/{name} cannot be read where this program is installed")
    return content


def resource_folder(name: str) -> Path:
    """Return a folder of resources on disk, for what is named by its path in style sheets."""
    found = find_spec("resources")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"resources/{name} cannot be read where this program is installed")
    return Path(found.submodule_search_locations[0]) / name


def resource_text(name: str) -> str:
    """Return the content of a text file, UTF-8."""
    return resource_bytes(name).decode("utf-8")

"""The lines of counts that the tests of faults tell at the end of a run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Tell = Callable[[str], None]
LINES: pytest.StashKey[list[str]] = pytest.StashKey()

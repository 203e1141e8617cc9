"""What the tests of importing share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an empty desk."""
    return Desk(tmp_path)

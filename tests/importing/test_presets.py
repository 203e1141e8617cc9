"""Proves that presets are found by name."""

from __future__ import annotations

import pytest

from csplanner.base.errors import UserMistake
from csplanner.importing.presets import PRESETS, preset_named


def test_the_presets_of_the_contract() -> None:
    """All five are there, beside reading without one."""
    assert set(PRESETS) == {"", "csplanner", "salesforce", "hubspot", "ravenstack", "maven"}
    assert preset_named("Salesforce").name == "salesforce"
    with pytest.raises(UserMistake) as caught:
        preset_named("sugar")
    assert "hubspot" in caught.value.hint

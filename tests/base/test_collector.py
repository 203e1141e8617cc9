"""Proves that the collector is held for a while only, and left off where it was off."""

from __future__ import annotations

import gc

import pytest

from csplanner.base.collector import collector_held


def test_the_collector_is_on_again_afterwards() -> None:
    """Inside it is off; after an error it is on, too."""
    with collector_held():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="stop"), collector_held():
        raise ValueError("stop")
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    """A caller's own decision is not overruled."""
    gc.disable()
    try:
        with collector_held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

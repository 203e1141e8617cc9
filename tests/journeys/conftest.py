"""Journeys start the program as the tests of the window do."""

from __future__ import annotations

from tests.ui.conftest import _own_settings, portfolio_of, start

__all__ = ["_own_settings", "portfolio_of", "start"]

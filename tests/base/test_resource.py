"""Shipped files are read by name, whole."""

from __future__ import annotations

from importlib import resources

import pytest

from csplanner.base.resource import resource_bytes, resource_text


def test_a_shipped_file_is_read_whole() -> None:
    wanted = resources.files("resources").joinpath("theme/tokens.toml").read_bytes()
    assert resource_bytes("theme/tokens.toml") == wanted
    assert resource_text("theme/tokens.toml").startswith("# Colours")


def test_a_name_that_does_not_ship_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        resource_bytes("theme/no-such-file.toml")

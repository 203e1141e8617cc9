"""Proves that what a linear programme is said to cost at least holds, whatever the prices are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.planning.linear import INFINITE, Programme, Rows

FAR = 10**9


def knapsack(scale: int = 1) -> Rows:
    """Two of three things must be had, of cost 3, 5 and 9: 8 as a whole."""
    rows = Rows()
    columns = [rows.column(cost * scale, 1) for cost in (3, 5, 9)]
    rows.row([(column, 1) for column in columns], 2, INFINITE)
    rows.row([(columns[0], 7), (columns[1], -2)], -INFINITE, 9)
    return rows


@pytest.mark.parametrize("scale", [1, 60, FAR])
def test_the_optimum_is_proven(scale: int) -> None:
    """The proven value is the optimum, at any size of numbers."""
    value, columns = Programme(knapsack(scale)).solved()
    assert value == pytest.approx(8 * scale, rel=1e-6)
    assert value <= 8 * scale
    assert columns[:2] == pytest.approx([1, 1], abs=1e-4)


@given(prices=st.lists(st.floats(-FAR, FAR), min_size=2, max_size=2))
def test_no_prices_prove_too_much(prices: list[float]) -> None:
    """Whatever the prices, what they prove is not above the optimum."""
    assert Programme(knapsack()).proven(np.array(prices)) <= 8


def test_a_programme_solved_again_has_its_new_ends() -> None:
    """With one thing asked for instead of two, the cheapest is enough; and back."""
    programme = Programme(knapsack())
    programme.again({0: (1, INFINITE)})
    assert programme.solved()[0] == 3
    programme.again({0: (2, INFINITE)})
    assert programme.solved()[0] == 8


def test_a_programme_without_a_solution_proves_something_finite() -> None:
    """Four of three things: whatever is proven is a number, and no error."""
    programme = Programme(knapsack())
    programme.again({0: (4, INFINITE)})
    assert isinstance(programme.solved()[0], int)

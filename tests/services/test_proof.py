"""Proves that what is said about a bound holds, and that nothing is called optimal unproven."""

from __future__ import annotations

import pytest

from csplanner.domain.plan import Meta, Plan, PlanChanges, PlanResult
from csplanner.services.proof import gap_words, nearness, proof_words


@pytest.mark.parametrize(
    ("objective", "bound", "words"),
    [
        (101.8, 100, "within 1.8 % of a proven bound"),
        (101.81, 100, "within 1.9 % of a proven bound"),
        (100.000001, 100, "within 0.1 % of a proven bound"),
        (100, 100, "proven optimal"),
        (0, 0, "proven optimal"),
        (12.5, 0, "within 13 points of a proven bound"),
        (100, None, ""),
    ],
)
def test_what_is_said_holds(objective: float, bound: float | None, words: str) -> None:
    """Percentages are rounded up; only what costs the bound itself is optimal."""
    assert nearness(objective, bound) == words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (None, "no bound"),
        (0.0, "proven optimal"),
        (0.000001, "0.1 %"),
        (0.018, "1.8 %"),
        (0.018001, "1.9 %"),
        (1.5, "150.0 %"),
    ],
)
def test_a_gap_in_a_cell_never_claims_more(gap: float | None, words: str) -> None:
    """Rounded up, and 'proven optimal' only where nothing is left."""
    assert gap_words(gap) == words


def test_the_method_is_named() -> None:
    """The words about a result end with how the bound is proven."""
    meta = Meta(objective=110, terms={}, bound=100, gap=0.1)
    result = PlanResult(
        plan=Plan(instance="x", scheduled=(), meta=meta),
        demand=0,
        trips=0,
        changes=PlanChanges(),
        kernel="compiled",
        proof="by hand",
    )
    assert proof_words(result) == "within 10.0 % of a proven bound (by hand)"

"""Proves that ids are UUIDv7, never twice the same, and sort in the order of their making."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from csplanner.base.ids import new_id, seeded_ids


def test_ids_sort_as_they_are_made() -> None:
    """More in a millisecond than a count holds still sort by time, and all are version 7."""
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert {uuid.UUID(one).version for one in made[:100]} == {7}


def test_threads_never_make_the_same() -> None:
    """Four threads share one clock and no id."""
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda _: [new_id() for _ in range(2_000)], range(4)))
    assert len({one for part in parts for one in part}) == 8_000


def test_seeded_ids_repeat() -> None:
    """The same seed gives the same ids, another one others."""
    first, again, other = (seeded_ids(seed) for seed in (1, 1, 2))
    assert [first() for _ in range(3)] == [again() for _ in range(3)]
    assert first() != other()

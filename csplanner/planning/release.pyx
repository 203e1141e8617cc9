# cython: language_level=3
"""Lets a compiled search run beside other threads."""

from csplanner.planning.search cimport Search


def run_beside(Search search, long long iterations):
    """Go on with a search for so many iterations while other threads run too; its best cost."""
    cdef long long best
    with nogil:
        best = search.run(iterations)
    return best

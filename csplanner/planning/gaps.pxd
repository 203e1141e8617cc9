cimport cython
from csplanner.planning.tables cimport Tables

cdef class Gaps(Tables):
    cdef public int[::1] at, who
    cdef int[::1] near, near_past
    cdef int near_count, near_place
    cdef public long long slack

    @cython.locals(s=cython.int, i=cython.int, u=cython.int)
    cdef void _gather_near(self, int t) noexcept nogil
    @cython.locals(i=cython.int)
    cdef void _add_near(self, int d, int past) noexcept nogil
    cdef long long _gap_between(self, int s, int i) noexcept nogil
    @cython.locals(off=cython.longlong, cost=cython.longlong)
    cdef long long _gap(self, int s, long long gap) noexcept nogil
    @cython.locals(s=cython.int, i=cython.int, cost=cython.longlong)
    cdef long long _spacing(self, int t, int d) noexcept nogil

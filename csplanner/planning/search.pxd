cimport cython
from csplanner.planning.kernel cimport State
from csplanner.planning.ruin cimport Ruin

cdef long long BEND, BEND_EVERY

@cython.final
cdef class Search(Ruin):
    cdef int[::1] rank, out_key
    cdef public int[::1] best_at, best_who
    cdef long long[::1] logs, temperatures
    cdef public long long best, current, done, planned
    @cython.locals(left=cython.longlong)
    cdef void _bend_now(self) noexcept nogil
    cdef long long steps, keep_every

    cdef _copy(self, int[::1] values)
    @cython.locals(_=cython.longlong)
    cpdef long long run(self, long long iterations) noexcept nogil
    @cython.locals(t=cython.int)
    cdef void _keep(self) noexcept nogil
    @cython.locals(t=cython.int)
    cpdef void restore(self) noexcept nogil
    @cython.locals(i=cython.int, total=cython.longlong, worse=cython.longlong, chance=cython.longlong)
    cdef void _iterate(self, long long temperature) noexcept nogil
    @cython.locals(by_chance=cython.int, i=cython.int, t=cython.int, key=cython.int, day=cython.int, who=cython.int, j=cython.int)
    cdef void _order(self) noexcept nogil
    @cython.locals(i=cython.int, t=cython.int, cost=cython.longlong)
    cdef void _recreate(self) noexcept nogil
    @cython.locals(i=cython.int, t=cython.int, cost=cython.longlong)
    cdef void _gather_in(self, int week) noexcept nogil
    @cython.locals(i=cython.int, t=cython.int)
    cdef int _rotations_hold(self) noexcept nogil
    @cython.locals(i=cython.int)
    cdef void _undo(self) noexcept nogil

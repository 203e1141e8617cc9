cimport cython
from csplanner.planning.board cimport Board

cdef class Turns(Board):
    cdef int[::1] turn_day, turn_who, turn_past
    cdef int turn_count, turn_place, prior, following

    @cython.locals(i=cython.int, u=cython.int)
    cdef void _gather_turns(self, int a, int t) noexcept nogil
    @cython.locals(i=cython.int)
    cdef void _add_turn(self, int d, int who, int past) noexcept nogil
    cdef void _look_around(self, int t, int d) noexcept nogil
    cdef int _may_turn(self, int t, int d, int o) noexcept nogil
    @cython.locals(i=cython.int, last=cython.int, past=cython.int)
    cdef int _rotates(self, int a) noexcept nogil

cimport cython
from csplanner.planning.turns cimport Turns

cdef long long NONE, LOW

@cython.final
cdef class State(Turns):
    cdef long long[::1] option_fixed, option_piece
    cdef public int found_day, found_option, banned, only, shut, gift, gift_who
    cdef public long long cheapest, least, blink, dice

    @cython.locals(best=cython.longlong, base=cython.longlong, cost=cython.longlong, piece=cython.int, a=cython.int, k=cython.int, d=cython.int)
    cpdef long long scan(self, int t) noexcept
    cpdef int fits(self, int t, int d, int o) noexcept
    @cython.locals(first=cython.int, o=cython.int, x=cython.int, cost=cython.longlong)
    cdef void _prepare(self, int t) noexcept
    @cython.locals(base=cython.longlong, cost=cython.longlong, whole=cython.longlong, i=cython.int, o=cython.int, first=cython.int)
    cdef long long _piece_cost(self, int t, int piece, long long most) noexcept
    @cython.locals(week=cython.int, after=cython.longlong, over=cython.longlong, cost=cython.longlong, trip=cython.longlong)
    cdef long long _person_cost(self, int p, int t, int piece) noexcept
    @cython.locals(quarter=cython.int, metro=cython.int, trip=cython.int)
    cdef long long _trip_price(self, int p, int t, int piece) noexcept
    cdef int _is_given(self, int p, int place) noexcept
    @cython.locals(i=cython.int)
    cdef int _is_free(self, int t, int d) noexcept
    @cython.locals(day=cython.int, visits=cython.int, remote=cython.int, most=cython.int)
    cdef int _has_room(self, int p, int t, int d) noexcept
    @cython.locals(first=cython.int, o=cython.int, whole=cython.longlong)
    cdef long long _choose(self, int t, int d, long long cost, long long best) noexcept
    @cython.locals(who=cython.int, i=cython.int, p=cython.int)
    cdef int _is_open_to(self, int t, int d, int o) noexcept
    cdef int _blinks(self) noexcept
    @cython.locals(x=cython.longlong)
    cpdef long long roll(self, long long sides) noexcept
    cdef int _is_asked(self, int week) noexcept

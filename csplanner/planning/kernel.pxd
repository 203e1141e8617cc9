cimport cython
from csplanner.planning.turns cimport Turns

cdef long long NONE, LOW

cdef class Rooms(Turns):
    cdef long long[::1] option_fixed, option_piece
    cdef int peeking
    cdef public int found_day, found_option, banned, only, shut, gift, gift_who
    cdef public long long cheapest, least, blink, dice

    cdef void _rewind(self) noexcept nogil
    @cython.locals(first=cython.int, o=cython.int, x=cython.int, cost=cython.longlong)
    cdef void _prepare(self, int t) noexcept nogil
    @cython.locals(quarter=cython.int, month=cython.int)
    cdef int _may_travel(self, int p, int t, int piece) noexcept nogil
    cdef int _is_given(self, int p, int place) noexcept nogil
    @cython.locals(i=cython.int)
    cdef int _is_free(self, int t, int d) noexcept nogil
    @cython.locals(day=cython.int, visits=cython.int, remote=cython.int, most=cython.int)
    cdef int _has_room(self, int p, int t, int d) noexcept nogil
    @cython.locals(who=cython.int, i=cython.int, p=cython.int)
    cdef int _is_open_to(self, int t, int d, int o) noexcept nogil
    cdef int _is_asked(self, int week) noexcept nogil

@cython.final
cdef class State(Rooms):
    cpdef void put(self, int t, int d, int o) noexcept nogil
    cpdef void take(self, int t) noexcept nogil
    cpdef long long total(self) noexcept nogil
    cpdef long long guided(self) noexcept nogil
    cpdef int turns(self, int t, int d, int o) noexcept nogil
    cpdef int rotates(self, int a) noexcept nogil
    cpdef int trip_number(self, int p, int metro, int week) noexcept nogil
    cpdef long long scan(self, int t) noexcept nogil
    @cython.locals(most=cython.longlong, best=cython.longlong)
    cpdef long long scan_from(self, int t, int hint) noexcept nogil
    @cython.locals(most=cython.longlong, base=cython.longlong, cost=cython.longlong, piece=cython.int)
    cdef long long _ceiling(self, int t, int hint) noexcept nogil
    @cython.locals(least=cython.longlong, base=cython.longlong, cost=cython.longlong, piece=cython.int, a=cython.int, n=cython.int, k=cython.int, d=cython.int)
    cdef long long _look(self, int t, long long best) noexcept nogil
    cpdef int fits(self, int t, int d, int o) noexcept nogil
    @cython.locals(base=cython.longlong, cost=cython.longlong, whole=cython.longlong, i=cython.int, o=cython.int, first=cython.int)
    cdef long long _piece_cost(self, int t, int piece, long long most) noexcept nogil
    @cython.locals(week=cython.int, after=cython.longlong, over=cython.longlong, cost=cython.longlong)
    cdef long long _person_cost(self, int p, int t, int piece, long long most) noexcept nogil
    @cython.locals(metro=cython.int, trip=cython.int, visits=cython.int, price=cython.longlong, cost=cython.longlong)
    cdef long long _trip_price(self, int p, int t, int piece) noexcept nogil
    @cython.locals(first=cython.int, o=cython.int, whole=cython.longlong)
    cdef long long _choose(self, int t, int d, long long cost, long long best) noexcept nogil
    cdef int _blinks(self) noexcept nogil
    @cython.locals(x=cython.longlong)
    cpdef long long roll(self, long long sides) noexcept nogil

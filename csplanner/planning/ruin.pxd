cimport cython
from csplanner.planning.kernel cimport State

cdef int MOST_OUT

cdef class Taken:
    cdef State state
    cdef int[::1] picks, can_move, owner_of, owner_at, owner, account_at, account
    cdef int[::1] place_of, place_at, place, host_of, host_at, host, city_of, city_at, city
    cdef int[::1] out, out_day, out_who, is_out
    cdef int picks_count, out_count, centre, reach, gather, in_turn, lost_count
    cdef int[::1] lost, is_lost
    cdef public int[::1] tried
    @cython.locals(i=cython.int)
    cdef void _pull(self, int t) noexcept nogil
    @cython.locals(first=cython.int)
    cdef int _roll_day(self, int t) noexcept nogil
    @cython.locals(d=cython.int)
    cdef int _is_near(self, int u) noexcept nogil
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_near(self, int g, int most) noexcept nogil
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_place(self, int g, int most) noexcept nogil
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_host(self, int g, int most) noexcept nogil
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_city(self, int g, int most) noexcept nogil
    @cython.locals(t=cython.int, i=cython.int)
    cdef int _pick(self) noexcept nogil
    cdef void _note_lost(self, int t) noexcept nogil

cdef class Ruin(Taken):
    @cython.locals(t=cython.int, kind=cython.int, most=cython.int, g=cython.int)
    cdef void _ruin(self) noexcept nogil
    @cython.locals(width=cython.int)
    cdef void _ruin_visits(self, int t, int kind, int most) noexcept nogil
    @cython.locals(choice=cython.int, d=cython.int, a=cython.int, i=cython.int)
    cdef void _ruin_gather(self, int t) noexcept nogil
    @cython.locals(week=cython.int, g=cython.int, i=cython.int, u=cython.int, d=cython.int)
    cdef void _ruin_trip(self, int t) noexcept nogil
    @cython.locals(a=cython.int, first=cython.int, count=cython.int, offset=cython.int, i=cython.int)
    cdef void _ruin_account(self, int t, int most) noexcept nogil
    @cython.locals(i=cython.int)
    cdef void _ruin_turns(self, int a) noexcept nogil
    @cython.locals(way=cython.int)
    cdef int _ruin_executives(self, int t) noexcept nogil
    @cython.locals(who=cython.int, week=cython.int, metro=cython.int, g=cython.int, i=cython.int, u=cython.int, d=cython.int)
    cdef void _ruin_shut(self, int t) noexcept nogil
    @cython.locals(o=cython.int, who=cython.int, d=cython.int, g=cython.int, first=cython.int, count=cython.int, near=cython.int, metro=cython.int, most=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _ruin_open(self, int t) noexcept nogil
    @cython.locals(o=cython.int)
    cdef int _may_come(self, int u, int d, int who) noexcept nogil

cimport cython
from csplanner.planning.kernel cimport State

cdef int MOST_OUT

@cython.final
cdef class Search:
    cdef State state
    cdef int[::1] movable, can_move, rank, owner_of, owner_at, owner, account_at, account
    cdef int[::1] place_of, place_at, place, host_of, host_at, host, city_of, city_at, city
    cdef int[::1] out, out_day, out_who, out_key, is_out
    cdef public int[::1] best_at, best_who
    cdef long long[::1] logs, temperatures
    cdef int movables, out_count, centre, reach, missing
    cdef public long long best, current, done, planned
    cdef long long steps, keep_every

    cdef _start(self, int touches)
    cdef _copy(self, int[::1] values)
    @cython.locals(_=cython.longlong)
    cpdef long long run(self, long long iterations) noexcept
    @cython.locals(t=cython.int)
    cdef void _keep(self) noexcept
    @cython.locals(t=cython.int, state=State)
    cpdef void restore(self) noexcept
    @cython.locals(i=cython.int, total=cython.longlong, worse=cython.longlong, chance=cython.longlong)
    cdef void _iterate(self, long long temperature) noexcept
    @cython.locals(i=cython.int)
    cdef void _pull(self, int t) noexcept
    @cython.locals(state=State, t=cython.int, kind=cython.int, most=cython.int, g=cython.int)
    cdef void _ruin(self) noexcept
    @cython.locals(width=cython.int)
    cdef void _ruin_visits(self, int t, int kind, int most) noexcept
    @cython.locals(a=cython.int, first=cython.int, count=cython.int, offset=cython.int, i=cython.int)
    cdef void _ruin_account(self, int t, int most) noexcept
    @cython.locals(d=cython.int)
    cdef int _is_near(self, int u) noexcept
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_near(self, int g, int most) noexcept
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_place(self, int g, int most) noexcept
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_host(self, int g, int most) noexcept
    @cython.locals(first=cython.int, count=cython.int, offset=cython.int, i=cython.int, u=cython.int)
    cdef void _pull_city(self, int g, int most) noexcept
    @cython.locals(by_chance=cython.int, i=cython.int, t=cython.int, key=cython.int, day=cython.int, who=cython.int, j=cython.int)
    cdef void _order(self) noexcept
    @cython.locals(i=cython.int, t=cython.int, cost=cython.longlong)
    cdef void _recreate(self) noexcept
    @cython.locals(i=cython.int, t=cython.int)
    cdef int _rotations_hold(self) noexcept
    @cython.locals(i=cython.int)
    cdef void _undo(self) noexcept

cimport cython
from csplanner.planning.gaps cimport Gaps

cdef class Board(Gaps):
    cdef int[::1] onsite_count, remote_count, metro_on, week_minutes, trips, away
    cdef int[::1] travel_weeks, month_visits, quarter_visits, load
    cdef public int[::1] year_visits
    cdef int balance_stale
    cdef long long load_total
    cdef public long long balance, cost, bend, bent
    cdef int[::1] owed
    cdef int owed_count
    cpdef long long guided(self) noexcept
    cdef int _owed(self, int visits) noexcept

    @cython.locals(t=cython.int)
    cdef _start_counts(self, int people)
    @cython.locals(x=cython.int)
    cpdef long long total(self) noexcept
    @cython.locals(away=cython.longlong)
    cdef long long _unbalance(self, long long load, long long total) noexcept
    cpdef void put(self, int t, int d, int o) noexcept
    @cython.locals(d=cython.int)
    cpdef void take(self, int t) noexcept
    @cython.locals(i=cython.int, x=cython.int, a=cython.int, gap=cython.int, near=cython.int)
    cdef void _write(self, int t, int d, int o, int sign) noexcept
    @cython.locals(week=cython.int, floor=cython.longlong, before=cython.longlong, after=cython.longlong)
    cdef void _burden(self, int p, int t, int d, int sign) noexcept
    @cython.locals(piece=cython.int, metro=cython.int, edge=cython.int, trip=cython.int, span=cython.int, price=cython.longlong, n=cython.int)
    cdef void _visit(self, int p, int t, int d, int sign) noexcept
    cdef int _is_used_up(self, int p, int quarter, int month) noexcept
    @cython.locals(cost=cython.longlong)
    cdef long long _next_visit(self, long long price, int visits) noexcept

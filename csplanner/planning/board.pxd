cimport cython
from csplanner.planning.gaps cimport Gaps

cdef class Board(Gaps):
    cdef short[::1] onsite_count, remote_count, metro_on, trips
    cdef int[::1] week_minutes, away
    cdef int[::1] travel_weeks, month_visits, quarter_visits, load
    cdef public int[::1] year_visits
    cdef int balance_stale
    cdef long long load_total
    cdef public long long balance, cost, bend, bent
    cdef int[::1] owed, owed_step
    cdef int owed_count
    cdef long long _guided(self) noexcept nogil
    cdef int _trip_number(self, int p, int metro, int week) noexcept nogil
    cdef int _owed(self, int visits) noexcept nogil

    @cython.locals(t=cython.int)
    cdef _start_counts(self, int people)
    @cython.locals(x=cython.int)
    cdef long long _total(self) noexcept nogil
    @cython.locals(away=cython.longlong)
    cdef long long _unbalance(self, long long load, long long total) noexcept nogil
    cdef void _put(self, int t, int d, int o) noexcept nogil
    @cython.locals(d=cython.int)
    cdef void _take(self, int t) noexcept nogil
    @cython.locals(i=cython.int, x=cython.int, a=cython.int, gap=cython.int, near=cython.int)
    cdef void _write(self, int t, int d, int o, int sign) noexcept nogil
    @cython.locals(week=cython.int, floor=cython.longlong, before=cython.longlong, after=cython.longlong)
    cdef void _burden(self, int p, int t, int d, int sign) noexcept nogil
    @cython.locals(piece=cython.int, metro=cython.int, edge=cython.int, trip=cython.int, span=cython.int, price=cython.longlong, n=cython.int)
    cdef void _visit(self, int p, int t, int d, int sign) noexcept nogil

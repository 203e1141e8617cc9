cimport cython

cdef class Board:
    cdef public int touches, days, weeks, spans, metros, executives
    cdef public long long level_cost, balance_cost, balance_scale, balance_band, weekday_cost, month_cost, change_cost
    cdef public int[::1] day_piece, day_weekday, piece_week, piece_month, piece_quarter, piece_span
    cdef public int[::1] there, home, level_floor, person_executive, remote_per_day, onsite_per_day
    cdef public int[::1] remote_on_onsite_day, minutes_per_week, travel_weeks_per_quarter, visits_per_month, visits_per_quarter, visits_per_year
    cdef public int[::1] open, account_gap, account_metro, account_last, account_weekdays, blocked
    cdef public int[::1] visit_at, visit, held_at, held_day, held_who, touch_account
    cdef public int[::1] touch_minutes, touch_onsite, touch_first, touch_last, touch_months, touch_baseline
    cdef public int[::1] touch_executive, touch_series, base_at, base, option_at, option_executive
    cdef public int[::1] extra_at, extra, series_at, series, past_at, past
    cdef public int[::1] series_target, series_tolerance, series_most
    cdef public long long[::1] trip_cost, touch_uncovered, option_cost, series_daily, series_above
    cdef public int[::1] at, who
    cdef int[::1] onsite_count, remote_count, metro_on, week_minutes, trips, away
    cdef int[::1] travel_weeks, month_visits, quarter_visits, load
    cdef public int[::1] year_visits
    cdef int[::1] near, near_past, turn_day, turn_who, turn_past
    cdef public int[::1] alone_at, alone, alone_cost
    cdef long long[::1] option_fixed, option_piece
    cdef int near_count, near_place, turn_count, turn_place, prior, following
    cdef int balance_stale
    cdef long long load_total
    cdef public int found_day, found_option
    cdef public long long balance, cost, slack, cheapest, blink, dice

    @cython.locals(t=cython.int)
    cdef _start_counts(self, int people)
    cdef _start_buffers(self, int near, int options)
    cdef _load_people(self, dict arrays)
    cdef _load_accounts(self, dict arrays)
    cdef _load_touches(self, dict arrays)
    cdef _load_options(self, dict arrays)
    @cython.locals(t=cython.int, d=cython.int)
    cdef _list_days(self)
    @cython.locals(i=cython.int, o=cython.int, free=cython.int)
    cdef int _is_open(self, int t, int d) noexcept
    @cython.locals(cost=cython.longlong, wanted=cython.int, months=cython.int)
    cpdef long long day_cost(self, int t, int d) noexcept
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
    @cython.locals(piece=cython.int, metro=cython.int, edge=cython.int, trip=cython.int, span=cython.int)
    cdef void _visit(self, int p, int t, int d, int sign) noexcept
    @cython.locals(s=cython.int, i=cython.int, u=cython.int)
    cdef void _gather_near(self, int t) noexcept
    @cython.locals(i=cython.int)
    cdef void _add_near(self, int d, int past) noexcept
    cdef long long _gap_between(self, int s, int i) noexcept
    @cython.locals(off=cython.longlong, cost=cython.longlong)
    cdef long long _gap(self, int s, long long gap) noexcept
    @cython.locals(s=cython.int, i=cython.int, cost=cython.longlong)
    cdef long long _spacing(self, int t, int d) noexcept

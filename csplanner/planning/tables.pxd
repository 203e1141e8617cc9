cimport cython

cdef class Tables:
    cdef public int touches, days, weeks, spans, metros, executives
    cdef public long long level_cost, balance_cost, balance_scale, balance_band, weekday_cost, month_cost, change_cost
    cdef public int[::1] day_piece, day_weekday, piece_week, piece_month, piece_quarter, piece_span
    cdef public int[::1] there, home, level_floor, person_executive, remote_per_day, onsite_per_day
    cdef public int[::1] remote_on_onsite_day, minutes_per_week, travel_weeks_per_quarter, visits_per_month, visits_per_quarter, visits_per_year
    cdef public int[::1] open, account_gap, account_metro, account_last, account_weekdays
    cdef public short[::1] blocked
    cdef public int[::1] visit_at, visit, held_at, held_day, held_who, touch_account
    cdef public int[::1] touch_minutes, touch_onsite, touch_first, touch_last, touch_months, touch_baseline
    cdef public int[::1] touch_executive, touch_series, base_at, base, option_at, option_executive
    cdef public int[::1] extra_at, extra, series_at, series, past_at, past
    cdef public int[::1] series_target, series_tolerance, series_most
    cdef public long long[::1] trip_cost, touch_uncovered, option_cost, series_daily, series_above
    cdef public int[::1] alone_at, alone, alone_cost, stretch_at, stretch, stretch_end

    cdef _load_people(self, dict arrays)
    cdef _load_accounts(self, dict arrays)
    cdef _load_touches(self, dict arrays)
    cdef _load_options(self, dict arrays)
    @cython.locals(t=cython.int, d=cython.int, piece=cython.int)
    cdef _list_days(self)
    cdef _take_days(self, dict arrays)
    @cython.locals(i=cython.int, o=cython.int, free=cython.int)
    cdef int _is_open(self, int t, int d) noexcept nogil
    @cython.locals(cost=cython.longlong, wanted=cython.int, months=cython.int)
    cdef long long _day_cost(self, int t, int d) noexcept nogil

"""The yardstick of insight: the bare SQL aggregation, then the formulas of docs/ over NumPy arrays.

Scores come out as an array by account; `coverage` counts what stands on the calendar, asks no
policy what is owed and names no gap. Nothing is traceable, nothing is a record, no basis is said.
Only what the timed portfolio holds is evaluated: every metric, no own curve, no missing use.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from csplanner.domain.health import Part
from csplanner.domain.health_profile import STANDARD
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Account
from csplanner.insight.usage import measures_use
from csplanner.services.policy import policy_in_force, rates_on
from csplanner.services.score_facts import wanted_gap
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.domain.burden_policy import BurdenPolicy
    from csplanner.domain.health_profile import Profile
    from csplanner.services.review_coverage import CoverageReview
    from csplanner.services.score import AccountScore
    from csplanner.services.workspace import Workspace
    from csplanner.store.database import Database

    Array = np.ndarray[Any, Any]

BACK = 1000
NEAR = 1e-9
_NAN = float("nan")


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _ordinal(texts: tuple[str | None, ...]) -> Array:
    known = {t: dt.date.fromisoformat(t[:10]).toordinal() for t in set(texts) if t}
    return np.array([known[t] if t else -1 for t in texts], dtype=np.int64)


class Facts:
    """Reads one portfolio's facts into arrays; `at` is the place of an account's id."""

    def __init__(self, database: Database, as_of: dt.date, policy: BurdenPolicy) -> None:
        self.database, self.as_of, self.policy = database, as_of, policy
        ids = [row[0] for row in database.fetch_rows("SELECT id FROM account ORDER BY id")]
        self.at = {account: place for place, account in enumerate(ids)}
        self.since = as_of - dt.timedelta(days=BACK)
        self.today = as_of.toordinal()
        self.now = as_of.year * 12 + as_of.month - 1

    def places(self, column: tuple[str, ...]) -> Array:
        """Return the places of ids."""
        return np.fromiter((self.at[i] for i in column), np.int64, len(column))

    def _read_use(self) -> None:
        months = 3 * (self.policy.baseline_quarters + 1)
        rows = reads.first_usage_months(self.database, self.since, months, None)
        rows += reads.usage_months(self.database, self.since, self.as_of, None)
        account, metric, unit, month, total, count, newest = zip(*rows, strict=True)
        names = {name: n for n, name in enumerate(dict.fromkeys(metric))}
        self.names, self.share = list(names), [False] * len(names)
        for name, one in set(zip(metric, unit, strict=True)):
            self.share[names[name]] = one == "%"
        known = {text: _month(text) for text in set(month)}
        at = np.fromiter((known[m] for m in month), np.int64, len(month))
        group = self.places(account) * len(names)
        group += np.fromiter((names[m] for m in metric), np.int64, len(metric))
        self.first = int(at.min())
        wide = self.now - self.first + 1
        size = len(self.at) * len(names)
        place = group * wide + at - self.first
        amounts = np.array(total)
        self.sums = np.bincount(place, amounts, size * wide).reshape(size, wide)
        self.reads = np.bincount(place, np.array(count), size * wide).reshape(size, wide)
        self.read_on = np.zeros(size, dtype=np.int64)
        np.maximum.at(self.read_on, group, _ordinal(newest))

    def _read_tickets(self) -> None:
        policy = self.policy
        steps = (policy.angry, policy.frustrated, policy.calm)
        rows = reads.ticket_months(self.database, dt.date.min, self.as_of, None, steps)
        account, month, kind, severity, tone, count, hours, toned, tones = zip(*rows, strict=True)
        days = reads.ticket_days(self.database, self.as_of)
        self.until = dt.date.fromisoformat(days[-1][1])
        self.begun = dt.date.fromisoformat(days[0][0])
        first = self.begun.year * 12 + self.begun.month - 1
        wide = self.until.year * 12 + self.until.month - first
        each = set(zip(kind, severity, tone, strict=True))
        worth = {key: policy.points(key[0], key[1], key[2]) for key in each}
        known = {text: _month(text) for text in set(month)}
        place = self.places(account) * wide
        place += np.fromiter((known[m] for m in month), np.int64, len(month)) - first
        number = np.array(count)
        keys = zip(kind, severity, tone, strict=True)
        points = number * np.fromiter((worth[k] for k in keys), float, len(number))
        size, shape = len(self.at) * wide, (len(self.at), wide)
        self.tickets = np.bincount(place, number, size).reshape(shape)
        self.points = np.bincount(place, points, size).reshape(shape)
        self.hours = np.bincount(place, np.array(hours), size).reshape(shape)
        self.toned = np.bincount(place, np.array(toned), size).reshape(shape)
        self.tones = np.bincount(place, np.array(tones), size).reshape(shape)
        self.ticket_first = first

    def _start(self, back: int) -> dt.date:
        index = self.until.year * 12 + self.until.month - 1 - back
        return dt.date(index // 12, index % 12 + 1, 1)


class Bare(Facts):
    """Evaluates the formulas over the arrays."""

    def scores(self, profiles: Mapping[str, Profile], gaps: Mapping[str, int]) -> dict[str, Array]:
        """Return score, burden and attainments; profiles and gaps are by account."""
        self._read_use()
        self._read_tickets()
        usage, ratio = self._usage()
        parts = {
            Part.USAGE: usage,
            Part.OUTCOMES: self._outcomes(),
            Part.SUPPORT: self._support(ratio),
            Part.CONTACT: self._contact(gaps),
            Part.SENTIMENT: self._sentiment(),
        }
        weights = {part: np.array([profiles[i].weights[part] for i in self.at]) for part in Part}
        total = sum(weights[part] * ~np.isnan(parts[part]) for part in Part)
        worth = sum(weights[part] * np.nan_to_num(parts[part]) for part in Part)
        with np.errstate(invalid="ignore"):
            score = np.round(worth / total, 1)
        return {"score": score, **self._burden()}

    def _usage(self) -> tuple[Array, Array]:
        """Return the component, and the change of the main metric's use."""
        wide = self.sums.shape[1]
        last = wide - 1 - np.argmax(self.reads[:, ::-1] > 0, axis=1)
        months = np.arange(wide)[None, :]
        recent = (months > last[:, None] - 3) & (months <= last[:, None])
        base = (months > last[:, None] - 15) & (months <= last[:, None] - 3)
        with np.errstate(invalid="ignore", divide="ignore"):
            now = (self.sums * recent).sum(1) / (self.reads * recent).sum(1)
            readings = (self.reads * base).sum(1)
            then = np.where(readings >= 3, (self.sums * base).sum(1) / readings, _NAN)
            ratio = (now / then).reshape(len(self.at), -1)
        now = now.reshape(ratio.shape)
        values = np.interp(ratio, *zip(*STANDARD.curves["use"].points, strict=True))
        values[np.isnan(ratio)] = _NAN
        for n, name in enumerate(self.names):
            if not measures_use(name):
                values[:, n] = _NAN
            elif self.share[n]:
                values[:, n] = np.interp(
                    now[:, n] / 100, *zip(*STANDARD.curves["licence_use"].points, strict=True)
                )
        usage = np.nanmean(values, axis=1)
        plain = [n for n, m in enumerate(self.names) if measures_use(m) and not self.share[n]]
        best = min(plain, key=lambda n: self.names[n])
        self.main = np.arange(len(self.at)) * len(self.names) + best
        self.use_now = now[:, best]
        old = self.today - self.read_on.reshape(ratio.shape).max(1) > STANDARD.limits[Part.USAGE]
        return np.where(old, _NAN, usage), ratio[:, best]

    def _support(self, ratio: Array) -> Array:
        start = self._start(2)
        days, base_days = (self.until - start).days + 1, (start - self._start(14)).days
        now, base = self.points[:, -3:].sum(1), self.points[:, -15:-3].sum(1)
        load = (now + 1) / (base / base_days * days + 1) / np.clip(ratio, 0.25, 4.0)
        value = np.interp(load, *zip(*STANDARD.curves["ticket_load"].points, strict=True))
        some = self.tickets[:, -15:].sum(1) > 0
        return np.where(some, value, _NAN)

    def _outcomes(self) -> Array:
        rows = reads.drivers(self.database, None)
        account, ids, _, _, direction, _, target, _, weight, _, _ = zip(*rows, strict=True)
        place = {driver: n for n, driver in enumerate(ids)}
        read = reads.driver_readings(self.database, self.since, self.as_of, None)
        driver, day, value = zip(*read, strict=True)
        of = np.fromiter((place[d] for d in driver), np.int64, len(driver))
        on, values = _ordinal(day), np.array(value)
        lower, goal = np.array(direction) == "lower", np.array(target)
        last = self.now
        months = [last - 8 + n for n in range(9)]
        ends = [dt.date((m + 1) // 12, (m + 1) % 12 + 1, 1).toordinal() - 1 for m in months]
        line = [self._attained(of, on, values, (lower, goal), min(e, self.today)) for e in ends]
        before = self._attained(of, on, values, (lower, goal), self.today - 90)
        self.attained, self.before, self.line = line[-1], before, np.stack(line, axis=1)
        self._pace(of, on, values)
        worth = np.clip((self.attained - 0.5) / 0.5, 0, 1) * 100
        whose, weights = self.places(account), np.array(weight)
        total = np.bincount(whose, weights, len(self.at))
        with np.errstate(invalid="ignore"):
            return np.bincount(whose, weights * worth, len(self.at)) / total

    def _attained(
        self, of: Array, on: Array, values: Array, goals: tuple[Array, Array], day: int
    ) -> Array:
        lower, goal = goals
        newest = np.full(len(goal), -1)
        inside = np.flatnonzero(on <= day)
        newest[of[inside]] = inside  # rows come oldest first: the newest stays
        value = np.where(newest >= 0, values[newest], _NAN)
        return np.minimum(np.where(lower, goal / value, value / goal), 2.0)

    def _pace(self, of: Array, on: Array, values: Array) -> None:
        inside = on >= self.today - 180
        of, x, y = of[inside], (on[inside] - self.today).astype(float), values[inside]
        count = np.bincount(of)
        x, y = x - (np.bincount(of, x) / count)[of], y - (np.bincount(of, y) / count)[of]
        self.slope = np.bincount(of, x * y) / np.bincount(of, x * x)

    def _contact(self, gaps: Mapping[str, int]) -> Array:
        rows = reads.touches(self.database, self.as_of, None, latest=True)
        last = np.full(len(self.at), -1)
        last[self.places(tuple(r[0] for r in rows))] = _ordinal(tuple(r[1] for r in rows))
        gap = np.array([gaps[account] for account in self.at])
        days = (self.today - last) / gap
        cadence = np.interp(days, *zip(*STANDARD.curves["cadence"].points, strict=True))
        cadence = np.where(last < 0, _NAN, cadence)
        people = reads.contacts(self.database, None)
        account, ids, influence, interval, touch, role = zip(*people, strict=True)
        met = np.array(_ordinal(touch))
        known = {contact: n for n, contact in enumerate(ids)}
        seen = reads.contact_touches(self.database, self.as_of, None, latest=True)
        where = np.fromiter((known[c] for c, _ in seen), np.int64, len(seen))
        if len(seen):
            met[where] = np.maximum(met[where], _ordinal(tuple(d for _, d in seen)))
        whose, force = self.places(account), np.array([i or 3 for i in influence], float)
        each = np.array([i or 90 for i in interval])
        inside = (self.today - met <= each) & (met > 0)
        reach = 100 * np.bincount(whose, force * inside) / np.bincount(whose, force)
        champion = np.array(["champion" in r for r in role]) & (met > 0)
        silence = np.full(len(self.at), np.inf)
        np.minimum.at(silence, whose[champion], ((self.today - met) / each)[champion])
        curve = STANDARD.curves["champion"].points
        kept = np.interp(silence, *zip(*curve, strict=True))
        kept = np.where(np.isinf(silence), 100.0, kept)
        return np.nanmean([cadence, reach], axis=0) * kept / 100

    def _sentiment(self) -> Array:
        rows = reads.answers(self.database, self.since, self.as_of, None)
        account, day, kind, score = zip(*rows, strict=True)
        whose, on, value = self.places(account), _ordinal(day), np.array(score)
        newest = np.full(len(self.at), -1)
        np.maximum.at(newest, whose, on)
        inside = newest[whose] - on <= 180
        kinds, means = np.array(kind), []
        for name in ("nps", "csat", "ticket"):
            mine = inside & (kinds == name)
            worth = value[mine] * 10 if name == "nps" else (value[mine] - 1) * 25
            with np.errstate(invalid="ignore"):
                total = np.bincount(whose[mine], worth, len(self.at))
                means.append(total / np.bincount(whose[mine], minlength=len(self.at)))
        with np.errstate(invalid="ignore"):
            tone = self.tones[:, -6:].sum(1) / self.toned[:, -6:].sum(1)
        means.append(np.interp(tone, *zip(*STANDARD.curves["tone"].points, strict=True)))
        means[-1] = np.where(np.isnan(tone), _NAN, means[-1])
        return np.nanmean(means, axis=0)

    def _burden(self) -> dict[str, Array]:
        """Return value, baseline, change, silence, hours saved, and eight quarters."""
        use, read = self.sums[self.main], self.reads[self.main]
        with np.errstate(invalid="ignore", divide="ignore"):
            begun = np.argmax(read > 0, axis=1) + self.first
        begun = max(self.ticket_first, int(begun.min()))
        first = begun if begun % 3 == 0 else begun + 3 - begun % 3
        found = []
        for start in range(first, self.ticket_first + self.points.shape[1] - 3, 3):
            at, of = start - self.ticket_first, start - self.first
            days = self._days(start, 3)
            with np.errstate(invalid="ignore", divide="ignore"):
                level = use[:, of : of + 3].sum(1) / read[:, of : of + 3].sum(1)
            points = self.points[:, at : at + 3].sum(1)
            found.append((points, level, self.hours[:, at : at + 3].sum(1), days))
        base = found[0]
        start = self._start(2)
        now = self.points[:, -3:].sum(1), self.use_now, self.hours[:, -3:].sum(1)
        days = (self.until - start).days + 1
        value = now[0] / days * 30 * 1000 / now[1]
        baseline = base[0] / base[3] * 30 * 1000 / base[1]
        grown = now[1] / base[1] * days / base[3]
        expected = base[0] / base[3] * days
        fell = (expected >= 3) & (now[0] < self.policy.silence_tickets * expected)
        with np.errstate(invalid="ignore", divide="ignore"):
            change = value / baseline - 1
        return {
            "value": value,
            "baseline": baseline,
            "change": change,
            "silence": fell & (now[1] / base[1] < self.policy.silence_use),
            "saved": base[2] * grown - now[2],
            "quarters": np.stack([p / d * 30 * 1000 / u for p, u, _, d in found[-8:]], axis=1),
        }

    @staticmethod
    def _days(start: int, months: int) -> int:
        end = start + months
        first, last = (dt.date(m // 12, m % 12 + 1, 1) for m in (start, end))
        return (last - first).days


def coverage(database: Database, as_of: dt.date, tiers: Mapping[str, str]) -> dict[str, Array]:
    """Return touches of the year by tier, quarter and state, hours by person, silences."""
    year = as_of.year
    rows = database.fetch_rows(
        "SELECT account_id, touch, state, date, minutes, participants, rule FROM engagement"
        " WHERE date >= ? AND date <= ?",
        (f"{year - 1}-01-01", f"{year}-12-31"),
    )
    account, touch, state, date, minutes, people, _ = zip(*rows, strict=True)
    order = {account: n for n, account in enumerate(tiers)}
    names = {tier: n for n, tier in enumerate(dict.fromkeys(tiers.values()))}
    tier = np.array([names[t] for t in tiers.values()])
    whose = np.fromiter((order[a] for a in account), np.int64, len(account))
    on, mine = _ordinal(date), np.array([d[:4] == str(year) for d in date])
    quarter = np.array([(int(d[5:7]) - 1) // 3 for d in date])
    asked = mine & np.array([t != "" for t in touch])
    done = np.array([s == "done" for s in state])
    cell = tier[whose] * 4 + quarter
    held = np.bincount(cell[asked & done], minlength=len(names) * 4)
    ahead = np.bincount(cell[asked & ~done & (on >= as_of.toordinal())], minlength=len(names) * 4)
    person = {text: n for n, text in enumerate(dict.fromkeys(people))}
    who = np.fromiter((person[p] for p in people), np.int64, len(people))
    hours = np.bincount(who[mine], np.array(minutes)[mine]) / 60
    last = np.full(len(order), -1)
    past = on <= as_of.toordinal()
    np.maximum.at(last, whose[past & done], on[past & done])
    days = np.sort(whose[past & done] * 10**7 + on[past & done])
    gaps = np.diff(days)
    inside = days[1:] // 10**7 == days[:-1] // 10**7
    longest = np.zeros(len(order))
    np.maximum.at(longest, (days[1:] // 10**7)[inside], gaps[inside])
    return {"done": held, "scheduled": ahead, "hours": hours, "silence": longest, "last": last}


class Found(NamedTuple):
    """What the yardstick finds, by account in the order of `ids`, and of the whole calendar."""

    ids: list[str]
    scores: dict[str, Array]
    calendar: dict[str, Array]


def bare(workspace: Workspace, today: dt.date) -> Found:
    """Do it all once."""
    policy, rates = policy_in_force(workspace, today).policy, rates_on(workspace, today)
    accounts = sorted(workspace.all(Account), key=lambda a: a.id)
    tiers: dict[str, str] = {
        a.id: policy.band_of(arr_in_base(a, rates), a.tier_override).id for a in accounts
    }
    profiles: dict[str, Profile] = {a.id: policy.profile(tiers[a.id], a.stage) for a in accounts}
    gap_of = {tier: wanted_gap(policy, tier) for tier in set(tiers.values())}
    gaps = {account: gap_of[tier] for account, tier in tiers.items()}
    scores = Bare(workspace.database, today, policy.burden).scores(profiles, gaps)
    return Found(list(tiers), scores, coverage(workspace.database, today, tiers))


def differences(
    found: Found, scores: Iterable[AccountScore], review: CoverageReview
) -> list[tuple[str, str, Any, Any]]:
    """Return (account, figure, ours, theirs) wherever the two sides say something else."""
    mine = {score.id: score for score in scores}
    apart = [
        (account, name, ours, float(found.scores[name][at]))
        for at, account in enumerate(found.ids)
        for name, ours in _figures(mine[account]).items()
        if not _same(ours, float(found.scores[name][at]))
    ]
    year = next(row for row in review.total if row.period == "year")
    apart += [
        ("all", state, getattr(year, state), int(found.calendar[state].sum()))
        for state in ("done", "scheduled")
        if getattr(year, state) != found.calendar[state].sum()
    ]
    return apart


def _figures(score: AccountScore) -> dict[str, float | None]:
    burden = score.burden
    return {
        "score": score.health.score,
        "value": burden.value,
        "baseline": burden.baseline,
        "change": burden.change,
        "silence": float(burden.silence),
        "saved": burden.saved.support_hours if burden.saved else None,
    }


def _same(ours: float | None, theirs: float) -> bool:
    if ours is None:
        return not np.isfinite(theirs)
    return abs(ours - theirs) <= NEAR * max(1.0, abs(ours))

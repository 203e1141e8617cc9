"""Coverage of a year by tier, CSM, city or person: owed, planned, done, every gap, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import State
from csplanner.domain.records import Engagement, PlanRun, TimeOff, UnplacedTouch, Waiver
from csplanner.insight.attention import Attention, Promise, promises
from csplanner.insight.cadence import Cadence, Silence, TooClose
from csplanner.insight.coverage import OwedTouch, Span, coverage_rows, reach, spans_of, total_rows
from csplanner.services.coverage_people import PersonRow, attention_of, people_of
from csplanner.services.coverage_waits import waits_of
from csplanner.services.problem import problem_for
from csplanner.services.waivers import Challenge, challenges
from csplanner.services.words import in_names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplanner.domain.demand import Touch
    from csplanner.insight.coverage import CoverageRow
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

__all__ = [
    "GROUPINGS",
    "Attention",
    "Cadence",
    "Challenge",
    "CoverageReview",
    "Gap",
    "Group",
    "PersonRow",
    "Promise",
    "Silence",
    "Span",
    "TooClose",
    "TouchRow",
    "review_coverage",
]

GROUPINGS = ("tier", "owner", "city", "person")
NOBODY, REMOTE = "nobody", "remote only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A touch that is owed and neither done nor on the calendar, with its reason.

    `asked` is the waiver that somebody asked for and nobody decided yet.
    """

    account: str
    account_name: str
    touch: str
    rule: str
    type: str
    period: str
    first: dt.date
    last: dt.date
    missed_on: dt.date | None
    reason: str
    detail: str
    relax: str | None
    asked: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchRow:
    """An owed touch as a list shows it; `engagement` is None where it has no date."""

    touch: OwedTouch
    account: str
    account_name: str
    type: str
    rule: str
    engagement: Engagement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What stands behind a group's rows: its accounts, reach, and who waits the longest."""

    key: str
    name: str
    accounts: tuple[str, ...]
    reach: float | None
    longest: Silence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReview:
    """All of it: rows by group and period, people, gaps; `listed` are accounts to look at.

    `grouped` names the touches of each group, `engagements` are the year's live ones, `away` the
    leave of each person; `revenue` is by account in `currency`.
    """

    year: int
    as_of: dt.date
    by: str
    spans: tuple[Span, ...]
    rows: tuple[CoverageRow, ...]
    total: tuple[CoverageRow, ...]
    groups: tuple[Group, ...]
    touches: tuple[TouchRow, ...]
    people: tuple[PersonRow, ...]
    gaps: tuple[Gap, ...]
    reach: float | None
    late: tuple[Cadence, ...]
    close: tuple[TooClose, ...]
    silences: tuple[Silence, ...]
    attention: Attention
    promises: tuple[Promise, ...]
    waivers: tuple[Waiver, ...]
    challenges: tuple[Challenge, ...]
    names: Mapping[str, str]
    tiers: Mapping[str, str]
    currency: str
    revenue: Mapping[str, float]
    listed: tuple[tuple[str, str], ...]
    engagements: tuple[Engagement, ...]
    grouped: Mapping[str, tuple[str, ...]]
    away: Mapping[str, tuple[tuple[dt.date, dt.date], ...]]


def review_coverage(
    reader: Reader,
    year: int,
    as_of: dt.date,
    by: str = "tier",
    span: Span | None = None,
    job: Job | None = None,
) -> CoverageReview:
    """Return the coverage of a year as of a day, in rows by group; `span` adds a period."""
    if by not in GROUPINGS:
        raise UserMistake(f"Coverage by {by!r} is unknown.", f"Use one of {', '.join(GROUPINGS)}.")
    if span is not None and span.first > span.last:
        raise UserMistake(
            f"The period ends on {span.last}, before it begins on {span.first}.",
            "Swap --from and --to.",
        )
    job = job or Job()
    job.step(0.0, "Reading the calendar")
    calendar = reader.all(Engagement)
    job.step(0.2, "Reading what the policy asks")
    problem = problem_for(reader, year, as_of, calendar=calendar)
    job.step(0.5, "Matching touches with the calendar")
    review = _Review(reader, problem, by, calendar)
    job.step(0.7, "Counting coverage")
    return review.made(spans_of(year) + ((span,) if span else ()))


class _Review:
    """Gathers the parts of one review: the problem's ids in, the records' ids out."""

    def __init__(
        self, reader: Reader, problem: Problem, by: str, calendar: tuple[Engagement, ...]
    ) -> None:
        self.reader, self.problem, self.by = reader, problem, by
        self.as_of = problem.today
        self.engagements = calendar
        self.waivers = reader.all(Waiver)
        dated = _by_touch(self.engagements, problem.year, self.as_of)
        self.touches = tuple(
            _row(problem, touch, dated.get(touch.id))
            for touch in touches_of(problem.scenario)
            if problem.is_owed(touch.id)
        )
        self.ids: dict[str, str] = {account.id: key for key, account in problem.accounts.items()}
        self.planned = {account.id: account for account in problem.scenario.accounts}

    def made(self, spans: tuple[Span, ...]) -> CoverageReview:
        """Put the review together."""
        problem, as_of = self.problem, self.as_of
        grouped = list(self._grouped())
        waits = waits_of(problem, self.engagements, as_of)
        groups = self._groups([touch.group for touch in grouped], waits.silences)
        money = attention_of(self.reader, problem, self.engagements)
        return CoverageReview(
            year=problem.year,
            as_of=as_of,
            by=self.by,
            spans=spans,
            rows=coverage_rows(grouped, [group.key for group in groups], spans, as_of),
            total=total_rows(grouped, spans, as_of),
            groups=groups,
            touches=self.touches,
            people=people_of(self.reader, problem, self.engagements),
            gaps=tuple(self._gaps()),
            reach=reach(self.ids, self._touched()),
            late=waits.late,
            close=waits.close,
            silences=waits.silences,
            attention=money.attention,
            promises=promises((row.account, row.touch.state) for row in self.touches),
            waivers=self.waivers,
            challenges=challenges(self.waivers, self._known(), problem.year, as_of),
            names={account.id: account.name for account in problem.accounts.values()},
            tiers={account: self._tier(key) for account, key in self.ids.items()},
            currency=money.currency,
            revenue=money.revenue,
            listed=problem.listed,
            engagements=self._live(),
            grouped=_keys(grouped),
            away=self._away(),
        )

    def _known(self) -> dict[str, tuple[str, str]]:
        return {row.touch.touch: (row.account_name, row.type) for row in self.touches}

    def _live(self) -> tuple[Engagement, ...]:
        dead = {State.MISSED, State.WAIVED}
        year = self.problem.year
        return tuple(e for e in self.engagements if e.date.year == year and e.state not in dead)

    def _away(self) -> dict[str, tuple[tuple[dt.date, dt.date], ...]]:
        found: dict[str, list[tuple[dt.date, dt.date]]] = {}
        for off in self.reader.all(TimeOff):
            if off.start.year <= self.problem.year <= off.end.year:
                found.setdefault(off.person_id, []).append((off.start, off.end))
        return {person: tuple(spans) for person, spans in found.items()}

    def _tier(self, key: str) -> str:
        account = self.problem.accounts[key]
        return self.problem.policy.policy.band_of(self.planned[key].arr, account.tier_override).id

    def _group_of(self) -> Callable[[str], str]:
        problem = self.problem

        def owner(key: str) -> str:
            person = problem.people.get(self.planned[key].owner)
            return person.name if person else NOBODY

        def city(key: str) -> str:
            place = problem.account_places.get(key)
            return place.name if place else REMOTE

        return {"tier": self._tier, "owner": owner, "city": city, "person": owner}[self.by]

    def _grouped(self) -> Iterator[OwedTouch]:
        """Yield each touch under its group; by person, under each who takes part in it."""
        from dataclasses import replace

        group_of = self._group_of()
        names = {person.id: person.name for person in self.problem.people.values()}
        for row in self.touches:
            groups = [group_of(self.ids[row.account])]
            if self.by == "person" and row.engagement is not None:
                there = row.engagement.participants
                groups = [names[who] for who in there if who in names] or groups
            for group in dict.fromkeys(groups):
                yield replace(row.touch, group=group)

    def _groups(self, used: Sequence[str], silences: Sequence[Silence]) -> tuple[Group, ...]:
        group_of = self._group_of()
        members: dict[str, list[str]] = {}
        for account, key in self.ids.items():
            members.setdefault(group_of(key), []).append(account)
        order = sorted({*used, *members}, key=lambda name: (name in {NOBODY, REMOTE}, name))
        bands = {band.id: band.name for band in self.problem.policy.policy.bands}
        if self.by == "tier":
            order = [*bands, *(name for name in order if name not in bands)]
        touched = self._touched()
        quiet = {silence.account: silence for silence in silences}
        return tuple(
            _group(key, bands.get(key, key), members.get(key, []), touched, quiet) for key in order
        )

    def _touched(self) -> frozenset[str]:
        live = {"done", "scheduled", "unconfirmed"}
        return frozenset(row.account for row in self.touches if row.touch.state in live)

    def _gaps(self) -> Iterator[Gap]:
        reasons = _reasons(self.reader, self.problem.year)
        asked = {w.touch: w for w in self.waivers if w.decided_on is None}
        for row in self.touches:
            touch = row.touch
            if touch.state not in {"open", "missed"}:
                continue
            missed = touch.state == "missed"
            found = None if missed else reasons.get(touch.touch)
            yield Gap(
                account=row.account,
                account_name=row.account_name,
                touch=touch.touch,
                rule=row.rule,
                type=row.type,
                period=touch.touch.split(":")[2],
                first=touch.first,
                last=touch.last,
                missed_on=touch.placed if missed else None,
                reason=found.reason if found else "MISSED" if missed else "OPEN",
                detail=self._detail(row, found),
                relax=(found.relax or None) if found else None,
                asked=asked.get(touch.touch),
            )

    def _detail(self, row: TouchRow, found: UnplacedTouch | None) -> str:
        if found is not None and found.detail:
            return in_names(self.problem, found.detail)
        if row.engagement is not None:
            return row.engagement.reason or "It was not held."
        return "Not planned yet: run the plan."


def _keys(touches: Sequence[OwedTouch]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for touch in touches:
        found.setdefault(touch.group, []).append(touch.touch)
    return {group: tuple(names) for group, names in found.items()}


def _group(
    key: str,
    name: str,
    accounts: list[str],
    touched: frozenset[str],
    quiet: Mapping[str, Silence],
) -> Group:
    known = [quiet[a] for a in accounts if a in quiet and quiet[a].longest is not None]
    return Group(
        key=key,
        name=name,
        accounts=tuple(accounts),
        reach=reach(accounts, touched),
        longest=max(known, key=lambda s: (s.longest or 0, s.account), default=None),
    )


def _by_touch(
    engagements: Sequence[Engagement], year: int, as_of: dt.date
) -> dict[str, Engagement]:
    """Return the engagement that counts for each touch: a live one before a missed one."""
    found: dict[str, Engagement] = {}
    for item in sorted(engagements, key=lambda e: (e.date, e.id)):
        if not item.touch or item.date.year != year:
            continue
        known = found.get(item.touch)
        if known is None or state_as_of(known, as_of) in {"missed", "waived"}:
            found[item.touch] = item
    return found


def _row(problem: Problem, touch: Touch, item: Engagement | None) -> TouchRow:
    rule_id = touch.rule or problem.rule_of(touch.id)
    rule = problem.policy.policy.rule(rule_id)
    waived = touch.id in problem.scenario.waived
    state = "open" if item is None else state_as_of(item, problem.today)
    account = problem.accounts[touch.account]
    return TouchRow(
        touch=OwedTouch(
            touch=touch.id,
            group="",
            first=touch.first,
            last=touch.last,
            placed=item.date if item else None,
            state="waived" if waived else state,
        ),
        account=account.id,
        account_name=account.name,
        type=rule.type if rule else "other",
        rule=rule_id,
        engagement=item,
    )


def state_as_of(item: Engagement, as_of: dt.date) -> str:
    """Return how an engagement stood on a day: what is dated later was still ahead."""
    if item.state is State.WAIVED:
        return "waived"
    if item.date > as_of:
        return "scheduled"
    if item.state in {State.PLANNED, State.AGREED}:
        return "scheduled" if item.date >= as_of else "unconfirmed"
    return item.state.value


def _reasons(reader: Reader, year: int) -> Mapping[str, UnplacedTouch]:
    runs = [run for run in reader.where(PlanRun, year=year) if run.state.value == "accepted"]
    if not runs:
        return {}
    newest = max(runs, key=lambda run: run.number)
    return {item.touch: item for item in reader.where(UnplacedTouch, plan_run_id=newest.id)}

"""Fills the coverage report: what page and answer say, on paper."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.days import full_day, short_day
from csplanner.domain.records import Person
from csplanner.reports.coverage_report import Column, CoveragePaper, Listed, coverage_report
from csplanner.reports.parts import Fact
from csplanner.services.coverage_board import coverage_board
from csplanner.services.coverage_words import counted, mend_words, owed_words, short_money
from csplanner.services.plan_facts import year_facts
from csplanner.services.workspace import organisation

if TYPE_CHECKING:
    from csplanner.insight.attention import Share
    from csplanner.services.coverage_board import Board
    from csplanner.services.plan_facts import YearFacts
    from csplanner.services.review_coverage import CoverageReview
    from csplanner.services.workspace import Reader

_MOST = 25
_MOST_SPENT = 16
_METHOD = (
    """Planned: touches that the policy's rules ask for; waived ones are not owed. Done, scheduled
    (dated on the day or later), unconfirmed (dated earlier, nobody said how it went), missed,
    unplaced. A touch stands in the period of its day, one without a day where its window ends.""",
    """Attainment: done / what was due before the day, beside the elapsed share of the period.
    Reach: accounts with a touch done or on the calendar / accounts in plans.""",
    """Waiting: days since the last touch that qualifies, whoever made it, against the rule's
    longest gap. A trip's cost is divided evenly over its engagements.""",
)


def coverage_pdf(
    reader: Reader, review: CoverageReview, job: Job | None = None
) -> tuple[bytes, int]:
    """Return the report of a review and its number of pages."""
    facts = year_facts(reader, review.year, review.as_of)
    people: dict[str, Person] = {person.id: person for person in reader.all(Person)}
    board = coverage_board(review, facts, people)
    ours = organisation(reader)
    paper = CoveragePaper(
        organisation=ours.name if ours else "",
        team=ours.team if ours else "",
        year=review.year,
        as_of=review.as_of,
        policy=facts.policy_name,
        headline=_headline(review, board),
        facts=_facts(review),
        matrix=board.matrix,
        people=board.people,
        executives=board.executives,
        gaps=(_gaps(review), _waiting(review), _close(review), _waivers(review)),
        attention=(_short(review, facts), _costly(review)),
        spent=_spent(review),
        method=tuple(" ".join(text.split()) for text in _METHOD),
    )
    return coverage_report(paper, job or Job())


def _headline(review: CoverageReview, board: Board) -> str:
    if board.placed is None:
        return "Nothing is owed in this year."
    gaps = counted(len(review.gaps), "gap")
    return f"{board.placed:.1%} of what is owed is done or has a date; {gaps}, each with its reason"


def _facts(review: CoverageReview) -> tuple[Fact, ...]:
    year = next(row for row in review.total if row.period == "year")
    attained = "no data" if year.attainment is None else f"{year.attainment:.0%}"
    reached = "no data" if review.reach is None else f"{review.reach:.0%}"
    unplaced = year.remaining_to_schedule - year.missed - year.unconfirmed
    left = f"{year.missed:,} missed, {unplaced:,} unplaced"
    if year.unconfirmed:
        left = f"{year.unconfirmed} unconfirmed, {left}"
    return (
        Fact("Planned", f"{year.planned:,}", "touches the policy asks for"),
        Fact("Done", f"{year.done:,}", f"{year.remaining:,} remaining"),
        Fact("Scheduled", f"{year.scheduled:,}", "planned or confirmed"),
        Fact("To schedule", f"{year.remaining_to_schedule:,}", left),
        Fact("Attainment", attained, f"of what was due, at {year.elapsed:.0%} of the year"),
        Fact("Reach", reached, f"of {len(review.names):,} accounts in plans"),
    )


def _gaps(review: CoverageReview) -> Listed:
    rows = tuple(
        (
            gap.account_name,
            owed_words(gap.type, gap.period),
            gap.reason.replace("_", " ").lower(),
            " ".join(
                part
                for part in (
                    gap.detail,
                    f"Challenged by {gap.asked.asked_by or 'somebody'}: {gap.asked.reason}"
                    if gap.asked
                    else "",
                )
                if part
            ),
            mend_words(gap, review.as_of),
        )
        for gap in review.gaps
    )
    columns = (
        Column("Account", 0.18),
        Column("Touch", 0.36),
        Column("Reason", 0.46),
        Column("Detail", 0.78),
        Column("Smallest mend", 1.0),
    )
    return Listed(
        title="Gaps",
        note=counted(len(rows), "touch that has no date or was missed", "touches without a date"),
        columns=columns,
        rows=rows,
        none="No gap: everything that is owed is done or has a date.",
    )


def _waiting(review: CoverageReview) -> Listed:
    rows = tuple(
        (
            review.names[item.account],
            item.rule,
            full_day(item.last) if item.last else "never",
            f"{item.days} of {item.most} days",
            full_day(item.next) if item.next else "no date",
        )
        for item in review.late[:_MOST]
    )
    columns = (
        Column("Account", 0.28),
        Column("Rule", 0.46),
        Column("Last that qualifies", 0.64),
        Column("Waited", 0.82),
        Column("Next", 1.0),
    )
    return Listed(
        title="Waiting too long",
        note=f"{len(review.late):,} past their rule's longest gap" + _first(len(review.late)),
        columns=columns,
        rows=rows,
        none="Nobody waits longer than the policy wants.",
    )


def _first(count: int) -> str:
    return f"; the {_MOST} most urgent" if count > _MOST else ""


def _close(review: CoverageReview) -> Listed:
    rows = tuple(
        (
            review.names[item.account],
            f"{short_day(item.first)} and {full_day(item.second)}",
            f"{item.days} days, at least {item.least} wanted",
        )
        for item in review.close[:_MOST]
    )
    columns = (Column("Account", 0.3), Column("Touches", 0.62), Column("Apart", 1.0))
    return Listed(
        title="Too close",
        note="touches nearer than the tier's smallest gap",
        columns=columns,
        rows=rows,
        none="No two touches stand closer than their tier allows.",
    )


def _waivers(review: CoverageReview) -> Listed:
    rows = tuple(
        (
            review.names.get(waiver.account_id, "an account that left plans"),
            waiver.reason,
            waiver.asked_by or "not said",
            _decision(waiver.refused, waiver.decided_by, waiver.decided_on),
        )
        for waiver in review.waivers
    )
    columns = (
        Column("Account", 0.24),
        Column("Reason", 0.6),
        Column("Asked by", 0.76),
        Column("Decision", 1.0),
    )
    return Listed(
        title="Waivers",
        note="touches that shall not be done",
        columns=columns,
        rows=rows,
        none="No touch was challenged or waived.",
    )


def _decision(refused: bool, who: str, day: object) -> str:  # noqa: FBT001 - one of two words
    if day is None:
        return "waits for the manager"
    word = "refused" if refused else "granted"
    return f"{word} {full_day(day)}" + (f" by {who}" if who else "")  # type: ignore[arg-type]


def _short(review: CoverageReview, facts: YearFacts) -> Listed:
    bands = {band.id: band.name for band in facts.policy.bands}
    found = sorted(
        (p for p in review.promises if p.short),
        key=lambda p: (-p.short, review.names[p.account].casefold()),
    )
    rows = tuple(
        (
            review.names[p.account],
            bands.get(review.tiers[p.account], ""),
            f"{p.given} of {p.promised}",
            f"{p.short}",
        )
        for p in found[:_MOST]
    )
    columns = (
        Column("Account", 0.4),
        Column("Tier", 0.6),
        Column("Gets", 0.8, right=True),
        Column("Short of", 1.0, right=True),
    )
    return Listed(
        title="Less than their tier was promised",
        note=counted(len(found), "account"),
        columns=columns,
        rows=rows,
        none="Every account gets what its tier was promised.",
    )


def _costly(review: CoverageReview) -> Listed:
    spent = [s for s in review.attention.accounts if s.key in review.names and s.cost]
    spent.sort(key=lambda share: (-share.cost, share.key))
    rows = tuple(_cost_row(review, share) for share in spent[:_MOST_SPENT])
    columns = (
        Column("Account", 0.34),
        Column("Hours", 0.46, right=True),
        Column("Visits", 0.56, right=True),
        Column("Travel", 0.7, right=True),
        Column("Revenue", 0.85, right=True),
        Column("Of revenue", 1.0, right=True),
    )
    return Listed(
        title="Travel by account",
        note=f"the {min(_MOST_SPENT, len(spent))} largest of {len(spent)}; against yearly revenue",
        columns=columns,
        rows=rows,
        none="No trip has a cost: no data.",
    )


def _cost_row(review: CoverageReview, share: Share) -> tuple[str, ...]:
    arr = review.revenue.get(share.key)
    return (
        review.names[share.key],
        f"{share.hours:,.0f}",
        f"{share.visits}",
        short_money(share.cost, review.currency),
        short_money(Decimal(arr), review.currency) if arr else "no data",
        f"{float(share.cost) / arr:.2%}" if arr else "no data",
    )


def _spent(review: CoverageReview) -> tuple[Fact, ...]:
    facts = []
    for share, word in zip(review.attention.purposes, ("keeping", "winning"), strict=True):
        cost = short_money(share.cost, review.currency)
        days = counted(round(share.days), "day")
        facts += [
            Fact(f"Hours on {word}", f"{share.hours:,.0f}", counted(share.visits, "visit")),
            Fact(f"Travel on {word}", cost, f"{counted(share.trips, 'trip')}, {days} away"),
        ]
    kept = review.attention.kept
    figure = "no data" if kept is None else f"{kept:.0%}"
    return (*facts, Fact("Kept", figure, "of the cost of travel"))

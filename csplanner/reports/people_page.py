"""Internal part 'People in the room': where each of theirs stands, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.drawing.canvas import type_style
from csplanner.drawing.stakeholders import Person, Stance, draw_person_sign, draw_stakeholders
from csplanner.reports.blocks import Picture, Space
from csplanner.reports.one_page import of_many
from csplanner.reports.people_part import stance_sign
from csplanner.reports.tables import columns, headed, paragraph, part, said, table
from csplanner.reports.words import NO_DATA, aged, counted, enumerated, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import Stakeholder
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

STALE_DAYS = 90
_ON_MAP = 16
_WORDS = {
    Stance.CHAMPION: "Champion",
    Stance.SUPPORTIVE: "Supportive",
    Stance.NEUTRAL: "Neutral",
    Stance.DETRACTOR: "Detractor",
}


def people_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` lowers the map for the lower sheet."""
    people = facts.parts.people
    blocks: list[Block] = []
    if placed := [p for p in people if p.attitude is not None][:_ON_MAP]:
        blocks += [_map_head(), _map(placed, 250 if tight else 300), Space(size=12)]
    shown = people[: facts.rows]
    blocks += headed("In the room and beside it", of_many(len(shown), people, _room_note(facts)),
                     _table(shown),
                     "No contact of theirs is on record: no data.")  # fmt: skip
    blocks += [Space(size=14), *_trust(facts)]
    period = (f"as of {full_day(facts.as_of)}", "last contact by anyone of ours")
    return part("people", "People in the room", headline(people), period, blocks)


def stance_of(person: Stakeholder) -> Stance:
    """Return where a person stands, by their role and attitude."""
    if person.champion:
        return Stance.CHAMPION
    if person.attitude is not None and person.attitude <= 2:
        return Stance.DETRACTOR
    supportive = person.attitude is not None and person.attitude >= 4
    return Stance.SUPPORTIVE if supportive else Stance.NEUTRAL


def headline(people: Sequence[Stakeholder]) -> str:
    """Return who stands for us, who against, and whom we have not met for long."""
    if not people:
        return "Nobody of theirs is on record: we would walk in without a name."
    stances = [stance_of(p) for p in people]
    for_us, against = stances.count(Stance.CHAMPION), stances.count(Stance.DETRACTOR)
    first = [_number(for_us, "champion"), _number(against, "detractor")]
    late = [p for p in people if p.overdue and (p.influence or 0) >= 4]
    sentence = f"{enumerated(first).capitalize()} among {counted(len(people), 'contact')}."
    if not late:
        return f"{sentence} Everyone of influence was met within the interval they want."
    worst = max(late, key=lambda p: 10**6 if p.days_since is None else p.days_since)
    days = "never met" if worst.days_since is None else f"not met for {worst.days_since} days"
    return f"{sentence} {worst.name}, {worst.title or worst.role}, was {days}."


def _number(count: int, word: str) -> str:
    return f"{spoken(count)} {word}" + ("" if count == 1 else "s")


def _room_note(facts: InternalFacts) -> str:
    here = sum(p.in_room for p in facts.parts.people)
    if facts.visit is None:
        return "no visit on the calendar"
    if not here:
        return "nobody of theirs is named for this visit"
    return f"{counted(here, 'person', 'people')} of theirs expected, named first"


def _map_head() -> Picture:
    """Return the head of the map with the key of its signs in the line."""

    def paint(canvas: Canvas, box: Box) -> None:
        head, small = type_style("print_head"), type_style("print_body", "text2")
        canvas.text((box.x, box.y + 14), "Stakeholders", head)
        x = box.x + canvas.text_width("Stakeholders", head) + 16
        for stance, words in ((Stance.CHAMPION, "champion"), (Stance.DETRACTOR, "detractor")):
            draw_person_sign(canvas, stance, x, box.y + 10)
            canvas.text((x + 10, box.y + 14), words, small)
            x += canvas.text_width(words, small) + 30
        words = f"dashed: no contact in {STALE_DAYS} days"
        canvas.text((x - 6, box.y + 14), words, small)

    return Picture(size=26, paint=paint, keep=True, alt="Stakeholders: key of the map's signs")


def _map(people: Sequence[Stakeholder], height: float) -> Picture:
    shown = [_placed(person) for person in people]

    def paint(canvas: Canvas, box: Box) -> None:
        draw_stakeholders(canvas, box, shown)

    said_of = [f"{p.name} {_WORDS[stance_of(p)].lower()}, influence {p.influence}" for p in people]
    return Picture(size=height, paint=paint, alt=f"Map of stakeholders: {'; '.join(said_of)}.")


def _placed(person: Stakeholder) -> Person:
    stale = person.days_since is None or person.days_since > STALE_DAYS
    days = "never met" if person.days_since is None else f"{person.days_since} d"
    role = person.title or person.role
    return Person(
        name=person.name,
        role=f"{role} · {days}" if stale else role,
        stance=((person.attitude or 3) - 1) / 4 * 0.72 + 0.13,
        influence=((person.influence or 3) - 1) / 4 * 0.78 + 0.1,
        sign=stance_of(person),
        stale=stale,
    )


def _table(people: Sequence[Stakeholder]) -> Block | None:
    if not people:
        return None
    heads = columns(
        ("Name", 0.15, "strong"), ("Role", 0.155), ("Stance", 0.1),
        ("Days / wanted", 0.115, "right"),
        ("Know before you walk in", 0.255), ("Next step", 0.2), at=0.03,
    )  # fmt: skip
    rows = [
        (
            p.name,
            p.title or p.role or "",
            _WORDS[stance_of(p)] if p.attitude is not None or p.champion else NO_DATA,
            f"{'never' if p.days_since is None else p.days_since} / {p.interval}",
            p.know,
            p.next_step,
        )
        for p in people
    ]
    return table(heads, rows, [stance_sign(stance_of(p)) for p in people])


def _trust(facts: InternalFacts) -> list[Block]:
    ratings = facts.parts.ratings
    if not ratings:
        return headed("Trust", "", None, "The CSM has not rated the relationship: no data.")
    day, rating, reason, quote = ratings[0]
    before = f", was {ratings[1][1]} on {full_day(ratings[1][0])}" if len(ratings) > 1 else ""
    note = f"{rating} of 5 by the CSM, {aged(day, facts.as_of)}{before}; never part of the score"
    text = paragraph(reason or "No reason was written.")
    found = headed("Trust", note, text, "")
    return [*found, said(f"\N{LEFT DOUBLE QUOTATION MARK}{quote}\N{RIGHT DOUBLE QUOTATION MARK}",
                         "text")] if quote else found  # fmt: skip

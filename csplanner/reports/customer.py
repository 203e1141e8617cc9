"""The customer pack: cover and progress against their goals (design p5, p6).

It sees `CustomerFacts` and no record: what has no field there cannot be printed. What has no data
is left out, never filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import QUARTERS, full_day, long_day
from csplanner.drawing.canvas import Align, Box, Style, TextStyle, type_style
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.timeline import CoverRuler, LineMark, draw_cover_ruler
from csplanner.reports.blocks import Cell, Heading, Row, Space
from csplanner.reports.customer_goals import progress
from csplanner.reports.layout import MARGIN, PAPERS, Document, Section, joined
from csplanner.reports.parts import side_by_side
from csplanner.reports.stacks import Stack
from csplanner.reports.text import elided, wrapped
from csplanner.reports.words import is_review, quarter_words, visit_name, when

if TYPE_CHECKING:
    from csplanner.domain.customer_facts import Attendee, CustomerFacts
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block

_GROUND_SHARE = 0.57
_TITLE_LINES = 5
_ON_COVER = {"qbr", "executive_qbr", "ceo_visit", "training", "pilot_review", "kickoff"}


def customer_document(facts: CustomerFacts, paper: str) -> Document:
    """Lay out the customer pack."""
    kind, quarter = _kind(facts), quarter_words(facts.quarter, facts.year)
    goals = progress(facts)
    return Document(
        title=f"{facts.account}, {kind.lower()}, {quarter}",
        author=facts.organisation,
        account=facts.account,
        kind=joined((kind, quarter)),
        tag=f"For {facts.account}",
        internal=False,
        footer=f"Prepared for {facts.account} by {facts.organisation}. "
        f"Data to {full_day(facts.data_to or facts.as_of)}.",
        as_of=facts.as_of,
        sections=(_cover(facts, paper), *([goals] if goals else [])),
        paper=paper,
    )


def _kind(facts: CustomerFacts) -> str:
    if facts.visit is None or is_review(facts.visit.type):
        return "Quarterly business review"
    return visit_name(facts.visit.type)


def _cover(facts: CustomerFacts, paper: str) -> Section:
    ground = round(PAPERS[paper][1] * _GROUND_SHARE)

    def backdrop(canvas: Canvas, sheet: Box) -> None:
        _draw_ground(canvas, Box(0, 0, sheet.w, ground), facts)

    return Section(title="Cover", blocks=_below(facts), backdrop=backdrop, top=ground + 46.0)


def _below(facts: CustomerFacts) -> tuple[Block, ...]:
    visit = facts.visit
    if visit is None:
        return ()
    stacks = []
    if visit.agenda:
        stacks.append(
            _listed(
                "Agenda",
                [
                    (item.title, "" if item.minutes is None else f"{item.minutes} min")
                    for item in visit.agenda
                ],
                0.72,
            )
        )
    people = [
        _listed(head, [_named(person) for person in attendees], 0.45)
        for head, attendees in (
            ("With you", visit.theirs),
            (f"From {facts.organisation}", visit.ours),
        )
        if attendees
    ]
    if people:
        both = [block for stack in people for block in (*stack.blocks, Space(size=12))]
        stacks.append(Stack(blocks=tuple(both)))
    return (side_by_side(stacks, gap=48),) if stacks else ()


def _named(person: Attendee) -> tuple[str, str]:
    return person.name, person.title


def _listed(head: str, lines: list[tuple[str, str]], share: float) -> Stack:
    name, side = type_style("print_body"), type_style("print_body", "text2")
    rows = [
        Row(
            cells=(
                Cell(left, 0.0, share if right else 1.0, name),
                Cell(right, share + 0.02, 1.0, side, Align.RIGHT),
            ),
            pad=5.5,
        )
        for left, right in lines
    ]
    return Stack(blocks=(Heading(text=head, after=6), *rows))


def _draw_ground(canvas: Canvas, box: Box, facts: CustomerFacts) -> None:
    canvas.rect(box, Style("cover"))
    left, wide = MARGIN, box.w - 2 * MARGIN
    kind = _kind(facts)
    plain = type_style("table", "coversoft")
    strong = TextStyle(14, 600, "coverfg", -0.008)
    canvas.text((left + wide, 69), kind, plain, Align.RIGHT)
    room = wide - canvas.text_width(kind, plain) - 24
    canvas.text((left, 69), elided(facts.organisation, strong, room), strong)
    ruler = box.h - 136
    _draw_title(canvas, Box(left, 150, wide, ruler - 170), facts)
    marks = tuple(
        LineMark(on=m.date, shape=shape_of(m.type), state=mark_state(m.state))
        for m in facts.marks
        if m.type in _ON_COVER
    )
    focus = facts.visit.date if facts.visit else None
    label = long_day(focus).rsplit(" ", 1)[0] if focus else ""
    line = CoverRuler(year=facts.year, marks=marks, focus=focus, focus_label=label)
    draw_cover_ruler(canvas, Box(left + 6, ruler, wide - 12, 84), line)


def _draw_title(canvas: Canvas, box: Box, facts: CustomerFacts) -> None:
    """Set the account's name and the quarter large; a long name is set smaller, never cut short."""
    second = f"{QUARTERS[facts.quarter - 1]} quarter {facts.year}"
    if facts.visit is not None and not is_review(facts.visit.type):
        second = f"{visit_name(facts.visit.type).lower()}, {facts.year}"
    lines: tuple[str, ...] = ()
    for size in (51.0, 40.0, 31.0, 24.0):
        style = TextStyle(size, 600, "coverfg", -0.025, title=True)
        lines = (*wrapped(facts.account, style, box.w), *wrapped(second, style, box.w))
        if len(lines) <= _TITLE_LINES and (len(lines) + 0.5) * size * 1.06 <= box.h - 60:
            break
    lines = (*lines[: _TITLE_LINES + 1], lines[-1]) if len(lines) > _TITLE_LINES + 2 else lines
    y = box.y + max(0.0, (box.h - 40 - len(lines) * size * 1.06) * 0.45) + size
    for line in lines:
        canvas.text((box.x, y), line, style)
        y += size * 1.06
    if facts.visit is not None:
        place = f", {facts.visit.city}" if facts.visit.onsite and facts.visit.city else ""
        under = TextStyle(18.5, 400, "coversoft", -0.008)
        words = wrapped(when(facts.visit) + place, under, box.w)
        for i, line in enumerate(words[:2]):
            canvas.text((box.x, y - size * 0.35 + 24 * i + 12), line, under)

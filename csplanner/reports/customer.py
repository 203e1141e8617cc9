"""The customer pack: its cover, and which parts follow (design p5, p6).

It sees `CustomerFacts` and no record: what has no field there cannot be printed. What has no data
is left out, never filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.domain.days import QUARTERS, full_day, long_day, short_day
from csplanner.drawing.canvas import Align, Box, Style, TextStyle, type_style
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.drawing.timeline import CoverRuler, LineMark, draw_cover_ruler
from csplanner.reports.blocks import Cell, Heading, Row, Space
from csplanner.reports.contents import Entry
from csplanner.reports.customer_goals import goals_page
from csplanner.reports.customer_pages import adoption_page, outcomes_page, service_page
from csplanner.reports.customer_words import (
    commitments_page,
    learned_page,
    next_page,
    suggestions_page,
    trends_page,
)
from csplanner.reports.layout import BODY_FOOT, MARGIN, PAPERS, Document, Section, joined
from csplanner.reports.parts import side_by_side
from csplanner.reports.stacks import Stack
from csplanner.reports.tags import marked
from csplanner.reports.text import elided, wrapped
from csplanner.reports.words import is_review, quarter_words, visit_name, when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.domain.customer_facts import Attendee, CustomerFacts
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block

_GROUND_SHARE, _LEAST_SHARE = 0.57, 0.47  # of the sheet, by what stands under it
_TITLE_LINES = 5
_ON_COVER = {"qbr", "executive_qbr", "ceo_visit", "training", "pilot_review", "kickoff"}


class Part(NamedTuple):
    """A part that the pack may have: its key in templates, its name, who lays it out."""

    key: str
    title: str
    make: Callable[[CustomerFacts], Section | None] | None = None


COVER = "cover"
PARTS = (
    Part(COVER, "Title and agenda"),
    Part("goals", "What you set out to do", goals_page),
    Part("outcomes", "Outcomes this quarter", outcomes_page),
    Part("adoption", "Adoption", adoption_page),
    Part("service", "Service to you", service_page),
    Part("learned", "What we learned", learned_page),
    Part("commitments", "Commitments both ways", commitments_page),
    Part("trends", "Industry trends", trends_page),
    Part("suggestions", "Suggestions for improvement", suggestions_page),
    Part("next", "Next quarter and next date", next_page),
)


def customer_document(
    facts: CustomerFacts, paper: str, keys: Sequence[str] | None = None
) -> Document:
    """Lay out the customer pack; `keys` name the parts in their order, empty parts are dropped."""
    kind, quarter = _kind(facts), quarter_words(facts.quarter, facts.year)
    known = {part.key: part for part in PARTS}
    chosen = [known[key] for key in keys if key in known] if keys else list(PARTS)
    made = [(part, part.make(facts) if part.make else None) for part in chosen]
    rest = [section for _, section in made if section is not None]
    sections = [
        _cover(facts, paper, rest) if part.make is None else section for part, section in made
    ]
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
        sections=tuple(s for s in sections if s is not None) or (_cover(facts, paper, ()),),
        paper=paper,
    )


def _kind(facts: CustomerFacts) -> str:
    if facts.visit is None or is_review(facts.visit.type):
        return "Quarterly business review"
    return visit_name(facts.visit.type)


def _cover(facts: CustomerFacts, paper: str, rest: Sequence[Section]) -> Section:
    wide, high = PAPERS[paper]
    blocks = (*_below(facts), *_contents(rest))
    free = 1 - _need(blocks, wide) / high
    if free < _LEAST_SHARE:  # no room for the contents: the outline has them still
        blocks = _below(facts)
    ground = int(high * min(_GROUND_SHARE, max(_LEAST_SHARE, free)))

    def backdrop(canvas: Canvas, sheet: Box) -> None:
        _draw_ground(canvas, Box(0, 0, sheet.w, ground), facts)

    return Section(title="Cover", key=COVER, blocks=blocks, backdrop=backdrop, top=ground + 34.0)


def _need(blocks: Sequence[Block], wide: float) -> float:
    """Return the height that blocks need under the ground, with the margins round them."""
    return sum(block.height(wide - 2 * MARGIN) for block in blocks) + 34.0 + BODY_FOOT


def _contents(rest: Sequence[Section]) -> tuple[Block, ...]:
    """Return the list of contents in two columns; a pack of one part needs none."""
    if len(rest) < 2:
        return ()
    entries = [Entry(key=s.key, title=s.title, wide=True) for s in rest]
    half = (len(entries) + 1) // 2
    stacks = (Stack(blocks=tuple(entries[:half])), Stack(blocks=tuple(entries[half:])))
    return (Space(size=18), Heading(text="In this review", after=4), side_by_side(stacks, gap=48))


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
    with marked(canvas, ""):
        canvas.rect(box, Style("cover"))
    left, wide = MARGIN, box.w - 2 * MARGIN
    kind = _kind(facts)
    plain = type_style("table", "coversoft")
    strong = TextStyle(14, 600, "coverfg", -0.008)
    room = wide - canvas.text_width(kind, plain) - 24
    with marked(canvas, "P"):
        canvas.text((left, 69), f"{elided(facts.organisation, strong, room)} ", strong)
        canvas.text((left + wide, 69), kind, plain, Align.RIGHT)
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
    days = ", ".join(f"{visit_name(m.type)} {short_day(m.date)}" for m in facts.marks)
    with marked(canvas, "Figure", f"The year {facts.year}: {days or 'no visit yet'}."):
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
    with marked(canvas, "H1"):
        for line in lines:
            canvas.text((box.x, y), f"{line} ", style)
            y += size * 1.06
    if facts.visit is not None:
        place = f", {facts.visit.city}" if facts.visit.onsite and facts.visit.city else ""
        under = TextStyle(18.5, 400, "coversoft", -0.008)
        words = wrapped(when(facts.visit) + place, under, box.w)
        with marked(canvas, "P"):
            for i, line in enumerate(words[:2]):
                canvas.text((box.x, y - size * 0.35 + 24 * i + 12), f"{line} ", under)

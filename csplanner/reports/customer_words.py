"""Customer parts in words: what we learned, commitments, trends, suggestions, the next date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, short_day, spoken_day
from csplanner.drawing.canvas import Align, type_style
from csplanner.drawing.marks import Health
from csplanner.reports.blocks import RULE, Cell, Heading, Row, Space
from csplanner.reports.parts import Dated, moon_sign, side_by_side, year_line
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, headed, paragraph, part, table
from csplanner.reports.words import counted, enumerated, quarter_words, spoken, visit_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.customer_facts import ActionFacts, CustomerFacts, Idea, Promised
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_AHEAD = 6


def learned_page(facts: CustomerFacts) -> Section | None:
    """Lay out what both sides learned, what we got wrong, and what they told us."""
    groups = [
        _texts("What worked", facts.learned),
        _texts("What we got wrong", facts.wrong),
        _voices(facts),
    ]
    blocks = _spaced([group for group in groups if group])
    if not blocks:
        return None
    message = learned_headline(facts)
    period = (quarter_words(facts.quarter, facts.year),)
    return part("learned", "What we learned", message, period, blocks)


def learned_headline(facts: CustomerFacts) -> str:
    """Return how much was learned, got wrong and heard."""
    counts = (
        (len(facts.learned), "lesson", "lessons"),
        (len(facts.wrong), "thing we got wrong", "things we got wrong"),
        (len(facts.voices), "answer of yours", "answers of yours"),
    )
    found = [f"{spoken(n)} {one if n == 1 else many}" for n, one, many in counts if n]
    sentence = enumerated(found)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _texts(head: str, texts: Sequence[str]) -> list[Block]:
    return [Heading(text=head, after=2), *map(paragraph, texts)] if texts else []


def _spaced(groups: Sequence[list[Block]]) -> list[Block]:
    blocks: list[Block] = []
    for group in groups:
        blocks += [Space(size=14), *group] if blocks else group
    return blocks


def _voices(facts: CustomerFacts) -> list[Block]:
    if not facts.voices:
        return []
    quotes = [
        paragraph(
            f"\N{LEFT DOUBLE QUOTATION MARK}{voice.comment}\N{RIGHT DOUBLE QUOTATION MARK} "
            f"{full_day(voice.date)}"
        )
        for voice in facts.voices
    ]
    return [Heading(text="What you told us", after=2), *quotes]


def commitments_page(facts: CustomerFacts) -> Section | None:
    """Lay out contract, promises, and the next steps of both sides."""
    groups = [
        _promised("In our contract", "Commitment", facts.commitments),
        _promised("Promised at the last review", "Promise", facts.promises),
        _actions(facts),
    ]
    blocks = _spaced([group for group in groups if group])
    if not blocks:
        return None
    message = commitments_headline(facts)
    period = (f"as of {full_day(facts.as_of)}",)
    return part("commitments", "Commitments both ways", message, period, blocks)


def commitments_headline(facts: CustomerFacts) -> str:
    """Return how many promises were kept, else what falls due next."""
    if facts.promises:
        kept = sum(p.done for p in facts.promises)
        return f"{kept} of {counted(len(facts.promises), 'promise')} kept."
    actions = (*facts.our_actions, *facts.their_actions)
    dated = sorted((a.due, a.text) for a in actions if a.due and a.due >= facts.as_of)
    if dated:
        return f"Next: {dated[0][1].rstrip('.')}, {full_day(dated[0][0])}."
    return f"{counted(len(actions) + len(facts.commitments), 'commitment')} between us."


def _promised(head: str, what: str, items: Sequence[Promised]) -> list[Block]:
    if not items:
        return []
    heads = columns((what, 0.68, "strong"), ("State", 0.12), ("Due", 0.17, "right"), at=0.03)
    rows = [(item.text, "done" if item.done else "open", _when(item)) for item in items]
    signs = [moon_sign(Health.HEALTHY if item.done else Health.WATCH) for item in items]
    return headed(head, "", table(heads, rows, signs), "")


def _when(item: Promised) -> str:
    if item.done:
        return short_day(item.done_on) if item.done_on else ""
    return full_day(item.due) if item.due else "ongoing"


def _actions(facts: CustomerFacts) -> list[Block]:
    stacks = [
        _side(name, actions)
        for name, actions in (
            (facts.organisation, facts.our_actions),
            (facts.account, facts.their_actions),
        )
        if actions
    ]
    if not stacks:
        return []
    return [Heading(text="Before the next review", after=4), side_by_side(stacks, gap=32)]


def _side(name: str, actions: tuple[ActionFacts, ...]) -> Stack:
    head = Row(cells=(Cell(name, 0.0, 1.0, type_style("table", "text2")),), pad=4, rule=RULE)
    rows = [
        Row(
            cells=(
                Cell(action.text, 0.0, 0.8, type_style("print_body", "text", 500)),
                Cell(
                    short_day(action.due) if action.due else "",
                    0.8,
                    1.0,
                    type_style("print_body", "text2"),
                    Align.RIGHT,
                ),
            ),
            pad=5.5,
        )
        for action in actions
    ]
    return Stack(blocks=(head, *rows))


def trends_page(facts: CustomerFacts) -> Section | None:
    """Lay out what moves their industry."""
    if not facts.trends:
        return None
    rows = [(f"{i}", text) for i, text in enumerate(facts.trends, start=1)]
    heads = columns(("", 0.04), ("What we see in your industry", 0.96))
    period = (quarter_words(facts.quarter, facts.year),)
    message = trends_headline(facts)
    return part("trends", "Industry trends", message, period, [table(heads, rows)])


def trends_headline(facts: CustomerFacts) -> str:
    """Return how many trends there are."""
    many = len(facts.trends)
    return f"{spoken(many).capitalize()} {'trend' if many == 1 else 'trends'} to plan with."


def suggestions_page(facts: CustomerFacts) -> Section | None:
    """Lay out what they could do better, and what became of earlier suggestions."""
    if not facts.suggestions:
        return None
    quarter = facts.suggestions[0].quarter
    now = [s for s in facts.suggestions if s.quarter == quarter]
    before = [s for s in facts.suggestions if s.quarter != quarter]
    groups = [_ideas("", now), _ideas("Suggested before", before)]
    message = suggestions_headline(facts)
    blocks = _spaced([group for group in groups if group])
    period = (quarter_words(facts.quarter, facts.year),)
    return part("suggestions", "Suggestions for improvement", message, period, blocks)


def suggestions_headline(facts: CustomerFacts) -> str:
    """Return how many suggestions are new, and how many earlier ones were taken up."""
    quarter = facts.suggestions[0].quarter if facts.suggestions else ""
    before = [s for s in facts.suggestions if s.quarter != quarter]
    done = sum(s.state in {"done", "accepted"} for s in before)
    message = counted(len(facts.suggestions) - len(before), "suggestion") + " for this quarter"
    return message + (f"; {done} of {len(before)} earlier ones taken up." if before else ".")


def _ideas(head: str, ideas: Sequence[Idea]) -> list[Block]:
    if not ideas:
        return []
    heads = columns(("Suggestion", 0.74, "strong"), ("State", 0.13), ("Quarter", 0.13, "right"))
    rows = [(i.text, i.state, f"{i.quarter[4:]} {i.quarter[:4]}") for i in ideas]
    made = table(heads, rows)
    return [Heading(text=head, after=4), made] if head else [made]


def next_page(facts: CustomerFacts) -> Section | None:
    """Lay out the year together, the next dates, and what they asked of the product."""
    if not facts.marks and not facts.requests:
        return None
    marks = [Dated(m.date, m.type, m.state, m.label) for m in facts.marks]
    groups: list[list[Block]] = []
    if marks:
        head = Heading(text="Our year together", note="filled: held; open: planned", after=4)
        groups.append([head, year_line(facts.year, marks, facts.as_of)])
    groups += [_dates(facts), _requests(facts)]
    blocks = _spaced([group for group in groups if group])
    period = (f"as of {full_day(facts.as_of)}",)
    title = "Next quarter and next date"
    return part("next", title, next_headline(facts), period, blocks)


def next_headline(facts: CustomerFacts) -> str:
    """Return the next date after the visit that the paper is for."""
    here = facts.visit.date if facts.visit else facts.as_of
    coming = [m for m in facts.marks if m.date > here and m.state in {"planned", "agreed"}]
    if not coming:
        return "The next date is to be agreed in this meeting."
    first = min(coming, key=lambda m: m.date)
    return f"We see each other next on {spoken_day(first.date)}: {visit_name(first.type).lower()}."


def _dates(facts: CustomerFacts) -> list[Block]:
    coming = [m for m in facts.marks if m.date >= facts.as_of and m.state in {"planned", "agreed"}]
    if not coming:
        return []
    heads = columns(("Date", 0.34, "strong"), ("What", 0.42), ("State", 0.24))
    rows = [
        (
            spoken_day(m.date),
            visit_name(m.type),
            "agreed" if m.state == "agreed" else "proposed",
        )
        for m in coming[:_AHEAD]
    ]
    return headed("Dates", "the next ones first", table(heads, rows, pad=4), "")


def _requests(facts: CustomerFacts) -> list[Block]:
    if not facts.requests:
        return []
    heads = columns(("Request", 0.66, "strong"), ("State", 0.17), ("Asked", 0.17, "right"))
    rows = [(r.text, r.state, full_day(r.date) if r.date else "") for r in facts.requests]
    return headed("What you asked of the product", "", table(heads, rows, pad=4), "")

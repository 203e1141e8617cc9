"""Internal part 'Health explained': why the score is what it is (design p2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, short_day
from csplanner.domain.health_points import compared, points_of
from csplanner.drawing.canvas import type_style
from csplanner.drawing.marks import Health
from csplanner.reports.blocks import Heading, Space, Words
from csplanner.reports.health_part import chart, headline, method, since
from csplanner.reports.parts import moon_sign, sentences, side_by_side
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, part, table
from csplanner.reports.words import DASH, NO_DATA, data_to, signed

if TYPE_CHECKING:
    from csplanner.domain.health import Component
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_SIGNS = (Health.HEALTHY, Health.AT_RISK, Health.WATCH)


def health_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` lowers the picture for the lower sheet."""
    month = since(facts)
    change = f"change since {month} at right" if month else "no earlier month to compare with"
    blocks: list[Block] = [
        Heading(text="Health score and its five components", note=change, after=6),
        chart(facts, 300 if tight else 360, 20.0 if tight else 23.0),
        Space(size=12),
        Heading(text="Where the points come from", note=_sum(facts), after=4),
        _components(facts),
        Space(size=14),
    ]
    if facts.matters.readings:
        blocks += [Heading(text="Reading", note=_age(facts)), _reading(facts), Space(size=14)]
    blocks += _method(facts)
    first = full_day(facts.history[0].as_of)
    newest = max((c.as_of for c in facts.health.components if c.as_of), default=None)
    period = (f"{first} {DASH} {full_day(facts.as_of)}", data_to(newest, facts.as_of))
    return part("health", "Health explained", headline(facts), period, blocks)


def _sum(facts: InternalFacts) -> str:
    score = points_of(facts.health).score
    return "no component counts" if score is None else f"they sum to the score, {score}"


def _age(facts: InternalFacts) -> str:
    written = facts.matters.written
    return f"written {full_day(written)}" if written else "from the data"


def _components(facts: InternalFacts) -> Block:
    now, past = points_of(facts.health), compared(facts.history)
    then = points_of(past) if past else None
    heads = columns(
        ("Component", 0.2, "strong"), ("Weight", 0.1, "right"), ("Share now", 0.12, "right"),
        ("Value of 100", 0.14, "right"), ("Points", 0.1, "strong right"),
        (f"In {since(facts)}" if then else "Before", 0.14, "right"), ("Newest data", 0.2, "right"),
    )  # fmt: skip
    rows = []
    for i, component in enumerate(facts.health.components):
        before = "" if then is None or then.score is None else _before(now.parts[i], then.parts[i])
        rows.append(
            (
                component.name.value.capitalize(),
                f"{component.weight:g}",
                str(now.shares[i]) if component.counts else _left_out(component),
                NO_DATA if component.value is None else f"{component.value:.0f}",
                str(now.parts[i]) if component.counts else "0",
                before,
                short_day(component.as_of) if component.as_of else NO_DATA,
            )
        )
    return table(heads, rows, pad=4.0)


def _left_out(component: Component) -> str:
    return NO_DATA if component.missing else "too old"


def _before(now: int, then: int) -> str:
    return f"{then} ({signed(now - then)})"


def _reading(facts: InternalFacts) -> Block:
    return side_by_side(
        [
            sentences(reading.head, moon_sign(_sign(reading.head, i)), (reading.text,), "")
            for i, reading in enumerate(facts.matters.readings[:3])
        ]
    )


def _sign(head: str, at: int) -> Health:
    named = {"What rose": Health.HEALTHY, "What fell": Health.AT_RISK}
    return named.get(head, Health.WATCH if head.startswith("What would") else _SIGNS[at])


def _method(facts: InternalFacts) -> list[Block]:
    style = type_style("print_note", "text2")
    words = [Words(text=text, style=style, line=14, after=2) for text in method(facts)]
    return [Stack(blocks=(Heading(text="How the score is made", note=facts.policy), *words))]

"""Customer part 'What you set out to do': the objective, and each goal on a bar (design p6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.days import MONTHS, full_day, long_day
from csplanner.drawing.bars import GoalBar, draw_goal_bar
from csplanner.drawing.canvas import Align, Box, Style, TextStyle, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health
from csplanner.drawing.sparkline import draw_sparkline
from csplanner.reports.blocks import HAIR, Cell, Row, Whole, Words
from csplanner.reports.layout import joined
from csplanner.reports.parts import side_by_side
from csplanner.reports.stacks import Stack, Table
from csplanner.reports.tables import part
from csplanner.reports.text import wrapped
from csplanner.reports.words import quarter_words, spoken

if TYPE_CHECKING:
    from csplanner.domain.customer_facts import CustomerFacts, GoalFacts, Result
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

REACHED, CLOSE = 1.0, 0.8
_BAR_FROM, _BAR_TO, _STATE, _LINE = 0.332, 0.66, 0.70, 0.864
_STATES = {
    "Reached": Health.HEALTHY,
    "Close": Health.WATCH,
    "Behind": Health.AT_RISK,
}


def goals_page(facts: CustomerFacts) -> Section | None:
    """Lay out the part, or nothing when nothing of theirs is to be shown."""
    blocks: list[Block] = []
    if facts.objective:
        blocks += [Words(text=facts.objective, style=type_style("body", "text"), line=20, after=6)]
    blocks += _goals(facts)
    if not blocks:
        return None
    period = f"as of {full_day(facts.as_of)}"
    if facts.last_review:
        period = joined((period, f"the thin line: the review of {full_day(facts.last_review)}"))
    return part("goals", "What you set out to do", goals_headline(facts), (period,), blocks)


def state_of_goal(now: float | None) -> str:
    """Return how a goal stands in a word, empty where it has no number yet."""
    if now is None:
        return ""
    if round(now, 4) >= REACHED:
        return "Reached"
    return "Close" if round(now, 4) >= CLOSE else "Behind"


def goals_headline(facts: CustomerFacts) -> str:
    """Return how many goals are reached, close and behind."""
    states = [state_of_goal(goal.now) for goal in facts.goals]
    counts = [(states.count(word), word.lower()) for word in _STATES if word in states]
    if not counts:
        return f"{quarter_words(facts.quarter, facts.year)}. As of {long_day(facts.as_of)}."
    count, word = counts[0]
    first = f"{spoken(count).capitalize()} {'goal' if count == 1 else 'goals'} {word}"
    sentence = ", ".join([first, *(f"{spoken(n)} {w}" for n, w in counts[1:])]) + "."
    agreed = {goal.agreed for goal in facts.goals}
    day = next(iter(agreed)) if len(agreed) == 1 else None
    if day is None or len(states) == 1:
        return f"{sentence} As of {long_day(facts.as_of)}."
    words = long_day(day)
    words = words.rsplit(" ", 1)[0] if day.year == facts.as_of.year else words
    return f"{sentence} These are the {spoken(len(states))} goals agreed on {words}."


def results_row(results: tuple[Result, ...]) -> Block:
    """Return up to three results side by side, their figures large."""
    big = TextStyle(28, 600, "text", -0.025, title=True)
    stacks = [
        Stack(
            blocks=(
                Words(text=result.figure, style=big, line=34),
                Words(text=result.text, style=type_style("print_body", "text2"), line=16),
            )
        )
        for result in results
    ]
    return side_by_side(stacks, gap=22)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow(Whole):
    """A goal: words and number at left, bar with its note, state, line of nine months."""

    goal: GoalFacts
    keep: bool = False

    def height(self, width: float) -> float:
        """Return the height of the longer side."""
        title, figure, note = self._lines(width)
        left = 16 * len(title) + 16 * len(figure)
        right = 26 * (self.goal.now is not None) + 15 * len(note)
        return max(left, right, 30.0) + 27

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint the row and its hairline."""
        title, figure, note = self._lines(box.w)
        y = box.y + 24
        for line in title:
            canvas.text((box.x, y), line, type_style("table_strong"))
            y += 16
        for line in figure:
            canvas.text((box.x, y), line, type_style("table", "text2"))
            y += 16
        y = box.y + 28
        if self.goal.now is not None:
            self._draw_bar(canvas, box)
            y = box.y + 56
        for line in note:
            canvas.text((box.x + _BAR_FROM * box.w, y), line, type_style("print_body", "text2"))
            y += 15
        foot = box.y + self.height(box.w) - 0.5
        canvas.lines(((box.x, foot, box.x + box.w, foot),), HAIR)

    def _draw_bar(self, canvas: Canvas, box: Box) -> None:
        now = self.goal.now or 0.0
        state = state_of_goal(now)
        bar = Box(box.x + _BAR_FROM * box.w, box.y + 14, (_BAR_TO - _BAR_FROM) * box.w, 22)
        value = GoalBar(now=now, before=self.goal.before, behind=state == "Behind")
        draw_goal_bar(canvas, bar, value)
        x, middle = box.x + _STATE * box.w, box.y + 25
        canvas.stamp(moon(_STATES[state], 10.5), x + 5, middle)
        canvas.text((x + 18, middle + 4.4), state, type_style("table_strong"))
        line = Box(box.x + _LINE * box.w, middle - 8, 0.08 * box.w, 13)
        draw_sparkline(canvas, line, self.goal.line, colour="text2", end=True)

    def _lines(self, width: float) -> tuple[tuple[str, ...], ...]:
        left, right = _BAR_FROM * width - 16, (_STATE - _BAR_FROM) * width
        if self.goal.now is None:
            right = (1 - _BAR_FROM) * width
        found = (
            wrapped(self.goal.text, type_style("table_strong"), left),
            wrapped(self.goal.figure, type_style("table", "text2"), left),
            wrapped(self.goal.note, type_style("print_body", "text2"), right),
        )
        return tuple(lines if lines != ("",) else () for lines in found)


def _goals(facts: CustomerFacts) -> list[Block]:
    if not facts.goals:
        return []
    style = type_style("print_note", "text2")
    known = [goal for goal in facts.goals if goal.now is not None]
    cells = [Cell("Goal", 0.0, 0.3, style)]
    if known:
        cells.append(Cell("thick line: goal", 0.5, _BAR_TO, style, Align.RIGHT))
        cells.append(Cell("State", _STATE, _STATE + 0.1, style))
    if any(goal.before is not None for goal in known):
        cells.append(Cell(f"thin line: {_before(facts)}", _BAR_FROM, 0.52, style))
    if any(goal.line for goal in known):
        cells.append(Cell("9 months", _LINE, 1.0, style))
    head = Row(cells=tuple(cells), pad=4, rule=Style(stroke="text2"))
    return [Table(head=head, rows=tuple(GoalRow(goal=goal) for goal in facts.goals))]


def _before(facts: CustomerFacts) -> str:
    return MONTHS[facts.last_review.month - 1] if facts.last_review else "start"

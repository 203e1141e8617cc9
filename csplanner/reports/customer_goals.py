"""Customer page 'Progress against your goals': results, goals, actions of both sides, the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.days import MONTHS, long_day, short_day
from csplanner.drawing.bars import GoalBar, draw_goal_bar
from csplanner.drawing.canvas import Align, Box, Style, TextStyle, type_style
from csplanner.drawing.glyphs import moon
from csplanner.drawing.marks import Health
from csplanner.drawing.sparkline import draw_sparkline
from csplanner.reports.blocks import HAIR, RULE, Cell, Heading, Row, Space, Whole, Words
from csplanner.reports.layout import Section
from csplanner.reports.parts import Dated, side_by_side, title_block, year_line
from csplanner.reports.stacks import Stack, Table
from csplanner.reports.text import wrapped
from csplanner.reports.words import quarter_words, spoken

if TYPE_CHECKING:
    from csplanner.domain.customer_facts import ActionFacts, CustomerFacts, GoalFacts, Result
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block, Picture

REACHED, CLOSE = 1.0, 0.8
_RESULTS = 3
_BAR_FROM, _BAR_TO, _STATE, _LINE = 0.332, 0.66, 0.70, 0.864
_STATES = {
    "Reached": Health.HEALTHY,
    "Close": Health.WATCH,
    "Behind": Health.AT_RISK,
}


def progress(facts: CustomerFacts) -> Section | None:
    """Lay out the page, or nothing when there is nothing of theirs to show."""
    parts = [
        part
        for part in (
            _results(facts.results),
            _goals(facts),
            _actions(facts),
            _wrong(facts.wrong),
            _year(facts),
        )
        if part
    ]
    if not parts:
        return None
    blocks: list[Block] = [title_block("Progress against your goals", _headline(facts))]
    for part in parts:
        blocks += [Space(size=8 if len(blocks) == 1 else 18), *part]
    return Section(title="Progress against your goals", blocks=tuple(blocks))


def state_of_goal(now: float | None) -> str:
    """Return how a goal stands in a word, empty where it has no number yet."""
    if now is None:
        return ""
    if round(now, 4) >= REACHED:
        return "Reached"
    return "Close" if round(now, 4) >= CLOSE else "Behind"


def _headline(facts: CustomerFacts) -> str:
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


def _results(results: tuple[Result, ...]) -> list[Block]:
    if not results:
        return []
    big = TextStyle(28, 600, "text", -0.025, title=True)
    stacks = [
        Stack(
            blocks=(
                Words(text=result.figure, style=big, line=34),
                Words(text=result.text, style=type_style("print_body", "text2"), line=16),
            )
        )
        for result in results[:_RESULTS]
    ]
    return [side_by_side(stacks, gap=22)]


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
                Cell(_due(action), 0.8, 1.0, type_style("print_body", "text2"), Align.RIGHT),
            ),
            pad=5.5,
        )
        for action in actions
    ]
    return Stack(blocks=(head, *rows))


def _due(action: ActionFacts) -> str:
    return short_day(action.due) if action.due else ""


def _wrong(texts: tuple[str, ...]) -> list[Block]:
    style = type_style("print_body", "text2")
    words = [Words(text=text, style=style, line=15, after=3) for text in texts]
    return [Heading(text="What we got wrong"), *words] if words else []


def _year(facts: CustomerFacts) -> list[Block]:
    if not facts.marks:
        return []
    marks = [Dated(m.date, m.type, m.state, m.label) for m in facts.marks]
    line: Picture = year_line(facts.year, marks, facts.as_of)
    return [Heading(text="Our year together", after=4), line]

"""The strips under the rows of the year grid: load of CSMs, executive rota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.drawing.grid_values import LoadRow, RotaRow, RotaSlot
from ui import formats

if TYPE_CHECKING:
    from csplanner.services.plan_facts import PersonRow, PersonYear, YearFacts


def load_rows(facts: YearFacts, most: int) -> tuple[LoadRow, ...]:
    """Return the load strip; of more people than there is room for, the busiest."""
    people = sorted(facts.loads, key=lambda person: (-person.weeks_over, -person.utilisation))
    return tuple(_load_row(person) for person in people[:most])


def _load_row(person: PersonYear) -> LoadRow:
    over = person.weeks_over
    return LoadRow(
        key=person.id,
        name=person.name,
        hours=person.hours,
        capacity=person.capacity,
        share=formats.percent(person.utilisation),
        over=f"{over} wk over" if over else "within",
        over_weeks=over,
        away=person.away,
    )


def rota_row(facts: YearFacts) -> RotaRow:
    """Return the executive rota."""
    letters = {person.id: letter_of(person) for person in facts.people}
    slots = tuple(
        RotaSlot(week=week, letters="".join(sorted(letters[who] for who in people)))
        for week, people in facts.rota
    )
    count = sum(len(people) for _, people in facts.rota)
    return RotaRow(note=formats.counted(count, "slot"), slots=slots)


def letter_of(person: PersonRow) -> str:
    """Return one letter for an executive: the middle one of CTO, CPO, COO, CEO; else the name's."""
    title = person.title
    if not title.isupper():
        title = "".join(word[0] for word in title.split()).upper()
    if len(title) == 3 and title[0] == "C" and title[-1] == "O":
        return title[1]
    return "E" if person.role == "CEO" else formats.initials(person.name)[:1]

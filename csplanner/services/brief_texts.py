"""The texts of a brief that only a person can write: what is asked, what was written, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, BriefTextId
from csplanner.domain.records import BriefText

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from csplanner.services.workspace import Reader, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text that is asked for: `shared` ones may be marked for the customer, `always` ones are."""

    part: str
    label: str
    prompt: str
    shared: bool = False
    always: bool = False


ASKED = (
    Asked(
        part="objective",
        label="Objective",
        prompt="What must be true when you leave the room?",
        shared=True,
    ),
    Asked(
        part="outcome",
        label="Outcomes",
        prompt="A line each, the figure before a bar: 1,240 h | of dispatch time given back",
        shared=True,
    ),
    Asked(
        part="learned",
        label="What we learned",
        prompt="What worked, so that others can do it too?",
        shared=True,
    ),
    Asked(
        part="wrong",
        label="What we got wrong",
        prompt="Say it before they do, and what you did about it.",
        shared=True,
    ),
    Asked(
        part="going_well", label="Going well", prompt="A line each; without any the data is used."
    ),
    Asked(part="at_risk", label="At risk", prompt="A line each; without any the data is used."),
    Asked(part="ask", label="What we ask for", prompt="What do you need from them, by when?"),
    Asked(
        part="reading",
        label="Reading of health",
        prompt="What do you make of the score? A line each, its head before a bar.",
    ),
    Asked(part="never_say", label="Never say", prompt="What must not be said or promised?"),
    Asked(part="exposure", label="Exposure", prompt="What does it cost us if a commitment slips?"),
)


_HEADED = frozenset({"outcome", "reading"})  # parts whose lines begin with a figure or a head


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands for one part: a line a text, whether the customer may read it, and its age."""

    asked: Asked
    text: str
    shared: bool
    written: dt.date | None


def texts_of(reader: Reader, account_id: str, quarter: str) -> tuple[Written, ...]:
    """Return what was written for a quarter, by part."""
    found = reader.where(BriefText, account_id=account_id, quarter=quarter)
    return tuple(_written(asked, [t for t in found if t.part == asked.part]) for asked in ASKED)


def _written(asked: Asked, texts: Sequence[BriefText]) -> Written:
    lines = [f"{t.figure} | {t.text}" if t.figure else t.text for t in texts]
    days = [t.written for t in texts if t.written is not None]
    return Written(
        asked=asked,
        text="\n".join(lines),
        shared=bool(texts) and all(t.customer_safe for t in texts),
        written=max(days, default=None),
    )


def save_texts(
    reader: Reader,
    work: UnitOfWork,
    place: tuple[str, str],
    told: Mapping[str, tuple[str, bool]],
    on: dt.date,
) -> int:
    """Keep texts by part as (lines, shared) for (account id, quarter); returns parts changed.

    A part that did not change keeps its age.
    """
    account_id, quarter = place
    changed = 0
    for before in texts_of(reader, account_id, quarter):
        part = before.asked.part
        if part not in told:
            continue
        text, shared = told[part][0].strip(), told[part][1] and before.asked.shared
        if (text, shared if text else False) == (before.text.strip(), before.shared):
            continue
        changed += 1
        old = reader.where(BriefText, account_id=account_id, quarter=quarter, part=part)
        for item in old:
            work.remove(item)
        work.put(*_records(place, part, (text, shared), on))
    return changed


def _records(
    place: tuple[str, str], part: str, told: tuple[str, bool], on: dt.date
) -> list[BriefText]:
    found = []
    for line in told[0].splitlines():
        figure, bar, text = line.partition("|") if part in _HEADED else ("", "", line)
        words = (text if bar or part not in _HEADED else line).strip()
        if words:
            found.append(
                BriefText(
                    id=BriefTextId(new_id()),
                    account_id=AccountId(place[0]),
                    quarter=place[1],
                    part=part,
                    figure=figure.strip() if bar else "",
                    text=words,
                    written=on,
                    customer_safe=told[1],
                )
            )
    return found

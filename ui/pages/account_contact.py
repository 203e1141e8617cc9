"""The fields of one of the customer's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.dialogs.record_form import Field

if TYPE_CHECKING:
    from csplanner.domain.records import Contact

STARS = tuple((n, f"{n} of 5") for n in (5, 4, 3, 2, 1))
_STANCES = (
    (5, "5, champion of ours"),
    (4, "4, supportive"),
    (3, "3, neutral"),
    (2, "2, critical"),
    (1, "1, against us"),
)


def contact_fields(made: Contact, soon: tuple[tuple[Any, str], ...]) -> tuple[Field, ...]:
    """Return the fields of a contact; `soon` is where an open day begins."""
    return (
        Field(key="name", label="Name", value=made.name, needed=True),
        Field(key="title", label="Title", value=made.title),
        Field(key="role", label="Role", value=made.role, hint="champion, economic buyer, ..."),
        Field(key="influence", label="Influence", kind="choice", value=made.influence,
              choices=((None, "not known"), *STARS)),
        Field(key="attitude", label="Stance", kind="choice", value=made.attitude,
              choices=((None, "not known"), *_STANCES)),
        Field(key="reason", label="Why this stance"),
        Field(key="touch_interval_days", label="Wanted every", kind="number",
              value=made.touch_interval_days, hint="days"),
        Field(key="last_touch", label="Last met", kind="day", value=made.last_touch,
              choices=soon),
        Field(key="available_weekdays", label="Can be met", kind="weekdays",
              value=made.available_weekdays),
        Field(key="away_from", label="Away from", kind="day", value=made.away_from,
              choices=soon),
        Field(key="away_to", label="Away to", kind="day", value=made.away_to,
              choices=soon),
    )  # fmt: skip

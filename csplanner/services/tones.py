"""Keeps the tone of ticket threads: scored once, until the text or the scorer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.records import Organisation, Person
from csplanner.insight.sentiment import SCORER, thread_tone
from csplanner.store import reads_insight as reads

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from csplanner.services.workspace import Reader

AT_ONCE = 2000


def keep_tones(
    reader: Reader, until: dt.date, ids: Collection[str] | None = None, job: Job | None = None
) -> int:
    """Score the threads opened up to a day that have no tone yet; returns how many.

    A file that is open read-only keeps none: what it holds counts, the rest is not scored.
    """
    if reader.database.read_only:
        return 0
    job, scored = job or Job(), 0
    ours: tuple[str, ...] | None = None
    while rows := reads.untoned(reader.database, SCORER, until, ids):
        ours = our_names(reader) if ours is None else ours
        found = []
        for ticket, text in rows:
            job.check()
            tone = thread_tone(text, ours)
            found.append(
                {
                    "ticket_id": ticket,
                    "scorer": SCORER,
                    "language": tone.language,
                    "start": tone.start,
                    "end": tone.end,
                    "slope": tone.slope,
                    "mean": tone.mean,
                }
            )
        reads.keep_tones(reader.database, found)
        scored += len(found)
        job.step(scored / (scored + AT_ONCE), f"Reading the tone of {scored:,} tickets")
    return scored


def our_names(reader: Reader) -> tuple[str, ...]:
    """Return the names whose turns in a thread are ours."""
    us = [organisation.name for organisation in reader.all(Organisation)]
    return (*us, *(person.name for person in reader.all(Person)))

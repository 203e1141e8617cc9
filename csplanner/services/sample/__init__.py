"""The sample portfolio: an invented team with two years behind it and a year planned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.base.ids import seeded_ids
from csplanner.base.job import Job
from csplanner.services.problem import problem_for
from csplanner.services.sample import accounts as customers
from csplanner.services.sample import plan, preparation, team
from csplanner.services.sample.cases import all_cases
from csplanner.services.sample.contacts import contacts
from csplanner.services.sample.drivers import drivers
from csplanner.services.sample.frame import Frame
from csplanner.services.sample.levels import levels
from csplanner.services.sample.measures import measures, surveys
from csplanner.services.sample.past import past
from csplanner.services.sample.registers import Registers
from csplanner.services.sample.tickets import all_tickets
from csplanner.services.sample.visits import Cast, held_engagements
from csplanner.services.tones import keep_tones

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.services.workspace import UnitOfWork, Workspace

LABEL = "Sample portfolio"
SEED = 20270512


def build_sample(workspace: Workspace, today: dt.date, job: Job | None = None) -> None:
    """Fill an empty portfolio with the sample team, dated relative to `today`.

    The same day gives the same records. History then holds one entry, which is not undone.
    """
    job = job or Job()
    job.step(0.0, "Inventing a team")
    make = seeded_ids(SEED)
    frame = Frame(today, make)
    with workspace.change(LABEL) as work:
        cast = _cast(work, frame)
        _evidence(work, frame, cast)
        _visits(work, frame, cast)
    run = plan.adopt_year(workspace, frame, make, job.part(0.4, 0.9))
    job.step(0.9, "Preparing the next visits")
    with workspace.change(LABEL) as work:
        work.put(replace(run, date=min(today, frame.day(plan.RUN_DAY))))
        work.put(*plan.finished(workspace, frame, cast, run))
        told, replaced = preparation.trips(frame, cast, workspace)
        work.remove(*replaced)
        work.put(*told)
        work.put(*preparation.checklists(frame, cast, workspace))
        work.put(*preparation.printed(frame, cast, workspace))
    workspace.seal(LABEL)
    keep_tones(workspace, today)


def _cast(work: UnitOfWork, frame: Frame) -> Cast:
    """Write our side and the customers' side."""
    people = team.team(frame)
    known = customers.accounts(frame, people)
    theirs = contacts(frame, known, levels())
    work.put(team.organisation(frame), *team.papers(frame), *people.values())
    work.put(*team.days_away(frame, people), *team.company_blackouts(frame))
    work.put(*known.values(), *customers.closed_days(frame, known))
    work.put(*customers.revenue(frame, known), *customers.ratings(frame, known))
    work.put(*(contact for group in theirs.values() for contact in group))
    return Cast(people=people, accounts=known, contacts=theirs)


def _evidence(work: UnitOfWork, frame: Frame, cast: Cast) -> None:
    """Write measures, surveys, drivers with goals, and tickets."""
    known, level = cast.accounts, levels()
    work.put(*measures(frame, known, level))
    work.put(*surveys(frame, known, level, cast.contacts))
    work.put(*drivers(frame, known, level))
    work.put(*all_tickets(frame, known, all_cases(frame, known, level, cast.contacts)))


def _visits(work: UnitOfWork, frame: Frame, cast: Cast) -> None:
    """Write what was held or agreed, earlier runs, and the registers that refer to it."""
    year = frame.today.year
    problems = [problem_for(work, y, frame.today) for y in (year - 2, year - 1, year)]
    held = past(frame, problems, cast.accounts)
    engagements = list(held_engagements(frame, cast, held, problems[-1]))
    work.put(*engagements)
    work.put(*plan.earlier_runs(frame), *plan.waivers(frame, cast))
    work.put(*Registers(frame, cast.accounts, engagements).all(cast.contacts))

"""What would move health, and what did: drivers on target, and steps between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.health import Lever, Part, Step
from csplanner.domain.health_profile import STANDARD
from csplanner.insight.drivers import attained

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.health import Health
    from csplanner.domain.health_facts import HealthFacts
    from csplanner.domain.health_profile import Profile


def levers(facts: HealthFacts, now: Health, profile: Profile = STANDARD) -> tuple[Lever, ...]:
    """Return what each driver would add to the score if it were on target, the most first.

    Only outcomes change: what a driver does to use or to tickets in time is not guessed. Nothing
    is said where outcomes do not count.
    """
    part = now.part(Part.OUTCOMES)
    if now.score is None or not part.counts:
        return ()
    known = attained(facts.drivers, now.as_of)
    total = sum(one.driver.weight for one in known)
    found = []
    for one in known:
        lost = 100.0 - profile.value("attainment", one.share)
        points = part.share * one.driver.weight * lost / total / 100
        if points > 0:
            score = min(100.0, now.score + points)
            found.append(Lever(driver=one.driver.name, points=points, score=score))
    return tuple(sorted(found, key=lambda lever: (-lever.points, lever.driver)))


def steps_between(before: Health, now: Health) -> tuple[Step, ...]:
    """Return by how many points each component moved the score; they sum to its change.

    Points include what spreading did: a component that became stale gives its points to the others.
    Nothing is said where one of the two days has no score.
    """
    if before.score is None or now.score is None:
        return ()
    return tuple(
        Step(
            name=part,
            points=round(now.part(part).contribution - before.part(part).contribution, 1),
            counted_before=before.part(part).counts,
            counts_now=now.part(part).counts,
        )
        for part in Part
    )


def latest_review(visits: tuple[tuple[dt.date, str], ...], as_of: dt.date) -> dt.date | None:
    """Return the day of the newest QBR-like visit before a day, by (day, type) of visits held."""
    found = [day for day, kind in visits if day < as_of and "qbr" in kind]
    return max(found, default=None)

"""Accounts whose health fell: by how much since when, and which component weighs most in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.records import Account
from csplanner.services.score import health_history, score_accounts

if TYPE_CHECKING:
    from csplanner.domain.health import Health
    from csplanner.services.workspace import Reader

SINCE = dt.timedelta(days=90)
_LEAST = 1.0
_MONTHS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDrop:
    """One fall: the score now and before, the reason in words, months of scores oldest first."""

    account_id: str
    account: str
    now: Health
    before: float
    since: dt.date
    reason: str
    line: tuple[float | None, ...]

    @property
    def change(self) -> float:
        """Points gained; negative for a fall."""
        return (self.now.score or 0.0) - self.before


def health_drops(
    reader: Reader, today: dt.date, owner: str = "", most: int = 3, job: Job | None = None
) -> tuple[HealthDrop, ...]:
    """Return the largest falls over 90 days, of one CSM's accounts or of all."""
    wanted = [a.id for a in reader.all(Account) if not a.archived and owner in {"", a.owner_id}]
    since, job = today - SINCE, job or Job()
    then_scored = score_accounts(reader, since, wanted, job.part(0.0, 0.5))
    before = {score.id: score.health for score in then_scored}
    fallen = []
    for score in score_accounts(reader, today, wanted, job.part(0.5, 1.0)):
        now, then = score.health.score, before[score.id].score
        if now is not None and then is not None and then - now >= _LEAST:
            fallen.append((now - then, score))
    fallen.sort(key=lambda pair: (pair[0], pair[1].name.casefold()))
    return tuple(
        HealthDrop(
            account_id=score.id,
            account=score.name,
            now=score.health,
            before=before[score.id].score or 0.0,
            since=since,
            reason=reason_of(before[score.id], score.health),
            line=tuple(h.score for h in health_history(reader, score.id, today, _MONTHS)),
        )
        for _, score in fallen[:most]
    )


def reason_of(before: Health, now: Health) -> str:
    """Return the component that lost most points, with the numbers behind it."""
    lost = [
        (part.contribution - before.part(part.name).contribution, part) for part in now.components
    ]
    change, part = min(lost, key=lambda pair: pair[0])
    if change >= 0:
        return "a component without data is left out"
    if part.missing or part.stale:
        return f"{part.name.value}: {'no data' if part.missing else 'data too old'} any more"
    return f"{part.name.value} {change:+.0f} points: {part.basis}".replace("-", "\N{MINUS SIGN}", 1)

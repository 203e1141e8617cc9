"""Taking engagements off the calendar, with what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.domain.records import (
    Action,
    BriefVersion,
    ChecklistItem,
    Promise,
    Risk,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from csplanner.domain.promise import Owed
    from csplanner.domain.records import Engagement
    from csplanner.services.workspace import UnitOfWork


def take_off(work: UnitOfWork, engagements: Collection[Engagement]) -> None:
    """Remove engagements: their checklists go with them, what was promised or printed stays."""
    if not engagements:
        return
    gone = {engagement.id for engagement in engagements}
    work.remove(*(item for item in work.all(ChecklistItem) if item.engagement_id in gone))
    owed: list[Owed] = [*work.all(Promise), *work.all(Action), *work.all(Risk)]
    work.put(*(replace(item, engagement_id=None) for item in owed if item.engagement_id in gone))
    printed = [paper for paper in work.all(BriefVersion) if paper.engagement_id in gone]
    work.put(*(replace(paper, engagement_id=None) for paper in printed))
    work.remove(*engagements)

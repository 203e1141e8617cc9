"""Touches that shall not be done: a CSM asks with a reason, the manager decides, both are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.base.ids import new_id
from csplanner.domain.engagement import State
from csplanner.domain.ids import WaiverId
from csplanner.domain.records import Engagement, UnplacedTouch, Waiver
from csplanner.services.find import account_named, engagement_named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from csplanner.domain.ids import AccountId
    from csplanner.services.workspace import Reader, UnitOfWork, Workspace

__all__ = ["Challenge", "ask", "challenges", "decide", "open_waiver", "waive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A touch that somebody asked not to do, in words; `waiver` holds reason and decision."""

    account: str
    account_name: str
    type: str
    period: str
    waiver: Waiver

    @property
    def is_open(self) -> bool:
        """Whether nobody decided yet."""
        return self.waiver.decided_on is None


def challenges(
    waivers: Iterable[Waiver], known: Mapping[str, tuple[str, str]], year: int, as_of: dt.date
) -> tuple[Challenge, ...]:
    """Return the challenges of a year: those that wait first, then the newest decision first.

    `known` holds the account's name and the type of each touch of the year. What was decided after
    the day still waited on it.
    """
    found = [
        Challenge(
            account=waiver.account_id,
            account_name=known.get(waiver.touch, ("An account that left plans", ""))[0],
            type=known.get(waiver.touch, ("", "other"))[1],
            period=parts[2] if len(parts := waiver.touch.split(":")) > 2 else "",
            waiver=_as_of(waiver, as_of),
        )
        for waiver in waivers
        if waiver.touch in known or f":{year}-" in waiver.touch
    ]
    order = {True: 0, False: 1}
    return tuple(
        sorted(
            found,
            key=lambda c: (
                order[c.is_open],
                -(c.waiver.decided_on.toordinal() if c.waiver.decided_on else 0),
                c.account_name,
                c.waiver.touch,
            ),
        )
    )


def _as_of(waiver: Waiver, as_of: dt.date) -> Waiver:
    if waiver.decided_on is None or waiver.decided_on <= as_of:
        return waiver
    return replace(waiver, decided_on=None, decided_by="", refused=False)


def ask(workspace: Workspace, touch: str, reason: str, asked_by: str = "") -> Waiver:
    """Ask that a touch shall not be done; it stays owed until somebody decides."""
    waiver = _asked(workspace, touch, reason, asked_by)
    with workspace.change(f"Ask to waive {touch}{_by(asked_by)}") as work:
        work.put(waiver)
    return waiver


def decide(workspace: Workspace, touch: str, *, granted: bool, decided_by: str = "") -> Waiver:
    """Grant or refuse what was asked of a touch; a granted one leaves the calendar."""
    waiver = open_waiver(workspace, touch)
    if waiver is None:
        raise UserMistake(
            f"Nobody asked to waive {touch!r}.", "Ask first: csplanner waive TOUCH --ask --reason."
        )
    day = workspace.clock.today()
    decided = replace(waiver, decided_by=decided_by, decided_on=day, refused=not granted)
    label = f"{'Waive' if granted else 'Refuse to waive'} {touch}{_by(decided_by)}"
    with workspace.change(label) as work:
        _keep(work, decided)
    return decided


def waive(
    workspace: Workspace, touch: str, reason: str, asked_by: str = "", decided_by: str = ""
) -> Waiver:
    """Decide at once that a touch shall not be done, with a reason that is kept."""
    waiver = _asked(workspace, touch, reason, asked_by)
    decided = replace(waiver, decided_by=decided_by, decided_on=workspace.clock.today())
    with workspace.change(f"Waive {touch}{_by(decided_by)}") as work:
        _keep(work, decided)
    return decided


def open_waiver(reader: Reader, touch: str) -> Waiver | None:
    """Return what was asked of a touch and is not decided yet."""
    waiting = (w for w in reader.where(Waiver, touch=touch) if w.decided_on is None)
    return next(waiting, None)


def _asked(reader: Reader, touch: str, reason: str, asked_by: str) -> Waiver:
    if not reason.strip():
        raise UserMistake("A waiver needs a reason.", "Say it with --reason.")
    known = open_waiver(reader, touch)
    if known is not None:
        return replace(known, reason=reason, asked_by=asked_by or known.asked_by)
    return Waiver(
        id=WaiverId(new_id()),
        account_id=_account_of(reader, touch),
        touch=touch,
        asked_by=asked_by,
        reason=reason.strip(),
    )


def _by(name: str) -> str:
    return f", by {name}" if name else ""


def _account_of(reader: Reader, touch: str) -> AccountId:
    """Return whose touch it is: by the calendar, by what has no date, by the id itself."""
    for item in reader.where(Engagement, touch=touch):
        return item.account_id
    for missing in reader.where(UnplacedTouch, touch=touch):
        return missing.account_id
    if touch.count(":") >= 2:
        return account_named(reader, touch.partition(":")[0]).id
    return engagement_named(reader, touch).account_id


def _keep(work: UnitOfWork, waiver: Waiver) -> None:
    work.put(waiver)
    if waiver.refused:
        return
    live = [
        e
        for e in work.where(Engagement, touch=waiver.touch)
        if e.state in {State.PLANNED, State.AGREED}
    ]
    work.put(*(replace(e, state=State.WAIVED, reason=waiver.reason) for e in live))

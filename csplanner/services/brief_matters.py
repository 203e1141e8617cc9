"""What matters on one page: what a person wrote, else what the data says in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.amounts import amount
from csplanner.domain.days import full_day
from csplanner.domain.health import CLOSE_FROM, ON_TARGET_FROM, WATCH_FROM, Part
from csplanner.domain.internal_facts import Matters, Reading
from csplanner.domain.promise import Side
from csplanner.domain.records import Action, BriefText, Risk

if TYPE_CHECKING:
    from csplanner.domain.health import Component, DriverState, Health
    from csplanner.services.score import Insight
    from csplanner.services.workspace import Reader

SHOWN = 3
_MOVED = 0.02
_STRONG = 85.0


def matters_of(reader: Reader, account_id: str, quarter: str, insight: Insight) -> Matters:
    """Return three columns and the readings; what nobody wrote is said from the data."""
    texts = reader.where(BriefText, account_id=account_id, quarter=quarter)

    def written(part: str) -> tuple[str, ...]:
        return tuple(t.text for t in texts if t.part == part and t.text.strip())

    readings = tuple(
        Reading(head=t.figure or "Reading", text=t.text) for t in texts if t.part == "reading"
    )
    days = [t.written for t in texts if t.written is not None]
    return Matters(
        going_well=written("going_well") or _going_well(insight),
        at_risk=written("at_risk") or _at_risk(reader, account_id, insight),
        ask=written("ask") or _asks(reader, account_id),
        readings=readings or _readings(insight),
        written=max(days, default=None),
    )


def _said(driver: DriverState) -> str:
    """Say a driver with its numbers: 'Certified admins: 6, target 6'."""
    now = "no data" if driver.current is None else amount(driver.current, driver.unit)
    if driver.target is None:
        return f"{driver.name}: {now}"
    return f"{driver.name}: {now}, target {amount(driver.target, driver.unit)}"


def _moved(driver: DriverState) -> float:
    if driver.attainment is None or driver.before is None:
        return 0.0
    return driver.attainment - driver.before


def _going_well(insight: Insight) -> tuple[str, ...]:
    good = [
        d
        for d in insight.drivers
        if (d.attainment or 0) >= ON_TARGET_FROM
        or ((d.attainment or 0) >= CLOSE_FROM and _moved(d) > _MOVED)
    ]
    good.sort(key=lambda d: -(d.attainment or 0))
    strong = [c for c in _known(insight) if (c.value or 0) >= _STRONG]
    strong.sort(key=lambda c: -(c.value or 0))
    found = [f"{_said(d)}{_since(d)}." for d in good] + [_component(c) for c in strong]
    return tuple(found[:SHOWN])


def _known(insight: Insight) -> list[Component]:
    """Return the components that count, but outcomes: the drivers themselves are said."""
    found = insight.history[-1].components
    return [c for c in found if c.counts and c.name is not Part.OUTCOMES]


def _component(component: Component) -> str:
    name = component.name.value.capitalize()
    return f"{name} {component.value or 0:.0f} of 100. {component.basis}"


def _since(driver: DriverState) -> str:
    moved = _moved(driver)
    if abs(moved) < _MOVED:
        return ""
    return f"; {'up' if moved > 0 else 'down'} {abs(moved) * 100:.0f} points in 90 days"


def _at_risk(reader: Reader, account_id: str, insight: Insight) -> tuple[str, ...]:
    risks = [r for r in reader.where(Risk, account_id=account_id) if _is_open(r.status, r.closed)]
    risks.sort(key=lambda r: (r.due is None, r.due, r.id))
    bad = [d for d in insight.drivers if d.attainment is not None and d.attainment < CLOSE_FROM]
    bad.sort(key=lambda d: d.attainment or 0)
    weak = [c for c in _known(insight) if (c.value or 0) < WATCH_FROM]
    weak.sort(key=lambda c: c.value or 0)
    found = [risk.text for risk in risks] + [f"{_said(d)}{_since(d)}." for d in bad]
    return tuple([*found, *(_component(c) for c in weak)][:SHOWN])


def _asks(reader: Reader, account_id: str) -> tuple[str, ...]:
    found = [
        a
        for a in reader.where(Action, account_id=account_id, side=Side.THEIRS)
        if _is_open(a.status, a.closed)
    ]
    found.sort(key=lambda a: (a.due is None, a.due, a.id))
    return tuple(
        a.text.rstrip(".") + (f" by {full_day(a.due)}." if a.due else ".") for a in found[:SHOWN]
    )


def _is_open(status: str, closed: object) -> bool:
    return closed is None and status not in {"done", "closed", "dropped"}


def _readings(insight: Insight) -> tuple[Reading, ...]:
    """Return up to three readings of the data: what rose, what fell, what would move the score."""
    rose = [d for d in insight.drivers if _moved(d) > _MOVED]
    fell = [d for d in insight.drivers if _moved(d) < -_MOVED]
    found = []
    if rose:
        found.append(Reading(head="What rose", text=_listed(rose)))
    if fell:
        found.append(Reading(head="What fell", text=_listed(fell)))
    lever = _lever(insight.history[-1])
    if lever:
        found.append(Reading(head="What would move the score", text=lever))
    return tuple(found)


def _listed(drivers: list[DriverState]) -> str:
    ordered = sorted(drivers, key=lambda d: -abs(_moved(d)))
    words = "; ".join(f"{d.name} {_moved(d) * 100:+.0f}" for d in ordered[:SHOWN])
    words = words.replace("-", "\N{MINUS SIGN}")
    return f"Points of target in 90 days: {words}."


def _lever(health: Health) -> str:
    """Name the component that holds back the most points."""
    live = [c for c in health.components if c.counts]
    if health.score is None or not live:
        return ""
    most = max(live, key=lambda c: c.share - c.contribution)
    lost = most.share - most.contribution
    if lost < 1:
        return "Every component earns nearly all of its points."
    name = most.name.value.capitalize()
    return (
        f"{name} earns {most.contribution:.0f} of {most.share:.0f} points; with all of them the "
        f"score would be {health.score + lost:.0f}. {most.basis}"
    )

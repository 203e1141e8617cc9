"""Sets of drivers to choose from, by industry and stage; data of the policy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDriver:
    """A driver that an account may take: no target where each account sets its own."""

    name: str
    unit: str = ""
    lower_is_better: bool = False
    target: float | None = None
    weight: float = 1.0
    customer_safe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverSet:
    """A set for some industries and stages; none named means all of them."""

    id: str
    industries: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    drivers: tuple[SetDriver, ...] = ()

    def fits(self, industry: str, stage: str) -> bool:
        """Tell whether an account of an industry and stage may choose from it."""
        known = {name.casefold() for name in self.industries}
        return (not known or industry.casefold() in known) and (
            not self.stages or stage in self.stages
        )


def sets_for(sets: tuple[DriverSet, ...], industry: str, stage: str) -> tuple[DriverSet, ...]:
    """Return the sets that fit, those that name the industry first."""
    fitting = [one for one in sets if one.fits(industry, stage)]
    return tuple(sorted(fitting, key=lambda one: (not one.industries, not one.stages)))

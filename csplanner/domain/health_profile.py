"""Health profiles: how an account's health is weighed, by tier and stage; data of the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csplanner.domain.curve import Curve, CurveKind, Side, line
from csplanner.domain.health import HEALTHY_FROM, WATCH_FROM, Part

# What each curve of a profile is over; docs/health.md tells them at length.
CURVES: dict[str, Curve] = {
    # Level of use of the last three months / the account's own twelve months before them.
    "use": line((0.25, 0), (0.5, 25), (0.8, 60), (1.0, 80), (1.25, 100), trend=True),
    # Share of licences or seats in use, 0 to 1.
    "licence_use": line((0.2, 0), (0.8, 100)),
    # Attainment of a driver: current / target, turned round where lower is better.
    "attainment": Curve(kind=CurveKind.TARGET, target=1.0, reach=0.5, side=Side.BELOW),
    # Ticket points per unit of use / the account's own twelve months before.
    "ticket_load": line((0.5, 100), (1.0, 75), (1.5, 45), (2.0, 20), (3.0, 0)),
    # Days since the last touch / the longest gap wanted.
    "cadence": line((0.75, 100), (1.0, 75), (2.0, 0)),
    # Days since a champion was last met / the interval wanted; what the rest of contact is cut to.
    "champion": line((1.0, 100), (3.0, 60)),
    "nps": line((0, 0), (10, 100)),
    "csat": line((1, 0), (5, 100)),
    # Mean of the tones of ticket threads, from -1 to 1.
    "tone": line((-0.75, 0), (0.75, 100)),
}
WEIGHTS: dict[Part, float] = {
    Part.USAGE: 30.0,
    Part.OUTCOMES: 25.0,
    Part.SUPPORT: 20.0,
    Part.CONTACT: 15.0,
    Part.SENTIMENT: 10.0,
}
# Contact has no limit of age: an old touch is what it measures.
LIMITS: dict[Part, int] = {
    Part.USAGE: 60,
    Part.OUTCOMES: 60,
    Part.SUPPORT: 60,
    Part.SENTIMENT: 180,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricCurve:
    """A measure with a curve of its own: `name` as measured; a trend is over its own history."""

    name: str
    curve: Curve


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How health is judged for some tiers and stages; none named means all of them.

    `weights` are points of 100 a component, `limits` the days after which its data is stale;
    from `healthy` on a score is healthy, under `watch` at risk.
    """

    id: str = "standard"
    tiers: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    weights: Mapping[Part, float] = field(default_factory=lambda: dict(WEIGHTS))
    limits: Mapping[Part, int] = field(default_factory=lambda: dict(LIMITS))
    healthy: float = HEALTHY_FROM
    watch: float = WATCH_FROM
    curves: Mapping[str, Curve] = field(default_factory=lambda: dict(CURVES))
    metrics: tuple[MetricCurve, ...] = ()

    def fits(self, tier: str, stage: str) -> bool:
        """Tell whether an account of a tier and stage is judged by it."""
        return (not self.tiers or tier in self.tiers) and (not self.stages or stage in self.stages)

    def value(self, curve: str, raw: float) -> float:
        """Return the value from 0 to 100 of a raw figure on one of CURVES."""
        return self.curves[curve].value(raw)

    def own_curve(self, metric: str) -> Curve | None:
        """Return the curve that a measure has of its own."""
        name = metric.casefold()
        return next((m.curve for m in self.metrics if m.name.casefold() == name), None)


STANDARD = Profile()


def profile_for(profiles: tuple[Profile, ...], tier: str, stage: str) -> Profile:
    """Return the first profile that fits; the last of a policy fits every account."""
    return next((p for p in profiles if p.fits(tier, stage)), STANDARD)

"""What a ticket weighs, and what an hour of work is worth: data of the policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """The tone of a thread in four steps; not scored where its language cannot be read."""

    CALM = "calm"
    NEUTRAL = "neutral"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"
    NOT_SCORED = "not_scored"


# A type or severity weighs what the first of these words found in it says.
TYPES: dict[str, float] = {
    "outage": 5.0,
    "data loss": 5.0,
    "incident": 4.0,
    "integration": 3.0,
    "access": 2.0,
    "login": 2.0,
    "defect": 2.0,
    "bug": 2.0,
    "problem": 2.0,
    "how-to": 1.0,
    "question": 1.0,
}
SEVERITIES: dict[str, float] = {
    "urgent": 2.0,
    "critical": 2.0,
    "blocker": 2.0,
    "sev1": 2.0,
    "p1": 2.0,
    "high": 1.5,
    "major": 1.5,
    "sev2": 1.5,
    "p2": 1.5,
    "low": 0.75,
    "minor": 0.75,
    "trivial": 0.75,
    "sev4": 0.75,
    "p4": 0.75,
}
TONES: dict[Tone, float] = {
    Tone.CALM: 1.0,
    Tone.NEUTRAL: 1.2,
    Tone.FRUSTRATED: 1.5,
    Tone.ANGRY: 2.0,
    Tone.NOT_SCORED: 1.2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BurdenPolicy:
    """The weights of burden.

    A ticket's points are type x severity x tone. `frustrated` and `angry` are the tones (-1 to 1)
    at and under which a thread is called so, `calm` the one from which it is calm. Hours are worth
    `customer_hour` and `support_hour` of the base currency; a point costs the customer
    `hours_per_point`. The baseline is the first `baseline_quarters` full quarters on record.
    """

    types: Mapping[str, float] = field(default_factory=lambda: dict(TYPES))
    severities: Mapping[str, float] = field(default_factory=lambda: dict(SEVERITIES))
    tones: Mapping[Tone, float] = field(default_factory=lambda: dict(TONES))
    other_type: float = 1.0
    other_severity: float = 1.0
    calm: float = 0.3
    frustrated: float = -0.2
    angry: float = -0.5
    baseline_quarters: int = 1
    customer_hour: float = 42.0
    support_hour: float = 85.0
    hours_per_point: float = 0.5
    silence_tickets: float = 0.7
    silence_use: float = 0.8

    def tone_of(self, score: float | None) -> Tone:
        """Return the step of a thread's tone from -1 to 1; None is not scored."""
        if score is None:
            return Tone.NOT_SCORED
        if score <= self.angry:
            return Tone.ANGRY
        if score <= self.frustrated:
            return Tone.FRUSTRATED
        return Tone.CALM if score >= self.calm else Tone.NEUTRAL

    def type_weight(self, words: str) -> float:
        """Return what a type of ticket weighs."""
        return _weight(words, self.types, self.other_type)

    def severity_weight(self, words: str) -> float:
        """Return what a severity weighs."""
        return _weight(words, self.severities, self.other_severity)

    def points(self, type_words: str, severity: str, tone: Tone) -> float:
        """Return the points of one ticket."""
        return self.type_weight(type_words) * self.severity_weight(severity) * self.tones[tone]


def _weight(words: str, weights: Mapping[str, float], other: float) -> float:
    name = words.strip().lower()
    return next((weight for word, weight in weights.items() if word in name), other)


STANDARD_BURDEN = BurdenPolicy()

"""Real messages to a help desk against labels by hand: what the tone of sentiment is worth.

    python -m tests.insight.helpdesk FOLDER_OF_SHARED

The labels name ticket and comment, no text: -1 displeased or pressing, 1 thankful or content, 0
neither.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

LABELS = Path(__file__).with_name("helpdesk_labels.csv")
DATA = Path("data") / "helpdesk_real" / "sample_utterances_120_tickets.csv"
SAMPLES = ("first", "second", "third")
CLASSES = {-1: "displeased", 0: "neither", 1: "thankful"}


class Row(NamedTuple):
    """One message: its words and what a person called it."""

    sample: str
    text: str
    label: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of a sample by (label, named): how often a message of a label was named so."""

    pairs: Counter[tuple[int, int]]

    @property
    def count(self) -> int:
        """How many messages were labelled."""
        return self.pairs.total()

    def labelled(self, label: int) -> int:
        """Return how many messages a person gave a label."""
        return sum(number for (known, _), number in self.pairs.items() if known == label)

    def named(self, label: int) -> int:
        """Return how many messages the program gave a label."""
        return sum(number for (_, said), number in self.pairs.items() if said == label)

    def __str__(self) -> str:
        right = sum(self.pairs[label, label] for label in CLASSES)
        parts = [
            f"{words} {self.pairs[label, label]} of {self.labelled(label)} found,"
            f" {self.pairs[label, label]} of {self.named(label)} named so are"
            for label, words in CLASSES.items()
        ]
        return (
            f"{right} of {self.count} right ({right / self.count:.1%}; calling all"
            f" neutral: {self.labelled(0) / self.count:.1%}); {'; '.join(parts)}"
        )


def labelled(shared: Path) -> list[Row]:
    """Return the labelled messages with their text out of the real data."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    with (shared / DATA).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = str(int(float(row["issueid"]))), row["comment_seq"]
            texts[key].append(row["actionbody"])
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [
            Row(row["sample"], " ".join(texts[row["ticket"], row["comment"]]), int(row["label"]))
            for row in csv.DictReader(file)
        ]


def threads(shared: Path) -> list[str]:
    """Return what each customer wrote in public, one text a ticket."""
    found: dict[str, list[str]] = defaultdict(list)
    with (shared / DATA).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["author_role"] == "reporter" and row["is_private"] == "0.0":
                found[row["issueid"]].append(row["actionbody"])
    return [" ".join(lines) for lines in found.values()]


def measured(rows: list[Row]) -> Measured:
    """Score the messages and count."""
    from csplanner.domain.burden_policy import STANDARD_BURDEN
    from csplanner.insight.sentiment import comment_tone

    said = {"angry": -1, "frustrated": -1, "calm": 1}
    return Measured(
        Counter(
            (row.label, said.get(STANDARD_BURDEN.tone_of(comment_tone(row.text).score).value, 0))
            for row in rows
        )
    )


def main() -> int:
    """Print the figures of both samples."""
    rows = labelled(Path(sys.argv[1]))
    for sample in SAMPLES:
        sys.stdout.write(f"{sample}: {measured([r for r in rows if r.sample == sample])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

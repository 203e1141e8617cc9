"""Real messages to a help desk against labels by hand: what the tone of sentiment is worth.

    python -m tests.insight.helpdesk FOLDER_OF_SHARED

The labels name ticket and comment, no text: -1 displeased or pressing, 1 thankful or content, 0
neither.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

LABELS = Path(__file__).with_name("helpdesk_labels.csv")
DATA = Path("data") / "helpdesk_real" / "sample_utterances_120_tickets.csv"
SAMPLES = ("first", "second")


class Row(NamedTuple):
    """One message: its words and what a person called it."""

    sample: str
    text: str
    label: int


class Measured(NamedTuple):
    """Counts of a sample: labelled, rightly named, right if all were called neutral."""

    count: int
    right: int
    neutral: int
    displeased: int
    found: int
    named: int

    def __str__(self) -> str:
        return (
            f"{self.right} of {self.count} right ({self.right / self.count:.1%}; calling all"
            f" neutral: {self.neutral / self.count:.1%}); displeased: {self.found} of"
            f" {self.displeased} found, {self.found} of {self.named} named so are"
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
    pairs = Counter(
        (row.label, said.get(STANDARD_BURDEN.tone_of(comment_tone(row.text).score).value, 0))
        for row in rows
    )
    return Measured(
        count=len(rows),
        right=sum(number for (label, tone), number in pairs.items() if label == tone),
        neutral=sum(row.label == 0 for row in rows),
        displeased=sum(row.label == -1 for row in rows),
        found=pairs[-1, -1],
        named=sum(number for (_, tone), number in pairs.items() if tone == -1),
    )


def main() -> int:
    """Print the figures of both samples."""
    rows = labelled(Path(sys.argv[1]))
    for sample in SAMPLES:
        sys.stdout.write(f"{sample}: {measured([r for r in rows if r.sample == sample])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

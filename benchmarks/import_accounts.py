"""Importing 5,000 accounts against parsing the file and inserting its rows with plain sqlite3.

Ours: take a snapshot, read, match the contract's 29 columns, preview, write, journal, commit; the
backup before it is left out. The yardstick: `csv` and one `executemany` into a table of text
columns, committed. Both into a new file each round. Limit: 12x.
"""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

ACCOUNTS, PEOPLE, ROUNDS, LIMIT = 5_000, 100, 9, 12.0
_COLUMNS = """
    external_id name domain arr currency tier_override tier_reason industry segment stage owner
    account_executive executive_sponsor executive_pool city country latitude longitude timezone
    contract_start contract_end renewal_date pilot_end pilot_value converted_value
    preferred_weekdays relationship notes archived
"""
HEADER = _COLUMNS.split()
CITIES = (
    ("Chicago", "US", "41.88", "-87.63", "America/Chicago"),
    ("Toronto", "CA", "43.65", "-79.38", "America/Toronto"),
    ("Berlin", "DE", "52.52", "13.41", "Europe/Berlin"),
)


def write_files(folder: Path) -> tuple[Path, Path]:
    """Write the seeded people and accounts; returns both paths."""
    rng = random.Random(5)
    people, accounts = folder / "people.csv", folder / "accounts.csv"
    names = [f"Person {number:03}" for number in range(PEOPLE)]
    with people.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("external_id", "name", "role"))
        writer.writerows((f"P-{n}", name, "CSM") for n, name in enumerate(names))
    with accounts.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_account(rng, number, names) for number in range(ACCOUNTS))
    return people, accounts


def _account(rng: random.Random, number: int, names: list[str]) -> tuple[object, ...]:
    year, month, day = rng.randint(2022, 2026), rng.randint(1, 12), rng.randint(1, 28)
    start, end = f"{year}-{month:02}-{day:02}", f"{year + 2}-{month:02}-{day:02}"
    place = rng.choice(CITIES)
    executives = rng.sample(names, 3)
    return (
        f"A-{number:05}",
        f"Customer {number:05}",
        f"customer{number:05}.example",
        rng.randint(5, 2500) * 1000,
        rng.choice(("USD", "EUR")),
        "strategic" if number % 50 == 0 else "",
        "Agreed at signing" if number % 50 == 0 else "",
        rng.choice(("Freight", "Health", "Paper", "Energy")),
        rng.choice(("Small", "Large")),
        rng.choice(("nurture", "onboarding", "renewing")),
        rng.choice(names),
        rng.choice(names),
        executives[0],
        ";".join(executives),
        *place,
        start,
        end,
        end,
        end if number % 20 == 0 else "",
        20_000 if number % 20 == 0 else "",
        90_000 if number % 20 == 0 else "",
        rng.choice(("Tue;Wed", "Thu", "")),
        rng.randint(1, 5),
        f"Note on customer {number}, met in {year}",
        "false",
    )


def yardstick(accounts: Path, file: Path) -> float:
    """Parse and insert with nothing but the standard library; returns seconds."""
    start = time.perf_counter()
    with accounts.open(newline="", encoding="utf-8") as source:
        rows = list(csv.reader(source))
    connection = sqlite3.connect(file)
    columns = ", ".join(f'"{name}" TEXT' for name in rows[0])
    connection.execute(f"CREATE TABLE account ({columns})")
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO account VALUES ({marks})", rows[1:])
    connection.commit()
    connection.close()
    return time.perf_counter() - start


def ours(people: Path, accounts: Path, file: Path) -> float:
    """Import into a new portfolio that holds the people; returns seconds without the backup."""
    from csplanner.services import import_portfolio as importing
    from csplanner.services import workspace as files

    with files.create(file) as workspace:
        first = importing.ImportRequest(kind="people", files=(people,), preset="csplanner")
        importing.accept(workspace, importing.propose_from(workspace, first))
        request = importing.ImportRequest(kind="accounts", files=(accounts,))
        start = time.perf_counter()
        proposal = importing.propose_from(workspace, request)
        importing.write(workspace, proposal)
        seconds = time.perf_counter() - start
        told = proposal.preview
        assert (told.new, told.rejected) == (ACCOUNTS, 0), told.problems[:3]
    return seconds


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CSPLANNER_BACKUPS"] = str(folder / "backups")
        people, accounts = write_files(folder)
        ours(people, accounts, folder / "warm.csplan")
        plain, full = [], []
        for number in range(ROUNDS):
            plain.append(yardstick(accounts, folder / f"{number}.sqlite"))
            full.append(ours(people, accounts, folder / f"{number}.csplan"))
    ratio = statistics.median(full) / statistics.median(plain)
    ratios = sorted(a / b for a, b in zip(full, plain, strict=True))
    print(
        f"import of {ACCOUNTS:,} accounts: {ratio:.1f}x plain csv and sqlite3 (limit {LIMIT:g}x; "
        f"rounds {ratios[0]:.1f}x to {ratios[-1]:.1f}x; {statistics.median(full):.2f} s against "
        f"{statistics.median(plain):.3f} s)"
    )
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

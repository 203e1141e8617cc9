"""All scores and the coverage of 5,000 accounts, against bare SQL and NumPy; one account's page.

Measured with 60 months of ten measures (3 million rows) and 200,000 tickets. Ours: `score_accounts`
and `review_coverage`, every part traceable. The yardstick: `insight_bare.py`, the same statements
summed over arrays by the same formulas; both sides are checked to agree on every account. The
tones of threads are kept from earlier days on both sides. Limits: 2.5 times the yardstick, 30 ms
for all that one account's page computes, 400 MB for a process that does it all.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.insight_bare import bare, differences
from benchmarks.insight_portfolio import ACCOUNTS, TICKETS, filled
from benchmarks.plan_portfolio import TODAY
from csplanner.base.clock import Clock
from csplanner.domain.records import Account
from csplanner.services import workspace as files
from csplanner.services.review_coverage import review_coverage
from csplanner.services.score import insight_of, score_accounts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from csplanner.services.workspace import Workspace

ROUNDS, MOST = 3, 2.5
PAGES, MOST_MS = 40, 30.0
MOST_MB = 400.0
_ALONE = "alone"


def main(arguments: list[str]) -> int:
    if arguments[:1] == [_ALONE]:
        return _alone(Path(arguments[1]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments[0]) if arguments else Path(folder) / "insight.csplan"
        if not path.exists():
            filled(path, ACCOUNTS, TICKETS).close()
        memory = _memory(path)
        workspace = files.open_workspace(path, Clock(TODAY))
        worse = _timed(workspace) + _paged(workspace)
        workspace.close()
    print(f"peak memory of scores and coverage: {memory:.0f} MB (limit {MOST_MB:.0f} MB)")
    return int(bool(worse or memory > MOST_MB))


def _alone(path: Path) -> int:
    """Do it once in a process of its own, and say the most memory that it held."""
    workspace = files.open_workspace(path, Clock(TODAY))
    scores = score_accounts(workspace, TODAY)
    review = review_coverage(workspace, TODAY.year, TODAY)
    workspace.close()
    assert len(scores) == len(review.names)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return 0


def _memory(path: Path) -> float:
    command = [sys.executable, __file__, _ALONE, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _timed(workspace: Workspace) -> bool:
    ours, theirs, halves = [], [], []
    for _ in range(ROUNDS):
        plain, spent = _spent(lambda: bare(workspace, TODAY))
        theirs.append(spent)
        scores, first = _spent(lambda: score_accounts(workspace, TODAY))
        review, second = _spent(lambda: review_coverage(workspace, TODAY.year, TODAY))
        ours.append(first + second)
        halves.append((first, second))
        assert not differences(plain, scores, review)
        del plain, scores, review
    ratio = statistics.median(ours) / statistics.median(theirs)
    spread = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    middle = [statistics.median(half) for half in zip(*halves, strict=True)]
    print(
        f"scores and coverage of {ACCOUNTS:,} accounts: {ratio:.2f}x bare SQL and NumPy (limit"
        f" {MOST:g}x; rounds {spread[0]:.2f}x to {spread[-1]:.2f}x; scores {middle[0]:.1f} s,"
        f" coverage {middle[1]:.1f} s, against {statistics.median(theirs):.1f} s)"
    )
    return ratio > MOST


def _spent(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.thread_time()
    found = work()
    return found, time.thread_time() - begun


def _paged(workspace: Workspace) -> bool:
    accounts = workspace.all(Account)[:: max(1, ACCOUNTS // PAGES)]
    spent = []
    for account in accounts:
        _, seconds = _spent(lambda one=account: insight_of(workspace, one.id, TODAY, TODAY))
        spent.append(seconds * 1000)
    worst = statistics.quantiles(spent, n=20)[-1]
    print(
        f"one account's page of insight: median {statistics.median(spent):.1f} ms, p95"
        f" {worst:.1f} ms (limit {MOST_MS:.0f} ms)"
    )
    return worst > MOST_MS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Twenty things that a user does, at 5,000 accounts and 60,000 engagements: how long each takes.

What is timed is the work of the window's thread from the act to the painted answer, in processor
time, so that other programs do not count; what goes on in the background meanwhile is waited for
afterwards. The yardstick is one repaint of the whole window. Wanted: 19 of 20 acts (p95) under
100 ms, a step of scrolling or dragging under 16 ms, less than 300 MB in use at the
end, after the pages that hold most were opened and left again.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from multiprocessing import Process
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csplanner.services.workspace import UnitOfWork
    from ui.main_window import MainWindow

ACCOUNTS, TOUCHES, ROUNDS, STEPS = 5_000, 12, 3, 40
HEAVY = ("briefs", "coverage", "retention", "today")  # opened before the memory is read
LIMIT_MS, STEP_MS, LIMIT_MB = 100.0, 16.0, 300.0
Act = tuple[str, "Callable[[], object]"]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        return _measured(Path(folder) / "big.csplan")


def _measured(path: Path) -> int:
    from tests.ui.portfolios import TODAY
    from ui import app as program

    # In a process of its own: what the making needs is no memory of the window.
    maker = Process(target=_make, args=(path,))
    maker.start()
    maker.join()
    window = program.start(["csplanner", str(path), "--today", TODAY.isoformat()])
    window.resize(1440, 900)
    _idle(window)
    times: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, act in _acts(window):
            times.setdefault(name, []).append(_timed(act))
            _idle(window)
    steps = {"scroll the accounts": _scrolled(window, "portfolio", "portfolio_table")}
    steps["scroll the year"] = _scrolled(window, "plan", "year_grid")
    for page in HEAVY:
        window.go(page)
        _idle(window)
    used = _megabytes()
    repaint = statistics.median([_timed(window.repaint) for _ in range(5)])
    window.close()
    return _told(times, steps, repaint, used)


def _make(path: Path) -> None:
    from tests.ui.portfolios import make_portfolio

    make_portfolio(path, ACCOUNTS, TOUCHES).close()


def _acts(window: MainWindow) -> Iterator[Act]:
    """Yield the acts in an order in which a user might do them."""
    context = window.context
    ids = _largest(window)
    yield "go to Portfolio", partial(window.go, "portfolio")
    page = window.pages["portfolio"]
    yield "sort by revenue", partial(page.view.sort_by, 3, _order())  # type: ignore[attr-defined]
    yield "sort by tier", partial(page.view.sort_by, 2, _order())  # type: ignore[attr-defined]
    for words in ("c", "ca", "calyxa"):
        yield f"filter '{words}'", partial(page.filter.setText, words)  # type: ignore[attr-defined]
    yield "clear the filter", page.filter.clear  # type: ignore[attr-defined]
    yield "choose an account", partial(page.view.choose, ids[2])  # type: ignore[attr-defined]
    yield "open an account", partial(window.go, "account", account_id=ids[0])
    yield "open the next account", partial(window.go, "account", account_id=ids[1])
    yield "edit an account", partial(context.run_change, "Edit", partial(_edit, ids[1]))
    yield "undo", context.undo
    yield "go to Today", partial(window.go, "today")
    yield "go to Annual plan", partial(window.go, "plan")
    yield "go to Trips", partial(window.go, "trips")
    yield "go to History", partial(window.go, "history")
    yield "open the palette", window.open_palette
    for words in ("de", "delmarra"):
        yield f"search '{words}'", partial(window.palette_box.field.setText, words)
    yield "close the palette", window.palette_box.close_palette


def _order() -> object:
    from PySide6.QtCore import Qt

    return Qt.SortOrder.AscendingOrder


def _largest(window: MainWindow) -> list[str]:
    workspace = window.context.workspace
    assert workspace is not None
    sql = "SELECT id FROM account ORDER BY arr DESC, id LIMIT 3"
    return [row[0] for row in workspace.database.fetch_rows(sql)]


def _edit(account_id: str, work: UnitOfWork) -> None:
    from csplanner.domain.records import Account

    account = work.get(Account, account_id)
    assert account is not None
    work.put(replace(account, notes=f"Met, {len(account.notes)} letters before"))


def _timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that this thread works until the answer is painted."""
    from PySide6.QtWidgets import QApplication

    begun = time.thread_time()
    act()
    QApplication.processEvents()
    return (time.thread_time() - begun) * 1000


def _idle(window: MainWindow) -> None:
    from PySide6.QtTest import QTest

    while window.context.jobs.running:
        QTest.qWait(20)
    QTest.qWait(1)


def _scrolled(window: MainWindow, page: str, name: str) -> list[float]:
    """Scroll a page's view in steps of three rows; returns the milliseconds of each."""
    from PySide6.QtWidgets import QAbstractScrollArea

    window.go(page)
    _idle(window)
    view = window.findChild(QAbstractScrollArea, name)
    assert view is not None, f"there is no view called {name}"
    bar = view.verticalScrollBar()
    return [_timed(partial(bar.setValue, bar.value() + 84)) for _ in range(STEPS)]


def _megabytes() -> float:
    """Return the memory in use; nothing where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def _told(
    times: dict[str, list[float]], steps: dict[str, list[float]], repaint: float, used: float
) -> int:
    middle = {name: statistics.median(values) for name, values in times.items()}
    p95 = statistics.quantiles(middle.values(), n=20)[-1]
    for name, value in sorted(middle.items(), key=lambda pair: -pair[1]):
        print(f"{value:7.1f} ms  {value / repaint:5.1f} repaints  {name}")
    slow = p95 > LIMIT_MS or used > LIMIT_MB
    for name, values in steps.items():
        step = statistics.median(values)
        slow |= step > STEP_MS
        print(f"{step:7.1f} ms  a step: {name} (wanted <= {STEP_MS:.0f})")
    print(
        f"{len(middle)} acts: p95 {p95:.1f} ms (wanted <= {LIMIT_MS:.0f}), repaint {repaint:.1f} ms"
    )
    print(f"memory of the open window: {used:.0f} MB (wanted <= {LIMIT_MB:.0f})")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())

"""Repainting the year grid with 5,000 accounts and 60,000 touches loaded, against plain text.

Ours: one full repaint of the grid of the annual plan at 1240 x 800, scrolled on by a screenful
before each, so that new rows come into view; the rows are read before they are timed, as they are
when a user looks at them. The yardstick: the same widget filled by 60 rows of plain `drawText`.
Limit: a median of 16 ms of work, one frame; what other programs take of the time does not count.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

ACCOUNTS, ROUNDS, LIMIT_MS, PLAIN_ROWS = 5_000, 60, 16.0, 60


def main() -> int:
    """Time both, alternating; exit 1 beyond the limit."""
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        ours, busy, plain, keystroke = _measure(app, Path(folder))
    median, yardstick = statistics.median(ours), statistics.median(plain)
    worst = statistics.quantiles(ours, n=20)[-1]
    work = statistics.median(busy)
    print(f"year grid: repaint {work:.1f} ms of work, limit {LIMIT_MS:.0f} ms")
    print(f"year grid: by the clock on the wall {median:.1f} ms (p95 {worst:.1f})")
    print(f"year grid: {median / yardstick:.2f}x plain rows of {yardstick:.1f} ms")
    print(f"year grid: filter keystroke {statistics.median(keystroke):.1f} ms")
    return 0 if work <= LIMIT_MS else 1


def _measure(app: QApplication, folder: Path) -> tuple[list[float], ...]:
    from plan_portfolio import TODAY, build

    from csplanner.services.plan_facts import year_facts
    from csplanner.services.plan_view import PlanFilter, arranged
    from ui import theme
    from ui.models.plan_grid import PlanGrid, RowStore
    from ui.widgets.year_grid import YearGrid

    os.environ["CSPLANNER_BACKUPS"] = str(folder)
    theme.use("light")
    workspace = build(folder / "big.csplan", ACCOUNTS)
    facts = year_facts(workspace, 2027, TODAY)
    grid, plain = YearGrid(), _plain_rows()
    for widget in (grid, plain):
        widget.resize(1240, 800)
    store = RowStore(workspace, facts)
    grid.show_content(PlanGrid(store, arranged(facts, PlanFilter())))
    grid.show()
    plain.show()
    app.processEvents()
    ours, busy, others, keystrokes = [], [], [], []
    bar = grid.verticalScrollBar()
    for number in range(ROUNDS):
        bar.setValue(number * bar.maximum() // ROUNDS)
        grid.viewport().repaint()
        own = time.thread_time()
        ours.append(_timed(grid.viewport()))
        busy.append((time.thread_time() - own) * 1000)
        others.append(_timed(plain))
    for words in ("c", "cu", "cust", "customer 0", "customer 00", "customer 004"):
        start = time.perf_counter()
        grid.show_content(PlanGrid(store, arranged(facts, PlanFilter(words=words))))
        grid.viewport().repaint()
        keystrokes.append((time.perf_counter() - start) * 1000)
    workspace.close()
    return ours, busy, others, keystrokes


def _timed(widget: QWidget) -> float:
    start = time.perf_counter()
    widget.repaint()
    return (time.perf_counter() - start) * 1000


def _plain_rows() -> QWidget:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    class Plain(QWidget):
        """Sixty rows of words and nothing else."""

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painter = QPainter(self)
            painter.fillRect(event.rect(), self.palette().base())
            for row in range(PLAIN_ROWS):
                y = (row + 1) * self.height() // PLAIN_ROWS
                words = f"Customer {row:05}, $2.40M, healthy, 12 touches, next on 9 June in Chicago"
                painter.drawText(8, y, words)
            painter.end()

    return Plain()


if __name__ == "__main__":
    sys.exit(main())

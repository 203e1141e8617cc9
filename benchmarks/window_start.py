"""Start of the window: process start to the painted frame, and to the first rows of 5,000 accounts.

Each figure is a ratio to a bare PySide6 QMainWindow, started, shown and painted the same way in a
process of its own. The runs are interleaved and the best ones compared, so that a busy machine
disturbs both alike.
Wanted: frame <= 2.0x, first rows <= 4.0x.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACCOUNTS, TOUCHES, RUNS = 5_000, 12, 9
FRAME_LIMIT, ROWS_LIMIT = 2.0, 4.0
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.processEvents()
"""
OURS = """
import sys
import ui.main_window as frame
def told(self, event, before=frame.MainWindow.paintEvent):
    before(self, event)
    print("painted", flush=True)
frame.MainWindow.paintEvent = told
from ui import app
from ui.widgets import table_view as tables
def listed(self, event, before=tables.TableView.paintEvent):
    before(self, event)
    if self.table.rowCount() == 5_000:
        print("rows", flush=True)
tables.TableView.paintEvent = listed
window = app.start(["csplanner", *sys.argv[1:]])
"""


def seconds_to(script: str, words: tuple[str, ...], arguments: tuple[str, ...] = ()) -> list[float]:
    """Return the seconds from process start until a script prints each of the words."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
        }
        begun = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        assert child.stdout is not None
        found: dict[str, float] = {}
        for line in child.stdout:
            found.setdefault(line.strip(), time.perf_counter() - begun)
        if child.wait() != 0:
            raise SystemExit(f"a start ended with status {child.returncode}")
    return [found[word] for word in words]


def main() -> int:
    from tests.ui.portfolios import TODAY, make_portfolio

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.csplan"
        make_portfolio(path, ACCOUNTS, TOUCHES).close()
        arguments = (str(path), "--today", TODAY.isoformat())
        seconds_to(OURS, ("rows",), arguments)
        bare, frame, rows = [], [], []
        for _ in range(RUNS):
            bare += seconds_to(BARE, ("painted",))
            painted, listed = seconds_to(OURS, ("painted", "rows"), arguments)
            frame.append(painted)
            rows.append(listed)
    base = min(bare)
    return told("frame", frame, base, FRAME_LIMIT) + told("rows", rows, base, ROWS_LIMIT)


def told(name: str, times: list[float], base: float, limit: float) -> int:
    best = min(times)
    ratio = best / base
    print(f"{name}: {best:.3f} s, bare window {base:.3f} s: {ratio:.2f}x (wanted <= {limit}x)")
    return ratio > limit


if __name__ == "__main__":
    sys.exit(main())

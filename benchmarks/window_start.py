"""Start of the window: process start to the painted frame, and to the first rows of 5,000 accounts.

Each figure is a ratio to a bare PySide6 QMainWindow, started, shown and painted the same way in a
process of its own. The runs are interleaved and the best ones compared, so that a busy machine
disturbs both alike. Modules are compiled first, as they are in an installed program. The painted
frame says what the program knows before it touches the file: pages, file name, offline.
Wanted: frame <= 2.0x, first rows <= 4.0x.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACCOUNTS, TOUCHES, RUNS = 5_000, 12, 15
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
before = frame.MainWindow.paintEvent
def told(self, event):
    before(self, event)
    print("painted", flush=True)
    frame.MainWindow.paintEvent = before
    watch_rows()
frame.MainWindow.paintEvent = told
def watch_rows():
    from ui import opening
    from ui.widgets.table_view import TableView
    opening.LANDING = ("portfolio",)
    def listed(self, event, before=TableView.paintEvent):
        before(self, event)
        if self.table.rowCount() == 5_000:
            print("rows", flush=True)
    TableView.paintEvent = listed
from ui import app
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
    sys.path.insert(0, str(ROOT))
    from tests.ui.portfolios import TODAY, make_portfolio

    for package in ("csplanner", "ui", "resources"):
        compileall.compile_dir(ROOT / package, quiet=1)
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

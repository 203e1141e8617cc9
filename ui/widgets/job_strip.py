"""The strip under the header while something slow runs: what, how far, and Cancel; never modal.

It comes after 600 ms, so that short work shows nothing.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy

from ui import formats
from ui.widgets.buttons import Button
from ui.widgets.cards import Ground
from ui.widgets.cost_curve import CostCurve
from ui.widgets.labels import Elided

if TYPE_CHECKING:
    from ui.jobs import Handle, Jobs

AFTER = 0.6  # seconds
_LOOK_MS = 100


class JobStrip(Ground):
    """Shows the oldest job that has run long enough to be noticed."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__("surface2", "b")
        self.setObjectName("job_strip")
        self.setAccessibleName("Running work")
        self._jobs = jobs
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 14, 4)
        row.setSpacing(12)
        self.label = Elided("", "table")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(220)
        self.bar.setAccessibleName("Progress")
        self.curve = CostCurve(20, 110)
        self.curve.hide()
        self.share = Elided("", "table", "text2")
        # An ignored width counts as none in the row, and the button would be laid over it.
        self.share.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.share.setFixedWidth(44)
        self.cancel = Button("Cancel", small=True)
        self.cancel.clicked.connect(self._cancel)
        row.addWidget(self.label, 1)
        for widget in (self.curve, self.bar, self.share, self.cancel):
            row.addWidget(widget)
        self._looks = QTimer(self)
        self._looks.setObjectName("job strip")
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self.look)
        jobs.changed.connect(self.look)
        self.hide()

    def look(self) -> None:
        """Show, follow or hide, as the jobs are now."""
        running = self._jobs.running
        if running and not self._looks.isActive():
            self._looks.start()
        elif not running:
            self._looks.stop()
        handle = self._noticed()
        if handle is None:
            self.hide()
            return
        self.label.setText(handle.step)
        self.bar.setValue(round(handle.fraction * 1000))
        self.share.setText(formats.percent(handle.fraction))
        self.curve.setVisible(len(handle.curve) > 1)
        if handle.curve:
            self.curve.show_points(handle.curve)
        self.show()

    def _noticed(self) -> Handle | None:
        now = time.monotonic()
        old = [job for job in self._jobs.running if job.running and now - job.started >= AFTER]
        return old[0] if old else None

    def _cancel(self) -> None:
        handle = self._noticed()
        if handle is not None:
            handle.cancel()
            self.cancel.setEnabled(False)
            QTimer.singleShot(400, self.cancel, self._again)

    def _again(self) -> None:
        self.cancel.setEnabled(True)

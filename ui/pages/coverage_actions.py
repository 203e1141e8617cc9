"""What can be done on the page Coverage: mend or waive a gap, open an account, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ui import formats
from ui.actions import Action
from ui.pages.registry import entries

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from csplanner.base.job import Job
    from csplanner.services.review_coverage import Gap
    from ui.pages.coverage import CoveragePage

_FOLDER = "coverage.folder"
_KINDS = "Coverage report (*.pdf);;Workbook (*.xlsx);;Table of matrix and gaps (*.csv)"


class CoverageActs(QObject):
    """Does what gaps, rows and keys ask for."""

    def __init__(self, page: CoveragePage) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self.form: QDialog | None = None

    def asked(self, word: str, touch: str) -> None:
        """Do what a gap or a challenge asks for: mend, why, open, waive, grant, refuse."""
        review = self._page.review
        if review is None:
            return
        if word in {"grant", "refuse"}:
            self._decide(touch, granted=word == "grant")
            return
        gap = next((g for g in review.gaps if g.touch == touch), None)
        owner = gap or next((c for c in review.challenges if c.waiver.touch == touch), None)
        if owner is None:
            return
        if word == "open":
            self.open(f"account:{owner.account}")
        elif word == "waive" and gap is not None:
            self._waive(gap)
        elif word == "why":
            self._context.go("plan", account_id=owner.account, gap=touch)
        else:
            self._context.go("plan", account_id=owner.account)
            self._context.asked.emit("plan.run")

    def open(self, key: str) -> None:
        """Open the account of a row."""
        self._context.go("account", account_id=key.partition(":")[2])

    def _waive(self, gap: Gap) -> None:
        from csplanner.services.coverage_words import owed_words
        from ui.dialogs.waive_form import Challenged, WaiveForm

        words = owed_words(gap.type, gap.period)
        touch = Challenged(touch=gap.touch, account=gap.account_name, words=words, asked=gap.asked)
        self.form = WaiveForm(self._page, self._context, touch)
        self.form.open()

    def _decide(self, touch: str, *, granted: bool) -> None:
        from csplanner.services.coverage_words import owed_words
        from ui.dialogs.waive_form import Challenged, DecideForm

        assert self._page.review is not None
        waiting = (c for c in self._page.review.challenges if c.is_open)
        found = next((c for c in waiting if c.waiver.touch == touch), None)
        if found is None:
            return
        about = Challenged(
            touch=touch,
            account=found.account_name,
            words=owed_words(found.type, found.period),
            asked=found.waiver,
        )
        self.form = DecideForm(self._page, self._context, about, granted=granted)
        self.form.open()

    def focus_gaps(self) -> None:
        """Go to the first gap."""
        self._page.show_gaps()
        self._page.inspector_changed.emit(True)
        first = self._page.panel.first
        if first is not None:
            first.setFocus()

    def go_import(self) -> None:
        """Go to the import."""
        self._context.go("import")

    def export(self) -> None:
        """Ask for a file, and write the report, the workbook or the table."""
        review = self._page.review
        if review is None:
            return
        folder = Path(self._context.memory.get(_FOLDER, str(Path.home())))
        name = str(folder / f"coverage-{review.year}-by-{review.by}.pdf")
        path, chosen = QFileDialog.getSaveFileName(self._page, "Export coverage", name, _KINDS)
        if path:
            self._context.memory.keep(_FOLDER, str(Path(path).parent))
            self.write(with_ending(Path(path), chosen))

    def write(self, path: Path) -> None:
        """Write the review that is shown to a file; its ending tells the kind."""
        review, workspace = self._page.review, self._page.workspace
        assert review is not None

        def work(_job: Job) -> tuple[int, int | None]:
            from csplanner.services.export_coverage import export_coverage

            return export_coverage(workspace, review, path)

        def written(answer: tuple[int, int | None]) -> None:
            pages = answer[1]
            told = f", {formats.counted(pages, 'page')}" if pages else ""
            self._context.notify(f"Wrote {path.name}{told}")

        self._context.jobs.start(work, written, f"Writing {path.name}", key="coverage.export")


def with_ending(path: Path, chosen: str) -> Path:
    """Return a path with the ending of the kind that was chosen, where it has none."""
    if path.suffix:
        return path
    kind = next((e for e in (".xlsx", ".csv") if e in chosen), ".pdf")
    return path.with_suffix(kind)


def coverage_actions(page: CoveragePage) -> tuple[Action, ...]:
    """Return the actions of the page."""
    acts = page.acts

    def shown() -> bool:
        return page.review is not None

    return (
        Action(
            name="coverage.gaps",
            text="Gaps",
            run=acts.focus_gaps,
            keys="G",
            icon="warning",
            menu="View",
            detail="Every touch without a date, with its reason",
            on=shown,
        ),
        Action(
            name="coverage.policy",
            text="Policy",
            run=lambda: page.context.go("policy"),
            icon="policy",
            menu="Plan",
            detail="What each tier is promised",
            on=lambda: any(entry.name == "policy" for entry in entries()),
        ),
        Action(
            name="coverage.export",
            text="Export",
            run=acts.export,
            keys="Ctrl+E",
            icon="export",
            menu="File",
            detail="The report on paper, a workbook, or a table",
            on=shown,
        ),
    )

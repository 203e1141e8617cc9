"""The import page in the words of the one who imports, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.models.import_state import Step

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.pages.import_ import ImportPage
    from ui.widgets.import_mapping import MappingRow


class Importing:
    """The page, and what one does there."""

    def __init__(self, driver: WindowDriver) -> None:
        self.driver = driver
        driver.go("import")
        page: Any = driver.window.page
        self.page: ImportPage = page

    def add(self, *paths: Path) -> None:
        """Add files, and wait until they were looked at."""
        self.page.flow.add_files(paths)
        self.driver.settle()

    def text(self, folder: Path, text: str, name: str = "crm.csv") -> Path:
        """Write a file and add it."""
        path = folder / name
        path.write_text(text, encoding="utf-8")
        self.add(path)
        return path

    def forward(self) -> None:
        """Press Ctrl+Enter."""
        self.driver.press("Ctrl+Enter")
        self.driver.settle()

    def to_the_end(self) -> None:
        """Go on until the last step has been done."""
        for _ in Step:
            if self.page.flow.written is None:
                self.forward()
        assert self.page.flow.written is not None, self.page.flow.trouble

    def at(self, step: Step) -> bool:
        """Say whether the page stands at a step."""
        return self.page.flow.step is step

    def row(self, header: str) -> MappingRow:
        """Return the row of a column."""
        return self.page.mapping.row_of(header)

    def choose(self, header: str, field: str) -> None:
        """Choose a column's field."""
        self.row(header).box.choose(field)
        self.driver.settle()

    def counts(self) -> tuple[int, int, int, int]:
        """Return new, changed, unchanged and rejected, as the page shows them."""
        figures = self.page.review.figures
        new, changed, same, rejected = (
            int(figures[key].number.text().replace(",", ""))
            for key in ("new", "changed", "unchanged", "rejected")
        )
        return new, changed, same, rejected

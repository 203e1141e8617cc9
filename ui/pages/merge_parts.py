"""Parts of the merge page: the table that arrows decide in, its columns, both values in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui import formats
from ui.models.row_table import Column
from ui.widgets.labels import Label
from ui.widgets.layouts import clear
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QVBoxLayout

    from csplanner.services.import_portfolio import ImportPreview
    from csplanner.services.merge_folder import Difference
    from ui.models.row_table import RowTable
    from ui.pages.merge import MergePage

_EMPTY = "empty"


class DifferenceView(TableView):
    """The table; left keeps ours, right takes theirs."""

    def __init__(self, page: MergePage, table: RowTable[Difference]) -> None:
        super().__init__(table, "Fields that both changed")
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by the arrows; Space turns the decision round."""
        keys = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        rows = self.selected()
        if Qt.Key(event.key()) in keys and rows:
            self._page.decide(rows, theirs=keys[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space and rows:
            self._page.decide(rows, theirs=not self._page.is_theirs(rows[0]))
        else:
            super().keyPressEvent(event)


def columns(is_theirs: Callable[[Difference], bool]) -> tuple[Column[Difference], ...]:
    """Return the columns; `is_theirs` tells which value is kept."""

    def ink(value: bool) -> str:  # noqa: FBT001 - whether the value is kept
        return "text" if value else "text3"

    return (
        Column(title="Record", show=lambda d: d.record, width=190, strong=True),
        Column(title="Account", show=lambda d: d.account, width=110, ink=lambda _: "text2"),
        Column(title="Field", show=lambda d: d.field, width=110),
        Column(title="Ours", show=lambda d: d.ours or _EMPTY, width=190, tip=lambda d: d.ours,
               ink=lambda d: ink(not is_theirs(d))),
        Column(title="Theirs", show=lambda d: d.theirs or _EMPTY, width=190,
               tip=lambda d: d.theirs, ink=lambda d: ink(is_theirs(d))),
        Column(title="Keep", show=lambda d: "Theirs" if is_theirs(d) else "Ours",
               width=80, strong=True),
    )  # fmt: skip


def tell_of(column: QVBoxLayout, row: Difference | None, *, theirs: bool) -> None:
    """Show both values of a field in full, and where ours is from."""
    clear(column)
    if row is None:
        column.addWidget(Label("Choose a field in the list.", "table", "text2"))
        column.addStretch(1)
        return
    column.addWidget(Label(row.record, "inspector_title").wrapped())
    of = f" of {row.account}" if row.account and row.account != row.record else ""
    column.addWidget(Label(f"{row.field}{of}", "table", "text2").wrapped())
    for title, value, on in (
        ("Ours", row.ours, not theirs),
        ("Theirs", row.theirs, theirs),
    ):
        column.addSpacing(10)
        kept = f"{title}, kept" if on else title
        column.addWidget(Label(kept, "body", "accenttext" if on else "text2", weight=600))
        column.addWidget(Label(value or _EMPTY, "body").wrapped().selectable())
    if row.changed:
        column.addSpacing(10)
        words = f"Ours is from {row.changed_at[:10]}: {row.changed}"
        column.addWidget(Label(words, "note", "text2").wrapped())
    column.addStretch(1)


def counts_words(told: ImportPreview, both: int, taken: int) -> str:
    """Return what a merge would bring in one line."""
    parts = [
        f"{formats.number(told.new)} new",
        f"{formats.number(told.changed)} changed",
        f"{formats.number(told.unchanged)} the same",
    ]
    if told.rejected:
        parts.append(f"{formats.number(told.rejected)} unreadable")
    if both:
        fields = formats.counted(both, "field")
        parts.append(f"{fields} changed by both, {formats.number(taken)} of theirs taken")
    return " · ".join(parts)

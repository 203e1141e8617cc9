"""Which columns a table shows, how wide, in which order, sorted by which: taken and put by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.table_view import TableView

_SETTLED_MS, _NARROWEST = 400, 28


class Look(NamedTuple):
    """The look of a table: (key, width) of the columns shown from the left, and the sorting."""

    columns: tuple[tuple[str, int], ...]
    sort: str = ""
    descending: bool = False


class TableLook(QObject):
    """Takes and puts the look of one table. Signal: `changed()` once the user's hand rests."""

    changed = Signal()

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view, self._putting = view, False
        self._head = head = view.horizontalHeader()
        head.setSectionsMovable(True)
        head.setFirstSectionMovable(True)
        self._settle = QTimer(self)
        self._settle.setObjectName("table look")
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self._settled)
        self._kept = Look(())
        view.installEventFilter(self)
        for signal in (head.sectionResized, head.sectionMoved, head.sortIndicatorChanged):
            signal.connect(self._arm)

    def take(self) -> Look:
        """Return the look as it is."""
        head, columns = self._head, self._view.table.columns
        order = sorted(range(len(columns)), key=head.visualIndex)
        shown = [(columns[i].called, head.sectionSize(i)) for i in order if not self._hides(i)]
        by = head.sortIndicatorSection() if head.isSortIndicatorShown() else -1
        falling = head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return Look(tuple(shown), columns[by].called if by >= 0 else "", falling)

    def put(self, look: Look) -> None:
        """Show the table so; keys that it does not have are passed over."""
        self._putting = True
        places = {column.called: i for i, column in enumerate(self._view.table.columns)}
        wanted = [(places[key], width) for key, width in look.columns if key in places]
        shown = {index for index, _ in wanted}
        for index in places.values():
            self._head.setSectionHidden(index, index not in shown)
        for place, (index, width) in enumerate(wanted):
            self._head.moveSection(self._head.visualIndex(index), place)
            self._head.resizeSection(index, max(_NARROWEST, width))
        if look.sort in places:
            order = Qt.SortOrder.DescendingOrder if look.descending else Qt.SortOrder.AscendingOrder
            self._view.sort_by(places[look.sort], order)
        self._settle.stop()
        self._putting = False
        self._kept = self.take()

    def flush(self) -> None:
        """Tell now what was changed a moment ago."""
        if self._settle.isActive():
            self._settle.stop()
            self._settled()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait no longer once the table is hidden."""
        if event.type() is QEvent.Type.Hide:
            self.flush()
        return super().eventFilter(watched, event)

    def _settled(self) -> None:
        now = self.take()
        if _chosen(now) != _chosen(self._kept):
            self._kept = now
            self.changed.emit()

    def columns_shown(self) -> Sequence[int]:
        """Return which columns are shown, from the left."""
        count = len(self._view.table.columns)
        order = sorted(range(count), key=self._head.visualIndex)
        return [index for index in order if not self._hides(index)]

    def _hides(self, index: int) -> bool:
        return self._head.isSectionHidden(index)

    def _arm(self) -> None:
        if not self._putting:
            self._settle.start()


def _chosen(look: Look) -> Look:
    """Return what of a look the user chose: the last column is as wide as there is room."""
    columns = (*look.columns[:-1], *((key, 0) for key, _ in look.columns[-1:]))
    return look._replace(columns=columns)

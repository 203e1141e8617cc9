"""A table model that knows nothing: rows of any kind, columns told as data, an index list on top.

Sorting and filtering only reorder the index list, so 5,000 rows take a few milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from PySide6.QtCore import QPersistentModelIndex, QRectF

    from ui.widgets.painter import PainterCanvas

    Index = QModelIndex | QPersistentModelIndex

Row = TypeVar("Row")
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
SORT_ROLE = ROW_ROLE + 1
_NO_PARENT = QModelIndex()


class Column(NamedTuple, Generic[Row]):
    """One column: what it shows, by what it sorts, and how it is set.

    `paint` draws a cell itself when words alone do not tell; `spoken` is what a screen reader
    says then. `ink` returns a colour token for a row. Missing sort values come last. `key` names
    the column where its look is kept, `value` is what an export writes, `edit` the name of the
    field that F2 changes in the cell.
    """

    title: str
    show: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    width: int = 100
    right: bool = False
    strong: bool = False
    tip: Callable[[Row], str] | None = None
    ink: Callable[[Row], str] | None = None
    paint: Callable[[PainterCanvas, QRectF, Row], None] | None = None
    spoken: Callable[[Row], str] | None = None
    descending_first: bool = False
    key: str = ""
    value: Callable[[Row], Any] | None = None
    edit: str = ""

    @property
    def called(self) -> str:
        """What the column is called where its look is kept."""
        return self.key or self.title


class Grouping(NamedTuple, Generic[Row]):
    """How rows are put together: by what a group sorts and is called, and its figures in words."""

    of: Callable[[Row], tuple[Any, str]]
    sums: Callable[[Sequence[Row]], str]


class Head(NamedTuple):
    """The line above a group of rows."""

    words: str
    sums: str


class RowTable(QAbstractTableModel, Generic[Row]):
    """Shows rows in columns, sorted and filtered by an index list; `key` tells rows apart.

    In the list a number from 0 on is a row, and -1 - n the head of group n.
    """

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._keys: list[Hashable] = []
        self._order: list[int] = []
        self._shown: list[int] = []
        self._keep: Callable[[Row], bool] | None = None
        self._among: AbstractSet[Hashable] | None = None
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._grouping: Grouping[Row] | None = None
        self._heads: list[Head] = []

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows under the same sorting and filter."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._keys = [self._key(row) for row in self._rows]
        self._sort()
        self._filter()
        self.endResetModel()

    def set_filter(
        self, keep: Callable[[Row], bool] | None, among: AbstractSet[Hashable] | None = None
    ) -> None:
        """Show only the rows that `keep` wants and whose keys are `among` these, or all of them."""
        if keep is None and among is None and self._keep is None and self._among is None:
            return
        self.beginResetModel()
        self._keep, self._among = keep, among
        self._filter()
        self.endResetModel()

    def group(self, grouping: Grouping[Row] | None) -> None:
        """Put rows into groups, each under a head, or show them all in one."""
        if grouping is None and self._grouping is None:
            return
        self.beginResetModel()
        self._grouping = grouping
        self._filter()
        self.endResetModel()

    def resort(self) -> None:
        """Sort and filter again, after something that columns look up outside has changed."""
        self.beginResetModel()
        self._sort()
        self._filter()
        self.endResetModel()

    def repaint(self, column: int) -> None:
        """Say that the cells of a column show something else now."""
        if self._shown:
            self.dataChanged.emit(self.index(0, column), self.index(len(self._shown) - 1, column))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, shown or not, as they were set."""
        return self._rows

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that are shown, in their order."""
        return tuple([self._rows[i] for i in self._shown if i >= 0])

    def row_at(self, row: int) -> Row | None:
        """Return the row that is shown at a place, None outside and at a group's head."""
        if not 0 <= row < len(self._shown) or self._shown[row] < 0:
            return None
        return self._rows[self._shown[row]]

    def head_at(self, row: int) -> Head | None:
        """Return the head of a group that is shown at a place, None where a row is."""
        if not 0 <= row < len(self._shown) or self._shown[row] >= 0:
            return None
        return self._heads[-1 - self._shown[row]]

    def place_of(self, key: Hashable) -> int:
        """Return where the row with a key is shown, -1 if it is not."""
        keys = self._keys
        found = (p for p, i in enumerate(self._shown) if i >= 0 and keys[i] == key)
        return next(found, -1)

    def places_of(self, wanted: AbstractSet[Hashable]) -> list[int]:
        """Return where the rows with these keys are shown, from above."""
        keys = self._keys
        return [p for p, i in enumerate(self._shown) if i >= 0 and keys[i] in wanted]

    def key_of(self, row: Row) -> Hashable:
        """Return what tells a row from all others."""
        return self._key(row)

    def _sort(self) -> None:
        order = list(range(len(self._rows)))
        if self._sorted is not None:
            column, way = self._sorted
            value = self.columns[column].sort or self.columns[column].show
            values = [value(row) for row in self._rows]
            known = [i for i in order if values[i] is not None]
            known.sort(key=values.__getitem__, reverse=way is Qt.SortOrder.DescendingOrder)
            order = known + [i for i in order if values[i] is None]
        self._order = order

    def _filter(self) -> None:
        rows, keys, keep, among = self._rows, self._keys, self._keep, self._among
        shown = list(self._order)
        if among is not None:
            shown = [i for i in shown if keys[i] in among]
        if keep is not None:
            shown = [i for i in shown if keep(rows[i])]
        self._shown = self._grouped(shown)

    def _grouped(self, shown: list[int]) -> list[int]:
        self._heads = []
        if self._grouping is None:
            return shown
        groups: dict[tuple[Any, str], list[int]] = {}
        for index in shown:
            groups.setdefault(self._grouping.of(self._rows[index]), []).append(index)
        found: list[int] = []
        for number, key in enumerate(sorted(groups)):
            members = groups[key]
            sums = self._grouping.sums([self._rows[i] for i in members])
            self._heads.append(Head(key[1], sums))
            found += [-1 - number, *members]
        return found

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, says, sorts by or is."""
        if not index.isValid():
            return None
        head = self.head_at(index.row())
        if head is not None:
            return _said_of_head(head, index.column(), role)
        row, column = self._rows[self._shown[index.row()]], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.show(row)
        if role == ROW_ROLE:
            return row
        return self._quiet(column, row, role)

    @staticmethod
    def _quiet(column: Column[Row], row: Row, role: int) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = column.spoken(row) if column.spoken else column.show(row)
            return f"{column.title}: {said}"
        if role == SORT_ROLE:
            return (column.sort or column.show)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen, and heads of groups be passed over."""
        if self.head_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows without a value come last either way."""
        if not 0 <= column < len(self.columns):
            return
        self.beginResetModel()
        self._sorted = (column, order)
        self._sort()
        self._filter()
        self.endResetModel()


def _said_of_head(head: Head, column: int, role: int) -> Any:
    """Return what the cells of a group's head say: the first one all of it, the others nothing."""
    told = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
    return f"{head.words}: {head.sums}" if told and column == 0 else None

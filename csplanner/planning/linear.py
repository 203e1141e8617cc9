"""Linear programmes: written down column by column and row by row, minimised by HiGHS.

What HiGHS answers is floating point and holds within tolerances. What is proven is computed from
its dual values: rounded to whole numbers they are prices like any other, and by weak duality no
solution costs less than what these prices say, which whole numbers add up exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from threading import Event

    from numpy import int64
    from numpy.typing import NDArray

INFINITE = 10**15
FINEST = 20
ROOM = 2.0**61


@dataclass(slots=True)
class Rows:
    """A programme in the making: whole numbers only, columns from 0 to a finite upper end."""

    costs: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)
    row_lower: list[int] = field(default_factory=list)
    row_upper: list[int] = field(default_factory=list)

    def column(self, cost: int, upper: int) -> int:
        """Add a column between 0 and a finite upper end and give its number."""
        self.costs.append(cost)
        self.upper.append(upper)
        return len(self.costs) - 1

    def row(self, terms: Iterable[tuple[int, int]], lower: int, upper: int) -> int:
        """Add a row, lower <= the sum of factor x column <= upper, and give its number."""
        for column, factor in terms:
            self.columns.append(column)
            self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.row_lower) - 1

    def most(self, terms: Iterable[tuple[int, int]]) -> int:
        """Give the most that a sum of terms with factors of at least 0 can be."""
        return sum(factor * self.upper[column] for column, factor in terms)


class Programme:
    """A linear programme in HiGHS, to be solved again and again with other ends of its rows."""

    def __init__(self, rows: Rows) -> None:
        import highspy  # noqa: PLC0415 - heavy, and only a bound needs it
        import numpy as np  # noqa: PLC0415 - the same

        self.cost = np.array(rows.costs, dtype=np.int64)
        self.upper = np.array(rows.upper, dtype=np.int64)
        self.lengths = np.diff(np.array(rows.starts))
        self.columns = np.array(rows.columns, dtype=np.int64)
        self.factors = np.array(rows.factors, dtype=np.int64)
        self.row_lower = np.array(rows.row_lower, dtype=np.int64)
        self.row_upper = np.array(rows.row_upper, dtype=np.int64)
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("solver", "ipm")):
            self.solver.setOptionValue(name, value)
        self.solver.setOptionValue("run_crossover", "off")
        self.solver.passModel(self._model(highspy, np.array(rows.starts)))

    def _model(self, highspy: Any, starts: Any) -> Any:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.row_lower)
        model.col_cost_ = self.cost.astype(float)
        model.col_lower_ = self.cost * 0.0
        model.col_upper_ = self.upper.astype(float)
        model.row_lower_ = _ends(self.row_lower)
        model.row_upper_ = _ends(self.row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = self.columns
        model.a_matrix_.value_ = self.factors.astype(float)
        return model

    def again(self, ends: Mapping[int, tuple[int, int]]) -> None:
        """Give rows other ends, and solve by the simplex method from the last basis."""
        self.solver.setOptionValue("solver", "simplex")
        for row, (lower, upper) in ends.items():
            if (self.row_lower[row], self.row_upper[row]) == (lower, upper):
                continue
            self.row_lower[row], self.row_upper[row] = lower, upper
            self.solver.changeRowBounds(row, *_ends_of(lower, upper))

    def obey(self, stop: Event) -> None:
        """Let HiGHS give up at its next step once `stop` is set; each step asks the interpreter."""

        def ask(event: Any) -> None:
            if stop.is_set():
                event.interrupt()

        self.solver.cbSimplexInterrupt += ask
        self.solver.cbIpmInterrupt += ask

    def solved(self) -> tuple[int, Any]:
        """Minimise; gives what is proven, rounded up to a whole number, and column values.

        The value holds for every solution, even where HiGHS stops before its optimum.
        """
        import numpy as np  # noqa: PLC0415 - only a bound needs it

        self.solver.run()
        found = self.solver.getSolution()
        prices = np.array(found.row_dual) if found.dual_valid else np.zeros(len(self.row_lower))
        if not np.isfinite(prices).all():
            prices = np.zeros(len(self.row_lower))
        return self.proven(prices), np.array(found.col_value)

    def proven(self, prices: Any) -> int:
        """Evaluate the dual of the programme exactly at prices of its rows, whatever they are."""
        import numpy as np  # noqa: PLC0415 - only a bound needs it

        prices = np.where((prices > 0) & (self.row_lower <= -INFINITE), 0.0, prices)
        prices = np.where((prices < 0) & (self.row_upper >= INFINITE), 0.0, prices)
        shift = self._shift(prices)
        whole = np.rint(prices * 2.0**shift).astype(np.int64)
        spread = np.repeat(whole, self.lengths)
        reduced = self.cost << shift
        np.subtract.at(reduced, self.columns, self.factors * spread)
        below = reduced < 0
        total = _dot(reduced[below], self.upper[below])
        total += _dot(whole[whole > 0], self.row_lower[whole > 0])
        total += _dot(whole[whole < 0], self.row_upper[whole < 0])
        return -(-total >> shift)

    def _shift(self, prices: Any) -> int:
        """Choose how finely prices may be rounded so that no sum leaves 64 bits."""
        import numpy as np  # noqa: PLC0415 - only a bound needs it

        size = np.abs(self.cost).astype(float)
        spread = np.repeat(np.abs(prices) + 1.0, self.lengths)
        np.add.at(size, self.columns, np.abs(self.factors) * spread)
        shift = FINEST
        while shift and float(size.max(initial=1.0)) * 2.0**shift > ROOM:
            shift -= 1
        return shift


def _dot(one: NDArray[int64], other: NDArray[int64]) -> int:
    """Multiply and add without a limit to the size of numbers."""
    return sum(a * b for a, b in zip(one.tolist(), other.tolist(), strict=True))


def _ends(values: NDArray[int64]) -> Any:
    import numpy as np  # noqa: PLC0415 - only a bound needs it

    found = values.astype(float)
    found[values >= INFINITE] = np.inf
    found[values <= -INFINITE] = -np.inf
    return found


def _ends_of(lower: int, upper: int) -> tuple[float, float]:
    low = float("-inf") if lower <= -INFINITE else float(lower)
    return low, float("inf") if upper >= INFINITE else float(upper)

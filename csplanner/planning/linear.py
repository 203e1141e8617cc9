"""Linear programmes: written down column by column and row by row, minimised by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

INFINITE = 1e30


@dataclass(slots=True)
class Rows:
    """A linear programme in the making: columns with costs, rows of (column, factor) pairs."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)

    def column(self, cost: float, upper: float = INFINITE) -> int:
        """Add a column of at least 0 and give its number."""
        self.costs.append(cost)
        self.upper.append(upper)
        return len(self.costs) - 1

    def row(self, terms: Iterable[tuple[int, float]], lower: float, upper: float) -> None:
        """Add a row: lower <= the sum of factor x column <= upper."""
        for column, factor in terms:
            self.columns.append(column)
            self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.row_lower.append(lower)
        self.row_upper.append(upper)


def optimum(rows: Rows) -> float | None:
    """Minimise a linear programme; None where HiGHS does not reach the optimum."""
    import highspy  # noqa: PLC0415 - heavy, and only a bound needs it
    import numpy as np  # noqa: PLC0415 - the same

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(rows.costs), len(rows.row_lower)
    model.col_cost_ = np.array(rows.costs)
    model.col_lower_ = np.zeros(len(rows.costs))
    model.col_upper_ = np.array(rows.upper)
    model.row_lower_ = np.array(rows.row_lower)
    model.row_upper_ = np.array(rows.row_upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(rows.starts)
    model.a_matrix_.index_ = np.array(rows.columns)
    model.a_matrix_.value_ = np.array(rows.factors)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes it so
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return float(solver.getInfo().objective_function_value)

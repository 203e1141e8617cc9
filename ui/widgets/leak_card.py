"""The bucket that leaks, as a what-if: what new sales must bring only to stand still."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QHBoxLayout, QSlider

from csplanner.services.review_retention import leak
from ui import formats
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Card
from ui.widgets.labels import Label, named

if TYPE_CHECKING:
    from csplanner.services.review_retention import RetentionReview

_TENTHS = 10
_MOST_RATE = 60.0
_YEARS = 3


class LeakCard(Card):
    """Slider and fields; the words under them follow at once, and nothing is kept."""

    def __init__(self) -> None:
        super().__init__("The bucket that leaks", "a what-if: nothing is kept")
        self._review: RetentionReview | None = None
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, int(_MOST_RATE * _TENTHS))
        self.slider.setPageStep(_TENTHS)
        named(self.slider, "Loss a year, slider")
        self.rate = _field("Loss a year", 0, _MOST_RATE, " %", 2)
        self.revenue = _field("Revenue", 0, 1e12, "", 0)
        self.deal = _field("Usual contract", 0, 1e12, "", 0)
        self.won = _field("Chances won", 0, 100, " %", 0)
        self.won.setValue(25)
        self.cost = _field("Cost to win 1", 0, 1000, "", 2)
        self.cost.setValue(1.2)
        self.slider.valueChanged.connect(self._on_slider)
        self.rate.valueChanged.connect(self._on_rate)
        for field in (self.revenue, self.deal, self.won, self.cost):
            field.valueChanged.connect(self._tell)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Label("Loss a year", "table", "text2"))
        top.addWidget(self.slider, 1)
        top.addWidget(self.rate)
        self.again = Button("As in the period", kind=Kind.QUIET, small=True)
        self.again.clicked.connect(self.reset)
        self.body.addLayout(top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        fields = (self.revenue, self.deal, self.won, self.cost)
        for number, field in enumerate(fields):
            row, column = 2 * (number // 2), number % 2
            grid.addWidget(Label(field.accessibleName(), "note", "text2"), row, column)
            grid.addWidget(field, row + 1, column)
        self.body.addSpacing(6)
        self.body.addLayout(grid)
        self.body.addSpacing(8)
        self.answer = Label("", "body", weight=600).wrapped()
        self.means = Label("", "table", "text2").wrapped()
        self.left = Label("", "table", "text2").wrapped()
        for label in (self.answer, self.means, self.left):
            self.body.addWidget(label)
        self.body.addWidget(self.again)

    def show_review(self, review: RetentionReview) -> None:
        """Begin with the figures of a review, unless somebody tries other ones."""
        fresh = self._review is None or self._review.figures != review.figures
        self._review = review
        if fresh:
            self.reset()

    def reset(self) -> None:
        """Take the figures of the period again."""
        review = self._review
        if review is None:
            return
        self.revenue.setValue(float(review.leak.revenue))
        self.deal.setValue(float(review.deal))
        self.rate.setValue(float(review.leak.rate) * 100)
        self._tell()

    def _on_slider(self, value: int) -> None:
        if round(self.rate.value() * _TENTHS) != value:  # not when the field moved the slider
            self.rate.setValue(value / _TENTHS)

    def _on_rate(self, value: float) -> None:
        self.slider.setValue(round(value * _TENTHS))
        self._tell()

    def _rate(self) -> Decimal:
        """Return the rate of the field; the period's own stays exact where it is shown."""
        if self._review is not None:
            own = self._review.leak.rate
            if round(float(own) * 100, self.rate.decimals()) == round(self.rate.value(), 4):
                return own
        return _exact(self.rate) / 100

    def _tell(self) -> None:
        code = self._review.currency if self._review is not None else "USD"
        found = leak(
            _exact(self.revenue),
            self._rate(),
            deal=_exact(self.deal),
            won=_exact(self.won) / 100,
            cost_of_one=_exact(self.cost),
            years=_YEARS,
        )

        def money(amount: Decimal) -> str:
            return formats.exact_money(amount.quantize(Decimal(1)), code)

        self.answer.setText(
            f"New sales must bring {money(found.a_year)} a year, {money(found.a_month)} a month,"
            " only to stand still."
        )
        parts = []
        if found.deals is not None:
            parts.append(f"{formats.number(found.deals, 1)} contracts of the usual size")
        if found.chances is not None:
            parts.append(f"{formats.number(found.chances, 1)} chances")
        parts.append(f"{money(found.cost)} of selling")
        self.means.setText(f"That is {', '.join(parts)}.")
        after = ", ".join(
            f"{money(amount)} after {formats.counted(year, 'year')}"
            for year, amount in enumerate(found.left, 1)
        )
        point = money(found.revenue / 100)
        self.left.setText(f"Without them: {after}. One point of loss is {point} a year.")


def _field(name: str, least: float, most: float, suffix: str, digits: int) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(least, most)
    field.setDecimals(digits)
    field.setSuffix(suffix)
    field.setGroupSeparatorShown(True)
    field.setKeyboardTracking(False)
    field.setMinimumWidth(96)
    named(field, name)
    return field


def _exact(field: QDoubleSpinBox) -> Decimal:
    return Decimal(str(round(field.value(), 4)))

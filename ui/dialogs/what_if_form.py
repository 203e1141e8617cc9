"""Ask what to suppose: another policy, somebody less, a quarter without travel, CEO visits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QHBoxLayout

from csplanner.domain.records import Person
from csplanner.domain.team import Role
from csplanner.services.policy import policy_from_file
from csplanner.services.what_if import Supposed
from ui.dialogs.form import Form
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, Label, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from csplanner.services.workspace import Workspace

_MOST_VISITS = 20
_PLANNED = (Role.CSM, Role.AE, Role.EXEC)
_TELL = "The year is planned as supposed, beside the plan as it is. The calendar stays as it is."


class WhatIfForm(Form):
    """Collects what is supposed, and hands it over."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, year: int, go: Callable[[Supposed], object]
    ) -> None:
        super().__init__(parent, f"What if, {year}", "Plan it")
        self._go, self._path, self._year = go, Path(), year
        self.policy = Elided("As it is", "body")
        self.choose = Button("Choose\N{HORIZONTAL ELLIPSIS}", small=True)
        self.choose.clicked.connect(self._choose)
        self.without = QComboBox()
        self.without.addItem("Nobody", "")
        people = [p for p in workspace.all(Person) if p.role in _PLANNED]
        for person in sorted(people, key=lambda p: (p.role.value, p.name)):
            self.without.addItem(f"{person.name}, {person.role.value}", person.id)
        self.frozen = QComboBox()
        self.frozen.addItem("As planned", 0)
        for quarter in range(1, 5):
            self.frozen.addItem(f"None in the {_ORDINALS[quarter - 1]} quarter", quarter)
        self.visits = QComboBox()
        for more in range(_MOST_VISITS + 1):
            self.visits.addItem(f"{more} a year more" if more else "As now", more)
        self._rows()

    def _rows(self) -> None:
        self.body.addWidget(Label(_TELL, "body", "text2").wrapped())
        form = QFormLayout()
        form.setSpacing(8)
        policy = QHBoxLayout()
        policy.addWidget(self.policy, 1)
        policy.addWidget(self.choose)
        form.addRow(Label("Policy", "body", "text2"), policy)
        rows = (
            ("Do without", self.without),
            ("Travel", self.frozen),
            ("CEO visits", self.visits),
        )
        for label, field in rows:
            named(field, label)
            form.addRow(Label(label, "body", "text2"), field)
        self.body.addLayout(form)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "Another policy", "", "Policy (*.toml)")
        if path:
            self.use_policy(Path(path))

    def use_policy(self, path: Path) -> None:
        """Suppose the policy of a file."""
        self._path = path
        self.policy.setText(path.name)

    def supposed(self) -> Supposed:
        """Return what was chosen; raises UserMistake for a policy that cannot be used."""
        quarter = self.frozen.currentData()
        person = self.without.currentData()
        return Supposed(
            policy=policy_from_file(self._path) if self._path.name else None,
            without=(person,) if person else (),
            no_travel=(_quarter(self._year, quarter),) if quarter else (),
            ceo_visits=self.visits.currentData(),
        )

    def finish(self) -> bool:
        """Hand over what is supposed."""
        self._go(self.supposed())
        return True


_ORDINALS = ("first", "second", "third", "fourth")


def _quarter(year: int, number: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, 3 * number - 2, 1)
    after = dt.date(year + 1, 1, 1) if number == 4 else dt.date(year, 3 * number + 1, 1)
    return first, after - dt.timedelta(days=1)

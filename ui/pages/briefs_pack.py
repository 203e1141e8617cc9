"""Packs from the window: which visits, for whom, into one file or a file each; what came of it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from csplanner.base.errors import UserMistake
from csplanner.services.papers import default_paper
from ui import formats
from ui.dialogs.form import Form
from ui.dialogs.record_form import Field, RecordForm, Wording
from ui.pages.briefs_choice import AUDIENCES, PAPERS
from ui.widgets.cards import Ground
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    from typing import Any

    from csplanner.base.job import Job
    from csplanner.services.make_pack import PackChoice, PackResult, PackWritten
    from csplanner.services.pack_offers import PackOffer
    from ui.context import Context

_FOLDER, _PAPER, _KEY, _LANE = "briefs.folder", "briefs.paper", "brief pack", "writes"
ONE, EACH = "one", "each"
_DAYS, _HIGH, _WIDE = 30, 320, 84


class PackDesk:
    """Asks for a pack, makes it beside the window's work, and tells what came of it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._parent, self._context = parent, context
        self.result: Form | None = None

    def ask(self, audience: str, paper: str = "", which: str = "") -> None:
        """Ask which pack, beginning with what is given, then where to."""
        from csplanner.services.pack_offers import pack_offers

        workspace, today = self._context.workspace, self._context.today
        assert workspace is not None
        paper = paper or self._context.memory.get(_PAPER, default_paper(os.environ))
        offers = pack_offers(workspace, today, which)
        if not offers:
            self._context.notify("No visit is planned to print a pack for", hint="Plan the year.")
            return
        told: list[dict[str, Any]] = []
        form = RecordForm(
            self._parent,
            Wording(
                title="Export a pack",
                verb="Choose where",
                below="Briefs stand in visiting order. The days count for a person's visits only. "
                "Packs for customers are always a file each.",
            ),
            _fields(offers, today, (which or offers[0].key, audience, paper)),
            lambda values: self._chosen(values, told),
        )
        if form.exec() == RecordForm.DialogCode.Accepted and told:
            self._where(told[0])

    def _chosen(self, values: dict[str, Any], told: list[dict[str, Any]]) -> bool:
        """Find the visits; a mistake stays in the form."""
        from csplanner.services.pack_offers import pack_chosen

        assert self._context.workspace is not None
        choice = pack_chosen(
            self._context.workspace, values["which"], values["first"], values["last"]
        )
        if not choice.visits:
            raise UserMistake(f"{choice.title}: there is no visit on these days.", "Choose others.")
        if values["audience"] == "customer":
            values = {**values, "form": EACH}
        told.append({**values, "choice": choice})
        return True

    def _where(self, values: dict[str, Any]) -> None:
        folder = Path(self._context.memory.get(_FOLDER, str(Path.home())))
        name = values["choice"].title.replace(" ", "-").lower()
        if values["form"] == ONE:
            start = str(folder / f"{name}.pdf")
            path, _ = QFileDialog.getSaveFileName(
                self._parent, "Export a pack", start, "PDF (*.pdf)"
            )
        else:
            path = QFileDialog.getExistingDirectory(
                self._parent, "Folder for the files of the pack", str(folder)
            )
        if not path:
            return
        out = Path(path)
        if values["form"] == ONE:
            out = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
        self._context.memory.keep(_FOLDER, str(out.parent))
        self.make(values["choice"], values["audience"], values["paper"], out)

    def make(self, choice: PackChoice, audience: str, paper: str, out: Path) -> None:
        """Make the pack; the strip of jobs shows how far it is and stops it."""
        workspace = self._context.workspace
        assert workspace is not None

        def work(job: Job) -> PackWritten:
            from csplanner.services.make_pack import write_pack
            from csplanner.services.prepare_brief import BriefRequest

            wanted = BriefRequest(account_id="", audience=audience, paper=paper)
            return write_pack(workspace, choice, wanted, out, job)

        self._context.jobs.start(
            work, self._tell, f"Making the pack {choice.title}", key=_KEY, lane=_LANE
        )

    def _tell(self, written: PackWritten) -> None:
        briefs = len(written.results) - len(written.refused)
        said = (
            f"Wrote {formats.counted(briefs, 'brief')}, {formats.counted(written.pages, 'page')}, "
            f"to {written.out.name}"
        )
        if not written.refused and not written.warnings:
            self._context.notify(said, hint=str(written.out.parent))
            return
        self.result = PackReport(self._parent, said, written.results)
        self.result.open()


def _fields(
    offers: tuple[PackOffer, ...], today: dt.date, begin: tuple[str, str, str]
) -> tuple[Field, ...]:
    which, audience, paper = begin
    last = today + dt.timedelta(days=_DAYS)
    forms = ((ONE, "One file with a list in front"), (EACH, "A folder, a file each"))
    return (
        Field(key="which", label="Visits", kind="choice", value=which, choices=offers),
        Field(key="first", label="From", kind="day", value=today, needed=True),
        Field(key="last", label="To", kind="day", value=last, needed=True),
        Field(key="audience", label="Reader", kind="choice", value=audience, choices=AUDIENCES),
        Field(key="paper", label="Paper", kind="choice", value=paper, choices=PAPERS),
        Field(key="form", label="As", kind="choice", value=ONE, choices=forms),
    )


class PackReport(Form):
    """Lists what came of each visit of a pack: its file, what to read, or why there is none."""

    def __init__(self, parent: QWidget, said: str, results: tuple[PackResult, ...]) -> None:
        super().__init__(parent, "The pack", "Close")
        self.cancel_button.hide()
        self.body.addWidget(Label(said, "body", weight=600).wrapped())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        for result in sorted(results, key=lambda r: not r.refused):
            column.addWidget(_line(result))
        column.addStretch(1)
        scroll = scrolled(inside, "What came of each brief")
        scroll.setFixedHeight(_HIGH)
        self.body.addWidget(scroll)


def _line(result: PackResult) -> QWidget:
    made = Ground("surface", "b")
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 5, 0, 5)
    line.setSpacing(8)
    day = Label(formats.day(result.date), "note", "text2")
    day.setFixedWidth(_WIDE)
    line.addWidget(day)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Elided(result.account, "table"))
    for said, tone in _said(result):
        words.addWidget(Label(said, "note", tone).wrapped())
    line.addLayout(words, 1)
    state = "not written" if result.refused else formats.counted(result.pages, "page")
    line.addWidget(Label(state, "table", "risk" if result.refused else "text", weight=600))
    return made


def _said(result: PackResult) -> list[tuple[str, str]]:
    if result.refused:
        return [(result.refused, "risk")]
    named = [(result.out.name, "text2")] if result.out is not None else []
    return [*named, *((words, "watch") for words in result.warnings)]

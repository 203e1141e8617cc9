"""Presentation mode: for a shared screen, only what one customer may see stands in the window.

Nothing is blanked out of the usual pages; they are taken away, and views made from CustomerFacts
stand in their place. What has no such view shows a cover, so a new page is hidden until it has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog

from csplanner.base.errors import CsplannerError
from ui.pages import registry

if TYPE_CHECKING:
    from csplanner.base.job import Job
    from csplanner.services.present import Preview
    from ui.context import Notice
    from ui.main_window import MainWindow
    from ui.widgets.stage import Stage

ALLOWED = frozenset({"view.present", "view.light", "view.dark", "view.system", "file.quit"})
OVERVIEW, YEAR, PACK = "overview", "year", "pack"
_VIEW_OF = {"account": OVERVIEW, "plan": YEAR, "calendar": YEAR, "briefs": PACK}
_COVER = "It holds what is internal, or tells of other customers."


class Presentation(QObject):
    """Turns the mode on and off for one window; what was there comes back as it was."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._stage: Stage | None = None
        self._account = ""
        self._title = "csplanner"
        self._held: list[Notice] = []
        self._hidden: list[QDialog] = []
        self.on = False
        self.under = False  # whether pages change beneath the stage: another portfolio came
        window.context.changed.connect(self._changed)
        window.context.workspace_changed.connect(self._reopened)

    @property
    def stage(self) -> Stage:
        """What stands in the window while the mode is on."""
        if self._stage is None:
            from ui.widgets.stage import Stage

            self._stage = Stage()
            self._stage.left.connect(self.toggle)
            self._stage.view_chosen.connect(self._on_view)
            self._stage.named.connect(self._on_named)
        return self._stage

    def toggle(self) -> None:
        """Turn the mode on or off."""
        if self.on:
            self._leave()
        else:
            page = self._window.page
            self.enter(page.at_hand()[0] if page is not None else "")

    def enter(self, account_id: str) -> None:
        """Turn the mode on, with the customer that the page stood on if there is one."""
        window = self._window
        self.on, self._account = True, account_id
        window.palette_box.hide()
        window.notices.dismiss()
        self._hidden = [d for d in _dialogs() if d.isVisible()]
        for dialog in self._hidden:
            dialog.hide()
        window.actions_table.allow(ALLOWED)
        window.root.present(self.stage)
        page = window.page.name if window.page is not None else ""
        self._read()
        self.show(page if page in _VIEW_OF else "account")
        self.stage.setFocus()

    def show(self, page: str) -> None:
        """Show what a page may show now: a view of the customer, or a cover."""
        stage = self.stage
        view = _VIEW_OF.get(page)
        if view is None:
            title = registry.entry(page).title
            stage.show_cover(f"{title} is not shown while you present", _COVER)
        elif not self._account:
            stage.ask_whom()
        else:
            stage.show_view(view)
            if view == PACK:
                self._want_pack()

    def takes(self, page: str) -> bool:
        """Show what a page may show now; tells whether that is all that is to be done."""
        if self.on:
            self.show(page)
        return self.on and not self.under

    def tell(self, notice: Notice) -> None:
        """Show a notice, or keep it until the mode is left; it may name other customers."""
        if self.on:
            self._held.append(notice)
        else:
            self._window.notices.tell(notice)

    def say_title(self, title: str = "") -> None:
        """Set the window's title; while the mode is on it names the customer, never the file."""
        self._title = title or self._title
        who = self.stage.who.text() if self.on else ""
        shown = f"{who} · csplanner" if who else "csplanner"
        self._window.setWindowTitle(shown if self.on else self._title)

    def _changed(self) -> None:
        if self.on:
            self._read()

    def _reopened(self) -> None:
        """Forget the customer: another portfolio is open, or none."""
        if self.on:
            self._account, self.under = "", True
            self._read()
            self.show("account")

    def _leave(self) -> None:
        window = self._window
        self.on, self.under, self._account = False, False, ""
        self.stage.forget()
        window.actions_table.allow(None)
        window.root.present(None)
        self.say_title()
        for dialog in self._hidden:
            dialog.show()
        self._hidden = []
        held, self._held = self._held, []
        if held:
            window.notices.tell(held[-1])
        window.go(window.page.name if window.page is not None else "welcome")

    def _read(self) -> None:
        context, facts = self._window.context, None
        if context.workspace is not None and self._account:
            from csplanner.services.present import presented

            facts = presented(context.workspace, self._account, context.today)
        if facts is None:
            self._account = ""
            self.stage.forget()
        else:
            self.stage.show_facts(facts, context.today)
        self.say_title()

    def _want_pack(self) -> None:
        workspace, today = self._window.context.workspace, self._window.context.today
        account = self._account
        if workspace is None:
            return

        def work(job: Job) -> Preview | None:
            from csplanner.services.present import pack_to_show
            from ui.widgets.pdf_pages import RENDERED

            return pack_to_show(workspace, account, today, RENDERED, job)

        self._window.context.jobs.restart(
            work, self._take_pack, "Making the review pack", key="present.pack"
        )

    def _take_pack(self, shown: Preview | None) -> None:
        if self.on and self.stage.stack.currentWidget() is self.stage.pack:
            self.stage.show_pack(shown)

    def _on_view(self, view: str) -> None:
        self.show(next(page for page, shown in _VIEW_OF.items() if shown == view))

    def _on_named(self, words: str) -> None:
        workspace = self._window.context.workspace
        if workspace is None:
            return
        from csplanner.services.present import whom

        try:
            self._account = whom(workspace, words)
        except CsplannerError:
            # The program's own words would list the customers that are alike.
            self.stage.ask_whom("That is not the whole name of one customer.")
            return
        self.stage.ask.field.clear()
        self._read()
        self.show("account")
        self.stage.setFocus()


def _dialogs() -> list[QDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]

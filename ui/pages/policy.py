"""The policy editor: tiers, rules, overlays and all else that is policy, in forms over its text.

Forms write the very text that experts edit, so comments stay. What is wrong stands beside its
field. Nothing is in force before it is saved as a version, which is one step to undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from csplanner.base.errors import CsplannerError
from csplanner.services import policy as service
from csplanner.services.policy_changes import compare_policies, versions
from csplanner.services.policy_preview import standings
from ui import formats
from ui.models.policy_draft import PolicyDraft
from ui.pages.base import Page
from ui.pages.policy_actions import policy_actions
from ui.pages.policy_inspector import PolicyInspector
from ui.pages.policy_places import PolicyPlaces, home_of, nav_items
from ui.pages.policy_trying import PolicyTrying
from ui.widgets.cards import Ground
from ui.widgets.nav_list import NavList

if TYPE_CHECKING:
    import datetime as dt

    from PySide6.QtWidgets import QWidget

    from csplanner.services.policy_preview import Standing
    from csplanner.services.workspace import Changes
    from ui.actions import Action

_DRAFT = "draft"


class PolicyPage(Page):
    """One draft, many ways to look at it."""

    name, title = "policy", "Policy"

    def build(self) -> None:
        """Make the places; the part of each is made when it is first gone to."""
        self.draft = PolicyDraft(self)
        self.draft.changed.connect(self._changed)
        self.nav = NavList("Parts of the policy", nav_items(self.draft))
        self.nav.chosen.connect(self._go)
        self.trying = PolicyTrying(self)
        self.places = PolicyPlaces(self.draft, self.trying.view)
        self.places.refused.connect(self.context.notify_error)
        self.places.removed.connect(self._removed)
        self._panel: PolicyInspector | None = None
        self._in_force: service.PolicyInForce | None = None
        self._standings: tuple[Standing, ...] = ()
        self._path = ""
        side = Ground("surface2", "r")
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 9, 8)
        column.addWidget(self.nav.scrolled(), 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(side)
        outer.addWidget(self.places, 1)
        self.setFocusProxy(self.nav)
        self.context.theme_changed.connect(self.places.text.restyle)
        self.context.workspace_changed.connect(self._forget)

    def open(self, **arguments: object) -> None:
        """Go to a part, as in `part="rules"`."""
        part = str(arguments.get("part", ""))
        if part:
            self.nav.choose(part)

    def refresh(self, changes: Changes | None) -> None:
        """Read the policy in force; a draft that was changed stays."""
        if changes is not None and not changes.touch("policy_version", "account", "organisation"):
            return
        found = service.policy_in_force(self.workspace, self.context.today)
        self._standings = standings(self.workspace, self.context.today)
        self._path = str(self.workspace.path.absolute())
        if self._in_force is None or found.text != self._in_force.text:
            self._in_force = found
            self.draft.start(found.text, self._kept(found.text))
        self._in_force = found
        self.places.versions = versions(self.workspace)
        self.places.in_force = found.version.number if found.version else 0
        self._show_place()
        self._tell()

    def context_line(self) -> str:
        """Say which version the draft starts from."""
        if self._in_force is None:
            return ""
        state = "changed, not saved" if self.draft.dirty else "no changes"
        return f"Draft over {self._in_force.name}, {state}"

    def page_actions(self) -> tuple[Action, ...]:
        """Save, try, discard, and steps in the draft."""
        return policy_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Discard, what if, save."""
        return ("policy.discard", "policy.what_if", "policy.save")

    def inspector(self) -> QWidget:
        """Return what stands beside the editor."""
        if self._panel is None:
            self._panel = PolicyInspector(self.draft)
            self._panel.problem.connect(self.go_to_problem)
            self._panel.version.connect(self._compare_with)
            self._fill_panel()
        return self._panel

    def focus_filter(self) -> None:
        """Go to the text, where words can be looked for."""
        self.nav.choose("text")

    def go_to_problem(self, nth: int = 0) -> None:
        """Go to where something is wrong."""
        if nth >= len(self.draft.problems):
            return
        problem = self.draft.problems[nth]
        place = home_of(self.draft, problem)
        self.nav.choose(place)
        if place == "text":
            self.places.text.go_to(problem.line)
        else:
            self.places.sections[place].focus_problem(self.draft.path_of(problem))

    def discard(self) -> None:
        """Go back to what is in force; the draft can be had back."""
        kept = self.draft.text
        self.draft.say(self.draft.base, reshaped=True)
        self.context.notify(
            "The draft was discarded", action=("Take it back", lambda: self._again(kept))
        )

    def save(self) -> None:
        """Ask from when on the draft holds, and keep it as a version."""
        from ui.dialogs.policy_form import PolicyForm

        self.places.text.flush()
        if self.draft.problems:
            self.go_to_problem()
            return
        number = max((v.number for v in versions(self.workspace)), default=0) + 1
        found = compare_policies(self.draft.base, self.draft.text)
        PolicyForm(self, number, self.context.today, len(found), self.keep).exec()

    def keep(self, effective: dt.date, note: str) -> bool:
        """Keep the draft as a version in force from a day on."""
        try:
            version = service.set_policy(self.workspace, self.draft.text, effective, note)
        except CsplannerError as error:
            self.context.notify_error(error)
            return False
        self.nav.setFocus()
        later = effective > self.context.today
        when = f"from {formats.day(effective)}" if later else "from today"
        self.context.notify(
            f"Policy version {version.number} is in force {when}",
            hint="Run the plan to plan by it.",
            undo=True,
        )
        return True

    def _go(self, _key: str) -> None:
        self.places.text.flush()
        self._show_place()

    def _show_place(self) -> None:
        if self.nav.on == "what_if":
            self.trying.show()
        self.places.show_place(self.nav.on)

    def _changed(self) -> None:
        self.context.memory.keep(_DRAFT, self._record())
        if self.context.workspace is None:
            return  # the window closes, and the field that was typed in has just been left
        self._show_place()
        self.trying.view.say_stale()
        self._tell()

    def _tell(self) -> None:
        self.nav.show_items(nav_items(self.draft))
        self.places.mark()
        self._fill_panel()
        self.header_changed.emit()

    def _fill_panel(self) -> None:
        if self._panel is None or self._in_force is None:
            return
        self._panel.show_all(
            self._in_force.policy, self._standings, self.places.versions, self.places.in_force
        )

    def _removed(self, words: str) -> None:
        self.context.notify(words, action=("Take it back", self.draft.undo))

    def _again(self, text: str) -> None:
        self.draft.say(text, reshaped=True)

    def _compare_with(self, number: int) -> None:
        self.nav.choose("differences")
        self.places.compare_with(number)

    def _record(self) -> dict[str, str]:
        if not self.draft.dirty:
            return {}
        return {"path": self._path, "base": self.draft.base, "text": self.draft.text}

    def _kept(self, base: str) -> str | None:
        """Return a draft over the same policy of this portfolio that an earlier run left."""
        kept = self.context.memory.get(_DRAFT, {})
        mine = kept.get("path") == self._path
        return str(kept["text"]) if mine and kept.get("base") == base else None

    def _forget(self) -> None:
        self._in_force = None
        self.trying.forget()

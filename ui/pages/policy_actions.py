"""What can be done on the page of the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions import Action

if TYPE_CHECKING:
    from ui.pages.policy import PolicyPage


def policy_actions(page: PolicyPage) -> tuple[Action, ...]:
    """Return the actions, those of the header first."""
    return (*_of_the_draft(page), *_in_the_draft(page))


def _of_the_draft(page: PolicyPage) -> tuple[Action, ...]:
    draft = page.draft

    def can_save() -> bool:
        return draft.dirty and not page.workspace.read_only

    return (
        Action(
            name="policy.discard",
            text="Discard draft",
            run=page.discard,
            menu="Edit",
            detail="Back to the policy in force",
            on=lambda: draft.dirty,
        ),
        Action(
            name="policy.what_if",
            text="What if",
            run=page.trying.start,
            keys="W",
            icon="compare",
            menu="Plan",
            detail="Plan the year with the draft, beside the policy in force; nothing is written",
            on=lambda: draft.policy is not None,
        ),
        Action(
            name="policy.save",
            text="Save version\N{HORIZONTAL ELLIPSIS}",
            run=page.save,
            keys="Ctrl+S",
            icon="saved",
            menu="File",
            detail="The draft in force from a day on; one step to undo",
            on=can_save,
        ),
    )


def _in_the_draft(page: PolicyPage) -> tuple[Action, ...]:
    draft = page.draft
    return (
        Action(
            name="policy.back",
            text="Take the last edit of the draft back",
            run=draft.undo,
            keys="U",
            icon="undo",
            menu="Edit",
            on=lambda: draft.can_undo,
        ),
        Action(
            name="policy.again",
            text="Do the edit of the draft again",
            run=draft.redo,
            keys="Shift+U",
            icon="redo",
            menu="Edit",
            on=lambda: draft.can_redo,
        ),
        Action(
            name="policy.problem",
            text="Go to the first problem",
            run=page.go_to_problem,
            keys="P",
            icon="warning",
            menu="View",
            on=lambda: bool(draft.problems),
        ),
    )

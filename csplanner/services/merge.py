"""Judging fields when two portfolios are merged, by what this one's journal knows of them.

A value that came with the record, or last from a folder of the same name, gives way to theirs. A
value that was changed here is kept: silently where theirs is an older one of ours, otherwise as a
conflict that is listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.importing.building import Verdict
from csplanner.store.erasure import was_erased
from csplanner.store.images import images_of
from csplanner.store.mapping import stored

if TYPE_CHECKING:
    from csplanner.domain.record import Record
    from csplanner.store.database import Database
    from csplanner.store.images import Image


class JournalMerge:
    """Reads the journal of a portfolio, one record at a time."""

    def __init__(self, database: Database, label: str) -> None:
        self._database = database
        self._label = label
        self._images: dict[str, tuple[Image, ...]] = {}

    def judge(self, record: Record, attribute: str, theirs: Any) -> Verdict:
        """Judge a field whose value here differs from `theirs`."""
        values = self._values(record.id, attribute)
        if not values:
            empty = getattr(record, attribute) in {None, "", ()}
            return Verdict.TAKE if empty else Verdict.CONFLICT
        wanted = stored(type(record), attribute, theirs)
        if wanted in [value for _, value in values[:-1]]:
            return Verdict.KEEP
        ours = [label for label, _ in values[1:] if label != self._label]
        return Verdict.CONFLICT if ours else Verdict.TAKE

    def was_removed(self, external_id: str) -> bool:
        """Tell whether a record of this id was here and was deleted, or erased for good."""
        if was_erased(self._database, external_id):
            return True
        images = self._of(external_id)
        return bool(images) and images[-1].after is None

    def _of(self, record_id: str) -> tuple[Image, ...]:
        if record_id not in self._images:
            self._images[record_id] = images_of(self._database, record_id)
        return self._images[record_id]

    def _values(self, record_id: str, attribute: str) -> list[tuple[str, Any]]:
        """Return each value that a field had, with the label of the change that brought it.

        What stood before the first change that is known (a portfolio may be sealed) came with the
        record.
        """
        values: list[tuple[str, Any]] = []
        images = self._of(record_id)
        if images and images[0].before is not None:
            values.append(("", images[0].before.get(attribute)))
        for image in images:
            if image.after is None:
                continue
            value = image.after.get(attribute)
            if not values or value != values[-1][1]:
                values.append((image.label, value))
        return values

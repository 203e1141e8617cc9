"""Changes every free text of facts, so that any length and any script can be tried."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Return facts with each free text changed; words of fixed sets stay."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(with_texts(item, change) for item in value)
    if type(value) is str:
        return change(value)
    if not is_dataclass(value):
        return value
    kept = {
        "type",
        "state",
        "currency",
        "unit",
        "use_metric",
        "policy",
        "basis",
        "part",
        "actual",
        "target",
    }
    calendar = {"quarters", "weeks", "tones", "labels", "months", "quarter"}
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name in calendar:
            changed[field.name] = old
        elif isinstance(old, str) and type(old) is str:
            changed[field.name] = old if field.name in kept else change(old)
        else:
            changed[field.name] = with_texts(old, change)
    return replace(value, **changed)  # type: ignore[type-var]

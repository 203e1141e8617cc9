"""The tables of a policy's lists as rows: tiers, rules with their steps, profiles, drivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ui import formats
from ui.models.policy_fields import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csplanner.domain.toml_text import Path
    from ui.models.policy_draft import PolicyDraft
    from ui.models.policy_fields import Field

    Values = Mapping[str, Any]

_ANCHORS = {
    "renewal": "the renewal",
    "pilot_end": "the pilot's end",
    "contract_start": "the contract's start",
    "last_touch": "the last touch",
}


class Entry(NamedTuple):
    """One row of a list: its table, the table that it grows from, its name and its gist."""

    path: Path
    title: str
    gist: str
    parent: Path | None = None
    wrong: int = 0


class Part(NamedTuple):
    """One card: its head, its table, its fields; no fields: any words with a number each.

    `inner` names the list of the table that the card's form is a part of, so that it can go.
    """

    title: str
    note: str
    path: Path
    fields: Sequence[Field] = ()
    what: str = ""
    inner: str = ""


class ListSpec(NamedTuple):
    """A list of tables: how it is called, what its rows are, the cards of one, a new one."""

    name: str
    one: str
    entries: Callable[[PolicyDraft], list[Entry]]
    parts: Callable[[PolicyDraft, Entry], list[Part]]
    new: Callable[[PolicyDraft], dict[str, Any]]
    adds: Sequence[tuple[str, str, Callable[[PolicyDraft, Entry], dict[str, Any]]]] = ()
    ordered: bool = False


def tier_entries(draft: PolicyDraft) -> list[Entry]:
    """Return the tiers as they stand in the text."""
    return [
        _entry(draft, "tier", nth, row, f"from {_amount(row.get('min_arr'))}")
        for nth, row in enumerate(draft.rows((), "tier"))
    ]


def rule_entries(draft: PolicyDraft) -> list[Entry]:
    """Return the rules that hold all year, each followed by the steps that it grows by."""
    return list(_rules(draft, overlays=False))


def overlay_entries(draft: PolicyDraft) -> list[Entry]:
    """Return the rules that hold for some stages, or for a while."""
    return list(_rules(draft, overlays=True))


def health_entries(draft: PolicyDraft) -> list[Entry]:
    """Return the health profiles in the order in which they are tried."""
    return [
        _entry(draft, "health", nth, row, _whom(row))
        for nth, row in enumerate(draft.rows((), "health"))
    ]


def driver_entries(draft: PolicyDraft) -> list[Entry]:
    """Return the sets of drivers."""
    return [
        _entry(draft, "drivers", nth, row, _drivers(row))
        for nth, row in enumerate(draft.rows((), "drivers"))
    ]


def is_overlay(row: Values) -> bool:
    """Whether a rule holds for some stages only, or for a while."""
    return bool(row.get("stages") or row.get("overlays"))


def _rules(draft: PolicyDraft, *, overlays: bool) -> Iterator[Entry]:
    names = dict(draft.tiers())
    for nth, row in enumerate(draft.rows((), "rule")):
        if is_overlay(row) is not overlays:
            continue
        path: Path = (("rule", nth),)
        yield _entry(draft, "rule", nth, row, _asks(row, names))
        for inner, step in enumerate(draft.rows(path, "grows")):
            start = names.get(str(step.get("from")), str(step.get("from", "?")))
            title = f"\N{DOWNWARDS ARROW WITH TIP RIGHTWARDS} {step.get('id', row.get('id', ''))}"
            here: Path = (*path, ("grows", inner))
            named = draft.name_of(here)
            wrong = sum(p.key.startswith(f"{named}.") for p in draft.problems)
            gist = f"{start} and up: {_asks({**row, **step}, {})}"
            yield Entry(here, title, gist, path, wrong)


def _entry(draft: PolicyDraft, name: str, nth: int, row: Values, gist: str) -> Entry:
    path: Path = ((name, nth),)
    wrong = sum(draft.path_of(problem) == path for problem in draft.problems)
    return Entry(path, str(row.get("name") or row.get("id") or "Unnamed"), gist, None, wrong)


def _asks(row: Values, tiers: Mapping[str, str]) -> str:
    what = words_of(str(row.get("type", "?")))
    if "anchor" in row:
        asked = f"{what}, {_window(row)}"
    else:
        count, period = row.get("count", 1), row.get("period", "year")
        asked = f"{what}, {count} a {period}"
    lowest, highest = str(row.get("from", "")), str(row.get("to", ""))
    if tiers and lowest and highest == lowest:
        asked += f"; {tiers.get(lowest, lowest)} only"
    elif tiers and lowest and highest:
        asked += f"; {tiers.get(lowest, lowest)} to {tiers.get(highest, highest)}"
    elif tiers and lowest:
        asked += f"; {tiers.get(lowest, lowest)} and up"
    return asked


def _window(row: Values) -> str:
    first, last = row.get("from_days", 0), row.get("to_days", 0)
    anchor = _ANCHORS.get(str(row.get("anchor")), str(row.get("anchor")))
    if isinstance(first, int) and isinstance(last, int) and first < 0 and last <= 0:
        return f"{-first} to {-last} days before {anchor}"
    return f"{first} to {last} days after {anchor}".replace("-", formats.MINUS)


def _whom(row: Values) -> str:
    kinds = (*row.get("tiers", ()), *row.get("stages", ()))
    return ", ".join(words_of(str(kind)) for kind in kinds) or "Every account"


def _drivers(row: Values) -> str:
    found = row.get("driver", ())
    return formats.counted(len(found), "driver")


def _amount(value: Any) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(value)
    return formats.number(value)

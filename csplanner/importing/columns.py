"""Which column of a file is which field: by header, by likeness, and by the look of the values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.importing.fields import Reads
from csplanner.importing.mapping_file import NO_MAPPING
from csplanner.importing.texts import Misread, shortened, words_of
from csplanner.importing.values import decide, read_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingType

    from csplanner.importing.fields import Field, Kind
    from csplanner.importing.mapping_file import Mapping
    from csplanner.importing.tables import Table

_SAMPLE = 120
_EXACT, _SYNONYM, _LIKENESS = 1.0, 0.97, 0.92
_TAKEN_FROM = 0.7
_LOOSE_TAKEN_FROM = 0.8
_SURE = 0.9
_UNIT = re.compile(r"[(\[][^)\]]*[)\]]")
# Headers that sound like a field and mean something else, or its contrary.
_NEVER = {
    "arr": frozenset({"annual revenue", "revenue", "turnover", "yearly revenue"}),
    "archived": frozenset({"active", "is active", "active c"}),
    "hours": frozenset({"resolution time hours", "resolution hours", "hours to close"}),
}
_OURS = "csplanner"
_LOOSE = frozenset({Reads.TEXT, Reads.LIST, Reads.REF, Reads.REFS, Reads.DOMAIN, Reads.WORD})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMatch:
    """A column of a file and the field it is read into; `field` is empty for one left out.

    `confidence` runs from 0 to 1; `samples` are the first filled cells.
    """

    file: str
    sheet: str = ""
    header: str
    index: int
    field: str = ""
    read_as: str = ""
    confidence: float = 0.0
    samples: tuple[str, ...] = ()


def known_headers(kinds: tuple[Kind, ...]) -> frozenset[str]:
    """Return the folded headers by which a file of these kinds is recognised."""
    return frozenset(
        words_of(word)
        for kind in kinds
        for field in kind.fields
        for word in (field.name, *field.synonyms)
    )


def match_columns(
    table: Table,
    kind: Kind,
    mapping: Mapping = NO_MAPPING,
    fixed: MappingType[str, str] | None = None,
) -> tuple[ColumnMatch, ...]:
    """Match a table's columns with a kind's fields.

    `fixed` maps folded headers to fields and stops all guessing; what MAP.toml says goes first.
    Raises UserMistake if two columns would fill one field, or a mapped field does not exist.
    """
    columns = (
        zip(*table.rows[: _SAMPLE * 4], strict=True) if table.rows else [()] * len(table.header)
    )
    samples = [_filled(cells) for cells in columns]
    said = _said(table, kind, mapping)
    scores: dict[tuple[int, str], float] = {}
    for index, header in enumerate(table.header):
        if header in mapping.columns:
            continue
        if fixed is not None:
            wanted = fixed.get(words_of(header), "")
            if wanted and wanted not in said.values():
                scores[index, wanted] = _EXACT
            continue
        scores |= _scores(index, header, kind, samples[index], set(said.values()))
    chosen = {index: (name, 1.0) for index, name in said.items()}
    chosen |= _assigned(table, scores)
    return tuple(
        _match(table, kind, index, chosen.get(index, ("", 0.0)), samples[index])
        for index in range(len(table.header))
    )


def _filled(cells: Iterable[str]) -> list[str]:
    return [cell for cell in map(str.strip, cells) if cell][:_SAMPLE]


def _said(table: Table, kind: Kind, mapping: Mapping) -> dict[int, str]:
    """Take the columns that MAP.toml names."""
    found: dict[int, str] = {}
    for index, header in enumerate(table.header):
        name = mapping.columns.get(header, "")
        if not name:
            continue
        if name not in kind.by_name:
            raise UserMistake(
                f"'{header}' is mapped to '{name}', which {kind.name} do not have.",
                f"Choose one of: {', '.join(kind.names)}.",
            )
        if name in found.values():
            other = next(table.header[i] for i, n in found.items() if n == name)
            raise _two_columns(table, name, (other, header))
        found[index] = name
    return found


def _two_columns(table: Table, name: str, headers: tuple[str, str]) -> UserMistake:
    return UserMistake(
        f"{table.file}: columns '{headers[0]}' and '{headers[1]}' would both fill {name}.",
        f"Say in a file given with --map which one is meant, and leave the other out: "
        f'[columns] "{headers[1]}" = "".',
    )


def _scores(
    index: int, header: str, kind: Kind, sample: list[str], taken: set[str]
) -> dict[tuple[int, str], float]:
    """Rate a column against the fields: by name if any field is called so, else by likeness."""
    folded, bare = words_of(header), words_of(_UNIT.sub("", header))
    if not folded or folded.startswith(_OURS):
        return {}
    fields = [field for field in kind.fields if field.name not in taken]
    exact = {
        (index, field.name): _EXACT if folded == words_of(field.name) else _SYNONYM
        for field in fields
        if {folded, bare} & _names(field)
    }
    if exact:
        return exact
    found = {}
    for field in fields:
        if {folded, bare} & _NEVER.get(field.name, frozenset()):
            continue
        loose = field.reads in _LOOSE and field.name != "email"
        least = _LOOSE_TAKEN_FROM if loose else _TAKEN_FROM
        score = _likeness(bare, _names(field))
        if score >= least:
            score *= _look(field, sample)
        if score >= least:
            found[index, field.name] = score
    return found


def _names(field: Field) -> set[str]:
    return {words_of(word) for word in (field.name, *field.synonyms)}


def _likeness(header: str, names: set[str]) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only unknown headers need it

    best = 0.0
    for name in names:
        whole = fuzz.token_sort_ratio(header, name)
        part = fuzz.token_set_ratio(header, name) * 0.8 if min(len(header), len(name)) > 3 else 0
        best = max(best, whole, part)
    return best / 100 * _LIKENESS


def _look(field: Field, sample: list[str]) -> float:
    """Rate the values of a column against a field's type: 1 fits, 0.4 does not."""
    if field.name == "email":
        return 1.0 if any(_EMAIL.match(cell) for cell in sample) else 0.4
    if field.reads in _LOOSE or not sample:
        return 0.95
    convention = decide(field, sample)
    fits = sum(_readable(cell, field, convention) for cell in sample)
    return 0.4 + 0.6 * fits / len(sample)


def _readable(cell: str, field: Field, convention: object) -> bool:
    try:
        read_cell(cell, field, convention)  # type: ignore[arg-type]
    except Misread as misread:
        return "could be" in str(misread)
    return True


def _assigned(table: Table, scores: dict[tuple[int, str], float]) -> dict[int, tuple[str, float]]:
    """Give each column its best field, the surest first; two sure ones on a field are refused."""
    chosen: dict[int, tuple[str, float]] = {}
    owner: dict[str, int] = {}
    for (index, name), score in sorted(scores.items(), key=lambda item: -item[1]):
        if index in chosen:
            continue
        if name in owner:
            if score >= _SURE:
                raise _two_columns(table, name, (table.header[owner[name]], table.header[index]))
            continue
        chosen[index] = (name, score)
        owner[name] = index
    return chosen


def _match(
    table: Table, kind: Kind, index: int, chosen: tuple[str, float], sample: list[str]
) -> ColumnMatch:
    name, confidence = chosen
    return ColumnMatch(
        file=table.file,
        sheet=table.sheet,
        header=table.header[index],
        index=index,
        field=name,
        read_as=_read_as(kind.by_name[name], sample) if name else "",
        confidence=round(confidence, 2),
        samples=tuple(shortened(cell, 40) for cell in sample[:2]),
    )


def _read_as(field: Field, sample: list[str]) -> str:
    """Tell in words how a column is read."""
    if field.name == "external_id" or (field.required and field.name == "name"):
        return "key"
    if field.target:
        return {"people": "person", "accounts": "account"}.get(field.target, field.target)
    if field.reads is Reads.DATE and sample:
        order = decide(field, sample).date_order
        words = {"dmy": "day first", "mdy": "month first", "mixed": "mixed formats", "ask": "open"}
        return f"date, {words[order]}" if any("-" not in cell[4:5] for cell in sample) else "date"
    return {Reads.WHOLE: "number", Reads.DECIMAL: "number", Reads.YESNO: "yes or no"}.get(
        field.reads, field.reads.value
    )

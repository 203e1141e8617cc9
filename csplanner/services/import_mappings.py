"""Mappings that are kept for the next file of a source, which its headers make known."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from csplanner.importing.mapping_file import FOUND, NO_MAPPING, mapping_from, mapping_text
from csplanner.importing.texts import words_of
from csplanner.services.import_words import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.services.import_portfolio import ImportRequest

_NUMBERS = re.compile(r"[\W_]*\d[\d\W_]*")
_JOINTS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMapping:
    """A mapping with its name, its source, and the text of its MAP.toml."""

    name: str
    source: str
    text: str


def source_of(request: ImportRequest, headers: Iterable[Sequence[str]]) -> str:
    """Return what tells a source: kind, preset and the headers of each file as they were found."""
    tables = sorted([words_of(header) for header in table] for table in headers)
    told = json.dumps([request.kind, request.preset, tables], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def saved(name: str, source: str, request: ImportRequest) -> SavedMapping:
    """Return what to keep of a request; how a lone file is read holds for the next one, too."""
    mapping, files = request.mapping, request.files
    if len(files) == 1:
        layout = mapping.layout_of(files[0].name)
        mapping = replace(mapping, layout=layout, files={})
    return SavedMapping(name=name.strip(), source=source, text=mapping_text(mapping))


def fitted(kept: SavedMapping, request: ImportRequest) -> ImportRequest:
    """Return a request that reads its files by a kept mapping. Raises UserMistake if it is none."""
    mapping = mapping_from(tomllib.loads(kept.text), kept.name)
    names = [path.name for path in request.files]
    files = {name: found for name in names if (found := mapping.layout_of(name)) != FOUND}
    return replace(request, mapping=replace(mapping, layout=FOUND, files=files))


def is_untouched(request: ImportRequest) -> bool:
    """Tell whether nothing was said yet of how the files are read."""
    return request.mapping == NO_MAPPING


def suggested_name(request: ImportRequest) -> str:
    """Return a name for the mapping: that of the file without dates and numbers."""
    stem = Path(request.files[0]).stem if request.files else ""
    words = _JOINTS.sub(" ", _NUMBERS.sub(" ", stem)).strip()
    return words or kind_words(request.kind)


def same(kept: SavedMapping, request: ImportRequest) -> bool:
    """Tell whether a request still says what a kept mapping says."""
    return saved(kept.name, kept.source, request).text == kept.text

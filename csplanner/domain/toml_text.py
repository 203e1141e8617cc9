"""Changes values and tables of a TOML text in place: comments, order and spacing of the rest stay.

A table is named by its path from the top: `(("rule", 2), ("grows", 0))` is the first [[rule.grows]]
of the third [[rule]], `(("capacity", None), ("CSM", None))` is [capacity.CSM]; `()` is the top.
Every change is read back and compared: what would not say just what was asked is refused.
"""

from __future__ import annotations

import copy
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import UserMistake

if TYPE_CHECKING:
    from collections.abc import Mapping

Step = tuple[str, int | None]
Path = tuple[Step, ...]

_HEADER = re.compile(r"[ \t]*(\[{1,2})([^\]\n]+)\]{1,2}[ \t]*(#[^\n]*)?(?:\n|$)")
_KEY = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)[ \t]*=[ \t]*""")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PART = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*(?:\.|$)""")
_GROUPED_FROM = 100_000


@dataclass(slots=True)
class _Block:
    """One header and what stands under it; offsets into the text, `keys` those of the values."""

    path: Path
    start: int
    body: int
    end: int = 0
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)


def put(text: str, path: Path, key: str, value: Any) -> str:
    """Return the text with a key of a table set; None takes the key away."""
    want = tomllib.loads(text)
    table = _found(want, path)
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    return _checked(_put(text, path, key, value), want)


def add_table(text: str, parent: Path, name: str, values: Mapping[str, Any]) -> str:
    """Return the text with one more [[parent.name]], after the last one of its kind."""
    want = tomllib.loads(text)
    _found(want, parent).setdefault(name, []).append(dict(values))
    at = _end_of_kind(text, parent, name)
    dotted = ".".join([*(_quoted(step) for step, _ in parent), _quoted(name)])
    lines = [f"[[{dotted}]]", *(f"{_quoted(k)} = {said(v)}" for k, v in values.items())]
    before = text[:at].rstrip("\n")
    after = text[at:].lstrip("\n")
    made = f"{before}\n\n" + "\n".join(lines) + "\n" + (f"\n{after}" if after else "")
    return _checked(made.lstrip("\n"), want)


def remove_table(text: str, path: Path) -> str:
    """Return the text without a table, what belongs to it, and the comment right above it."""
    want = tomllib.loads(text)
    name, nth = path[-1]
    holder = _found(want, path[:-1])
    if nth is None:
        del holder[name]
    else:
        del holder[name][nth]
        if not holder[name]:
            del holder[name]
    start, end = _span(text, path)
    return _checked(text[:start] + text[end:].lstrip("\n"), want)


def move_table(text: str, path: Path, by: int) -> str:
    """Return the text with a table of a list one place up (`by` -1) or down (1) in its list."""
    name, nth = path[-1]
    assert nth is not None
    other = nth + by
    want = tomllib.loads(text)
    rows = _found(want, path[:-1])[name]
    if not 0 <= other < len(rows):
        return text
    rows[nth], rows[other] = rows[other], rows[nth]
    spans = sorted(_span(text, (*path[:-1], (name, at))) for at in (nth, other))
    (a, b), (c, d) = spans
    upper, lower = text[a:b].strip("\n"), text[c:d].strip("\n")
    tail = text[d:].lstrip("\n")
    between = text[b:c].strip("\n")
    middle = f"{between}\n\n" if between else ""
    made = f"{text[:a]}{lower}\n\n{middle}{upper}\n" + (f"\n{tail}" if tail else "")
    return _checked(made, want)


def said(value: Any) -> str:
    """Return how a value is written in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}" if abs(value) >= _GROUPED_FROM else str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(said, value))}]"
    return repr(value)


def _put(text: str, path: Path, key: str, value: Any) -> str:
    block = next((b for b in _blocks(text) if b.path == path), None)
    if block is None:
        if value is None:
            return text
        dotted = ".".join(_quoted(step) for step, _ in path)
        at = _span(text, path[:-1])[1] if path[:-1] and path[-2][1] is not None else len(text)
        before, after = text[:at].rstrip("\n"), text[at:].lstrip("\n")
        table = f"[{dotted}]\n{_quoted(key)} = {said(value)}\n"
        return f"{before}\n\n{table}" + (f"\n{after}" if after else "")
    if key in block.keys:
        start, end = block.keys[key]
        if value is not None:
            return text[:start] + said(value) + text[end:]
        first = text.rfind("\n", 0, start) + 1
        return text[:first] + text[_line_end(text, end) :]
    if value is None:
        return text
    last = max((end for _, end in block.keys.values()), default=block.body - 1)
    at = _line_end(text, last) if block.keys else block.body
    line = f"{_quoted(key)} = {said(value)}\n"
    lead = "" if not at or text[at - 1] == "\n" else "\n"
    return text[:at] + lead + line + text[at:]


def _checked(made: str, want: dict[str, Any]) -> str:
    """Return a text if it says what is wanted; raises UserMistake."""
    try:
        if tomllib.loads(made) == want:
            return made
    except tomllib.TOMLDecodeError:
        pass
    raise UserMistake(
        "This part of the policy is written in a way that the form cannot change.",
        "Change it in the text.",
    )


def _found(document: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return a table of a document, made where it is missing; the document is changed then."""
    table = document
    for name, nth in path:
        inner = table.setdefault(name, {}) if nth is None else table[name][nth]
        table = inner
    return table


def table_at(document: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return a copy of a table of a document, empty where it is absent."""
    return copy.deepcopy(_found(copy.deepcopy(dict(document)), path))


def _blocks(text: str) -> list[_Block]:
    """Return the tables of a text in its order, the top first."""
    block = _Block((), 0, 0)
    counts: dict[Path, int] = {}
    blocks, at = [block], 0
    while at < len(text):
        header = _HEADER.match(text, at)
        key = None if header else _KEY.match(text, at)
        if header:
            block.end = at
            path = _path(header[2], counts, is_list=header[1] == "[[")
            block = _Block(path, at, header.end())
            blocks.append(block)
            at = header.end()
        elif key:
            end = _value_end(text, key.end())
            block.keys[_unquoted(key[1])] = (key.end(), end)
            at = _line_end(text, end)
        else:
            at = _line_end(text, at)
    block.end = len(text)
    return blocks


def _path(dotted: str, counts: dict[Path, int], *, is_list: bool) -> Path:
    """Return the path of a header, where a list's name stands for its newest table."""
    names, at = [], 0
    while match := _PART.match(dotted, at):
        names.append(_unquoted(match[1]))
        at = match.end()
        if at >= len(dotted):
            break
    path: Path = ()
    for nth, name in enumerate(names):
        last = nth == len(names) - 1
        listed = (*path, (name, None))
        if last and is_list:
            counts[listed] = counts.get(listed, -1) + 1
        path = (*path, (name, counts.get(listed)))
    return path


def _value_end(text: str, at: int) -> int:
    """Return where a value ends that begins at `at`."""
    depth, last = 0, at
    while at < len(text):
        letter = text[at]
        if letter in "\"'":
            at = last = _string_end(text, at)
            continue
        if letter == "#":
            at = text.find("\n", at)
            at = len(text) if at < 0 else at
            if not depth:
                break
            continue
        if letter == "\n" and not depth:
            break
        depth += (letter in "[{") - (letter in "]}")
        at += 1
        last = last if letter.isspace() else at
    return last


def _string_end(text: str, at: int) -> int:
    quote = text[at]
    close = quote * 3 if text.startswith(quote * 3, at) else quote
    pattern = rf"(?:\\.|[^\\])*?{close}" if quote == '"' else rf".*?{close}"
    match = re.compile(pattern, re.DOTALL).match(text, at + len(close))
    return match.end() if match else len(text)


def _line_end(text: str, at: int) -> int:
    """Return where the line after the one of `at` begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _span(text: str, path: Path) -> tuple[int, int]:
    """Return where a table and all that belongs to it stands, with the comment right above."""
    blocks = _blocks(text)
    mine = [b for b in blocks if b.path[: len(path)] == path]
    if not mine:
        raise UserMistake("This part is written in one line.", "Change it in the text.")
    start = mine[0].start
    while start:
        before = text.rfind("\n", 0, start - 1) + 1
        if not text[before:start].lstrip().startswith("#"):
            break
        start = before
    return start, _shortened(text, mine[-1])


def _shortened(text: str, block: _Block) -> int:
    """Return where a table ends: a comment after an empty line belongs to what follows."""
    last = max((_line_end(text, end) for _, end in block.keys.values()), default=block.body)
    while last < block.end:
        end = _line_end(text, last)
        if not text[last:end].lstrip().startswith("#"):
            break
        last = end
    return last


def _end_of_kind(text: str, parent: Path, name: str) -> int:
    """Return where the last table of a kind ends, that of its parent if there is none."""
    blocks, deep = _blocks(text), len(parent)
    near = [b for b in blocks if b.path[:deep] == parent and len(b.path) > deep]
    mine = [b for b in near if b.path[deep][0] == name]
    if not mine and parent:
        mine = [b for b in blocks if b.path[:deep] == parent]
    return _shortened(text, mine[-1]) if mine else len(text)


def _quoted(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _unquoted(key: str) -> str:
    if key.startswith('"'):
        return str(json.loads(key))
    return key.strip("'")

"""A disk that forgets: what a recorded run left behind if the power had failed at some call.

The model is harsher than most file systems. What was written to a file and not synced since may be
there, missing, or torn at any 512 bytes, each write by itself; a name that was made, moved or
removed is durable only once its folder was synced, and until then any first part of a folder's
changes may have come through.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_HEAD = struct.Struct("<cqii")
_SECTOR = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One recorded call.

    C makes a file, W writes, T cuts, S syncs a file, D a folder, R renames to the path in `data`, U
    removes, K makes a folder, M acknowledges.
    """

    op: str
    path: str
    at: int
    data: bytes


def read_log(path: Path) -> list[Call]:
    """Read what the shim recorded."""
    content, at, calls = path.read_bytes(), 0, []
    while at < len(content):
        op, where, name_bytes, data_bytes = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        name = content[at : at + name_bytes].decode()
        at += name_bytes
        data = content[at : at + data_bytes]
        at += data_bytes
        calls.append(Call(op=op.decode(), path=name, at=where, data=data))
    return calls


@dataclass(slots=True)
class Inode:
    """A file's content as it is surely on the disk, and what was written since the last sync."""

    durable: bytearray
    waiting: list[Call] = field(default_factory=list)

    def after(self, dice: random.Random, drop: float) -> bytes:
        """Return a content that the disk may hold."""
        content = bytearray(self.durable)
        for call in self.waiting:
            if dice.random() >= drop:
                _write(content, call, dice if dice.random() < drop else None)
        return bytes(content)

    def sync(self) -> None:
        """Make what was written durable."""
        for call in self.waiting:
            _write(self.durable, call, None)
        self.waiting.clear()


def _write(content: bytearray, call: Call, torn: random.Random | None) -> None:
    if call.op == "T":
        del content[call.at :]
        content.extend(bytes(call.at - len(content)))
        return
    end = call.at + len(call.data)
    content.extend(bytes(max(0, end - len(content))))
    if torn is None:
        content[call.at : end] = call.data
        return
    for start in range(0, len(call.data), _SECTOR):
        if torn.random() < 0.5:
            piece = call.data[start : start + _SECTOR]
            content[call.at + start : call.at + start + len(piece)] = piece


@dataclass(frozen=True, slots=True)
class NameChange:
    """A name that points elsewhere from now on: to an inode, or to nothing."""

    name: str
    inode: Inode | None


class Disk:
    """Plays a record, call by call, and can be cut at any of them."""

    def __init__(self, template: Path, root: str) -> None:
        self._root = root
        self._names: dict[str, Inode] = {}
        for path in sorted(template.rglob("*")):
            if path.is_file():
                name = str(path.relative_to(template))
                self._names[name] = Inode(bytearray(path.read_bytes()))
        self._durable = dict(self._names)
        self._waiting: dict[str, list[tuple[NameChange, ...]]] = {}
        self.acked = 0

    def play(self, call: Call) -> None:
        """Let one call happen."""
        name = self._inside(call.path)
        if call.op == "M":
            self.acked = call.at
        elif call.op == "C":
            self._point(NameChange(name, Inode(bytearray())))
        elif call.op in "WT":
            self._names[name].waiting.append(call)
        elif call.op == "S":
            self._names[name].sync()
        elif call.op == "D":
            self._sync_folder(name)
        elif call.op == "R":
            moved = self._names[name]
            new = self._inside(call.data.decode())
            self._point(NameChange(name, None), NameChange(new, moved))
        elif call.op == "U" and name in self._names:
            self._point(NameChange(name, None))

    def cut(self, dice: random.Random, drop: float, place: Path) -> None:
        """Write into a folder what the disk may hold if the power fails now."""
        names = dict(self._durable)
        for waiting in self._waiting.values():
            through = len(waiting) if dice.random() >= drop else dice.randint(0, len(waiting))
            for step in waiting[:through]:
                for change in step:
                    _apply(names, change)
        contents: dict[int, bytes] = {}
        for name, inode in names.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents.setdefault(id(inode), inode.after(dice, drop)))

    def _inside(self, path: str) -> str:
        return path.removeprefix(self._root).lstrip("/")

    def _point(self, *changes: NameChange) -> None:
        for change in changes:
            _apply(self._names, change)
        folder = str(Path(changes[-1].name).parent)
        self._waiting.setdefault(folder, []).append(changes)

    def _sync_folder(self, name: str) -> None:
        for step in self._waiting.pop(name or ".", []):
            for change in step:
                _apply(self._durable, change)


def _apply(names: dict[str, Inode], change: NameChange) -> None:
    if change.inode is None:
        names.pop(change.name, None)
    else:
        names[change.name] = change.inode

"""Where a portfolio lies: in a folder that is synchronised, on another machine's disk, or neither.

A synchronised folder uploads the file while it is being written, and puts another machine's over
it; a network drive may not keep what it says of locks and of 'written'. Both are told, not refused.
"""

from __future__ import annotations

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
_SYNCED = re.compile(
    r"^(Dropbox|OneDrive|iCloud ?Drive|Mobile Documents|Google ?Drive|My Drive|Nextcloud|ownCloud"
    r"|pCloud ?Drive|Box( Sync)?|MEGA|Syncthing|Sync)(\b| - |$)",
    re.IGNORECASE,
)
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".owncloudsync.log": "Nextcloud"}
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "fuse.rclone"}
_NETWORK |= {"davfs", "fuse.davfs", "ceph", "glusterfs", "fuse.gvfsd-fuse"}
_CONFLICT = r"(?:.*conflict(?:ed)?[ -].*|.*\.sync-conflict-.*| \(\d+\)|-[A-Z0-9-]+)"


def synced_by(path: Path) -> str:
    """Return the name of what synchronises a file's folder, empty if nothing known does."""
    for folder in path.absolute().parents:
        match = _SYNCED.match(folder.name)
        if match:
            return match[1]
        for mark, name in _MARKS.items():
            if (folder / mark).exists():
                return name
    return ""


def network_kind(path: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of network drive that a file lies on ("nfs4"), empty for a disk of ours."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "network" if str(path).startswith("\\\\") else ""
    best, kind, where = 0, "", str(path.absolute())
    for line in lines:
        head, _, tail = line.partition(" - ")
        fields = head.split()
        if len(fields) < 5 or not tail:
            continue
        point = fields[4].replace("\\040", " ")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, kind = len(point), tail.split()[0]
    return kind if kind in _NETWORK else ""


def conflicted_copies(path: Path) -> tuple[Path, ...]:
    """Return files beside a portfolio that look like another machine's version of it."""
    pattern = re.compile(re.escape(path.stem) + _CONFLICT + re.escape(path.suffix), re.IGNORECASE)
    try:
        found = sorted(p for p in path.parent.iterdir() if p != path and pattern.fullmatch(p.name))
    except OSError:
        return ()
    return tuple(
        p for p in found if "conflict" in p.name.lower() or re.search(r" \(\d+\)\.", p.name)
    )


def warning(path: Path, mounts: Path = MOUNTS) -> tuple[str, str]:
    """Return what to say once of where a file lies, and what to do; empty for nothing to say."""
    copies = conflicted_copies(path)
    if copies:
        return (
            f"Beside {path.name} lies another version of it: {copies[0].name}.",
            "Open each, export its folder and merge it: csplanner import folder DIR --merge.",
        )
    name = synced_by(path)
    if name:
        return (
            f"{path.name} lies in a folder that {name} synchronises.",
            f"Keep the portfolio in a folder of this machine, and let {name} have the backups.",
        )
    kind = network_kind(path, mounts)
    if kind:
        return (
            f"{path.name} lies on a network drive ({kind}).",
            "Keep the portfolio on this machine's own disk; a drive that drops out can damage it.",
        )
    return "", ""

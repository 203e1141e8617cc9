"""Synchronised folders, network drives and conflicted copies are recognised; others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplanner.store import whereabouts

if TYPE_CHECKING:
    from pathlib import Path

_MOUNTS = """22 1 254:0 / / rw - ext4 /dev/vda rw
40 22 0:45 / /mnt/team rw shared:1 - nfs4 server:/team rw
41 22 0:46 / /mnt/team/near rw - ext4 /dev/vdb rw
42 22 0:47 / /mnt/with\\040space rw - cifs //server/share rw
43 22 0:48 / /mnt/ssh rw - fuse.sshfs host:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Team)/a", "Dropbox"),
        ("OneDrive - Ours/b", "OneDrive"),
        ("Library/Mobile Documents/c", "Mobile Documents"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud/d", "Nextcloud"),
        ("Boxes", ""),
        ("Synchrotron", ""),
        ("Documents", ""),
    ],
)
def test_synchronised_folders_are_known_by_name(tmp_path: Path, folder: str, name: str) -> None:
    assert whereabouts.synced_by(tmp_path / folder / "p.csplan") == name


def test_and_by_what_lies_in_them(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert whereabouts.synced_by(tmp_path / "deep" / "p.csplan") == "Syncthing"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/team/p.csplan", "nfs4"),
        ("/mnt/team/near/p.csplan", ""),
        ("/mnt/teams/p.csplan", ""),
        ("/mnt/with space/p.csplan", "cifs"),
        ("/mnt/ssh/x/p.csplan", "fuse.sshfs"),
        ("/srv/p.csplan", ""),
    ],
)
def test_network_drives_are_known_by_their_mount(tmp_path: Path, place: str, kind: str) -> None:
    from pathlib import Path as Real

    mounts = tmp_path / "mountinfo"
    mounts.write_text(_MOUNTS)
    assert whereabouts.network_kind(Real(place), mounts) == kind
    assert bool(whereabouts.warning(Real(place), mounts)[0]) == bool(kind)


def test_conflicted_copies_are_found(tmp_path: Path) -> None:
    """Those that sync programs make; a backup or another portfolio is none."""
    path = tmp_path / "team.csplan"
    copies = [
        "team (Ann's conflicted copy 2027-05-12).csplan",
        "team.sync-conflict-20270512-121212-ABCDEFG.csplan",
        "team (1).csplan",
    ]
    for name in ["team.csplan", "team-restored.csplan", "teams.csplan", *copies]:
        (tmp_path / name).write_bytes(b"")
    assert sorted(p.name for p in whereabouts.conflicted_copies(path)) == sorted(copies)
    assert "another version" in whereabouts.warning(path)[0]
    assert whereabouts.warning(tmp_path / "teams.csplan") == ("", "")

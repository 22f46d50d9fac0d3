"""The data directory: private or a group's, never open to all, on the server's own disk."""

import os
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import StoreError
from store import open_store
from store.directory import doubts

MOUNTS = """22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:40 / /srv rw,relatime shared:9 - nfs4 server:/export rw
41 40 254:1 / /srv/of\\040ktd rw - xfs /dev/vdb rw
a line of another form
"""


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o7777)


def test_what_ktd_makes_is_private(tmp_path: Path) -> None:
    open_store(tmp_path / "a" / "data", create=True).close()
    assert mode(tmp_path / "a" / "data") == "0o700"


def test_an_empty_directory_of_ones_own_is_closed_first(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    open_store(folder, create=True).close()
    assert mode(folder) == "0o700"


def test_a_groups_directory_is_left_as_the_administrator_made_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o2770)
    open_store(folder, create=True).close()
    assert mode(folder) == "0o2770"
    assert doubts(folder, "") == []


@pytest.mark.parametrize(
    ("bits", "way_out"), [(0o755, "chmod o-rwx"), (0o2771, "chmod o-rwx"), (0o3770, "chmod -t")]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_one_that_is_open_to_all_or_sticky_is_refused(
    tmp_path: Path, bits: int, way_out: str, *, read_only: bool
) -> None:
    folder = tmp_path / "data"
    open_store(folder, create=True).close()
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    folder.chmod(bits)
    for create in (False, True):
        with pytest.raises(StoreError) as caught:
            open_store(folder, read_only=read_only, create=create and not read_only)
        assert f"{way_out} {folder}" in str(caught.value)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert mode(folder) == oct(bits)


def test_a_group_without_setgid_is_warned_of(tmp_path: Path) -> None:
    tmp_path.chmod(0o770)
    assert [f"chmod g+s {tmp_path}" in str(doubt) for doubt in doubts(tmp_path, "")] == [True]


@pytest.mark.parametrize(
    ("path", "kind"), [("/srv/data", "nfs4"), ("/srv/of ktd/data", ""), ("/home/data", ""), ("/srvx", "")]
)
def test_a_network_disk_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    monkeypatch.setattr(Path, "resolve", lambda _: Path(path))
    tmp_path.chmod(0o700)
    told = [str(doubt) for doubt in doubts(tmp_path, MOUNTS)]
    assert [kind in sentence for sentence in told] == ([True] if kind else [])


def test_what_the_kernel_says_here_is_understood(tmp_path: Path) -> None:
    assert doubts(tmp_path) == [], "the tests' own directory lies on a network disk?"


def test_folders_inside_belong_to_the_group_whatever_the_umask(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    before = os.umask(0o077)
    try:
        store = open_store(tmp_path, create=True)
        unit = store.save(Unit(id="U1", name="Vụ", bloc_id="B1"))
        store.archive("V-2022", [unit], ["B1"])
        store.close()
    finally:
        os.umask(before)
    folders = {p.name: mode(p) for p in tmp_path.iterdir() if p.is_dir()}
    assert folders == {"history": "0o2770", "archive": "0o2770"}

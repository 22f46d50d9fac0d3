"""The file of an electronic ballot: several processes, a full disk, links and names that are no names."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ktd_tui.errors import NotSaved, StoreError
from store.beside.ballot_box import BallotBoxes
from store.engine import files

ADD = """
import json, sys
from pathlib import Path
from store.beside.ballot_box import BallotBoxes
boxes = BallotBoxes(Path(sys.argv[1]))
for n in range(20):
    with boxes.locked():
        there = json.loads(boxes.read("box") or b"{}")
        boxes.write("box", json.dumps({**there, f"{sys.argv[2]}-{n}": 1}).encode())
"""


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", ADD, str(tmp_path), str(n)]) for n in range(6)]
    assert [process.wait(60) for process in running] == [0] * 6
    assert len(json.loads(BallotBoxes(tmp_path).read("box") or b"{}")) == 120
    assert [path.name for path in (tmp_path / "ballots").iterdir()] == ["box.box"], "something was left"


def test_a_disk_that_refuses_leaves_the_box_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes = BallotBoxes(tmp_path)
    with boxes.locked():
        boxes.write("box", b"before")

        def full(*_: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(files, "create_synced", full)
        with pytest.raises(NotSaved, match="could not be written"):
            boxes.write("box", b"after")
    assert boxes.read("box") == b"before"


def test_a_name_is_never_a_path_and_a_link_is_not_followed(tmp_path: Path) -> None:
    boxes = BallotBoxes(tmp_path)
    with boxes.locked():
        pass
    assert boxes.read("../../etc/passwd") is None
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "ballots" / "box.box").symlink_to(victim)
    boxes.destroy("box")
    assert victim.read_text() == "precious"
    assert boxes.names() == ()


def test_a_box_is_gone_and_its_file_is_for_the_group(tmp_path: Path) -> None:
    boxes = BallotBoxes(tmp_path)
    with boxes.locked():
        boxes.write("box", b"sealed")
    path = tmp_path / "ballots" / "box.box"
    assert path.stat().st_mode & 0o777 == 0o660
    assert boxes.names() == ("box",)
    boxes.destroy("box")
    boxes.destroy("box")
    assert not path.exists()


@pytest.mark.skipif(os.getuid() == 0, reason="root reads everything")
def test_no_permission_is_a_sentence(tmp_path: Path) -> None:
    boxes = BallotBoxes(tmp_path)
    with boxes.locked():
        boxes.write("box", b"sealed")
    (tmp_path / "ballots" / "box.box").chmod(0)
    with pytest.raises(StoreError, match="cannot be read"):
        boxes.read("box")

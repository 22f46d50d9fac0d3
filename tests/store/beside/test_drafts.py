"""Drafts: one small file a person, kept from any thread, never a reason to stop."""

import errno
import os
import threading
from pathlib import Path

import pytest

from ktd_tui.errors import NotSaved
from store.beside.drafts import Drafts

DRAFT = {"meeting_id": "M", "texts": {"report": "Báo cáo tổng kết “năm”\n\x1b[31m"}}


def names(directory: Path) -> list[str]:
    return sorted(p.name for p in (directory / "drafts").iterdir())


def test_what_was_kept_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    assert drafts.read("1000") is None
    drafts.write("1000", DRAFT)
    drafts.write("1001", {})
    assert Drafts(tmp_path).read("1000") == DRAFT
    assert drafts.read("1001") == {}
    drafts.drop("1000")
    drafts.drop("1000")
    assert drafts.read("1000") is None
    assert names(tmp_path) == ["1001.json"]


def test_the_file_is_private_and_the_folder_the_groups(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    for mask in (0o077, 0):
        before = os.umask(mask)
        try:
            Drafts(tmp_path).write(str(mask), DRAFT)
        finally:
            os.umask(before)
        assert (tmp_path / "drafts" / f"{mask}.json").stat().st_mode & 0o777 == 0o600
    assert oct((tmp_path / "drafts").stat().st_mode & 0o7777) == "0o2770"


@pytest.mark.parametrize("owner", ["", "..", "../1", "a", "1/2", "-1", "١"])
def test_an_owner_is_a_number_and_never_a_path(tmp_path: Path, owner: str) -> None:
    drafts = Drafts(tmp_path)
    for use in (drafts.read, drafts.drop, lambda name: drafts.write(name, {})):
        with pytest.raises(ValueError, match=r".*"):
            use(owner)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[1]", b"[" * 100_000, bytes(100)])
def test_a_broken_draft_is_put_aside(tmp_path: Path, content: bytes) -> None:
    drafts = Drafts(tmp_path)
    drafts.write("1000", DRAFT)
    (tmp_path / "drafts" / "1000.json").write_bytes(content)
    assert drafts.read("1000") is None
    assert (tmp_path / "drafts" / "1000.bad").read_bytes() == content
    assert drafts.read("1000") is None
    drafts.write("1000", DRAFT)
    assert drafts.read("1000") == DRAFT


def test_reading_never_fails(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file in the folder's place")
    assert Drafts(tmp_path).read("1000") is None
    Drafts(tmp_path).drop("1000")
    (tmp_path / "other" / "drafts" / "1000.json").mkdir(parents=True)
    assert Drafts(tmp_path / "other").read("1000") is None


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failed_write_leaves_the_earlier_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    drafts = Drafts(tmp_path)
    drafts.write("1000", DRAFT)

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, refuse)
        with pytest.raises(NotSaved, match="No space left"):
            drafts.write("1000", {"texts": {}})
    assert drafts.read("1000") == DRAFT
    assert names(tmp_path) == ["1000.json"]


def test_threads_write_whole_drafts(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    texts = [str(n) * 5000 * n for n in range(1, 5)]

    def write(text: str) -> None:
        for _ in range(10):
            drafts.write("1000", {"text": text})

    threads = [threading.Thread(target=write, args=[text]) for text in texts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        kept = drafts.read("1000")
        assert kept is None or kept["text"] in texts, "two drafts were mixed"
    assert drafts.read("1000") in [{"text": text} for text in texts]
    assert names(tmp_path) == ["1000.json"]


def test_what_a_killed_session_left_is_tidied_away(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.write("1000", DRAFT)
    folder = tmp_path / "drafts"
    dead = os.fork()
    if not dead:
        os._exit(0)
    os.waitpid(dead, 0)
    for name in (f"1000.{dead}-7.tmp", f"1000.{os.getppid()}-7.tmp", f"1001.{dead}-7.tmp"):
        (folder / name).write_bytes(b"half")
    drafts.write("1000", DRAFT)
    assert names(tmp_path) == sorted(["1000.json", f"1000.{os.getppid()}-7.tmp", f"1001.{dead}-7.tmp"])

"""A journal that was cut or changed within a line: whole commits are read, never wrong ones."""

import random
from pathlib import Path

import pytest

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import KtdError, StoreError
from store import FILE_NAME, open_store
from store.care.check import check_data
from tests.store.care.test_bad_files import contents
from tests.store.engine.damaged.test_bad_journal import COMMITS, goes_on, make, revision


def again(journal: Path, content: bytes, snapshot: bytes) -> None:
    """Put other content there, without what an earlier round left."""
    directory = journal.parent
    for path in directory.glob("history/*"):
        path.unlink()
    (directory / FILE_NAME).write_bytes(snapshot)
    journal.unlink(missing_ok=True)
    journal.write_bytes(content)


def test_every_prefix_opens_with_the_complete_commits_and_can_be_continued(tmp_path: Path) -> None:
    journal = make(tmp_path)
    content, snapshot = journal.read_bytes(), (tmp_path / FILE_NAME).read_bytes()
    header = content.index(b"\n") + 1
    for length in range(header, len(content) + 1):
        again(journal, content[:length], snapshot)
        whole = content[:length].count(b"\n") - 1
        # Every length is read; few are written to, which takes longer: those around a line's end.
        assert revision(tmp_path) == whole, f"cut at {length}"
        if length % 41 == 0 or content[max(length - 2, 0) : length + 2].count(b"\n"):
            goes_on(tmp_path, whole)


def test_a_cut_first_line_is_refused(tmp_path: Path) -> None:
    journal = make(tmp_path)
    content = journal.read_bytes()
    for length in range(content.index(b"\n") + 1):
        journal.write_bytes(content[:length])
        before = contents(tmp_path)
        for read_only in (False, True):
            with pytest.raises(StoreError, match="is damaged at line 1"):
                open_store(tmp_path, read_only=read_only)
        assert contents(tmp_path) == before


TAILS = {
    "zeros": bytes(4096),
    "a few zeros": bytes(9),
    "zeros within a line": b"1234abcd {" + bytes(100),
    "zeros within a line that ends": b"1234abcd {" + bytes(100) + b"\n",
    "garbage": b"nonsense",
    "binary": bytes(range(128, 200)),
    "half a line": b'0badc0de {"seq":7,"t":"2023-',
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS.keys())
def test_a_torn_tail_is_passed_over_and_cut_before_the_next_line(tmp_path: Path, tail: bytes) -> None:
    journal = make(tmp_path)
    content = journal.read_bytes()
    journal.write_bytes(content + tail)
    assert revision(tmp_path) == COMMITS
    assert journal.read_bytes() == content + tail, "looking changed it"
    report = check_data(tmp_path)
    assert (report.problems, len(report.findings)) == (0, 2), report.findings
    goes_on(tmp_path, COMMITS)
    torn = [p.read_bytes() for p in tmp_path.glob("history/torn-*")]
    assert torn == [tail], "no copy of it was kept"


def test_flipped_bits_are_refused_or_harmless_never_wrong_data(tmp_path: Path) -> None:
    journal = make(tmp_path)
    content = journal.read_bytes()
    chance = random.Random(3)  # noqa: S311  # a test that fails must fail again
    refused = 0
    for _ in range(1500):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        changed = bytearray(content)
        changed[place] ^= 1 << bit
        journal.write_bytes(changed)
        try:
            seen = revision(tmp_path)
        except KtdError:
            refused += 1
            assert check_data(tmp_path).problems, (
                f"bit {bit} of byte {place}: refused, but check finds nothing"
            )
            continue
        assert seen == COMMITS, f"bit {bit} of byte {place}: {seen} commits are seen"
        store = open_store(tmp_path, read_only=True)
        assert store.get(Unit, "U1").name == f"Vụ {COMMITS}" * (COMMITS % 3 + 1)
        store.close()
    assert refused > 1400

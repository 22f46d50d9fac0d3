"""Who is at work: seen while the process lives, and not a moment longer."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

from store.beside.pen_sessions import FOLDER, KEPT, PenSession, is_alive, kept_text

HOLD = """
import sys, time
from pathlib import Path
from store.beside.pen_sessions import PenSession
session = PenSession(Path(sys.argv[1]))
print(session.hold(), flush=True)
session.keep_text("Đang gõ dở")
print("noted", flush=True)
sys.stdin.read()
"""


def test_a_session_is_seen_until_it_ends(tmp_path: Path) -> None:
    session = PenSession(tmp_path)
    assert not is_alive(tmp_path, session.hold() + "0"), "a session that never was is seen"
    assert is_alive(tmp_path, session.id)
    assert session.hold() == session.id, "one session has two ids"
    name = session.id
    session.close()
    assert not is_alive(tmp_path, name)


def test_a_killed_process_is_gone_at_once_and_its_note_stays(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        process.stdout.readline()
        assert is_alive(tmp_path, name)
        process.kill()
        process.wait()
        assert not is_alive(tmp_path, name)
    assert kept_text(tmp_path, name) == "Đang gõ dở"


def test_a_shorter_note_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    session = PenSession(tmp_path)
    session.hold()
    for text in ("Một dòng dài hơn nhiều", "Ngắn", ""):
        session.keep_text(text)
        assert kept_text(tmp_path, session.id) == text
    session.close()


def test_the_group_may_look_and_nobody_else(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        session = PenSession(tmp_path)
        session.hold()
    finally:
        os.umask(before)
    for path, mode in ((tmp_path / FOLDER, 0o770), (tmp_path / FOLDER / session.id, 0o660)):
        assert stat.S_IMODE(path.stat().st_mode) & 0o777 == mode, path
    session.close()


def test_a_mangled_id_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text('"x"', "utf-8")
    assert kept_text(tmp_path, "../secret") == ""
    assert not is_alive(tmp_path, "../secret")


def test_a_mangled_note_says_nothing(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    for content in (b"", b"[1", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000):
        (folder / "S1").write_bytes(content)
        assert kept_text(tmp_path, "S1") == "", content[:10]


def test_what_dead_sessions_left_long_ago_is_removed(tmp_path: Path) -> None:
    living = PenSession(tmp_path)
    living.hold()
    old, fresh = tmp_path / FOLDER / "OLD", tmp_path / FOLDER / "FRESH"
    for path in (old, fresh):
        path.write_text('"x"', "utf-8")
    long_ago = time.time() - KEPT - 1
    for path in (old, tmp_path / FOLDER / living.id):
        os.utime(path, (long_ago, long_ago))
    another = PenSession(tmp_path)
    another.hold()
    assert {p.name for p in (tmp_path / FOLDER).iterdir()} == {"FRESH", living.id, another.id}
    living.close()
    another.close()

"""Bytes that are no UTF-8, as a PuTTY set to Latin-1 sends them: passed over and said, and nothing ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal_session import KTD, Session, with_sample

CTRL_F, ESC = "\x06", "\x1b"
NO_UTF8 = {
    "a letter of Latin-1": b"\xe9",
    "a lone continuation": b"\x80\x81",
    "a character that was cut": b"\xe1\xba",
    "an overlong form": b"\xc0\xaf",
    "a half of a pair": b"\xed\xa0\x80",
}

pytestmark = [pytest.mark.pty, pytest.mark.xdist_group(__name__)]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    data = with_sample(tmp_path / "data")
    surroundings = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    with Session([*KTD, "--data", str(data)], env=surroundings) as running:
        running.wait_for("2186/KH-VPQH")
        running.settle(0.3)
        yield running


def test_they_are_passed_over_and_no_key_after_them_is_lost(session: Session) -> None:
    session.send(b"\xe9")
    session.send("x")
    session.wait_for("UTF-8")
    session.press(CTRL_F, "Tìm")
    for number, wrong in enumerate(NO_UTF8.values()):
        session.send(f"quản{number}".encode() + wrong + " trị ".encode())
    session.wait_for("quản0 trị quản1 trị quản2 trị quản3 trị quản4 trị")
    session.send(ESC)
    session.wait_for("2186/KH-VPQH")

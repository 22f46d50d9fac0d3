"""A short run of random bytes, others by ``KTD_TURN``; ``KTD_STREAMS=100000`` makes it the long one."""

import os

import pytest

from tests.terminal.keys.streams import drive_sessions, lost_by_the_parser, stream
from tests.turning import turn

WHOLE = 100_000
COUNT = int(os.environ.get("KTD_STREAMS", "60"))
FIRST = turn() % (WHOLE - COUNT + 1)
OF_EACH, SESSIONS = max(30, min(COUNT // 2, 1_000)), 2 if COUNT < WHOLE else 6


def test_no_key_is_lost_after_random_bytes() -> None:
    assert list(lost_by_the_parser(range(2_000))) == []


@pytest.mark.pty
@pytest.mark.xdist_group(__name__)
def test_no_random_bytes_end_a_session() -> None:
    told = list(drive_sessions(FIRST, COUNT, OF_EACH, SESSIONS))
    assert [wrong for _, wrong in told if wrong] == []
    assert sum(sent for sent, _ in told) == COUNT


def test_a_stream_is_told_by_its_number() -> None:
    assert stream(7) == stream(7) != stream(8)

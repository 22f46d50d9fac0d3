"""A short run of random bytes; the long one is ``python -m tests.terminal.keys.streams 100000``."""

from pathlib import Path

import pytest

from tests.terminal.keys.streams import drive_a_session, lost_by_the_parser, stream


def test_no_key_is_lost_after_random_bytes() -> None:
    assert list(lost_by_the_parser(range(2_000))) == []


@pytest.mark.pty
@pytest.mark.xdist_group(__name__)
def test_no_random_bytes_end_a_session(tmp_path: Path) -> None:
    drive_a_session(tmp_path, 0, 50)


def test_a_stream_is_told_by_its_number() -> None:
    assert stream(7) == stream(7) != stream(8)

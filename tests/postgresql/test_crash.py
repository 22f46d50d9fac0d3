"""A few trials of ``crash``; thousands are run by hand."""

import random
from pathlib import Path

import pytest

from tests.postgresql import crash
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")


def test_killed_at_any_moment_nothing_acknowledged_is_lost(
    postgresql: DatabaseServer, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "database").write_text(postgresql.fresh())
    found = crash.trials(postgresql, tmp_path, 12, random.Random(7))  # noqa: S311  # a dice, no secret
    assert found.saved > 0
    assert (found.lost, found.doubled, found.phantom, found.gaps) == (set(), set(), set(), 0)

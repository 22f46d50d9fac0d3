"""``ktd doctor --fix`` sets owner and mode of what it was told, and of nothing that a link leads to."""

import os
import stat
from pathlib import Path

import pytest

from ktd_tui.errors import Refused
from ktd_tui.operations.server.mending import carry_out_mend
from ktd_tui.rules.server.health import Mend


def bits(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_the_mode_is_changed_bit_by_bit(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir(mode=0o707)
    carry_out_mend(Mend(folder, put=0o2070, take=0o007))
    assert oct(bits(folder)) == "0o2770"


def test_nothing_is_reached_through_a_link(tmp_path: Path) -> None:
    """Who may write in the data directory may put a link in, between the look and the mend."""
    secret = tmp_path / "elsewhere" / "secret"
    secret.parent.mkdir()
    secret.touch(mode=0o600)
    (tmp_path / "history").symlink_to(secret.parent)
    with pytest.raises(OSError, match="Not a directory"):
        carry_out_mend(Mend(tmp_path / "history" / "secret", put=0o066))
    (tmp_path / "ktd.json").symlink_to(secret)
    carry_out_mend(Mend(tmp_path / "ktd.json", put=0o066, uid=os.getuid()))
    assert oct(bits(secret)) == "0o600"


def test_a_file_with_a_second_name_stays(tmp_path: Path) -> None:
    (tmp_path / "a").touch(mode=0o600)
    os.link(tmp_path / "a", tmp_path / "b")
    with pytest.raises(Refused, match="second name"):
        carry_out_mend(Mend(tmp_path / "b", put=0o066))
    assert oct(bits(tmp_path / "a")) == "0o600"

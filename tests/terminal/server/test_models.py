"""Both ways of docs/server.md to set up a server, tried with real accounts, a real sshd and a real sudo.

What is tried against them stands in ``security/attacks.py``.
"""

import json
import os
import pwd
import stat
from pathlib import Path

import pytest

from tests.terminal.server.accounts import as_user, needs_sudo, needs_useradd
from tests.terminal.server.servers import Server, speak
from tests.terminal.server.sshd import needs_root, needs_sshd

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]

EVIL = "import pathlib; pathlib.Path({mark!r}).touch()\n"


def test_group_two_people_write_and_each_is_named(group_server: Server) -> None:
    for name in group_server.staff:
        assert speak(group_server, name, {"SUDO_UID": "0"}) == name
    group = group_server.data.stat().st_gid
    for path in group_server.data.rglob("*"):
        found = path.stat()
        assert found.st_gid == group, path
        if path.is_file() and path.parent == group_server.data:
            assert oct(stat.S_IMODE(found.st_mode)) == "0o660", f"{path}: umask 077 shut colleagues out"


def test_group_a_stranger_is_refused_in_a_sentence(group_server: Server) -> None:
    with group_server.sshd.connect(group_server.stranger) as session:
        assert session.wait_end() == 1
    assert "Không đọc được thư mục dữ liệu" in session.text, session.text


@pytest.mark.parametrize("forged", ["0", "binh"])
def test_group_a_forged_sudo_uid_does_nothing(group_server: Server, forged: str) -> None:
    an, binh = group_server.staff
    uid = "0" if forged == "0" else str(pwd.getpwnam(binh).pw_uid)
    words = [str(group_server.ktd), "user", "remove", group_server.stranger]
    as_user(an, words, {"SUDO_UID": uid, "SUDO_USER": "root"})
    done = as_user(
        an,
        [str(group_server.ktd), "user", "add", group_server.stranger, "--role", "observer"],
        {"SUDO_UID": uid},
    )
    assert done.returncode == 0, done.stderr
    assert group_server.history()[0]["user"] == an
    as_user(an, words)


def test_service_two_people_write_and_each_is_named(service_server: Server) -> None:
    for name in service_server.staff:
        assert speak(service_server, name) == name
    owner = pwd.getpwnam(service_server.owner).pw_uid
    inside = [service_server.data, *service_server.data.rglob("*")]
    assert {p.lstat().st_uid for p in inside if not p.is_symlink()} == {owner}


def test_service_variables_of_the_client_load_nothing(service_server: Server, place: Path) -> None:
    trap, mark = place / "trap", place / "sprung"
    trap.mkdir()
    for name in ("sitecustomize.py", "usercustomize.py", "evil.py"):
        (trap / name).write_text(EVIL.format(mark=str(mark)) + "class D: ...\n")
    env = {
        "PYTHONPATH": str(trap),
        "PYTHONSTARTUP": str(trap / "evil.py"),
        "TEXTUAL_DRIVER": "evil:D",
        "KTD_DATA": str(trap),
        "SUDO_UID": "0",
    }
    assert speak(service_server, service_server.staff[1], env) == service_server.staff[1]
    assert not mark.exists()


def test_service_a_forgotten_line_makes_nobody_administrator(service_server: Server) -> None:
    settings = service_server.ktd.with_name("ktd.toml")
    whole = settings.read_text()
    try:
        for text, mode in ((whole.partition("\n")[0], 0o644), (whole, 0o664)):
            settings.write_text(text)
            settings.chmod(mode)
            with service_server.sshd.connect(service_server.staff[0]) as session:
                assert session.wait_end() == 1
            assert "service_account" in session.text, session.text
    finally:
        settings.write_text(whole)
        settings.chmod(0o644)


def test_doctor_says_that_both_are_right(group_server: Server, service_server: Server) -> None:
    for server in (group_server, service_server):
        found = json.loads(server.root("doctor", "--json", "--lang", "en", "--user", server.staff[0]).stdout)
        of_data = [f for f in found["findings"] if f["check"] in DATA_CHECKS]
        assert {f["verdict"] for f in of_data} == {"ok"}, of_data
        assert os.access(server.data, os.R_OK)


DATA_CHECKS = (
    "model",
    "service",
    "settings",
    "directory",
    "mode",
    "owner",
    "member",
    "files",
    "sudo",
    "clock",
)

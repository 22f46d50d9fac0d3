"""``ktd doctor`` finds what an administrator did wrong: each mistake is made, found with its mend, undone."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui import config
from ktd_tui.clock import now
from ktd_tui.operations.server import logging_in
from ktd_tui.operations.server.doctor import examine
from ktd_tui.rules.server.health import Gravity, HealthFinding
from tests.terminal.server import mistakes
from tests.terminal.server.accounts import needs_sudo, needs_useradd
from tests.terminal.server.mistakes import Mistake, forced, more_sudo, settings, sshd, sudoers
from tests.terminal.server.servers import Server
from tests.terminal.server.sshd import needs_root, needs_sshd

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]

OF_THE_MACHINE = {"backup", "fonts", "packages", "locale", "encoding", "variables", "terminal", "window"}
"""Checks of what this machine has and this session is, not of how the server was set up."""


class Row(NamedTuple):
    """A mistake, and the check that finds it with a word of its mend."""

    what: str
    mistake: Mistake
    check: str
    says: str


BOTH = [
    *(
        Row(f"{name} accepted", sshd("COLORTERM", f"COLORTERM {name}"), "acceptenv", name.partition("*")[0])
        for name in ("PYTHON*", "PYTHONSTARTUP", "LD_*", "LD_AUDIT", "PATH", "BASH_ENV", "*")
    ),
    Row("another program is forced", forced("{before}/bin/bash"), "forcecommand", "not ktd"),
    Row("a path that is not there", forced("{before}/opt/nowhere/ktd"), "forcecommand", "ForceCommand"),
    Row("as root", forced("/usr/bin/sudo -n {ktd}"), "forcecommand", "as root"),
    Row(
        "what the client asks for",
        forced('/bin/sh -c "{ktd} $SSH_ORIGINAL_COMMAND"'),
        "forcecommand",
        "client asks",
    ),
    Row("sudo -i", forced("/usr/bin/sudo -i -u {owner} {ktd}"), "forcecommand", "shell"),
    Row("a shell", sshd(mistakes.TO_KTD, r"\g<1>none"), "forcecommand", "shell at port"),
    Row("papers can be changed", sshd(" -R", ""), "fetching", "-R"),
    Row("no chroot", sshd("ChrootDirectory .*", "ChrootDirectory none"), "fetching", "ChrootDirectory"),
    Row("no block for papers", sshd(mistakes.TO_PAPERS, ""), "fetching", "LocalPort"),
    Row("the port is not opened", sshd(r"Port \d+\n(?=Match)", ""), "fetching", "Mend: Port"),
    Row("the wrong order", mistakes.wrong_order, "fetching", "above the block"),
    Row("a third port", mistakes.third_port, "forcecommand", "take the port away"),
    Row("a port that nobody opened yet", sshd(r"\A", "Port 4\n"), "port", "port 4"),
    Row(
        "passwords",
        sshd("AuthenticationMethods publickey", "PasswordAuthentication yes"),
        "password",
        "publickey",
    ),
    Row("not reloaded", sshd(r"\Z", "# new\n", reloaded=False), "reload", "reload ssh"),
    Row("a slip in sshd's file", sshd(r"\A", "Prot 22\n"), "sshd", "sshd -t"),
    Row("forwarding", sshd("DisableForwarding yes", "DisableForwarding no"), "forwarding", "yes"),
    Row("~/.ssh/rc", sshd("PermitUserRC no", "PermitUserRC yes"), "userrc", "no"),
    Row("no terminal", sshd("PermitTTY yes", "PermitTTY no"), "tty", "yes"),
    Row("lost lines", sshd("ClientAliveInterval 1", "ClientAliveInterval 0"), "alive", "30"),
    Row("no line for fetching", settings("(?m)^fetch.*$", ""), "fetch", "/etc/ktd.toml"),
    Row("its placeholder left", settings("@h:", "@server:"), "fetch", "“server”"),
    Row("a port that nobody listens on", settings(r"sftp -P \d+", "sftp -P 4"), "fetching", "port 4"),
    Row("general sudo", more_sudo("{user} ALL=(ALL:ALL) ALL"), "sudo", "root"),
    Row("sudo to root for one program", more_sudo("{user} ALL=(root) NOPASSWD: /bin/ls"), "sudo", "root"),
    Row("sudo for something else", more_sudo("{user} ALL=(nobody) /bin/ls"), "sudo", "Take that rule away"),
]
SERVICE = [
    Row("without sudo", forced("{ktd}"), "forcecommand", "without sudo"),
    Row("another account", forced("/usr/bin/sudo -n -u nobody {ktd}"), "forcecommand", "-u "),
    Row("without NOEXEC", sudoers("NOEXEC: ", ""), "noexec", "NOEXEC"),
    Row("without umask", sudoers("umask=0027, umask_override, ", ""), "umask", "umask=0027"),
    Row("a wider umask", sudoers("umask=0027", "umask=0022"), "umask", "umask=0027"),
    Row("env_keep", sudoers("env_reset", "env_reset, env_keep+=PYTHONPATH"), "env_keep", "PYTHONPATH"),
    Row("no env_reset", sudoers("env_reset", "!env_reset"), "env_keep", "env_reset"),
    Row("any words", sudoers(' ""', ""), "sudo", '""'),
    Row("a password", sudoers("NOPASSWD: ", ""), "sudo", "NOPASSWD"),
    Row("SETENV", sudoers("NOEXEC:", "NOEXEC: SETENV:"), "sudo", "sudoers"),
    Row("another path", sudoers('/ktd ""', '/../service/ktd ""'), "sudo", "one path"),
    Row("a second rule", more_sudo('{user} ALL=({owner}) NOPASSWD: NOEXEC: /bin/cat ""'), "sudo", "away"),
    Row("a second program", sudoers("$", ", /bin/sh"), "sudo", "another program"),
    Row("no rule", sudoers("(?m)^%.*$", ""), "sudo", "sudoers line"),
]


@pytest.fixture
def look(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Server], list[HealthFinding]]:
    def examined(server: Server) -> list[HealthFinding]:
        found = examine(server.data, server.staff[0], now)
        return [f for f in found if f.gravity is not Gravity.FINE and f.check not in OF_THE_MACHINE]

    def of(server: Server) -> list[HealthFinding]:
        monkeypatch.setattr(config, "SERVER_FILE", mistakes.examined_settings(server))
        monkeypatch.setattr(logging_in, "SSHD_FILE", server.sshd.folder / "sshd_config")
        return examined(server)

    return of


def said(findings: list[HealthFinding]) -> list[str]:
    return [f"{f.check}: {f.message.format(**f.facts)}" for f in findings]


Look = Callable[[Server], list[HealthFinding]]


def find(server: Server, row: Row, look: Look) -> None:
    """Make the mistake, look, undo it, look again."""
    with row.mistake(server):
        found = look(server)
    assert {f.check for f in found} == {row.check}, said(found)
    assert any(row.says in text for text in said(found)), said(found)
    assert said(look(server)) == []


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.what)
def test_group(group_server: Server, row: Row, look: Look) -> None:
    find(group_server, row, look)


@pytest.mark.parametrize("row", [*BOTH, *SERVICE], ids=lambda row: row.what)
def test_service(service_server: Server, row: Row, look: Look) -> None:
    find(service_server, row, look)


def test_each_mistake_has_its_own_name() -> None:
    assert [name for name, times in Counter(row.what for row in [*BOTH, *SERVICE]).items() if times > 1] == []
    assert Path(mistakes.__file__).exists()

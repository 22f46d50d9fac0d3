"""``ktd doctor`` finds what an administrator did wrong: each mistake is made, found with its mend, undone.

``ktd doctor --fix`` mends those whose row says so, and changes nothing of the others.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from ktd_tui import config
from ktd_tui.clock import Clock, local_date, now
from ktd_tui.domain.access import Grant
from ktd_tui.operations.server import logging_in, program
from ktd_tui.operations.server.doctor import examine
from ktd_tui.operations.server.mending import mend_all
from ktd_tui.rules.server.health import Gravity, HealthFinding
from tests.terminal.server import mistakes, wrong_places
from tests.terminal.server.accounts import needs_sudo, needs_useradd
from tests.terminal.server.mistakes import Mistake, account, forced, more_sudo, roles, settings, sshd, sudoers
from tests.terminal.server.servers import Server
from tests.terminal.server.sshd import needs_root, needs_sshd
from tests.terminal.server.wrong_places import beside, mode, mounted, owner, papers, read_only

pytestmark = [needs_sshd, needs_root, needs_useradd, needs_sudo, pytest.mark.pty]

OF_THE_MACHINE = {"backup", "fonts", "packages", "locale", "encoding", "variables", "terminal", "window"}
"""Checks of what this machine has and this session is, not of how the server was set up."""


class Row(NamedTuple):
    """A mistake, the check that finds it with a word of its mend, and where --fix mends it by itself."""

    what: str
    mistake: Mistake
    check: str
    says: str
    fix: str = ""


ALWAYS = "group service"


def until_yesterday(grant: Grant) -> Grant:
    return grant.model_copy(update={"until": local_date(now()) - timedelta(days=1)})


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
    *(
        Row(
            f"lib/{what} of the staff",
            owner(beside(f"lib/{what}"), "staff"),
            "program",
            "chown -R root:",
            ALWAYS,
        )
        for what in ("", "site-packages", "ktd_tui/app.py")
    ),
    Row(
        "a module for the staff to write",
        mode(beside("lib/ktd_tui/app.py"), 0o666),
        "program",
        "go-w",
        ALWAYS,
    ),
    Row("modules under umask 077", mode(beside("lib/ktd_tui/app.py"), 0o600), "program", "a+rX", ALWAYS),
    Row("a package under umask 077", mode(beside("lib/ktd_tui"), 0o700), "program", "a+rX", ALWAYS),
    Row("the launcher of the staff", owner(beside("ktd"), "staff"), "program", "chown -R root:", ALWAYS),
    Row("above the data, of the staff", owner(beside(""), "staff"), "above chroot program", "chown root:"),
    Row("above the data, open", mode(beside(""), 0o777), "above chroot program", "chmod o-w"),
    Row("chroot of the staff", owner(beside("out"), "staff"), "chroot", "chown root:", ALWAYS),
    Row("chroot open to be written", mode(beside("out"), 0o775), "chroot", "go-w", ALWAYS),
    Row("papers of the staff", owner(papers, "staff"), "papers", "chown", ALWAYS),
    Row("papers of another group", owner(papers, group="root"), "papers", "chgrp", "group"),
    Row("papers open to everybody", mode(papers, 0o2777), "papers", "chmod", ALWAYS),
    Row("papers closed to the group", mode(papers, 0o2700), "papers", "chmod", ALWAYS),
    Row("papers without setgid", mode(papers, 0o770), "papers", "chmod", ALWAYS),
    Row("the link is the staff's", owner(beside("data/papers"), "staff"), "papers", "chown -h", ALWAYS),
    Row("the link leads elsewhere", wrong_places.link_elsewhere, "papers", "fetching port shows"),
    Row("no link", wrong_places.no_link, "papers", "ln -s"),
    Row("papers' disk full", mounted(papers, "size=64k"), "papers-room", "Make room"),
    Row("papers' disk read-only", read_only(papers), "papers-room", "remount"),
    Row("data in memory", mounted(wrong_places.data), "disk", "memory"),
    Row("data read-only", read_only(wrong_places.data), "disk", "remount"),
    Row("root's files in the data", wrong_places.roots_file, "files", "Mend", ALWAYS),
    Row("data open to everybody", mode(wrong_places.data, 0o777), "mode", "chmod o-rwx", ALWAYS),
    Row("no copy for another machine", wrong_places.no_copy, "copy", "ktd backup --to"),
    Row("an expired account", account("-e", "2020-01-01"), "expired", "usermod -e ''"),
    Row("a role that ran out", roles(until_yesterday, whose=0), "ended", "usermod -e 1"),
    Row("nobody with any role", roles(lambda _: None), "administrator", "Nobody has a role"),
    Row("somebody without a role", roles(lambda _: None, whose=0), "roles", "ktd user add"),
    Row("a shell whose rc runs first", account("-s", "/bin/bash", "-d", "{home}"), "shell", "/bin/dash"),
    Row("a shell that refuses", account("-s", "/usr/sbin/nologin"), "shell", "/bin/dash"),
    Row(".ssh of the user", mistakes.own_keys, "keys", "chown root:"),
    Row("general sudo", more_sudo("{user} ALL=(ALL:ALL) ALL"), "sudo", "root"),
    Row("sudo to root for one program", more_sudo("{user} ALL=(root) NOPASSWD: /bin/ls"), "sudo", "root"),
    Row("sudo for something else", more_sudo("{user} ALL=(nobody) /bin/ls"), "sudo", "Take that rule away"),
]
SERVICE = [
    Row(
        "a module of the account",
        owner(beside("lib/site-packages/dep.py"), "owner"),
        "program",
        "root:",
        ALWAYS,
    ),
    Row("all modules of the account", owner(beside("lib"), "owner"), "program", "root:", ALWAYS),
    Row("root owns the papers", owner(papers, "root"), "papers", "chown", ALWAYS),
    Row("the data is the group's", mode(wrong_places.data, 0o2770), "mode", "chmod 0700", ALWAYS),
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


Look = Callable[..., list[HealthFinding]]


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Examine a server in this process, as root; return what is not right."""

    def examined(server: Server, clock: Clock = now) -> list[HealthFinding]:
        monkeypatch.setattr(config, "SERVER_FILE", mistakes.examined_settings(server))
        monkeypatch.setattr(program, "code_places", lambda: [server.data.parent / "lib"])
        monkeypatch.setattr(logging_in, "SSHD_FILE", server.sshd.folder / "sshd_config")
        return wrong_ones(examine(server.data, server.staff[0], clock))

    return examined


def wrong_ones(found: list[HealthFinding]) -> list[HealthFinding]:
    """Leave out what is fine, and what is this machine's."""
    return [f for f in found if f.gravity is not Gravity.FINE and f.check not in OF_THE_MACHINE]


def said(findings: list[HealthFinding]) -> list[str]:
    return [f"{f.check}: {f.message.format(**f.facts)}" for f in findings]


def test_a_clock_that_went_back_a_year(group_server: Server, look: Look) -> None:
    found = look(group_server, lambda: now() - timedelta(days=365))
    assert [f.check for f in found] == ["clock"], said(found)


def find(server: Server, row: Row, look: Look) -> None:
    """Make the mistake, look, mend what is safe, look, undo it, look again."""
    mistakes.examined_settings(server)
    model = "group" if server.owner == "root" else "service"
    with row.mistake(server):
        found = look(server)
        mended, after = mend_all(server.data, server.staff[0], now)
        assert [one for one in mended if one.failed] == []
        assert bool(mended) == (model in row.fix.split()), said(found)
        assert said(wrong_ones(after)) == ([] if mended else said(found))
    assert sorted({f.check for f in found}) == row.check.split(), said(found)
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

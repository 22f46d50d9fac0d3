"""Each fact that is wrong is said, in words, with what mends it; nothing else is."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ktd_tui.operations.server.doctor import Facts, judge
from ktd_tui.rules.server.health import (
    FileFacts,
    Gravity,
    HolderFacts,
    PapersFacts,
)
from ktd_tui.rules.server.health_login import parse_options
from ktd_tui.rules.server.health_session import fits
from tests.cli.doctor.machine import (
    DATA,
    DEFAULTS,
    DIR,
    FILE,
    GOOD,
    GROUP,
    HEAD,
    KEY,
    LINK,
    NOW,
    OUT,
    RULE,
    SERVICE,
    SSHD,
    STAFF,
    Change,
    accounts,
    bad,
    beside,
    command,
    data,
    forced,
    group,
    inside,
    more,
    papers,
    person,
    program,
    roles,
    root_mode,
    rule,
    server,
    service,
    session,
    sshd,
    variable,
)


@pytest.mark.parametrize("healthy", [group, service])
def test_a_healthy_server_is_not_blamed(healthy: Callable[[], Facts]) -> None:
    assert bad(healthy()) == {}
    assert len(list(judge(healthy()))) > 20


FETCH = "sftp -P 2222 {account}@khoi5.example.vn:/papers/{file} ."
WRONG, WARNING = Gravity.WRONG, Gravity.WARNING
SICK: list[tuple[Callable[[], Facts], Change, str, Gravity, str]] = [
    (group, data(root=None), "directory", WRONG, "ktd init /srv/ktd"),
    (group, data(root=FileFacts(DATA, FILE | 0o660, 0, GROUP)), "directory", WRONG, "not a directory"),
    (group, root_mode(0o3770), "mode", WRONG, "chmod -t"),
    (group, root_mode(0o2775), "mode", WRONG, "chmod o-rwx"),
    (group, root_mode(0o770), "mode", WRONG, "chmod g+s"),
    (group, root_mode(0o2750), "mode", WARNING, "chmod 2770"),
    (service, root_mode(0o770), "mode", WRONG, "chmod 0700"),
    (group, data(root=FileFacts(DATA, DIR | 0o2770, 1001, GROUP)), "owner", WARNING, "chown root"),
    (service, data(root=FileFacts(DATA, DIR | 0o700, 0, 0)), "owner", WRONG, "chown -Rh ktd: /srv/ktd"),
    (group, accounts(groups=frozenset({1001})), "member", WRONG, "usermod -aG"),
    (group, data(root=FileFacts(DATA, DIR | 0o2770, 0, GROUP, acl=True)), "acl", WARNING, "setfacl"),
    (group, data(above=(FileFacts(Path("/srv"), DIR | 0o777, 0, 0),)), "above", WRONG, "chmod o-w /srv"),
    (group, data(kind="nfs4"), "disk", WRONG, "nfs4"),
    (group, data(free=400_000_000), "space", WARNING, "400 MB"),
    (group, data(free=4_000_000), "space", WRONG, "4 MB"),
    (group, more(inside("ktd.json.lock", FILE | 0o600)), "files", WRONG, "group: ktd.json.lock"),
    (group, more(inside("archive", DIR | 0o2700)), "files", WRONG, "group: archive"),
    (group, more(inside("archive", DIR | 0o770)), "files", WRONG, "setgid: archive"),
    (group, more(inside("backups/a", FILE | 0o660, gid=1001)), "files", WRONG, "chgrp"),
    (group, more(inside("backups/a", FILE | 0o664)), "files", WRONG, "everybody: backups/a"),
    (group, more(inside("x", LINK | 0o777)), "files", WRONG, "Links"),
    (group, more(inside("x", FILE | 0o660, acl=True)), "files", WRONG, "setfacl"),
    (service, more(inside("x", FILE | 0o660, uid=0)), "files", WRONG, "service account's: x"),
    (group, data(last_backup=None), "backup", WARNING, "backups/"),
    (group, data(last_backup=date(2023, 12, 1)), "backup", WARNING, "7 days"),
    (group, data(copied_at=None), "copy", WARNING, "ktd backup --to"),
    (group, data(copied_at=NOW - timedelta(days=8)), "copy", WARNING, "8 days"),
    (group, data(last_commit=NOW + timedelta(hours=1)), "clock", WRONG, "timedatectl"),
    (group, roles(HEAD, HolderFacts("la", 1002, None)), "roles", WARNING, "no more: la"),
    (group, roles(HEAD, HolderFacts("la", 1002, 1003)), "roles", WRONG, "no role: la"),
    (group, roles(HolderFacts("an", 1001, 1001)), "administrator", WARNING, "ktd user add"),
    (group, roles(), "administrator", WRONG, "Nobody has a role"),
    (group, roles(HEAD._replace(ended=True)), "administrator ended", WRONG, "Nobody has a role"),
    (group, roles(HEAD, HolderFacts("la", 1002, 1002, ended=True)), "ended", WARNING, "usermod -e 1"),
    (group, roles(HEAD._replace(expired=True)), "expired", WARNING, "usermod -e ''"),
    (group, roles(HEAD._replace(account="binh")), "roles", WARNING, "ktd user add an"),
    (group, data(read_only=True), "disk", WRONG, "remount,rw"),
    (service, data(kind="tmpfs"), "disk", WRONG, "memory"),
    (group, data(above=(FileFacts(Path("/srv"), DIR | 0o755, 1001, 0),)), "above", WRONG, "chown root: /srv"),
    (group, data(above=(FileFacts(Path("/srv"), DIR | 0o775, 0, 50),)), "above", WRONG, "chmod go-w /srv"),
    (group, data(last_written=NOW + timedelta(days=365)), "clock", WRONG, "timedatectl"),
    (group, data(papers=None), "papers", WRONG, "ln -s"),
    (group, data(papers=PapersFacts(OUT, None)), "papers", WRONG, "leads to no folder"),
    (
        group,
        data(papers=PapersFacts(inside("papers", LINK | 0o777), OUT, 10**12)),
        "papers",
        WRONG,
        "chown -h",
    ),
    (group, data(papers=PapersFacts(OUT, OUT, 10**12, read_only=True)), "papers-room", WRONG, "remount"),
    (group, data(papers=PapersFacts(OUT, OUT, 10**6)), "papers-room", WRONG, "1 MB"),
    (group, papers(path=Path("/srv/other")), "papers", WRONG, "shows /srv/ktd-papers"),
    (group, papers(mode=DIR | 0o2775), "papers", WRONG, "open to everybody"),
    (group, papers(mode=DIR | 0o2750), "papers", WRONG, "chmod 2770"),
    (group, papers(mode=DIR | 0o770), "papers", WRONG, "chmod 2770"),
    (group, papers(gid=1001), "papers", WRONG, "chgrp"),
    (group, papers(uid=1001), "papers", WARNING, "chown root"),
    (service, papers(uid=0), "papers", WRONG, "chown ktd"),
    (service, papers(mode=DIR | 0o2770), "papers", WRONG, "change papers"),
    (service, papers(mode=DIR | 0o2700), "papers", WRONG, "cannot read"),
    (service, papers(gid=SERVICE), "papers", WRONG, "an is not in the group"),
    (
        group,
        server(chroot=(OUT._replace(path=Path("/srv/ktd-papers")),)),
        "chroot",
        WRONG,
        "go-w /srv/ktd-papers",
    ),
    (group, server(chroot=(FileFacts(Path("/srv/ktd-papers"), 0, 0, 0),)), "chroot", WRONG, "missing"),
    (group, person(log_in_shell="/usr/sbin/nologin"), "shell", WRONG, "usermod -s /bin/dash an"),
    (
        group,
        person(log_in_shell="/bin/bash", startup=(inside("h", DIR | 0o755),)),
        "shell",
        WARNING,
        "runs what an",
    ),
    (group, person(keys=(inside("h", DIR | 0o700), KEY)), "keys", WARNING, "chown root:"),
    (group, person(keys=(inside("h", DIR | 0o775, 0), KEY)), "keys", WARNING, "chmod go-w"),
    (group, program(uid=SERVICE), "program", WRONG, "chown -R root:"),
    (group, program(mode=FILE | 0o664, gid=STAFF), "program", WRONG, "chmod -R go-w"),
    (group, program(mode=FILE | 0o646), "program", WRONG, "go-w"),
    (group, program(mode=FILE | 0o600), "program", WRONG, "a+rX"),
    (group, program(mode=DIR | 0o700), "program", WRONG, "a+rX"),
    (group, accounts(settings=None), "settings", WARNING, "/etc/ktd.toml"),
    (group, accounts(settings=FileFacts(DATA, FILE | 0o644, 5, 0)), "settings", WRONG, "chown root:"),
    (group, accounts(settings=FileFacts(DATA, FILE | 0o664, 0, 0)), "settings", WRONG, "chmod 644"),
    (group, accounts(settings=FileFacts(DATA, FILE | 0o640, 0, 0)), "settings", WARNING, "chmod 644"),
    (service, accounts(service_uid=None), "service", WRONG, "not accepted"),
    (service, accounts(service_shell="/bin/bash"), "service", WRONG, "usermod -s"),
    (service, accounts(service_company=("an",)), "service", WRONG, "gpasswd -d"),
    (group, accounts(fetch=""), "fetch", WARNING, "fetch in /etc/ktd.toml"),
    (service, accounts(fetch=""), "fetch", WARNING, "fetch in /etc/ktd.toml"),
    (group, server(ports={}, whole=False), "sshd", WARNING, "as root"),
    (group, server(whole=False), "sshd", WARNING, "as root"),
    (group, sshd("LC_*", "LC_* TEXTUAL_*"), "acceptenv", WRONG, "TEXTUAL_*"),
    (group, sshd("LC_*", "PYTHON*"), "acceptenv", WRONG, "PYTHON*"),
    (group, sshd("LC_*", "*"), "acceptenv", WRONG, "AcceptEnv LANG LC_* COLORTERM"),
    (group, sshd("interval 30", "interval 0"), "alive", WARNING, "ClientAliveInterval 30"),
    (group, sshd("countmax 3", "countmax 0"), "alive", WARNING, "ClientAliveCountMax 3"),
    (
        group,
        server(ports={22: parse_options(SSHD.replace("/usr/local/bin/ktd", "none"))}),
        "forcecommand",
        WARNING,
        "an gets a shell",
    ),
    (group, sshd("disableforwarding yes", "disableforwarding no"), "forwarding", WARNING, "yes"),
    (group, sshd("permituserrc no", "permituserrc yes"), "userrc", WRONG, "PermitUserRC no"),
    (group, sshd("environment no", "environment yes"), "userenvironment", WRONG, "no"),
    (group, sshd("permittty yes", "permittty no"), "tty", WRONG, "PermitTTY yes"),
    (group, sshd("LC_*", "LC_* PATH", 2222), "acceptenv", WRONG, "PATH"),
    (group, sshd("LC_*", "BASH_ENV"), "acceptenv", WRONG, "BASH_ENV"),
    (group, sshd("LC_*", "LD_DEBUG"), "acceptenv", WRONG, "LD_DEBUG"),
    (group, server(refused=True, ports={}, whole=False), "sshd", WRONG, "sshd -t"),
    (group, server(changed=True), "reload", WRONG, "reload ssh"),
    (group, sshd("methods publickey", "methods any"), "password", WARNING, "publickey"),
    (group, sshd("publickey", "publickey password", 2222), "password", WARNING, "publickey"),
    (group, forced(SSHD.replace("/usr/local/bin/ktd", "none"), 2022), "forcecommand", WRONG, "port 2022"),
    (group, command("/usr/local/ktd"), "forcecommand", WRONG, "missing"),
    (group, command("/bin/bash"), "forcecommand", WRONG, "not ktd"),
    (
        group,
        command("/bin/sh -c 'exec /usr/local/bin/ktd $SSH_ORIGINAL_COMMAND'"),
        "forcecommand",
        WRONG,
        "asks for",
    ),
    (group, command("sudo -n /usr/local/bin/ktd"), "forcecommand", WRONG, "as root"),
    (group, command("sudo -n -u binh /usr/local/bin/ktd"), "forcecommand", WRONG, "names none"),
    (service, command("/opt/ktd/bin/ktd"), "forcecommand", WRONG, "without sudo"),
    (service, command("sudo -n /opt/ktd/bin/ktd"), "forcecommand", WRONG, "as root"),
    (service, command("sudo -n -u binh /opt/ktd/bin/ktd"), "forcecommand", WRONG, "-u ktd"),
    (service, command("sudo -i -u ktd /opt/ktd/bin/ktd"), "forcecommand", WRONG, "shell"),
    (group, accounts(fetch=FETCH.replace("khoi5.example.vn", "server")), "fetch", WRONG, "“server”"),
    (group, accounts(fetch=FETCH.replace("khoi5.example.vn", "máy-chủ")), "fetch", WRONG, "“máy-chủ”"),
    (group, accounts(fetch="sftp -P 2222 {account}@khoi5.example.vn"), "fetch", WRONG, "{file}"),
    (group, accounts(fetch=FETCH.replace("2222", "2200")), "fetching", WRONG, "Port 2200"),
    (group, sshd(" -R", "", 2222), "fetching", WRONG, "-R"),
    (group, sshd("directory /srv/ktd-papers", "directory none", 2222), "fetching", WRONG, "ChrootDirectory"),
    (group, forced(SSHD, 2222), "fetching", WRONG, "above the block"),
    (group, server(heard=frozenset({22})), "port", WRONG, "port 2222"),
    (group, server(sudo="    (ALL : ALL) ALL\n"), "sudo", WRONG, "root"),
    (group, server(sudo="    (ALL) NOPASSWD: /bin/ls\n"), "sudo", WRONG, "root"),
    (group, server(sudo="    (binh) NOPASSWD: /bin/ls\n"), "sudo", WARNING, "(binh) /bin/ls"),
    (service, server(sudo=None), "sudo", WRONG, "visudo -c"),
    (service, server(sudo=DEFAULTS), "sudo", WRONG, "may not start"),
    (service, rule(' ""', ""), "sudo", WRONG, "any words"),
    (service, rule("NOPASSWD: ", ""), "sudo", WRONG, "password"),
    (service, rule('/opt/ktd/bin/ktd ""', "ALL"), "sudo", WRONG, "may do anything"),
    (service, rule("NOEXEC", "SETENV: NOEXEC"), "sudo", WRONG, "may do anything"),
    (service, rule('ktd ""', 'ktd "", /bin/cat ""'), "sudo", WRONG, "another program"),
    (service, rule("bin/ktd ", "ktd "), "sudo", WRONG, "sshd starts /opt/ktd/bin/ktd"),
    (service, server(sudo=DEFAULTS + RULE + "    (ALL : ALL) ALL\n"), "sudo", WRONG, "root"),
    (service, rule("NOEXEC: ", ""), "noexec", WARNING, "NOEXEC:"),
    (service, rule("umask=0027", "umask=0022"), "umask", WARNING, "umask=0027"),
    (service, beside(GOOD, "umask=0027, umask_override, ", ""), "umask", WARNING, "umask=0027"),
    (service, beside(GOOD, "umask=0027", "umask=0022"), "umask", WARNING, "umask=0027"),
    (service, rule("umask_override, ", ""), "umask", WARNING, "umask_override"),
    (service, rule("env_reset", 'env_reset, env_keep+="LANG PYTHONPATH"'), "env_keep", WRONG, "PYTHONPATH"),
    (service, rule("env_reset", "!env_reset"), "env_keep", WRONG, "env_reset"),
    (group, session(python=(3, 10)), "python", WRONG, "3.10"),
    (group, session(packages={"textual": (">=8.2,<8.3", "8.3.0")}), "packages", WRONG, "textual 8.3.0"),
    (group, session(packages={"textual": (">=8.2,<8.3", "")}), "packages", WRONG, "pip install"),
    (group, variable("LC_ALL", "vi_VN.TCVN5712-1"), "locale", WARNING, "TCVN"),
    (group, variable("PYTHONUTF8", "0"), "encoding", WARNING, "PYTHONUTF8"),
    (group, variable("PYTHONIOENCODING", "ascii:strict"), "encoding", WARNING, "PYTHONIOENCODING"),
    (group, variable("PYTHONPATH", "/x"), "variables", WARNING, "PYTHONPATH"),
    (group, variable("TEXTUAL_DRIVER", "x:y"), "variables", WARNING, "TEXTUAL_DRIVER"),
    (group, variable("TERM", "dumb"), "terminal", WRONG, "xterm-256color"),
    (group, session(size=(79, 24)), "window", WRONG, "79×24"),
    (group, session(face=("Crimson Text", False)), "fonts", WARNING, "fonts-liberation2"),
]


@pytest.mark.parametrize(("healthy", "change", "check", "gravity", "says"), SICK)
def test_one_fault_is_said_with_its_cure_and_nothing_else(
    healthy: Callable[[], Facts], change: Change, check: str, gravity: Gravity, says: str
) -> None:
    found = bad(change(healthy()))
    assert sorted(found) == check.split()
    first, *_ = check.split()
    assert found[first][0] is gravity
    assert says in found[first][1]


@pytest.mark.parametrize(
    "change",
    [
        beside("!env_reset, umask=0022, env_keep+=PYTHONPATH"),
        rule("Defaults!/opt/ktd/bin/ktd", "Defaults!/bin/ls, /opt/ktd/bin/*"),
        rule("Defaults!/opt/ktd/bin/ktd", "Defaults!/opt/ktd/bin/"),
        rule("Defaults!/opt/ktd/bin/ktd", "Defaults>ktd"),
        rule("Runas", "    umask=0077\n\nRunas"),
    ],
)
def test_sudos_settings_are_those_that_hold_for_ktd(change: Change) -> None:
    assert bad(change(service())) == {}


def test_python_that_takes_no_variables_is_not_blamed_for_them() -> None:
    facts = session(isolated=True)(variable("PYTHONPATH", "/x")(group()))
    assert bad(facts) == {}


@pytest.mark.parametrize("folder", ["__pycache__", ".hypothesis/unicode_data", ".git/objects"])
def test_what_lies_beside_the_code_unread_may_be_closed(folder: str) -> None:
    closed = program(path=Path("/opt/ktd", folder, "x"), mode=FILE | 0o600)
    assert bad(closed(group())) == {}


@pytest.mark.parametrize(
    ("version", "asked", "right"),
    [("8.2.8", ">=8.2,<8.3", True), ("8.3.0rc1", ">=8.2,<8.3", False), ("8.10", ">=8.2", True),
     ("8.1.9", ">=8.2", False), ("5", "", True), ("", ">=1", False)],
)  # fmt: skip
def test_versions(version: str, asked: str, right: bool) -> None:
    assert fits(version, asked) is right


def test_a_match_block_is_not_taken_for_everybodys() -> None:
    text = "# x\nForceCommand none\nAcceptEnv LANG\nAcceptEnv LC_*\nMatch User an\n  ForceCommand /bin/ktd\n"
    assert parse_options(text) == {"forcecommand": ("none",), "acceptenv": ("LANG", "LC_*")}

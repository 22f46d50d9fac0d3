"""``ktd doctor``: each fact that is wrong is said, in words, with what mends it; nothing else is."""

import grp
import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ktd_tui import cli, config
from ktd_tui.errors import StoreError
from ktd_tui.operations.server import logging_in
from ktd_tui.operations.server.doctor import Facts, judge
from ktd_tui.rules.server.health import (
    AccountFacts,
    DataFacts,
    FileFacts,
    Gravity,
    HolderFacts,
    PapersFacts,
    PersonFacts,
    ProgramFacts,
    ServerFacts,
    SessionFacts,
)
from ktd_tui.rules.server.health_login import parse_options
from ktd_tui.rules.server.health_session import fits
from store import open_store
from store.care.vitals import data_facts

DATA = Path("/srv/ktd")
NOW = datetime(2023, 12, 8, 7, 0, tzinfo=UTC)
GROUP, SERVICE, STAFF = 700, 900, 800
DIR, FILE, LINK = stat.S_IFDIR, stat.S_IFREG, stat.S_IFLNK
PROGRAM = FileFacts(Path("/opt/ktd/bin/ktd"), FILE | 0o755, 0, 0)
SETUID = FileFacts(Path("/usr/bin/sudo"), FILE | 0o4755, 0, 0)
KEY = FileFacts(Path("/etc/ssh/keys/an"), FILE | 0o644, 0, 0)
SSHD = """port 22
port 2222
authenticationmethods publickey
forcecommand /usr/local/bin/ktd
disableforwarding yes
permituserrc no
permituserenvironment no
permittty yes
clientaliveinterval 30
clientalivecountmax 3
acceptenv LANG
acceptenv LC_*
"""
FILES = SSHD.replace("/usr/local/bin/ktd", "internal-sftp -R -d /papers").replace(
    "permittty yes", "permittty no"
)
FILES += "chrootdirectory /srv/ktd-papers\n"
SUDO = "/usr/bin/sudo -n -u ktd /opt/ktd/bin/ktd"
DEFAULTS = """Runas and Command-specific defaults for an:
    Defaults!/opt/ktd/bin/ktd env_reset, umask=0027, umask_override, !mail_badpass

User an may run the following commands on vm:
"""
RULE = '    (ktd) NOEXEC: NOPASSWD: /opt/ktd/bin/ktd ""\n'


OUT = FileFacts(Path("/srv/ktd-papers/papers"), DIR | 0o2770, 0, GROUP)
OUT_B = OUT._replace(mode=DIR | 0o2750, uid=SERVICE, gid=STAFF)
HEAD = HolderFacts("an", 1001, 1001, administrator=True)


def inside(name: str, mode: int, uid: int = 1001, gid: int = GROUP, *, acl: bool = False) -> FileFacts:
    return FileFacts(DATA / name, mode, uid, gid, acl)


def group() -> Facts:
    """A group's server without a fault."""
    session = SessionFacts(
        environment={"TERM": "xterm-256color", "LANG": "vi_VN.UTF-8", "COLORTERM": "truecolor"},
        size=(80, 24),
        python=(3, 11),
        isolated=False,
        packages={"textual": (">=8.2,<8.3", "8.2.8")},
        face=("Liberation Serif", True),
        tmux=True,
    )
    data = DataFacts(
        DATA,
        root=FileFacts(DATA, DIR | 0o2770, 0, GROUP),
        entries=(
            inside("ktd.json", FILE | 0o660),
            inside("history", DIR | 0o2770),
            inside("history/0-9.jsonl", FILE | 0o440),
            inside("drafts", DIR | 0o2770),
            inside("drafts/1001.json", FILE | 0o600),
        ),
        above=(FileFacts(Path("/srv"), DIR | 0o755, 0, 0), FileFacts(Path("/tmp"), DIR | 0o1777, 0, 0)),  # noqa: S108  # looked at
        kind="ext4",
        free=10**12,
        last_commit=NOW,
        last_backup=date(2023, 12, 7),
        copied_at=NOW - timedelta(days=1),
        begun=True,
        papers=PapersFacts(FileFacts(DATA / "papers", LINK | 0o777, 0, 0), OUT, 10**12),
    )
    accounts = AccountFacts(
        1001,
        frozenset({1001, GROUP}),
        settings=FileFacts(Path("/etc/ktd.toml"), FILE | 0o644, 0, 0),
        fetch="sftp -P 2222 {account}@khoi5.example.vn:/papers/{file} .",
    )
    server = ServerFacts(
        "an",
        {22: parse_options(SSHD), 2222: parse_options(FILES)},
        whole=True,
        heard=frozenset({22, 2022, 2222}),
        files={"/usr/bin/sudo": SETUID, "/usr/local/bin/ktd": PROGRAM, "/opt/ktd/bin/ktd": PROGRAM},
        chroot=(FileFacts(Path("/srv/ktd-papers"), DIR | 0o755, 0, 0),),
        person=PersonFacts(1001, frozenset({1001, GROUP, STAFF}), "/bin/dash", keys=(KEY,)),
        sudo="User an is not allowed to run sudo on vm.\n",
    )
    return Facts(data, accounts, session, server, NOW, (HEAD,), ProgramFacts((PROGRAM,)))


def service() -> Facts:
    """A service account's server without a fault."""
    facts = group()
    own = [e._replace(uid=SERVICE, gid=SERVICE) for e in facts.data.entries]
    papers = FileFacts(DATA / "papers", LINK | 0o777, 0, 0)
    root = FileFacts(DATA, DIR | 0o700, SERVICE, SERVICE)
    accounts = facts.accounts._replace(
        uid=0, service="ktd", service_uid=SERVICE, service_shell="/usr/sbin/nologin"
    )
    return facts._replace(
        data=facts.data._replace(
            root=root, entries=(*own, papers), papers=PapersFacts(papers, OUT_B, 10**12)
        ),
        accounts=accounts,
        server=facts.server._replace(
            ports={**facts.server.ports, 22: parse_options(SSHD.replace("/usr/local/bin/ktd", SUDO))},
            sudo=DEFAULTS + RULE,
        ),
    )


Change = Callable[[Facts], Facts]


def data(**changes: Any) -> Change:
    return lambda facts: facts._replace(data=facts.data._replace(**changes))


def root_mode(mode: int) -> Change:
    return lambda f: data(root=f.data.root._replace(mode=DIR | mode) if f.data.root else None)(f)


def more(*entries: FileFacts) -> Change:
    return lambda f: data(entries=(*f.data.entries, *entries))(f)


def accounts(**changes: Any) -> Change:
    return lambda facts: facts._replace(accounts=facts.accounts._replace(**changes))


def papers(**changes: Any) -> Change:
    """Change the folder that papers lie in."""

    def make(facts: Facts) -> Facts:
        found = facts.data.papers
        assert found
        assert found.folder
        return data(papers=found._replace(folder=found.folder._replace(**changes)))(facts)

    return make


def person(**changes: Any) -> Change:
    def make(facts: Facts) -> Facts:
        assert facts.server.person
        return server(person=facts.server.person._replace(**changes))(facts)

    return make


def program(**changes: Any) -> Change:
    return lambda facts: facts._replace(
        program=ProgramFacts((*facts.program.files, PROGRAM._replace(**changes)))
    )


def roles(*holders: HolderFacts) -> Change:
    return lambda facts: facts._replace(holders=holders)


def session(**changes: Any) -> Change:
    return lambda facts: facts._replace(session=facts.session._replace(**changes))


def variable(name: str, value: str) -> Change:
    return lambda f: session(environment={**f.session.environment, name: value})(f)


def sshd(old: str, new: str, port: int = 22) -> Change:
    """Change what sshd says of one port."""
    text = {22: SSHD, 2222: FILES}[port]
    assert old in text
    return forced(text.replace(old, new), port)


def forced(text: str, port: int = 22) -> Change:
    return lambda f: server(ports={**f.server.ports, port: parse_options(text)})(f)


def command(text: str, port: int = 22) -> Change:
    return forced(SSHD.replace("/usr/local/bin/ktd", text), port)


def rule(old: str, new: str) -> Change:
    assert old in DEFAULTS + RULE
    return server(sudo=(DEFAULTS + RULE).replace(old, new))


GOOD = "env_reset, umask=0027, umask_override"


def beside(settings: str, old: str = "", new: str = "") -> Change:
    """Change a setting where sudo tells another ktd's and another account's, too, before ours and behind."""
    told = "".join(f"    Defaults{of} {settings}\n" for of in ("!/opt/other/bin/ktd", ">other"))
    ours = DEFAULTS.replace(old, new)
    ours = ours.replace(":\n", f":\n{told}", 1).replace("badpass\n", f"badpass\n{told}")
    return server(sudo=ours + RULE)


def server(**changes: Any) -> Change:
    return lambda facts: facts._replace(server=facts.server._replace(**changes))


def bad(facts: Facts) -> dict[str, tuple[Gravity, str]]:
    return {
        f.check: (f.gravity, f.message.format(**f.facts))
        for f in judge(facts)
        if f.gravity is not Gravity.FINE
    }


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


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own data, and a machine without server settings."""
    monkeypatch.setattr(config, "SERVER_FILE", tmp_path / "none.toml")
    folder = tmp_path / "data"
    ktd("init", "--sample", folder, status=0)
    return folder


def ktd(*words: str | Path, status: int) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(word) for word in words])
    assert ended.value.code == status


def test_in_words_and_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    before = {p: p.stat().st_mtime_ns for p in place.rglob("*")}
    ktd("doctor", "--data", place, status=0)
    said = capsys.readouterr().out
    assert f"đạt    Thư mục dữ liệu là {place}." in said
    assert said.endswith("Không có gì sai.\n")
    place.chmod(0o701)
    ktd("doctor", "--data", place, "--json", status=1)
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == 1
    assert [f["check"] for f in told["findings"] if f["verdict"] == "wrong"] == ["mode"]
    ktd("doctor", "--data", place, "--lang", "en", status=1)
    assert f"WRONG    {place} is open to everybody (0701)" in capsys.readouterr().out
    assert {p: p.stat().st_mtime_ns for p in place.rglob("*")} == before


def test_it_speaks_where_nothing_else_works(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ktd("doctor", "--data", tmp_path / "nowhere", status=1)
    assert "ktd init" in capsys.readouterr().out
    (place / "ktd.json").write_bytes(b"\x00")
    (place / "ktd.json.journal").write_bytes(b"\xff\n{}\n\n")
    with pytest.raises(StoreError):
        open_store(place, read_only=True)
    ktd("doctor", "--data", place, status=0)


def test_the_disk_tells_when_was_saved_last(place: Path) -> None:
    found = data_facts(place)
    assert found.begun
    assert found.root
    assert found.root.uid == os.geteuid()
    assert found.kind
    assert found.free > 0
    assert {e.path.name for e in found.entries} >= {"ktd.json"}


def test_a_program_that_hangs_or_is_missing_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging_in, "PATIENCE", 0.05)
    assert logging_in.answer_of(["/bin/sleep", "20"]) is None
    assert logging_in.answer_of(["/nonexistent/sshd", "-T"]) is None
    assert logging_in.answer_of(["/bin/false"]) is None
    assert logging_in.answer_of(["/bin/echo", "port 22"]) == "port 22\n"


def test_whose_log_in_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [SimpleNamespace(gr_name="ktd-staff", gr_gid=5, gr_mem=["an", "binh"])]
    monkeypatch.setattr(grp, "getgrall", lambda: groups)
    monkeypatch.setattr(grp, "getgrgid", lambda _: groups[0])
    monkeypatch.setattr(os, "getuid", lambda: 0)
    assert logging_in._somebody(None) == "an"
    assert logging_in.server_facts("la", None).user == "la"

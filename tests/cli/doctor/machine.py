"""A server as its guide makes it, in both models, as facts; and what changes one of them."""

import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

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

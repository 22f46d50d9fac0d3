"""Gathers what sshd and sudo would do for somebody who logs in, for ``ktd doctor``."""

import grp
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ktd_tui.operations.server.system import PLACES
from ktd_tui.rules.server.health import FileFacts, Options, PersonFacts, ServerFacts
from ktd_tui.rules.server.health_login import command_of, parse_options, ports_of
from store.care.vitals import file_facts

SSHD_FILE = Path("/etc/ssh/sshd_config")
NOLOGIN, SHADOW = Path("/etc/nologin"), Path("/etc/shadow")
KEYS = (".ssh/authorized_keys",)
"""Where sshd looks for keys unless it is told another place."""
LISTENERS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
LISTENING = "0A"
STAFF = "ktd-staff"
"""The group of the documents whose members log in to the service account's ktd."""
STARTUP = {
    "bash": (".bashrc",),
    "zsh": (".zshenv",),
    "fish": (".config/fish/config.fish",),
    "csh": (".cshrc",),
    "tcsh": (".tcshrc", ".cshrc"),
}
"""What a log-in shell reads before it runs the command that sshd forces; dash reads nothing."""
PATIENCE = 10
"""Seconds that sshd and sudo get for their answer."""
INCLUDES = 4
"""So deep sshd's files are followed; sshd itself allows 16."""


def server_facts(user: str, data: FileFacts | None) -> ServerFacts:
    """Gather what sshd and sudo would do for somebody.

    Args:
        user: Whose log-in is asked about; empty: this person's, for root one of the staff.
        data: The data directory, whose group tells who the staff are where there is no other sign.
    """
    name = user or _somebody(data)
    facts = _sshd(ServerFacts(name, heard=_heard()))
    named = {path for o in facts.ports.values() for path in re.findall(r"/[^\s'\";|&]+", command_of(o))}
    roots = {o["chrootdirectory"][0] for o in facts.ports.values() if o.get("chrootdirectory")} - {"none"}
    files = {path: file_facts(Path(path)) for path in sorted(named)}
    return facts._replace(
        files=files,
        nowhere=frozenset(path for path, file in files.items() if file and _on_noexec(path)),
        nobody=NOLOGIN.exists(),
        chroot=tuple(_way_to(Path(min(roots)))) if roots else (),
        sudo=sudo_of(name),
        person=_person(name, facts.ports.values()),
    )


def strays_of(server: ServerFacts, accounts: Iterable[str]) -> tuple[str, ...]:
    """Return those accounts to whom sshd gives something else than to the user that was asked about."""
    sshd = shutil.which("sshd", path=PLACES)
    port, options = next(iter(server.ports.items()), (0, {}))
    if not sshd or command_of(options) == "none":  # nothing is forced, which is told of the user
        return ()
    named = dict.fromkeys(name for name in accounts if name not in ("root", server.user))
    told = {name: _effective(sshd, name, port) for name in named}
    return tuple(name for name, one in told.items() if one and command_of(one) != command_of(options))


def _on_noexec(path: str) -> bool:
    return bool(os.statvfs(path).f_flag & os.ST_NOEXEC)


def group_names(name: str, gid: int) -> frozenset[str]:
    """Return the names of an account's groups."""
    numbers = set(os.getgrouplist(name, gid))
    return frozenset(g.gr_name for g in grp.getgrall() if g.gr_gid in numbers)


def _person(name: str, everywhere: Iterable[Options]) -> PersonFacts | None:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    home = Path(found.pw_dir)
    startup = [home / name for name in STARTUP.get(Path(found.pw_shell).name, ())]
    patterns = dict.fromkeys(p for o in everywhere for p in o.get("authorizedkeysfile", KEYS))
    signs = {"%%": "%", "%h": str(home), "%u": name, "%U": str(found.pw_uid)}
    files = [home / re.sub("%.", lambda sign: signs.get(sign[0], sign[0]), p) for p in patterns]
    return PersonFacts(
        found.pw_uid,
        frozenset(os.getgrouplist(name, found.pw_gid)),
        found.pw_shell,
        startup=_there(home, *startup) if startup else (),
        keys=_there(*dict.fromkeys(path for file in files for path in (file.parent, file))),
        group_names=group_names(name, found.pw_gid),
        shell_there=not found.pw_shell or Path(found.pw_shell).exists(),
        locked=_is_locked(name),
    )


def _is_locked(name: str) -> bool:
    """Tell whether an account's password is locked; only root can read that."""
    try:
        lines = SHADOW.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(line.startswith(f"{name}:!") for line in lines)


def _there(*paths: Path) -> tuple[FileFacts, ...]:
    return tuple(facts for path in paths if (facts := file_facts(path)))


def _somebody(data: FileFacts | None) -> str:
    if os.getuid():
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return ""
    groups = [g.gr_gid for g in grp.getgrall() if g.gr_name == STAFF]
    groups += [data.gid] if data and data.gid else []
    return next((n for gid in groups for n in members(gid)), "")


def members(gid: int) -> list[str]:
    """Return the accounts of a group, those that have it as their own last."""
    try:
        listed = grp.getgrgid(gid).gr_mem
    except KeyError:
        listed = []
    return [*listed, *(p.pw_name for p in pwd.getpwall() if p.pw_gid == gid and p.pw_name not in listed)]


def _way_to(path: Path) -> Iterator[FileFacts]:
    """Yield a folder and those above it; what is missing has no mode."""
    for one in (path, *path.parents):
        yield file_facts(one) or FileFacts(one, 0, 0, 0)


def _sshd(facts: ServerFacts) -> ServerFacts:
    """Ask sshd itself, which needs root; else read its file, which may include others."""
    sshd = shutil.which("sshd", path=PLACES)
    if sshd and facts.user and not os.geteuid():
        first = _effective(sshd, facts.user, 22)
        told = {port: _effective(sshd, facts.user, port) for port in ports_of(first)} if first else {}
        ports = {port: options for port, options in told.items() if options}
        if first is None or len(ports) < len(told):
            return facts._replace(refused=SSHD_FILE.exists())
        return facts._replace(ports=ports, whole=True, changed=_changed(first))
    try:
        written = parse_options(SSHD_FILE.read_text("utf-8", "replace"))
    except OSError:
        return facts
    return facts._replace(ports=dict.fromkeys(ports_of(written), written))


def _effective(sshd: str, user: str, port: int) -> Options | None:
    # «Match LocalPort» wants the server's end named, too.
    place = f"host=localhost,addr=127.0.0.1,laddr=127.0.0.1,lport={port}"
    answer = answer_of([sshd, "-T", "-f", str(SSHD_FILE), "-C", f"user={user},{place}"])
    return None if answer is None else parse_options(answer)


def _changed(options: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a file of sshd's is newer than the mark that sshd leaves when it has read them."""
    mark = Path((options.get("pidfile") or ("none",))[0])
    try:
        read_at = mark.stat().st_mtime_ns
        return any(path.stat().st_ctime_ns > read_at for path in files_of(SSHD_FILE, INCLUDES))
    except OSError:  # it leaves none, or is not running
        return False


def files_of(file: Path, depth: int) -> Iterator[Path]:
    """Yield a file of sshd's and those that it includes."""
    yield file
    if not file.is_file():
        return
    for pattern in re.findall(r"(?im)^\s*include\s+(.+?)\s*$", file.read_text("utf-8", "replace")):
        for one in pattern.split():
            for path in Path("/").glob(str(SSHD_FILE.parent / one).lstrip("/")) if depth else ():
                yield from files_of(path, depth - 1)


def _heard() -> frozenset[int] | None:
    """Return the ports that somebody listens on, as the kernel lists them."""
    found: set[int] = set()
    seen = False
    for file in LISTENERS:
        try:
            lines = file.read_text().splitlines()[1:]
        except OSError:
            continue
        seen = True
        fields = [line.split() for line in lines]
        found |= {int(f[1].rpartition(":")[2], 16) for f in fields if f[3] == LISTENING}
    return frozenset(found) if seen else None


def sudo_of(user: str) -> str | None:
    """Return what sudo lets somebody do, as it lists it; None where it did not tell."""
    sudo = shutil.which("sudo", path=PLACES)
    if not sudo or not user:
        return None
    return answer_of([sudo, "-n", "-l", *([] if os.geteuid() else ["-U", user])])


def answer_of(command: Sequence[str]) -> str | None:
    """Return the output of a program of the system, or None where it failed."""
    try:
        done = subprocess.run(  # noqa: S603  # fixed programs of the system, no shell
            command,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
            env={"PATH": PLACES, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None

"""The findings of ``ktd doctor``, and the facts that they are drawn from."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Gravity(StrEnum):
    """How grave a finding is."""

    FINE = "ok"
    WARNING = "warning"
    WRONG = "wrong"


class Model(StrEnum):
    """Who owns the data: one person, a group that each belongs to, or an account that serves them."""

    PRIVATE = "private"
    GROUP = "group"
    SERVICE = "service"


Options = Mapping[str, tuple[str, ...]]
"""Options of sshd, in small letters, and their values."""


class Mend(NamedTuple):
    """What ``ktd doctor --fix`` does by itself: owner and permissions of one path, nothing else.

    What decides who gets in (accounts, keys, sshd, sudo, roles), what other people's folders are, what lies
    on another disk and what somebody wrote on purpose is for a person to look at first.

    Attributes:
        put: Bits of the mode that are added.
        take: Bits that are taken away.
        uid: The owner that it gets; None: as it is.
        gid: The group that it gets; None: as it is.
    """

    path: Path
    put: int = 0
    take: int = 0
    uid: int | None = None
    gid: int | None = None


class HealthFinding(NamedTuple):
    """One line of the report.

    Attributes:
        check: The check's name, for scripts.
        message: The msgid of a sentence that says what is so and, unless fine, what mends it.
        mends: What mends it safely; empty where somebody has to look first.
    """

    check: str
    gravity: Gravity
    message: str
    facts: Mapping[str, object]
    mends: tuple[Mend, ...] = ()

    def mended_by(self, mends: Iterable[Mend]) -> "HealthFinding":
        """Return it with what mends it safely."""
        return self._replace(mends=tuple(mends))


def fine(check: str, message: str, /, **facts: object) -> HealthFinding:
    """Return a finding that nothing needs to be done about."""
    return HealthFinding(check, Gravity.FINE, message, facts)


def warning(check: str, message: str, /, **facts: object) -> HealthFinding:
    """Return a finding that may do harm."""
    return HealthFinding(check, Gravity.WARNING, message, facts)


def wrong(check: str, message: str, /, **facts: object) -> HealthFinding:
    """Return a finding that has to be mended."""
    return HealthFinding(check, Gravity.WRONG, message, facts)


class FileFacts(NamedTuple):
    """A file or folder of the data directory, or one above it.

    Attributes:
        path: Where it lies.
        mode: Its kind and permissions, as ``st_mode`` has them.
        acl: An access control list gives more accounts a right than the mode tells.
    """

    path: Path
    mode: int
    uid: int
    gid: int
    acl: bool = False


class PapersFacts(NamedTuple):
    """The folder of papers.

    Attributes:
        link: What lies under its name in the data directory: the folder itself, or a link.
        folder: Where that leads to; None where it leads nowhere.
        free: Free bytes of its disk.
        read_only: Its disk is mounted so.
        more: So many files its disk can still take; None where it does not count them.
    """

    link: FileFacts
    folder: FileFacts | None
    free: int = 0
    read_only: bool = False
    more: int | None = None


class DataFacts(NamedTuple):
    """The facts of the data directory and its disk.

    Attributes:
        root: The data directory itself; None where it is missing or may not be looked at.
        entries: What lies in it, two folders deep.
        above: The directories above it.
        kind: The file system's kind, empty where the kernel does not say.
        free: Free bytes of its disk.
        read_only: The disk is mounted so.
        last_commit: When the journal was written last, in UTC.
        last_written: When a file of the data was written last, as its disk says, in UTC.
        last_backup: The day of the newest automatic copy.
        copied_at: When data and history were copied last into a file for elsewhere, in UTC.
        more: So many files the disk can still take; None where it does not count them.
        begun: It holds data.
        papers: The folder of papers, None where there is none.
    """

    directory: Path
    root: FileFacts | None = None
    entries: tuple[FileFacts, ...] = ()
    above: tuple[FileFacts, ...] = ()
    kind: str = ""
    free: int = 0
    read_only: bool = False
    last_commit: datetime | None = None
    last_written: datetime | None = None
    last_backup: date | None = None
    copied_at: datetime | None = None
    more: int | None = None
    begun: bool = False
    papers: PapersFacts | None = None


class HolderFacts(NamedTuple):
    """An account that has a role, or had one.

    Attributes:
        account: Its name when the role was given.
        uid: Its number then.
        now_uid: The number that the name has now; None where the machine has no such account.
        administrator: One of its roles is that.
        ended: None of its roles is in force any more.
        expired: The machine lets the account in no more.
    """

    account: str
    uid: int
    now_uid: int | None
    administrator: bool = False
    ended: bool = False
    expired: bool = False


class ProgramFacts(NamedTuple):
    """What the program is read from, and the folders above that."""

    files: tuple[FileFacts, ...] = ()
    above: tuple[FileFacts, ...] = ()


class PersonFacts(NamedTuple):
    """The account of somebody who logs in.

    Attributes:
        groups: The numbers of its groups.
        group_names: Their names.
        log_in_shell: What sshd starts its commands with; sshd refuses who has one that is not there.
        startup: What the shell reads before it runs a command, and the home that this lies in.
        keys: The folders and files that say which keys open the account.
        locked: Its password is, which shuts it out where sshd does not ask PAM.
    """

    uid: int
    groups: frozenset[int]
    log_in_shell: str
    startup: tuple[FileFacts, ...] = ()
    keys: tuple[FileFacts, ...] = ()
    group_names: frozenset[str] = frozenset()
    shell_there: bool = True
    locked: bool = False


class AccountFacts(NamedTuple):
    """Who runs this, and the service account.

    Attributes:
        uid: The account that files are opened as.
        groups: The groups of it.
        service: The name that ``/etc/ktd.toml`` sets, empty where it sets none.
        service_uid: Its uid, None where there is no such account or the file cannot be trusted.
        service_shell: Its login shell.
        service_company: Accounts beside it in its own group.
        service_groups: The names of its groups.
        service_sudo: What sudo lets it do, as sudo lists it.
        settings: ``/etc/ktd.toml``, None where it is missing.
        fetch: The line there that fetches papers from the server, empty where it sets none.
    """

    uid: int
    groups: frozenset[int]
    service: str = ""
    service_uid: int | None = None
    service_shell: str = ""
    service_company: tuple[str, ...] = ()
    service_groups: frozenset[str] = frozenset()
    service_sudo: str = ""
    settings: FileFacts | None = None
    fetch: str = ""


class SessionFacts(NamedTuple):
    """The surroundings of this process.

    Attributes:
        environment: The variables.
        size: Columns and rows, None where it is no terminal.
        python: Python's version.
        isolated: Python takes no code from variables or the user's own folder (``python -I``).
        packages: Each package that ktd needs: what it asks for, and the version that is there.
        face: The face of the papers, and whether it has the widths that the decree asks for.
        tmux: It is installed.
    """

    environment: Mapping[str, str]
    size: tuple[int, int] | None
    python: tuple[int, int]
    isolated: bool
    packages: Mapping[str, tuple[str, str]]
    face: tuple[str, bool]
    tmux: bool


class ServerFacts(NamedTuple):
    """What sshd and sudo would do for somebody who logs in.

    Attributes:
        user: Whose log-in it is; empty where nobody could be named.
        ports: Each port of sshd, and its options there for the user; empty where nothing could be read.
        whole: sshd itself told them, for this user; else they are from its file, without Match blocks.
        refused: sshd does not accept its own file.
        changed: The file was changed after sshd had read it.
        heard: The ports of this machine that somebody listens on; None where the kernel does not say.
        files: Each path that a ForceCommand names; None where there is no such file.
        chroot: The folder that the fetching port shows, and those above it.
        sudo: What sudo lets the user do, as it lists it; None where it did not tell.
        person: The user's account; None where there is none.
        nowhere: Those of the paths that lie on a disk from which nothing is started.
        nobody: Nobody but root may log in now (nologin(5)).
        strays: Others with a role, to whom sshd gives something else than to the user.
    """

    user: str
    ports: Mapping[int, Options] = {}
    whole: bool = False
    refused: bool = False
    changed: bool = False
    heard: frozenset[int] | None = None
    files: Mapping[str, FileFacts | None] = {}
    chroot: tuple[FileFacts, ...] = ()
    sudo: str | None = None
    person: PersonFacts | None = None
    nowhere: frozenset[str] = frozenset()
    nobody: bool = False
    strays: tuple[str, ...] = ()


def model_of(data: DataFacts, accounts: AccountFacts) -> Model:
    """Tell which model is in force: the service account is set, or the directory is a group's."""
    if accounts.service:
        return Model.SERVICE
    return Model.GROUP if data.root and data.root.mode & 0o070 else Model.PRIVATE

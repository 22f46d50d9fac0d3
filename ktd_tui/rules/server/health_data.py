"""Judges the data directory, its files and the accounts that reach them."""

import stat
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from ktd_tui.clock import local_date
from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import (
    AccountFacts,
    DataFacts,
    FileFacts,
    HealthFinding,
    Mend,
    Model,
    fine,
    warning,
    wrong,
)

MB = 1_000_000
LITTLE, TOO_LITTLE = 500 * MB, 50 * MB
"""Free bytes below which is warned, and below which a backup may not fit."""
TOO_FEW = 100
"""Files that a disk can still take; those without room for their names are refused as on a full disk."""
OLD_COPY = 7
"""Days: a timer makes a copy each night."""
OLD_BACKUP = timedelta(days=3)
"""A copy is made on each day that ktd is opened: a long weekend is no reason to worry."""
VOLATILE = frozenset({"tmpfs", "ramfs"})
"""Kinds of disk that are empty after the next start."""
AHEAD = timedelta(minutes=5)
GROUP, OTHERS = 0o070, 0o007
PAPERS = "papers"


def judge_directory(data: DataFacts, model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    """Judge the directory itself."""
    root = data.root
    if root is None:
        message = N_("The data directory {path} is missing or closed to you. Make it with: ktd init {path}")
        yield wrong("directory", message, path=data.directory)
        return
    if not stat.S_ISDIR(root.mode):
        yield wrong("directory", N_("{path} is not a directory. Name the data directory."), path=root.path)
        return
    yield fine("directory", N_("The data directory is {path}."), path=root.path)
    yield _mode(root, model)
    yield from _owner(root, model, accounts)
    if model is Model.GROUP:
        yield _member(root, accounts)
    if root.acl:
        message = N_("{path} has an access control list: more accounts may reach it. Mend: setfacl -b {path}")
        yield warning("acl", message, path=root.path)


def _mode(root: FileFacts, model: Model) -> HealthFinding:
    facts = {"path": root.path, "mode": f"{stat.S_IMODE(root.mode):04o}"}
    if root.mode & stat.S_ISVTX:
        message = N_("{path} is sticky ({mode}): ktd cannot save. Mend: chmod -t {path}")
        return wrong("mode", message, **facts).mended_by([Mend(root.path, take=stat.S_ISVTX)])
    if root.mode & OTHERS:
        message = N_("{path} is open to everybody ({mode}). Mend: chmod o-rwx {path}")
        return wrong("mode", message, **facts).mended_by([Mend(root.path, take=OTHERS)])
    if model is Model.SERVICE and root.mode & GROUP:
        message = N_(
            "{path} is open to a group ({mode}), not only to the service account. Mend: chmod 0700 {path}"
        )
        return wrong("mode", message, **facts).mended_by([Mend(root.path, take=GROUP)])
    if model is Model.GROUP and root.mode & GROUP != GROUP:
        message = N_("The group may not do everything in {path} ({mode}). Mend: chmod 2770 {path}")
        return warning("mode", message, **facts).mended_by([Mend(root.path, put=GROUP)])
    if model is Model.GROUP and not root.mode & stat.S_ISGID:
        message = N_("Files made in {path} do not belong to its group ({mode}). Mend: chmod g+s {path}")
        return wrong("mode", message, **facts).mended_by([Mend(root.path, put=stat.S_ISGID)])
    return fine("mode", N_("Its permissions are right ({mode})."), **facts)


def _owner(root: FileFacts, model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    if model is Model.SERVICE and accounts.service_uid is not None and root.uid != accounts.service_uid:
        message = N_("{path} does not belong to the service account. Mend: chown -Rh {service}: {path}")
        finding = wrong("owner", message, path=root.path, service=accounts.service)
        yield finding.mended_by([Mend(root.path, uid=accounts.service_uid)])
    elif model is Model.GROUP and root.uid != 0:
        message = N_(
            "{path} belongs to one person, who is its administrator without a role. Mend: chown root {path}"
        )
        yield warning("owner", message, path=root.path)
    else:
        yield fine("owner", N_("Its owner is right."))


def _member(root: FileFacts, accounts: AccountFacts) -> HealthFinding:
    if accounts.uid in (0, root.uid) or root.gid in accounts.groups:
        return fine("member", N_("Your account reaches the data."))
    message = N_("Your account is not in the group of {path}. Mend: usermod -aG, then log in again.")
    return wrong("member", message, path=root.path)


def judge_above(data: DataFacts, model: Model) -> HealthFinding:
    """Judge the directories above: who can rename one of them can put other data in its place."""
    open_ = [e for e in data.above if e.mode & 0o002 and not e.mode & stat.S_ISVTX]
    if open_:
        message = N_("Everybody may write in {path}, above the data. Mend: chmod o-w {path}")
        return wrong("above", message, path=open_[0].path)
    of_group = [e for e in data.above if e.mode & 0o020 and e.gid and not e.mode & stat.S_ISVTX]
    foreign = [e for e in data.above if e.uid != 0 or e in of_group]
    if foreign and model is not Model.PRIVATE:
        message = N_(
            "{path}, above the data, is not root's alone: others can put other data in its place. "
            "Mend: chown root: {path}; chmod go-w {path}"
        )
        return wrong("above", message, path=foreign[0].path)
    return fine("above", N_("Nobody else can put other data in its place."))


def judge_disk(data: DataFacts, network: Collection[str], model: Model) -> Iterator[HealthFinding]:
    """Judge the disk that the data lies on."""
    if data.read_only:
        yield wrong("disk", N_("The data's disk is mounted read-only. Mend: mount -o remount,rw"))
    elif data.kind in VOLATILE and model is not Model.PRIVATE:
        message = N_(
            "The data lies in memory ({kind}) and is gone after the next start. Move it to the server's disk."
        )
        yield wrong("disk", message, kind=data.kind)
    elif data.kind in network:
        message = N_(
            "The data lies on a network disk ({kind}): changes of others may come late. "
            "Move it to the server's own disk."
        )
        yield wrong("disk", message, kind=data.kind)
    else:
        yield fine("disk", N_("The data lies on the server's own disk ({kind})."), kind=data.kind or "?")
    facts = {"free": round(data.free / MB)}
    if data.more is not None and data.more < TOO_FEW:
        message = N_("The data's disk takes only {count} more files (df -i). Make room.")
        yield wrong("space", message, count=data.more)
    elif data.free < TOO_LITTLE:
        yield wrong("space", N_("Only {free} MB are free: saving may fail. Make room."), **facts)
    elif data.free < LITTLE:
        yield warning("space", N_("Only {free} MB are free. Make room soon."), **facts)
    else:
        yield fine("space", N_("{free} MB are free."), **facts)


def judge_backup(data: DataFacts, today: date) -> HealthFinding:
    """Judge the age of the newest automatic copy."""
    if not data.begun:
        return fine("backup", N_("There is no data yet, so there is no copy of it."))
    if data.last_backup is None:
        message = N_(
            "There is no automatic copy in backups/. Open ktd once; then look whether it can write there."
        )
        return warning("backup", message)
    days = (today - data.last_backup).days
    if days > OLD_BACKUP.days:
        message = N_("The newest automatic copy is {days} days old. One is made when ktd is opened.")
        return warning("backup", message, days=days)
    return fine("backup", N_("The newest automatic copy is of {day}."), day=f"{data.last_backup:%d/%m/%Y}")


def judge_copy(data: DataFacts, today: date) -> HealthFinding:
    """Judge the age of the last copy for elsewhere: what lies on the same disk goes with the disk."""
    if not data.begun:
        return fine("copy", N_("There is no data yet, so there is no copy of it."))
    if data.copied_at is None:
        message = N_(
            "No copy was ever made for another machine. Mend: ktd backup --to FOLDER, each night "
            "(docs/server.md)"
        )
        return warning("copy", message)
    days = (today - local_date(data.copied_at)).days
    if days > OLD_COPY:
        message = N_("The last copy for another machine is {days} days old. Mend: ktd backup --to FOLDER")
        return warning("copy", message, days=days)
    return fine("copy", N_("The last copy for another machine is {days} days old."), days=days)


def judge_clock(data: DataFacts, now: datetime) -> HealthFinding:
    """Judge the clock by the history: what was saved last lies in the past."""
    last = [moment for moment in (data.last_commit, data.last_written) if moment]
    if last and max(last) - now > AHEAD:
        message = N_(
            "The last change is dated in the future: the server's clock is wrong, or was. Mend: timedatectl"
        )
        return wrong("clock", message)
    return fine("clock", N_("The server's clock fits the history."))


def judge_opening(why_not: str) -> HealthFinding:
    """Judge whether the data can be opened; ``why_not`` is what ktd says to whoever tries."""
    if why_not:
        message = N_("The data cannot be opened: {error} To mend damage: ktd check, then ktd repair")
        return wrong("opening", message, error=why_not)
    return fine("opening", N_("The data can be opened."))


def judge_settings(model: Model, accounts: AccountFacts) -> HealthFinding:
    """Judge the server's settings file: who can write it can lead everybody to other data."""
    file = accounts.settings
    if file is None:
        message = N_("There is no /etc/ktd.toml: each person opens data of their own.")
        return fine("settings", message) if model is Model.PRIVATE else warning("settings", message)
    if file.uid != 0 or file.mode & 0o022:
        message = N_("{path} can be changed by others than root. Mend: chown root: {path}; chmod 644 {path}")
        return wrong("settings", message, path=file.path)
    if not file.mode & 0o004:
        message = N_("{path} cannot be read by everybody. Mend: chmod 644 {path}")
        return warning("settings", message, path=file.path).mended_by([Mend(file.path, put=0o004)])
    return fine("settings", N_("{path} belongs to root and can be read."), path=file.path)


def judge_model(model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    """Say which model is in force, and judge the service account."""
    if model is Model.PRIVATE:
        yield fine("model", N_("Model: one person's own data."))
    elif model is Model.GROUP:
        message = N_(
            "Model: a group's directory. Whoever of the group has a shell can change files and history by "
            "hand."
        )
        yield fine("model", message)
    else:
        message = N_("Model: the service account “{service}” owns the data.")
        yield fine("model", message, service=accounts.service)
        yield _service(accounts)


def _service(accounts: AccountFacts) -> HealthFinding:
    facts = {"service": accounts.service}
    if accounts.service_uid is None:
        message = N_(
            "The service account “{service}” is not accepted: no such account, or root, or others than "
            "root can write /etc/ktd.toml. Nobody is let in through sudo."
        )
        return wrong("service", message, **facts)
    if not accounts.service_shell.endswith(("/nologin", "/false")):
        message = N_("“{service}” can log in. Mend: usermod -s /usr/sbin/nologin {service}")
        return wrong("service", message, **facts)
    if accounts.service_company:
        message = N_("Others are in the group of “{service}”: {names}. Mend: gpasswd -d NAME {service}")
        return wrong("service", message, names=", ".join(accounts.service_company), **facts)
    return fine("service", N_("“{service}” cannot log in and has its group for itself."), **facts)

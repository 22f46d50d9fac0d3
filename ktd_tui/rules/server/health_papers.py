"""Judges the folder of papers: everybody reads it, and nobody changes it but ktd."""

import stat
from collections.abc import Iterator

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import (
    AccountFacts,
    DataFacts,
    FileFacts,
    HealthFinding,
    Mend,
    Model,
    PapersFacts,
    ServerFacts,
    fine,
    warning,
    wrong,
)
from ktd_tui.rules.server.health_data import GROUP, MB, OTHERS, PAPERS, TOO_FEW, TOO_LITTLE

READ = 0o050
"""What the group needs to fetch papers."""
SHARED = READ | stat.S_ISGID


def judge_papers(
    data: DataFacts, model: Model, accounts: AccountFacts, server: ServerFacts
) -> Iterator[HealthFinding]:
    """Judge the link among the data, the folder that it leads to, and the one that fetching shows."""
    if model is Model.PRIVATE or data.root is None:
        return
    yield from _chroot(server)
    papers = data.papers
    if papers is None or papers.folder is None or not stat.S_ISDIR(papers.folder.mode):
        message = N_("{path} leads to no folder: nobody can write a paper. Mend: ln -s FOLDER {path}")
        yield wrong("papers", message, path=data.root.path / PAPERS)
        return
    findings = [*_link(papers.link, model, accounts), *_place(papers.folder, server)]
    if model is Model.SERVICE:
        findings += _of_service(papers.folder, accounts, server)
    else:
        findings += _of_group(papers.folder, data.root.gid)
    message = N_("The folder of papers is {path}, with the right owner and permissions.")
    yield from findings or [fine("papers", message, path=papers.folder.path)]
    yield from _room(papers)


def _chroot(server: ServerFacts) -> Iterator[HealthFinding]:
    if not server.chroot:
        return
    bad = [e for e in server.chroot if e.uid != 0 or e.mode & 0o022 or not stat.S_ISDIR(e.mode)]
    if bad:
        message = N_(
            "sshd refuses to show {path}: it is missing, or can be written by others than root. "
            "Mend: chown root: {path}; chmod go-w {path}"
        )
        finding = wrong("chroot", message, path=bad[0].path)
        shown = server.chroot[0]  # what lies above it may be other people's, too
        alone = bad == [shown] and stat.S_ISDIR(shown.mode)
        yield finding.mended_by([Mend(shown.path, take=0o022, uid=0)] if alone else [])
    else:
        yield fine("chroot", N_("Nobody but root can write {path}."), path=server.chroot[0].path)


def _link(link: FileFacts, model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    allowed = {0, accounts.service_uid} if model is Model.SERVICE else {0}
    if stat.S_ISLNK(link.mode) and link.uid not in allowed:
        message = N_(
            "The link {path} is not root's: its owner can lead it elsewhere. Mend: chown -h root {path}"
        )
        yield wrong("papers", message, path=link.path).mended_by([Mend(link.path, uid=0)])


def _place(folder: FileFacts, server: ServerFacts) -> Iterator[HealthFinding]:
    if server.chroot and not folder.path.is_relative_to(server.chroot[0].path.resolve()):
        message = N_("Papers lie in {path}, but the fetching port shows {shown}. Mend: lead the link into it")
        yield wrong("papers", message, path=folder.path, shown=server.chroot[0].path)
    if folder.mode & OTHERS:
        message = N_("{path} is open to everybody. Mend: chmod o-rwx {path}")
        yield wrong("papers", message, path=folder.path).mended_by([Mend(folder.path, take=OTHERS)])
    if folder.acl:
        message = N_("{path} has an access control list: more accounts may reach it. Mend: setfacl -b {path}")
        yield warning("papers", message, path=folder.path)


def _of_service(folder: FileFacts, accounts: AccountFacts, server: ServerFacts) -> Iterator[HealthFinding]:
    facts = {"path": folder.path, "service": accounts.service, "user": server.user}
    if accounts.service_uid is not None and folder.uid != accounts.service_uid:
        message = N_("{path} is not the service account's: ktd writes no paper. Mend: chown {service} {path}")
        yield wrong("papers", message, **facts).mended_by([Mend(folder.path, uid=accounts.service_uid)])
    if folder.mode & 0o020:
        message = N_("The staff can change papers in {path}. Mend: chmod 2750 {path}")
        yield wrong("papers", message, **facts).mended_by([Mend(folder.path, take=0o020, put=SHARED)])
    elif folder.mode & READ != READ or not folder.mode & stat.S_ISGID:
        message = N_("The staff cannot read what comes into {path}. Mend: chmod 2750 {path}")
        yield wrong("papers", message, **facts).mended_by([Mend(folder.path, put=SHARED)])
    if server.person and folder.gid not in server.person.groups:
        message = N_(
            "{user} is not in the group of {path}, and fetches no paper. Mend: chgrp, or usermod -aG"
        )
        yield wrong("papers", message, **facts)


def _of_group(folder: FileFacts, gid: int) -> Iterator[HealthFinding]:
    if folder.gid != gid:
        message = N_("{path} is not of the data's group: colleagues are shut out. Mend: chgrp")
        yield wrong("papers", message, path=folder.path).mended_by([Mend(folder.path, gid=gid)])
    if folder.mode & GROUP != GROUP or not folder.mode & stat.S_ISGID:
        message = N_(
            "The group cannot write papers in {path}, or not for each other. Mend: chmod 2770 {path}"
        )
        mend = Mend(folder.path, put=GROUP | stat.S_ISGID)
        yield wrong("papers", message, path=folder.path).mended_by([mend])
    if folder.uid != 0:
        message = N_("{path} belongs to one person, who can open it to others. Mend: chown root {path}")
        yield warning("papers", message, path=folder.path).mended_by([Mend(folder.path, uid=0)])


def _room(papers: PapersFacts) -> Iterator[HealthFinding]:
    if papers.read_only:
        yield wrong("papers-room", N_("The papers' disk is mounted read-only. Mend: mount -o remount,rw"))
    elif papers.free < TOO_LITTLE:
        message = N_("Only {free} MB are free for papers: writing one may fail. Make room.")
        yield wrong("papers-room", message, free=round(papers.free / MB))
    elif papers.more is not None and papers.more < TOO_FEW:
        message = N_("The papers' disk takes only {count} more files (df -i). Make room.")
        yield wrong("papers-room", message, count=papers.more)

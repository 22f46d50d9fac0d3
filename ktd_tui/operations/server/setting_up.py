"""Sets a server up as docs/server.md says; what is there already stays as it is."""

import os
import re
import shutil
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.operations.server.logging_in import INCLUDES, files_of
from ktd_tui.operations.server.setup_record import MadeByUs, SetupRecord
from ktd_tui.operations.server.system import (
    SYSTEMD,
    check_root,
    group_exists,
    must_run,
    user_exists,
)
from ktd_tui.operations.server.undoing_setup import take_away, text_of
from ktd_tui.rules.server.plan.site import ServerSite, check_site
from ktd_tui.rules.server.plan.steps import (
    AccountStep,
    FileStep,
    FolderStep,
    GroupStep,
    LinkStep,
    ServiceStep,
    SetupStep,
    setup_steps,
)

NAMES_PORT = re.compile(r"(?im)^\s*(?:port\s+\d|listenaddress\s+\S+:\d+\s*$)")


class Outcome(StrEnum):
    """What became of a step."""

    MADE = "made"
    THERE = "there"
    TO_DO = "to do"


class SetupLine(NamedTuple):
    """A step and what became of it."""

    step: SetupStep
    outcome: Outcome


def usual_port(site: ServerSite) -> tuple[int, ...]:
    """Return port 22 where sshd's own files name none: who adds the port for papers has to say it, then."""
    others = (path for path in files_of(site.sshd_main, INCLUDES) if path != site.sshd)
    named = any(NAMES_PORT.search(path.read_text("utf-8", "replace")) for path in others if path.is_file())
    return () if named else (22,)


def planned_setup(site: ServerSite) -> list[SetupLine]:
    """Return the steps, and which of them are there already; nothing is changed."""
    check_site(site)
    return [SetupLine(s, Outcome.THERE if _is_there(s) else Outcome.TO_DO) for s in setup_steps(site)]


def set_up_server(site: ServerSite) -> list[SetupLine]:
    """Make what is missing.

    Raises:
        NotAllowed: Only root may.
        Refused: Something else is in a place; nothing was changed then. Or a program refused what it was
            given: what was made before is noted, and the same command goes on from there.
    """
    check_root()
    check_site(site)
    record = SetupRecord(site.record)
    if record.model not in ("", site.model.value):
        raise Refused(
            N_("This server is set up for the model “{model}”. First: ktd server setup --undo"),
            model=record.model,
        )
    if not os.access(site.program, os.X_OK):
        raise Refused(N_("{path} is no program that can be started."), path=site.program)
    steps = list(setup_steps(site))
    for step in steps:
        _check_free(step, record)
    record.model = site.model.value
    return [SetupLine(step, _carry_out(step, record)) for step in steps]


def _is_there(step: SetupStep) -> bool:
    match step:
        case GroupStep(name):
            return group_exists(name)
        case AccountStep(name):
            return user_exists(name)
        case FolderStep(path):
            return path.is_dir()
        case LinkStep(path, to):
            return path.is_symlink() and path.resolve() == to.resolve()
        case FileStep(path, text):
            return text_of(path) == text
        case ServiceStep():
            return not SYSTEMD.is_dir()


def _check_free(step: SetupStep, record: SetupRecord) -> None:
    """Refuse to put something in the place of what somebody else made."""
    if isinstance(step, GroupStep | AccountStep | ServiceStep) or _is_there(step):
        return
    if isinstance(step, FileStep):
        _check_parent(step)
        noted = record.text_of(step.path)
        found = text_of(step.path)
        free = not step.path.exists() or _says_nothing(found) or (noted is not None and found == noted.text)
    else:
        free = not os.path.lexists(step.path)
    if not free:
        raise Refused(
            N_(
                "{path} is there already and is something else. Nothing was changed. Compare it with "
                "ktd server setup --dry-run, and move it away."
            ),
            path=step.path,
        )


def _check_parent(step: FileStep) -> None:
    if (step.before or step.after) and not step.path.parent.is_dir():
        raise Refused(
            N_("The folder {path} is missing. First: apt install openssh-server sudo"), path=step.path.parent
        )


def _says_nothing(text: str | None) -> bool:
    """Tell whether a file of settings has nothing but comments, as one that a package brought."""
    return text is not None and all(line.lstrip()[:1] in ("", "#") for line in text.splitlines())


def _carry_out(step: SetupStep, record: SetupRecord) -> Outcome:
    if isinstance(step, ServiceStep):
        return _tell_systemd(step, record)
    if _is_there(step):
        return Outcome.THERE
    match step:
        case GroupStep(name) | AccountStep(name):
            must_run(step.words())
            record.note(MadeByUs("group" if isinstance(step, GroupStep) else "account", name))
        case FolderStep(path, mode, owner, group):
            path.mkdir(mode=0o700)
            record.note(MadeByUs("folder", str(path)))
            shutil.chown(path, owner, group)
            path.chmod(mode)
        case LinkStep(path, to):
            path.symlink_to(to)
            record.note(MadeByUs("link", str(path), str(to)))
        case FileStep():
            if not step.path.parent.is_dir():  # a system without systemd
                return Outcome.TO_DO
            _write(step, record)
    return Outcome.MADE


def _tell_systemd(step: ServiceStep, record: SetupRecord) -> Outcome:
    if not SYSTEMD.is_dir():
        return Outcome.TO_DO
    must_run(step.do)
    if step.do != step.undo:
        record.note(MadeByUs("service", " ".join(step.undo)))
    return Outcome.MADE


def _write(step: FileStep, record: SetupRecord) -> None:
    noted, found = record.text_of(step.path), text_of(step.path)
    new = step.path.with_name(f".{step.path.name}.new")  # neither sudo nor sshd reads such a name
    new.unlink(missing_ok=True)
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, step.mode), "w", encoding="utf-8"
    ) as file:
        file.write(step.text)
        os.fchmod(file.fileno(), step.mode)
    try:
        if step.before:
            must_run((*step.before, str(new)))
        record.note(MadeByUs("file", str(step.path), step.text, noted.before if noted else found))
        new.replace(step.path)
    finally:
        new.unlink(missing_ok=True)
    if step.after:
        try:
            must_run(step.after)
            _check_included(step.path, Path(step.after[-1]))
        except Refused:
            entry = record.text_of(step.path)
            if entry and take_away(entry):
                record.forget(entry)
            raise


def _check_included(path: Path, main: Path) -> None:
    if path not in files_of(main, INCLUDES):
        raise Refused(
            N_("{main} does not read {path}. Mend: a line at its top: Include {folder}/*.conf"),
            main=main,
            path=path,
            folder=path.parent,
        )

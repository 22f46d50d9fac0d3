"""``ktd server``: set a server up, undo that; the day's care."""

import socket
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.base import DONE, REFUSED
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.commands.server.care import CARE_OPTIONS, take_care
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.server.setting_up import Outcome, SetupLine, planned_setup, set_up_server, usual_port
from ktd_tui.operations.server.undoing_setup import UndoneLine, undo_setup
from ktd_tui.operations.server.upgrading import convert_data
from ktd_tui.rules.server.health import Model
from ktd_tui.rules.server.plan.site import OWN_GROUP, ServerSite

MODELS = (Model.GROUP.value, Model.SERVICE.value)
PROGRAMS = (Path("/usr/bin/ktd"), Path("/opt/ktd/bin/ktd"))
"""Where a package and the guide put ktd."""
SETUP_OPTIONS = (
    Option("--model", N_("who owns the data: a group of people, or a service account"), choices=MODELS),
    Option("--dry-run", N_("show what would be done, as words for a shell; change nothing"),
           action="store_true"),
    Option("--undo", N_("take away what was made; data stays"), action="store_true"),
    Option("--host", N_("the name that people reach this server by"), N_("HOST"), default=""),
    Option("--fetch-port", N_("the port where papers are fetched"), type=int, default=2222, metavar="2222"),
    Option("--staff", N_("the group of those who log in"), N_("GROUP"), default=""),
    Option("--program", N_("what sshd starts"), type=Path, metavar="/opt/ktd/bin/ktd"),
    JSON,
)  # fmt: skip


class _Converted(TypedDict):
    before: int
    after: int
    copy: Path | None
    asked: list[str]


class _StepTold(TypedDict):
    step: str
    outcome: Outcome


class _Undone(TypedDict):
    kind: str
    name: str
    gone: bool


COMMANDS = Commands()
SERVER = COMMANDS.group("server", help_of("server"))
SERVER.bare("care", N_("the day's care: archive, copy, check, drill; exit status 1 where something is wrong"),
            *CARE_OPTIONS)(take_care)  # fmt: skip


@SERVER.bare(
    "convert",
    N_("bring the data to this ktd's form; who has it open with the former one is asked to save and leave"),
    Option("--wait", N_("seconds that they get"), type=int, default=120, metavar="120"),
    JSON,
)
def _convert(options: Namespace, directory: Path) -> Answer[_Converted]:
    said = t("A newer ktd was installed. Save what you are at and leave; then open it again.")
    found = convert_data(directory, base.actor(options), now, said, options.wait)
    asked = [one.account for one in found.asked]
    data: _Converted = {
        "before": found.before,
        "after": found.after,
        "copy": found.copy,
        "asked": asked,
    }
    if found.copy is None:
        return Answer(data, t("The data has the form of this ktd already."))
    text = t("The data was converted. To go back, with the former ktd: ktd restore {copy}", copy=found.copy)
    return Answer(data, text)


@SERVER.bare(
    "setup", N_("make all that docs/server.md asks for: accounts, folders, settings, sudo, sshd, timer"),
    *SETUP_OPTIONS,
)  # fmt: skip
def _setup(options: Namespace, directory: Path) -> Answer[list[_StepTold] | list[_Undone]]:
    del directory  # a person's own data is not a server's
    if options.undo:
        return _undo()
    if not options.model:
        raise Refused(N_("Name the model: ktd server setup --model service (or group). See docs/server.md"))
    site = _site(options)
    lines = planned_setup(site) if options.dry_run else set_up_server(site)
    data: list[_StepTold] = [{"step": line.step.shell(), "outcome": line.outcome} for line in lines]
    return Answer(data, _shell(lines) if options.dry_run else _told(lines))


def _site(options: Namespace) -> ServerSite:
    model = Model(options.model)
    program = options.program or next((path for path in PROGRAMS if path.exists()), PROGRAMS[-1])
    site = ServerSite(
        model,
        options.staff or OWN_GROUP[model],
        program=program,
        host=options.host or socket.gethostname(),
        fetch_port=options.fetch_port,
    )
    site = site._replace(ports=usual_port(site))
    return site._replace(data=Path(options.data)) if hasattr(options, "data") else site


def _shell(lines: Sequence[SetupLine]) -> Iterator[str]:
    """Yield the steps for a shell; what is there already is a comment."""
    for step, outcome in lines:
        yield f"# {step.shell().splitlines()[0]}" if outcome is Outcome.THERE else step.shell()


def _told(lines: Sequence[SetupLine]) -> Iterator[str]:
    words = {
        Outcome.MADE: N_("made: {what}"),
        Outcome.THERE: N_("there: {what}"),
        Outcome.TO_DO: N_("to do: {what}"),
    }
    for step, outcome in lines:
        yield t(words[outcome], what=step.shell().splitlines()[0].removesuffix(" <<'EOF'"))
    yield t("Then: ktd init, an account each, ktd user add, ktd doctor (see docs/server.md).")


def _undo() -> Answer[list[_Undone]]:
    lines = undo_setup(ServerSite(Model.GROUP, "").record)
    data: list[_Undone] = [{"kind": entry.kind, "name": entry.name, "gone": gone} for entry, gone in lines]
    stays = any(not line.gone for line in lines)
    return Answer(data, _gone(lines), REFUSED if stays else DONE)


def _gone(lines: Sequence[UndoneLine]) -> Iterator[str]:
    for entry, gone in lines:
        if gone:
            yield t("removed: {what}", what=entry.name)
        else:
            yield t("stays, as it holds data or was changed since: {what}", what=entry.name)
    said = N_(
        "Who logs in now gets what sshd gives without ktd, perhaps a shell. Shut it: usermod -e 1 ACCOUNT"
    )
    yield t(said)

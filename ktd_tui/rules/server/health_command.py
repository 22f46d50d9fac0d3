"""Judges the command that sshd forces: it is ktd, nothing but ktd, and as the right account."""

import re
import shlex
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, Model, ServerFacts, fine, warning, wrong
from ktd_tui.rules.server.health_login import command_of, gives_files

EXECUTABLE = 0o001
OPENS_SHELL = ("-i", "--login", "-s", "--shell", "-E", "--preserve-env")
"""Words by which sudo starts a shell, or hands on the caller's variables."""
HARMLESS = re.compile(r"-\S*|\d+|[A-Z_]+=\S*|(?:da|ba|k)?sh|env|exec|umask|(?:io)?nice|timeout")
"""What may stand before ktd: it gives nobody anything besides."""


class Forced(NamedTuple):
    """A forced command, taken apart.

    Attributes:
        sudo: sudo's own words before the command; None where it is not started by sudo.
        account: The account that it runs as; empty: the one who logs in.
        program: The path of ktd in it; empty where there is none.
        starter: sudo's path.
        before: What starts ktd besides, such as tmux.
        behind: The words that ktd is given.
    """

    sudo: tuple[str, ...] | None
    account: str
    program: str
    starter: str = ""
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def take_apart(command: str) -> Forced:
    """Take a command apart: sudo's words, the account, ktd's path (in a text for ``sh -c``, too)."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    sudo: list[str] | None = None
    account = starter = ""
    if words and words[0].rpartition("/")[2] == "sudo":
        starter, sudo, words, account = words[0], [], words[1:], "root"
        while words and words[0].startswith("-"):
            word = words.pop(0)
            sudo.append(word)
            if word in ("-u", "--user") and words:
                account = words.pop(0)
            elif found := re.fullmatch(r"(?:-n?u|--user=)(.+)", word):
                account = found[1]
    named = [word for text in words for word in re.split(r"[\s;&|]+", text) if word]
    place = next((n for n, word in enumerate(named) if re.fullmatch(r"/.*/ktd", word)), -1)
    told = None if sudo is None else tuple(sudo)
    if place < 0:
        return Forced(told, account, "", starter)
    before = tuple(word for word in named[:place] if not HARMLESS.fullmatch(word.rpartition("/")[2]))
    return Forced(told, account, named[place], starter, before, tuple(named[place + 1 :]))


def judge_command(
    server: ServerFacts, model: Model, service: str, directory: Path
) -> Iterator[HealthFinding]:
    """Judge what is forced at each port that is not for files.

    Args:
        service: The service account's name.
        directory: The data directory.
    """
    if model is Model.PRIVATE or not server.whole:
        return
    commands = {port: command_of(o) for port, o in server.ports.items() if not gives_files(o)}
    free = [port for port, command in commands.items() if command == "none"]
    if free and len(free) < len(server.ports):
        message = N_(
            "{user} gets a shell at port {port}, beside the command of the other ports. "
            "Mend: take the port away, or ForceCommand there, too"
        )
        yield wrong("forcecommand", message, user=server.user, port=free[0])
    elif free:
        message = N_("{user} gets a shell. Mend: ForceCommand (see docs/server.md)")
        yield warning("forcecommand", message, user=server.user)
    for command in dict.fromkeys(command for command in commands.values() if command != "none"):
        facts = {"user": server.user, "command": command, "service": service, "data": directory}
        yield _judge(command, server, model, facts)


def _judge(command: str, server: ServerFacts, model: Model, facts: Mapping[str, object]) -> HealthFinding:
    forced = take_apart(command)
    if "$" in command or "`" in command:
        message = N_("The forced command takes in what the client asks for: {command}. Mend: name ktd alone")
        return wrong("forcecommand", message, **facts)
    if forced.sudo and any(word in OPENS_SHELL or word.startswith("--pres") for word in forced.sudo):
        message = N_(
            "The forced command starts a shell, or keeps the client's variables: {command}. "
            "Mend: sudo -n -u {service} …"
        )
        return wrong("forcecommand", message, **facts)
    account = _account(forced, model, str(facts["service"]))
    if message := account or _around(forced, model, str(facts["data"])):
        return wrong("forcecommand", message, **facts, around=" ".join(forced.before))
    for path in filter(None, (forced.starter, forced.program)):
        if message := _startable(path, server, setuid=path == forced.starter):
            return wrong("forcecommand", message, program=path)
    return fine("forcecommand", N_("{user} gets only: {command}"), **facts)


def _around(forced: Forced, model: Model, data: str) -> str:
    """Judge whether it is ktd, and what stands before it and behind."""
    if not forced.program:
        return N_("{user} gets {command}, which is not ktd. Mend: ForceCommand (see docs/server.md)")
    if forced.before:
        return N_(
            "The forced command starts ktd by {around}, which may offer more than ktd: {command}. "
            "Mend: name ktd alone"
        )
    if forced.behind and model is Model.SERVICE:
        return N_(
            "The forced command gives ktd words, which sudo refuses: {command}. Mend: name ktd alone, "
            "and settings in /etc/ktd.toml"
        )
    if "--data" in forced.behind[:-1] and forced.behind[forced.behind.index("--data") + 1] != data:
        return N_("The forced command opens other data than {data}: {command}. Mend: name ktd alone")
    return ""


def _startable(path: str, server: ServerFacts, *, setuid: bool) -> str:
    """Judge a program that the forced command names: ktd, or sudo, which must be root's own."""
    file = server.files.get(path)
    if file is None or not file.mode & EXECUTABLE:
        return N_(
            "The forced command names {program}, which is missing or closed to the staff. "
            "Mend: the path in ForceCommand"
        )
    if path in server.nowhere:
        return N_(
            "{program} lies on a disk from which no program is started. Mend: mount -o remount,exec "
            "(and /etc/fstab)"
        )
    if setuid and (file.uid != 0 or not file.mode & stat.S_ISUID):
        return N_(
            "{program} is not root's with setuid, and starts nothing as another account. "
            "Mend: /usr/bin/sudo in ForceCommand"
        )
    return ""


def _account(forced: Forced, model: Model, service: str) -> str:
    if forced.account in ("root", "#0"):
        return N_("The forced command runs ktd as root: {command}. Mend: sudo -n -u {service} …")
    if model is Model.SERVICE and forced.sudo is None:
        return N_(
            "The forced command starts ktd without sudo, so not as “{service}”: {command}. "
            "Mend: /usr/bin/sudo -n -u {service} …"
        )
    if model is Model.SERVICE and forced.account != service:
        return N_("The forced command does not start ktd as “{service}”: {command}. Mend: -u {service}")
    if model is Model.GROUP and forced.sudo is not None:
        return N_(
            "The forced command starts ktd as another account, but /etc/ktd.toml names none: {command}. "
            "Mend: service_account there, or ktd without sudo"
        )
    return ""

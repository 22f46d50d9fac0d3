"""Judges the command that sshd forces: it is ktd, nothing but ktd, and as the right account."""

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, Model, ServerFacts, fine, warning, wrong
from ktd_tui.rules.server.health_login import command_of, gives_files

EXECUTABLE = 0o001
OPENS_SHELL = ("-i", "--login", "-s", "--shell", "-E", "--preserve-env")
"""Words by which sudo starts a shell, or hands on the caller's variables."""


class Forced(NamedTuple):
    """A forced command, taken apart.

    Attributes:
        sudo: sudo's own words before the command; None where it is not started by sudo.
        account: The account that it runs as; empty: the one who logs in.
        program: The path of ktd in it; empty where there is none.
    """

    sudo: tuple[str, ...] | None
    account: str
    program: str


def take_apart(command: str) -> Forced:
    """Take a command apart: sudo's words, the account, ktd's path (in a text for ``sh -c``, too)."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    sudo: list[str] | None = None
    account = ""
    if words and words[0].rpartition("/")[2] == "sudo":
        sudo, words, account = [], words[1:], "root"
        while words and words[0].startswith("-"):
            word = words.pop(0)
            sudo.append(word)
            if word in ("-u", "--user") and words:
                account = words.pop(0)
            elif found := re.fullmatch(r"(?:-n?u|--user=)(.+)", word):
                account = found[1]
    named = [word for text in words[:3] for word in re.split(r"[\s;&|]+", text)]
    program = next((word for word in named if re.fullmatch(r"/.*/ktd", word)), "")
    return Forced(None if sudo is None else tuple(sudo), account, program)


def judge_command(server: ServerFacts, model: Model, service: str) -> Iterator[HealthFinding]:
    """Judge what is forced at each port that is not for files."""
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
        facts = {"user": server.user, "command": command, "service": service}
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
    if message := _account(forced, model, str(facts["service"])):
        return wrong("forcecommand", message, **facts)
    if not forced.program:
        message = N_("{user} gets {command}, which is not ktd. Mend: ForceCommand (see docs/server.md)")
        return wrong("forcecommand", message, **facts)
    file = server.files.get(forced.program)
    if file is None or not file.mode & EXECUTABLE:
        message = N_(
            "The forced command names {program}, which is missing or closed to the staff. "
            "Mend: the path in ForceCommand"
        )
        return wrong("forcecommand", message, program=forced.program)
    return fine("forcecommand", N_("{user} gets only: {command}"), **facts)


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

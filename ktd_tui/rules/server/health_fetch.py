"""Judges how people take papers home: the line that ktd shows, and the port that it names."""

import re
from collections.abc import Iterator

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, Model, Options, ServerFacts, fine, warning, wrong
from ktd_tui.rules.server.health_login import command_of, gives_files

PLACEHOLDER = re.compile(r"@(server|máy-chủ|may-chu|host|hostname)[:/ ]|<[^>]*>")
"""The word of docs/server.md that the server's own name was to be put for."""
PORT = re.compile(r"(?:\s-[Pp]\s*|[Pp]ort[= ])(\d+)|://[^/\s]*:(\d+)")


def judge_fetch(server: ServerFacts, model: Model, fetch: str) -> Iterator[HealthFinding]:
    """Judge whether somebody who gets nothing but ktd is told how to take a paper home, and can."""
    forced = [o for o in server.ports.values() if command_of(o) != "none"] if server.whole else []
    if model is Model.PRIVATE or not (model is Model.SERVICE or forced):
        return
    yield _line(fetch)
    if not server.whole:
        return
    port = _port(fetch)
    if port is not None:
        yield from _named(server, port)
    elif not any(gives_files(options) for options in forced):
        message = N_("No port of sshd hands out papers. Mend: the block with LocalPort (see docs/server.md)")
        yield warning("fetching", message)
    for number, options in server.ports.items():
        if gives_files(options):
            yield from _files(number, options)
    yield from _heard(server)


def _line(fetch: str) -> HealthFinding:
    if not fetch:
        message = N_("Nobody is told how to fetch papers. Mend: fetch in /etc/ktd.toml (see docs/server.md)")
        return warning("fetch", message)
    if found := PLACEHOLDER.search(fetch):
        message = N_(
            "The line for fetching papers still has “{word}” where the server's own name belongs: {command}. "
            "Mend: fetch in /etc/ktd.toml"
        )
        return wrong("fetch", message, word=found[0].strip("@:/ "), command=fetch)
    if "{file}" not in fetch and "{path}" not in fetch:
        message = N_("The line for fetching papers names no paper: {command}. Mend: {place}")
        return wrong("fetch", message, command=fetch, place="{account}@…:/papers/{file}")
    return fine("fetch", N_("Papers are fetched with: {command}"), command=fetch)


def _port(fetch: str) -> int | None:
    found = PORT.search(fetch)
    return int(found[1] or found[2]) if found else None


def _named(server: ServerFacts, port: int) -> Iterator[HealthFinding]:
    """Judge the port that people are told."""
    options = server.ports.get(port)
    if options is None:
        message = N_("People fetch papers at port {port}, which sshd does not open. Mend: Port {port}")
        yield wrong("fetching", message, port=port)
    elif not gives_files(options):
        message = N_(
            "At port {port}, where people fetch papers, {user} gets: {command}. "
            "Mend: Match … LocalPort {port} with internal-sftp, above the block without LocalPort"
        )
        yield wrong("fetching", message, port=port, user=server.user, command=command_of(options))


def _files(port: int, options: Options) -> Iterator[HealthFinding]:
    if "-R" not in options.get("forcecommand", ()):
        message = N_("At port {port} papers can be changed and removed. Mend: internal-sftp -R -d /papers")
        yield wrong("fetching", message, port=port)
    if (options.get("chrootdirectory") or ("none",))[0] == "none":
        message = N_("Port {port} shows the whole server, not the papers alone. Mend: ChrootDirectory")
        yield wrong("fetching", message, port=port)


def _heard(server: ServerFacts) -> Iterator[HealthFinding]:
    silent = [port for port in server.ports if server.heard is not None and port not in server.heard]
    if silent:
        message = N_("Nobody listens at port {port} of sshd's settings. Mend: systemctl reload ssh")
        yield wrong("port", message, port=silent[0])

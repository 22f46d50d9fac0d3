"""Judges sshd for somebody who logs in: what it takes from the client, what it lets them do besides ktd."""

import re
from collections.abc import Iterator, Sequence

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, Model, Options, ServerFacts, fine, warning, wrong
from ktd_tui.rules.server.health_variables import dangerous, loads_code

LONGEST_ALIVE = 300
"""Seconds after which a lost line is still found soon enough."""
WHO = ("denyusers", "allowusers", "denygroups", "allowgroups")
ADDING = ("acceptenv", "port", "listenaddress", "setenv", *WHO)
"""Options whose every line adds to the ones before."""
SFTP = ("internal-sftp", "sftp-server")


def parse_options(text: str) -> dict[str, tuple[str, ...]]:
    """Read what ``sshd -T`` says, or its file up to the first Match block; the first value counts."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        name = words[0].lower()
        if name == "match":
            break
        values = tuple(words[1:])
        if name in ADDING:
            found[name] = (*found.get(name, ()), *values)
        else:
            found.setdefault(name, values)
    return found


def ports_of(options: Options) -> list[int]:
    """Return the ports that sshd listens on by these options."""
    named = [place.rpartition(":")[2] for place in options.get("listenaddress", ()) if ":" in place]
    found = [int(port) for port in named or options.get("port", ()) if port.isdecimal()]
    return list(dict.fromkeys(found)) or [22]


def command_of(options: Options) -> str:
    """Return the command that sshd forces, ``none`` where it forces none."""
    return " ".join(options.get("forcecommand", ("none",)))


def gives_files(options: Options) -> bool:
    """Tell whether the port hands out files and nothing else."""
    return any(name in command_of(options).partition(" ")[0] for name in SFTP)


def judge_sshd(server: ServerFacts, model: Model) -> Iterator[HealthFinding]:
    """Judge sshd's options for the user, at all of its ports."""
    if model is Model.PRIVATE:
        return
    if server.refused:
        yield wrong("sshd", N_("sshd does not accept its own settings. Look at what it says: sshd -t"))
    elif not server.ports or not server.whole:
        message = N_("sshd's options could not be fully checked. Run as root: ktd doctor --user NAME")
        yield warning("sshd", message)
    else:
        yield fine("sshd", N_("sshd's options were checked for {user}."), user=server.user)
    everywhere = list(server.ports.values())
    if not everywhere:
        return
    if server.changed:
        message = N_(
            "sshd's settings were changed after it had read them. Mend: sshd -t && systemctl reload ssh"
        )
        yield wrong("reload", message)
    yield _variables(everywhere)
    yield _alive(everywhere[0])
    if server.whole:
        yield _keys_alone(everywhere, server.user)
        yield from _besides(everywhere, server.user)


def _variables(everywhere: Sequence[Options]) -> HealthFinding:
    patterns = dict.fromkeys(p for options in everywhere for p in options.get("acceptenv", ()))
    if bad := dangerous(patterns):
        message = N_(
            "sshd takes variables from the client that load code or lead elsewhere: {names}. "
            "Mend: AcceptEnv LANG LC_* COLORTERM"
        )
        return wrong("acceptenv", message, names=" ".join(bad))
    set_by_itself = dict.fromkeys(v.partition("=")[0] for o in everywhere for v in o.get("setenv", ()))
    if bad := [name for name in set_by_itself if loads_code(name)]:
        message = N_("sshd itself sets variables that load code: {names}. Mend: take SetEnv away")
        return wrong("acceptenv", message, names=" ".join(bad))
    return fine("acceptenv", N_("sshd takes no dangerous variables from the client."))


def _alive(options: Options) -> HealthFinding:
    interval = _seconds(one_value(options, "clientaliveinterval", "0"))
    count = _seconds(one_value(options, "clientalivecountmax", "3"))
    facts = {"interval": interval, "count": count}
    if not 0 < interval * count <= LONGEST_ALIVE:
        message = N_(
            "A lost line is found late or never. Mend: ClientAliveInterval 30, ClientAliveCountMax 3"
        )
        return warning("alive", message, **facts)
    return fine("alive", N_("A lost line is found within {seconds} seconds."), seconds=interval * count)


def one_value(options: Options, name: str, default: str) -> str:
    """Return the one value of an option, in small letters."""
    return (options.get(name) or (default,))[0].lower()


def _seconds(text: str) -> int:
    """Return the seconds of a number such as ``30``, ``30s`` or ``2m``."""
    found = re.fullmatch(r"(\d+)([smh]?)", text)
    return int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]] if found else 0


def _keys_alone(everywhere: Sequence[Options], user: str) -> HealthFinding:
    """Judge whether a key is asked for, whatever else: a password is guessed, lent and written down."""
    if any(takes_password(options) for options in everywhere):
        message = N_("{user} may log in with a password. Mend: AuthenticationMethods publickey")
        return warning("password", message, user=user)
    return fine("password", N_("{user} needs a key to log in."), user=user)


def takes_password(options: Options) -> bool:
    """Tell whether something else than a key is enough."""
    ways = options.get("authenticationmethods", ("any",))
    if "any" in ways:
        asked = ("passwordauthentication", "yes"), ("kbdinteractiveauthentication", "yes")
        return any(one_value(options, name, default) == "yes" for name, default in asked)
    return any("publickey" not in way for way in ways)


def _besides(everywhere: Sequence[Options], user: str) -> Iterator[HealthFinding]:
    """Judge what the user gets besides the command."""
    if any(one_value(options, "disableforwarding", "no") != "yes" for options in everywhere):
        message = N_("{user} may forward ports through the server. Mend: DisableForwarding yes")
        yield warning("forwarding", message, user=user)
    else:
        yield fine("forwarding", N_("{user} cannot forward ports."), user=user)
    if any(one_value(options, "permittunnel", "no") != "no" for options in everywhere):
        message = N_("{user} may open a tunnel into the server's network. Mend: PermitTunnel no")
        yield warning("forwarding", message, user=user)
    forced = [options for options in everywhere if command_of(options) != "none"]
    if any(one_value(options, "permituserrc", "yes") != "no" for options in forced):
        message = N_("{user}'s ~/.ssh/rc is run. Mend: PermitUserRC no")
        yield wrong("userrc", message, user=user)
    if any(one_value(options, "permituserenvironment", "no") != "no" for options in everywhere):
        message = N_("{user}'s ~/.ssh/environment is read. Mend: PermitUserEnvironment no")
        yield wrong("userenvironment", message, user=user)
    if any(one_value(o, "permittty", "yes") != "yes" for o in everywhere if not gives_files(o)):
        yield wrong("tty", N_("{user} gets no terminal. Mend: PermitTTY yes"), user=user)

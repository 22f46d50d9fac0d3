"""Judges what sshd and sudo do for somebody who logs in."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import HealthFinding, Model, ServerFacts, fine, warning, wrong

LONGEST_ALIVE = 300
"""Seconds after which a lost line is still found soon enough."""
DANGEROUS = (
    "TEXTUAL_DRIVER",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "LD_PRELOAD",
    "SUDO_UID",
    "KTD_DATA",
    "XDG_CONFIG_HOME",
)
"""Variables that load code, say who one is, or lead to other data."""
SFTP = "internal-sftp"
Options = Mapping[str, tuple[str, ...]]


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
        if name == "acceptenv":  # every line of it adds
            found[name] = (*found.get(name, ()), *values)
        else:
            found.setdefault(name, values)
    return found


def judge_sshd(server: ServerFacts, model: Model) -> Iterator[HealthFinding]:
    """Judge sshd's options for the user."""
    if model is Model.PRIVATE:
        return
    if server.sshd is None or not server.whole:
        message = N_("sshd's options could not be fully checked. Run as root: ktd doctor --user NAME")
        yield warning("sshd", message)
    else:
        yield fine("sshd", N_("sshd's options were checked for {user}."), user=server.user)
    if server.sshd is None:
        return
    yield _variables(server.sshd)
    yield _alive(server.sshd)
    if server.whole:
        yield from _session(server.sshd, server.user)


def _one(options: Options, name: str, default: str) -> str:
    return (options.get(name) or (default,))[0].lower()


def _variables(options: Options) -> HealthFinding:
    patterns = options.get("acceptenv", ())
    bad = [p for p in patterns if any(fnmatchcase(name, p) for name in DANGEROUS)]
    if bad:
        message = N_(
            "sshd takes variables from the client that load code or lead elsewhere: {names}. "
            "Mend: AcceptEnv LANG LC_* COLORTERM"
        )
        return wrong("acceptenv", message, names=" ".join(bad))
    return fine("acceptenv", N_("sshd takes no dangerous variables from the client."))


def _alive(options: Options) -> HealthFinding:
    interval = _seconds(_one(options, "clientaliveinterval", "0"))
    count = _seconds(_one(options, "clientalivecountmax", "3"))
    facts = {"interval": interval, "count": count}
    if not 0 < interval * count <= LONGEST_ALIVE:
        message = N_(
            "A lost line is found late or never. Mend: ClientAliveInterval 30, ClientAliveCountMax 3"
        )
        return warning("alive", message, **facts)
    return fine("alive", N_("A lost line is found within {seconds} seconds."), seconds=interval * count)


def _seconds(text: str) -> int:
    """Return the seconds of a number such as ``30``, ``30s`` or ``2m``."""
    found = re.fullmatch(r"(\d+)([smh]?)", text)
    return int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]] if found else 0


def _session(options: Options, user: str) -> Iterator[HealthFinding]:
    command = " ".join(options.get("forcecommand", ("none",)))
    if command == "none":
        message = N_("{user} gets a shell. Mend: ForceCommand (see docs/server.md)")
        yield warning("forcecommand", message, user=user)
    else:
        yield fine("forcecommand", N_("{user} gets only: {command}"), user=user, command=command)
    if _one(options, "disableforwarding", "no") != "yes":
        message = N_("{user} may forward ports through the server. Mend: DisableForwarding yes")
        yield warning("forwarding", message, user=user)
    else:
        yield fine("forwarding", N_("{user} cannot forward ports."), user=user)
    if command != "none" and _one(options, "permituserrc", "yes") != "no":
        message = N_("{user}'s ~/.ssh/rc is run. Mend: PermitUserRC no")
        yield wrong("userrc", message, user=user)
    if _one(options, "permituserenvironment", "no") != "no":
        message = N_("{user}'s ~/.ssh/environment is read. Mend: PermitUserEnvironment no")
        yield wrong("userenvironment", message, user=user)
    if _one(options, "permittty", "yes") != "yes" and SFTP not in command:
        yield wrong("tty", N_("{user} gets no terminal. Mend: PermitTTY yes"), user=user)


def judge_fetch(server: ServerFacts, model: Model, fetch: str) -> Iterator[HealthFinding]:
    """Judge whether somebody who gets nothing but ktd is told how to take a paper home."""
    command = " ".join((server.sshd or {}).get("forcecommand", ("none",)))
    only_ktd = model is Model.SERVICE or (server.whole and command != "none")
    if model is Model.PRIVATE or not only_ktd:
        return
    if fetch:
        yield fine("fetch", N_("Papers are fetched with: {command}"), command=fetch)
    else:
        message = N_("Nobody is told how to fetch papers. Mend: fetch in /etc/ktd.toml (see docs/server.md)")
        yield warning("fetch", message)


def judge_sudo(server: ServerFacts, model: Model, service: str) -> Iterator[HealthFinding]:
    """Judge what sudo lets the user do as the service account."""
    if model is not Model.SERVICE:
        return
    if server.sudo is None:
        message = N_("sudo's rules could not be read. Run as root: ktd doctor --user NAME")
        yield warning("sudo", message)
        return
    rules = [line.strip() for line in server.sudo.splitlines() if re.match(r"\s*\(", line)]
    ours = [rule for rule in rules if service in re.split(r"[(:,)\s]+", rule.partition(")")[0])]
    facts = {"user": server.user, "service": service}
    if not ours:
        yield wrong(
            "sudo",
            N_("{user} may not start ktd as “{service}”. Mend: the sudoers line of docs/server.md"),
            **facts,
        )
        return
    for rule in ours:
        yield _rule(rule, facts)


def _rule(rule: str, facts: Mapping[str, object]) -> HealthFinding:
    with_rule = {**facts, "rule": rule}
    if "NOPASSWD:" not in rule:
        return wrong("sudo", N_("sudo asks {user} for a password: {rule}. Mend: NOPASSWD:"), **with_rule)
    if re.search(r"\bSETENV:", rule) or re.search(r":\s*ALL\b", rule):
        message = N_(
            "{user} may do anything as “{service}”: {rule}. Mend: the sudoers line of docs/server.md"
        )
        return wrong("sudo", message, **with_rule)
    if not rule.endswith('""'):
        message = N_(
            '{user} may give ktd any words as “{service}”: {rule}. Mend: write "" behind the command'
        )
        return wrong("sudo", message, **with_rule)
    return fine("sudo", N_("{user} may start ktd as “{service}”, and nothing else."), **facts)

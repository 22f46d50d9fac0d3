"""Judges what sudo lets somebody do: start ktd as the service account with no word behind, nothing else."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import AccountFacts, HealthFinding, Model, ServerFacts, fine, warning, wrong
from ktd_tui.rules.server.health_command import take_apart
from ktd_tui.rules.server.health_login import command_of
from ktd_tui.rules.server.health_variables import dangerous

RIGHT_UMASK = 0o027


class SudoRule(NamedTuple):
    """One command that sudo allows.

    Attributes:
        accounts: As whom.
        tags: NOPASSWD, NOEXEC, SETENV and so on.
        groups: As which groups, if the caller asks for one.
    """

    accounts: frozenset[str]
    tags: frozenset[str]
    command: str
    groups: str = ""

    def __str__(self) -> str:
        """Write it as sudo does."""
        groups = f" : {self.groups}" if self.groups else ""
        return f"({', '.join(sorted(self.accounts))}{groups}) {self.command}"


def sudo_rules(listed: str) -> list[SudoRule]:
    """Read the rules in what ``sudo -l`` says; what it broke into several lines is joined."""
    found: list[SudoRule] = []
    for accounts, rest in re.findall(r"^ {4}\(([^)]*)\)((?:.*)(?:\n {5,}.*)*)", listed, re.MULTILINE):
        tags: set[str] = set()
        named, _, groups = accounts.partition(":")
        users = frozenset(re.split(r"[,\s]+", named.strip()))
        for part in re.split(r"(?<!\\),\s", " ".join(rest.split())):
            words = part.split()
            while words and re.fullmatch(r"[A-Z_]+:", words[0]):
                tags.add(words.pop(0)[:-1])
            found.append(SudoRule(users, frozenset(tags), " ".join(words), groups.strip()))
    return found


def judge_sudo(server: ServerFacts, model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    """Judge what sudo lets the user do as the service account, and besides."""
    if model is Model.PRIVATE:
        return
    if server.sudo is None:
        if model is Model.SERVICE:
            yield _silent(accounts)
        return
    rules = sudo_rules(server.sudo)
    facts = {"user": server.user, "service": accounts.service}
    ours = [rule for rule in rules if model is Model.SERVICE and accounts.service in rule.accounts]
    if model is Model.SERVICE:
        yield from _ours(server, ours, facts)
    for rule in rules:
        if rule not in ours:
            yield _foreign(rule, facts)


def _ours(
    server: ServerFacts, ours: Sequence[SudoRule], facts: Mapping[str, object]
) -> Iterator[HealthFinding]:
    if not ours:
        message = N_("{user} may not start ktd as “{service}”. Mend: the sudoers line of docs/server.md")
        yield wrong("sudo", message, **facts)
        return
    for rule in ours:
        yield _rule(rule, _programs(server), facts)
    programs = _programs(server) | {_program(rule) for rule in ours}
    settings = _settings(server.sudo or "", programs, str(facts["service"]))
    yield from _defaults(settings, ours, facts)


def _silent(accounts: AccountFacts) -> HealthFinding:
    if accounts.uid == 0:
        return wrong("sudo", N_("sudo does not accept its rules, or is missing. Look: visudo -c"))
    return warning("sudo", N_("sudo's rules could not be read. Run as root: ktd doctor --user NAME"))


def _programs(server: ServerFacts) -> set[str]:
    """Return the paths of ktd that sshd starts by sudo; one that is missing is told elsewhere."""
    forced = [take_apart(command_of(options)) for options in server.ports.values()] if server.whole else []
    return {one.program for one in forced if one.sudo is not None and server.files.get(one.program)}


def _rule(rule: SudoRule, programs: set[str], facts: Mapping[str, object]) -> HealthFinding:
    with_rule = {**facts, "rule": str(rule)}
    if "NOPASSWD" not in rule.tags:
        return wrong("sudo", N_("sudo asks {user} for a password: {rule}. Mend: NOPASSWD:"), **with_rule)
    if rule.groups:
        message = N_("{user} may start ktd with the rights of a group besides: {rule}. Mend: ({service})")
        return wrong("sudo", message, **with_rule)
    if "SETENV" in rule.tags or rule.command == "ALL" or "ALL" in rule.accounts:
        message = N_(
            "{user} may do anything as “{service}”: {rule}. Mend: the sudoers line of docs/server.md"
        )
        return wrong("sudo", message, **with_rule)
    return _program_of(rule, programs, with_rule)


def _program_of(rule: SudoRule, programs: set[str], with_rule: Mapping[str, object]) -> HealthFinding:
    program, _, words = rule.command.partition(" ")
    if not program.endswith("/ktd"):
        message = N_(
            "{user} may start another program than ktd as “{service}”: {rule}. Mend: take that rule away"
        )
        return wrong("sudo", message, **with_rule)
    if words != '""':
        message = N_(
            '{user} may give ktd any words as “{service}”: {rule}. Mend: write "" behind the command'
        )
        return wrong("sudo", message, **with_rule)
    if programs and program not in programs:
        message = N_(
            "sudo allows {rule}, but sshd starts {program}. Mend: one path in sudoers and ForceCommand"
        )
        return wrong("sudo", message, **with_rule, program=min(programs))
    return fine("sudo", N_("{user} may start ktd as “{service}”, and nothing else."), **with_rule)


def _foreign(rule: SudoRule, facts: Mapping[str, object]) -> HealthFinding:
    with_rule = {**facts, "rule": str(rule)}
    if rule.accounts & {"ALL", "root", "#0"}:
        message = N_(
            "{user} may act as root by sudo: {rule}. No program stops root. Mend: take that rule away"
        )
        return wrong("sudo", message, **with_rule)
    message = N_("{user} may do more by sudo than start ktd: {rule}. Take that rule away if nobody needs it.")
    return warning("sudo", message, **with_rule)


def _program(rule: SudoRule) -> str:
    return rule.command.partition(" ")[0]


def _settings(listed: str, programs: set[str], service: str) -> str:
    """Return the settings that hold for ktd, the last of which wins.

    sudo lists those for other commands and accounts, too, such as another ktd on the same machine.
    """
    everybodys, *others = re.split(
        r"\bDefaults(?=[!>])", " ".join(listed.partition("may run the following")[0].split())
    )
    return " ".join([everybodys, *(one for one in others if _holds(one, programs, service))])


def _holds(setting: str, programs: set[str], service: str) -> bool:
    """Tell whether what stands behind «Defaults» is about one of the programs (!), or the account (>)."""
    names = setting[1:].replace(",", " ").split()
    if setting[0] == ">":
        return bool({"ALL", service} & set(names))
    if "ALL" in names:
        return True
    paths = (f"{name}*" if name.endswith("/") else name for name in names)
    return any(fnmatchcase(program, path) for path in paths for program in programs)


def _defaults(
    settings: str, ours: Sequence[SudoRule], facts: Mapping[str, object]
) -> Iterator[HealthFinding]:
    """Judge sudo's settings for the command: variables, NOEXEC, the mode of new files."""
    kept = re.findall(r'env_(?:keep|check)\s*\+?=\s*(?:"([^"]*)"|(\S+))', settings)
    names = dangerous(name.strip(",") for quoted, bare in kept for name in (quoted or bare).split())
    if "!env_reset" in settings or re.search(r"(?<![!\w])setenv\b", settings):
        names.append("*")
    if names:
        message = N_("sudo hands on variables that load code: {names}. Mend: env_reset, and no env_keep")
        yield wrong("env_keep", message, names=" ".join(names))
    if not all("NOEXEC" in rule.tags for rule in ours) and not re.search(r"(?<!!)\bnoexec\b", settings):
        message = N_("ktd may start other programs as “{service}”. Mend: NOEXEC: in the sudoers line")
        yield warning("noexec", message, **facts)
    if found := re.search(r"\bcommand_timeout=(\S+?)(?:,|\s|$)", settings):
        message = N_("sudo ends each session after {time}. Mend: take command_timeout away")
        yield warning("timeout", message, time=found[1])
    if found := re.search(r"(?<![!\w])log_(?:input|output)\b", settings):
        message = N_(
            "sudo records what people see or type, ballots too ({name}). Mend: Defaults!PROGRAM !{name}"
        )
        yield warning("recording", message, name=found[0])
    umasks = re.findall(r"\bumask=(\d+)", settings)
    if (
        not umasks
        or int(umasks[-1], 8) != RIGHT_UMASK
        or not re.search(r"(?<!!)\bumask_override\b", settings)
    ):
        message = N_(
            "Papers get the mode of each person's own session. Mend in sudoers: umask=0027, umask_override"
        )
        yield warning("umask", message)

"""Judges whether the staff get in at all, to the same command, and with no more rights than ktd needs."""

import stat
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import (
    AccountFacts,
    HealthFinding,
    Model,
    Options,
    PersonFacts,
    ServerFacts,
    fine,
    wrong,
)
from ktd_tui.rules.server.health_login import WHO, one_value, takes_password
from ktd_tui.rules.server.health_sudo import sudo_rules

MIGHTY = frozenset({"root", "shadow", "disk", "kmem", "docker", "lxd", "incus", "libvirt", "wheel"})
"""Groups whose members read or change everything, by one way or another."""
ELSEWHERE = ("authorizedkeyscommand", "trustedusercakeys")
"""Where keys come from, if not from a file for each account."""


def judge_door(server: ServerFacts, model: Model) -> Iterator[HealthFinding]:
    """Judge whether sshd lets the user in, and whether colleagues get the same."""
    person = server.person
    if model is Model.PRIVATE or person is None or not server.whole:
        return
    messages = list(_shut(server, person))
    facts = {"user": server.user, "shell": person.log_in_shell, "names": ", ".join(server.strays)}
    for message in messages:
        yield wrong("door", message, **facts)
    if not messages:
        yield fine("door", N_("sshd lets {user} in."), **facts)
    if server.strays:
        message = N_(
            "sshd gives others with a role something else than {user}: {names}. "
            "Mend: usermod -aG GROUP, the one behind sshd's Match"
        )
        yield wrong("strays", message, **facts)


def _shut(server: ServerFacts, person: PersonFacts) -> Iterator[str]:
    options = next(iter(server.ports.values()), {})
    if server.nobody:
        yield N_("Nobody but root may log in now. Mend: rm /etc/nologin")
    if not _is_named(server.user, person.group_names, options):
        yield N_("sshd does not let {user} in. Mend: AllowUsers, AllowGroups, DenyUsers, DenyGroups")
    if one_value(options, "pubkeyauthentication", "yes") == "no" and not takes_password(options):
        yield N_("sshd takes no keys, so {user} cannot log in. Mend: PubkeyAuthentication yes")
    elif not any(one_value(options, name, "none") != "none" for name in ELSEWHERE) and not _has_key(person):
        yield N_("No key opens the account of {user}. Mend: AuthorizedKeysFile, or put the key there")
    if one_value(options, "maxsessions", "10") == "0":
        yield N_("sshd opens no session for {user}. Mend: MaxSessions 10")
    if not person.shell_there:
        yield N_(
            "The log-in shell {shell} is not there: sshd refuses {user}. Mend: usermod -s /bin/dash {user}"
        )
    if person.locked and one_value(options, "usepam", "no") == "no":
        yield N_("The account of {user} is locked: sshd refuses it. Mend: usermod -p '*' {user}")


def _is_named(user: str, groups: Collection[str], options: Options) -> bool:
    """Tell whether sshd's lists let somebody in, wherever they come from."""
    denied_users, users, denied_groups, names = (options.get(name, ()) for name in WHO)

    def fits(patterns: Collection[str], *wanted: str) -> bool:
        return any(fnmatchcase(one, pattern.partition("@")[0]) for pattern in patterns for one in wanted)

    if fits(denied_users, user) or (users and not fits(users, user)):
        return False
    return not fits(denied_groups, *groups) and (not names or fits(names, *groups))


def _has_key(person: PersonFacts) -> bool:
    return any(stat.S_ISREG(file.mode) for file in person.keys)


def judge_rights(server: ServerFacts, model: Model, accounts: AccountFacts) -> Iterator[HealthFinding]:
    """Judge what the user and the service account may do besides."""
    person = server.person
    if model is Model.PRIVATE:
        return
    who = {server.user: person.group_names if person and person.uid else frozenset()}
    if model is Model.SERVICE:
        who[accounts.service] = accounts.service_groups
    for name, groups in who.items():
        if mighty := sorted(groups & MIGHTY):
            message = N_(
                "{user} is in {names}, and so may read or change anything. Mend: gpasswd -d {user} {names}"
            )
            yield wrong("groups", message, user=name, names=" ".join(mighty))
    if model is Model.SERVICE and (rules := sudo_rules(accounts.service_sudo)):
        message = N_("“{service}” itself may do something by sudo: {rule}. Mend: take that rule away")
        yield wrong("sudo", message, service=accounts.service, rule=str(rules[0]))

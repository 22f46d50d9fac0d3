"""Judges the account of somebody who logs in: what runs before ktd, and who decides which keys open it."""

from collections.abc import Iterator

from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import (
    FileFacts,
    HealthFinding,
    Model,
    PersonFacts,
    ServerFacts,
    fine,
    warning,
    wrong,
)

NO_SHELLS = ("nologin", "false")


def judge_person(server: ServerFacts, model: Model) -> Iterator[HealthFinding]:
    """Judge the log-in shell and the folder of keys."""
    person = server.person
    if model is Model.PRIVATE or person is None:
        return
    facts = {"user": server.user, "shell": person.log_in_shell}
    mine = next((file for file in person.startup if may_change(file, person)), None)
    if person.log_in_shell.rpartition("/")[2] in NO_SHELLS:
        message = N_(
            "The log-in shell {shell} refuses every command, ktd too. Mend: usermod -s /bin/dash {user}"
        )
        yield wrong("shell", message, **facts)
    elif mine:
        message = N_(
            "The log-in shell {shell} first runs what {user} can write ({path}). "
            "Mend: usermod -s /bin/dash {user}"
        )
        yield warning("shell", message, **facts, path=mine.path)
    else:
        yield fine("shell", N_("Nothing of {user}'s own runs before ktd."), **facts)
    for file in person.keys:
        if may_change(file, person):
            message = N_(
                "{user} can change which keys open the account. Mend: chown root: {path}; chmod go-w {path}"
            )
            yield warning("keys", message, user=server.user, path=file.path)
            break


def may_change(file: FileFacts, person: PersonFacts) -> bool:
    """Tell whether a file or folder is the person's to change."""
    of_group = file.mode & 0o020 and file.gid in person.groups
    return person.uid != 0 and bool(file.uid == person.uid or file.mode & 0o002 or of_group)

"""Brings data to a newer ktd's form: the sessions of the former one are asked to save and leave first."""

from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from ktd_tui.clock import Clock
from ktd_tui.i18n import N_, t
from ktd_tui.operations.rights import check_maintainer
from ktd_tui.rules.access import Actor
from ktd_tui.text import enumerated
from store import open_store
from store.beside.open_sessions import OpenSession, open_sessions, post_notice
from store.care.opening import whoever_is_in
from store.contract import Author
from store.errors import FormerSessions

PAUSE = 0.2


class Converted(NamedTuple):
    """What was converted.

    Attributes:
        before: The number of the form before.
        after: The number of the form now; the same where fields alone came to it.
        asked: The sessions that were asked to leave.
        copy: What goes back to the former ktd; None where there was nothing to do.
    """

    before: int
    after: int
    asked: tuple[OpenSession, ...] = ()
    copy: Path | None = None


def convert_data(directory: Path, actor: Actor, clock: Clock, text: str, patience: float) -> Converted:
    """Convert the data, once nobody has it open any more.

    Args:
        text: What the sessions are told.
        patience: Seconds that they get.

    Raises:
        NotAllowed: Only who maintains the data may.
        FormerSessions: Somebody did not leave in time; nothing was converted.
        StoreError: The data cannot be read, or the disk refused it.
    """
    check_maintainer(directory, actor, clock)
    author, until = Author(actor.uid, actor.name), monotonic() + patience
    with whoever_is_in(directory, author, clock) as (presence, before):
        copies = set(_copies(directory))
        asked: tuple[OpenSession, ...] = ()
        while True:
            try:
                open_store(directory, author=author, clock=clock).close()
                break
            except FormerSessions as former:
                there = tuple(open_sessions(presence))
                if monotonic() > until:
                    raise _still_in(directory, there) from former
                if there and not asked:
                    asked = there
                    post_notice(presence, clock(), actor.name, text, tuple(one.id for one in asked))
                sleep(PAUSE)
    new = [one for one in _copies(directory) if one not in copies]
    with whoever_is_in(directory, author, clock) as (_, after):
        return Converted(before, after, asked, new[-1] if new else None)


def _still_in(directory: Path, there: tuple[OpenSession, ...]) -> FormerSessions:
    """Return the refusal that names who is in; a ktd that knew nothing of it has told nobody."""
    names = enumerated(dict.fromkeys(one.account for one in there)) or t("somebody")
    message = N_(
        "{names}: still in {path} with the former ktd, and nothing was converted. Ask them to leave, then "
        "run it anew; --wait gives them more time."
    )
    return FormerSessions(message, names=names, path=directory)


def _copies(directory: Path) -> list[Path]:
    return sorted((directory / "backups").glob("*.json"))

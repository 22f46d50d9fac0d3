"""``ktd status`` and ``ktd session``: what an administrator watches; what sessions are told; a polite end."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time

from ktd_tui.clock import VIETNAM
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, t
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.server.sessions import OpenSession, end_sessions, sessions, tell_everybody
from ktd_tui.operations.server.status import Watched, status
from ktd_tui.words import count, file_size, short_date, short_moment

COMMANDS = Commands()
SESSION = COMMANDS.group("session", help_of("session"))


@COMMANDS.add(
    "status",
    help_of("status"),
    JSON,
    Option("--prometheus", N_("as text for the textfile collector of node_exporter"), action="store_true"),
)
def _status(desk: Desk, options: Namespace) -> Answer[Watched]:
    found = status(desk)
    return Answer(found, _metrics(found) if options.prometheus else _lines(found))


def _lines(found: Watched) -> Iterator[str]:
    yield t("Sessions: {count}", count=len(found.sessions))
    yield from (f"  {_told(one)}" for one in found.sessions)
    if found.pens:
        yield t("Pens in hand: {names}", names=", ".join(found.pens))
    size, journal, free = map(file_size, (found.bytes, found.journal, found.free))
    yield t("Data: {size}, of it journal {journal}; free: {free}", size=size, journal=journal, free=free)
    yield t("Changes: {count}, the last {at}", count=count(found.seq), at=_at(found.changed_at))
    kept = short_date(found.kept_on) if found.kept_on else "–"
    yield t("Automatic copy: {kept}; copy for elsewhere: {copied}", kept=kept, copied=_at(found.copied_at))
    if found.refused:
        yield t("Refused at the door in the last day: {names}", names=_each(found.refused))
    if found.failed:
        yield t("Saves that failed in the last day: {names}", names=_each(found.failed))


def _each(accounts: tuple[str, ...]) -> str:
    return ", ".join(f"{name} ({times})" for name, times in sorted(Counter(accounts).items()))


def _told(one: OpenSession) -> str:
    return f"{one.id}  {one.account}  {_at(one.since)}  {one.page}"


def _at(moment: datetime | None) -> str:
    return short_moment(moment) if moment else "–"


def _metrics(found: Watched) -> Iterator[str]:
    """Say it in Prometheus' text form; its names are English and no sentences."""
    kept = datetime.combine(found.kept_on, time(), VIETNAM) if found.kept_on else None
    of_whom = Counter(one.account for one in found.sessions)
    gauges: dict[str, dict[str, float]] = {
        "ktd_sessions": {f'{{account="{_label(name)}"}}': n for name, n in sorted(of_whom.items())}
        or {"": 0},
        "ktd_pens": {"": len(found.pens)},
        "ktd_changes": {"": found.seq},
        "ktd_data_bytes": {"": found.bytes},
        "ktd_journal_bytes": {"": found.journal},
        "ktd_disk_free_bytes": {"": found.free},
        "ktd_last_change_timestamp_seconds": {"": _seconds(found.changed_at)},
        "ktd_last_backup_timestamp_seconds": {"": _seconds(kept)},
        "ktd_last_copy_timestamp_seconds": {"": _seconds(found.copied_at)},
        "ktd_refused_last_day": {"": len(found.refused)},
        "ktd_failed_saves_last_day": {"": len(found.failed)},
    }
    for name, values in gauges.items():
        yield f"# TYPE {name} gauge"
        yield from (f"{name}{labels} {value}" for labels, value in values.items())


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _seconds(moment: datetime | None) -> int:
    """Return Unix seconds, 0 for never: older than anything that an alarm asks for."""
    return int(moment.astimezone(UTC).timestamp()) if moment else 0


TEXT = Option("text", N_("what they are told"), N_("TEXT"))


@SESSION.listing("list", N_("who has the data open, since when and on which page"), JSON)
def _list(desk: Desk, _: Namespace) -> Answer[list[OpenSession]]:
    found = sessions(desk)
    return Answer(found, [_told(one) for one in found] or t("Nobody has it open."))


@SESSION.add(
    "tell", N_("tell something to all who have it open, and to who opens it in 12 hours"), TEXT, JSON
)
def _tell(desk: Desk, options: Namespace) -> None:
    tell_everybody(desk, options.text)


@SESSION.add(
    "end",
    N_("ask to leave: a session by its number, an account's, or all; they save, and end after a minute"),
    Option("which", N_("the session's number, an account, or all"), N_("WHICH")),
    TEXT,
    JSON,
)
def _end(desk: Desk, options: Namespace) -> None:
    end_sessions(desk, options.which, options.text)

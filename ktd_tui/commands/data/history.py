"""``ktd history`` and ``ktd archive``: what was done, and closed years put away."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ktd_tui.clock import local
from ktd_tui.commands.base import DONE, open_desk, say, say_json
from ktd_tui.commands.meant import year_meant
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t

if TYPE_CHECKING:
    from ktd_tui.operations.data.history import Deed


def add_parsers(commands: Any, common: ArgumentParser) -> None:
    """Add the commands' parsers."""
    says = t("what was done, by whom and when, the newest first")
    history = commands.add_parser("history", parents=[common], help=says, description=says)
    history.add_argument("record", nargs="?", metavar="ID", help=t("only what was done to this record"))
    history.add_argument("--bloc", metavar="V", help=t("only what was done to this bloc and what is in it"))
    history.add_argument("--limit", type=int, default=50, metavar="N", help=t("lines at most"))
    history.add_argument("--json", action="store_true", help=t("say the result as JSON"))
    says = t("move closed years with signed minutes to the archive")
    archive = commands.add_parser("archive", parents=[common], help=says, description=says)
    archive.add_argument("--bloc", default="", metavar="V", help=t("only this bloc's year"))
    archive.add_argument("--year", type=int, metavar="2022", help=t("which year of the bloc"))
    archive.add_argument("--json", action="store_true", help=t("say the result as JSON"))


def run_history(options: Namespace, directory: Path) -> int:
    """Say the history of one record, or of everything."""
    from ktd_tui.operations.data.history import history, history_of_bloc
    from ktd_tui.operations.lookup import bloc_named

    with open_desk(directory, options) as desk:
        if options.bloc:
            deeds = history_of_bloc(desk, bloc_named(desk, options.bloc))
        else:
            deeds = history(desk, options.record)
    deeds = deeds[: max(options.limit, 0)]
    if options.json:
        say_json([_as_json(deed) for deed in deeds])
    for deed in () if options.json else deeds:
        say(f"{local(deed.at):%d/%m/%Y %H:%M}  {deed.user}  {_told(deed)}")
        for field in deed.fields:
            name = f"{t(field.name)} {field.key}".strip()
            say(f"    {name}: {field.before} → {field.after}")
    if not deeds and not options.json:
        say(t("Nothing was done here yet."))
    return DONE


def _told(deed: "Deed") -> str:
    what = t(deed.why, **deed.facts)
    if deed.taken_back is None:
        return what
    return t("Undone: {what}", what=what) if deed.taken_back else t("Done again: {what}", what=what)


def _as_json(deed: "Deed") -> dict[str, object]:
    fields = [{"name": f"{f.name} {f.key}".strip(), "from": f.before, "to": f.after} for f in deed.fields]
    return {"at": deed.at.isoformat(), "user": deed.user, "what": _told(deed), "fields": fields}


def run_archive(options: Namespace, directory: Path) -> int:
    """Archive what is closed, signed and followed by another year."""
    from ktd_tui.operations.year.archive import archive_closed, archive_year

    with open_desk(directory, options) as desk:
        if bool(options.bloc) != bool(options.year):
            raise Refused(N_("Say both: --bloc and --year."))
        one = [archive_year(desk, year_meant(desk, options).id)] if options.bloc else None
        names = archive_closed(desk) if one is None else one
    if options.json:
        say_json(names)
    elif names:
        say(t("Archived: {names}", names=", ".join(names)))
    else:
        say(t("There is no closed year to archive."))
    return DONE


RUN: Mapping[str, Callable[[Namespace, Path], int]] = {"history": run_history, "archive": run_archive}

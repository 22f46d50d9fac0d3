"""``ktd history`` and ``ktd archive``: what was done, and closed years put away."""

from argparse import Namespace
from datetime import datetime
from typing import TypedDict

from ktd_tui.clock import local
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.meant import year_meant
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_, t
from ktd_tui.operations.data.history import Deed, history, history_of_bloc, history_since, told_deed
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.lookup import bloc_named
from ktd_tui.operations.year.archive import archive_closed, archive_year

HISTORY_OPTIONS = (
    Option("record", N_("only what was done to this record"), nargs="?", metavar="ID"),
    Option("--bloc", N_("only what was done to this bloc and what is in it"), metavar="V"),
    Option(
        "--since",
        N_("all from a day or an instant on, or after the change of that number"),
        default="",
        metavar="28/11/2026",
    ),
    Option("--limit", N_("lines at most"), type=int, metavar="N"),
    JSON,
)
ARCHIVE_OPTIONS = (
    Option("--bloc", N_("only this bloc's year"), default="", metavar="V"),
    Option("--year", N_("which year of the bloc"), type=int, metavar="2022"),
    JSON,
)
FEW = 50
"""Lines that are told where nothing else is asked for."""
_FieldTold = TypedDict("_FieldTold", {"name": str, "from": str, "to": str})


class _DeedTold(TypedDict):
    seq: int
    at: datetime
    user: str
    what: str
    fields: list[_FieldTold]


COMMANDS = Commands()


@COMMANDS.add("history", help_of("history"), *HISTORY_OPTIONS)
def _history(desk: Desk, options: Namespace) -> Answer[list[_DeedTold]]:
    """Tell the history of one record, of one bloc, or of everything."""
    if options.bloc:
        deeds = history_of_bloc(desk, bloc_named(desk, options.bloc))
    elif options.since:
        deeds = history_since(desk, options.since)
    else:
        deeds = history(desk, options.record)
    limit = options.limit if options.limit is not None else None if options.since else FEW
    deeds = deeds[:limit] if limit is None else deeds[: max(limit, 0)]
    lines = [line for deed in deeds for line in _lines(deed)]
    return Answer([_as_json(deed) for deed in deeds], lines or t("Nothing was done here yet."))


def _lines(deed: Deed) -> list[str]:
    what = told_deed(deed.why, deed.facts, deed.taken_back)
    head = f"{local(deed.at):%d/%m/%Y %H:%M}  {deed.user}  {what}"
    return [head, *(f"    {field.told}" for field in deed.fields)]


def _as_json(deed: Deed) -> _DeedTold:
    fields: list[_FieldTold] = [
        {"name": f"{f.name} {f.key}".strip(), "from": f.before, "to": f.after} for f in deed.fields
    ]
    what = told_deed(deed.why, deed.facts, deed.taken_back)
    return {"seq": deed.seq, "at": deed.at, "user": deed.user, "what": what, "fields": fields}


@COMMANDS.add("archive", help_of("archive"), *ARCHIVE_OPTIONS)
def _archive(desk: Desk, options: Namespace) -> Answer[list[str]]:
    """Archive what is closed, signed and followed by another year."""
    if bool(options.bloc) != bool(options.year):
        raise Refused(N_("Say both: --bloc and --year."))
    names = [archive_year(desk, year_meant(desk, options).id)] if options.bloc else archive_closed(desk)
    said = t("Archived: {names}", names=", ".join(names)) if names else ""
    return Answer(names, said or t("There is no closed year to archive that another one follows."))

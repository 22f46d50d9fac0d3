"""``ktd trash`` and ``ktd find``: what was deleted, brought back; anything found by words."""

from argparse import Namespace
from datetime import datetime
from typing import TypedDict

from ktd_tui.clock import local
from ktd_tui.commands.frame import Answer, Commands, Option, spaced
from ktd_tui.commands.meant import numbered
from ktd_tui.commands.options import JSON, NUMBER
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, t
from ktd_tui.operations.council.directory import find_anything
from ktd_tui.operations.data.history import put_back, told_deed, trash
from ktd_tui.operations.desk import Desk
from ktd_tui.table_names import table_word


class _Trashed(TypedDict):
    table: str
    id: str
    title: str
    at: datetime
    user: str
    what: str


class _Found(TypedDict):
    table: str
    id: str
    title: str
    detail: str


COMMANDS = Commands()
TRASH = COMMANDS.group("trash", help_of("trash"), JSON)


@TRASH.listing("list", N_("list what was deleted and is not there now, the newest first"))
def _list(desk: Desk, _: Namespace) -> Answer[list[_Trashed]]:
    data: list[_Trashed] = []
    lines = []
    for place, one in enumerate(trash(desk), 1):
        at, user, what = one.commit.at, one.commit.author.user, told_deed(one.commit.why, one.commit.facts)
        data.append(
            {
                "table": one.change.table,
                "id": one.change.record_id,
                "title": one.title,
                "at": at,
                "user": user,
                "what": what,
            }
        )
        kind = t(table_word(one.change.table))
        lines.append(spaced(place, f"{local(at):%d/%m/%Y %H:%M}", user, f"{kind}: {one.title}"))
    return Answer(data, lines or t("The trash is empty."))


@TRASH.add("back", N_("bring something back from the trash"), NUMBER)
def _back(desk: Desk, options: Namespace) -> None:
    put_back(desk, numbered(trash(desk), options.number, "ktd trash list").change)


@COMMANDS.add(
    "find",
    help_of("find"),
    Option("words", N_("words of its name, marks aside"), N_("WORDS"), nargs="+"),
    JSON,
)
def _find(desk: Desk, options: Namespace) -> Answer[list[_Found]]:
    found = find_anything(desk, " ".join(options.words))
    data: list[_Found] = [
        {"table": one.record.table, "id": one.record.id, "title": one.title, "detail": one.detail}
        for one in found
    ]
    lines = [spaced(f"{t(table_word(one.record.table))}:", one.title, one.detail) for one in found]
    return Answer(data, lines or t("Nothing found. Try fewer words."))

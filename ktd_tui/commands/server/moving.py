"""``ktd migrate`` and ``ktd database``: the data in a PostgreSQL database."""

from argparse import Namespace
from pathlib import Path
from typing import TypedDict

from ktd_tui.clock import now
from ktd_tui.commands import base
from ktd_tui.commands.frame import Answer, Commands, Option
from ktd_tui.commands.options import JSON
from ktd_tui.commands.registry import help_of
from ktd_tui.i18n import N_, t
from ktd_tui.operations.server.maintenance import move_data, prepare_database


class _MovedTold(TypedDict):
    to: str
    records: int
    commits: int
    archives: int
    digest: str
    papers: int
    kept: Path | None


class _Prepared(TypedDict):
    database: str


COMMANDS = Commands()


@COMMANDS.bare(
    "migrate",
    help_of("migrate"),
    JSON,
    Option(
        "--to", N_("an empty database (postgresql://…), or a new directory"), required=True, metavar="URL"
    ),
)
def _migrate(options: Namespace, directory: Path) -> Answer[_MovedTold]:
    papers = options.settings.papers == "database"
    moved = move_data(directory, options.to, base.actor(options), now, papers=papers)
    said = [
        t(
            "Moved to {place}, and compared: {records} records, {commits} changes, {archives} archives, "
            "{papers} papers, SHA-256 {digest}.",
            place=options.to,
            records=moved.records,
            commits=moved.commits,
            archives=moved.archives,
            papers=moved.papers,
            digest=moved.digest,
        ),
        t("The files before it are kept in {kept}.", kept=moved.kept)
        if moved.kept
        else t('From now on name it as the data: data = "{place}".', place=options.to),
    ]
    if not moved.papers:
        said.append(t("Papers lie in files as before; those in another folder are to be copied."))
    data: _MovedTold = {
        "to": options.to,
        "records": moved.records,
        "commits": moved.commits,
        "archives": moved.archives,
        "digest": moved.digest,
        "papers": moved.papers,
        "kept": moved.kept,
    }
    return Answer(data, said)


@COMMANDS.bare(
    "database",
    help_of("database"),
    JSON,
    Option("url", N_("the database's address, as the role that is to own the tables"), metavar="URL"),
    Option(
        "--sessions",
        N_("the role as which ktd works: it changes records, no tables"),
        N_("ROLE"),
        default="",
    ),
    Option("--readers", N_("the role of an office's own SQL: it reads the views"), N_("ROLE"), default=""),
)
def _database(options: Namespace, directory: Path) -> Answer[_Prepared]:
    where = prepare_database(
        directory, options.url, base.actor(options), now, sessions=options.sessions, readers=options.readers
    )
    return Answer({"database": where}, t("Ready: {path}", path=where))

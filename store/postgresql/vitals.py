"""Gathers the facts of a database for ``ktd doctor``; nothing is written."""

from pathlib import Path

from ktd_tui.clock import now
from ktd_tui.errors import KtdError
from ktd_tui.i18n import tell
from ktd_tui.rules.server.health_database import DatabaseFacts
from store.contract import Author
from store.postgresql.opening import open_database

ASKED = """select pg_is_in_recovery(), current_setting('fsync') = 'on', current_setting('synchronous_commit'),
    has_schema_privilege('ktd', 'create') or (select rolsuper from pg_roles where rolname = current_user),
    (select count(*) from pg_stat_replication where state = 'streaming'),
    pg_database_size(current_database())"""


def database_facts(directory: Path, url: str) -> DatabaseFacts:
    """Gather the facts of the database that a data directory names."""
    try:
        data = open_database(
            directory, url, create=False, read_only=True, author=Author(-1, "doctor"), clock=now
        )
    except KtdError as error:
        return DatabaseFacts(tell(error))
    try:
        standby, durable, commits, owns, standbys, size = data.link.ask(ASKED)[0]
    except KtdError as error:
        return DatabaseFacts(tell(error))
    else:
        return DatabaseFacts(
            "", data.link.where, standby, durable and commits != "off", owns, standbys, size, commits
        )
    finally:
        data.close()

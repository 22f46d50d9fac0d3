"""Reads a database's address: what may not stand in it, and what every connection has."""

import os

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_

PATIENCE = 5
"""Seconds for which a writer waits for another one."""
WITHOUT_TLS = ("disable", "allow", "prefer")
ALWAYS = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "5000",
    "client_encoding": "utf8",
}
"""A line that is cut is noticed in seconds."""
SESSION = (
    f"-c timezone=UTC -c lock_timeout={PATIENCE}s -c idle_in_transaction_session_timeout=60s"
    r" -c default_transaction_isolation=read\ committed -c search_path="
)
"""Who holds the lock and says nothing for a minute is put out by the server. Whatever is set there, a
transaction sees what was committed while it waited for the lock: none ever fails because of another one."""


def checked(url: str) -> dict[str, str]:
    """Return the parts of a database's address.

    Raises:
        Refused: It is none, holds a password, or would go over a network in the clear.
    """
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError as error:
        raise Refused(N_("This is no address of a PostgreSQL database: postgresql://server/name")) from error
    if "password" in parts:
        raise Refused(
            N_(
                "A password does not belong into the database's address, where others read it. "
                "Put it into a file that only the account that runs ktd reads, and name that one in the "
                "address (?passfile=/etc/ktd.pgpass); or use a certificate."
            )
        )
    mode = parts.get("sslmode", "require")
    if not _on_sockets(parts) and mode in WITHOUT_TLS:
        raise Refused(
            N_("Off this machine the database is reached through TLS alone, not with sslmode={mode}."),
            mode=mode,
        )
    return parts


def _on_sockets(parts: dict[str, str]) -> bool:
    hosts = parts.get("host") or os.environ.get("PGHOST", "")
    return "hostaddr" not in parts and all(
        not host or host.startswith(("/", "@")) for host in hosts.split(",")
    )


def conninfo(parts: dict[str, str], account: str, *, read_only: bool) -> str:
    """Return what the driver connects with.

    Args:
        account: In whose name is written; the database's administrator sees it.
        read_only: Nothing is to be changed: a standby will do.
    """
    more = dict(ALWAYS)
    if not _on_sockets(parts):
        more["sslmode"] = "require"
    if not read_only:
        more["target_session_attrs"] = "read-write"
    own = parts | {"application_name": f"ktd {account}"[:63]}
    mode = " -c default_transaction_read_only=on" if read_only else ""
    own["options"] = f"{parts.get('options', '')} {SESSION}{mode}".strip()
    return make_conninfo("", **(more | own))


def name_of_database(parts: dict[str, str]) -> str:
    """Return how a database is called in a sentence: its servers and its name."""
    hosts = parts.get("host") or parts.get("hostaddr") or os.environ.get("PGHOST") or "localhost"
    return f"{hosts}/{parts.get('dbname') or os.environ.get('PGDATABASE') or parts.get('user', '')}"

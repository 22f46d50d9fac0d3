"""The names and places of one server."""

import re
from pathlib import Path
from typing import NamedTuple

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.server.health import Model

OWN_GROUP = {Model.GROUP: "ktd", Model.SERVICE: "ktd-staff"}
"""The group of those who log in, by model."""
PAPERS = "papers"


class ServerSite(NamedTuple):
    """The names and places; the defaults are those of docs/server.md.

    Attributes:
        model: Who owns the data: a group, or the service account.
        staff: The group of those who log in.
        program: What sshd starts.
        host: The name that people reach the server by.
        ports: Where sshd listens besides; its own files may say so already.
        fetch_port: Where people fetch papers, and nothing else.
        service: The service account; not used in the group model.
        shown: The folder whose ``papers`` the fetching port shows.
        copies: Where the copies of each night go.
        settings: The server's own settings.
        sudoers: The rule for sudo.
        sshd: What sshd reads besides its own file, ``sshd_main``.
        units: The folder of systemd's units.
        record: Where it is noted what was made, so that it can be undone.
    """

    model: Model
    staff: str
    program: Path = Path("/opt/ktd/bin/ktd")
    host: str = "server"
    ports: tuple[int, ...] = (22,)
    fetch_port: int = 2222
    service: str = "ktd"
    data: Path = Path("/srv/ktd")
    shown: Path = Path("/srv/ktd-papers")
    copies: Path = Path("/var/backups/ktd")
    settings: Path = Path("/etc/ktd.toml")
    sudoers: Path = Path("/etc/sudoers.d/ktd")
    sshd: Path = Path("/etc/ssh/sshd_config.d/ktd.conf")
    sshd_main: Path = Path("/etc/ssh/sshd_config")
    units: Path = Path("/etc/systemd/system")
    record: Path = Path("/var/lib/ktd-setup.json")

    @property
    def papers(self) -> Path:
        """The folder of papers itself."""
        return self.shown / PAPERS

    @property
    def owner(self) -> str:
        """The account whose the data is."""
        return self.service if self.model is Model.SERVICE else "root"


SAFE = {
    "host": r"[A-Za-z0-9][A-Za-z0-9.:-]*",
    "staff": r"[a-z_][a-z0-9_-]{0,31}",
    "program": r"/[A-Za-z0-9._/-]+",
    "data": r"/[A-Za-z0-9._/-]+",
}
"""What may stand in the files of sudo, sshd and systemd without changing what they say."""
LAST_PORT = 65_535


def check_site(site: ServerSite) -> None:
    """Refuse what would say something else in sudo's, sshd's or systemd's files.

    Raises:
        Refused: A name, path or port is none.
    """
    for name, form in SAFE.items():
        given = str(getattr(site, name))
        if not re.fullmatch(form, given):
            raise Refused(N_("“{given}” cannot stand for --{name} here."), given=given, name=name)
    if not 0 < site.fetch_port <= LAST_PORT or site.fetch_port in site.ports:
        raise Refused(
            N_("“{given}” cannot stand for --{name} here."), given=site.fetch_port, name="fetch-port"
        )

"""docs/cluster.md is followed, line by line, on two servers and two application servers of this machine.

What needs a machine of its own (apt, systemd, accounts) is left out or done as these tests do it; every other
line runs as it stands there, with these servers' folders, addresses and passwords in the examples' place.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from ktd_tui import config
from ktd_tui.domain.organisation import Unit
from ktd_tui.operations.desk import Desk
from store import open_store
from tests.postgresql.server import HOMES, DatabaseServer, need_server
from tests.postgresql.test_tls import certified, free_port, lay

pytestmark = pytest.mark.xdist_group("postgresql")
DOCS = Path(__file__).parents[2] / "docs"
ROLES = ("ktd_owner", "ktd", "replicator")
PASSWORD = "mat-khau"  # noqa: S105  # of servers that live for one test


def blocks(name: str) -> list[list[str]]:
    """The commands of a document, block by block, without what is remarked beside them."""
    found: list[str] = re.findall(r"```\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL)
    told = [[line for line in one.splitlines() if not line.startswith("#")] for one in found]
    return [[line.split("  #")[0].rstrip() for line in lines] for lines in told]


def test_both_languages_give_the_same_commands() -> None:
    english, vietnamese = (blocks(name) for name in ("cluster.md", "cum-may-chu.md"))
    assert english == vietnamese
    assert len(english) > 8


class Documented(DatabaseServer):
    """A server as Debian's package leaves it: nothing set, a certificate of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()

    def install(self) -> None:
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8")
        lay(self.data, "server", certified("db.example"), self.data.stat().st_uid)
        (self.data / "pg_hba.conf").write_text("local all all trust\n")
        self.settle()
        self.start()

    def settle(self) -> None:
        self.configure(port=str(self.port), unix_socket_directories=f"'{self.folder}'", fsync="off",
                       shared_buffers="'16MB'")  # fmt: skip

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}"

    def sh(self, script: str, passes: Path) -> None:
        """Run a script as the account that runs the server."""
        uid = self.data.parent.stat().st_uid
        surroundings = {
            "PATH": f"{HOMES[-1].parent}:{os.environ['PATH']}", "PGHOST": str(self.folder),
            "LC_ALL": "C.UTF-8", "PGPORT": str(self.port), "PGUSER": "postgres", "PGPASSFILE": str(passes),
        }  # fmt: skip
        done = subprocess.run(
            ["/bin/sh", "-ec", script], env=surroundings, cwd=self.folder, capture_output=True, text=True,
            check=False, user=uid, extra_groups=[] if os.geteuid() == 0 else None,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"


@pytest.fixture
def machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Documented, Documented]]:
    need_server()
    made = [Documented(Path(tempfile.mkdtemp(prefix="ktd-pg-"))) for _ in range(2)]
    for server in made:
        server.folder.chmod(0o755)
    monkeypatch.setenv("HOME", str(made[0].folder))  # a standby looks there for a certificate of its own
    try:
        made[0].install()
        yield made[0], made[1]
    finally:
        for server in made:
            server.stop()
            shutil.rmtree(server.folder, ignore_errors=True)


def here(lines: list[str], words: dict[str, str]) -> str:
    """The lines with this machine's words in the place of the document's."""
    script = "\n".join(line for line in lines if not line.startswith("apt ")) + "\n"
    for theirs, ours in words.items():
        script = script.replace(theirs, ours)
    return script


def ktd(line: str, words: dict[str, str], folder: Path) -> str:
    """Run a command of ktd as the document gives it."""
    said = shlex.split(here([line], words))
    assert said[:4] == ["sudo", "-u", "ktd", "ktd"]
    done = subprocess.run(
        [sys.executable, "-m", "ktd_tui", *said[4:]], capture_output=True, text=True, check=False,
        env={**os.environ, "XDG_CONFIG_HOME": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, f"{said}\n{done.stdout}{done.stderr}"
    return done.stdout


def set_up(first: Documented, second: Documented, words: dict[str, str], passes: Path) -> None:
    """Steps 1 and 2: the primary, and the standby that confirms what it has taken in."""
    primary, standby, synchronous = blocks("cluster.md")[:3]
    own = first.folder / "pgpass"
    shutil.copy(passes, own)
    os.chown(own, first.folder.stat().st_uid, -1)
    first.sh(here(primary, words), own)
    with psycopg.connect(first.url("postgres"), autocommit=True) as connection:
        for role in ROLES:
            connection.execute(f"alter role {role} password '{PASSWORD}'".encode())
    second.sh(here(standby, words), own)
    second.settle()
    second.start()
    first.sh(here(synchronous, words), own)


def test_the_document_leads_to_a_primary_a_standby_and_two_application_servers(
    machines: tuple[Documented, Documented], sample: Desk, tmp_path: Path
) -> None:
    first, second = machines
    settings, owner, moving, _, promoting, asking = blocks("cluster.md")[3:]
    sample.store.close()
    app1, app2, passes = tmp_path / "data", tmp_path / "app2", tmp_path / "pgpass"
    words = {
        "/etc/postgresql/15/main": str(first.data),
        "/var/lib/postgresql/15/main": str(second.data),
        "listen_addresses = '*'": "listen_addresses = '127.0.0.1'",
        "10.0.0.0/24": "127.0.0.1/32",
        "host=db1": f"host=127.0.0.1 port={first.port}",
        "db1,db2": f"127.0.0.1:{first.port},127.0.0.1:{second.port}",
        "@db1/": f"@127.0.0.1:{first.port}/",
        "/srv/ktd": str(app1),
        "/etc/ktd.toml": str(tmp_path / "ktd.toml"),
        "/etc/ktd.pgpass": str(passes),
        "sudo -u postgres ": "",
        "--pwprompt ": "",
        "systemctl restart postgresql": f"pg_ctl -D {first.data} -w -l {first.data}/log restart >/dev/null",
        "systemctl start postgresql": "",
        "pg_ctlcluster 15 main promote": f"pg_ctl -D {second.data} -w promote",
    }
    passes.write_text("".join(f"*:*:*:{role}:{PASSWORD}\n" for role in ROLES))
    passes.chmod(0o600)
    set_up(first, second, words, passes)
    own = tmp_path / "ktd.toml"
    own.write_text('data = "/srv/ktd"\nlanguage = "en"\n')
    subprocess.run(["/bin/sh", "-ec", here(settings[-1:], words)], check=True)
    assert config.read_settings([own]).directory() == app1
    assert own.read_text().endswith('language = "en"\n'), "what the guide before set stays"
    assert "127.0.0.1/ktd" in ktd(owner[0], words, tmp_path)
    assert "SHA-256" in ktd(moving[0], words, tmp_path)

    app2.mkdir(0o700)
    shutil.copy(app1 / "database", app2)
    with closing(open_store(app2)) as there, closing(open_store(app1)) as store:
        unit = there.find(Unit)[0]
        assert store.save(store.get(Unit, unit.id).with_(name="Vụ Mới")).rev == unit.rev + 1
        first.stop()
        second.sh(here(promoting, words), second.folder / "none")
    with closing(open_store(app2)) as there:
        assert there.get(Unit, unit.id).name == "Vụ Mới", "acknowledged, so the standby had it"
        assert there.save(there.get(Unit, unit.id)).rev == unit.rev + 2
    with psycopg.connect(second.url("ktd")) as connection:
        assert ("Vụ Mới",) in connection.execute(asking[0].encode()).fetchall()

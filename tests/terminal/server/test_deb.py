"""The Debian package on a clean root: installed, set up, upgraded, removed and purged; data stays."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from release.deb import build_database_deb, build_deb
from tests.postgresql.server import HOMES
from tests.terminal.server.accounts import needs_sudo, needs_useradd
from tests.terminal.server.clean_root import CleanRoot, needs_clean_root
from tests.terminal.server.sshd import needs_root, needs_sshd

pytestmark = [
    needs_root,
    needs_sshd,
    needs_sudo,
    needs_useradd,
    pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is not installed"),
    pytest.mark.skipif(not Path("/usr/bin/python3.11").exists(), reason="the system's Python is another one"),
]


@pytest.fixture
def root() -> Iterator[CleanRoot]:
    needs_clean_root()
    with CleanRoot() as made:
        made.must("mkdir -p /run/sshd")
        yield made


def test_install_upgrade_remove_purge(root: CleanRoot, tmp_path: Path) -> None:
    old, new = build_deb(tmp_path, ["0.0.9", "0.1.0"], fast=True)
    root.must(f"dpkg --force-unsafe-io -i {old}")
    # Root may write what Python compiles, which the package for others has.
    root.must(
        "ktd --data /root/d init --sample && ktd --data /root/d export minutes --bloc V --year 2022 -o b.pdf"
    )
    assert "ktd-staff" in root.must("getent passwd ktd && getent group ktd-staff")
    root.must("ktd server setup --model service --host thidua.example && sudo -u ktd ktd init --sample")
    root.must("useradd -m -G ktd-staff -s /bin/dash thuky && install -d -o root /home/thuky/.ssh")
    root.write("/home/thuky/.ssh/authorized_keys", "ssh-ed25519 AAAA of-no-one\n")
    root.must("sudo -u ktd ktd user add thuky --role administrator")
    root.must("sudo -u ktd ktd backup --to /var/backups/ktd")
    root.must(f"dpkg --force-unsafe-io -i {new}")
    assert root.must("dpkg-query -f '${Version}' -W ktd") == "0.1.0"
    assert "service_account" in root.must("cat /etc/ktd.toml")
    said = root.run("ktd doctor --user thuky --lang en").stdout.splitlines()
    assert [line for line in said if line.startswith("WRONG") and "Nobody listens" not in line] == []
    assert "thuky" in root.must("sudo -u ktd ktd user list")
    read_what_it_brought(root)
    try_the_part_for_databases(root, tmp_path)
    root.must("dpkg -r ktd")
    assert root.run("ktd --version").returncode != 0
    assert root.must("ls /etc/ktd.toml /srv/ktd/ktd.json")
    root.must("dpkg -P ktd")
    assert root.run("ls /etc/ktd.toml").returncode != 0
    assert root.run("find /usr/lib/ktd /usr/share/doc/ktd").stdout == ""
    # The staff still get no shell: sshd's block stands, whatever it starts.
    assert root.must("ls /srv/ktd/ktd.json /var/backups/ktd/*.zip /etc/ssh/sshd_config.d/ktd.conf")


def read_what_it_brought(root: CleanRoot) -> None:
    """The manual, the completions and the bill of materials can be read by what they are for."""
    assert "khối thi đua" in gzip.decompress(root.read("/usr/share/man/vi/man1/ktd.1.gz")).decode()
    assert ".SH NAME\nktd \\-" in gzip.decompress(root.read("/usr/share/man/man1/ktd.1.gz")).decode()
    completing = "COMP_WORDS=(ktd server se); COMP_CWORD=2; _shtab_ktd; echo ${COMPREPLY[@]}"
    script = f". /usr/share/bash-completion/completions/ktd && {completing}"
    assert root.must(f"bash -c '{script}'").split() == ["setup"]
    bill = json.loads(root.read("/usr/share/doc/ktd/sbom.cdx.json"))
    names = {part["name"] for part in bill["components"]}
    assert {"textual", "tinydb", "pydantic", "reportlab", "pynacl"} <= names
    assert all(part["purl"].endswith(f"@{part['version']}") for part in bill["components"])


IN_DATABASE = """
install -d -o postgres $PLACE && rm -rf /root/.local/share/ktd-database
as() { runuser -u postgres -- "$@"; }
as $PROGRAMS/initdb -D $PLACE/data -A trust -N >/dev/null
as $PROGRAMS/pg_ctl -D $PLACE/data -w -l $PLACE/log -o "-c listen_addresses= -k $PLACE" start >/dev/null
$INIT && ktd --lang en --data "$URL" check; said=$?
found=$(as $PROGRAMS/psql -h $PLACE -Atc "select count(*) > 0 from ktd_views.units" postgres)
as $PROGRAMS/pg_ctl -D $PLACE/data -m immediate stop >/dev/null
[ $said = 0 ] && [ "$found" = t ]
"""


def try_the_part_for_databases(root: CleanRoot, folder: Path) -> None:
    """It is a package of its own: without it one is told so, with it the data lies there."""
    place = "/srv/pg"
    init = f"ktd --lang en --data 'postgresql://postgres@/postgres?host={place}' init --sample"
    assert "lacks the part" in root.run(init).stderr
    root.must(f"dpkg --force-unsafe-io -i {build_database_deb(folder, '0.1.0', fast=True)}")
    assert "does not answer" in root.run(init).stderr
    if HOMES:
        names = (
            f"PLACE={place} PROGRAMS={HOMES[-1].parent} URL='postgresql://postgres@/postgres?host={place}'"
        )
        root.must(f'{names}\nINIT="ktd --lang en --data $URL init --sample"\n{IN_DATABASE}')
    root.must("dpkg -r ktd-postgresql")
    assert root.run("ls /usr/lib/ktd/psycopg").returncode != 0
    assert root.must("ktd --version")

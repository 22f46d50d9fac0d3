"""Off the socket: the server is known by its certificate, ktd by its own; nothing goes in the clear."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ktd_tui.domain.organisation import Unit
from ktd_tui.errors import KtdError, Refused, StoreError
from ktd_tui.i18n import tell
from store import Store, open_store
from store.postgresql.schema import give_rights, make_tables
from tests.postgresql.server import DatabaseServer, need_server

pytestmark = pytest.mark.xdist_group("postgresql")
NAME, SESSIONS, PASSWORD = "db.example", "ktd_sessions", "rất-bí-mật"
HBA = f"""local all all trust
hostssl all {SESSIONS} 127.0.0.1/32 cert
hostssl all ktd_typed 127.0.0.1/32 scram-sha-256
hostssl all ktd 127.0.0.1/32 trust
"""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
Signer = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def certified(name: str, by: Signer | None = None) -> Signer:
    """A key, and its certificate: of an authority where nobody signs it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(by[1].subject if by else subject)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(SINCE).not_valid_after(SINCE + timedelta(days=36_500))
    made = made.add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    if by is not None:
        names = x509.SubjectAlternativeName([x509.DNSName(name.replace("_", "-"))])
        made = made.add_extension(names, critical=False)
    return key, made.sign(by[0] if by else key, hashes.SHA256())


def lay(folder: Path, name: str, of: Signer, uid: int = -1) -> tuple[Path, Path]:
    """Lay certificate and key into a folder; return where."""
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    certificate.write_bytes(of[1].public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        of[0].private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    for path in (certificate, key):
        path.chmod(0o600)
        os.chown(path, uid, -1)
    return certificate, key


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


class Remote(DatabaseServer):
    """A server that is reached through TLS at a port of its own, as if it were another machine."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()
        self.authority = certified("ca.example")

    def serve(self) -> None:
        """Start with a certificate of the authority."""
        self.make(port=str(self.port))
        uid = self.data.stat().st_uid
        lay(self.data, "server", certified(NAME, self.authority), uid)
        lay(self.data, "root", self.authority, uid)
        (self.data / "pg_hba.conf").write_text(HBA)
        self.configure(listen_addresses="'127.0.0.1'", ssl="on", ssl_ca_file="'root.crt'")
        self.stop("fast")
        self.start()
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for role in (SESSIONS, "ktd_typed"):
                connection.execute(f"create role {role} login".encode())
            connection.execute(f"alter role ktd_typed password '{PASSWORD}'".encode())
            make_tables(connection)
            for role in (SESSIONS, "ktd_typed"):
                give_rights(connection, role, "")

    def url(self, database: str) -> str:
        return f"postgresql://ktd@/{database}?host={self.folder}&port={self.port}"

    def over_the_network(self, role: str = "ktd", name: str = NAME, more: str = "") -> str:
        return f"postgresql://{role}@{name}:{self.port}/postgres?hostaddr=127.0.0.1{more}"


@pytest.fixture(scope="module")
def remote() -> Iterator[Remote]:
    need_server()
    folder = Path(tempfile.mkdtemp(prefix="ktd-pg-"))
    folder.chmod(0o755)
    server = Remote(folder)
    try:
        server.serve()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def root(remote: Remote, tmp_path: Path) -> Path:
    """The certificate of the authority, as an application server has it."""
    return lay(tmp_path, "authority", remote.authority)[0]


def opened(tmp_path: Path, url: str) -> Store:
    tmp_path.chmod(0o700)
    (tmp_path / "database").write_text(url)
    return open_store(tmp_path)


def refused(tmp_path: Path, url: str) -> str:
    with pytest.raises(KtdError) as error:
        opened(tmp_path, url)
    return tell(error.value)


def encrypted(remote: Remote) -> list[bool]:
    asked = (
        "select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name like 'ktd %'"
    )
    with psycopg.connect(remote.url("postgres")) as connection:
        return [ssl for (ssl,) in connection.execute(asked)]


def test_a_server_of_that_name_and_authority_is_believed(remote: Remote, root: Path, tmp_path: Path) -> None:
    url = remote.over_the_network(more=f"&sslmode=verify-full&sslrootcert={root}")
    with closing(opened(tmp_path, url)) as store:
        assert store.save(Unit(name="Vụ Thư ký")).rev == 1
        assert encrypted(remote) == [True]


def test_another_ones_certificate_is_refused(remote: Remote, root: Path, tmp_path: Path) -> None:
    more = f"&sslmode=verify-full&sslrootcert={root}"
    said = refused(tmp_path, remote.over_the_network(name="db2.example", more=more))
    assert "db2.example" in said
    assert "does not match" in said
    stranger = lay(tmp_path, "stranger", certified("ca2.example"))[0]
    more = f"&sslmode=verify-full&sslrootcert={stranger}"
    assert "certificate verify failed" in refused(tmp_path, remote.over_the_network(more=more))


def test_nothing_goes_in_the_clear(remote: Remote, tmp_path: Path) -> None:
    for mode in ("disable", "allow", "prefer"):
        with pytest.raises(Refused, match="TLS"):
            opened(tmp_path, remote.over_the_network(more=f"&sslmode={mode}"))
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(remote.over_the_network(more="&sslmode=disable"))
    with closing(opened(tmp_path, remote.over_the_network())):
        assert encrypted(remote) == [True], "also where nothing is said"


def test_ktd_comes_in_by_a_certificate_and_without_one_not(
    remote: Remote, root: Path, tmp_path: Path
) -> None:
    own, key = lay(tmp_path, "own", certified(SESSIONS, remote.authority))
    sure = f"&sslmode=verify-full&sslrootcert={root}"
    url = remote.over_the_network(SESSIONS, more=f"{sure}&sslcert={own}&sslkey={key}")
    with closing(opened(tmp_path, url)) as store:
        assert store.save(Unit(name="Vụ")).rev == 1
    assert "certificate" in refused(tmp_path, remote.over_the_network(SESSIONS, more=sure))
    other, its_key = lay(tmp_path, "other", certified("somebody", remote.authority))
    more = f"{sure}&sslcert={other}&sslkey={its_key}"
    assert "certificate" in refused(tmp_path, remote.over_the_network(SESSIONS, more=more))


def test_a_password_stands_in_its_file_alone(
    remote: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    passes = tmp_path / "pgpass"
    monkeypatch.setenv("PGPASSFILE", str(passes))
    for password in (PASSWORD, f"{PASSWORD}-sai"):
        passes.write_text(f"*:*:*:ktd_typed:{password}\n")
        passes.chmod(0o600)
        if password == PASSWORD:
            with closing(opened(tmp_path, remote.over_the_network("ktd_typed"))) as store:
                assert store.save(Unit(name="Vụ")).rev == 1
        else:
            assert PASSWORD not in refused(tmp_path, remote.over_the_network("ktd_typed"))
    with pytest.raises(StoreError):
        opened(tmp_path, remote.over_the_network("nobody"))
    said = "".join(capfd.readouterr()) + (remote.folder / "server.log").read_text()
    logged = said.replace(f"alter role ktd_typed password '{PASSWORD}'", "")
    assert PASSWORD not in logged

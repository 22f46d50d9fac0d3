"""Sealed papers in the database: filed, read, laid out to be fetched, backed up, moved and checked there."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from ktd_tui.domain.sealed import Returned, SealedPaper
from ktd_tui.errors import NotSaved, Refused, StoreError
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import fetch_line
from ktd_tui.operations.papers import register, sealing, signing, verifying
from ktd_tui.operations.papers.dossier.making import dossier
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.returned.attaching import attach, last_file
from ktd_tui.operations.server.maintenance import check_data, move_data
from store import open_store, place_papers
from store.postgresql.schema import give_rights, make_tables
from store.report import Severity
from tests.builders import a_desk
from tests.conftest import FakeClock
from tests.operations.found import the_meeting, the_year
from tests.postgresql.server import DatabaseServer

pytestmark = pytest.mark.xdist_group("postgresql")


@pytest.fixture
def url(postgresql: DatabaseServer) -> str:
    return postgresql.fresh()


@pytest.fixture
def moved(sample: Desk, tmp_path: Path, clock: FakeClock, url: str) -> Path:
    """The sample, its minutes signed and sealed in files, moved into the database with that paper."""
    signing.sign(sample, the_meeting(sample).id)
    sealing.seal(sample, PaperRef("minutes", the_year(sample).id))
    sample.store.close()
    found = move_data(tmp_path / "data", url, sample.actor, clock, papers=True)
    assert found.papers == 1
    return tmp_path / "data"


@pytest.fixture
def here(moved: Path, clock: FakeClock) -> Iterator[Desk]:
    """A desk on the server that the data was moved from; its folder of papers was lost."""
    shutil.rmtree(moved / "papers")
    desk = a_desk(moved, clock)
    yield desk
    desk.store.close()


@pytest.fixture
def there(moved: Path, tmp_path: Path, clock: FakeClock, url: str) -> Iterator[Desk]:
    """A desk on another application server, with a folder of its own."""
    folder = tmp_path / "there"
    folder.mkdir(0o700)
    (folder / "database").write_text(url)
    place_papers(folder, in_database=True)
    desk = a_desk(folder, clock)
    yield desk
    desk.store.close()


def rows(url: str) -> dict[str, str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("select name, encode(sha256(content), 'hex') from ktd.papers")
        return dict(found.fetchall())


def the_paper(desk: Desk) -> SealedPaper:
    return register.papers_register(desk, the_year(desk).id)[0]


def test_what_one_server_seals_every_server_prints_verifies_and_lays_out(
    here: Desk, there: Desk, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = sealing.seal(here, PaperRef("notice", the_year(here).id))
    assert rows(url)[of.file] == of.pdf_sha256
    assert not (here.folder or Path()).joinpath("papers").exists(), "nothing was filed in the folder"
    there.news()
    pdf = there.store.papers.read(of.file)
    assert sha256(pdf).hexdigest() == of.pdf_sha256
    monkeypatch.setattr("ktd_tui.operations.papers.register.as_sealed", None)
    assert register.reprinted(there, of).pdf == pdf, "it is the filed one, not made anew"
    file = register.filed(there, of)
    assert file
    assert file.path == there.folder / "papers" / of.file if there.folder else None
    assert file.path.read_bytes() == pdf
    assert verifying.verify(there, file.path).of == of
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.9 5000 10.0.0.2 22")
    assert fetch_line(file.path, "lan").startswith("scp lan@10.0.0.2:")


def test_a_file_that_was_changed_is_laid_out_anew_and_the_other_one_kept(there: Desk) -> None:
    of = the_paper(there)
    file = register.filed(there, of)
    assert file
    file.path.chmod(0o600)
    file.path.write_bytes(b"something else")
    again = register.filed(there, of)
    assert again
    assert sha256(again.path.read_bytes()).hexdigest() == of.pdf_sha256
    assert file.path.with_name(f"{file.path.name}.1").read_bytes() == b"something else"


def test_who_only_looks_reads_it_and_writes_no_file(there: Desk, clock: FakeClock) -> None:
    of = the_paper(there)
    assert there.folder
    with closing(open_store(there.folder, read_only=True, clock=clock)) as store:
        assert sha256(store.papers.read(of.file)).hexdigest() == of.pdf_sha256
        assert store.papers.on_disk(of.file) is None
    assert not (there.folder / "papers").exists()


def test_what_came_back_is_kept_there_and_is_in_the_dossier(here: Desk, there: Desk, tmp_path: Path) -> None:
    import pikepdf

    scan = tmp_path / "scan.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(scan)
    saved = attach(here, the_paper(here), scan)
    there.news()
    of = the_paper(there)
    assert of == saved
    assert there.store.papers.read(of.came_back[0].file) == scan.read_bytes()
    path = last_file(there, of)
    assert path
    assert path.read_bytes() == scan.read_bytes()
    files = dict(dossier(there, the_year(there).id))
    assert scan.read_bytes() in files.values()


def test_a_seal_that_is_not_entered_leaves_no_paper(here: Desk, url: str) -> None:
    before = rows(url)

    def fail() -> None:
        with here.store.transaction("seal"):
            here.store.papers.file("V/2022/x.pdf", b"x")
            raise NotSaved("x")

    with pytest.raises(NotSaved):
        fail()
    assert rows(url) == before


def test_a_backup_holds_the_papers_and_brings_them_back(
    here: Desk, url: str, tmp_path: Path, clock: FakeClock
) -> None:
    of, file = the_paper(here), tmp_path / "backup.zip"
    here.store.backup(file)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("delete from ktd.papers")
    assert here.store.papers.read(of.file) == b""
    here.store.restore(file)
    assert rows(url) == {of.file: of.pdf_sha256}
    with closing(a_desk(tmp_path / "files", clock).store) as store:
        store.restore(file)
        assert sha256(store.papers.read(of.file)).hexdigest() == of.pdf_sha256, "in files it is a file"


def test_moved_back_each_paper_is_a_file_again(
    moved: Path, sample: Desk, tmp_path: Path, clock: FakeClock
) -> None:
    shutil.rmtree(moved / "papers")
    back = move_data(moved, str(tmp_path / "back"), sample.actor, clock)
    assert back.papers == 1
    with closing(a_desk(tmp_path / "back", clock).store) as store:
        (of,) = store.find(SealedPaper)
        file = store.papers.on_disk(of.file)
        assert file
        assert sha256(file.read_bytes()).hexdigest() == of.pdf_sha256


def test_chosen_later_the_folders_papers_are_brought_there_and_missed_until_then(
    sample: Desk, tmp_path: Path, clock: FakeClock, url: str
) -> None:
    signing.sign(sample, the_meeting(sample).id)
    of = sealing.seal(sample, PaperRef("minutes", the_year(sample).id))
    sample.store.close()
    data = tmp_path / "data"
    assert move_data(data, url, sample.actor, clock).papers == 0
    assert rows(url) == {}
    place_papers(data, in_database=True)
    (missing,) = [f for f in check_data(data, clock).findings if f.facts.get("path") == of.file]
    assert "do not lie in the database" in missing.message
    with closing(a_desk(data, clock).store) as store:
        assert sha256(store.papers.read(of.file)).hexdigest() == of.pdf_sha256, "meanwhile from the folder"
    assert move_data(data, url, sample.actor, clock, papers=True).papers == 1
    assert rows(url) == {of.file: of.pdf_sha256}
    assert not [f for f in check_data(data, clock).findings if "do not lie" in f.message]
    assert move_data(data, url, sample.actor, clock, papers=True).papers == 1, "a second time changes nothing"


def test_a_paper_that_was_changed_past_ktd_is_found(moved: Path, url: str, clock: FakeClock) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("update ktd.papers set content = 'x'")
    found = [f.message for f in check_data(moved, clock).findings if f.severity is Severity.PROBLEM]
    assert found == ["The paper {path} in the database is not as it was filed."]


def test_in_files_papers_cannot_lie_in_a_database(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ktd migrate"):
        place_papers(tmp_path / "data", in_database=True)
    place_papers(tmp_path / "data", in_database=False)


def test_a_name_that_leads_out_of_the_folder_is_none(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"x")
    of = Returned(file="../../secret.pdf", sha256="", at=desk.now, account="x")
    assert register.kept_file(desk, of.file) is None
    assert register.kept_content(desk, of.file) == b""
    with pytest.raises(NotSaved):
        desk.store.papers.file(of.file, b"y")
    assert (tmp_path / "secret.pdf").read_bytes() == b"x"


def test_tables_of_an_older_ktd_are_brought_up_to_date_by_their_owner_alone(
    moved: Path, url: str, clock: FakeClock
) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create role ktd_elsewhere login")
        give_rights(connection, "ktd_elsewhere", "")
        connection.execute("drop table ktd.papers")
    try:
        (moved / "database").write_text(url.replace("//ktd@", "//ktd_elsewhere@"))
        with pytest.raises(StoreError, match="ktd database"):
            a_desk(moved, clock)
        (moved / "database").write_text(url)
        with closing(a_desk(moved, clock).store) as store:
            assert store.find(SealedPaper)
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            make_tables(connection)
            connection.execute("drop owned by ktd_elsewhere")
            connection.execute("drop role ktd_elsewhere")

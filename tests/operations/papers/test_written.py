"""What was written: its pages as another library counts them, and the line that fetches it."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ktd_tui import config
from ktd_tui.operations import account
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import Written, fetch_line, told_to
from ktd_tui.operations.papers import printing, sealing
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.register import filed
from ktd_tui.papers.document import Paragraph, prepared
from ktd_tui.papers.render.pdf import render_pdf
from ktd_tui.papers.render.read_back import page_count
from tests.operations.found import the_year
from tests.papers.sample import with_blocks
from tests.papers.test_papers_of_the_year import KINDS

CHROOT = 'data = "/srv/ktd"\nfetch = "sftp {account}@thidua:/papers/{file} ."\n'
FILE = Path("/srv/ktd/papers/V/2022/01-20221209-bao-cao.pdf")


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's own file, to be written."""
    file = tmp_path / "ktd.toml"
    monkeypatch.setattr(config, "SERVER_FILE", file)
    return file


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_those_that_another_library_counts(sample: Desk, tmp_path: Path, kind: str) -> None:
    done = printing.print_paper(sample, PaperRef(kind, the_year(sample).id), tmp_path / "a.pdf")
    content = done.path.read_bytes()
    assert done == Written(tmp_path / "a.pdf", len(content), len(PdfReader(BytesIO(content)).pages))


def test_the_pages_of_a_long_paper_are_counted() -> None:
    content, pages = render_pdf(prepared(with_blocks(*[Paragraph("Một ý kiến. " * 400)] * 60)))
    assert pages == page_count(content) == len(PdfReader(BytesIO(content)).pages) > 50


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"/Count 3 /Type /Pages", "Số trang: 3".encode()])
def test_what_is_no_paper_of_ours_has_no_pages(content: bytes) -> None:
    assert page_count(content) == 0


def test_a_text_has_no_pages(sample: Desk, tmp_path: Path) -> None:
    assert printing.print_paper(sample, PaperRef("report", the_year(sample).id), tmp_path / "a.md").pages == 0


def test_the_archives_form_has_the_pages_of_the_paper(sample: Desk, tmp_path: Path) -> None:
    pytest.importorskip("pikepdf")
    of = sealing.seal(sample, PaperRef("report", the_year(sample).id))
    done = printing.print_archival(sample, of, tmp_path / "a.pdf")
    assert done.pages == len(PdfReader(done.path).pages)


def test_a_sealed_paper_that_is_gone_is_not_told_of(sample: Desk) -> None:
    of = sealing.seal(sample, PaperRef("report", the_year(sample).id))
    there = filed(sample, of)
    assert there is not None
    assert (there.size, there.pages) == (of.size, len(PdfReader(there.path).pages))
    assert filed(sample, of.with_(pages=0)) == there, "sealed before its pages were noted"
    there.path.unlink()
    assert filed(sample, of) is None


@pytest.mark.parametrize(
    ("came", "line"),
    [
        ("10.0.0.5 51000 10.0.0.9 22", f"scp nga@10.0.0.9:{FILE} ."),
        ("10.0.0.5 51000 10.0.0.9 2222", f"scp -P 2222 nga@10.0.0.9:{FILE} ."),
        ("fd00::5 51000 fd00::9 22", f"scp 'nga@[fd00::9]:{FILE}' ."),
        ("10.0.0.9", ""),
        ("", ""),
    ],
)
def test_who_came_by_ssh_fetches_it_there(
    setting: Path, monkeypatch: pytest.MonkeyPatch, came: str, line: str
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", came)
    assert fetch_line(FILE, "nga") == line


def test_what_lies_at_home_is_told_from_there(setting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.5 51000 10.0.0.9 22")
    monkeypatch.setenv("HOME", "/home/nga")
    assert fetch_line(Path("/home/nga/giao-uoc.pdf"), "nga") == "scp nga@10.0.0.9:giao-uoc.pdf ."


def test_a_name_with_blanks_is_one_word(setting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.5 51000 10.0.0.9 22")
    assert fetch_line(Path("/srv/bien ban.pdf"), "nga") == "scp 'nga@10.0.0.9:/srv/bien ban.pdf' ."


def test_the_servers_own_words_come_first(setting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.5 51000 10.0.0.9 22")
    setting.write_text('fetch = "sftp -P 2222 {account}@thidua:{path} ."')
    assert fetch_line(FILE, "nga") == f"sftp -P 2222 nga@thidua:{FILE} ."
    assert told_to("nga", Written(FILE, 2048, 3)).splitlines() == [
        f"Đã ghi: {FILE} (2 kB, 3 trang)",
        "Tải về máy của mình bằng lệnh:",
        f"sftp -P 2222 nga@thidua:{FILE} .",
    ]


def test_a_name_with_blanks_is_one_word_in_the_servers_own_line(setting: Path) -> None:
    setting.write_text('fetch = "sftp {account}@thidua:{path} ."')
    assert fetch_line(Path("/srv/bien ban.pdf"), "nga") == "sftp nga@thidua:'/srv/bien ban.pdf' ."


def test_whom_the_service_account_serves_has_only_the_servers_words(
    setting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ktd_tui.operations.files.confined", lambda: Path("/srv/ktd") / account.PAPERS)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.5 51000 10.0.0.9 22")
    assert fetch_line(FILE, "nga") == ""
    setting.write_text(CHROOT)
    assert fetch_line(FILE, "nga") == "sftp nga@thidua:/papers/V/2022/01-20221209-bao-cao.pdf ."


def test_where_only_the_papers_folder_is_reached_nothing_else_is_promised(
    setting: Path, tmp_path: Path
) -> None:
    setting.write_text(CHROOT)
    assert fetch_line(FILE, "nga") == "sftp nga@thidua:/papers/V/2022/01-20221209-bao-cao.pdf ."
    assert fetch_line(Path("/home/nga/bao-cao.pdf"), "nga") == ""
    setting.write_text(CHROOT.partition("\n")[2])
    assert fetch_line(Path("papers/bao-cao.pdf"), "nga") == "", "where the data lies is not said"
    setting.write_text(CHROOT.replace("/srv/ktd", str(tmp_path / "ktd")))
    (tmp_path / "out").mkdir()
    (tmp_path / "ktd").mkdir()
    (tmp_path / "ktd/papers").symlink_to(tmp_path / "out")
    assert fetch_line(tmp_path / "out" / "a.pdf", "nga") == "sftp nga@thidua:/papers/a.pdf ."

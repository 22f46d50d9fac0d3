"""Where papers go: the year's folder beside the data, as open as its root, drafts apart from what counts."""

import os
import resource
import stat
from pathlib import Path

import pytest

from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.files import sealed_file, write_output, year_file, year_folder
from ktd_tui.operations.papers import printing, sealing
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from tests.operations.found import the_meeting, the_year

DRAFT = "papers/V/2022/du-thao/20231208-bao-cao.pdf"


def data_of(desk: Desk) -> Path:
    assert desk.folder is not None
    return desk.folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_draft_goes_to_the_years_drafts(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample).id
    file = printing.paper_file(sample, PaperRef("report", year), tmp_path)
    assert file == data_of(sample) / DRAFT
    assert not file.parent.exists(), "naming a file makes nothing"
    done = printing.print_paper(sample, PaperRef("report", year), file)
    assert done.path == file
    assert file.read_bytes().startswith(b"%PDF-")
    assert printing.paper_file(sample, PaperRef("report", year), tmp_path).name == f"{file.stem}-2.pdf"


def test_what_is_sealed_goes_beside_the_filed_one(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample).id
    of = sealing.seal(sample, PaperRef("report", year))
    folder = data_of(sample) / "papers/V/2022"
    again = printing.paper_file(sample, PaperRef("report", year), tmp_path)
    assert again == folder / "01-20231208-bao-cao-2.pdf"
    printing.print_paper(sample, PaperRef("report", year), again)
    assert again.read_bytes() == (data_of(sample) / "papers" / of.file).read_bytes()
    assert sealed_file(sample, of, tmp_path, archival=True) == folder / "01-20231208-bao-cao-pdfa.pdf"
    assert year_file(sample, year, tmp_path) == folder / "van-ban-khoi-v-2022.zip"


def test_minutes_are_named_as_the_paper_that_they_are(sample: Desk, tmp_path: Path) -> None:
    file = printing.paper_file(sample, minutes_ref(sample, the_meeting(sample).id), tmp_path)
    assert file == data_of(sample) / "papers/V/2022/du-thao/20231208-bien-ban.pdf"
    printing.print_paper(sample, minutes_ref(sample, the_meeting(sample).id), file)
    assert file.is_file()


def test_a_throw_away_copy_and_a_reader_write_elsewhere(sample: Desk, tmp_path: Path) -> None:
    year = the_year(sample).id
    for desk in (
        sample._replace(sample=True),
        sample._replace(rehearsal=True),
        sample._replace(folder=None),
        sample._replace(actor=sample.actor._replace(read_only=True)),
    ):
        assert year_folder(desk, year) is None
        file = printing.paper_file(desk, PaperRef("report", year), tmp_path)
        assert file.parent == tmp_path
        assert file.name.endswith("20231208-bao-cao-khoi-v-2022.pdf")


def test_where_the_disk_says_no_it_is_elsewhere(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert year_folder(sample, the_year(sample).id) is None


@pytest.mark.parametrize(
    ("root", "folder", "draft", "sealed"),
    [(0o2770, 0o2770, 0o660, 0o640), (0o2750, 0o2750, 0o640, 0o640), (0o700, 0o700, 0o600, 0o600)],
)
def test_nothing_below_is_more_open_than_the_papers_folder(
    sample: Desk, tmp_path: Path, root: int, folder: int, draft: int, sealed: int
) -> None:
    papers = data_of(sample) / "papers"
    papers.mkdir()
    papers.chmod(root)
    year = the_year(sample).id
    old = os.umask(0o077)
    try:
        file = printing.print_paper(
            sample, PaperRef("report", year), printing.paper_file(sample, PaperRef("report", year), tmp_path)
        ).path
        of = sealing.seal(sample, PaperRef("report", year))
    finally:
        os.umask(old)
    folders = (papers / "V", papers / "V/2022", file.parent)
    assert [oct(mode(path)) for path in folders] == [oct(folder)] * 3
    assert oct(mode(file)) == oct(draft)
    assert oct(mode(papers / of.file)) == oct(sealed)


@pytest.mark.parametrize(
    "name", ["papers/x" + "y" * 300 + "/a.pdf", "papers/" + "y" * 300 + ".pdf", "papers/V"]
)
def test_what_the_disk_refuses_is_said(sample: Desk, name: str) -> None:
    (data_of(sample) / "papers" / "V").mkdir(parents=True)
    with pytest.raises(Refused):
        printing.print_paper(sample, PaperRef("report", the_year(sample).id), data_of(sample) / name)
    assert [path.name for path in (data_of(sample) / "papers").rglob("*")] == ["V"]


def test_a_way_out_of_the_papers_folder_is_any_other_place(sample: Desk, tmp_path: Path) -> None:
    papers = data_of(sample) / "papers"
    papers.mkdir()
    (tmp_path / "out").mkdir()
    printing.print_paper(
        sample, PaperRef("report", the_year(sample).id), papers / ".." / ".." / "out" / "a.pdf"
    )
    assert (tmp_path / "out" / "a.pdf").is_file()
    assert list(papers.iterdir()) == []


def test_what_the_disk_did_not_take_leaves_no_file_that_would_keep_the_name(tmp_path: Path) -> None:
    file, limit = tmp_path / "diem.xlsx", resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limit[1]))  # the kernel's EFBIG stands for a full disk
    try:
        with pytest.raises(Refused, match="could not be written"):
            write_output(file, b"x" * 20)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert not file.exists()
    write_output(file, b"x" * 20)
    with pytest.raises(Refused, match="could not be written"):
        write_output(file, b"y")
    assert file.read_bytes() == b"x" * 20, "another's file of that name is left as it is"

"""The dossier of a year: what lies in it, what its metadata say, as ZIP and as a folder."""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ktd_tui.domain.organisation import Bloc
from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.dossier.making import dossier, dossier_file, write_dossier
from ktd_tui.operations.papers.kinds import PaperRef
from ktd_tui.operations.papers.register import reprinted
from ktd_tui.operations.papers.returned.attaching import attach
from ktd_tui.operations.papers.sealing import seal
from ktd_tui.papers.render.read_back import text_lines
from ktd_tui.papers.render.word.telling import word_lines
from ktd_tui.words import short_date
from tests.operations.found import the_bloc, the_year
from tests.operations.papers.returned.authority import signed


@pytest.fixture
def year(sample: Desk, tmp_path: Path) -> str:
    """A year with a report that came back signed, and an invitation."""
    of = seal(sample, PaperRef("report", the_year(sample).id))
    seal(sample, PaperRef("invitation", the_year(sample).id))
    (tmp_path / "ve.pdf").write_bytes(signed(reprinted(sample, of).pdf, "Ai Đó"))
    attach(sample, of, tmp_path / "ve.pdf")
    return the_year(sample).id


def test_everything_of_the_year_is_in_it(sample: Desk, year: str, tmp_path: Path) -> None:
    files = dict(dossier(sample, year))
    assert {
        "van-ban/01-giay-moi.pdf",
        "van-ban/02-bao-cao.pdf",
        "ban-tra-ve/02-bao-cao-1.pdf",
        "sieu-du-lieu/01-giay-moi.json",
        "sieu-du-lieu/02-bao-cao.json",
        "de-nghi-khen-thuong.xlsx",
        "de-nghi-khen-thuong.json",
        "muc-luc-ho-so.pdf",
        "muc-luc-ho-so.docx",
    } <= set(files)
    assert files["ban-tra-ve/02-bao-cao-1.pdf"] == (tmp_path / "ve.pdf").read_bytes()


def test_the_metadata_have_the_names_of_the_decree(sample: Desk, year: str) -> None:
    bloc = sample.store.get(Bloc, the_bloc(sample))
    sample.store.save(bloc.model_copy(update={"paper_organ_code": "A01.05"}))
    told = json.loads(dict(dossier(sample, year))["sieu-du-lieu/02-bao-cao.json"])
    assert told["OrganId"] == "A01.05"
    assert (told["CodeNumber"], told["CodeNotation"], told["TypeName"]) == ("01", "BC-KTĐV", "BÁO CÁO")
    assert told["IssuedDate"] == sample.today.isoformat()
    assert told["SignerInfo"] == [
        {"Competence": "", "Position": "KHỐI TRƯỞNG", "FullName": "Nguyễn Văn Định"}
    ]
    assert told["PageAmount"] > 1
    assert told["ReturnedFiles"][0]["File"] == "ban-tra-ve/02-bao-cao-1.pdf"
    assert len(told["SHA256"]) == 64


def test_each_sealed_paper_has_its_own_metadata_of_the_file_that_lies_there(sample: Desk, year: str) -> None:
    files = dict(dossier(sample, year))
    papers = sorted(name for name in files if name.startswith("van-ban/"))
    told = [json.loads(files[name]) for name in sorted(files) if name.startswith("sieu-du-lieu/")]
    assert [one["File"] for one in told] == papers
    for one in told:
        assert set(one) >= NAMES
        assert sha256(files[one["File"]]).hexdigest() == one["SHA256"]
        for back in one["ReturnedFiles"]:
            assert sha256(files[back["File"]]).hexdigest() == back["SHA256"]


NAMES = {"OrganId", "OrganName", "CodeNumber", "CodeNotation", "IssuedDate", "TypeName", "Subject"} | {
    "Language", "PageAmount", "SignerInfo", "ToPlaces",
}  # fmt: skip
"""What Phụ lục VI and edXML call what describes a paper."""


def test_the_index_lists_each_paper_with_its_pages(sample: Desk, year: str) -> None:
    files = dict(dossier(sample, year))
    said = " ".join(text_lines(files["muc-luc-ho-so.pdf"]))
    for words in ("MỤC LỤC VĂN BẢN, TÀI LIỆU", "01/BC-KTĐV", short_date(sample.today), "Có 1 bản trả về"):
        assert words in said, said
    cells = word_lines(files["muc-luc-ho-so.docx"])
    first = json.loads(files["sieu-du-lieu/01-giay-moi.json"])["PageAmount"]
    second = json.loads(files["sieu-du-lieu/02-bao-cao.json"])["PageAmount"]
    assert f"1–{first}" in cells
    assert f"{first + 1}–{first + second}" in cells


def test_nominees_are_a_table_and_json_of_the_same(sample: Desk, year: str) -> None:
    files = dict(dossier(sample, year))
    told = json.loads(files["de-nghi-khen-thuong.json"])
    sheet = load_workbook(BytesIO(files["de-nghi-khen-thuong.xlsx"])).active
    assert sheet
    titles = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert told
    assert [one["Title"] for one in told] == titles[-len(told) :]
    assert {one["Unit"] for one in told} == {"Vụ Lễ tân và Hợp tác quốc tế", "Cục Quản trị III"}
    assert all(0 < one["SharePercent"] <= 100 for one in told)


def test_zip_and_folder_hold_the_same(sample: Desk, year: str, tmp_path: Path) -> None:
    write_dossier(sample, year, tmp_path / "x.zip")
    write_dossier(sample, year, tmp_path / "x")
    with ZipFile(tmp_path / "x.zip") as archive:
        names = archive.namelist()
        for name in names:
            assert archive.read(name) == (tmp_path / "x" / name).read_bytes(), name
    assert sorted(names) == sorted(
        str(file.relative_to(tmp_path / "x")) for file in (tmp_path / "x").rglob("*") if file.is_file()
    )
    with pytest.raises(Refused, match="folder"):
        write_dossier(sample, year, tmp_path / "x")


def test_below_the_papers_folder_it_is_for_all_who_work_there(sample: Desk, year: str) -> None:
    done = write_dossier(sample, year, dossier_file(sample, year, Path()))
    assert done.path.name == "ho-so-v-2022.zip"
    assert done.path.parent.name == "2022"


def test_without_a_sealed_paper_there_is_no_dossier(sample: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="sealed"):
        write_dossier(sample, the_year(sample).id, tmp_path / "x.zip")
    assert sample.store.find(Bloc)
    assert not (tmp_path / "x.zip").exists()
